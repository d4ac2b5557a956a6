"""Scorecards: figures with target, direction and rating."""

from __future__ import annotations

import io

import openpyxl
import pytest

from graph.records import Measure, Paper
from loaders.council import scorecard
from loaders.reading.files import read
from loaders.registry import load_paper
from loaders.tables.figures import Figure, comparable, figure_in

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


HEADS = ("Measure", "Period", "Value", "Target", "Good is", "RAG")


def _card(*rows: tuple[object, ...]) -> Paper:
    """Load a scorecard of these rows as a real Excel file; a float is formatted as percentage."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Scorecard"
    sheet.append(["Marlbury County Council: children’s scorecard, December 2023"])
    sheet.append(list(HEADS))
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, float):
                cell.number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    return load_paper(out.getvalue(), "scorecard.xlsx")


def _measures(paper: Paper) -> list[Measure]:
    return [one.measure for one in paper.evidence if one.measure]


@pytest.mark.parametrize(
    ("row", "distance", "met"),
    [
        (("Visits on time", "Q3 2023-24", 0.86, 0.95, "High", "Red"), -9.0, False),
        (("Visits on time", "Q3 2023-24", 0.96, 0.95, "High", "Green"), 1.0, True),
        (("Referrals", "2023", "545.2 per 10,000", "500 per 10,000", "Low", "Amber"), 45.2, False),
        (("Caseload", "Dec 2023", "15.5", "16", "Lower is better", "Green"), -0.5, True),
        (("Caseload", "Dec 2023", "18.5", "≤ 16", "", "Red"), 2.5, False),
        (("Interviews", "Dec 2023", "80% (24 of 30)", "at least 90%", "", "Amber"), -10.0, False),
        (("Interviews", "Dec 2023", "80%", "90%", "", "Amber"), -10.0, None),
        (("Interviews", "Dec 2023", "80%", None, "High", "Amber"), None, None),
    ],
)
def test_distance_to_target(row: tuple[object, ...], distance: float, met: bool | None) -> None:
    """The distance is value less target; whether it is met is told where direction is known."""
    (measure,) = _measures(_card(row))
    assert (measure.distance, measure.met) == (distance, met)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (("Agency staff", "Dec 2023", "suppressed", "10%", "Low", "Green"), "Scorecard!C3"),
        (("Missing children", "Dec 2023", "<5", "5", "Low", "Green"), "Scorecard!C3"),
        (("Managers to staff", "Dec 2023", "1:16", "14", "Low", "Green"), "Scorecard!C3"),
        (("Stability", "Dec 2023", "72%", "tbc", "High", "Green"), "Scorecard!D3"),
        (("Stability", "Dec 2023", "72%", "0.95", "High", "Green"), "Scorecard!D3"),
        (("Decisions", "Dec 2023", "2 days", "90%", "Low", "Green"), "Scorecard!D3"),
        (("Stability", "Dec 2023", "72%", "75%", "High", "Turquoise"), "Scorecard!F3"),
    ],
)
def test_what_is_no_figure_is_an_issue_with_its_cell(row: tuple[object, ...], cell: str) -> None:
    """A word, a bound, a ratio or another unit is no figure to compare, and the line is kept."""
    paper = _card(row)
    assert [issue.paragraph for issue in paper.issues] == [cell]
    (measure,) = _measures(paper)
    if cell != "Scorecard!F3":
        assert measure.distance is None
        assert measure.met is None


def test_scorecards_keep_their_cells() -> None:
    """Each measure is quoted from its line, and placed at the cell of its value."""
    paper = _card(("Visits on time", "Q3 2023-24", 0.86, 0.95, "High", "Red"))
    (one,) = paper.evidence
    assert one.quote.paragraph == "Scorecard!C3"
    assert "Visits on time" in one.text
    assert "95%" in one.text


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("86 %", Figure(number=86.0, unit="%")),
        ("£1.2m", Figure(number=1.2, unit="£m")),
        ("−3.5%", Figure(number=-3.5, unit="%")),
        ("c. 1,234", Figure(number=1234.0, unit=None)),
        ("no more than 16", Figure(number=16.0, unit=None, at_least=False)),
        ("80-90%", None),
        ("24 of 30", None),
        ("Q3", None),
    ],
)
def test_figures(words: str, figure: Figure | None) -> None:
    """One figure is read with its unit; a range, a fraction or a word is none."""
    assert figure_in(words) == figure


def test_figures_that_count_the_same() -> None:
    """A day is a day and a rate a rate, however they are written out."""
    pairs = [("2 days", "1 day"), ("45 per 10,000 children", "40 per 10,000"), ("72%", "75")]
    for value, aim in pairs:
        ours, theirs = figure_in(value), figure_in(aim)
        assert ours is not None
        assert theirs is not None
        assert comparable(ours, theirs)
