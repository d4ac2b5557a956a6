"""What a score means: how often proposals of that strength were right where a person read them.

Two tables, each round and rising throughout, so that it changes no order (docs/linking.md):

- ``TABLE``: 2,532 proposals that a later sentence speaks of a concern, on concerns of seven
  authorities that readers had annotated in full without seeing any; one that a careful reader
  could argue counts as half right. Such links are now weighed (``weighing``); the table serves for
  actions and for concerns raised again, of which 40 were read and fit it.
- ``BASIS``: 30 proposals that a finding is what a concern of the same report rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

Table: TypeAlias = Sequence[tuple[float, float]]

# Strength of a match, and how many of ten such were right, in tenths.
TABLE = (
    (0.0, 0.0),
    (0.2, 0.17),
    (0.32, 0.24),
    (0.4, 0.32),
    (0.5, 0.48),
    (0.6, 0.57),
    (0.7, 0.72),
    (0.85, 0.8),
    (1.0, 0.85),
)
BASIS = ((0.0, 0.0), (0.36, 0.26), (0.47, 0.4), (0.55, 0.8), (0.7, 0.9), (1.0, 0.95))


def right(strength: float, table: Table = TABLE) -> float:
    """Return the share of proposals of this *strength*, 0 to 1, that readers found right.

    Raises:
        ValueError: the strength is not from 0 to 1.
    """
    for (low, first), (high, last) in pairwise(table):
        if low <= strength <= high:
            return round(first + (last - first) * (strength - low) / (high - low), 3)
    raise ValueError(f"a strength is from 0 to 1, not {strength}")
