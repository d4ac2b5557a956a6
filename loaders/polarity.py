"""How inspectors judge in a sentence: strength, improving, mixed, weakness or context.

The words and their classes are in ``ontology/vocabularies/polarity.ttl``; here is what each class
does. A sentence is cut into clauses; each clause is read from left to right, so that a negation or
a fault takes the praise after it along; then the clauses are weighed against each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from ontology.phrases import Hit, Phrases, plain
from ontology.vocabulary import scheme

# How many words a cue reaches behind itself: "no evidence of drift", "identify and act on delay".
REACH = {"negation": 4, "handling": 6, "purpose": 8, "lessening": 7, "spoiling": 3, "enabling": 8, "condition": 6}

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[;:,.()–—]")
_FOLD = str.maketrans("‘’‑−", "''--", "\u00ad")
_OUTCOME = re.compile(
    r"(?:this|these|as a result|consequently|therefore|thus|for example|in turn)\b", re.I
)
_TURN = re.compile(r"(?:however|but|yet)\b", re.I)
_MENTION = frozenset(
    ["of", "for", "following", "from", "about", "during", "against", "experiencing", "where"]
)
_SHIELDS = ("handling", "purpose", "lessening")
_GOOD, _BAD = ("strength", "improving"), ("weakness", "mixed")


@dataclass(slots=True)
class _Clause:
    """What one clause says, and how far the cues read so far reach.

    Attributes:
        splits: whether it ends at the next comma, having begun with ``while`` or ``despite``.
        yields: whether it only concedes (``despite``).
        good, better, begun, fair, bad, uneven: what it says.
        aside: whether a negation only told which children or cases are meant.
        leaning: whether it leans towards a fault without naming one.
        negated: whether a negation waits for what it negates.
    """

    splits: bool = False
    yields: bool = False
    good: bool = False
    better: bool = False
    begun: bool = False
    fair: bool = False
    bad: bool = False
    uneven: bool = False
    aside: bool = False
    leaning: bool = False
    negated: bool = False
    until: dict[str, int] = field(default_factory=dict)

    def reaches(self, cue: str, at: int) -> bool:
        """Tell whether a *cue* read before reaches the word *at*."""
        return at <= self.until.get(cue, -1)

    def opens(self, cue: str, hit: Hit) -> None:
        """Let *cue* reach behind itself."""
        self.until[cue] = hit.end - 1 + REACH[cue]


def polarity(sentence: str, *, before: str = "") -> str:
    """Return strength, improving, mixed, weakness or context for a *sentence* of inspectors.

    Args:
        sentence: one sentence.
        before: the sentence before it in the paragraph. It decides where the sentence itself judges
            nothing and opens with ``This means`` (same direction) or ``However`` (the other).
    """
    verdict = _verdict(sentence)
    if before and verdict in ("fair", "context"):
        verdict = _in_context(sentence, verdict, _verdict(before))
    return "strength" if verdict == "fair" else verdict


def _in_context(sentence: str, verdict: str, before: str) -> str:
    if _OUTCOME.match(sentence) and before in _BAD:
        return "weakness"
    if _TURN.match(sentence) and before in _GOOD:
        return "weakness"
    return verdict


def _verdict(sentence: str) -> str:
    folded = unicodedata.normalize("NFKC", sentence).translate(_FOLD).casefold()
    words = [plain(word) for word in _TOKEN.findall(folded)]
    hits = list(_cues().find(words))
    if any("context" in hit.codes for hit in hits):
        return "context"
    if _demand().match(folded):
        return "weakness"
    return _weigh(list(_clauses(words, hits)))


@cache
def _cues() -> Phrases:
    cues = scheme("polarity")
    read = (cue for cue in cues if cue.id not in ("demand", "filler"))
    return Phrases(
        ((label, cue.id) for cue in read for label in cue.labels), fillers=cues["filler"].labels
    )


@cache
def _demand() -> re.Pattern[str]:
    labels = sorted(scheme("polarity")["demand"].labels, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, labels))})\b")


def _clauses(words: list[str], hits: list[Hit]) -> Iterator[_Clause]:
    clause, at = _Clause(), 0
    for hit in hits:
        if any(_parts(words, place, clause) for place in range(at, hit.start)):
            yield clause
            clause = _Clause()
        at = hit.end
        if "contrast" in hit.codes or "concession" in hit.codes:
            if hit.start > 0:
                yield clause
            clause = _Clause(splits=True, yields="concession" in hit.codes)
        for code in hit.codes:
            if code in _READERS:
                _READERS[code](clause, hit, words)
    yield clause


def _parts(words: list[str], at: int, clause: _Clause) -> bool:
    """Tell whether the word or stop at *at* ends *clause*."""
    if words[at] == ",":
        return clause.splits or words[at + 1] in ("and", "but")
    return words[at] in (";", "but")


def _negate(clause: _Clause, hit: Hit, words: list[str]) -> None:
    if clause.reaches("condition", hit.start):
        clause.aside = True
    elif not clause.reaches("purpose", hit.start):
        clause.negated = clause.negated or not clause.bad
        clause.opens("negation", hit)


def _miss(clause: _Clause, hit: Hit, words: list[str]) -> None:
    _negate(clause, hit, words)
    clause.until["negation"] = len(words)


def _fault(clause: _Clause, hit: Hit, words: list[str]) -> None:
    if clause.reaches("negation", hit.start):
        clause.good, clause.negated = True, False
        clause.until.pop("negation")
    elif any(clause.reaches(cue, hit.start) for cue in _SHIELDS):
        clause.fair = True
    elif not _only_mentioned(clause, hit, words):
        clause.bad = True


def _only_mentioned(clause: _Clause, hit: Hit, words: list[str]) -> bool:
    """Tell whether a fault only names what good work is about: ``support for ... weak families``."""
    if clause.reaches("condition", hit.start):
        return clause.good or clause.fair
    return clause.good and not _MENTION.isdisjoint(words[max(0, hit.start - 2) : hit.start])


def _find_fault(clause: _Clause, hit: Hit, words: list[str]) -> None:
    if clause.reaches("condition", hit.start):
        clause.aside = True
    elif not clause.reaches("purpose", hit.start):
        clause.bad = True


def _praise(clause: _Clause, hit: Hit, words: list[str]) -> None:
    if hit.start and words[hit.start - 1] == "more":
        _gain(clause, hit, words)
    elif clause.negated or clause.reaches("spoiling", hit.start):
        clause.bad = True
    elif not clause.bad:
        clause.good = True


def _gain(clause: _Clause, hit: Hit, words: list[str]) -> None:
    if clause.negated or clause.reaches("spoiling", hit.start):
        clause.bad = True
    elif clause.reaches("enabling", hit.start):
        clause.good = True
    elif not clause.bad:
        clause.better = True


def _begin(clause: _Clause, hit: Hit, words: list[str]) -> None:
    if clause.negated:
        clause.bad = True
    elif not clause.bad:
        clause.begun = True


def _mend(clause: _Clause, hit: Hit, words: list[str]) -> None:
    if clause.negated or clause.reaches("negation", hit.start):
        clause.bad = True
    else:
        clause.bad, clause.better = False, True


def _describe(clause: _Clause, hit: Hit, words: list[str]) -> None:
    if not (clause.negated or clause.bad):
        clause.fair = True


def _vary(clause: _Clause, hit: Hit, words: list[str]) -> None:
    clause.uneven = clause.uneven or not clause.bad


def _lean(clause: _Clause, hit: Hit, words: list[str]) -> None:
    clause.leaning = True


def _reach(cue: str) -> Callable[[_Clause, Hit, list[str]], None]:
    def read(clause: _Clause, hit: Hit, words: list[str]) -> None:
        if not (clause.negated or clause.bad):
            clause.fair = clause.fair or cue != "condition"
            clause.opens(cue, hit)
            if cue == "lessening":
                clause.opens("spoiling", hit)

    return read


_READERS: dict[str, Callable[[_Clause, Hit, list[str]], None]] = {
    "negation": _negate,
    "absence": _miss,
    "weakness": _fault,
    "need": _find_fault,
    "excess": _find_fault,
    "strength": _praise,
    "improving": _gain,
    "step": _begin,
    "mended": _mend,
    "fair": _describe,
    "mixed": _vary,
    "hint": _lean,
    "handling": _reach("handling"),
    "purpose": _reach("purpose"),
    "lessening": _reach("lessening"),
    "enabling": _reach("enabling"),
    "condition": _reach("condition"),
}


def _weigh(clauses: list[_Clause]) -> str:
    bad = [clause for clause in clauses if clause.bad or clause.negated]
    good = [clause for clause in clauses if _praises(clause) and clause not in bad]
    if good and all(clause.yields for clause in bad):
        bad = []
    if bad:
        return "mixed" if good else "weakness"
    if any(clause.uneven for clause in clauses):
        return "mixed"
    if good:
        return "improving" if any(clause.better or clause.begun for clause in good) else "strength"
    if any(clause.leaning for clause in clauses):
        return "weakness"
    if any(clause.fair for clause in clauses):
        return "fair"
    return "weakness" if any(clause.aside for clause in clauses) else "context"


def _praises(clause: _Clause) -> bool:
    """Tell whether *clause* praises; steps taken count only where they are not just conceded."""
    return clause.good or (not clause.yields and (clause.better or (clause.begun and not clause.splits)))
