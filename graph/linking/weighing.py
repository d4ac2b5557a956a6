"""How often a match like this one is right, seen beside all else that the two papers say.

The strength of a match compares one sentence with one concern. Whether a reader finds it right
hangs on more: on what other concerns of that paper the sentence fits, on how many sentences of its
paper fit this one and which of them best, and on what the rest of its paragraph speaks of. Nothing
beside the two papers counts, but for full inspections in between: any other new paper changes no
score between two others.

Source: proposals on concerns of seven authorities whose papers readers annotated without seeing
any; one that a careful reader could argue counts as half right. Logistic regression, each time
fitted on six authorities and tried on the seventh (``bench/weights.py``, docs/linking.md).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Generic, NamedTuple

from graph.linking.score import Match
from graph.linking.spoken import R

# Strength from which on a sentence counts as one on the matter, where they are counted.
_SPEAKS = 0.2
_RIVAL, _NEARBY = 0.1, 0.3  # from where a reason tells of another concern, or of the paragraph
_FITS_ANOTHER = "another concern of that paper fits it better"
_NEIGHBOURS = "other sentences of its paragraph speak of it too"


class Standing(NamedTuple):
    """What is known of a match beside the two texts; every figure is without a unit.

    Attributes:
        strength: log odds of its strength.
        rival: how far it is stronger than the sentence's best match with another concern of the
            same paper, as a logarithm; below 0 where that one is stronger.
        between: logarithm of what is left for inspections in between (see ``timeline``).
        rank: logarithm of its place among the sentences of its paper on this concern, from 0.
        share: logarithm of the share of its paper's sentences that speak of this concern.
        best: strength of the best match of its paper with this concern.
        nearby: strength of the best other match of its paragraph with this concern.
        common: how much of what the sentence says is the concern's, in telling words, 0 to 1.
        own: 1 where the sentence itself names a theme of the concern, else 0.
    """

    strength: float
    rival: float
    between: float
    rank: float
    share: float
    best: float
    nearby: float
    common: float
    own: float


CONSTANT = 0.77
WEIGHTS = Standing(
    strength=0.61,
    rival=0.24,
    between=2.1,
    rank=-0.35,
    share=0.5,
    best=-1.1,
    nearby=1.25,
    common=3.4,
    own=0.47,
)


class Beside(Generic[R]):
    """Matches of sentences with concerns, each to be seen beside all the others."""

    def __init__(self, found: Sequence[Match[R]], sentences: Mapping[str, int]) -> None:
        """Take them all.

        Args:
            found: matches, of any papers.
            sentences: by id of a paper, how many of its sentences were matched.
        """
        self._sentences = sentences
        self._papers: dict[tuple[str, str], list[float]] = defaultdict(list)
        self._paragraphs: dict[tuple[str, str, int], list[tuple[float, str]]] = defaultdict(list)
        self._rivals: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
        for one in found:
            said, about = one.said.record, one.target.record
            self._papers[about.id, said.document].append(-one.score)
            place = (about.id, said.document, one.said.paragraph)
            self._paragraphs[place].append((one.score, said.id))
            self._rivals[said.id, about.document].append((one.score, about.id))
        for scores in self._papers.values():
            scores.sort()

    def weighed(self, some: Iterable[Match[R]], least: float) -> Iterator[Match[R]]:
        """Yield those of *some* that are right often enough, with how often and what it rests on.

        Args:
            some: of the matches taken.
            least: how often a match must be right, 0 to 1.
        """
        for one in some:
            seen = self.standing(one)
            likely = _likely(seen)
            if likely >= least:
                yield replace(one, likely=likely, reasons=(*one.reasons, *_beside(seen)))

    def standing(self, one: Match[R]) -> Standing:
        """Return what is known of one of them beside the two texts."""
        said, about, score = one.said.record, one.target.record, one.score
        scores = self._papers[about.id, said.document]
        rival = _other(self._rivals[said.id, about.document], about.id)
        place = (about.id, said.document, one.said.paragraph)
        speaking = bisect_right(scores, -_SPEAKS)
        return Standing(
            strength=math.log(score / (1 - score)),
            rival=math.log((score + 0.1) / (rival + 0.1)),
            between=math.log(one.bearing),
            rank=math.log1p(bisect_left(scores, -score)),
            share=math.log(0.02 + speaking / self._sentences[said.document]),
            best=-scores[0],
            nearby=_other(self._paragraphs[place], said.id),
            common=_common(one),
            own=float(not one.target.themes.keys().isdisjoint(one.said.own.themes)),
        )


def _other(scores: Iterable[tuple[float, str]], key: str) -> float:
    return max((score for score, other in scores if other != key), default=0.0)


def _common(one: Match[R]) -> float:
    said, wanted = one.said.own.words, one.target.words
    shared = sum(weight for stem, weight in wanted.items() if stem in said)
    return shared / (sum(said.values()) + 0.5)


def _likely(seen: Standing) -> float:
    odds = CONSTANT + sum(weight * value for weight, value in zip(WEIGHTS, seen, strict=True))
    return round(1 / (1 + math.exp(-odds)), 3)


def _beside(seen: Standing) -> list[str]:
    told = [_FITS_ANOTHER] if seen.rival < -_RIVAL else []
    return [*told, _NEIGHBOURS] if seen.nearby >= _NEARBY else told
