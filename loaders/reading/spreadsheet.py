"""Excel workbooks: every cell with words, with its sheet, row, column, merged area and colour.

Sheets are read row by row, so that a cell in the last of a million rows costs no memory. Values
that the workbook computes are those it was saved with.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, cast

import openpyxl
from openpyxl.cell.read_only import EmptyCell
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.exceptions import InvalidFileException

from loaders.reading.blocks import Block, Reading, lay_out
from loaders.reading.limits import MAX_CELLS, MAX_ROWS
from loaders.reading.sheet_values import Palette, Sheet, shown
from ontology.errors import LoadError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"')
_CHUNK = 1 << 20


def read(data: bytes, name: str) -> Reading:
    """Read an Excel workbook (.xlsx, .xlsm); every sheet begins with its name as a heading.

    Raises:
        LoadError: the file is damaged, too large or without words.
    """
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        blocks = list(_blocks(book, data, name))
        properties = book.properties
        book.close()
    except (InvalidFileException, KeyError, ValueError, TypeError, SyntaxError) as error:
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
    palette = Palette(book.loaded_theme)
    for number, sheet in enumerate(cast("list[Sheet]", book.worksheets)):
        spans = _spans(data, sheet)
        yield Block(kind="heading", text=sheet.title, sheet=sheet.title)
        yield from row_blocks(_rows(sheet, number, spans, palette, name), name=name)


def _rows(
    sheet: Sheet,
    number: int,
    spans: dict[tuple[int, int], tuple[int, int]],
    palette: Palette,
    name: str,
) -> Iterator[list[Block]]:
    sheet.reset_dimensions()
    seen = 0
    for row in sheet.iter_rows():
        seen += len(row)
        if seen > MAX_CELLS:
            raise too_large(name)
        cells = [cell for cell in row if not isinstance(cell, EmptyCell)]
        written = [(cell, words) for cell in cells if (words := shown(cell))]
        if not written:
            continue
        blank = tuple(
            (cell.column - 1, colour)
            for cell in cells
            if cell.value is None and (colour := palette.fill(cell))
        )
        yield [
            Block(
                kind="cell",
                text=words,
                sheet=sheet.title,
                table=number,
                row=cell.row - 1,
                column=cell.column - 1,
                bold=1.0 if cell.font.b else 0.0,
                span=spans.get((cell.row, cell.column), (1, 1)),
                fill=palette.fill(cell),
                blank_fills=blank if place == 0 else (),
            )
            for place, (cell, words) in enumerate(written)
        ]


def _spans(data: bytes, sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Return rows and columns that each merged area covers, by its first cell.

    They stand at the end of the sheet's XML, where reading row by row does not come to.
    """
    found: dict[tuple[int, int], tuple[int, int]] = {}
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
