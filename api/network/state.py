"""The state of the explorer, which is its address: read from a query string and written to one.

Expanding, collapsing, pinning and the like are steps from one state to the next. They are taken
here alone, whether a script or a plain link asks for them, and each gives a new address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from api.network.marks import Point, mark, opened
from api.wording import query
from graph.network import STEP, Asked, Opening
from ontology.errors import SightlineError

Layout = Literal["stage", "force"]

DEEPEST = 4  # links that are followed without being asked
MOST_MARKS = 80  # starts, expanded nodes and pins that one address can hold
MORE = 24  # neighbours of one kind that "more" adds


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What somebody asks to be changed.

    Attributes:
        do: expand, collapse, reveal, pin, unpin, add or drop (a start).
        at: id of the node.
        only: kinds of neighbours to expand to, or the one kind to reveal more of.
        after: expand only to papers of this date or later; ``before`` of this date or earlier.
        place: where to pin.
    """

    do: str
    at: str
    only: tuple[str, ...] = ()
    after: str | None = None
    before: str | None = None
    place: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that the page shows follows from this, and from the store.

    Attributes:
        pins: nodes that stay in the picture, each with its place if it was given one.
        ends: the nodes between which a path is sought; empty text for one not chosen yet.
        node: the node whose details are shown.
        sought: words to find a start by.
    """

    start: tuple[str, ...] = ()
    depth: int = 1
    openings: Mapping[str, Opening] = field(default_factory=dict)
    shut: tuple[str, ...] = ()
    more: Mapping[tuple[str, str], int] = field(default_factory=dict)
    pins: Mapping[str, Point | None] = field(default_factory=dict)
    ends: tuple[str, str] = ("", "")
    kinds: tuple[str, ...] = ()
    theme: str | None = None
    states: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    layout: Layout = "stage"
    node: str = ""
    sought: str = ""
    authority: str | None = None

    def asked(self) -> Asked:
        """Return the question that this state is."""
        return Asked(
            start=self.start,
            depth=self.depth,
            openings=self.openings,
            shut=frozenset(self.shut),
            more=self.more,
            kept=tuple(self.pins),
            ends=self.ends if all(self.ends) else None,
            kinds=frozenset(self.kinds),
            theme=self.theme,
            states=frozenset(self.states),
            since=self.since,
            until=self.until,
        )

    def values(self) -> dict[str, object]:
        """Return the parameters of the address; what is as it is anyway is left out."""
        return {
            "authority": self.authority,
            "start": self.start,
            "depth": self.depth if self.depth != 1 else None,
            "open": [opened(node, one) for node, one in self.openings.items()],
            "shut": self.shut,
            "more": [mark(node, kind, number) for (node, kind), number in self.more.items()],
            "pin": [mark(node, *(place or ())) for node, place in self.pins.items()],
            "from": self.ends[0],
            "to": self.ends[1],
            "kind": self.kinds,
            "theme": self.theme,
            "state": self.states,
            "since": self.since,
            "until": self.until,
            "layout": self.layout if self.layout != "stage" else None,
            "node": self.node,
            "q": self.sought,
        }

    def address(self, path: str = "/network", **change: object) -> str:
        """Return the address of this state, with some parameters changed or added."""
        return query(path, self.values() | change)


def take(state: State, step: Step) -> State:
    """Return the state after a step. Raises SightlineError for a step that there is not."""
    if step.do not in STEPS:
        raise SightlineError(f"{step.do!r} is no step; there are {', '.join(STEPS)}")
    return within(STEPS[step.do](state, step))


def _expand(state: State, step: Step) -> State:
    opening = Opening(
        kinds=frozenset(step.only), since=step.after or None, until=step.before or None
    )
    shut = tuple(one for one in state.shut if one != step.at)
    return replace(state, openings={**state.openings, step.at: opening}, shut=shut, node=step.at)


def _collapse(state: State, step: Step) -> State:
    openings = {node: one for node, one in state.openings.items() if node != step.at}
    more = {key: number for key, number in state.more.items() if key[0] != step.at}
    shut = tuple(dict.fromkeys((*state.shut, step.at)))
    return replace(state, openings=openings, more=more, shut=shut, node=step.at)


def _reveal(state: State, step: Step) -> State:
    more = dict(state.more)
    for kind in step.only:
        more[step.at, kind] = more.get((step.at, kind), STEP) + MORE
    return replace(state, more=more)


def _pin(state: State, step: Step) -> State:
    return replace(state, pins={**state.pins, step.at: step.place}, node=step.at)


def _unpin(state: State, step: Step) -> State:
    pins = {node: place for node, place in state.pins.items() if node != step.at}
    return replace(state, pins=pins, node=step.at)


def _add(state: State, step: Step) -> State:
    start = tuple(dict.fromkeys((*state.start, step.at)))
    return replace(state, start=start, node=step.at, sought="")


def _drop(state: State, step: Step) -> State:
    start = tuple(one for one in state.start if one != step.at)
    return replace(state, start=start or state.start, node="")


STEPS = {
    "expand": _expand,
    "collapse": _collapse,
    "reveal": _reveal,
    "pin": _pin,
    "unpin": _unpin,
    "add": _add,
    "drop": _drop,
}


def within(state: State) -> State:
    """Return the state. Raises SightlineError where no address should hold so much."""
    marks = len(state.start) + len(state.openings) + len(state.shut) + len(state.pins)
    if marks + len(state.more) > MOST_MARKS:
        raise SightlineError(
            f"An address holds at most {MOST_MARKS} starts, expanded, collapsed and pinned nodes; "
            "collapse or unpin some, or start again from one of them."
        )
    return state
