"""Puts features together into one score from 0 to 1, with a level below which nothing is said.

Features are joined as independent grounds (1 - product of what each leaves open), so that two weak
grounds make a fair one and no ground takes another's weight away; the groups of children and staff
then multiply. The weights are few and round; they were set on one authority's annotated papers and
read against others (docs/linking.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from graph.linking import features
from graph.linking.spoken import R, Spoken
from graph.linking.targets import Target

THEME, WORDS, HEADING, REFERENCE = 0.8, 0.7, 0.7, 0.1
LEVEL = 0.42
# What a match keeps for each full inspection in between.
AGE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Generic[R]):
    """That *said* speaks of *target*: how sure, and why."""

    said: Spoken[R]
    target: Target
    score: float
    reasons: tuple[str, ...]


def match(said: Spoken[R], target: Target, *, between: int = 0) -> Match[R] | None:
    """Return how far *said* speaks of *target*; ``None`` where nothing does.

    Args:
        said: a sentence in its context.
        target: what it may speak of.
        between: how many full inspections lie between the two, each with concerns of its own.
    """
    grounds = (
        (THEME, features.theme(said, target)),
        (WORDS, features.words(said, target)),
        (HEADING, features.heading(said, target)),
    )
    if not any(ground.value for _, ground in grounds):
        return None
    reference = features.reference(said, target)
    left = 1.0
    for weight, ground in (*grounds, (REFERENCE, reference)):
        left *= 1.0 - weight * ground.value
    children, alike = features.children(said, target)
    staff, same_work = features.staff(said, target)
    reasons = [ground.reason for _, ground in grounds] + [reference.reason, alike, same_work]
    if between:
        reasons.append(f"{between} full inspection{'s' * (between > 1)} between the two")
    if target.part:
        reasons.append(f"about the part '{target.part}'")
    return Match(
        said=said,
        target=target,
        score=round(min(0.99, (1.0 - left) * children * staff * AGE**between), 3),
        reasons=tuple(reason for reason in reasons if reason),
    )
