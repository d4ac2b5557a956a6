"""Reads ``sightline.ttl``: the record classes with their fields, and the relations between them.

Schema is data; graph, checks and exports interpret it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ontology.errors import OntologyError
from ontology.turtle import HERE, Statements, read

NS = "https://w3id.org/sightline/ns#"
VOCAB = "https://w3id.org/sightline/vocab/"
_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA = "https://schema.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation by which a link may join two records.

    Attributes:
        name: as it stands in links (``respondsTo``).
        label: in words, from subject to object; ``inverse`` is the same from object to subject.
        domain: names of the record classes that may be its subject; sub-classes are included.
        range: names of the record classes that may be its object; sub-classes are included.
    """

    name: str
    iri: str
    label: str
    inverse: str
    definition: str
    domain: frozenset[str]
    range: frozenset[str]

    def joins(self, subject: str, target: str) -> bool:
        """Tell whether it may join records of these classes, given by name."""
        return subject in self.domain and target in self.range


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a record class.

    Attributes:
        name: of the field in Python; ``iri`` is that of its property.
        range: IRI of the class or datatype of its values.
        many: whether it holds any number of values.
        scheme: name of the vocabulary whose codes it holds; ``None`` for anything else.
        above: IRIs of the properties that it implies (rdfs:subPropertyOf).
        ordered: IRI of the property that gives its values in order, if it has one.
    """

    name: str
    iri: str
    range: str
    many: bool
    scheme: str | None
    above: tuple[str, ...] = ()
    ordered: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClass:
    """A record class with its fields by name, its own and those of the classes above it."""

    name: str
    iri: str
    label: str
    definition: str
    fields: dict[str, Field]
    above: frozenset[str]


@cache
def relations() -> dict[str, Relation]:
    """Return the relations by name, in the order of the file.

    Raises OntologyError if a relation does not say what it joins.
    """
    said = _ontology()
    found = (iri for iri in said if f"{NS}LinkRelation" in said[iri].get(f"{_RDF}type", ()))
    return {relation.name: relation for relation in (_relation(said, iri) for iri in found)}


@cache
def record_classes() -> dict[str, RecordClass]:
    """Return the record classes by name, in the order of the file."""
    said = _ontology()
    classes = {iri: _one(said, iri, f"{NS}record") for iri in said if f"{NS}record" in said[iri]}
    return {name: _record_class(said, iri, classes) for iri, name in classes.items()}


@cache
def _ontology() -> Statements:
    return read(HERE / "sightline.ttl")


def _relation(said: Statements, iri: str) -> Relation:
    inverses = said[iri].get(f"{_OWL}inverseOf", [iri])
    return Relation(
        name=iri.removeprefix(NS),
        iri=iri,
        label=_one(said, iri, f"{_RDFS}label"),
        inverse=_one(said, inverses[0], f"{_RDFS}label"),
        definition=_one(said, iri, f"{_RDFS}comment"),
        domain=_with_subclasses(said, iri, f"{_SCHEMA}domainIncludes"),
        range=_with_subclasses(said, iri, f"{_SCHEMA}rangeIncludes"),
    )


def _with_subclasses(said: Statements, iri: str, predicate: str) -> frozenset[str]:
    if predicate not in said[iri]:
        raise OntologyError(f"sightline.ttl: {iri} has no {predicate}")
    named = set(said[iri][predicate])
    below = (other for other in said if named & set(_above(said, other)))
    return frozenset(one.removeprefix(NS) for one in (*named, *below))


def _above(said: Statements, iri: str) -> Iterator[str]:
    for parent in said.get(iri, {}).get(f"{_RDFS}subClassOf", ()):
        yield parent
        yield from _above(said, parent)


def _record_class(said: Statements, iri: str, classes: dict[str, str]) -> RecordClass:
    family = {iri, *_above(said, iri)}
    fields = (
        _field(said, one) for one in said if set(said[one].get(f"{_RDFS}domain", ())) & family
    )
    return RecordClass(
        name=classes[iri],
        iri=iri,
        label=_one(said, iri, f"{_RDFS}label"),
        definition=_one(said, iri, f"{_RDFS}comment"),
        fields={field.name: field for field in fields},
        above=frozenset(classes[one] for one in family - {iri} if one in classes),
    )


def _field(said: Statements, iri: str) -> Field:
    scheme = said[iri].get(f"{NS}scheme", [])
    return Field(
        name=_one(said, iri, f"{NS}field"),
        iri=iri,
        range=_one(said, iri, f"{_RDFS}range"),
        many=f"{_OWL}FunctionalProperty" not in said[iri].get(f"{_RDF}type", ()),
        scheme=scheme[0].removeprefix(VOCAB) if scheme else None,
        above=tuple(said[iri].get(f"{_RDFS}subPropertyOf", ())),
        ordered=next((one for one in said if iri in said[one].get(f"{NS}listOf", ())), None),
    )


def _one(said: Statements, iri: str, predicate: str) -> str:
    values = said.get(iri, {}).get(predicate)
    if not values:
        raise OntologyError(f"sightline.ttl: {iri} has no {predicate}")
    return values[0]
