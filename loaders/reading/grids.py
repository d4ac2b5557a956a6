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
_LONGEST_LEAD_IN = 200


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
    return data | _beside(cells, data, body)


def _holds_data(row: Iterable[list[Piece]], rows_like_it: int) -> bool:
    if any(sum(len(piece.text) for piece in cell) > _LONGEST_CELL for cell in row):
        return False
    return rows_like_it > 1 or all(len(cell) <= _PARAGRAPHS for cell in row)


def _beside(cells: dict[Row, dict[int, list[Piece]]], data: set[Row], body: float) -> set[Row]:
    """Return rows of one short cell by rows of data: a lead-in, a group, the longer column."""
    found: set[Row] = set()
    for (table, row), columns in sorted(cells.items()):
        only = [piece for cell in columns.values() for piece in cell]
        if len(columns) > 1 or len(only) > 1 or not _is_small(only[0], body):
            continue
        above = any((table, row - step) in data | found for step in (1, 2))
        below = any((table, row + step) in data for step in (1, 2))
        if below or (above and only[0].bold < 0.5):
            found.add((table, row))
    return found


def _is_small(piece: Piece, body: float) -> bool:
    return len(piece.text) < _LONGEST_LEAD_IN and piece.size <= body + 1.0
