"""PDF papers: blocks from the tag tree where there is one, from the layout where there is none."""

from __future__ import annotations

import hashlib

import pypdfium2

from loaders.reading import pdfium
from loaders.reading.blocks import Block, Furniture, Reading, lay_out
from loaders.reading.geometry import page_pieces
from loaders.reading.pieces import Piece, mended
from loaders.reading.shaping import shaped
from loaders.reading.tagged import TagReader
from ontology.errors import LoadError


def read(data: bytes, name: str) -> Reading:
    """Read a PDF.

    Raises:
        LoadError: the file is damaged, protected by a password or holds no text.
    """
    try:
        with pdfium.opened(data) as document:
            blocks, furniture = _blocks(document)
            pages = len(document)
            title = document.get_metadata_value("Title") or None
    except pypdfium2.PdfiumError as error:
        raise LoadError(f"{name}: this PDF cannot be opened; fetch it again") from error
    if not blocks:
        raise LoadError(
            f"{name}: this PDF holds no text, only pictures of pages; "
            "make it searchable (OCR) and load it again"
        )
    return _reading(data, name, blocks, furniture, pages, title)


def _blocks(document: pypdfium2.PdfDocument) -> tuple[list[Block], list[Furniture]]:
    tagged = TagReader()
    placed: list[Piece] = []
    furniture: list[Furniture] = []
    for number, page in enumerate(document, 1):
        tree = pdfium.tags(page)
        with pdfium.page_runs(page) as runs:
            if not tree:
                placed.extend(page_pieces(number, runs))
                continue
            rest = tagged.add_page(number, tree, runs)
            words = mended("".join(run.text for run in rest)).strip()
            if words:
                furniture.append(Furniture(page=number, text=words, why="outside the tags"))
    blocks, more = shaped(_in_order(tagged.pieces(), placed))
    return blocks, sorted(furniture + more, key=lambda line: line.page or 0)


def _in_order(tagged: list[Piece], placed: list[Piece]) -> list[Piece]:
    """Put pages without tags between those with; a mix comes from papers bound together."""
    if not placed or not tagged:
        return tagged or placed
    return sorted(tagged + placed, key=lambda piece: piece.page)


def _reading(
    data: bytes,
    name: str,
    blocks: list[Block],
    furniture: list[Furniture],
    pages: int,
    title: str | None,
) -> Reading:
    text, placed = lay_out(blocks)
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="pdf",
        text=text,
        blocks=placed,
        pages=pages,
        title=title,
        furniture=tuple(furniture),
    )


def plain_pages(data: bytes) -> list[str]:
    """Return the plain text of each page as the PDF library gives it."""
    with pdfium.opened(data) as document:
        return [pdfium.page_text(page) for page in document]
