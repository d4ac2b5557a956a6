"""Tables of data against tables that only lay out the page.

Word papers put whole pages of prose into table cells. A row is data where it has words in two
cells or more and no cell of it holds a run of paragraphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from loaders.reading.pieces import Piece

Row = tuple[int, int]

# A cell of a data row holds at most so many paragraphs, unless the table has several such rows.
_PARAGRAPHS = 3
_LONGEST_CELL = 2500


def keep_only_data(pieces: Iterable[Piece], *, body: float) -> None:
    """Forget the cells of rows that only lay out the page, in place; *body* is its type's size."""
    pieces = list(pieces)
    data = data_rows(pieces, body=body)
    for piece in pieces:
        if piece.cell and (piece.cell.table, piece.cell.row) not in data:
            piece.cell = None


def data_rows(pieces: Iterable[Piece], *, body: float) -> set[Row]:
    """Return table and row of each row of data."""
    cells: dict[Row, dict[int, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for piece in pieces:
        if piece.cell:
            cells[piece.cell.table, piece.cell.row][piece.cell.column].append(piece)
    several: dict[int, int] = defaultdict(int)
    for (table, _), row in cells.items():
        several[table] += len(row) > 1
    data = {
        place
        for place, row in cells.items()
        if len(row) > 1 and _holds_data(row.values(), several[place[0]])
    }
    return data | _heads(cells, data, body)


def _holds_data(row: Iterable[list[Piece]], rows_like_it: int) -> bool:
    if any(sum(len(piece.text) for piece in cell) > _LONGEST_CELL for cell in row):
        return False
    return rows_like_it > 1 or all(len(cell) <= _PARAGRAPHS for cell in row)


def _heads(cells: dict[Row, dict[int, list[Piece]]], data: set[Row], body: float) -> set[Row]:
    """Return rows of one short cell right above or between data rows: a lead-in, a group."""
    return {
        (table, row)
        for (table, row), only in cells.items()
        if len(only) == 1
        and any((table, row + step) in data for step in (1, 2))
        and all(_is_lead_in(cell, body) for cell in only.values())
    }


def _is_lead_in(cell: list[Piece], body: float) -> bool:
    return len(cell) == 1 and len(cell[0].text) < 200 and cell[0].size <= body + 1.0
