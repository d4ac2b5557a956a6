"""The picture's nodes and links as GraphML, named as in the GraphML of the exports."""

from __future__ import annotations

import networkx as nx

from graph.export.common import printable
from graph.export.graphml import Attributes, as_bytes, known, of_link, of_record
from graph.network import Network, Node
from graph.records import Owner

_LABEL = 60  # signs


def graphml(network: Network) -> bytes:
    """Return a directed graph with parallel edges as UTF-8 GraphML; equal calls, equal bytes."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(network.nodes, key=lambda node: node.id):
        graph.add_node(printable(node.id), **_node(node, network))
    for link in network.links:
        subject, target = printable(link.subject), printable(link.object)
        graph.add_edge(subject, target, key=link.id, id=link.id, **of_link(link))
    return as_bytes(graph)


def _node(node: Node, network: Network) -> Attributes:
    thing = node.thing
    if isinstance(thing, Owner):
        return known(kind="owner", label=thing.name, owner_kind=thing.kind)
    label = thing.text if len(thing.text) <= _LABEL else f"{thing.text[: _LABEL - 1].rstrip()}…"
    told = known(kind=node.kind, label=label)
    return told | of_record(thing, network.documents.get(thing.document))
