"""Lays the network out in stages: a column for each kind, lines that never run behind a card.

Order within a column is by barycentre (Sugiyama, Tagawa and Toda, 1981). A line to a column
further off gets a lane of its own through every column between, where no card may stand, so that
it cannot seem to come from a card on its way. Settled lines from one card share a lane, the others
another, so that a dashed line never runs beneath a plain one. Heights follow by pooling (Ayer and
others, 1955): each card as near to the middle of what it is joined to as its order allows, none
upon another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from viz.network import WIDTH, Card, columns_of

GUTTER = 140  # pixels between columns, where lines bend and say their word
GAP = 18  # pixels between two cards of a column
LANE = 26  # pixels of a lane, in the place of a card
HEADING = 46  # pixels from the heading of a column down to the top of its first card
SWEEPS = 6

Point = tuple[int, int]
Item = tuple[str, int]  # a card or a lane, and its column


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How a line runs: from the right edge of one card to the left edge of another.

    Attributes:
        ends: keys of the two cards, the left one first.
        points: between the two edges it bends in every gutter, and is straight in every lane.
        beside: whether both cards stand in one column; it then runs from right edge to right edge.
    """

    ends: tuple[str, str]
    points: tuple[Point, ...]
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything stands, in pixels from the top left card's middle, down and to the right.

    Attributes:
        columns: kind and middle of each column, from the left.
        top: of the headings.
        places: middle of each card.
        routes: how each line runs.
    """

    columns: tuple[tuple[str, int], ...]
    top: int
    places: Mapping[str, Point]
    routes: Mapping[str, Route]


def layout(
    cards: Sequence[Card],
    lines: Mapping[str, tuple[str, str]],
    *,
    dashed: Collection[str] = (),
    pinned: Mapping[str, Point] | None = None,
) -> Layout:
    """Return the places of all cards.

    Args:
        cards: in the order that holds where lines do not tell another, as by date.
        lines: for each line the keys of the two cards that it joins.
        dashed: keys of lines that are not settled.
        pinned: cards whose places are given.
    """
    return _Board(cards, lines, frozenset(dashed), pinned or {}).layout()


@dataclass(slots=True)
class _Board:
    cards: Sequence[Card]
    lines: Mapping[str, tuple[str, str]]
    dashed: frozenset[str]
    pinned: Mapping[str, Point]
    column: dict[str, int] = field(default_factory=dict)
    height: dict[Item, int] = field(default_factory=dict)
    table: list[list[Item]] = field(default_factory=list)
    beside: dict[Item, list[Item]] = field(default_factory=lambda: defaultdict(list))
    y: dict[Item, float] = field(default_factory=dict)

    def layout(self) -> Layout:
        kinds = columns_of(card.kind for card in self.cards)
        self.column = {card.key: kinds[card.kind] for card in self.cards}
        self.height = {(card.key, kinds[card.kind]): card.height for card in self.cards}
        self.table = [[] for _ in kinds]
        for item in self.height:
            self.table[item[1]].append(item)
        for line, ends in self.lines.items():
            self.join(line, *ends)
        for column in self.table:
            self.stack(column)
        for sweep in range(SWEEPS):
            for column in self.table if sweep % 2 == 0 else self.table[::-1]:
                self.sort(column)
                self.settle(column)
        places = {key: self.place(key) for key in self.column}
        top = min((self.y[item] - self.height[item] / 2 for item in self.height), default=0)
        return Layout(
            columns=tuple((kind, self.x(at)) for kind, at in kinds.items()),
            top=round(top) - HEADING,
            places=places,
            routes={line: self.route(places, line) for line in self.lines},
        )

    def x(self, column: int) -> int:
        return column * (WIDTH + GUTTER)

    def place(self, key: str) -> Point:
        column = self.column[key]
        return self.pinned.get(key) or (self.x(column), round(self.y[key, column]))

    def join(self, line: str, first: str, last: str) -> None:
        """Note what stands beside what, with lanes through the columns between."""
        left, right = sorted((first, last), key=lambda key: self.column[key])
        start, stop = self.column[left], self.column[right]
        if start == stop:
            return
        before: Item = (left, start)
        for at in range(start + 1, stop):
            lane = self.lane(line, left, at)
            if lane not in self.height:
                self.height[lane] = LANE
                self.table[at].append(lane)
                self.meet(before, lane)
            before = lane
        self.meet(before, (right, stop))

    def lane(self, line: str, left: str, at: int) -> Item:
        """The lane through a column that all such lines from a card on its left share."""
        return f"{left} {'dashed' if line in self.dashed else 'plain'}", at

    def meet(self, one: Item, two: Item) -> None:
        self.beside[one].append(two)
        self.beside[two].append(one)

    def stack(self, column: Iterable[Item]) -> None:
        """Put a column down from the top, in its order."""
        top = 0.0
        for item in column:
            self.y[item] = top + self.height[item] / 2
            top += self.height[item] + GAP

    def wish(self, item: Item) -> float:
        """Where an item would best stand: in the middle of what it is joined to."""
        around = [self.y[one] for one in self.beside[item]]
        return sum(around) / len(around) if around else self.y[item]

    def sort(self, column: list[Item]) -> None:
        wishes = {item: self.wish(item) for item in column}
        column.sort(key=lambda item: wishes[item])

    def settle(self, column: Sequence[Item]) -> None:
        """Bring each item as near to its wish as can be without changing the order.

        Counted from the middle of the item above, all that must hold is that what remains of the
        wishes does not fall; neighbours that break this are pooled at their mean.
        """
        offset, offsets = 0.0, []
        for number, item in enumerate(column):
            if number:
                offset += (self.height[column[number - 1]] + self.height[item]) / 2 + GAP
            offsets.append(offset)
        pools: list[tuple[float, int]] = []  # mean, and how many
        for item, at in zip(column, offsets, strict=True):
            mean, number = self.wish(item) - at, 1
            while pools and pools[-1][0] >= mean:
                before, many = pools.pop()
                mean = (before * many + mean * number) / (many + number)
                number += many
            pools.append((mean, number))
        settled = [mean for mean, number in pools for _ in range(number)]
        for item, at, mean in zip(column, offsets, settled, strict=True):
            self.y[item] = at + mean

    def route(self, places: Mapping[str, Point], line: str) -> Route:
        first, last = self.lines[line]
        left, right = sorted((first, last), key=lambda key: self.column[key])
        start, stop, half = self.column[left], self.column[right], WIDTH // 2
        (x0, y0), (x1, y1) = places[left], places[right]
        points = [(x0 + half, y0)]
        if start == stop:
            return Route(ends=(left, right), points=(*points, (x1 + half, y1)), beside=True)
        for at in range(start + 1, stop):
            y = round(self.y[self.lane(line, left, at)])
            points += [(self.x(at) - half, y), (self.x(at) + half, y)]
        return Route(ends=(left, right), points=(*points, (x1 - half, y1)))
