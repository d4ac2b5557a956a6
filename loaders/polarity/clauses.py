"""Cuts a sentence into clauses and reads each, cue by cue, from left to right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from loaders.polarity.clause import Clause
from loaders.polarity.readers import READERS
from ontology.phrases import Hit

_STOPS = frozenset([",", ";", "but"])
_JOINTS = frozenset(["contrast", "although", "concession"])


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
            if code in READERS:
                READERS[code](clause, hit, words)
    yield clause


def _parts(words: list[str], at: int, clause: Clause) -> bool:
    """Tell whether the stop at *at* ends *clause*."""
    if words[at] == ",":
        return clause.splits or words[at + 1 : at + 2] in (["and"], ["but"])
    return words[at] in (";", "but")
