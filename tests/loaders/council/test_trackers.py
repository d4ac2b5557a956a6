"""Five trackers in five layouts of real ones, as Excel files, loaded without a hint."""

from __future__ import annotations

import time

import pytest

from graph.records import Action, Paper
from loaders.registry import load_paper
from loaders.tables.leads import leads_in
from tests.trackers import TRACKERS, brag, bulk, by_paragraph, download, scrutiny, what_who_how


def _load(data: bytes) -> Paper:
    return load_paper(data, "tracker.xlsx")


def _by_words(paper: Paper, words: str) -> Action:
    (found,) = [action for action in paper.actions if words in action.text]
    return found


def _area(paper: Paper, action: Action) -> str | None:
    return {concern.id: concern.text for concern in paper.concerns}.get(action.under or "")


def _wrong(paper: Paper) -> set[tuple[str | None, str]]:
    return {(issue.paragraph, issue.text) for issue in paper.issues}


ROWS = {"what who how": 4, "by paragraph": 3, "brag": 4, "scrutiny": 3, "download": 3}


@pytest.mark.parametrize("layout", TRACKERS)
def test_each_layout_loads_without_a_hint(layout: str) -> None:
    """Each row is an action with its sheet and cell; no line is lost, no quote is altered."""
    paper = _load(TRACKERS[layout]())
    assert paper.document.kind == "improvement_plan"
    assert paper.document.authority == "Marlbury County Council"
    assert len(paper.actions) == ROWS[layout]
    assert all("!" in (action.quote.paragraph or "") for action in paper.actions)
    assert all(record.quote.stands_in(paper.text) for record in paper.records)
    assert not [issue for issue in paper.issues if issue.why.startswith("no rule")]


WRONG = {
    "what who how": {("Plan on a page!E9", "Ongoing"), ("Plan on a page!E11", "Q3")},
    "by paragraph": {
        ("Action plan!D5", "TBC"),
        ("Action plan!F5", "31/06/2015"),
        ("Action plan!H6", "Turquoise"),
    },
    "brag": {("Plan 2018-19!D7", "as soon as possible"), ("Plan 2018-19!F7", "Ambre")},
    "scrutiny": {
        ("Tracker!C6", "32/13/2025"),
        ("Tracker!G6", "n/a"),
        ("Tracker!I6", "Banana"),
    },
    "download": set(),
}


@pytest.mark.parametrize("layout", TRACKERS)
def test_each_wrong_cell_is_an_issue_with_its_place(layout: str) -> None:
    """What is not what its heading says is an issue with sheet and cell; nothing else is one."""
    assert _wrong(_load(TRACKERS[layout]())) == WRONG[layout]


def test_merged_and_group_cells_hold_for_the_rows_beneath() -> None:
    """A merged area, lead and number hold for each row they cover; a group row is no action."""
    paper = _load(what_who_how())
    report = _by_words(paper, "weekly report")
    assert _area(paper, report) == "Assessments are timely"
    assert [owner.name for owner in report.owners] == ["Head of MASH", "Head of Assessment"]
    assert report.ref == "1.1"
    assert "CHILDREN IN CARE" not in {concern.text for concern in paper.concerns}


def test_the_latest_of_several_dated_notes_gives_the_status() -> None:
    """A cell with a draft in December and completion in January is done."""
    assert _by_words(_load(what_who_how()), "weekly report").status == "done"


def test_a_colour_without_a_word_is_a_rating() -> None:
    """The colour behind an empty cell is kept as such, and is read by the plan's own key."""
    paper = _load(brag())
    told = {action.ref: (action.rating, action.status) for action in paper.actions}
    assert told["1.1"] == ("blue fill", "done")
    assert told["1.3"] == ("amber fill", "planned")  # "Not started", by the key on another sheet
    assert _by_words(_load(by_paragraph()), "Remind").rating == "amber fill"


def test_a_wrong_cell_changes_nothing_else_of_its_row() -> None:
    """The row of a misspelt rating keeps its words, leads and printed date."""
    row = _by_words(_load(brag()), "Report every placement")
    assert (row.rating, row.due, row.due_printed) == ("Ambre", None, "as soon as possible")
    assert [owner.name for owner in row.owners] == ["Head of Commissioning", "Head of Placements"]


def test_a_quarter_of_a_financial_year_is_a_date() -> None:
    """The fourth quarter of 2018-19 ends in March 2019; a bare "Q3" names no year."""
    due = {action.ref: action.due for action in _load(brag()).actions}
    assert due["1.3"] == "2019-03"
    assert _by_words(_load(what_who_how()), "joint tracker").due is None


def test_an_unknown_status_says_nothing_of_progress() -> None:
    """A status that nobody knows does not make an action under way."""
    assert _by_words(_load(scrutiny()), "local offer").status == "planned"


def test_lines_above_the_headings_give_title_and_date() -> None:
    """The lines before the headings are no rows; one of them dates the download."""
    document = _load(download()).document
    assert document.title == "Recommendations for Marlbury County Council"
    assert (document.published, document.published_basis) == ("2024-03-03", "stated")


def test_columns_that_are_not_read_are_told() -> None:
    """A cell in a column that no field is known for is passed over, with its heading."""
    ignored = {issue.paragraph: issue.why for issue in _load(download()).ignored}
    assert "Publication Name" in ignored["Sheet1!A6"]


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("Head of MASH / Head of Assessment", ["Head of MASH", "Head of Assessment"]),
        ("Head of MASH & Head of QA", ["Head of MASH", "Head of QA"]),
        ("Head of MASH, Head of QA and DCS", ["Head of MASH", "Head of QA", "DCS"]),
        ("Area Manager, Senior Manager", ["Area Manager", "Senior Manager"]),
        ("Maya Holt - Head of QA", ["Maya Holt", "Head of QA"]),
        ("Maya Holt (Head of QA)", ["Maya Holt", "Head of QA"]),
        ("Lead: Maya Holt", ["Maya Holt"]),
        ("JC & TR", ["JC", "TR"]),
        ("Head of Early Help and Youth Justice", ["Head of Early Help and Youth Justice"]),
        ("Head of Commissioning and Placements", ["Head of Commissioning and Placements"]),
        ("Assistant Director - Safeguarding", ["Assistant Director - Safeguarding"]),
        ("Service Manager, Leaving Care", ["Service Manager, Leaving Care"]),
        ("n/a", []),
    ],
)
def test_leads_of_a_cell(cell: str, leads: list[str]) -> None:
    """Two leads in one cell are two owners; a post with a long name is one."""
    assert [party.name for party in leads_in(cell)] == leads


def test_many_rows_are_read_quickly() -> None:
    """A plan of 500 rows is read in a few seconds of the processor."""
    data = bulk(500)
    began = time.process_time()
    paper = _load(data)
    assert time.process_time() - began < 5
    assert len(paper.actions) == 500
    assert {action.status for action in paper.actions} == {"under_way"}
