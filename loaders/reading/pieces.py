"""Pieces: what a page holds before it is known what each is: words with page, font and place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.reading.pdfium import Run

# The library writes U+FFFE (or 2) for a hyphen at a line end and drops the line end behind it.
_HYPHEN = re.compile(r"[\ufffe\x02](?:\r?\n)?")
# "adult- rather than", "short- to medium-term": the hyphen waits for a word further on.
_SUSPENDED = re.compile(r"(?<=\w)[\ufffe\x02](?:\r?\n)?(?=(?:and|or|to|rather|but|nor)\s)")
_LINE_END_IN_WORD = re.compile(r"(?<=\w[-‐‑–—/])\r?\n(?=\w)")
_NOT_PRINTED = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPACE = re.compile(r"\s+")
# Share of bold characters that makes a whole line bold; the reverse makes it plain.
_BOLD = 0.9


def mended(words: str) -> str:
    """Return *words* with single spaces and words whole that a line end had parted.

    The hyphen at a line end stays, as nearly all are part of the word (multi-agency); what is
    never printed (soft hyphens inside a line, zero-width characters) goes.
    """
    if words.isprintable() and "  " not in words:
        return words  # nothing to mend: what is mended is printed as something else, or not at all
    if "\ufffe" in words or "\x02" in words:
        words = _HYPHEN.sub("-", _SUSPENDED.sub("- ", words))
    if "\n" in words:
        words = _LINE_END_IN_WORD.sub("", words)
    return _SPACE.sub(" ", _NOT_PRINTED.sub("", words))


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a piece stands in a table: number, row and column from 0; rows and columns spanned."""

    table: int
    row: int
    column: int
    span: tuple[int, int] = (1, 1)


@dataclass(slots=True)
class Piece:
    """Words that belong together by their tag or their place on the page.

    Attributes:
        tag: P, H1, LBody, Note ... of the standard; P where the file has no tags.
        page: page of the first character; 0 where the format has no pages.
        text: mended words; ``breaks`` as in a block.
        size: font size of most characters; ``bold`` and ``italic`` are shares, 0..1.
        left: left edge of the first character in points; ``top`` its upper edge.
        font: font of the first character.
        label: the label, where it has a tag of its own.
        depth: number of lists around it.
        contents: whether it stands in a table of contents.
        kind: what it turns out to be, as in a block; ``level`` likewise.
    """

    page: int
    text: str
    tag: str = "P"
    breaks: tuple[tuple[int, int], ...] = ()
    size: float = 0.0
    bold: float = 0.0
    italic: float = 0.0
    left: float = 0.0
    top: float = 0.0
    font: str = ""
    label: str | None = None
    depth: int = 0
    cell: Cell | None = None
    contents: bool = False
    kind: str = "paragraph"
    level: int = 1


@dataclass(slots=True)
class Stretch:
    """Runs of one page that follow each other in one element; *order* is their place in it."""

    page: int
    runs: list[Run]
    left: float = 0.0
    top: float = 0.0
    order: int = 0


@dataclass(slots=True)
class _Line:
    page: int
    runs: list[Run]


def cut(stretches: Sequence[Stretch]) -> Iterator[Piece]:
    """Yield the pieces of one element: one, or more where a heading is glued to other words."""
    if not stretches:
        return
    first = stretches[0]
    if _uniform(stretches):
        groups = [[_Line(one.page, one.runs) for one in stretches]]
    else:
        groups = _parted(_lines(stretches))
    for group in groups:
        text, breaks = _joined(group)
        if text:
            runs = [run for line in group for run in line.runs]
            size, bold, italic = look(runs)
            yield Piece(
                page=group[0].page,
                text=text,
                breaks=breaks,
                size=size,
                bold=bold,
                italic=italic,
                left=first.left,
                top=first.top,
                font=runs[0].font.name,
            )


def _uniform(stretches: Sequence[Stretch]) -> bool:
    """Tell whether all runs share one size and weight, as in most paragraphs."""
    model = stretches[0].runs[0]
    return all(
        run.size == model.size and run.font.bold == model.font.bold
        for stretch in stretches
        for run in stretch.runs
    )


def _lines(stretches: Iterable[Stretch]) -> list[_Line]:
    """Cut at the printed line ends; a run may hold several."""
    lines: list[_Line] = []
    fresh = True
    for stretch in stretches:
        for run in stretch.runs:
            if fresh or lines[-1].page != stretch.page:
                lines.append(_Line(stretch.page, []))
            lines[-1].runs.append(run)
            fresh = run.text.endswith("\n")
    return lines


def _parted(lines: list[_Line]) -> list[list[_Line]]:
    """Part lines where headings begin or end: bold or large against plain, at a line end."""
    groups: list[list[_Line]] = []
    before: bool | None = None
    for line in lines:
        words = "".join(run.text for run in line.runs).strip()
        if not words:
            if groups:
                groups[-1].append(line)
            continue
        _, bold, _ = look(line.runs)
        heading = True if bold > _BOLD else False if bold < 1 - _BOLD else before
        changed = before is not None and heading is not before
        if groups and changed and not words[0].islower():
            groups.append([])
        elif not groups:
            groups.append([])
        groups[-1].append(line)
        before = heading
    return groups


def _joined(lines: Iterable[_Line]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Join lines into mended text and note where pages begin in it."""
    pages: list[tuple[int, list[str]]] = []
    for line in lines:
        if not pages or pages[-1][0] != line.page:
            pages.append((line.page, []))
        pages[-1][1].extend(run.text for run in line.runs)
    text = ""
    breaks: list[tuple[int, int]] = []
    for page, words in pages:
        more = mended("".join(words)).strip()
        if text and more:
            text = with_space(text, more)
            breaks.append((len(text), page))
        text += more
    return text, tuple(breaks)


def with_space(text: str, more: str) -> str:
    """Return *text* ready for *more* behind it: a space, or none after a hyphen inside a word."""
    hyphen = re.search(r"\w[-‐/]$", text) and more[:1].isalnum()
    suspended = re.match(r"(?:and|or|to|rather|but|nor)\s", more)
    return text if hyphen and not suspended else text + " "


def look(runs: Iterable[Run]) -> tuple[float, float, float]:
    """Return the commonest size and the shares of bold and italic characters."""
    sizes: dict[float, int] = {}
    total = bold = italic = 0
    for run in runs:
        count = len(run.text) - run.text.count(" ")
        sizes[run.size] = sizes.get(run.size, 0) + count
        total += count
        bold += count if run.font.bold else 0
        italic += count if run.font.italic else 0
    if not total:
        return 0.0, 0.0, 0.0
    return max(sizes, key=lambda size: sizes[size]), bold / total, italic / total
