"""Scorecards: figures with target, direction and rating."""

from __future__ import annotations

from graph.records import Measure
from loaders.council import scorecard
from loaders.reading.files import read

CARD = """Marlbury County Council scorecard,,,,,,
Measure,Period,Value,Target,Good is,RAG
Care leavers in suitable accommodation,Q3 2023-24,86%,95%,High,Red
Average caseload,Q3 2023-24,18.5,16,Low,Ambre
Children privately fostered,Q3 2023-24,n/a,,,
"""

MONTHS = """Marlbury County Council scorecard
Indicator,Target,Oct 2023,Nov 2023,Dec 2023
Visits on time,90%,81%,84%,
"""


def test_a_figure_with_its_target() -> None:
    """Each line gives one measure, as printed and as numbers, with the whole line as quote."""
    reading = read(CARD.encode(), "2023-12 scorecard.csv")
    assert scorecard.LOADER.recognise(reading) == "scorecard"
    paper = scorecard.LOADER.load(reading, "scorecard")
    first, second, _ = paper.evidence
    assert first.measure == Measure(
        name="Care leavers in suitable accommodation",
        period="Q3 2023-24",
        value=86.0,
        target=95.0,
        unit="%",
        higher_is_better=True,
        rating="Red",
    )
    assert second.measure is not None
    assert second.measure.higher_is_better is False
    assert all(one.quote.stands_in(paper.text) for one in paper.evidence)


def test_a_measure_without_figure_and_an_unknown_rating_are_issues() -> None:
    """What cannot be read as its header says is an issue; the line is kept."""
    paper = scorecard.LOADER.load(read(CARD.encode(), "card.csv"), "scorecard")
    assert {issue.text for issue in paper.issues} == {"Ambre", "n/a"}
    assert [one.status for one in paper.evidence] == ["available", "available", "claimed"]


def test_months_as_columns() -> None:
    """Where each month has a column, the latest with a figure counts."""
    paper = scorecard.LOADER.load(read(MONTHS.encode(), "card.csv"), "scorecard")
    (one,) = paper.evidence
    assert one.measure is not None
    assert (one.measure.value, one.measure.period) == (84.0, "Nov 2023")
