"""PDF papers: blocks from the tag tree where there is one, from the layout where there is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as raw

from loaders.reading import pdfium
from loaders.reading.blocks import Furniture, Reading, lay_out
from loaders.reading.furniture import without_furniture
from loaders.reading.geometry import page_pieces
from loaders.reading.limits import MAX_PDF_PAGES
from loaders.reading.pieces import Piece, mended
from loaders.reading.shaping import shaped
from loaders.reading.tagged import TagReader
from ontology.errors import LoadError

# A PDF ends with where its table of contents stands, and this mark. Where bytes were lost on the
# way, the one is wrong or the other missing; the library would read on and leave pages out.
_END = b"%%EOF"
_CONTENTS_AT = re.compile(rb"startxref\s+(\d+)")
_CONTENTS = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)")


def read(data: bytes, name: str) -> Reading:
    """Read a PDF.

    Raises:
        LoadError: the file is damaged, cut short, protected by a password, too long or without
            text.
    """
    with _opened(data, name) as document:
        pieces, outside = _pieces(document)
        pages = len(document)
        title = pdfium.property_of(document, "Title").strip() or None
        created = _iso(pdfium.property_of(document, "CreationDate"))
    kept, furniture = without_furniture(pieces)
    if not kept:
        raise LoadError(
            f"{name}: this PDF holds no text, only pictures of pages; "
            "make it searchable with a text recognition program (OCR) and load it again"
        )
    text, blocks = lay_out(shaped(kept))
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="pdf",
        text=text,
        blocks=blocks,
        pages=pages,
        title=title,
        created=created,
        furniture=tuple(sorted(outside + furniture, key=lambda line: line.page or 0)),
    )


def plain_pages(data: bytes, name: str = "file") -> list[str]:
    """Return the plain text of each page as the PDF library gives it; raises LoadError."""
    with _opened(data, name) as document:
        return [pdfium.page_text(page) for page in document]


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    _check_whole(data, name)
    try:
        with pdfium.opened(data) as document:
            if not 0 < len(document) <= MAX_PDF_PAGES:
                raise LoadError(
                    f"{name}: this PDF has {len(document)} pages, and from 1 to {MAX_PDF_PAGES} "
                    "are read; load the part that matters"
                )
            yield document
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise LoadError(
                f"{name}: this PDF is protected by a password; save it without one and load that"
            ) from error
        raise LoadError(
            f"{name}: this PDF is damaged and cannot be opened; fetch it again"
        ) from error


def _check_whole(data: bytes, name: str) -> None:
    """Raise LoadError where bytes of the file are missing."""
    if _END not in data[-2048:]:
        raise LoadError(f"{name}: the end of this PDF is missing; fetch the whole file again")
    stated = _CONTENTS_AT.findall(data[-2048:])
    place = int(stated[-1]) + data.find(b"%PDF-") if stated else -1
    if not 0 <= place < len(data) or not _CONTENTS.match(data, place):
        raise LoadError(
            f"{name}: this PDF is damaged, parts of it are missing or moved; fetch it again"
        )


def _pieces(document: pypdfium2.PdfDocument) -> tuple[list[Piece], list[Furniture]]:
    """Return the pieces of all pages, and what stands outside the tags."""
    tagged = TagReader()
    placed: list[Piece] = []
    outside: list[Furniture] = []
    for number, page in enumerate(document, 1):
        tree = pdfium.tags(page)
        with pdfium.page_runs(page) as runs:
            if not runs and pdfium.has_picture(page):
                outside.append(Furniture(page=number, text="", why="a picture without text"))
            elif not tree:
                placed.extend(page_pieces(number, runs))
            else:
                rest = tagged.add_page(number, tree, runs)
                words = mended("".join(run.text for run in rest)).strip()
                if words:
                    outside.append(Furniture(page=number, text=words, why="outside the tags"))
    return _in_order(tagged.pieces(), placed), outside


def _in_order(tagged: list[Piece], placed: list[Piece]) -> list[Piece]:
    """Put pages without tags between those with; a mix comes from papers bound together."""
    if not placed or not tagged:
        return tagged or placed
    return sorted(tagged + placed, key=lambda piece: piece.page)


def _iso(pdf_date: str) -> str | None:
    """Turn ``D:20200317...`` into ``2020-03-17``."""
    match = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", pdf_date)
    return "-".join(match.groups()) if match else None
