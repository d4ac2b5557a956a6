"""TriG, N-Quads and Turtle, written by Oxigraph from statements in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO

import pyoxigraph as ox

from graph.rdf.terms import PREFIXES, RDF, XSD, Dataset, Graph, Iri, Value, ordered

_FIRST, _REST = ox.NamedNode(f"{RDF}first"), ox.NamedNode(f"{RDF}rest")
_NIL = ox.NamedNode(f"{RDF}nil")
_DECIMAL = ox.NamedNode(f"{XSD}decimal")
_Term = ox.NamedNode | ox.BlankNode | ox.Literal


def write_trig(dataset: Dataset, handle: BinaryIO) -> None:
    """Write named graphs as TriG."""
    ox.serialize(quads(dataset), handle, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)


def write_nquads(dataset: Dataset, handle: BinaryIO) -> None:
    """Write named graphs as N-Quads, a statement on each line."""
    ox.serialize(quads(dataset), handle, format=ox.RdfFormat.N_QUADS)


def write_turtle(dataset: Dataset, handle: BinaryIO) -> None:
    """Write all statements without their graphs, for tools that know none.

    What each paper says of a record that several papers state runs together in it, so it cannot
    be taken in again.
    """
    merged: Graph = {}
    for graph in dataset.values():
        for subject, node in graph.items():
            known = merged.setdefault(subject, {})
            for name, values in node.items():
                held = known.setdefault(name, [])
                known[name] = held + [value for value in values if value not in held]
    triples = (quad.triple for quad in quads({"": merged}))
    ox.serialize(triples, handle, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def quads(dataset: Dataset) -> Iterator[ox.Quad]:
    """Yield every statement in a fixed order; ``""`` names the default graph."""
    number = 0
    for name in sorted(dataset):
        graph = ox.NamedNode(name) if name else ox.DefaultGraph()
        for subject in sorted(dataset[name]):
            lists: list[tuple[ox.BlankNode, tuple[Value, ...]]] = []
            about = ox.NamedNode(subject)
            for prop, values in ordered(dataset[name][subject]):
                by = ox.NamedNode(prop)
                for value in values:
                    if isinstance(value, tuple):
                        number += 1
                        lists.append((ox.BlankNode(f"list{number}"), value))
                        yield ox.Quad(about, by, lists[-1][0], graph)
                    else:
                        yield ox.Quad(about, by, _term(value), graph)
            for head, values_of_list in lists:
                yield from _list(head, values_of_list, graph)


def _list(
    head: ox.BlankNode, values: tuple[Value, ...], graph: ox.NamedNode | ox.DefaultGraph
) -> Iterator[ox.Quad]:
    here = head
    for place, value in enumerate(values, start=1):
        yield ox.Quad(here, _FIRST, _term(value), graph)
        last = place == len(values)
        rest = _NIL if last else ox.BlankNode(f"{head.value}x{place}")
        yield ox.Quad(here, _REST, rest, graph)
        if isinstance(rest, ox.BlankNode):
            here = rest


def _term(value: Value) -> _Term:
    if isinstance(value, Iri):
        return ox.NamedNode(value)
    if isinstance(value, Decimal):
        return ox.Literal(format(value, "f"), datatype=_DECIMAL)
    if isinstance(value, str | bool | int):
        return ox.Literal(value)
    raise TypeError("a list does not stand in a list")
