"""Diagrams of the ontology as SVG: classes as boxes, properties as numbered arrows.

Each number stands in a table beside the diagram, so that nobody needs the picture. Nothing in the
picture is styled by rules, because the pages that show it allow no inline style.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 150, 46  # of a box
_COLUMN, _ROW = 250, 125  # from one box to the next
_APART = 26  # between arrows that join the same two boxes
_INK, _LINE, _GROUND, _MARK = "#16222e", "#4a5968", "#f4f6f8", "#14548c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A property from one class to another, with its number in the diagram."""

    number: int
    source: str
    target: str
    label: str


def diagram(
    arrows: Sequence[Arrow],
    places: Mapping[str, tuple[float, float]],
    *,
    title: str,
    key: str,
) -> str:
    """Return an SVG of classes and arrows.

    Args:
        arrows: what joins the classes; those to a class without a place are an error.
        places: column and row of each class, from 0.
        title: what it shows, for who cannot see it.
        key: tells its parts from those of other diagrams on one page.
    """
    right = max(column for column, _ in places.values()) * _COLUMN + WIDTH + 90
    bottom = max(row for _, row in places.values()) * _ROW + HEIGHT + 70
    parts = [
        f'<svg class="diagram" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {right:g} {bottom:g}" width="{right:g}" height="{bottom:g}">',
        f"<title>{escape(title)}</title>",
        f'<defs><marker id="tip-{key}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
        f'markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="{_LINE}"/>'
        "</marker></defs>",
        *_arrows(arrows, {name: _middle(place) for name, place in places.items()}, key),
        *(_box(name, _middle(place)) for name, place in places.items()),
        "</svg>",
    ]
    return "".join(parts)


def _middle(place: tuple[float, float]) -> tuple[float, float]:
    column, row = place
    return 20 + column * _COLUMN + WIDTH / 2, 45 + row * _ROW + HEIGHT / 2


def _box(name: str, middle: tuple[float, float]) -> str:
    x, y = middle
    return (
        f'<rect x="{x - WIDTH / 2:g}" y="{y - HEIGHT / 2:g}" width="{WIDTH}" height="{HEIGHT}" '
        f'rx="6" fill="{_GROUND}" stroke="{_INK}" stroke-width="2"/>'
        f'<text x="{x:g}" y="{y + 6:g}" text-anchor="middle" font-size="17" '
        f'font-family="sans-serif" font-weight="600" fill="{_INK}">{escape(name)}</text>'
    )


def _arrows(
    arrows: Iterable[Arrow], at: Mapping[str, tuple[float, float]], key: str
) -> Iterable[str]:
    together: dict[frozenset[str], list[Arrow]] = defaultdict(list)
    for arrow in arrows:
        together[frozenset((arrow.source, arrow.target))].append(arrow)
    for group in together.values():
        for place, arrow in enumerate(group):
            if arrow.source == arrow.target:
                way, x, y = _loop(at[arrow.source], place)
            else:
                aside = (place - (len(group) - 1) / 2) * _APART
                turned = aside if arrow.source < arrow.target else -aside
                way, x, y = _line(at[arrow.source], at[arrow.target], turned)
            yield f'<path d="{way}" {_STROKE} marker-end="url(#tip-{key})"/>'
            yield _number(arrow, x, y)


def _line(
    start: tuple[float, float], end: tuple[float, float], aside: float
) -> tuple[str, float, float]:
    """A way between two boxes, moved aside from the straight one by so much, and its middle."""
    along = math.atan2(end[1] - start[1], end[0] - start[0])
    dx, dy = -math.sin(along) * aside, math.cos(along) * aside
    x1, y1 = _edge(start, along, dx, dy)
    x2, y2 = _edge(end, along + math.pi, dx, dy)
    return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", (x1 + x2) / 2, (y1 + y2) / 2


def _edge(middle: tuple[float, float], angle: float, dx: float, dy: float) -> tuple[float, float]:
    """Where a ray from beside the middle of a box leaves it."""
    across, down = math.cos(angle), math.sin(angle)
    reach = [
        (half - math.copysign(1, way) * off) / abs(way)
        for half, way, off in ((WIDTH / 2, across, dx), (HEIGHT / 2, down, dy))
        if abs(way) > 1e-9
    ]
    length = max(min(reach), 0) + 3
    return middle[0] + dx + across * length, middle[1] + dy + down * length


def _loop(middle: tuple[float, float], place: int) -> tuple[str, float, float]:
    """A way from a box to itself, above it, and the middle of it."""
    x = middle[0] + WIDTH / 2 - 52 - place * 48
    y = middle[1] - HEIGHT / 2 - 3
    way = f"M{x:.1f} {y:.1f}c-12 -44 44 -44 26 0"
    return way, x + 15, y - 32


def _number(arrow: Arrow, x: float, y: float) -> str:
    return (
        f'<g><title>{escape(arrow.label)}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="11" '
        f'fill="#ffffff" stroke="{_MARK}" stroke-width="1.5"/><text x="{x:.1f}" y="{y + 4.5:.1f}" '
        f'text-anchor="middle" font-size="13" font-family="sans-serif" fill="{_MARK}">'
        f"{arrow.number}</text></g>"
    )


_STROKE = f'fill="none" stroke="{_LINE}" stroke-width="1.6"'
