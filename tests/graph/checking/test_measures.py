"""Measures of scorecards in lists: value, target, distance and whether the target is met."""

from __future__ import annotations

import pytest

from graph.questions.rows import record_row
from graph.records import Measure
from tests.builders import a_paper


def _row(**facts: object) -> dict[str, object]:
    measure = Measure(name="Visits on time", **facts)
    one = a_paper("card.csv", kind="scorecard").evidence("Visits on time", measure=measure)
    told = record_row(one, "card.csv")["measure"]
    assert isinstance(told, dict)
    return told


def test_a_measure_has_every_key() -> None:
    """Value, target, distance and met come with every measure, and none is left out."""
    told = _row(value=86.0, target=95.0, unit="%", higher_is_better=True, rating="Red")
    assert told == {
        "name": "Visits on time",
        "period": None,
        "value": 86.0,
        "target": 95.0,
        "unit": "%",
        "higher_is_better": True,
        "rating": "Red",
        "distance": -9.0,
        "met": False,
    }


@pytest.mark.parametrize(
    ("facts", "met"),
    [
        ({"value": 16.0, "target": 16.0, "higher_is_better": False}, True),
        ({"value": 16.0, "target": 16.0, "higher_is_better": None}, None),
        ({"value": None, "target": 16.0, "higher_is_better": True}, None),
        ({"value": 16.0, "target": None, "higher_is_better": True}, None),
    ],
)
def test_met_is_told_only_where_it_is_known(facts: dict[str, object], met: bool | None) -> None:
    """Without value, target or direction a measure neither meets its target nor misses it."""
    assert _row(**facts)["met"] is met
