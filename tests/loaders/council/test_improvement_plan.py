"""Improvement plans and trackers in five layouts of real councils, with their faults."""

# ruff: noqa: E501 - a row of the plans below is one line
from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from graph.records import Action, Paper
from loaders.council import improvement_plan
from loaders.reading.files import read
from loaders.tables.ratings import colour_name, latest_note, status_in_words

Rows = Sequence[Sequence[str]]

# Numbered lines under group rows; several dated notes in a cell; the header printed again.
TRACKER: Rows = [
    ["Marlbury County Council: improvement action tracker", "Version 17, 8 June 2017"],
    ["NOS", "What?", "Who?", "How?", "When?", "Success measures", "Current Status"],
    ["1 CHILDREN IN NEED OF HELP"],
    ["1.1", "Assessments are timely", "Head of MASH / Head of Assessment", "Revise the practice standard", "Dec 2016", "80% in 20 days", "COMPLETED"],
    ["", "", "", "Write a weekly report", "Mar 2017", "", "9.12.16 In progress\n13.1.17 COMPLETED"],
    ["1.2", "Strategy meetings are well attended", "HoS MASH", "Agree a protocol", "Ongoing", "", "Phase 1 completed"],
    ["NOS", "What?", "Who?", "How?", "When?", "Success measures", "Current Status"],
    ["2 CHILDREN IN CARE"],
    ["2.1", "Health assessments are timely", "Designated Nurse", "Set up a joint tracker", "Q3", "", "On track"],
    ["Dates in bold have changed since the last version."],
]  # fmt: skip

# Paragraph references, a letter as rating, an action that another took over.
BY_PARAGRAPH: Rows = [
    ["Marlbury County Council"],
    ["Children’s improvement plan v9", "26 June 2015"],
    ["No.", "Ofsted Para No", "Ofsted Area for Improvement", "Lead", "Action", "By When", "Progress", "R/A/G", "Monitoring and Evaluation"],
    ["17", "57, 138", "Record visits on time", "Jane Carter", "Remind staff and check weekly", "31/07/2015", "Sent to all staff. Compliance is 78%.", "A", "Weekly performance report"],
    ["", "", "", "TBC", "Audit 40 visits", "Ongoing", "Not started", "R", ""],
    ["19", "61", "Reduce drift", "Head of Safeguarding", "Panel meets monthly", "2015-09-30", "Merged with 18", "Turquoise", ""],
]  # fmt: skip

# A recommendation with numbered actions; two leads in one cell; a rating misspelt.
BRAG: Rows = [
    ["Marlbury County Council improvement plan 2018-19, refreshed 14 September 2018"],
    ["Recommendation", "Action", "Lead officer", "Target date", "Progress report", "BRAG"],
    ["1. Make supervision regular.", "1.1 Write a policy", "Principal Social Worker", "30 Nov 2018", "Approved on 3 Nov", "Blue"],
    ["", "1..1 Train managers", "PSW; Workforce Lead", "Jan 2019", "20 of 26 managers trained", "Ambre"],
]  # fmt: skip

# A tracker of a scrutiny committee: what it recommended is what is to be done.
SCRUTINY: Rows = [
    ["Marlbury County Council action tracker"],
    ["Reference", "Origin", "Date", "Area", "Recommendation", "Executive date", "Lead Officer/EM", "Action taken", "Status"],
    ["CYP-12", "Scrutiny", "03/02/2025", "Placements", "That the strategy is reviewed", "12/03/2025", "Director of Children’s Services / Cllr Reid", "It was adopted in June.", "Complete"],
    ["CYP-13", "Scrutiny", "03/02/2025", "Placements", "That a report comes to every meeting", "", "Head of Commissioning", "", "Ongoing"],
]  # fmt: skip

