"""Two pictures of a board pack, drawn as SVG: concerns by visits, and actions by status over time.

Each is plain shapes and words with presentation attributes, so that it may stand within a page
under a policy that allows no styles. No colour speaks alone: every cell has its mark and word,
every part of a bar its pattern and number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from textwrap import wrap

from graph.export.common import printable
from graph.export.looks import progress, word
from graph.export.words import cut, day
from graph.questions.matrix import Cell, Row
from graph.visits import Visit

WIDTH = 720
_NAMES = 324  # room for the concerns, left of the cells
_HEAD, _ROW, _BAR = 58, 30, 30
_INK, _NAVY, _GREY = "#1a1a1a", "#14375e", "#9a9a9a"
# Grounds of cells by tone; the words on them are always ink (contrast above 12 to 1).
_GROUNDS = {"better": "#dff0e4", "some": "#fdf0d5", "worse": "#f9dedb", "none": "#ffffff"}
STATUSES = ("done", "under_way", "planned", "superseded")


def visits_picture(
    rows: Sequence[tuple[int, Row]], visits: Sequence[Visit], new: frozenset[str]
) -> str:
    """Draw concerns by visits.

    Args:
        rows: with the number of each, which stands before its words.
        visits: the columns, a few.
        new: ids of papers, whose visits are called new.
    """
    wide = (WIDTH - _NAMES) / max(len(visits), 1)
    parts = [_head(visit, _NAMES + wide * at, wide, new=bool(visit.ids & new))
             for at, visit in enumerate(visits)]  # fmt: skip
    for line, (number, row) in enumerate(rows):
        top = _HEAD + line * _ROW
        parts.append(_line(0, top, WIDTH))
        parts.append(_text(f"{number}. {cut(row.concern.text, 46)}", 0, top + 19, size=13))
        cells = {cell.document: cell for cell in row.cells}
        for at, visit in enumerate(visits):
            parts.append(_cell(cells.get(visit.document.id), _NAMES + wide * at, top, wide))
    return _svg(_HEAD + len(rows) * _ROW + 2, parts)


def _head(visit: Visit, left: float, wide: float, *, new: bool) -> str:
    kind = wrap(word("kinds", visit.document.kind), int(wide / 5.6))[:2]
    when = f"{_short(visit.date)}{', new' if new else ''}"
    said = [_text(when, left + 6, 16, size=12, bold=True)]
    said += [_text(line, left + 6, 32 + 14 * at, size=11) for at, line in enumerate(kind)]
    return "".join(said)


def _short(date: str) -> str:
    """A date with three letters of its month, where a column is narrow."""
    return " ".join(part[:3] if part.isalpha() else part for part in day(date).split())


def _cell(cell: Cell | None, left: float, top: float, wide: float) -> str:
    if cell is None:
        return _text("raised later", left + 8, top + 19, size=11, colour="#4a4a4a")
    look = progress(cell.progress)
    if cell.state is None:
        return _text(str(look), left + 8, top + 19, size=12)
    # What is only proposed has no ground of its own, a broken edge, and says so.
    settled = cell.state in ("stated", "confirmed")
    ground, edge = (_GROUNDS[look.tone], "none") if settled else ("#ffffff", _GREY)
    dashes = "" if settled else ' stroke-dasharray="4 3"'
    box = _box(left + 2, top + 2, wide - 4, _ROW - 4, fill=ground, line=edge, more=dashes)
    state = word("link_states", cell.state).lower()
    return (
        f"{box}{_text(str(look), left + 8, top + 14, size=12)}"
        f"{_text(state, left + 8, top + 25, size=9.5, colour='#4a4a4a')}"
    )


def statuses_picture(points: Sequence[tuple[str, Counter[str]]]) -> str:
    """Draw how many actions had which status on each of these days, as bars one below another."""
    most = max((sum(counts.values()) for _, counts in points), default=1) or 1
    used = [status for status in STATUSES if any(counts[status] for _, counts in points)]
    parts = [_patterns(), *_legend(used)]
    for line, (when, counts) in enumerate(points):
        top = 38 + line * (_BAR + 4)
        parts.append(_text(day(when), 0, top + 21, size=13.5))
        parts.extend(_bar(counts, used, top, (WIDTH - 220) / most))
        total = f"{sum(counts.values())} in all"
        parts.append(_text(total, 148 + sum(counts.values()) * (WIDTH - 220) / most, top + 21))
    return _svg(38 + len(points) * (_BAR + 4) + 4, parts)


def _bar(counts: Mapping[str, int], used: Sequence[str], top: float, one: float) -> Iterator[str]:
    left = 140.0
    for status in used:
        if number := counts[status]:
            yield _box(left, top, number * one, _BAR, fill=_fill(status), line=_NAVY)
            middle = left + number * one / 2
            width = 9.0 * len(str(number)) + 8
            yield _box(middle - width / 2, top + 5, width, 20, fill="#ffffff", line="none")
            yield _text(str(number), middle, top + 20, size=13, bold=True, anchor="middle")
            left += number * one


def _legend(used: Sequence[str]) -> Iterator[str]:
    left = 140.0
    for status in used:
        name = word("action_statuses", status)
        yield _box(left, 6, 34, 20, fill=_fill(status), line=_NAVY)
        yield _text(name, left + 42, 21, size=13)
        left += 42 + 8 * len(name) + 30


def _fill(status: str) -> str:
    """Four grounds that differ in print without colour: full, hatched, empty, dotted."""
    plain = {"done": "#5b7ea6", "planned": "#ffffff"}
    return plain.get(status, f"url(#board-{status})")


def _patterns() -> str:
    start = '<pattern id="board-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
    ground = '<rect width="8" height="8" fill="{}"/>'
    hatch = f'<path d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6" stroke="{_NAVY}" stroke-width="1.6"/>'
    dots = f'<circle cx="4" cy="4" r="1.3" fill="{_NAVY}"/>'
    grounds = {
        "under_way": ground.format("#ffffff") + hatch,
        "superseded": ground.format("#e6e6e6") + dots,
    }
    made = (f"{start.format(name)}{shapes}</pattern>" for name, shapes in grounds.items())
    return f"<defs>{''.join(made)}</defs>"


def _svg(height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" '
        f'viewBox="0 0 {WIDTH} {height:g}" '
        f'font-family="Segoe UI, Arial, Libertinus Serif, sans-serif">{"".join(parts)}</svg>'
    )


def _text(
    text: str, x: float, y: float, *, size: float = 13, bold: bool = False,
    colour: str = _INK, anchor: str = "start",
) -> str:  # fmt: skip
    weight = ' font-weight="bold"' if bold else ""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    said = escape(printable(text))
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}"{weight}{at}>{said}</text>'
    )


def _box(
    x: float, y: float, wide: float, high: float, *, fill: str, line: str, more: str = ""
) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" '
        f'fill="{fill}" stroke="{line}"{more}/>'
    )


def _line(x: float, y: float, wide: float) -> str:
    return f'<path d="M{x:g} {y:g}H{x + wide:g}" stroke="{_GREY}" stroke-width="0.8"/>'
