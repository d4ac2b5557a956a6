"""Excel workbooks: every cell with words, with its sheet, row, column, merged area and colour.

Sheets are read row by row, so that a cell in the last of a million rows costs no memory. Values
that the workbook computes are those it was saved with.
"""

from __future__ import annotations

import hashlib
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, cast

import openpyxl
from openpyxl.cell.read_only import EmptyCell
from openpyxl.utils.cell import coordinate_to_tuple

from loaders.reading.blocks import Block, Reading, lay_out
from loaders.reading.limits import MAX_CELLS, MAX_ROWS, MAX_SHEETS
from loaders.reading.sheet_values import Palette, Sheet, SheetCell, shown
from ontology.errors import LoadError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MERGED = re.compile(
    rb'<(?:\w{1,20}:)?mergeCell [^>]{0,200}?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"'
)
_SHEET = re.compile(rb"<(?:\w{1,20}:)?sheet\s")
_CHUNK = 1 << 20
# Rows and columns that each merged area covers, by its first cell.
Spans = dict[tuple[int, int], tuple[int, int]]


def read(data: bytes, name: str) -> Reading:
    """Read an Excel workbook (.xlsx, .xlsm); every sheet begins with its name as a heading.

    Raises:
        LoadError: the file is damaged, too large or without words.
    """
    try:
        _check_sheets(data, name)
        with warnings.catch_warnings():
            # The library tells of parts that it leaves out: drawings, checks of what is typed in.
            warnings.simplefilter("ignore", UserWarning)
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
            blocks = list(_blocks(book, data, name))
        properties = book.properties
        book.close()
    except (LoadError, MemoryError):
        raise
    except Exception as error:  # parts that do not fit together fail in any way the library may
        raise LoadError(
            f"{name}: this Excel file is damaged; open it in Excel, save it anew and load that"
        ) from error
    if not any(block.kind == "cell" for block in blocks):
        raise LoadError(f"{name}: this Excel file holds no words; check that it is the right one")
    text, placed = lay_out(blocks)
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="xlsx",
        text=text,
        blocks=placed,
        title=properties.title or None,
        created=properties.created.date().isoformat() if properties.created else None,
    )


def _check_sheets(data: bytes, name: str) -> None:
    """Raise LoadError where there are more sheets than any plan has, before any is opened."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = len(_SHEET.findall(archive.read("xl/workbook.xml")))
    if sheets > MAX_SHEETS:
        raise LoadError(
            f"{name}: this workbook has {sheets:,} sheets, more than the {MAX_SHEETS} that "
            "are read; load those that hold the plan"
        )


def row_blocks(rows: Iterable[Sequence[Block]], *, name: str) -> Iterator[Block]:
    """Yield the cells of *rows*; raises LoadError where there are more than any real plan has."""
    cells = 0
    for number, row in enumerate(rows, 1):
        cells += len(row)
        if number > MAX_ROWS or cells > MAX_CELLS:
            raise too_large(name)
        yield from row


def too_large(name: str) -> LoadError:
    """Return the error for a table with more rows or cells than are read."""
    return LoadError(
        f"{name}: the table has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells; "
        "load the part that holds the plan"
    )


def _blocks(book: Workbook, data: bytes, name: str) -> Iterator[Block]:
    sheets = cast("list[Sheet]", book.worksheets)
    scan = _Scan(palette=Palette(book.loaded_theme), name=name)

    def rows() -> Iterator[list[Block]]:
        for number, sheet in enumerate(sheets):
            yield [Block(kind="heading", text=sheet.title, sheet=sheet.title)]
            yield from scan.rows(sheet, number, _spans(data, sheet))

    return row_blocks(rows(), name=name)


@dataclass(slots=True, kw_only=True)
class _Scan:
    """One pass through all sheets of a book, which counts the cells without words too."""

    palette: Palette
    name: str
    passed: int = 0

    def rows(self, sheet: Sheet, number: int, spans: Spans) -> list[list[Block]]:
        """Return the rows of a sheet that hold words."""
        sheet.reset_dimensions()
        found: list[list[Block]] = []
        for cells in sheet.iter_rows():
            self._pass(max(1, len(cells)))
            row = list(self._row(cells, sheet.title, number, spans))
            if row:
                found.append(row)
        last = found[-1][0].row if found else None
        return [[self._within(block, last or 0) for block in row] for row in found]

    def _pass(self, cells: int) -> None:
        self.passed += cells
        if self.passed > MAX_CELLS:
            raise too_large(self.name)

    def _row(
        self, cells: Iterable[SheetCell], title: str, number: int, spans: Spans
    ) -> Iterator[Block]:
        cells = [cell for cell in cells if not isinstance(cell, EmptyCell)]
        written = [(cell, words) for cell in cells if (words := shown(cell))]
        blank = tuple(
            (cell.column - 1, colour)
            for cell in (cells if written else ())
            if cell.value is None and (colour := self.palette.fill(cell))
        )
        for place, (cell, words) in enumerate(written):
            yield Block(
                kind="cell",
                text=words,
                sheet=title,
                table=number,
                row=cell.row - 1,
                column=cell.column - 1,
                bold=1.0 if cell.font.b else 0.0,
                span=spans.get((cell.row, cell.column), (1, 1)),
                fill=self.palette.fill(cell),
                blank_fills=blank if place == 0 else (),
            )

    def _within(self, block: Block, last: int) -> Block:
        """End a merged area with the sheet's last row of words: some merge whole columns."""
        high, wide = block.span
        if high == 1 or block.row is None:
            return block
        high = max(1, min(high, last - block.row + 1))
        self._pass(high)
        return replace(block, span=(high, wide))


def _spans(data: bytes, sheet: Sheet) -> Spans:
    """Return rows and columns that each merged area covers, by its first cell.

    They stand at the end of the sheet's XML, where reading row by row does not come to.
    """
    found: Spans = {}
    tail = b""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        with archive.open(sheet._worksheet_path) as stream:
            while chunk := stream.read(_CHUNK):
                for match in _MERGED.finditer(tail + chunk):
                    first, last = (
                        coordinate_to_tuple(corner.decode()) for corner in match.groups()
                    )
                    found[first] = (last[0] - first[0] + 1, last[1] - first[1] + 1)
                tail = chunk[-200:]
    return found
