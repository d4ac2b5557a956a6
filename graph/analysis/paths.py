"""The shortest explanations between two records: which links lead from the one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from graph.analysis.multigraph import to_networkx
from graph.records import Link, Record
from graph.store.base import View
from ontology.errors import SightlineError

if TYPE_CHECKING:
    import networkx as nx

MOST = 3  # explanations that are given unless more are asked for
COUNTED = 1000  # equal ones are counted up to here
_STEP = 1_000_000  # weighs more than any number of proposals on one way


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an explanation.

    Attributes:
        relation: of the link.
        forward: whether the step goes from the link's subject to its object.
        state: of the link; ``stated`` where the record itself names its owner or whole.
        link: the link, ``None`` there.
        to: id of the node that the step leads to.
        record: the record there; ``None`` for an owner.
        name: its words, or the owner's name.
    """

    relation: str
    forward: bool
    state: str
    link: Link | None
    to: str
    record: Record | None
    name: str

    @property
    def settled(self) -> bool:
        """Whether a paper states it or a person confirmed it."""
        return self.state in ("stated", "confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One way from a record to another.

    Attributes:
        start: the record that it begins with.
        steps: at least one.
        equal: how many ways are as short and as sure; COUNTED stands for that many or more.
    """

    start: Record
    steps: tuple[Step, ...]
    equal: int

    @property
    def proposed(self) -> int:
        """How many of its steps nobody has confirmed."""
        return sum(not step.settled for step in self.steps)


def explanations(
    view: View, first: str, last: str, *, settled: bool = False, most: int = MOST
) -> list[Explanation]:
    """Return the shortest ways between two records, the best scored first; none if there is none.

    Of ways with as many steps, those with fewest proposals count. An owner joins everything that
    it owns, so a way leads through an owner only where no other does.

    Args:
        view: the store.
        first: id of a record.
        last: id of another.
        settled: use only what papers state and people confirmed.
        most: how many to return.

    Raises:
        UnknownRecordError: one of them is not held.
        SightlineError: they are one record, or of two authorities.
    """
    ends = view.record(first), view.record(last)
    if first == last:
        raise SightlineError("both are the same record; name two")
    if ends[0].authority != ends[1].authority:
        raise SightlineError(
            f"one record is about {ends[0].authority}, the other about {ends[1].authority}; "
            "links join records of one authority"
        )
    graph = to_networkx(view, authority=ends[0].authority, settled=settled)
    for among in (_without_owners(graph), graph):
        ways = list(islice(_ways(among, first, last), COUNTED))
        if ways:
            told = [
                Explanation(
                    start=ends[0],
                    steps=tuple(_step(among, *pair) for pair in pairwise(way)),
                    equal=len(ways),
                )
                for way in ways
            ]
            return sorted(told, key=_worth)[:most]
    return []


def _without_owners(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    return graph.subgraph([key for key, data in graph.nodes(data=True) if data["kind"] != "owner"])


def _ways(graph: nx.MultiDiGraph[str], first: str, last: str) -> Iterator[list[str]]:
    import networkx as nx

    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from((first, last))
    for one, other, data in graph.edges(data=True):
        weight = _STEP + (data["state"] not in ("stated", "confirmed"))
        if not plain.has_edge(one, other) or weight < plain[one][other]["weight"]:
            plain.add_edge(one, other, weight=weight)
    try:
        yield from nx.all_shortest_paths(plain, first, last, weight="weight")
    except nx.NetworkXNoPath:
        return


def _step(graph: nx.MultiDiGraph[str], here: str, there: str) -> Step:
    """The surest edge between two nodes, whichever way it points."""
    edges = [(data, True) for data in (graph.get_edge_data(here, there) or {}).values()]
    edges += [(data, False) for data in (graph.get_edge_data(there, here) or {}).values()]
    data, forward = min(
        edges,
        key=lambda edge: (
            edge[0]["state"] not in ("stated", "confirmed"),
            -(edge[0]["score"] or 0.0),
            edge[0]["relation"],
            not edge[1],
        ),
    )
    node = graph.nodes[there]
    return Step(
        relation=data["relation"],
        forward=forward,
        state=data["state"],
        link=data["link"],
        to=there,
        record=node.get("record"),
        name=node["text"],
    )


def _worth(way: Explanation) -> tuple[float, tuple[str, ...]]:
    """Best scored first: what its proposals score in all; then by ids."""
    scores = [step.link.score or 0.0 for step in way.steps if step.link and not step.settled]
    return -sum(scores), tuple(step.to for step in way.steps)
