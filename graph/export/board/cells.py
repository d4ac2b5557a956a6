"""Cells and tables that the sections of a board pack share."""

from __future__ import annotations

from collections.abc import Sequence

from graph.export.blocks import Block, Paragraph, Piece, Table
from graph.export.board.pack import Board
from graph.export.wording import source
from graph.records import Action, Record

Cell = tuple[Piece, ...]


def table_or(
    nothing: str,
    caption: str,
    heads: tuple[str, ...],
    widths: tuple[int, ...],
    rows: Sequence[tuple[Cell, ...]],
) -> Block:
    """Return a table, or a sentence where it would be empty."""
    if rows:
        return Table(caption=caption, heads=heads, widths=widths, rows=tuple(rows))
    return Paragraph(text=nothing)


def quoted(record: Record, pack: Board) -> Cell:
    """Return the words of a record with where they stand."""
    paper = pack.sources.get(record.document)
    ref = record.ref if isinstance(record, Action) else None
    head = (Piece(text=f"Reference {ref}", kind="strong"),) if ref else ()
    return (
        *head,
        Piece(text=record.text, kind="quote"),
        Piece(text=source(record.quote, paper), kind="small"),
    )
