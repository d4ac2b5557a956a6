"""What a score means: how often proposals of that strength were right where a person read them.

Source: 80 proposals drawn from six authorities on which nothing was tuned, and those on the eight
areas of one annotated report; one that a careful reader could argue counts as half right. The
table is round and rises throughout, so that it changes no order (docs/linking.md).
"""

from __future__ import annotations

from itertools import pairwise

# Strength of a match, and how many of ten such were right, in tenths.
TABLE = (
    (0.0, 0.0),
    (0.27, 0.5),
    (0.35, 0.6),
    (0.45, 0.68),
    (0.55, 0.76),
    (0.7, 0.85),
    (0.85, 0.93),
    (1.0, 0.97),
)


def right(strength: float) -> float:
    """Return the share of proposals of this *strength*, 0 to 1, that readers found right.

    Raises:
        ValueError: the strength is not from 0 to 1.
    """
    for (low, first), (high, last) in pairwise(TABLE):
        if low <= strength <= high:
            return round(first + (last - first) * (strength - low) / (high - low), 3)
    raise ValueError(f"a strength is from 0 to 1, not {strength}")
