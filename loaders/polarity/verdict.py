"""Weighs the clauses of a sentence against each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from loaders.polarity.clause import Clause
from loaders.polarity.clauses import clauses
from ontology.phrases import Hit, Phrases, plain
from ontology.vocabulary import scheme

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[;:,.()–—]")
_FOLD = (("‘", "'"), ("’", "'"), ("‑", "-"), ("−", "-"), ("\u00ad", ""))
# A fifth or more that is called "only" falls short; a smaller share may be of something bad.
_SHARE = re.compile(r"\bonly [2-9]\d(?:\.\d+)?%")
_FIGURE = re.compile(r"\bonly \d[\d.,]*%?")
_OUTCOME = re.compile(
    r"(?:this|these|as a result|consequently|therefore|thus|for example|in turn)\b", re.I
)
_TURN = re.compile(r"(?:however|but|yet)\b", re.I)
_MOVES = frozenset(["improving", "mended"])
_GOOD, _BAD = ("strength", "improving"), ("weakness", "mixed")


def polarity(sentence: str, *, before: str = "") -> str:
    """Return strength, improving, mixed, weakness or context for a *sentence* of inspectors.

    Args:
        sentence: one sentence.
        before: the sentence before it in the paragraph. It decides where the sentence itself
            judges nothing and opens with ``This means`` (same direction) or ``However`` (the
            other).
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


# Each sentence is judged for itself, and then as the one before the next.
@lru_cache(maxsize=64)
def _verdict(sentence: str) -> str:
    folded = _folded(sentence)
    words = [plain(word) for word in _TOKEN.findall(folded)]
    hits = list(_cues().find(words))
    if _sets_scene(hits):
        return "context"
    if _demand().match(folded):
        return "weakness"
    return _weigh(list(clauses(words, hits)))


def _sets_scene(hits: Sequence[Hit]) -> bool:
    """Tell whether words that set the scene stand before any that tell of a change."""
    for hit in hits:
        if "context" in hit.codes:
            return True
        if not _MOVES.isdisjoint(hit.codes):
            return False
    return False


def _folded(sentence: str) -> str:
    if not sentence.isascii():
        sentence = unicodedata.normalize("NFKC", sentence)
        for printed, simple in _FOLD:
            sentence = sentence.replace(printed, simple)
    sentence = sentence.casefold()
    if "only " not in sentence:
        return sentence
    return _FIGURE.sub("only two", _SHARE.sub("only half", sentence))


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


def _weigh(found: Sequence[Clause]) -> str:
    bad = [clause for clause in found if clause.faulty]
    good = [clause for clause in found if _praises(clause) and not clause.faulty]
    if all(clause.yields for clause in bad) and (good or _fair(found)):
        bad = []
    if bad:
        return "mixed" if good or _turned(found) else "weakness"
    if any(clause.uneven for clause in found):
        return "mixed"
    if good:
        return "improving" if any(_improves(clause) for clause in good) else "strength"
    if any(clause.leaning for clause in found):
        return "weakness"
    if any(clause.lately and clause.fair for clause in found):
        return "improving"
    if _fair(found):
        return "fair"
    return "weakness" if any(clause.aside for clause in found) else "context"


def _fair(found: Sequence[Clause]) -> bool:
    return any(clause.fair and not clause.yields for clause in found)


def _turned(found: Sequence[Clause]) -> bool:
    """Tell whether work as it should be stands before a ``but`` with a fault behind it."""
    turn = next((at for at, clause in enumerate(found) if clause.turns), len(found))
    before = found[:turn]
    if any(clause.faulty or clause.uneven for clause in before):
        return False
    described = any(clause.fair and not clause.splits for clause in before)
    return described and any(clause.faulty for clause in found[turn:])


def _praises(clause: Clause) -> bool:
    """Tell whether *clause* praises: not by what it concedes, nor by a mere step it sets aside."""
    said = clause.good or clause.better or (clause.begun and not clause.splits)
    return said and not clause.yields


def _improves(clause: Clause) -> bool:
    return clause.better or clause.begun or (clause.lately and clause.compared)
