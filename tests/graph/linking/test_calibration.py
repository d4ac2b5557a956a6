"""What a score means."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.linking.calibration import BASIS, right
from graph.linking.score import LEVEL
from graph.questions.findings import LIKELY


def test_a_stronger_match_is_right_more_often() -> None:
    """The table rises throughout, so that it changes no order."""
    shares = [right(strength / 100) for strength in range(101)]
    assert all(low < high for low, high in pairwise(shares))


def test_nothing_is_certain() -> None:
    """No match is certain, and the weakest that is told says that it is seldom right."""
    assert right(1.0) < 1.0
    assert 0.1 < right(LEVEL) < LIKELY


def test_each_table_rises() -> None:
    """So does the table for what a concern of the same report rests on."""
    shares = [right(strength / 100, BASIS) for strength in range(101)]
    assert all(low < high for low, high in pairwise(shares))
    assert shares[-1] < 1.0


def test_no_strength_outside() -> None:
    """A strength that is none is refused."""
    with pytest.raises(ValueError, match="from 0 to 1"):
        right(1.5)
