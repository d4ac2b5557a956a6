"""Labels: the bullet glyph or printed number before a paragraph, taken off its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.reading.pieces import Piece

# Word's symbol fonts put bullets into the private use area, where a terminal shows nothing.
_GLYPH = re.compile(
    r"([\ue000-\uf8ff◼■▪▫□●○◯•◦∙·‣⁃➢➤►▶❖◆◇✓✔]|[−–—‒‑*>-](?=\s)|o(?=\s+[A-Z0-9‘“]))\s*(?=\S)"
)
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,2}\.?)\s*(?=[^\W\d_]|[‘“\"'(\[])")
_NUMBER = re.compile(r"(\d{1,3}[.)])\s*(?=[^\W\d_]|[‘“\"'(\[])")
_BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=[^\W\d_]|[‘“\"'(\[])")
_LETTER = re.compile(r"(\(?(?:[a-z]|[ivx]{1,4})\)|(?:[a-z]|[ivx]{1,4})\.)\s+(?=\S)")
_OPEN_END = re.compile(r"[^.!?:;\"”’')\]]$")
_JUMP = 5


def label_pieces(pieces: Sequence[Piece]) -> None:
    """Take labels off the words of *pieces*, in place; numbers only where they run in sequence."""
    for piece in pieces:
        if piece.label is None and not piece.contents and piece.cell is None:
            _take_glyph(piece)
    _take_numbers([piece for piece in pieces if not piece.contents])


def starts_with_label(words: str) -> bool:
    """Tell whether *words* may begin with a bullet or a printed number."""
    return any(rule.match(words) for rule in (_GLYPH, _DOTTED, _NUMBER))


def is_glyph(label: str | None) -> bool:
    """Tell whether a label is a bullet, not a number or letter."""
    return bool(label) and not any(mark.isalnum() and mark != "o" for mark in label or "")


def cut_off(piece: Piece, match: re.Match[str]) -> None:
    """Make what *match* found at the start of the words the piece's label."""
    piece.label = match.group(1)
    piece.text = piece.text[match.end() :]
    piece.breaks = tuple((max(at - match.end(), 0), page) for at, page in piece.breaks)


def _take_glyph(piece: Piece) -> None:
    match = _GLYPH.match(piece.text)
    if match and not (match.group(1) == "o" and piece.depth == 0):
        cut_off(piece, match)
    elif piece.depth and (match := _LETTER.match(piece.text)):
        cut_off(piece, match)


def _take_numbers(pieces: Sequence[Piece]) -> None:
    """Take the numbers that go on from the number before; "17. This" may be an age."""
    last = 0
    before: Piece | None = None
    found = [(piece, _number(piece)) for piece in pieces]
    for index, (piece, match) in enumerate(found):
        if match is not None:
            value = int(re.match(r"\d+", match.group(1)).group())  # type: ignore[union-attr]
            dotted = "." in match.group(1).rstrip(".)")
            after = _next_value(found, index)
            if dotted or _fits(value, last, after, _open(before), bool(piece.depth)):
                cut_off(piece, match)
                last = last if dotted else value
        before = piece


def _number(piece: Piece) -> re.Match[str] | None:
    if piece.label is not None or not piece.text[:1].isdigit():
        return None
    bare = _BARE_NUMBER.match(piece.text) if piece.depth else None
    return _DOTTED.match(piece.text) or _NUMBER.match(piece.text) or bare


def _next_value(found: Sequence[tuple[Piece, re.Match[str] | None]], index: int) -> int | None:
    for _, match in found[index + 1 : index + 40]:
        if match is not None and "." not in match.group(1).rstrip(".)"):
            return int(match.group(1).rstrip(".)"))
    return None


def _open(before: Piece | None) -> bool:
    """Tell whether the piece before stops in mid-sentence, so that a number may belong to it."""
    return before is not None and len(before.text) > 60 and bool(_OPEN_END.search(before.text))


def _fits(value: int, last: int, after: int | None, broken: bool, listed: bool) -> bool:
    if broken and value == after:
        return False
    if value in (1, last + 1):
        return True
    if broken:
        return False
    return listed or last < value <= last + _JUMP
