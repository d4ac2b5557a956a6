"""The same council paper as Word, as tagged PDF and as PDF without tags: real files of each."""

# ruff: noqa: E501 - a paragraph of the papers below is one line
from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
import pytest
import typst

from graph.records import Action, Paper
from loaders.registry import load_paper
from loaders.tables.choices import ColumnChoices
from loaders.tables.in_prose import headings_at_start

Rows = Sequence[Sequence[str]]
Part = tuple[Any, ...]
FORMATS = ["docx", "pdf", "untagged"]
MARKED = ["docx", "pdf"]  # those in which a table is a table

ACTIONS: Rows = [
    ("Ref", "Action", "Lead officer", "Target date", "Progress", "RAG"),
    (
        "1",
        "Write to all head teachers about private fostering",
        "Head of Early Help",
        "January 2024",
        "Letter drafted",
        "Amber",
    ),
    (
        "2",
        "Train front door staff to ask about private fostering",
        "Service Manager, MASH",
        "tbc",
        "Not started",
        "Red",
    ),
    (
        "3",
        "Publish a page for carers on the website",
        "Communications Manager",
        "December 2023",
        "Complete",
        "Green",
    ),
]

REPORT: list[Part] = [
    ("title", "Children’s services after the inspection"),
    ("para", "", "Report of the Director of Children’s Services of Marlbury County Council"),
    ("para", "", "Children’s Scrutiny Committee, 14 November 2023"),
    ("section", "1. Purpose of the report"),
    ("para", "1.1", "This report tells the committee what has been done since the inspection of May 2023."),
    ("section", "2. Background"),
    ("para", "2.1", "In May 2023 Ofsted judged the services of the county to be inadequate."),
    ("section", "3. Progress against the areas for improvement"),
    ("sub", "Supervision of social workers"),
    ("para", "3.1", "The Principal Social Worker has written a new supervision policy. Team managers are being trained in its use."),
    ("para", "3.2", "The council has also:"),
    ("bullet", "appointed two further practice supervisors;"),
    ("bullet", "set up a weekly report on supervision for heads of service."),
    ("para", "3.3", "An audit of 40 records in October 2023 found that 31 social workers had been supervised in the last month."),
    ("sub", "The identification of privately fostered children"),
    ("para", "3.4", "The Head of Early Help is preparing a leaflet for schools."),
    ("para", "3.5", "The actions that follow have been agreed with partners."),
    ("table", ACTIONS),
    ("section", "4. Financial implications"),
    ("para", "4.1", "A review of spending will be carried out each quarter."),
    ("section", "5. Legal implications"),
    ("para", "5.1", "Legal services have been consulted on this report."),
    ("section", "6. Equality implications"),
    ("para", "6.1", "An equality impact assessment will be carried out where required."),
]  # fmt: skip

HIGHLIGHTS: list[Part] = [
    ("title", "Children’s Improvement Board: highlight report"),
    ("para", "", "Marlbury County Council"),
    ("para", "", "Reporting period: January to March 2025"),
    ("para", "", "Workstream: Front door. Lead: Head of MASH. Overall status: Amber."),
    ("sub", "Progress this period"),
    ("bullet", "Two team managers recruited and in post since 3 February."),
    ("bullet", "An audit of 30 referrals found that 24 were decided within a day."),
    ("sub", "Slippage"),
    ("bullet", "The audit of repeat referrals has moved from February to April because of sickness in the team."),
    ("sub", "Next steps"),
    ("bullet", "Train all call handlers by the end of April."),
    ("sub", "Risks and issues"),
    ("bullet", "High demand at weekends may delay decisions."),
    ("sub", "Milestones"),
    ("table", [
        ("Milestone", "Owner", "Due", "RAG", "Comments"),
        ("Publish the threshold document", "Head of MASH", "May 2025", "Green", "Draft with partners"),
        ("Open the new screening team", "Service Manager", "June 2025", "Red", "Not started"),
    ]),
]  # fmt: skip


def _word(parts: list[Part]) -> bytes:
    document = docx.Document()
    for kind, *rest in parts:
        if kind in ("title", "section", "sub"):
            document.add_heading(rest[0], {"title": 0, "section": 1, "sub": 2}[kind])
        elif kind == "bullet":
            document.add_paragraph(rest[0], style="List Bullet")
        elif kind == "para":
            document.add_paragraph(" ".join(filter(None, rest)))
        else:
            table = document.add_table(rows=0, cols=len(rest[0][0]))
            for row in rest[0]:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(parts: list[Part], *, tags: bool) -> bytes:
    lines = ["#set page(footer: context [#counter(page).display()])"]
    marks = {"title": "= ", "section": "== ", "sub": "=== ", "bullet": "- ", "para": ""}
    for kind, *rest in parts:
        if kind == "table":
            cells = "".join(f"[{words}], " for row in rest[0] for words in row)
            lines.append(f"#table(columns: {len(rest[0][0])}, {cells})")
        else:
            words = " ".join(filter(None, rest))
            lines.append(marks[kind] + words.replace(". ", "\\. "))
        lines += [""] if kind != "bullet" else []
    return typst.compile("\n".join(lines).encode(), format="pdf", pdf_tags=tags)


def _load(parts: list[Part], form: str, **options: Any) -> Paper:
    made = _word(parts) if form == "docx" else _pdf(parts, tags=form == "pdf")
    return load_paper(made, f"paper.{form.replace('untagged', 'pdf')}", **options)


def _told(paper: Paper) -> dict[str, Action]:
    return {action.text: action for action in paper.actions}


