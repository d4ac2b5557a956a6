"""What belongs to the page and not to the paper: page numbers, running lines, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from loaders.reading.blocks import Furniture
from loaders.reading.pieces import Piece

_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?", re.I)
_WORD = re.compile(r"\w")
_FOOTNOTE = re.compile(r"(?:\[?\d{1,2}\]?|[*†‡])\s?(?=[^\W\d]|[‘“'\"])")
_LAST_NUMBER = re.compile(r"(\d{1,4})\W*$")
_LONGEST_RUNNING_LINE = 200
_SHORTEST_NUMBERED_LINE = 25
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
    running = _running_lines(pieces, edges)
    body = body_size(pieces)
    kept: list[Piece] = []
    out: list[Furniture] = []
    for index, piece in enumerate(pieces):
        why = None
        if index in edges and _face(piece) in running:
            why = "printed on most pages"
        elif index in edges and piece.cell is None and _PAGE_NUMBER.fullmatch(piece.text):
            why = "page number"
        elif _is_footnote(piece, body):
            why = "footnote"
        elif not _WORD.search(piece.text):
            why = "a bullet or line without words"
        if why:
            out.append(Furniture(page=piece.page, text=piece.text, why=why))
        else:
            kept.append(piece)
    return kept, out


def _running_lines(pieces: Sequence[Piece], edges: Iterable[int]) -> set[str]:
    """Return how the lines look that most pages have, or all pages with their own number."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for index in edges:
        found[_face(pieces[index])][pieces[index].page] = pieces[index].text
    pages = max((piece.page for piece in pieces), default=0)
    often = max(3, 0.4 * pages)
    return {
        face
        for face, texts in found.items()
        if len(texts) >= often or (len(texts) >= max(2, pages - 1) and _counts_pages(texts))
    }


def _counts_pages(texts: dict[int, str]) -> bool:
    """Tell whether a long line ends with the number of its page, or one off by the same each."""
    steps = set()
    for page, text in texts.items():
        match = _LAST_NUMBER.search(text)
        if match is None or len(text) < _SHORTEST_NUMBERED_LINE:
            return False
        steps.add(int(match.group(1)) - page)
    return len(steps) == 1


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
