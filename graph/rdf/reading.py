"""RDF back into records: the way of ``graph.rdf.serialise`` in the other direction.

A file from elsewhere is judged before it is believed: every code must be in its vocabulary, every
quote must stand in the text of its paper, and every field must hold what the ontology says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from dataclasses import Field as PythonField
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_type_hints

from graph import quotes, records
from graph.rdf.holdings import Holdings, in_order
from graph.rdf.terms import (
    FOAF,
    LINKS_OF,
    TYPE,
    XSD,
    Dataset,
    Graph,
    Iri,
    Node,
    Value,
    id_of,
)
from graph.records import Decision, Link, Paper, Record
from graph.standing import state_of
from ontology.errors import LoadError
from ontology.schema import NS, VOCAB, Field, record_classes, relations
from ontology.vocabulary import scheme

_Thing = TypeVar("_Thing")
_CLASSES: dict[str, type] = {
    name: value
    for module in (records, quotes)
    for name, value in vars(module).items()
    if is_dataclass(value) and isinstance(value, type)
}


def papers_from(dataset: Dataset, name: str) -> Holdings:
    """Return the papers, links and decisions that a dataset holds.

    Args:
        dataset: named graphs, as ``dataset_from`` gives them.
        name: of the file, for messages.

    Raises:
        LoadError: it holds no paper, or something that a paper cannot be.
    """
    made = [
        _Builder(graph=graph, name=name).build(Paper, subject)
        for key, graph in sorted(dataset.items())
        for subject in _of_type(graph, "Paper")
    ]
    if not made:
        raise LoadError(f"{name}: this file holds no paper of Sightline's ontology")
    log = _log(dataset, name)
    return Holdings(
        papers=tuple(sorted((_checked(one, name) for one in made), key=_by_date)),
        links=tuple(_links(dataset, log, name)),
        decisions=tuple(in_order(log)),
        linked=frozenset(_linked(dataset, name)),
    )


class _Builder:
    """Makes dataclasses out of the nodes of one graph."""

    def __init__(self, *, graph: Graph, name: str) -> None:
        self._graph = graph
        self._name = name

    def build(self, shape: type[_Thing], iri: str) -> _Thing:
        """Return the thing of this name. Raises LoadError where it is not one of that class."""
        node = self._graph.get(iri, {})
        found = self._class(shape, node, iri)
        facts: dict[str, Any] = {}
        for place in record_classes()[found.__name__].fields.values():
            if (found is Link and place.name == "decisions") or not _said(node, place):
                continue
            values = [self._field(found, place, value, iri) for value in _said(node, place)]
            if not place.many and len(values) > 1:
                raise self._wrong(iri, place.name, "more than one value")
            facts[place.name] = tuple(values) if place.many else values[0]
        for field in _needed(found):
            if field not in facts:
                if not record_classes()[found.__name__].fields[field].many:
                    raise self._wrong(iri, field, "no value")
                facts[field] = ()
        try:
            return cast(_Thing, found(**facts))
        except ValueError as error:
            raise LoadError(f"{self._name}: {iri}: {error}") from error

    def name_of(self, iri: str) -> str:
        """Return the name of an authority. Raises LoadError where it has none."""
        names = self._graph.get(iri, {}).get(f"{FOAF}name", [])
        if len(names) != 1:
            raise self._wrong(iri, "foaf:name", "no name, or several")
        return str(names[0])

    def _class(self, shape: type, node: Node, iri: str) -> type:
        types = {str(value) for value in node.get(TYPE, [])}
        for known, record in record_classes().items():
            if record.iri in types and issubclass(_CLASSES[known], shape):
                return _CLASSES[known]
        raise self._wrong(iri, "rdf:type", f"no {shape.__name__.lower()}")

    def _field(self, shape: type, place: Field, value: Value, iri: str) -> object:
        if place.scheme:
            return self._code(place, value, iri)
        if place.range.endswith("#FormalOrganization"):
            return self.name_of(str(value))
        if place.range == f"{NS}LinkRelation":
            relation = str(value).removeprefix(NS)
            if relation not in relations():
                raise self._wrong(iri, place.name, f"the unknown relation {value}")
            return relation
        wanted = _kind_of_value(shape, place.name)
        if is_dataclass(wanted):
            return self.build(cast(type, wanted), str(value))
        if not place.range.startswith(XSD):
            if not isinstance(value, Iri):
                raise self._wrong(iri, place.name, "a text and no name of a thing")
            return id_of(value)
        return self._plain(cast(type, wanted), place, value, iri)

    def _plain(self, wanted: type, place: Field, value: Value, iri: str) -> object:
        if wanted is float and isinstance(value, int | Decimal) and not isinstance(value, bool):
            return float(value)
        if type(value) is not wanted:
            raise self._wrong(iri, place.name, f"{str(value)[:40]!r}, which is not its kind")
        return value

    def _code(self, place: Field, value: Value, iri: str) -> str:
        base = f"{VOCAB}{place.scheme}/"
        code = id_of(str(value).removeprefix(base)) if str(value).startswith(base) else ""
        if code not in scheme(place.scheme or ""):
            raise self._wrong(iri, place.name, f"{value}, which is not in its vocabulary")
        return code

    def _wrong(self, iri: str, field: str, what: str) -> LoadError:
        return LoadError(
            f"{self._name}: {iri} has {what} as {field}; the file was changed, or is not one that "
            "Sightline wrote"
        )


def _links(dataset: Dataset, log: dict[str, list[Decision]], name: str) -> Iterator[Link]:
    found = [
        _Builder(graph=graph, name=name).build(Link, subject)
        for graph in dataset.values()
        for subject in _of_type(graph, "Link")
    ]
    for link in sorted(found, key=lambda one: one.id):
        decisions = tuple(log.get(link.id, ()))
        if state_of(link.basis, decisions) != link.state:
            raise LoadError(
                f"{name}: {link.id} is called {link.state}, which its decisions do not bear out"
            )
        yield replace(link, decisions=decisions)


def _linked(dataset: Dataset, name: str) -> Iterator[str]:
    for graph in dataset.values():
        for node in graph.values():
            for authority in node.get(LINKS_OF, []):
                yield _Builder(graph=graph, name=name).name_of(str(authority))


def _log(dataset: Dataset, name: str) -> dict[str, list[Decision]]:
    """Return the decisions of each link, in the order of their names."""
    log: dict[str, list[Decision]] = {}
    for graph in dataset.values():
        for subject in sorted(_of_type(graph, "Decision")):
            decision = _Builder(graph=graph, name=name).build(Decision, subject)
            log.setdefault(decision.link, []).append(decision)
    return log


def _checked(paper: Paper, name: str) -> Paper:
    """Return the paper in a store's order; raise LoadError where it is not sound."""
    document = paper.document
    if not document.sha256.startswith(document.id.rpartition("-")[2]):
        raise LoadError(f"{name}: {document.id} is not the id of a file with its sha256")
    found = [record.quote for record in paper.records]
    found += [passage.quote for passage in paper.passages]
    found += [judgement.quote for judgement in document.judgements]
    found += document.inspection.scope if document.inspection else ()
    for quote in found:
        if quote.document != document.id or not quote.stands_in(paper.text):
            raise LoadError(
                f"{name}: the words {quote.text[:60]!r} do not stand at {quote.start}-{quote.end} "
                f"of {document.file}"
            )
    return replace(
        paper,
        passages=tuple(sorted(paper.passages, key=lambda one: one.quote.start)),
        concerns=_sorted(paper.concerns),
        comments=_sorted(paper.comments),
        actions=_sorted(paper.actions),
        evidence=_sorted(paper.evidence),
    )