def _heading(paper: Paper, action: Action) -> str | None:
    return {concern.id: concern.text for concern in paper.concerns}.get(action.under or "")


@pytest.mark.parametrize("form", FORMATS)
def test_a_committee_report_in_each_format(form: str) -> None:
    """Numbered paragraphs, sub-headings and form are read alike, whatever the file is."""
    paper = _load(REPORT, form)
    told = _told(paper)
    assert paper.document.kind == "committee_report"
    assert (paper.document.published, paper.document.published_basis) == ("2023-11-14", "stated")
    assert [concern.text for concern in paper.concerns] == [
        "Supervision of social workers",
        "The identification of privately fostered children",
    ]
    policy = told["The Principal Social Worker has written a new supervision policy."]
    assert (policy.status, policy.quote.paragraph) == ("done", "3.1")
    assert _heading(paper, policy) == "Supervision of social workers"
    assert told["Team managers are being trained in its use."].status == "under_way"
    assert not [text for text in told if "equality" in text or "spending" in text]
    assert all(record.quote.stands_in(paper.text) for record in paper.records)
    assert not [issue for issue in paper.issues if issue.why.startswith("no rule")]


@pytest.mark.parametrize("form", FORMATS)
def test_bullets_go_on_with_the_line_above(form: str) -> None:
    """After "The council has also:" each bullet is an action done by the council."""
    told = _told(_load(REPORT, form))
    appointed = told["appointed two further practice supervisors;"]
    assert appointed.status == "done"
    assert [owner.name for owner in appointed.owners] == ["The council"]
    assert told["set up a weekly report on supervision for heads of service."].status == "done"


@pytest.mark.parametrize("form", MARKED)
def test_a_table_of_actions_in_a_report(form: str) -> None:
    """Its rows are actions like a plan's, under the heading that the table stands under."""
    paper = _load(REPORT, form)
    rows = {action.ref: action for action in paper.actions if action.ref}
    assert {ref: (row.status, row.rating, row.due) for ref, row in rows.items()} == {
        "1": ("under_way", "Amber", "2024-01"),
        "2": ("planned", "Red", None),
        "3": ("done", "Green", "2023-12"),
    }
    assert [owner.name for owner in rows["2"].owners] == ["Service Manager, MASH"]
    assert {_heading(paper, row) for row in rows.values()} == {
        "The identification of privately fostered children"
    }
    assert [issue.text for issue in paper.issues] == ["tbc"]


@pytest.mark.parametrize("parts", [REPORT, HIGHLIGHTS], ids=["report", "highlights"])
def test_a_table_that_is_not_marked_is_reported(parts: list[Part]) -> None:
    """Lines of a table in a PDF without tags are issues that say what to do, and no actions."""
    paper = _load(parts, "untagged")
    assert not [action for action in paper.actions if action.ref or action.rating]
    table = next(rest[0] for kind, *rest in parts if kind == "table")
    reported = " ".join(issue.text for issue in paper.issues)
    assert all(word in reported for row in table for cell in row for word in cell.split())
    assert {issue.why for issue in paper.issues} == {
        "a table whose cells this file does not mark: load it as Word, Excel or a tagged PDF"
    }


@pytest.mark.parametrize("form", MARKED)
def test_columns_of_a_table_in_a_report_can_be_named(form: str) -> None:
    """What a person says of a heading holds for tables in reports too."""
    parts = [
        (kind, [("Ref", "Action", "Desk", "Target date", "Progress", "RAG"), *ACTIONS[1:]])
        if kind == "table"
        else (kind, *rest)
        for kind, *rest in REPORT
    ]
    rows = [action for action in _load(parts, form).actions if action.ref]
    assert not [row for row in rows if row.owners]
    said = ColumnChoices(given={"Desk": "owner"})
    rows = [action for action in _load(parts, form, overrides=said).actions if action.ref]
    assert [row for row in rows if not row.owners] == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_highlight_report_in_each_format(form: str) -> None:
    """What was done, what slipped and what comes next are told apart; a risk is no action."""
    paper = _load(HIGHLIGHTS, form)
    told = _told(paper)
    assert paper.document.kind == "partnership_update"
    assert paper.document.published == "2025-03"
    assert told["Two team managers recruited and in post since 3 February."].status == "done"
    slipped = next(action for text, action in told.items() if "has moved from" in text)
    assert (slipped.status, slipped.due) == ("planned", "2025-04")
    assert told["Train all call handlers by the end of April."].status == "planned"
    assert not [text for text in told if "weekends" in text]
    assert not [issue for issue in paper.issues if issue.why.startswith("no rule")]


@pytest.mark.parametrize("form", MARKED)
def test_milestones_of_a_highlight_report(form: str) -> None:
    """A table of milestones gives actions with owner, date and status."""
    told = _told(_load(HIGHLIGHTS, form))
    row = told["Open the new screening team"]
    assert (row.status, row.rating, row.due) == ("planned", "Red", "2025-06")
    assert [owner.name for owner in row.owners] == ["Service Manager"]


@pytest.mark.parametrize(
    ("line", "table"),
    [
        ("Ref Action Lead officer Target date Progress RAG 1 Write to schools", True),
        ("Milestone Owner Due RAG Comments", True),
        ("Progress has been made on the action plan", False),
        ("The lead officer will report by March", False),
    ],
)
def test_headings_at_the_start_of_a_line(line: str, table: bool) -> None:
    """Three column headings one after the other make a table; words of a sentence do not."""
    assert (headings_at_start(line) >= 3) is table