# A download of a public audit office: lines before the head, no owner and no date.
DOWNLOAD: Rows = [
    ["Recommendations for Marlbury County Council"],
    ["Downloaded on 3 March 2024"],
    [],
    ["Publication Name", "Publication Number", "Director Name", "Recommendation", "Status", "Priority", "Comments"],
    ["Homes", "NAO-21-4", "A. Bell", "The council should publish its data.", "Closed - Implemented", "No", ""],
    ["Homes", "NAO-21-4", "A. Bell", "The council should test its plan.", "Open", "Yes", ""],
]  # fmt: skip

LAYOUTS = {
    "tracker": TRACKER,
    "by paragraph": BY_PARAGRAPH,
    "brag": BRAG,
    "scrutiny": SCRUTINY,
    "download": DOWNLOAD,
}


def _xlsx(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv(rows: Rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _load(data: bytes, name: str = "plan.xlsx") -> Paper:
    reading = read(data, name)
    kind = improvement_plan.LOADER.recognise(reading)
    assert kind == "improvement_plan"
    return improvement_plan.LOADER.load(reading, kind)


def _told(paper: Paper) -> dict[str, Action]:
    return {action.text: action for action in paper.actions}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("make", [_xlsx, _csv])
def test_every_row_is_kept_with_its_cell(layout: str, make: object) -> None:
    """Each row with an action gives one, quoted from its cell; no line is lost."""
    data = _xlsx(LAYOUTS[layout]) if make is _xlsx else _csv(LAYOUTS[layout])
    paper = _load(data, "plan.xlsx" if make is _xlsx else "plan.csv")
    expected = {"tracker": 4, "by paragraph": 3, "brag": 2, "scrutiny": 2, "download": 2}
    assert len(paper.actions) == expected[layout]
    assert all(record.quote.stands_in(paper.text) for record in paper.records)
    assert all("!" in (action.quote.paragraph or "") for action in paper.actions)
    assert not [issue for issue in paper.issues if issue.why.startswith("no rule")]


def test_numbered_lines_under_group_rows() -> None:
    """What is wanted is the concern, how it is done is the action; blank cells carry it down."""
    paper = _load(_xlsx(TRACKER))
    told = _told(paper)
    area = {concern.id: concern.text for concern in paper.concerns}
    assert area[told["Write a weekly report"].under or ""] == "Assessments are timely"
    assert told["Revise the practice standard"].ref == "1.1"
    assert [o.name for o in told["Revise the practice standard"].owners] == [
        "Head of MASH",
        "Head of Assessment",
    ]
    assert {text: action.status for text, action in told.items()} == {
        "Revise the practice standard": "done",
        "Write a weekly report": "done",
        "Agree a protocol": "under_way",
        "Set up a joint tracker": "under_way",
    }
    assert (paper.document.published, paper.document.published_basis) == ("2017-06-08", "stated")


def test_a_wrong_cell_is_an_issue_and_the_row_is_kept() -> None:
    """A date that is none, a rating nobody knows and a lead to be named are issues with their cell."""
    tracker = _load(_xlsx(TRACKER))
    assert [(issue.text, issue.paragraph) for issue in tracker.issues] == [
        ("Ongoing", "Sheet!E6"),
        ("Q3", "Sheet!E9"),
    ]
    assert _told(tracker)["Agree a protocol"].due_printed == "Ongoing"
    others = _load(_xlsx(BY_PARAGRAPH))
    assert {issue.text for issue in others.issues} == {"Ongoing", "TBC", "Turquoise"}
    assert _told(others)["Panel meets monthly"].rating == "Turquoise"


def test_references_and_what_is_offered() -> None:
    """Paragraph references are kept as such; a figure is at hand, a named paper is not."""
    paper = _load(_xlsx(BY_PARAGRAPH))
    told = _told(paper)
    assert told["Remind staff and check weekly"].cites == ("para 57", "para 138")
    assert told["Audit 40 visits"].cites == ("para 57", "para 138")
    assert told["Panel meets monthly"].status == "superseded"
    assert {one.text: one.status for one in paper.evidence} == {
        "Compliance is 78%.": "available",
        "Weekly performance report": "not_held",
    }


def test_numbers_inside_the_action_and_two_leads() -> None:
    """A number printed before the words is the reference and not part of the quote."""
    told = _told(_load(_xlsx(BRAG)))
    assert told["Write a policy"].ref == "1.1"
    assert told["Train managers"].ref == "1..1"
    assert [one.name for one in told["Train managers"].owners] == ["PSW", "Workforce Lead"]
    assert (told["Write a policy"].status, told["Train managers"].status) == ("done", "under_way")


def test_the_same_row_in_two_versions_is_one_action() -> None:
    """The id of an action comes from its number and words, not from row, date or progress."""
    later = [list(row) for row in TRACKER]
    later.insert(2, ["0 NEW GROUP"])
    later[5][6] = "COMPLETED"
    first = {action.id for action in _load(_xlsx(TRACKER)).actions}
    assert first == {action.id for action in _load(_csv(later), "plan.csv").actions}


def test_fill_colours_merged_cells_and_the_plans_own_key() -> None:
    """A colour without a word is a rating; the plan's key, on another sheet, says what it means."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Marlbury County Council improvement plan, May 2024"])
    sheet.append(["Ref", "Area", "Action", "Lead", "By when", "RAG"])
    sheet.append(["1", "Supervision", "Write a policy", "Head of Practice", "June 2024", None])
    sheet.append(["2", None, "Train managers", None, "July 2024", None])
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("D3:D4")
    for cell, colour in (("F3", "7030A0"), ("F4", "FFC000")):
        sheet[cell].fill = PatternFill("solid", start_color=colour)
    key = book.create_sheet("Key")
    for row, (name, means, colour) in enumerate(
        [("Purple", "Complete", "7030A0"), ("Amber", "Not started", "FFC000")], start=1
    ):
        key.append([name, means])
        key.cell(row, 1).fill = PatternFill("solid", start_color=colour)
    out = io.BytesIO()
    book.save(out)
    paper = _load(out.getvalue())
    told = _told(paper)
    assert (told["Write a policy"].rating, told["Write a policy"].status) == (
        "purple fill",
        "done",
    )
    assert (told["Train managers"].rating, told["Train managers"].status) == (
        "amber fill",
        "planned",
    )
    assert [one.name for one in told["Train managers"].owners] == ["Head of Practice"]
    assert told["Train managers"].under == told["Write a policy"].under


def test_a_person_may_correct_the_mapping() -> None:
    """The mapping that was found can be shown, and a header can be given another role."""
    rows = [list(row) for row in BRAG]
    rows[1][2] = "Whose desk"
    reading = read(_csv(rows), "plan.csv")
    (table,) = improvement_plan.tables(reading)
    found = {heading.text: heading.field for heading in table.headings}
    assert found["Whose desk"] is None
    assert found["Target date"] == "due"
    paper = improvement_plan.load(reading, "improvement_plan", overrides={"whose desk": "owner"})
    assert [one.name for one in _told(paper)["Write a policy"].owners] == [
        "Principal Social Worker"
    ]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Complete.", "done"),
        ("Not yet complete", "under_way"),
        ("Closed - not implemented", "superseded"),
        ("Work has begun with two teams", "under_way"),
        ("All staff were told", None),
        ("Complete in two of six teams", None),
    ],
)
def test_status_words(words: str, status: str | None) -> None:
    """A status cell is read by how it opens; "complete in two of six" is not complete."""
    assert status_in_words(words) == status


def test_the_latest_of_several_notes_counts() -> None:
    """Notes are ordered by their own dates, not by their place in the cell."""
    assert latest_note("13.1.17 Done\n9.12.16 Begun").strip() == "Done"


def test_colours() -> None:
    """A fill colour is named by its hue; white and black are no rating."""
    assert [colour_name(one) for one in ("FF0000", "FFC000", "00B050", "0070C0", "FFFFFF")] == [
        "red",
        "amber",
        "green",
        "blue",
        None,
    ]
