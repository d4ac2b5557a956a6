"""The plain parts of which every exported paper is made, whatever its format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 for the sections of the paper, its title is level 0.

    Without an anchor it stands before the contents and not in them.
    """

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; ``kind`` is text, subtitle, note (set apart) or source (below a quote)."""

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The exact words of a paper, with where they stand; no marks around them yet."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paragraph of a cell; ``kind`` is plain, strong, small, code or quote."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    Attributes:
        caption: what it holds.
        heads: of the columns.
        widths: of the columns, in parts of 100.
        rows: cells in rows, each cell in pieces.
    """

    caption: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing; what it shows always stands in a table beside it too.

    Attributes:
        caption: what it shows.
        alt: the same in a sentence, for those who cannot see it.
        svg: the drawing, whose root element has ``width``, ``height`` and ``viewBox``.
    """

    caption: str
    alt: str
    svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The place of the list of sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """A new page, in formats that have pages."""


Block = Heading | Paragraph | Quotation | Bullets | Table | Picture | Contents | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A whole paper to be set in one format or another.

    Attributes:
        title: also shown by readers in place of the file's name.
        subject: what it is, in a line.
        footer: at the foot of every page.
        stamp: the time that the file carries within (UTC).
        blocks: all of it, in order.
    """

    title: str
    subject: str
    footer: str
    stamp: datetime
    blocks: tuple[Block, ...]


def facts_table(caption: str, facts: Iterable[tuple[str, str]]) -> Table:
    """Return a table of two columns: what is told, and the answer."""
    return Table(
        caption=caption,
        heads=("What", "Answer"),
        widths=(28, 72),
        rows=tuple(
            ((Piece(text=name, kind="strong"),), (Piece(text=value),)) for name, value in facts
        ),
    )
