"""Puts features together into one score from 0 to 1, with a level below which nothing is said.

Features are joined as independent grounds (1 - product of what each leaves open), so that two
weak grounds make a fair one and no ground takes another's weight away; the people spoken of, and
how far the one paper may bear on the other, then multiply. The weights are few and round; they
were set on one authority's annotated papers and read against others (docs/linking.md).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Generic

from graph.linking import features
from graph.linking.calibration import right
from graph.linking.heard import Heard
from graph.linking.parts import about_part
from graph.linking.spoken import R, Spoken
from graph.linking.targets import Target
from graph.linking.timeline import Bearing

THEME, WORDS, HEADING, REFERENCE = 0.8, 0.7, 0.7, 0.1
LEVEL = 0.2
_HIGHEST = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Generic[R]):
    """That *said* speaks of *target*: how strongly, why, and how rare what they share is, 0 to 1.

    ``score`` is its strength and ``right`` says how often such a match is right; ``bearing`` is
    how far the one paper may bear on the other, and ``likely`` is set where matches were weighed
    beside each other (see ``weighing``).
    """

    said: Spoken[R]
    target: Target
    score: float
    reasons: tuple[str, ...]
    telling: float = 0.0
    bearing: float = 1.0
    likely: float | None = None

    @property
    def right(self) -> float:
        """How often such a match is right, 0 to 1: as weighed, or by its score alone."""
        return right(self.score) if self.likely is None else self.likely


def match(
    heard: Heard[R], target: Target, bearing: Bearing, *, level: float = LEVEL
) -> Match[R] | None:
    """Return how far a sentence speaks of *target*; ``None`` below *level*.

    Args:
        heard: a sentence in its context.
        target: what it may speak of.
        bearing: how far the one paper may bear on the other.
        level: the score below which nothing is said.
    """
    reference = features.reference(heard)
    words, heading = features.words(heard, target), features.heading(heard, target)
    left = 1.0 - REFERENCE * reference.value
    left *= (1.0 - WORDS * words.value) * (1.0 - HEADING * heading.value)
    # Most pairs fail here: no theme, and no group of people, could lift them to the level.
    least = 1.0 - level / (features.HIGHEST_FACTOR * bearing.factor)
    theme = features.theme(heard, target, enough=(1.0 - least / left) / THEME)
    grounds = (theme, words, heading)
    left *= 1.0 - THEME * theme.value
    if left > least or not any(ground.value for ground in grounds):
        return None
    people = (
        features.children(heard, target),
        features.staff(heard, target),
        features.realm(heard, target),
    )
    factor = math.prod(feature.value for feature in people) * bearing.factor
    score = min(_HIGHEST, (1.0 - left) * factor)
    if score < level:
        return None
    told = [ground.reason for ground in grounds if ground.value]
    told += [feature.reason for feature in (reference, *people)]
    if target.part:
        told.append(about_part(target.part))
    reasons = tuple(reason for reason in (*told, *bearing.reasons) if reason)
    return Match(
        said=heard.said,
        target=target,
        score=round(score, 3),
        reasons=reasons,
        telling=max(theme.telling, words.telling),
        bearing=bearing.factor,
    )
