"""Reads RDF files into named graphs, the plain dictionaries that records are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pyoxigraph as ox

from graph.rdf.terms import RDF, XSD, Dataset, Iri, Value
from ontology.errors import LoadError

FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_FIRST, _REST = ox.NamedNode(f"{RDF}first"), ox.NamedNode(f"{RDF}rest")
_NUMBERS = {f"{XSD}integer": int, f"{XSD}decimal": Decimal, f"{XSD}double": Decimal}


def dataset_from(data: bytes, name: str) -> Dataset:
    """Read a file in TriG, N-Quads or JSON-LD; the ending of its name tells which.

    A context that lies on the web is not fetched.

    Raises:
        LoadError: it is none of these, or not well formed.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix not in FORMATS:
        raise LoadError(f"{name}: RDF is read as {', '.join(FORMATS)}; convert it to one of them")
    dataset: Dataset = {}
    lists = _Lists()
    try:
        for quad in ox.parse(data, format=FORMATS[suffix]):
            if isinstance(quad.subject, ox.BlankNode):
                lists.cell(quad.subject, quad)
                continue
            graph = dataset.setdefault(getattr(quad.graph_name, "value", ""), {})
            values = graph.setdefault(_iri(quad.subject), {}).setdefault(quad.predicate.value, [])
            if isinstance(quad.object, ox.BlankNode):
                lists.wait(quad.object, values)
            else:
                values.append(_value(quad))
    except (SyntaxError, ValueError, ArithmeticError) as error:
        raise LoadError(f"{name}: this cannot be read as RDF: {_first_line(error)}") from error
    lists.join()
    _once(dataset)
    return dataset


class _Lists:
    """Puts each rdf:List, which comes in cells, into the place of its first cell."""

    def __init__(self) -> None:
        self._first: dict[ox.BlankNode, Value] = {}
        self._rest: dict[ox.BlankNode, ox.BlankNode] = {}
        self._waiting: list[tuple[list[Value], int, ox.BlankNode]] = []

    def cell(self, cell: ox.BlankNode, quad: ox.Quad) -> None:
        """Take in a statement about a cell; what is not of a list is passed over."""
        if quad.predicate == _FIRST and not isinstance(quad.object, ox.BlankNode):
            self._first[cell] = _value(quad)
        elif quad.predicate == _REST and isinstance(quad.object, ox.BlankNode):
            self._rest[cell] = quad.object

    def wait(self, head: ox.BlankNode, values: list[Value]) -> None:
        """Keep a place among *values* for the list that begins with this cell."""
        self._waiting.append((values, len(values), head))
        values.append(())

    def join(self) -> None:
        """Fill the places, once every statement has been seen."""
        for values, place, head in self._waiting:
            values[place] = tuple(self._members(head))

    def _members(self, head: ox.BlankNode) -> Iterator[Value]:
        here: ox.BlankNode | None = head
        seen = set()
        while here is not None and here not in seen:  # a ring would have no end
            seen.add(here)
            if here in self._first:
                yield self._first[here]
            here = self._rest.get(here)


def _once(dataset: Dataset) -> None:
    """A statement that a file makes twice is one statement."""
    for graph in dataset.values():
        for node in graph.values():
            for values in node.values():
                values[:] = dict.fromkeys(values)


def _value(quad: ox.Quad) -> Value:
    term = quad.object
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if not isinstance(term, ox.Literal):
        raise ValueError(f"a statement of {quad.subject} is neither a name nor a text")
    kind = term.datatype.value
    if kind == f"{XSD}boolean":
        return term.value in ("true", "1")
    number: Callable[[str], int | Decimal] | None = _NUMBERS.get(kind)
    return term.value if number is None else number(term.value)


def _iri(term: object) -> str:
    return str(getattr(term, "value", term))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
