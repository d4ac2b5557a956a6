"""Labels: the bullet glyph or printed number before a paragraph, taken off its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.reading.pieces import Piece

_WORDS = r"(?=[^\W\d_]|[‘“\"'(\[£])"
# Word's symbol fonts put bullets into the private use area, where a terminal shows nothing.
_GLYPH = re.compile(
    r"([\ue000-\uf8ff◼■▪▫□●○◯•◦∙·‣⁃➢➤►▶❖◆◇✓✔]|[−–—‒‑*-](?=\s)|o(?=\s+[A-Z0-9‘“]))\s*(?=\S)"
)
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,2}\.?)\s*(?=[A-Z‘“\"'(\[])")
_NUMBER = re.compile(rf"(\d{{1,3}}[.)])\s*{_WORDS}")
_BARE_NUMBER = re.compile(rf"(\d{{1,3}})\s+{_WORDS}")
_LETTER = re.compile(r"(\(?(?:[a-z]|[ivx]{1,4})\)|(?:[a-z]|[ivx]{1,4})\.)\s+(?=\S)")
_WHOLE = [
    re.compile(rule.pattern + "x") for rule in (_GLYPH, _DOTTED, _NUMBER, _BARE_NUMBER, _LETTER)
]
_OPEN_END = re.compile(r"[^.!?:;\"”’')\]]$")
_SHORTEST_OPEN = 60
# Numbering may jump by a few where a paragraph was struck out.
_JUMP = 5
_FIRST_OF_SECTION = 2
_LOOK_AHEAD = 40


def label_pieces(pieces: Sequence[Piece]) -> None:
    """Take labels off the words of *pieces*, in place; numbers only where they run in sequence."""
    for piece in pieces:
        if piece.label is None and not piece.contents and piece.cell is None:
            _take_glyph(piece)
    _take_numbers([piece for piece in pieces if not piece.contents])


def starts_with_label(words: str) -> bool:
    """Tell whether *words* may begin with a bullet or a printed number."""
    return any(rule.match(words) for rule in (_GLYPH, _DOTTED, _NUMBER))


def glyph_of(words: str) -> re.Match[str] | None:
    """Match the bullet that *words* begin with, and the space behind it."""
    return _GLYPH.match(words)


def number_of(words: str) -> re.Match[str] | None:
    """Match the printed number (``17.`` or ``3.2``) that *words* begin with."""
    return _DOTTED.match(words) or _NUMBER.match(words)


def is_label(words: str) -> bool:
    """Tell whether *words* are nothing but a bullet, a number or a letter with its mark."""
    return words == "o" or any(rule.fullmatch(words + " x") for rule in _WHOLE)


def is_glyph(label: str | None) -> bool:
    """Tell whether a label is a bullet, not a number or letter."""
    return label == "o" or bool(label and not any(mark.isalnum() for mark in label))


def is_dotted(label: str) -> bool:
    """Tell whether a label is a paragraph number of parts, such as ``3.2``."""
    return label[0].isdigit() and "." in label.rstrip(".)")


def cut_off(piece: Piece, match: re.Match[str]) -> None:
    """Make what *match* found at the start of the words the piece's label."""
    piece.label = match.group(1)
    piece.text = piece.text[match.end() :]
    piece.breaks = tuple((max(at - match.end(), 0), page) for at, page in piece.breaks)


@dataclass(slots=True)
class Numbering:
    """The printed numbers so far; says whether another one goes on from them.

    "17. This results in delays" at the start of a line may be an age: numbers count as labels
    where they begin at 1, follow the last one, or jump a few in a closed paragraph.
    """

    last: int = 0
    parts: tuple[int, ...] = ()

    def goes_on(self, label: str, *, broken: bool, after: str | None = None) -> bool:
        """Tell whether *label* fits, and remember it if so.

        Args:
            label: the number as printed.
            broken: whether the words before it stop in mid-sentence.
            after: the next number that may be a label: the same again makes this one doubtful, the
                next higher one sure.
        """
        parts = tuple(int(part) for part in re.findall(r"\d+", label))
        following = tuple(int(part) for part in re.findall(r"\d+", after or ""))
        if broken and following == parts:
            return False
        if len(parts) > 1:
            return self._dotted(parts, broken)
        value = parts[0]
        fits = value in (1, self.last + 1)
        if not fits and not broken:
            # A paper may begin anywhere, but then the next number bears it out.
            fits = self.last < value <= self.last + _JUMP or following == (value + 1,)
        if fits:
            self.last = value
        return fits

    def _dotted(self, parts: tuple[int, ...], broken: bool) -> bool:
        """Tell whether 3.3 goes on from 3.2, or 4.1 begins a new section."""
        last = self.parts
        if last[: len(parts) - 1] == parts[:-1] and len(last) >= len(parts):
            fits = 1 <= parts[-1] - last[len(parts) - 1] <= (1 if broken else _JUMP)
        else:
            fits = parts > last and parts[-1] <= (1 if broken else _FIRST_OF_SECTION)
        if fits:
            self.parts = parts
        return fits


def _take_glyph(piece: Piece) -> None:
    match = _GLYPH.match(piece.text)
    if match and not (match.group(1) == "o" and piece.depth == 0):
        cut_off(piece, match)
    elif piece.depth and (match := _LETTER.match(piece.text)):
        cut_off(piece, match)


def _take_numbers(pieces: Sequence[Piece]) -> None:
    numbering = Numbering()
    found = [(piece, _number(piece)) for piece in pieces]
    before: Piece | None = None
    for index, (piece, match) in enumerate(found):
        if match is not None and _fits(numbering, match.group(1), found, index, before):
            cut_off(piece, match)
        before = piece


def _fits(
    numbering: Numbering,
    label: str,
    found: Sequence[tuple[Piece, re.Match[str] | None]],
    index: int,
    before: Piece | None,
) -> bool:
    following = (match for _, match in found[index + 1 : index + _LOOK_AHEAD] if match)
    after = next(following, None)
    fits = numbering.goes_on(label, broken=_open(before), after=after.group(1) if after else None)
    if fits or not found[index][0].depth or _open(before):
        return fits
    # A list's own tag says that this is a label; the numbering starts anew with it.
    if not is_dotted(label):
        numbering.last = int(label.rstrip(".)"))
    return True


def _number(piece: Piece) -> re.Match[str] | None:
    if piece.label is not None or not piece.text[:1].isdigit():
        return None
    return number_of(piece.text) or (_BARE_NUMBER.match(piece.text) if piece.depth else None)


def _open(before: Piece | None) -> bool:
    """Tell whether the piece before stops in mid-sentence, so that a number may belong to it."""
    return (
        before is not None
        and len(before.text) > _SHORTEST_OPEN
        and bool(_OPEN_END.search(before.text))
    )
