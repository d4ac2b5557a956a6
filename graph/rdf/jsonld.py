"""JSON-LD 1.1: the same graphs, with short names from a context that the ontology gives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import BinaryIO

from graph.rdf.terms import ID, LINKS_OF, PREFIXES, TYPE, XSD, Dataset, Iri, Value, ordered
from graph.rdf.terms import Node as Statements
from ontology.schema import NS, Field, record_classes, relations


def write_jsonld(dataset: Dataset, handle: BinaryIO) -> None:
    """Write named graphs, one thing on each line, with the context at their head."""
    for piece in _pieces(dataset):
        handle.write(piece.encode())


@cache
def context() -> dict[str, object]:
    """Return the context: a short name for every property of the ontology."""
    terms: dict[str, object] = {"@version": 1.1, "@base": ID, "id": "@id", "type": "@type"}
    terms |= PREFIXES
    for record in record_classes().values():
        for place in record.fields.values():
            terms[_local(place.iri)] = _definition(place)
            if place.ordered:
                listed = {"@id": place.ordered, "@container": "@list"}
                terms[_local(place.ordered)] = listed | _coercion(place)
    for name, relation in relations().items():
        terms[name] = {"@id": relation.iri, "@type": "@id"}
    terms[_local(LINKS_OF)] = {"@id": LINKS_OF, "@type": "@id"}
    return terms


def _definition(place: Field) -> object:
    coercion = _coercion(place)
    return {"@id": place.iri} | coercion if coercion else place.iri


def _coercion(place: Field) -> dict[str, str]:
    """Numbers and truth values are JSON's own, texts are plain; all else is a thing."""
    if place.range == f"{XSD}decimal":
        return {"@type": place.range}
    return {} if place.range.startswith(XSD) else {"@type": "@id"}


def _local(iri: str) -> str:
    return iri.removeprefix(NS)


def _pieces(dataset: Dataset) -> Iterator[str]:
    yield f'{{"@context": {_json(context())},\n"@graph": ['
    for count, name in enumerate(sorted(dataset)):
        yield f'{"," if count else ""}\n{{"id": {_json(_relative(name))}, "@graph": ['
        for place, subject in enumerate(sorted(dataset[name])):
            node = {"id": _relative(subject)} | _node(dataset[name][subject])
            yield f"{',' if place else ''}\n{_json(node)}"
        yield "\n]}"
    yield "\n]}\n"


def _node(statements: Statements) -> dict[str, object]:
    return {_key(name): _values(name, values) for name, values in ordered(statements)}


def _key(name: str) -> str:
    if name == TYPE:
        return "type"
    return _local(name) if _local(name) in context() else _compact(name)


def _values(name: str, values: list[Value]) -> object:
    plain = [_value(name, value) for value in values]
    return plain[0] if len(plain) == 1 else plain


def _value(name: str, value: Value) -> object:
    if name == TYPE:
        return _compact(str(value))
    if isinstance(value, tuple):
        return [_value(name, one) for one in value]
    if isinstance(value, Iri):
        known = _local(name) in context()
        return _relative(value) if known else {"id": _relative(value)}
    return format(value, "f") if isinstance(value, Decimal) else value


def _relative(iri: str) -> str:
    return iri.removeprefix(ID) if iri.startswith(ID) else _compact(iri)


def _compact(iri: str) -> str:
    for short, long in PREFIXES.items():
        if iri.startswith(long):
            return f"{short}:{iri.removeprefix(long)}"
    return iri


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
