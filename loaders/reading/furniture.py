"""What belongs to the page and not to the paper: page numbers, running lines, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from loaders.reading.blocks import Furniture
from loaders.reading.pieces import Piece

_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?", re.I)
_FOOTNOTE = re.compile(r"(?:\[?\d{1,2}\]?|[*†‡])\s?(?=[^\W\d]|[‘“'\"])")
_LONGEST_RUNNING_LINE = 200
# Points by which a footnote's type is smaller than the body's: 10 under 12 in real papers.
_SMALLER = 1.0


def body_size(pieces: Iterable[Piece]) -> float:
    """Return the font size of most characters, 0 where sizes are not known."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def without_furniture(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Furniture]]:
    """Return the pieces of the paper itself, and what was left out with the reason."""
    edges = _edges(pieces)
    pages_of: dict[str, set[int]] = defaultdict(set)
    for index in edges:
        pages_of[_face(pieces[index])].add(pieces[index].page)
    pages = max((piece.page for piece in pieces), default=0)
    often = max(3, 0.4 * pages)
    body = body_size(pieces)
    kept: list[Piece] = []
    out: list[Furniture] = []
    for index, piece in enumerate(pieces):
        why = None
        if index in edges and len(pages_of[_face(piece)]) >= often:
            why = "printed on most pages"
        elif index in edges and piece.cell is None and _PAGE_NUMBER.fullmatch(piece.text):
            why = "page number"
        elif _is_footnote(piece, body):
            why = "footnote"
        if why:
            out.append(Furniture(page=piece.page, text=piece.text, why=why))
        else:
            kept.append(piece)
    return kept, out


def _edges(pieces: Sequence[Piece]) -> set[int]:
    """Return the places of the first two and last three short pieces of each page."""
    on_page: dict[int, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        on_page[piece.page].append(index)
    return {
        index
        for places in on_page.values()
        for index in {*places[:2], *places[-3:]}
        if len(pieces[index].text) <= _LONGEST_RUNNING_LINE
    }


def _face(piece: Piece) -> str:
    """Return how a running line looks when its numbers are left open."""
    return re.sub(r"\d+", "#", piece.text).casefold()


def _is_footnote(piece: Piece, body: float) -> bool:
    small = 0 < piece.size <= body - _SMALLER
    return piece.tag == "Note" or bool(
        small and piece.cell is None and _FOOTNOTE.match(piece.text) and len(piece.text) > 15
    )
