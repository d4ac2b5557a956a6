"""Pieces out of a page without tags: lines by their place, paragraphs by gap, indent and style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.reading.labels import starts_with_label
from loaders.reading.pdfium import Run, bounds
from loaders.reading.pieces import Piece, Stretch, cut, look

# Shares of the type's size or of the line's length, read off papers set in Word.
_PARAGRAPH_GAP = 0.65
_SHORT_LINE = 0.85
_INDENT = 6.0


@dataclass(slots=True)
class _Line:
    runs: list[Run]
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    text: str


def page_pieces(number: int, runs: Sequence[Run]) -> list[Piece]:
    """Return the pieces of one page; its runs must come in reading order, the page be open."""
    lines = list(_lines(runs))
    if not lines:
        return []
    margin = max(line.right for line in lines)
    pieces: list[Piece] = []
    group: list[_Line] = []
    for line in lines:
        if group and _begins(line, group, margin):
            pieces.extend(_piece(number, group))
            group = []
        group.append(line)
    pieces.extend(_piece(number, group))
    return pieces


def _piece(number: int, group: Sequence[_Line]) -> Iterator[Piece]:
    runs = [run for line in group for run in line.runs]
    return cut([Stretch(number, runs, group[0].left, group[0].top)])


def _lines(runs: Sequence[Run]) -> Iterator[_Line]:
    row: list[Run] = []
    for run in runs:
        row.append(run)
        if run.text.endswith("\n"):
            yield from _line(row)
            row = []
    yield from _line(row)


def _line(row: list[Run]) -> Iterator[_Line]:
    text = "".join(run.text for run in row)
    if not text.strip():
        return
    corners = [bounds(run) for run in row if run.text.strip()]
    size, bold, _ = look(row)
    yield _Line(
        runs=list(row),
        left=min(corner[0] for corner in corners),
        bottom=min(corner[1] for corner in corners),
        right=max(corner[2] for corner in corners),
        top=max(corner[3] for corner in corners),
        size=size,
        bold=bold > 0.9,
        text=text.strip(),
    )


def _begins(line: _Line, group: Sequence[_Line], margin: float) -> bool:
    """Tell whether *line* begins a new paragraph behind the lines of *group*."""
    last = group[-1]
    beside = line.bottom < last.top and line.top > last.bottom
    if beside and last.text.isdigit():  # the raised figure before a footnote
        return False
    if line.bold != last.bold or abs(line.size - last.size) > 1.0:
        return True
    if last.bottom - line.top > _PARAGRAPH_GAP * line.size or line.bottom > last.top:
        return True
    if starts_with_label(line.text) and abs(line.left - group[0].left) < 4 * _INDENT:
        return True
    ended = last.text[-1] in '.!?:;”"' and last.right < _SHORT_LINE * margin
    indented = abs(line.left - last.left) > _INDENT and len(group) > 1
    return ended or indented
