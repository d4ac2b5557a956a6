"""The picture's nodes and links as GraphML, named as in the GraphML of the exports."""

from __future__ import annotations

import io

import networkx as nx

from graph.export.common import printable
from graph.network import Network, Node
from graph.records import Link, Owner

Attributes = dict[str, str | int | float]


def graphml(network: Network) -> bytes:
    """Return a directed graph with parallel edges as UTF-8 GraphML; equal calls, equal bytes."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(network.nodes, key=lambda node: node.id):
        graph.add_node(printable(node.id), **_node(node, network))
    for link in network.links:
        subject, target = printable(link.subject), printable(link.object)
        told = _link(link)
        graph.add_edge(subject, target, key=link.id, id=link.id, **told)
    buffer = io.BytesIO()
    nx.write_graphml_xml(graph, buffer, named_key_ids=True)
    return buffer.getvalue()


def _node(node: Node, network: Network) -> Attributes:
    thing = node.thing
    if isinstance(thing, Owner):
        return _said(kind="owner", label=thing.name, owner_kind=thing.kind)
    paper = network.documents.get(thing.document)
    return _said(
        kind=node.kind,
        label=thing.text if len(thing.text) <= 60 else f"{thing.text[:59].rstrip()}…",
        text=thing.text,
        authority=thing.authority,
        themes=" ".join(thing.themes),
        document=thing.document,
        file=paper.file if paper else None,
        date=node.date,
        page=thing.quote.page,
        paragraph=thing.quote.paragraph,
        start=thing.quote.start,
        end=thing.quote.end,
        status=getattr(thing, "status", None),
        due=getattr(thing, "due", None),
        voice=getattr(thing, "voice", None),
        polarity=getattr(thing, "polarity", None),
    )


def _link(link: Link) -> Attributes:
    return _said(
        label=link.relation,
        relation=link.relation,
        basis=link.basis,
        state=link.state,
        score=link.score,
        progress=link.progress,
        document=link.document,
    )


def _said(**values: str | float | None) -> Attributes:
    """Return what is known; GraphML has no word for a missing value but leaving it out."""
    return {
        name: printable(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None and value != ""
    }
