"""Board packs of Marlbury County Council, and their words in every format."""

from __future__ import annotations

import io
from typing import Any

import docx

from graph.export.board import BOARDS
from graph.export.board.changes import board
from graph.export.board.pack import Board
from graph.store.base import Store
from tests.builders import MARLBURY
from tests.exports import Page, folded, pdf_words

PAPERS = ("html", "pdf", "docx")


def pack_of(store: Store, since: str, until: str, **how: Any) -> Board:
    """Gather the change of Marlbury, whatever the environment says."""
    return board(store, MARLBURY, since=since, until=until, environ={}, **how)


def written(pack: Board, name: str) -> bytes:
    """Return the pack in one format."""
    buffer = io.BytesIO()
    BOARDS[name].write(pack, buffer)
    return buffer.getvalue()


def words_of(pack: Board, name: str) -> str:
    """Return all words of a pack, without white space."""
    data = written(pack, name)
    if name == "pdf":
        return folded(pdf_words(data))
    if name == "html":
        return folded(Page(data).words["html"][0])
    word = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return folded("".join((*(p.text for p in word.paragraphs), *cells)))
