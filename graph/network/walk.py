"""Walks from the starts outwards, through what the filters let pass, until the picture is full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from graph.network.asked import Asked, Opening
from graph.network.ground import Ground, other, worth
from graph.network.holdings import Holdings
from graph.network.nodes import KINDS, Network, Node, Rest, kind_of
from graph.network.path import path
from graph.records import Link, Record
from graph.store.base import View
from ontology.errors import UnknownRecordError

MOST = 300  # nodes of a picture, with those that stand for a rest
STEP = 8  # neighbours of one kind that an expansion brings, the best first


def explore(
    view: View,
    asked: Asked,
    *,
    most: int = MOST,
    holdings: Callable[[str], Holdings] | None = None,
) -> Network:
    """Return the part of the graph that is asked for, at most *most* nodes of it.

    A filter leaves out what does not fit, and thereby what only that leads to. Starts, pins and
    paths always stay. Each round of links costs three questions to the store, however many nodes
    it starts from.

    Args:
        view: the store.
        asked: where to start, how far to go, what to leave out.
        most: nodes, counted with those that stand for a rest.
        holdings: gives the holdings of an authority, where they are kept between calls.

    Raises:
        UnknownRecordError: the store holds none of the starts.
    """
    walk = _Walk(Ground(view, holdings), asked, most)
    walk.begin()
    walk.go()
    return walk.end()


class _Walk:
    """A network in the making."""

    def __init__(self, ground: Ground, asked: Asked, most: int) -> None:
        self.ground, self.asked, self.most = ground, asked, most
        self.distance: dict[str, int | None] = {}  # in the order in which nodes were reached
        self.open: set[str] = set()
        self.passed: dict[tuple[str, str], list[str]] = {}  # node and kind: all that would fit
        self.filtered: set[str] = set()
        self.path: tuple[str, ...] = ()
        self.full = False

    def begin(self) -> None:
        """Put down the starts, the path and what is kept."""
        asked, ground = self.asked, self.ground
        ground.meet(asked.start)
        starts = [one for one in dict.fromkeys(asked.start) if one in ground.things]
        if not starts:
            named = ", ".join(asked.start[:3])
            raise UnknownRecordError(f"The store holds nothing to start at under {named}.")
        if asked.ends:
            self.path = path(ground, asked.ends, follows=asked.follows)
        ground.meet(asked.kept, ground.authority[starts[0]])
        for one in starts[: self.most]:
            self.distance[one] = 0
        for one in (*self.path, *asked.kept):
            if one in ground.things and len(self.distance) < self.most:
                self.distance.setdefault(one, None)

    def go(self) -> None:
        """Expand round by round."""
        frontier = list(self.distance)
        while frontier:
            self.ground.explore(frontier)
            around = {one: self.neighbours(one) for one in frontier if self.expands(one)}
            self.ground.meet({far for found in around.values() for far in found})
            frontier = [new for one, found in around.items() for new in self.expand(one, found)]

    def expands(self, node: str) -> bool:
        """Whether a node's neighbours are asked for."""
        if node in self.asked.shut:
            return False
        far = self.distance[node]
        return node in self.asked.openings or (far is not None and far < self.asked.depth)

    def neighbours(self, node: str) -> dict[str, Link]:
        """What followed links lead to from a node, each with its best link, the best first."""
        links = filter(self.asked.follows, self.ground.links(node).values())
        found: dict[str, Link] = {}
        for link in sorted(links, key=worth):
            found.setdefault(other(link, node), link)
        return found

    def expand(self, node: str, found: dict[str, Link]) -> Iterator[str]:
        """Take in a node's neighbours, kind by kind, as far as there is room; yield the new."""
        self.open.add(node)
        far = self.distance[node]
        step = None if far is None else far + 1
        for kind, fitting in self.fitting(node, found).items():
            new = [one for one in fitting if one not in self.distance]
            for one in new[: self.room(node, kind, fitting, len(new))]:
                self.distance[one] = step
                yield one
            for one in fitting:
                # A node of a path or a pin that the walk reaches is as near as any other.
                if self.distance.get(one, 0) is None and step is not None:
                    self.distance[one] = step
                    yield one

    def room(self, node: str, kind: str, fitting: list[str], new: int) -> int:
        """How many new neighbours of a kind can come in; notes where that is not all of them."""
        most = min(new, self.asked.more.get((node, kind), STEP))
        left = self.most - len(self.distance) - len(self.passed)
        if most == new and new <= left:
            return new
        if left < 1:  # not even for a node that stands for the rest
            self.full = True
            return 0
        self.passed[node, kind] = fitting
        self.full = self.full or left - 1 < most
        return min(most, left - 1)

    def fitting(self, node: str, found: Iterable[str]) -> dict[str, list[str]]:
        """Neighbours that the filters let pass, by kind, in the order of KINDS."""
        ground, opening = self.ground, self.asked.openings.get(node, Opening())
        groups: dict[str, list[str]] = defaultdict(list)
        for one in found:
            thing = ground.things.get(one)
            if thing is None:
                continue
            kind, date = kind_of(thing), ground.date(one)
            themes = thing.themes if isinstance(thing, Record) else ()
            if not self.asked.fits(kind, date, themes):
                self.filtered.add(one)
            elif opening.fits(kind, date):
                groups[kind].append(one)
        return {kind: groups[kind] for kind in KINDS if kind in groups}

    def rests(self) -> Iterator[Rest]:
        """What expanded nodes have beyond the nodes in the picture."""
        for (node, kind), fitting in self.passed.items():
            number = sum(one not in self.distance for one in fitting)
            if number:
                yield Rest(node=node, kind=kind, number=number)

    def end(self) -> Network:
        """Gather what was found."""
        ground, asked = self.ground, self.asked
        ground.explore(self.distance)
        links = {
            link.id: link
            for node in self.distance
            for link in ground.links(node).values()
            if link.subject in self.distance and link.object in self.distance
        }
        named = (*asked.start, *asked.kept, *(asked.ends or ()))
        authorities = {ground.authority[node] for node in self.distance}
        return Network(
            nodes=tuple(self.node(one) for one in self.distance),
            links=tuple(link for _, link in sorted(links.items()) if asked.follows(link)),
            rests=tuple(self.rests()),
            path=self.path,
            filtered=len(self.filtered - set(self.distance)),
            full=self.full,
            unknown=tuple(one for one in dict.fromkeys(named) if one not in ground.things),
            documents={
                key: paper for one in authorities for key, paper in ground.papers(one).items()
            },
        )

    def node(self, one: str) -> Node:
        thing = self.ground.things[one]
        return Node(
            id=one,
            kind=kind_of(thing),
            thing=thing,
            authority=self.ground.authority[one],
            date=self.ground.date(one),
            distance=self.distance[one],
            open=one in self.open,
            around=sum(far not in self.distance for far in self.neighbours(one)),
        )
