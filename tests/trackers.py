"""Five improvement plans of Marlbury County Council as Excel files, in five layouts of real ones.

Each has what makes real ones hard: lines above the headings, merged cells, group rows, colours
without a word, several dated notes or two leads in one cell, keys on other sheets, wrong cells.
"""

# ruff: noqa: E501 - a row of the plans below is one line
from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

COLOURS = {
    "red": "FF0000",
    "amber": "FFC000",
    "green": "00B050",
    "blue": "0070C0",
    "purple": "7030A0",
}


def what_who_how() -> bytes:
    """Ref, What?, Who?, How?, When?, Success measures, Current status, outcomes by quarter."""
    book = openpyxl.Workbook()
    sheet = _first(book, "Plan on a page")
    _rows(
        sheet,
        ["Marlbury County Council", None, "Children’s services improvement plan"],
        ["Version 17, 8 June 2017"],
        ["Dates in bold have changed since the last version."],
        [],
        ["Ref", "What?", "Who?", "How?", "When?", "Success measures", "Current status", "Outcome Q1", "Outcome Q2", "Outcome Q3", "Outcome Q4"],
        ["1 CHILDREN IN NEED OF HELP"],
        ["1.1", "Assessments are timely", "Head of MASH / Head of Assessment", "Revise the practice standard", dt.date(2016, 12, 30), "80% of assessments within 20 days", "COMPLETED", "61%", "72%", None, None],
        [None, None, None, "Write a weekly report for team managers", dt.date(2017, 3, 31), None, "9.12.16 Draft shared with managers\n13.1.17 COMPLETED", None, None, None, None],
        ["1.2", "Strategy meetings are well attended", "HoS MASH", "Agree a protocol with the police", "Ongoing", "Attendance at 90%", "ON TRACK", None, None, None, None],
        ["2 CHILDREN IN CARE"],
        ["2.1", "Health assessments are timely", "Designated Nurse", "Set up a joint tracker", "Q3", None, "Not started", None, None, None, None],
    )  # fmt: skip
    for merged in ("A1:B1", "A6:K6", "A10:K10", "B7:B8", "C7:C8", "A7:A8"):
        sheet.merge_cells(merged)
    sheet["E8"].font = Font(bold=True)
    return _bytes(book)


def by_paragraph() -> bytes:
    """No., Ofsted para, area for improvement, lead, action, by when, progress, R/A/G, evaluation."""
    book = openpyxl.Workbook()
    sheet = _first(book, "Action plan")
    _rows(
        sheet,
        ["Marlbury County Council: children’s improvement plan v9"],
        ["Agreed by the Improvement Board, 26 June 2015"],
        ["No.", "Ofsted Para No", "Ofsted Area for Improvement", "Lead", "Action", "By When", "Progress", "R/A/G", "Monitoring and Evaluation"],
        [17, "57, 138", "Record visits on time", "Jane Carter", "Remind all teams of the standard", "31/07/2015", "02/07/2015 Sent to all teams.\n20/07/2015 Compliance is 78%.", None, "Weekly performance report"],
        [18, None, None, "TBC", "Audit 40 visits", "31/06/2015", "Not started", None, None],
        [19, 61, "Reduce drift for children in care", "Head of Safeguarding", "Set up a monthly panel", "Sept 2015", "Merged with 18", "Turquoise", "Panel minutes; 12 cases looked at"],
    )  # fmt: skip
    for merged in ("B4:B5", "C4:C5"):
        sheet.merge_cells(merged)
    _paint(sheet, "H4", "amber")
    _paint(sheet, "H5", "red")
    return _bytes(book)


def brag() -> bytes:
    """Recommendation, Action, Lead officer, Target date, Progress report, BRAG; a key beside it."""
    book = openpyxl.Workbook()
    key = _first(book, "Key")
    _rows(key, ["Blue", "Complete and embedded"], ["Green", "On track"], ["Amber", "Not started"], ["Red", "Off track"])  # fmt: skip
    for row, colour in enumerate(("blue", "green", "amber", "red"), 1):
        _paint(key, f"A{row}", colour)
    sheet = book.create_sheet("Plan 2018-19")
    _rows(
        sheet,
        ["Marlbury County Council improvement plan 2018-19, refreshed 14 September 2018"],
        [],
        ["Recommendation", "Action", "Lead officer", "Target date", "Progress report", "BRAG"],
        ["1. Make supervision regular and reflective", "1.1 Write a supervision policy", "Principal Social Worker", dt.date(2018, 11, 30), "Approved on 3 November", None],
        [None, "1.2 Train all managers", "PSW; Workforce Lead", "Jan 2019", "20 of 26 managers trained", None],
        [None, "1.3 Survey social workers", "Principal Social Worker (Maya Holt)", "Q4 2018-19", None, None],
        ["2. Strengthen the oversight of unregistered placements", "2.1 Report every placement to the director", "Head of Commissioning & Head of Placements", "as soon as possible", "Begun", "Ambre"],
    )  # fmt: skip
    sheet.merge_cells("A4:A6")
    for cell, colour in (("F4", "blue"), ("F5", "green"), ("F6", "amber")):
        _paint(sheet, cell, colour)
    return _bytes(book)


