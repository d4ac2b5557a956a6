"""Nodes of the network: records and owners, and what the network gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graph.records import Action, Comment, Concern, Document, Evidence, Link, Owner, Record

Thing: TypeAlias = Record | Owner

# Kinds of nodes in the order of a chain. Papers are no nodes: each record names its own.
KINDS = ("concern", "recommendation", "action", "owner", "evidence", "comment")
_RECOMMENDED = ("recommendation", "self_identified")


def kind_of(thing: Thing) -> str:
    """Return the kind of a node, one of KINDS.

    What a council or a review recommends or takes up itself is a recommendation here, as in the
    stages of a chain; a concern is what inspectors list for improvement.
    """
    if isinstance(thing, Owner):
        return "owner"
    if isinstance(thing, Concern):
        return "recommendation" if thing.kind in _RECOMMENDED else "concern"
    names: dict[type[Record], str] = {Action: "action", Evidence: "evidence", Comment: "comment"}
    return names[type(thing)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A record or an owner in the picture.

    Attributes:
        kind: one of KINDS.
        date: of the paper, ISO; empty for owners, and where no date is known.
        distance: links from the nearest start; ``None`` if only a path or a pin brings it in.
        open: whether its neighbours were asked for.
        around: neighbours that are not in the picture, by links that are followed.
    """

    id: str
    kind: str
    thing: Thing
    authority: str
    date: str
    distance: int | None
    open: bool
    around: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Neighbours of one kind that an expanded node has beyond those shown."""

    node: str
    kind: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What was asked for.

    Attributes:
        nodes: in the order in which they were reached.
        links: all links between these nodes that are followed, by id. That an owner holds an
            action (``ownedBy``) and that a point is part of another (``partOf``) are links too.
        rests: what expanded nodes have more.
        path: ids of the nodes of the path asked for, in order; empty if there is none.
        filtered: neighbours of expanded nodes that the filters leave out.
        full: whether there was no room for all.
        unknown: ids asked for that the store does not hold.
        documents: the papers of all authorities in the picture, by id.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    rests: tuple[Rest, ...]
    path: tuple[str, ...]
    filtered: int
    full: bool
    unknown: tuple[str, ...]
    documents: Mapping[str, Document]
