"""What every reader gives: a paper's text as blocks in reading order, with pages and offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph, list item or table cell.

    Attributes:
        kind: heading, paragraph, item or cell.
        text: its words; white space is single, a line end inside a word is mended, everything else
            is as printed. Equal to ``reading.text[start:end]``. Never holds the label.
        start: offset in the reading's text, in code points (0 until the reading is made).
        page: page of the first character, from 1; ``None`` where the format has no pages.
        breaks: where further pages begin inside the block: (offset within ``text``, page).
        label: what was printed before it: a bullet glyph, ``17.``, ``3.2``; ``None`` without.
        level: depth of a list item or rank of a heading, 1 for the outermost.
        size: font size in points, if known; ``bold`` is the share of bold characters, 0..1.
        table: number of the table in the paper; ``row`` and ``column`` count from 0 within it.
        span: rows and columns that a merged cell covers, (1, 1) for others.
        fill: colour behind a spreadsheet cell, six hexadecimal digits; ``None`` without.
        blank_fills: (column, colour) of cells of the same row that have a colour but no words,
            such as a rating; only on the first cell of its row that has words.
    """

    kind: str
    text: str
    start: int = 0
    page: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()
    label: str | None = None
    level: int = 1
    size: float | None = None
    bold: float = 0.0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    span: tuple[int, int] = (1, 1)
    fill: str | None = None
    blank_fills: tuple[tuple[int, str], ...] = ()

    @property
    def end(self) -> int:
        """Offset behind the last character in the reading's text."""
        return self.start + len(self.text)

    def page_at(self, offset: int) -> int | None:
        """Page of the character at *offset* of the reading's text."""
        page = self.page
        for begins, number in self.breaks:
            if offset - self.start >= begins:
                page = number
        return page


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Words left out of the text because they belong to the page, not to the paper."""

    page: int | None
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file, read.

    Attributes:
        name: file name without folders.
        format: pdf, text, html, docx, xlsx or csv.
        text: all blocks with their labels, joined by blank lines; offsets count in it.
        title: title from the file's own properties, if any.
        created: date from the file's own properties, ISO, if any; never proof of publication.
        headers: lines of a table's head for spreadsheets are ordinary rows; this is empty.
    """

    name: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str | None = None
    created: str | None = None
    furniture: tuple[Furniture, ...] = field(default=())

    def __iter__(self) -> Iterator[Block]:
        """Iterate over the blocks in reading order."""
        return iter(self.blocks)


def lay_out(blocks: Iterable[Block]) -> tuple[str, tuple[Block, ...]]:
    """Join *blocks* into one text and return it with the blocks placed in it.

    A label stands before its block's words, parted by a space, and outside the block's offsets.
    """
    parts: list[str] = []
    placed: list[Block] = []
    position = 0
    for block in blocks:
        label = f"{block.label} " if block.label else ""
        placed.append(replace(block, start=position + len(label)))
        parts.append(label + block.text)
        position += len(parts[-1]) + len(SEPARATOR)
    return SEPARATOR.join(parts), tuple(placed)
