"""Tables of any format as rows: spreadsheets, CSV, and tables in Word or PDF."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from loaders.reading.blocks import Block, Reading

Row = dict[int, Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table: its rows from the top, each with its cells by column; empty ones left out."""

    name: str | None
    rows: tuple[Row, ...]


def sheets_of(reading: Reading) -> list[Sheet]:
    """Return the tables of a paper in their order; cells outside any table are passed over."""
    tables: dict[tuple[str | None, int | None], dict[int, Row]] = defaultdict(dict)
    for block in reading:
        if block.row is not None and block.column is not None:
            rows = tables[block.sheet, block.table]
            for row in range(block.row, block.row + max(1, block.span[0])):
                # A cell merged over several rows stands in each of them.
                rows.setdefault(row, {}).setdefault(block.column, block)
    return [
        Sheet(name=name, rows=tuple(rows[number] for number in sorted(rows)))
        for (name, _), rows in tables.items()
    ]


def mostly_tables(reading: Reading) -> bool:
    """Tell whether a paper is a table and not prose with a table in it."""
    inside = sum(len(block.text) for block in reading if block.row is not None)
    return 2 * inside > sum(len(block.text) for block in reading)


def words_of(row: Row, column: int | None) -> str:
    """Return the words of a cell, empty where there is none."""
    block = row.get(column) if column is not None else None
    return block.text.strip() if block else ""


def filled(row: Row) -> list[Block]:
    """Return the cells of a row that hold words, from left to right."""
    return [row[column] for column in sorted(row) if row[column].text.strip()]
