"""An Excel workbook: a sheet a kind of record, with filters and links from row to row.

Every cell of words is written as a string (never guessed), so that a quote that begins with a
sign of a formula stays text. Whole numbers stay numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from graph.export.common import Portfolio, printable
from graph.export.report import facts_of
from graph.export.sheets import SHEETS, Column, Reference, Sheet

LONGEST = 32_767  # signs that a cell can hold (Excel specifications and limits)
_TOO_LONG = "These words have {:,} signs, more than a cell holds; another format has them."
_HEAD = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#14375E", "text_wrap": True,
         "valign": "top"}  # fmt: skip


def write(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write the workbook to an open handle."""
    book = xlsxwriter.Workbook(handle, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties(
        {
            "title": printable(evidence.title),
            "subject": "Concerns, actions, evidence and later comments, each with its quote",
            "author": "Sightline",
            "created": evidence.stamp.replace(tzinfo=None),
        }
    )
    _Book(book, evidence).all()
    book.close()


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of cells."""

    head: Format
    words: Format
    link: Format
    bold: Format
    title: Format


class _Book:
    """The sheets of one workbook, which refer to each other's rows."""

    def __init__(self, book: Workbook, evidence: Portfolio) -> None:
        self.book = book
        self.evidence = evidence
        top = {"text_wrap": True, "valign": "top"}
        blue = {"font_color": "#14375E", "underline": 1}
        self.looks = _Looks(
            head=book.add_format(_HEAD),
            words=book.add_format(top),
            link=book.add_format(top | blue),
            bold=book.add_format(top | {"bold": True}),
            title=book.add_format({"bold": True, "font_size": 14, "font_color": "#14375E"}),
        )
        self.rows = {sheet.name: list(sheet.rows(evidence)) for sheet in SHEETS}
        self.at = {
            str(row["id"]): (sheet.name, number)
            for sheet in SHEETS
            for number, row in enumerate(self.rows[sheet.name], start=2)
            if "id" in row
        }

    def all(self) -> None:
        self._about()
        for sheet in SHEETS:
            self._sheet(sheet, self.rows[sheet.name])

    def _about(self) -> None:
        sheet = self.book.add_worksheet("about")
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 90)
        sheet.fit_to_pages(1, 0)
        sheet.set_paper(9)  # A4
        sheet.write_string(0, 0, printable(self.evidence.title), self.looks.title)
        row = 2
        for name, value in facts_of(self.evidence):
            sheet.write_string(row, 0, name, self.looks.bold)
            _words(sheet, row, 1, value, self.looks.words)
            row += 1
        for name, meaning in _sheet_meanings():
            row += 1
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self.looks.link, name)
            sheet.write_string(row, 1, meaning, self.looks.words)

    def _sheet(self, sheet: Sheet, rows: Sequence[Mapping[str, object]]) -> None:
        page = self.book.add_worksheet(sheet.name)
        page.freeze_panes(1, 1)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_row(0, 30)
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
            page.write_string(0, number, column.head, self.looks.head)
        for line, row in enumerate(rows, start=1):
            page.set_row(line, _height(sheet.columns, row))
            for number, column in enumerate(sheet.columns):
                self._cell(page, line, number, row.get(column.name), column)
        page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)

    def _cell(
        self, page: Worksheet, line: int, number: int, value: object, column: Column
    ) -> None:
        if value is None or value == "":
            page.write_blank(line, number, None, self.looks.words)
        elif isinstance(value, Reference):
            self._reference(page, line, number, value)
        elif isinstance(value, (int, float)):
            page.write_number(line, number, value, self.looks.words)
        else:
            _words(page, line, number, str(value), self.looks.words)

    def _reference(self, page: Worksheet, line: int, number: int, to: Reference) -> None:
        """Write a link to the row of a record; its plain id where no sheet has it."""
        where = self.at.get(to.id)
        text = printable(to.text or to.id)
        sheet, row = where or ("", 0)
        # A sheet holds 65,530 links at most; what cannot be one is written as words.
        address = f"internal:'{sheet}'!A{row}"
        if not where or page.write_url(line, number, address, self.looks.link, text) != 0:
            _words(page, line, number, text, self.looks.words)


def _height(columns: Sequence[Column], row: Mapping[str, object]) -> float:
    """Return a height in points at which all words of a row are seen; Excel allows 409."""
    lines = 1
    for column in columns:
        value = row.get(column.name)
        text = value.text or value.id if isinstance(value, Reference) else str(value or "")
        wrapped = sum(1 + len(part) // column.width for part in text.split("\n"))
        lines = max(lines, wrapped)
    return min(15.0 * lines, 409.0)


def _words(page: Worksheet, line: int, number: int, text: str, look: Format) -> None:
    if len(text) > LONGEST:
        text = _TOO_LONG.format(len(text))
    page.write_string(line, number, text, look)


def _sheet_meanings() -> Iterator[tuple[str, str]]:
    return ((sheet.name, sheet.meaning) for sheet in SHEETS)
