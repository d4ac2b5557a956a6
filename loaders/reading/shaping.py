"""From pieces to blocks: what is cell, heading, item or paragraph, and what pages have parted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loaders.reading.blocks import Block
from loaders.reading.furniture import body_size
from loaders.reading.grids import keep_only_data
from loaders.reading.labels import is_dotted, is_glyph, label_pieces
from loaders.reading.pieces import Piece, with_space

# A sentence's end, also before a footnote's figure or a reference: "... reviews. (Recommendation)"
_ENDS = re.compile(r"[.!?:;]\W*\d{0,2}$|[.!?]\s*\([^()]*\)$")
_REFERENCE = re.compile(r"\([^()]{1,40}\)\.?")
_CONTENTS_LINE = re.compile(r"[^\d\W]\W*\s\d{1,3}$")
_CONTENTS = re.compile(r"contents\W*", re.I)
_HEADING_TAG = re.compile(r"H\d?|Title")
_LONGEST_HEADING = 250
_LONGEST_THEME = 120
_LONGEST_NUMBERED = 80
_FEWEST_CAPITALS = 6  # so that DfE and NHS alone are no headings
# Points by which type must differ to be another size, and edges to be another indent.
_SIZE_STEP = 1.4
_EDGE = 6.0
_SHORTEST_PARTED = 60


def shaped(pieces: Sequence[Piece]) -> list[Block]:
    """Turn the pieces of a paper, in reading order and without furniture, into blocks."""
    pieces = list(pieces)
    body = body_size(pieces)
    keep_only_data(pieces, body=body)
    _mark_contents(pieces)
    label_pieces(pieces)
    for piece in pieces:
        piece.kind = _kind(piece, body)
    _find_themes(pieces)
    pieces = _without_breaks(pieces)
    _rank_headings(pieces)
    return blocks_of(pieces)


def blocks_of(pieces: Sequence[Piece]) -> list[Block]:
    """Turn pieces whose kind is known into blocks."""
    _rank_items(pieces)
    return [_block(piece) for piece in pieces if piece.text]


def _block(piece: Piece) -> Block:
    cell = piece.cell
    return Block(
        kind=piece.kind,
        text=piece.text,
        page=piece.page or None,
        breaks=piece.breaks,
        label=piece.label,
        level=piece.level,
        size=piece.size or None,
        bold=round(piece.bold, 2),
        table=cell.table if cell else None,
        row=cell.row if cell else None,
        column=cell.column if cell else None,
        span=cell.span if cell else (1, 1),
    )


def _mark_contents(pieces: Sequence[Piece]) -> None:
    """Mark the lines of a contents page that has no tags: each ends with a page number."""
    page = next((piece.page for piece in pieces if _CONTENTS.fullmatch(piece.text)), None)
    for piece in pieces:
        if page and piece.page == page and _CONTENTS_LINE.search(piece.text):
            piece.contents = True


def _kind(piece: Piece, body: float) -> str:
    if piece.cell:
        return "cell"
    if piece.contents:
        return "paragraph"
    if is_glyph(piece.label):
        return "item"
    if _looks_like_heading(piece, body):
        return "heading"
    if piece.label:
        return "paragraph" if is_dotted(piece.label) else "item"
    return "item" if piece.depth else "paragraph"


def _looks_like_heading(piece: Piece, body: float) -> bool:
    """Tell whether the look or the tag of a piece makes it a heading.

    Whole paragraphs are tagged as headings too, where their style was misused, and whole sentences
    are bold; so both count less for words that are long or end with a full stop.
    """
    length = len(piece.text)
    if length > _LONGEST_HEADING or not re.search(r"[^\W\d]", piece.text):
        return False
    whole = piece.label is not None and (length > _LONGEST_NUMBERED or _ENDS.search(piece.text))
    tagged = bool(_HEADING_TAG.fullmatch(piece.tag)) and not whole
    capitals = (piece.label or not piece.size) and _in_capitals(piece.text)
    stands_out = bool(piece.bold > 0.9 or piece.size >= body + _SIZE_STEP or capitals)
    if piece.text.endswith(".") and length > _SHORTEST_PARTED:
        return tagged and stands_out and length <= _LONGEST_THEME
    return stands_out or (tagged and length <= _LONGEST_THEME and piece.text[0].isupper())


def _in_capitals(words: str) -> bool:
    return words.isupper() and sum(map(str.isalpha, words)) >= _FEWEST_CAPITALS


def _find_themes(pieces: Sequence[Piece]) -> None:
    """Make headings of plain short lines between the items of a list: its thematic groups."""
    for index, piece in enumerate(pieces[1:-1], 1):
        before, after = pieces[index - 1], pieces[index + 1]
        if (
            piece.kind == "paragraph"
            and piece.label is None
            and not piece.contents
            and len(piece.text) <= _LONGEST_THEME
            and not _ENDS.search(piece.text)
            and piece.text[0].isupper()
            and after.label
            and after.kind == "item"
            and (before.kind == "heading" or (before.label and _ENDS.search(before.text)))
        ):
            piece.kind = "heading"


def _without_breaks(pieces: Sequence[Piece]) -> list[Piece]:
    """Join the pieces of one paragraph or item that a page end has parted."""
    joined: list[Piece] = []
    for index, piece in enumerate(pieces):
        last = joined[-1] if joined else None
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if last is not None and _goes_on(last, piece, after):
            text = with_space(last.text, piece.text)
            more = [(len(text) + at, page) for at, page in piece.breaks]
            if piece.page != _last_page(last):
                more.insert(0, (len(text), piece.page))
            last.text = text + piece.text
            last.breaks = (*last.breaks, *more)
        else:
            joined.append(piece)
    return joined


def _last_page(piece: Piece) -> int:
    return piece.breaks[-1][1] if piece.breaks else piece.page


def _goes_on(last: Piece, piece: Piece, after: Piece | None) -> bool:
    """Tell whether *piece* goes on with what *last* began."""
    if piece.label or piece.kind not in ("paragraph", "item") or last.contents or piece.contents:
        return False
    if last.kind not in ("paragraph", "item") or abs(last.size - piece.size) > _SIZE_STEP:
        return False
    turned = piece.page == _last_page(last) + 1
    if turned and _REFERENCE.fullmatch(piece.text):
        return True
    long = len(last.text) >= _SHORTEST_PARTED
    if not turned:  # a tag that ends in mid-sentence, as layout tables make them
        prose = piece.kind == "paragraph" and piece.text[0].islower()
        return long and prose and not _ENDS.search(last.text)
    if not _ENDS.search(last.text):
        return long or piece.text[0].islower()
    if piece.text[0].islower() and not last.text.endswith(":"):
        return True
    return _between_numbers(last, after)


def _between_numbers(last: Piece, after: Piece | None) -> bool:
    """Tell whether words stand between paragraph 10 and 11 of a paper that numbers them all."""
    if not last.label or not after or not after.label:
        return False
    one, other = last.label.rstrip(".)"), after.label.rstrip(".)")
    return one.isdigit() and other.isdigit() and int(other) == int(one) + 1


def _rank_headings(pieces: Iterable[Piece]) -> None:
    """Give headings their rank by size and weight, as PDFs tag H1 to H6 at will; else by tag."""
    headings = [piece for piece in pieces if piece.kind == "heading"]
    looks = sorted({_weight(piece) for piece in headings}, reverse=True)
    for piece in headings:
        piece.level = looks.index(_weight(piece)) + 1


def _weight(piece: Piece) -> tuple[float, bool, int]:
    if piece.size:
        return piece.size, piece.bold > 0.5, 0
    tag = piece.tag
    return 0.0, False, 1 if tag == "Title" else -int(tag[1]) if re.fullmatch(r"H\d", tag) else -7


def _rank_items(pieces: Iterable[Piece]) -> None:
    """Give items their depth by glyph and indent: tags nest them as they please."""
    stack: list[tuple[float, str]] = []
    for piece in pieces:
        if piece.kind != "item":
            stack = []
            continue
        glyph = _glyph_class(piece.label)
        known = next((i for i, (_, one) in enumerate(stack) if one == glyph), None)
        if known is not None and abs(stack[known][0] - piece.left) <= 2 * _EDGE:
            stack = stack[: known + 1]
        else:
            while stack and piece.left < stack[-1][0] - _EDGE:
                stack.pop()
            if stack and abs(stack[-1][0] - piece.left) <= _EDGE and glyph != "dash":
                stack.pop()
            stack.append((piece.left, glyph))
        piece.level = len(stack)


def _glyph_class(label: str | None) -> str:
    if label is None:
        return "none"
    if label in "−–—‒‑-\uf02d":
        return "dash"
    return "number" if label[0].isdigit() else label
