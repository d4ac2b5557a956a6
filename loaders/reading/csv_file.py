"""Tables as text: comma, semicolon, tab or bar between the cells, whichever makes even rows."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator

from loaders.reading.blocks import Block, Reading, lay_out
from loaders.reading.limits import MAX_CELL
from loaders.reading.pieces import mended
from loaders.reading.spreadsheet import row_blocks
from loaders.reading.text import decoded
from ontology.errors import LoadError

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 200  # rows, and the characters that they may have together
_SAMPLE_LENGTH = 500_000


def read(data: bytes, name: str) -> Reading:
    """Read a table in text; lines before its head are rows like the others.

    Raises:
        LoadError: the bytes are no text, a cell is longer than any real one, or there are none.
    """
    words = decoded(data, name)
    sheet = name.rsplit(".", 1)[0]
    before = csv.field_size_limit(MAX_CELL)  # the library keeps one limit for the whole process
    try:
        blocks = list(row_blocks(_rows(words, _separator(words), sheet), name=name))
    except csv.Error as error:
        raise LoadError(
            f"{name}: this table cannot be read ({error}); save it anew as CSV and load that"
        ) from error
    finally:
        csv.field_size_limit(before)
    if not blocks:
        raise LoadError(f"{name}: this table holds no words; check that it is the right file")
    text, placed = lay_out(blocks)
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="csv",
        text=text,
        blocks=placed,
    )


def _separator(words: str) -> str:
    """Return the separator that gives most rows the same number of cells, and several."""

    def evenness(separator: str) -> tuple[float, int]:
        lines = csv.reader(io.StringIO(words[:_SAMPLE_LENGTH]), delimiter=separator)
        widths = Counter(len(row) for row, _ in zip(lines, range(_SAMPLE), strict=False) if row)
        width, rows = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(0, 0))
        return (rows / max(widths.total(), 1) if width > 1 else 0.0, width)

    return max(_SEPARATORS, key=evenness)


def _rows(words: str, separator: str, sheet: str) -> Iterator[list[Block]]:
    lines = csv.reader(io.StringIO(words), delimiter=separator)
    for number, line in enumerate(lines):
        row = [
            Block(kind="cell", text=text, sheet=sheet, table=0, row=number, column=column)
            for column, cell in enumerate(line)
            if (text := mended(cell).strip())
        ]
        if row:
            yield row
