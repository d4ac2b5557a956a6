"""The graph of a store as a networkx MultiDiGraph, for any algorithm that networkx has.

A function and no method of ``View``: it needs nothing but what every view gives, so that a store
has nothing to implement, and all stores give the same graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.records import Action, Concern, Link, Record
from graph.store.base import View

if TYPE_CHECKING:
    import networkx as nx

OWNED, PART = "ownedBy", "partOf"  # what records themselves state, without a link


def to_networkx(
    view: View, *, authority: str | None = None, settled: bool = False
) -> nx.MultiDiGraph[str]:
    """Return records, owners and what joins them, in a fixed order.

    Nodes have ``kind`` (concern, comment, action, evidence or owner), ``text``, ``date`` (of the
    paper, ISO; empty if unknown), ``authority`` and, but for owners, ``record``. Edges are keyed
    by the id of their link and have ``relation``, ``state``, ``score`` (``None`` unless matched)
    and ``link``. That an action is ``ownedBy`` an owner and a point ``partOf`` another are edges
    too, stated by the paper of the record; their ``link`` is ``None``.

    Args:
        view: the store.
        authority: only this one's; everybody's if not given.
        settled: leave out what is only proposed or in doubt; rejected links are never in.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    dates = {paper.id: paper.date for paper in view.documents(authority=authority)}
    records = view.records(Record, authority=authority)
    for record in records:
        graph.add_node(
            record.id,
            kind=type(record).__name__.lower(),
            text=record.text,
            date=dates.get(record.document, ""),
            authority=record.authority,
            record=record,
        )
    for record in records:
        if isinstance(record, Action):
            _owners(graph, record)
        elif isinstance(record, Concern) and record.parent in graph:
            _join(graph, record.id, PART, str(record.parent))
    for link in view.links(authority=authority):
        if _counts(link, settled=settled) and link.subject in graph and link.object in graph:
            graph.add_edge(
                link.subject,
                link.object,
                key=link.id,
                relation=link.relation,
                state=link.state,
                score=link.score,
                link=link,
            )
    return graph


def _counts(link: Link, *, settled: bool) -> bool:
    return link.settled if settled else link.state != "rejected"


def _owners(graph: nx.MultiDiGraph[str], action: Action) -> None:
    for owner in action.owners:
        if owner.id not in graph:
            graph.add_node(
                owner.id, kind="owner", text=owner.name, date="", authority=action.authority
            )
        _join(graph, action.id, OWNED, owner.id)


def _join(graph: nx.MultiDiGraph[str], subject: str, relation: str, target: str) -> None:
    key = f"{relation}:{subject}:{target}"
    graph.add_edge(
        subject, target, key=key, relation=relation, state="stated", score=None, link=None
    )
