"""Readings of papers about the fictional Marlbury, written down as blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.reading.blocks import Block, Reading, lay_out

Line = str | tuple[str, str] | Block
MakeReading = Callable[..., Reading]


def _block(line: Line, page: int) -> Block:
    """A block from a line: ``# `` before a heading, ``(label, words)`` for an item."""
    if isinstance(line, Block):
        return line
    if isinstance(line, tuple):
        return Block(kind="item", label=line[0], text=line[1], page=page)
    if line.startswith("# "):
        return Block(kind="heading", text=line[2:], page=page, bold=1.0)
    return Block(kind="paragraph", text=line, page=page)


@pytest.fixture
def make_reading() -> MakeReading:
    """Make a reading out of pages, each a list of lines."""

    def make(*pages: list[Line], name: str = "paper.pdf") -> Reading:
        text, blocks = lay_out(
            _block(line, number) for number, lines in enumerate(pages, 1) for line in lines
        )
        return Reading(
            name=name, sha256="ab" * 32, format="pdf", text=text, blocks=blocks, pages=len(pages)
        )

    return make
