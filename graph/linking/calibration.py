"""What a score means: how often proposals of that strength were right where a person read them.

Source: 2,532 proposals on concerns of seven authorities whose papers readers had annotated in full
without seeing any proposal; one that a careful reader could argue counts as half right. The table
is round and rises throughout, so that it changes no order (docs/linking.md).
"""

from __future__ import annotations

from itertools import pairwise

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


def right(strength: float) -> float:
    """Return the share of proposals of this *strength*, 0 to 1, that readers found right.

    Raises:
        ValueError: the strength is not from 0 to 1.
    """
    for (low, first), (high, last) in pairwise(TABLE):
        if low <= strength <= high:
            return round(first + (last - first) * (strength - low) / (high - low), 3)
    raise ValueError(f"a strength is from 0 to 1, not {strength}")
