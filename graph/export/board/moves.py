"""What new papers say of actions: moves of status and due date, and new actions."""

from __future__ import annotations

from collections.abc import Iterator

from graph.export.blocks import Block, Heading, Paragraph, Piece
from graph.export.board.cells import Cell, quoted, table_or
from graph.export.board.glance import CLAIMS
from graph.export.board.pack import Board, DateMove
from graph.export.wording import day, facts, word
from graph.records import StatusRecord


def actions(pack: Board) -> Iterator[Block]:
    """Yield the section."""
    yield Heading(level=1, text="Actions", anchor="actions")
    yield Paragraph(text=CLAIMS)
    yield Heading(level=2, text="Status moved", anchor="statuses")
    yield table_or(
        "No move of status or printed rating is recorded.",
        "Moves of status", ("Action", "Before", "Now"), (52, 24, 24),
        [(quoted(m.action, pack), _status(m.old, pack), _status(m.new, pack))
         for m in pack.statuses],
    )  # fmt: skip
    yield Heading(level=2, text="Due date moved", anchor="dates")
    yield table_or(
        "No move of a due date is recorded.",
        "Moves of due dates", ("Action", "Before", "Now", "Direction"), (43, 19, 19, 19),
        [(quoted(m.action, pack), _due(m.old, pack), _due(m.new, pack), _direction(m))
         for m in pack.dates],
    )  # fmt: skip
    yield Heading(level=2, text="Named for the first time", anchor="new-actions")
    yield table_or(
        "No new action is named.",
        "New actions", ("Action", "What the paper says of it"), (60, 40),
        [(quoted(one, pack), tuple(Piece(text=text) for text in facts(one)))
         for one in pack.actions],
    )  # fmt: skip


def _status(said: StatusRecord, pack: Board) -> Cell:
    rated = f", rated “{said.rating}”" if said.rating else ""
    return (
        Piece(text=f"{word('action_statuses', said.status)}{rated}"),
        _paper_of(said, pack),
    )


def _due(said: StatusRecord, pack: Board) -> Cell:
    return Piece(text=said.due_printed or day(said.due)), _paper_of(said, pack)


def _paper_of(said: StatusRecord, pack: Board) -> Piece:
    paper = pack.sources.get(said.document)
    return Piece(text=f"{day(said.on)}{f', {paper.file}' if paper else ''}", kind="small")


def _direction(move: DateMove) -> Cell:
    if not move.later:
        return (Piece(text="Earlier"),)
    why = "a reason stands beside it" if move.explained else "without a word of why"
    return Piece(text="Later", kind="strong"), Piece(text=why)
