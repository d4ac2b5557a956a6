"""What each class of cues says in a clause: one function per class.

Which words belong to a class, and what the class means, is in
``ontology/vocabularies/polarity.ttl``.
"""

from __future__ import annotations

from collections.abc import Callable

from loaders.polarity.clause import REACH, Clause
from ontology.phrases import Hit

Reader = Callable[[Clause, Hit, list[str]], None]

_MENTION = frozenset(
    ["of", "for", "following", "from", "about", "during", "against", "experiencing", "where"]
)
_OPENINGS = ([",", "and"], ["however", ","])
_CONDITIONS = ("condition", "relative")
_SHIELDS = ("handling", "purpose", "lessening")


def _told_elsewhere(clause: Clause, hit: Hit) -> bool:
    """Tell whether *hit* stands in an opening condition or in words about an earlier paper."""
    return clause.reaches(hit.start, "opening", "recalled")


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
        if not clause.bad:
            clause.opens("fault", hit)
        clause.bad = True


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
    if clause.reaches(hit.start, "fault"):  # "vacancy rates are low"
        clause.good, clause.bad = True, False
    elif clause.reaches(hit.start, "ill") and "and" not in _since("ill", clause, hit, words):
        clause.good = True
    elif "below" in hit.codes and not _told_elsewhere(clause, hit):
        clause.bad = True
    else:
        clause.leaning = True


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
    if (
        clause.negated
        or clause.reaches(hit.start, "instead", "aside")
        or _spoilt(clause, hit, words)
    ):
        clause.bad = True
    elif not clause.bad:
        clause.good = True


def _spoilt(clause: Clause, hit: Hit, words: list[str]) -> bool:
    """Tell whether less of *hit* is said: ``reduces``, with no ``and`` between."""
    return clause.reaches(hit.start, "spoiling") and "and" not in _since(
        "spoiling", clause, hit, words
    )


def _since(cue: str, clause: Clause, hit: Hit, words: list[str]) -> list[str]:
    """Return the words between *cue*, which reaches *hit*, and *hit*."""
    return words[clause.until[cue] - REACH[cue] + 1 : hit.start]


def _possess(clause: Clause, hit: Hit, words: list[str]) -> None:
    if _spoilt(clause, hit, words):
        clause.bad = True


def _count_high(clause: Clause, hit: Hit, words: list[str]) -> None:
    if clause.reaches(hit.start, "ill") and not clause.good:
        clause.bad = True


def _burden(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.opens("ill", hit)


def _compare(clause: Clause, hit: Hit, words: list[str]) -> None:
    clause.compared = True
    _praise(clause, hit, words)


def _gain(clause: Clause, hit: Hit, words: list[str]) -> None:
    if _told_elsewhere(clause, hit):
        return
    if clause.negated or _spoilt(clause, hit, words):
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
    if clause.negated or clause.reaches(hit.start, "negation", "aside"):
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


def _first_stop(words: list[str], at: int) -> int:
    """Return where the comma stands that ends an opening condition; one before ``or`` does not."""
    first = at
    while "," in words[at:]:
        at = words.index(",", at) + 1
        if words[at : at + 1] != ["or"]:
            break
    # "When inspectors raised that ..." is what they found, not a case that may arise.
    return -1 if "inspector" in words[first:at] else at - 1


def _comma(words: list[str], at: int) -> int:
    """Return where the next comma stands, or the end."""
    return words.index(",", at) if "," in words[at:] else len(words)


def _condition(clause: Clause, hit: Hit, words: list[str]) -> None:
    if clause.reaches(hit.start, "recalling"):
        clause.until["recalled"] = _comma(words, hit.end)
    elif _opens_clause(words, hit.start) and "," in words[hit.end :]:
        clause.until["opening"] = _first_stop(words, hit.end)
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
    clause.until["recalling"] = hit.end + 4
    if words[hit.end : hit.end + 1] == ["as"]:  # "named at the last inspection as weak, it is now"
        clause.until["recalled"] = _comma(words, hit.end)


def _shield(*cues: str) -> Reader:
    def read(clause: Clause, hit: Hit, words: list[str]) -> None:
        if clause.negated:  # not to see, to mend or to make sure is a fault
            clause.bad = True
        elif not clause.bad:
            clause.fair = True
            for cue in cues:
                clause.opens(cue, hit)

    return read


READERS: dict[str, Reader] = {
    "negation": _negate,
    "absence": _negate_subject,
    "weakness": _fault,
    "harm": _harm,
    "low": _count_low,
    "below": _count_low,
    "high": _count_high,
    "burden": _burden,
    "asset": _possess,
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
