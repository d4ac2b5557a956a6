"""Web pages: the main text by trafilatura; what it leaves out is kept as furniture."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import cast

import trafilatura

from loaders.reading.blocks import Furniture, Reading, lay_out
from loaders.reading.markup import Node
from loaders.reading.pieces import Cell, Piece, mended
from loaders.reading.shaping import shaped
from ontology.errors import LoadError

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[translate(@name,'DCTERMS','dcterms')='dcterms.issued']/@content",
    "//meta[translate(@name,'DATE','date')='date']/@content",
    "//time[@pubdate]/@datetime",
    "//article//time/@datetime",
)
_TITLES = ("//meta[@property='og:title']/@content", "//h1//text()", "//title/text()")
# Elements that stand in the line; all others begin one of their own.
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span strong sub "
    "sup time u var".split()
)
_UNSEEN = frozenset("script style noscript template svg head".split())
_PARAGRAPHS = ("head", "p", "item", "quote", "row")


def read(data: bytes, name: str) -> Reading:
    """Read a web page.

    The title and the date are those that the page states in its own data; none is guessed.

    Raises:
        LoadError: the page is damaged or holds no text of its own.
    """
    page = cast("Node | None", trafilatura.load_html(data))
    pieces = list(_pieces(data)) if page is not None else []
    if page is None or not pieces:
        raise LoadError(
            f"{name}: this web page holds no text of its own; open the paper itself and save that"
        )
    title, published = _title(page), _published(page)
    text, blocks = lay_out(shaped(pieces))
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="html",
        text=text,
        blocks=blocks,
        title=title,
        created=published,
        furniture=tuple(
            Furniture(page=None, text=line, why="outside the main text")
            for line in _lines(page)
            if line not in text
        ),
    )


def _pieces(data: bytes) -> Iterator[Piece]:
    found = trafilatura.bare_extraction(
        data,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
        with_metadata=False,
    )
    body = getattr(found, "body", None)
    if body is None:
        return
    tables: dict[int, int] = {}
    rows: dict[int, int] = {}
    for element in cast("Node", body).iter(*_PARAGRAPHS):
        around = list(element.iterancestors())
        if element.tag == "row":
            table = next((id(one) for one in around if one.tag == "table"), 0)
            number = tables.setdefault(table, len(tables))
            rows[number] = rows.get(number, -1) + 1
            for column, cell in enumerate(element.iter("cell")):
                yield from _piece(cell, "P", cell=Cell(number, rows[number], column))
        elif not any(one.tag in (*_PARAGRAPHS, "cell") for one in around):
            depth = sum(one.tag == "list" for one in around)
            yield from _piece(element, _tag(element), depth=depth)


def _tag(element: Node) -> str:
    if element.tag == "head":
        return (element.get("rend") or "h2").upper()
    return "LBody" if element.tag == "item" else "P"


def _piece(
    element: Node, tag: str, *, depth: int = 0, cell: Cell | None = None
) -> Iterator[Piece]:
    for words in "".join(_words(element)).split("\n\n"):
        text = mended(words).strip()
        if text:
            yield Piece(page=0, text=text, tag=tag, depth=depth, left=20.0 * depth, cell=cell)


def _words(element: Node) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield "\n\n" if child.tag in ("lb", "p", "item") else ""
        yield from _words(child)
        yield child.tail or ""


def _lines(page: Node) -> Iterator[str]:
    """Yield what the page shows, line by line."""
    for words in "".join(_shown(page)).split("\n\n"):
        line = mended(words).strip()
        if line:
            yield line


def _shown(element: Node) -> Iterator[str]:
    edge = "" if element.tag in _INLINE else "\n\n"
    if element.tag not in _UNSEEN and isinstance(element.tag, str):
        yield edge + (element.text or "")
        for child in element:
            yield from _shown(child)
            yield child.tail or ""
        yield edge


def _title(page: Node) -> str | None:
    for path in _TITLES:
        found = mended(" ".join(page.xpath(path))).strip()
        if found:
            return found
    return None


def _published(page: Node) -> str | None:
    for path in _DATES:
        for found in page.xpath(path):
            match = _ISO.match(found.strip())
            if match:
                return match.group()
    return None
