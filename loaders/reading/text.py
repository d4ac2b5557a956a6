"""Plain text, as it was taken out of PDFs and web pages, and markdown.

What such text has lost is put back by rules: where lines are wrapped, a paragraph goes on until a
line that had room for the next word; a blank line inside a sentence is a page end; a short line
between paragraphs is a heading.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.reading.blocks import Furniture, Reading, lay_out
from loaders.reading.labels import Numbering, glyph_of, is_dotted, number_of
from loaders.reading.limits import check_length
from loaders.reading.pieces import Piece, mended, with_space
from loaders.reading.shaping import blocks_of
from ontology.errors import LoadError

_MARKDOWN = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_STARS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?(\d{1,3})(?:\s+of\s+\d{1,3})?", re.I)
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
_ENDS = re.compile(r"[.!?:;][\"”’')\]]*\d{0,2}$")
_ENDS_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\d{0,2}$")
# Words that no sentence ends with.
_GOES_ON = re.compile(
    r"(?:,|-|–|\b(?:and|or|the|a|an|of|to|in|for|with|by|on|at|from|that|which|as|is|are|was|were"
    r"|be|been|has|have|had|will|their|its|this))$",
    re.I,
)
# Shares of the longest usual line: a line shorter than these was ended on purpose.
_ROOM_AFTER_SENTENCE = 0.85
_ROOM = 0.6
_INDENT = 7.0  # points that stand for one leading space, so that levels work as in PDFs
_LONGEST_HEADING = 200
_SHORTEST_PARAGRAPH = 120
_SHORTEST_NAMED = 80


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indent: int
    gap: int
    page: int


@dataclass(slots=True)
class _Part(Piece):
    """A piece, and how many blank lines stood before it."""

    gap: int = 0


def read(data: bytes, name: str) -> Reading:
    """Read plain text or markdown.

    Raises:
        LoadError: the bytes are not text in UTF-8, UTF-16 or Windows-1252.
    """
    words = decoded(data, name)
    pages = words.count("\f") + 1 if "\f" in words.strip("\f") else None
    lines, furniture = _without_furniture(list(_lines(words)))
    pieces = _Builder(_width(lines), _parts_first_lines(lines)).pieces(lines)
    _find_headings(pieces)
    _find_items(pieces)
    if pages is None:
        furniture = [replace(line, page=None) for line in furniture]
        for piece in pieces:
            piece.page, piece.breaks = 0, ()
    text, placed = lay_out(blocks_of(pieces))
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="text",
        text=text,
        blocks=placed,
        pages=pages,
        furniture=tuple(furniture),
    )


def decoded(data: bytes, name: str) -> str:
    """Return the text of *data*; raises LoadError where it is none or too long."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in words and len(_CONTROL.findall(words)) <= 0.01 * len(words):
            check_length(len(words), name)
            return words
        break
    raise LoadError(
        f"{name}: this is no text that can be read (neither UTF-8 nor Windows-1252); "
        "save it as UTF-8 text, or load the original file"
    )


def _lines(words: str) -> Iterator[_Line]:
    gap = 0
    for page, sheet in enumerate(re.sub(r"\r\n?|\v|\u2028", "\n", words).split("\f"), 1):
        for raw in sheet.split("\n"):
            bare = mended(_CONTROL.sub("", raw)).strip()
            if not bare:
                gap += 1
                continue
            indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
            yield _Line(bare, indent, gap, page)
            gap = 0


