"""A spreadsheet shows what papers say and runs none of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from graph.export import csv as csv_export
from graph.export.common import Portfolio
from graph.export.walk import portfolio
from graph.export.xlsx import LONGEST
from graph.store.base import Store
from tests.builders import a_link, a_paper, load
from tests.exports import RECORDS, rows_of, steps_in, through_office, written

# Forms of attack that OWASP and the literature on CSV injection know, and some near misses.
PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0", "=cmd|'/C notepad'!'A1'", "=HYPERLINK(\"http://x.example\",\"a\")",
    "=IMPORTXML(\"http://x.example\",\"//a\")", "=WEBSERVICE(\"http://x.example\")",
    "=DDE(\"cmd\";\"/C calc\";\"x\")", "=SUM(1,2)", "=A1", "={1,2}", "==1", "= 1+1", "=B1&C1",
    "=rundll32|'URL.dll,OpenURL calc.exe'!A", "=FILTERXML(A1,\"//a\")", "=RTD(\"a\",,\"b\")",
    "+1+1", "+cmd|' /C calc'!A0", "+SUM(1,2)", "+44 1632 960000", "++1", "+A1", "+\"a\"",
    "-1+1", "-2+3+cmd|' /C calc'!A0", "-SUM(1,2)", "- a bullet", "--1", "-A1", "-5%",
    "@SUM(1,2)", "@A1", "@SUM(1+1)*cmd|' /C calc'!A0", "@mention", "@@",
    "＝1+1", "＋1+1", "－1+1", "＠SUM(1,2)", "'=1+1",
)  # fmt: skip


def test_there_are_forty_payloads() -> None:
    """All payloads differ."""
    assert len(set(PAYLOADS)) == 40


@pytest.fixture
def attacked(store: Store) -> Portfolio:
    """One concern whose actions, owners, evidence and title are payloads, all stated."""
    report = a_paper("report.pdf", visit="2020-01-31", title="=1+1")
    concern = report.concern("=cmd|' /C calc'!A0 as the concern", heading="@SUM(1)")
    plan = a_paper("=plan.xlsx", published="2020-06-01", title="-1+1")
    for words in PAYLOADS:
        plan.action(words, owner=words, due_printed=words)
        plan.evidence(words)
    # Ids come from the folded words, and many payloads differ in their signs alone.
    plan.records = [
        replace(record, id=f"{record.id[:8]}-{number:016x}")
        for number, record in enumerate(plan.records)
    ]
    actions, shown = plan.records[::2], plan.records[1::2]
    stated = {"basis": "stated", "document": plan.document.id, "reasons": ("+1",)}
    links = [a_link(action, "respondsTo", concern, **stated) for action in actions]
    links += [
        a_link(action, "evidencedBy", item, **stated)
        for action, item in zip(actions, shown, strict=True)
    ]
    load(store, report, plan, links=links)
    return portfolio(store, [concern.id], today="2020-07-01", environ={})


def test_no_cell_of_the_workbook_is_a_formula(attacked: Portfolio) -> None:
    """Each payload is a string in the workbook, to the letter, wherever it stands."""
    book = openpyxl.load_workbook(io.BytesIO(written(attacked, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    values = {cell.value for cell in cells}

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert set(PAYLOADS) <= values
    assert all(not isinstance(c.value, str) for c in cells if c.data_type == "n")


@pytest.mark.office
def test_office_takes_no_cell_of_the_workbook_for_a_formula(
    attacked: Portfolio, tmp_path: Path
) -> None:
    """LibreOffice, opening the workbook and saving it anew, keeps every payload as text."""
    saved = through_office(written(attacked, "xlsx"), ".xlsx", "xlsx", tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(saved))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    words = {row["Words of the paper"] for row in rows_of(book["actions"])}

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert set(PAYLOADS) <= words


def test_no_cell_of_the_csv_begins_like_a_formula(attacked: Portfolio) -> None:
    """Each cell that could run has an apostrophe before it, and the row says which."""
    data = written(attacked, "csv")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row.values()]

    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r\n＝＋－＠")]
    assert set(PAYLOADS) <= {row["words"] for row in steps_in(data)}
    assert all(
        (row["words"][0] == "'") == ("words" in row["apostrophe_before"].split())
        for row in rows
        if row["words"]
    )


@pytest.mark.office
def test_office_takes_no_cell_of_the_csv_for_a_formula(
    attacked: Portfolio, tmp_path: Path
) -> None:
    """LibreOffice, opening the CSV file, makes no formula of any cell."""
    saved = through_office(written(attacked, "csv"), ".csv", "xlsx", tmp_path)
    sheet = openpyxl.load_workbook(io.BytesIO(saved)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]

    assert len(cells) > 40 * len(csv_export.COLUMNS)
    assert "f" not in {cell.data_type for cell in cells}


def test_sheets_have_filters_and_frozen_heads(settled: Portfolio) -> None:
    """Each sheet of records can be filtered, and its head stays in sight and is printed again."""
    book = openpyxl.load_workbook(io.BytesIO(written(settled, "xlsx")))

    assert book.sheetnames == ["about", *RECORDS, "links", "gaps", "sources"]
    for name in book.sheetnames[1:]:
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"


def test_links_lead_to_the_rows_they_name(everything: Portfolio) -> None:
    """Every link within the workbook leads to the row of the very record it shows."""
    book = openpyxl.load_workbook(io.BytesIO(written(everything, "xlsx")))
    links = list(rows_of(book["links"]))
    followed = 0
    for name, column in (("links", 1), ("links", 3), ("actions", 8)):
        for row in book[name].iter_rows(min_row=2):
            cell = row[column - 1]
            if cell.hyperlink is not None:
                sheet, _, target = str(cell.hyperlink.location).partition("!")
                words = str(book[sheet.strip("'")][target].value)
                shown = str(cell.value).split(" (+")[0].removesuffix(" …")
                shown = shown.removeprefix("Proposed: ")
                assert " ".join(words.split()).startswith(shown)
                followed += 1

    assert len(links) == len(everything.links)
    assert followed > len(links)


def test_what_a_cell_cannot_hold_is_told(store: Store) -> None:
    """A quote longer than a cell is not cut: the cell says so, and the CSV has all of it."""
    report = a_paper("report.pdf", visit="2020-01-31")
    concern = report.concern("a" * (LONGEST + 1))
    load(store, report)
    evidence = portfolio(store, [concern.id], today="2020-07-01", environ={})
    book = openpyxl.load_workbook(io.BytesIO(written(evidence, "xlsx")))
    (row,) = rows_of(book["concerns"])

    assert "32,768 signs, more than a cell holds" in str(row["Words of the paper"])
    assert steps_in(written(evidence, "csv"))[0]["words"] == concern.text


def test_the_cover_sheet_says_what_is_left_out(settled: Portfolio, everything: Portfolio) -> None:
    """The first sheet says how many proposals are not in the workbook, or that they are in it."""
    told = [
        " ".join(
            str(cell)
            for row in openpyxl.load_workbook(io.BytesIO(written(evidence, "xlsx")))[
                "about"
            ].iter_rows(values_only=True)
            for cell in row
        )
        for evidence in (settled, everything)
    ]

    assert f"{settled.proposals_left_out} proposed links" in told[0]
    assert "left out" not in told[1]


def test_the_csv_has_a_row_for_each_step(
    settled: Portfolio, everything: Portfolio, lines_in: Callable[[Portfolio], int]
) -> None:
    """Steps, silences among them, are all there, and each paper with its hash."""
    for evidence in (settled, everything):
        rows = steps_in(written(evidence, "csv"))
        assert len(rows) == lines_in(evidence)
        assert {row["sha256"] for row in rows} <= {p.sha256 for p in evidence.sources.values()}


def test_the_workbook_never_shows_a_proposal_as_a_fact(store: Store) -> None:
    """What an action answers and rests on says "Proposed" until somebody has decided on it."""
    report = a_paper("report.pdf", visit="2020-01-31")
    concern = report.concern("The timeliness of health assessments.")
    plan = a_paper("plan.xlsx", published="2020-06-01")
    action = plan.action("Open a second clinic.")
    audit, survey = plan.evidence("An audit in May."), plan.evidence("A survey in June.")
    stated = {"basis": "stated", "document": plan.document.id}
    links = [
        a_link(action, "respondsTo", concern, score=0.6),
        a_link(action, "evidencedBy", audit, **stated),
        a_link(action, "evidencedBy", survey, score=0.5),
    ]
    load(store, report, plan, links=links)
    evidence = portfolio(store, [concern.id], only="all", today="2020-07-01", environ={})
    book = openpyxl.load_workbook(io.BytesIO(written(evidence, "xlsx")))

    (row,) = rows_of(book["actions"])
    assert row["Answers"] == "Proposed: The timeliness of health assessments."
    assert row["Evidence"] == "An audit in May. (+1 undecided)"
    offered = {row["Words of the paper"]: row["Offered for"] for row in rows_of(book["evidence"])}
    assert offered["An audit in May."] == "Open a second clinic."
    assert offered["A survey in June."] == "Proposed: Open a second clinic."