_R = TypeVar("_R", bound=Record)


def _sorted(found: Iterable[_R]) -> tuple[_R, ...]:
    return tuple(sorted(found, key=lambda record: (record.quote.start, record.id)))


def _by_date(paper: Paper) -> tuple[str, str]:
    return paper.document.date, paper.document.id


def _said(node: Node, place: Field) -> list[Value]:
    """Return the values of a field, in their order where the graph gives one."""
    listed = node.get(place.ordered, []) if place.ordered else []
    if len(listed) == 1 and isinstance(listed[0], tuple):
        return list(listed[0])
    return sorted(node.get(place.iri, []), key=str)


@cache
def _needed(shape: type) -> tuple[str, ...]:
    def required(field: PythonField[Any]) -> bool:
        return field.default is MISSING and field.default_factory is MISSING

    return tuple(field.name for field in fields(shape) if required(field))


@cache
def _kind_of_value(shape: type, field: str) -> object:
    """Return the class of a field's values: of ``tuple[X, ...]`` and ``X | None`` it is X."""
    hint: Any = get_type_hints(shape)[field]
    if isinstance(hint, UnionType):
        hint = next(part for part in get_args(hint) if part is not NoneType)
    return get_args(hint)[0] if get_args(hint) else hint


def _of_type(graph: Graph, name: str) -> list[str]:
    wanted = record_classes()[name].iri
    return [subject for subject, node in graph.items() if wanted in map(str, node.get(TYPE, []))]