def scrutiny() -> bytes:
    """Reference, Origin, Date, Area, Recommendation, Executive date, Lead officer, action, status."""
    book = openpyxl.Workbook()
    sheet = _first(book, "Tracker")
    _rows(
        sheet,
        ["Marlbury County Council"],
        ["Children’s Scrutiny Committee: recommendations tracker"],
        ["Reference", "Origin", "Date", "Area", "Recommendation", "Executive date", "Lead Officer/EM", "Action taken", "Status"],
        ["CYP-12", "Scrutiny", dt.date(2025, 2, 3), "Placements", "That the sufficiency strategy is reviewed", dt.date(2025, 3, 12), "Director of Children’s Services / Cllr Reid", "The strategy was reviewed and adopted in June.", "Complete"],
        ["CYP-13", "Scrutiny", dt.date(2025, 2, 3), None, "That a report on distant placements comes to every meeting", None, "Head of Commissioning", None, "Ongoing"],
        ["CYP-14", "Task group", "32/13/2025", "Care leavers", "That the local offer is published anew", None, "n/a", None, "Banana"],
    )  # fmt: skip
    sheet.merge_cells("D4:D5")
    return _bytes(book)


def download() -> bytes:
    """The download of a public audit office: lines above the headings, neither owner nor date."""
    book = openpyxl.Workbook()
    sheet = _first(book, "Sheet1")
    _rows(
        sheet,
        ["Recommendations for Marlbury County Council"],
        ["Downloaded on 3 March 2024"],
        ["Filters: all years; status: all"],
        [],
        ["Publication Name", "Publication Number", "Director Name", "Recommendation", "Status", "Priority", "Comments"],
        ["Homes for children", "NAO-21-4", "A. Bell", "The council should publish its data on distant placements.", "Closed - Implemented", "No", None],
        ["Homes for children", "NAO-21-4", "A. Bell", "The council should test its plan for emergencies.", "Open", "Yes", "A test is planned for May 2024."],
        ["Leaving care", "NAO-22-9", "A. Bell", "The council should write to all care leavers.", "Closed - Not implemented", "No", None],
    )  # fmt: skip
    return _bytes(book)


def bulk(rows: int) -> bytes:
    """A plan of many rows, five to an area, with notes, two leads and a key."""
    book = openpyxl.Workbook()
    sheet = _first(book, "Plan")
    _rows(
        sheet,
        ["Marlbury County Council improvement plan, May 2024"],
        ["Ref", "Area for improvement", "Action", "Lead officer", "Target date", "Progress", "RAG", "Success measure"],
    )  # fmt: skip
    for number in range(rows):
        area, item = divmod(number, 5)
        sheet.append(
            [
                f"{area + 1}.{item + 1}",
                None if item else f"Supervision of social workers in team {area}",
                f"Write version {number} of the policy and share it with team {number}",
                "Head of Practice / Principal Social Worker",
                dt.date(2024, 6, 30),
                f"12.05.24 Drafted for team {number}.\n03.06.24 Compliance is {number % 100}%.",
                "Amber",
                "90% of supervisions on time; monthly report",
            ]
        )
    return _bytes(book)


TRACKERS: dict[str, Callable[[], bytes]] = {
    "what who how": what_who_how,
    "by paragraph": by_paragraph,
    "brag": brag,
    "scrutiny": scrutiny,
    "download": download,
}


def _first(book: openpyxl.Workbook, title: str) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = title
    return sheet


def _rows(sheet: Worksheet, *rows: Sequence[object]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)


def _paint(sheet: Worksheet, cell: str, colour: str) -> None:
    sheet[cell].fill = PatternFill("solid", start_color=COLOURS[colour])


def _bytes(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
