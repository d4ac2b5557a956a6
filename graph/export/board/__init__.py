"""The board pack: what changed about one authority between two days, in the formats of a board.

``changes.board`` gathers it; ``BOARDS`` writes it to an open handle, each format imported when it
is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from graph.export import EXPORTERS, Exporter

if TYPE_CHECKING:
    from graph.export.board.pack import Board


def _html(pack: Board, handle: BinaryIO) -> None:
    from graph.export.board.paper import manuscript
    from graph.export.html import typeset

    typeset(manuscript(pack), handle)


def _pdf(pack: Board, handle: BinaryIO) -> None:
    from graph.export.board.paper import manuscript
    from graph.export.pdf import typeset

    typeset(manuscript(pack), handle)


def _docx(pack: Board, handle: BinaryIO) -> None:
    from graph.export.board.paper import manuscript
    from graph.export.docx import typeset

    typeset(manuscript(pack), handle)


def _json(pack: Board, handle: BinaryIO) -> None:
    from graph.export.board.rows import write

    write(pack, handle)


BOARDS: dict[str, Exporter[Board]] = {
    name: EXPORTERS[name].writing(write)
    for name, write in (("html", _html), ("pdf", _pdf), ("docx", _docx), ("json", _json))
}
