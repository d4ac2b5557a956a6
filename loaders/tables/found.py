"""What was found of a table before anything is taken from it, for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.common import place
from loaders.tables.columns import Columns
from loaders.tables.grid import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of a column as printed, the cell it stands in, and the field it is read as."""

    text: str
    cell: str | None
    field: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFound:
    """One table.

    Attributes:
        sheet: name of its sheet, if it has one.
        header_row: row of its headings, from 1 as spreadsheets count.
        headings: its columns from left to right.
        missing: what it lacks to be read, in words; empty where it is read.
        start: offset in the paper's text of its first cell; ``end`` is behind its last.
    """

    sheet: str | None
    header_row: int
    headings: tuple[Heading, ...]
    missing: str
    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Tell whether this place of the paper lies in the table."""
        return self.start <= offset < self.end


def table_found(sheet: Sheet, columns: Columns, *, missing: str = "") -> TableFound:
    """Describe a table with the header row that was found in it."""
    role = {column: name for name, where in columns.roles.items() for column in where}
    row = sheet.rows[columns.row]
    cells = [block for line in sheet.rows for block in line.values()]
    return TableFound(
        sheet=sheet.name,
        header_row=next((block.row for block in row.values() if block.row is not None), 0) + 1,
        headings=tuple(
            Heading(text=row[column].text, cell=place(row[column]), field=role.get(column))
            for column in sorted(row)
            if row[column].text.strip()
        ),
        missing=missing,
        start=min(block.start for block in cells),
        end=max(block.end for block in cells),
    )
