"""Cuts a sentence into clauses and reads what each says, cue by cue, from left to right.

One function per class of cues; which words belong to a class, and what the class means, is in
``ontology/vocabularies/polarity.ttl``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ontology.phrases import Hit

# How many words a cue reaches behind itself: "no evidence of drift", "identify and act on delay".
REACH = {
    "negation": 4,
    "handling": 6,
    "purpose": 8,
    "lessening": 7,
    "spoiling": 4,
    "aside": 2,
    "enabling": 8,
    "condition": 6,
    "relative": 6,
    "asked": 6,
    "instead": 4,
    "ill": 5,
}

_MENTION = frozenset(
    ["of", "for", "following", "from", "about", "during", "against", "experiencing", "where"]
)
_STOPS = frozenset([",", ";", "but"])
_JOINTS = frozenset(["contrast", "although", "concession"])
_OPENINGS = ([",", "and"], ["however", ","])
_CONDITIONS = ("condition", "relative")
_SHIELDS = ("handling", "purpose", "lessening")


@dataclass(slots=True)
class Clause:
    """What one clause says, and how far the cues read so far reach.

    Attributes:
        turns: whether it begins with ``but``.
        splits: whether it ends at the next comma, having begun with ``while`` or ``despite``.
        yields: whether it only concedes (``despite``).
        good, better, begun, compared, lately, fair, bad, uneven, leaning: cues that it holds.
        aside: whether a negation only told which children or cases are meant.
        negated: whether a negation waits for what it negates.
    """

    turns: bool = False
    splits: bool = False
    yields: bool = False
    good: bool = False
    better: bool = False
    begun: bool = False
    compared: bool = False
    lately: bool = False
    fair: bool = False
    bad: bool = False
    uneven: bool = False
    leaning: bool = False
    aside: bool = False
    negated: bool = False
    until: dict[str, int] = field(default_factory=dict)

    @property
    def faulty(self) -> bool:
        """Whether it finds fault; a negation that found nothing to negate does so too."""
        return self.bad or self.negated

    def reaches(self, at: int, *cues: str) -> bool:
        """Tell whether one of *cues*, read before, reaches the word *at*."""
        return any(at <= self.until.get(cue, -1) for cue in cues)

    def opens(self, cue: str, hit: Hit) -> None:
        """Let *cue* reach behind itself."""
        self.until[cue] = hit.end - 1 + REACH[cue]


def clauses(words: list[str], hits: list[Hit]) -> Iterator[Clause]:
    """Yield the clauses of a sentence, given its words and the cues found in them, in order."""
    clause, at = Clause(), 0
    stops = [place for place, word in enumerate(words) if word in _STOPS]
    passed = 0
    for hit in hits:
        first = bisect_left(stops, at, passed)
        passed = bisect_left(stops, hit.start, first)
        if any(_parts(words, place, clause) for place in stops[first:passed]):
            yield clause
            clause = Clause()
        at = hit.end
        if not _JOINTS.isdisjoint(hit.codes):
            if hit.start > 0:
                yield clause
            clause = Clause(
                turns=hit.start > 0 and words[hit.start] == "but",
                splits="contrast" not in hit.codes,
                yields="concession" in hit.codes,
            )
        for code in hit.codes:
            if code in _READERS:
                _READERS[code](clause, hit, words)
    yield clause


def _told_elsewhere(clause: Clause, hit: Hit) -> bool:
    """Tell whether *hit* stands in an opening condition or in words about an earlier paper."""
    return clause.reaches(hit.start, "opening", "recalled")


def _parts(words: list[str], at: int, clause: Clause) -> bool:
    """Tell whether the stop at *at* ends *clause*."""
    if words[at] == ",":
        return clause.splits or words[at + 1 : at + 2] in (["and"], ["but"])
    return words[at] in (";", "but")


def _negate(clause: Clause, hit: Hit, words: list[str]) -> None:
    if _told_elsewhere(clause, hit):
        return
    if clause.reaches(hit.start, *_CONDITIONS):
        clause.aside = True
        clause.opens("aside", hit)
    elif not clause.reaches(hit.start, "purpose"):
        clause.negated = clause.negated or not clause.bad
        clause.opens("negation", hit)


def _negate_subject(clause: Clause, hit: Hit, words: list[str]) -> None:
    _negate(clause, hit, words)
    clause.until["absence"] = len(words)


def _fault(clause: Clause, hit: Hit, words: list[str]) -> None:
    if _told_elsewhere(clause, hit):
        return
    if clause.reaches(hit.start, "negation", "absence", "instead"):
        clause.good, clause.negated = True, False
        clause.until.pop("negation", None)
    elif clause.reaches(hit.start, *_SHIELDS):
        clause.fair = True
    elif not _only_mentioned(clause, hit, words):
        clause.bad = True
        clause.opens("ill", hit)


def _only_mentioned(clause: Clause, hit: Hit, words: list[str]) -> bool:
    """Tell whether a fault only names what good work is about: ``help for ... poor families``."""
    if clause.reaches(hit.start, *_CONDITIONS):
        return clause.good or clause.fair or clause.better
    return clause.good and not _MENTION.isdisjoint(words[max(0, hit.start - 2) : hit.start])


def _harm(clause: Clause, hit: Hit, words: list[str]) -> None:
    if clause.reaches(hit.start, "negation", "absence"):
        _fault(clause, hit, words)
    else:
        clause.opens("ill", hit)


def _count_low(clause: Clause, hit: Hit, words: list[str]) -> None:
    if clause.reaches(hit.start, "ill"):
        clause.good, clause.bad = True, False
    else:
        _fault(clause, hit, words)


def _find_fault(clause: Clause, hit: Hit, words: list[str]) -> None:
    if _told_elsewhere(clause, hit):
        return
    if clause.reaches(hit.start, *_CONDITIONS):
        clause.aside = True
    elif not clause.reaches(hit.start, "purpose"):
        clause.bad = True


def _need(clause: Clause, hit: Hit, words: list[str]) -> None:
    if not clause.reaches(hit.start, "asked"):
        _find_fault(clause, hit, words)


def _look_back(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.bad = True


def _praise(clause: Clause, hit: Hit, words: list[str]) -> None:
    if _told_elsewhere(clause, hit):
        return
    if hit.start and words[hit.start - 1] == "more":
        clause.compared = True
    if clause.negated or clause.reaches(hit.start, "spoiling", "instead", "aside"):
        clause.bad = True
    elif not clause.bad:
        clause.good = True


def _compare(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.compared = True
    _praise(clause, hit, words)


def _gain(clause: Clause, hit: Hit, words: list[str]) -> None:
    if _told_elsewhere(clause, hit):
        return
    if clause.negated or clause.reaches(hit.start, "spoiling"):
        clause.bad = True
    elif clause.reaches(hit.start, "enabling"):
        clause.good = True
    elif not clause.bad:
        clause.better = True


def _begin(clause: Clause, hit: Hit, words: list[str]) -> None:
    if clause.negated:
        clause.bad = True
    elif not clause.bad:
        clause.begun = True


def _date(clause: Clause, hit: Hit, words: list[str]) -> None:
    if not clause.reaches(hit.start, *_CONDITIONS):
        clause.lately = True


def _mend(clause: Clause, hit: Hit, words: list[str]) -> None:
    if clause.negated or clause.reaches(hit.start, "negation"):
        clause.bad = True
    else:
        clause.bad, clause.better = False, True
        if "handling" in hit.codes:  # "has addressed": what follows is gone, however long its name
            clause.until["handling"] = len(words)


def _describe(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.fair = clause.fair or not (clause.negated or clause.bad)


def _vary(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.uneven = clause.uneven or not clause.bad


def _lean(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.leaning = True


def _predicate(clause: Clause, hit: Hit, words: list[str]) -> None:
    for cue in ("handling", "lessening", "spoiling", "instead", "asked"):
        clause.until.pop(cue, None)
    # "who are placed ... are": the second verb is that of the sentence.
    if clause.until.get("relative", 0) >= hit.start - 1 + REACH["relative"]:
        return
    clause.until.pop("relative", None)


def _opens_clause(words: list[str], at: int) -> bool:
    return not at or words[at - 1] == "but" or words[max(0, at - 2) : at] in _OPENINGS


def _condition(clause: Clause, hit: Hit, words: list[str]) -> None:
    if clause.reaches(hit.start, "recalling"):
        clause.until["recalled"] = len(words)
    elif _opens_clause(words, hit.start) and "," in words[hit.end :]:
        clause.until["opening"] = words.index(",", hit.end)
    elif not (clause.negated or clause.bad):
        clause.opens("condition", hit)


def _relative(clause: Clause, hit: Hit, words: list[str]) -> None:
    if hit.start and words[hit.start - 1] == ",":  # tells more of them, not which are meant
        return
    exists_only = clause.reaches(hit.start, "existence") and not clause.good
    if not (clause.negated or clause.bad or exists_only):
        clause.opens("relative", hit)


def _exist(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.until["existence"] = len(words)


def _ask(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.opens("asked", hit)


def _prefer(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.leaning = True
    clause.opens("instead", hit)


def _recall(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.until["recalling"] = hit.end + 1


def _shield(*cues: str) -> Callable[[Clause, Hit, list[str]], None]:
    def read(clause: Clause, hit: Hit, words: list[str]) -> None:
        if clause.negated:  # not to see, to mend or to make sure is a fault
            clause.bad = True
        elif not clause.bad:
            clause.fair = True
            for cue in cues:
                clause.opens(cue, hit)

    return read


_READERS: dict[str, Callable[[Clause, Hit, list[str]], None]] = {
    "negation": _negate,
    "absence": _negate_subject,
    "weakness": _fault,
    "harm": _harm,
    "low": _count_low,
    "need": _need,
    "hindsight": _look_back,
    "excess": _find_fault,
    "strength": _praise,
    "comparative": _compare,
    "improving": _gain,
    "step": _begin,
    "time": _date,
    "mended": _mend,
    "fair": _describe,
    "mixed": _vary,
    "hint": _lean,
    "predicate": _predicate,
    "condition": _condition,
    "relative": _relative,
    "existence": _exist,
    "asked": _ask,
    "instead": _prefer,
    "recall": _recall,
    "handling": _shield("handling"),
    "purpose": _shield("purpose"),
    "lessening": _shield("lessening", "spoiling"),
    "enabling": _shield("enabling"),
}
