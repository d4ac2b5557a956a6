"""Puts features together into one score from 0 to 1, with a level below which nothing is said.

Features are joined as independent grounds (1 - product of what each leaves open), so that two
weak grounds make a fair one and no ground takes another's weight away; the people spoken of, and
how far the one paper may bear on the other, then multiply. The weights are few and round; they
were set on one authority's annotated papers and read against others (docs/linking.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from graph.linking import features
from graph.linking.spoken import R, Spoken
from graph.linking.targets import Target
from graph.linking.timeline import Bearing

THEME, WORDS, HEADING, REFERENCE = 0.8, 0.7, 0.7, 0.1
LEVEL = 0.33
_HIGHEST = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Generic[R]):
    """That *said* speaks of *target*: how sure, and why."""

    said: Spoken[R]
    target: Target
    score: float
    reasons: tuple[str, ...]


def match(
    said: Spoken[R], target: Target, bearing: Bearing, *, level: float = LEVEL
) -> Match[R] | None:
    """Return how far *said* speaks of *target*; ``None`` below *level*.

    Args:
        said: a sentence in its context.
        target: what it may speak of.
        bearing: how far the one paper may bear on the other.
        level: the score below which nothing is said.
    """
    grounds = (
        (THEME, features.theme(said, target)),
        (WORDS, features.words(said, target)),
        (HEADING, features.heading(said, target)),
    )
    if not any(ground.value for _, ground in grounds):
        return None
    reference = features.reference(said)
    left = 1.0 - REFERENCE * reference.value
    for weight, ground in grounds:
        left *= 1.0 - weight * ground.value
    people = (features.children(said, target), features.staff(said, target))
    score = min(_HIGHEST, (1.0 - left) * people[0].value * people[1].value * bearing.factor)
    if score < level:
        return None
    told = [ground.reason for _, ground in grounds if ground.value]
    told += [feature.reason for feature in (reference, *people)]
    if target.part:
        told.append(f"about the part '{target.part}'")
    reasons = tuple(reason for reason in (*told, *bearing.reasons) if reason)
    return Match(said=said, target=target, score=round(score, 3), reasons=reasons)