def _width(lines: Sequence[_Line]) -> int:
    """Return the column at which lines are wrapped, 0 where each paragraph is one line."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 4:
        return 0
    width = lengths[int(0.95 * len(lengths))]
    full = sum(0.8 * width <= length for length in lengths)
    followed = sum(line.gap == 0 for line in lines[1:])
    wrapped = width <= 130 and full >= 0.3 * len(lengths) and followed >= 0.3 * len(lengths)
    return width if wrapped else 0


def _parts_first_lines(lines: Sequence[_Line]) -> bool:
    """Tell whether a blank line follows the first line of numbered paragraphs, as a fault.

    Some extractions set the number and the first line apart from the rest. It shows where the
    rest begins in lower case; then it holds for those too whose first line ends a sentence.
    """
    numbered = [
        after
        for line, after in pairwise(lines)
        if number_of(line.text) and not number_of(after.text) and after.gap == 1
    ]
    return sum(after.text[0].islower() for after in numbered) > 0.5 * max(len(numbered), 3)


def _without_furniture(lines: list[_Line]) -> tuple[list[_Line], list[Furniture]]:
    """Leave out page numbers: bare numbers on lines of their own that count upwards."""
    found = []
    for index, line in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line.text)
        alone = line.gap > 0 and (index + 1 == len(lines) or lines[index + 1].gap > 0)
        turned = index + 1 == len(lines) or lines[index + 1].page > line.page
        if match and (alone or turned):
            found.append((index, int(match.group(1))))
    rising = {
        place
        for (one, first), (other, second) in pairwise(found)
        if second == first + 1
        for place in (one, other)
    }
    kept: list[_Line] = []
    gap = 0
    for index, line in enumerate(lines):
        if index in rising:
            gap += line.gap + 1
        else:
            kept.append(replace(line, gap=line.gap + gap) if gap else line)
            gap = 0
    out = [
        Furniture(page=lines[index].page, text=lines[index].text, why="page number")
        for index in sorted(rising)
    ]
    return kept, out


class _Builder:
    """Puts lines together to pieces."""

    def __init__(self, width: int, parts_first_lines: bool) -> None:
        self._width = width
        self._parts_first_lines = parts_first_lines
        self._numbering = Numbering()
        self._pieces: list[_Part] = []
        self._last: _Line | None = None
        self._lines_in_last = 0

    def pieces(self, lines: Sequence[_Line]) -> list[_Part]:
        """Return the pieces of all lines."""
        for index, (line, after) in enumerate(zip(lines, _numbers_after(lines), strict=True)):
            if not self._heading(line) and not self._labelled(line, after):
                below = lines[index + 1] if index + 1 < len(lines) else None
                if self._goes_on(line) and not self._is_glued_heading(line, below):
                    self._append(line)
                else:
                    self._begin(line, line.text)
            self._last = line
        return self._pieces

    def _is_glued_heading(self, line: _Line, below: _Line | None) -> bool:
        """Tell whether a line between two paragraphs, without blank lines, is a heading."""
        numbered = below is not None and number_of(below.text)
        ended = _ENDS_SENTENCE.search(self._pieces[-1].text)
        return bool(numbered and ended and line.text[0].isupper() and line.text.endswith(";"))

    def _begin(self, line: _Line, words: str, *, kind: str = "paragraph") -> _Part:
        piece = _Part(
            page=line.page,
            text=_STARS.sub(r"\1", words),
            kind=kind,
            left=line.indent * _INDENT,
            gap=line.gap or int(self._width > 0 or not self._pieces),
        )
        self._pieces.append(piece)
        self._lines_in_last = 1
        return piece

    def _append(self, line: _Line) -> None:
        piece = self._pieces[-1]
        start = with_space(piece.text, line.text)
        if line.page != (piece.breaks[-1][1] if piece.breaks else piece.page):
            piece.breaks = (*piece.breaks, (len(start), line.page))
        piece.text = start + _STARS.sub(r"\1", line.text)
        self._lines_in_last += 1

    def _heading(self, line: _Line) -> bool:
        match = _MARKDOWN.match(line.text)
        if match:
            words = match.group(2).strip("* ") or line.text
            self._begin(line, words, kind="heading").level = len(match.group(1))
            return True
        if not _in_capitals(line.text) or number_of(line.text):
            return False
        last = self._pieces[-1] if self._pieces else None
        if last and last.kind == "heading" and line.gap == 0 and _in_capitals(last.text):
            self._append(line)
        elif last and line.gap == 0 and not _ENDS.search(last.text):
            return False
        else:
            self._begin(line, line.text, kind="heading")
        return True

    def _labelled(self, line: _Line, after: str | None) -> bool:
        glyph = glyph_of(line.text)
        if glyph and glyph.group(1) != "o":
            if glyph.group(1) in "–—−‒" and line.gap == 0 and self._broken():
                return False
            self._begin(line, line.text[glyph.end() :], kind="item").label = glyph.group(1)
            return True
        number = number_of(line.text)
        broken = self._broken() and line.gap == 0
        if not number or not self._numbering.goes_on(number.group(1), broken=broken, after=after):
            return False
        words = line.text[number.end() :]
        kind = "paragraph" if is_dotted(number.group(1)) else "item"
        piece = self._begin(line, words, kind="heading" if _in_capitals(words) else kind)
        piece.label = number.group(1)
        return True

    def _broken(self) -> bool:
        return bool(self._pieces) and not _ENDS.search(self._pieces[-1].text)

    def _goes_on(self, line: _Line) -> bool:
        """Tell whether *line* goes on with the last piece."""
        if not self._pieces or self._last is None or self._pieces[-1].kind == "heading":
            return False
        before, words = self._pieces[-1].text, line.text
        if line.gap:
            return self._over_gap(line, before)
        if not self._width:
            return words[0].islower() and len(before) > _SHORTEST_PARAGRAPH and self._broken()
        length = len(self._last.text) + 1 + len(words.split(" ", 1)[0])
        if _ENDS_SENTENCE.search(before):
            return length > _ROOM_AFTER_SENTENCE * self._width
        if length > _ROOM * self._width or _GOES_ON.search(before):
            return True
        return words[0].islower() and not 0 < line.indent == self._last.indent

    def _over_gap(self, line: _Line, before: str) -> bool:
        """Tell whether a sentence goes on behind blank lines, where a page has ended."""
        numbered = bool(self._pieces[-1].label) and self._lines_in_last == 1
        if self._parts_first_lines and numbered and line.gap == 1:
            return True
        if _ENDS.search(before):
            return False
        full = len(before) > _SHORTEST_PARAGRAPH or (
            self._width > 0 and len((self._last or line).text) > _ROOM * self._width
        )
        return full and (line.text[0].islower() or bool(_GOES_ON.search(before)))


def _numbers_after(lines: Sequence[_Line]) -> list[str | None]:
    """Return, for each line, the next printed number that may be a label."""
    found: list[str | None] = []
    after: str | None = None
    for line in reversed(lines):
        found.append(after)
        number = number_of(line.text)
        after = number.group(1) if number else after
    return found[::-1]


def _in_capitals(words: str) -> bool:
    """Tell whether all letters are capitals, and there are words enough to say so."""
    return words.isupper() and sum(letter.isalpha() for letter in words) > 4


def _find_headings(pieces: Sequence[_Part]) -> None:
    """Make headings of short lines that stand before what they name."""
    for piece, after in pairwise(pieces):
        short = len(piece.text) <= _LONGEST_HEADING
        if piece.kind == "heading" or not short or _ENDS_SENTENCE.search(piece.text):
            continue
        if piece.label is None and piece.text[0].isupper():
            if piece.gap and _names(piece, after):
                piece.kind, piece.level = "heading", 2
        elif (
            piece.label and after.label and after.label.startswith(f"{piece.label.rstrip('.)')}.")
        ):
            piece.kind = "heading"


def _names(piece: Piece, after: Piece) -> bool:
    """Tell whether *piece* is the heading of what follows, not its lead-in or a line of a list."""
    if piece.text.endswith((":", ",")):
        return False
    if after.label and is_dotted(after.label):
        return True
    long = len(after.text) > max(_SHORTEST_NAMED, len(piece.text))
    return after.kind == "paragraph" and long and bool(_ENDS.search(after.text))


def _find_items(pieces: Sequence[_Part]) -> None:
    """Make items of indented paragraphs behind a lead-in, whose bullets the extraction lost."""
    within = False
    for piece in pieces:
        listed = piece.kind == "paragraph" and piece.label is None and piece.left > 0
        if within and listed:
            piece.kind = "item"
        else:
            within = piece.kind == "paragraph" and piece.text.endswith((":", ";"))
