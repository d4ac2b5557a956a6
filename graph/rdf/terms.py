"""Names and values in RDF: how ids, codes and authorities become IRIs, and back.

A dataset is held as plain dictionaries (graph -> subject -> property -> values), so that one
description serves TriG and JSON-LD alike, and a file that is read looks like one to be written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias
from urllib.parse import quote, unquote

from ontology.schema import NS, VOCAB

ID = "https://w3id.org/sightline/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
ORG = "http://www.w3.org/ns/org#"
PREFIXES = {
    "sl": NS,
    "slv": VOCAB,
    "data": ID,
    "rdf": RDF,
    "xsd": XSD,
    "oa": OA,
    "prov": PROV,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
}
PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"  # "page=3", as the Web Annotation model has it


class Iri(str):
    """The name of a thing, to tell it from a text."""

    __slots__ = ()


# A tuple is a list in its order (rdf:List) of plain values.
Value: TypeAlias = "Iri | str | int | bool | Decimal | tuple[Value, ...]"
Node: TypeAlias = dict[str, list[Value]]
Graph: TypeAlias = dict[str, Node]
Dataset: TypeAlias = dict[str, Graph]

TYPE = f"{RDF}type"
DECISIONS = Iri(f"{ID}decisions")  # the graph that holds the log
LINKS_OF = f"{NS}linksOf"


def iri_of(identity: str) -> Iri:
    """Return the IRI of a record, document, owner or link, by its id."""
    return Iri(ID + _quoted(identity))


def _quoted(part: str) -> str:
    # Nearly every id is letters, digits and hyphens: seen in a tenth of the time of quoting it.
    return part if part.isascii() and part.replace("-", "").isalnum() else quote(part, safe="")


def id_of(iri: str) -> str:
    """Return the id in an IRI; of a foreign IRI its last part."""
    return unquote(iri.removeprefix(ID).rsplit("/", 1)[-1])


def within(identity: str, *parts: str) -> Iri:
    """Return the IRI of a part of something that has an id, such as an inspection of a paper."""
    return Iri("/".join((iri_of(identity), *(_quoted(part) for part in parts))))


def code_iri(scheme: str, code: str) -> Iri:
    """Return the IRI of a code of a vocabulary."""
    return Iri(f"{VOCAB}{scheme}/{_quoted(code)}")


def authority_iri(name: str) -> Iri:
    """Return the IRI of an authority; its name stands beside it in every graph that uses it."""
    return iri_of(f"authority-{digest(name)}")


def paper_graph(document: str) -> Iri:
    """Return the name of the graph that holds all that one paper says."""
    return within(document, "paper")


def links_graph(authority: str) -> Iri:
    """Return the name of the graph that holds the links of one authority, as things."""
    return Iri(f"{authority_iri(authority)}/links")


def settled_graph(authority: str) -> Iri:
    """Return the name of the graph of direct statements: settled links and nothing else."""
    return Iri(f"{authority_iri(authority)}/settled")


def digest(*parts: object) -> str:
    """Return a short hash that tells these parts from any others."""
    packed = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(packed.encode()).hexdigest()[:16]


def ordered(node: Node) -> Iterator[tuple[str, list[Value]]]:
    """Yield the properties of a node with their values, both in a fixed order, its type first."""
    for name in sorted(node, key=lambda one: (one != TYPE, one)):
        yield name, sorted(node[name], key=_key)


def _key(value: Value) -> tuple[str, str]:
    if isinstance(value, tuple):
        return "list", "\x1f".join(str(part) for part in value)
    return type(value).__name__, str(value)
