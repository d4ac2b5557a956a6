"""The words of the projection: the ontology and every vocabulary, a graph for each."""

from __future__ import annotations

import io

import pyoxigraph as ox

from ontology.schema import NS, VOCAB
from ontology.turtle import HERE


def words() -> dict[str, bytes]:
    """Return the ontology and the vocabularies as N-Triples, by the names of their graphs."""
    found = {NS.removesuffix("#"): HERE / "sightline.ttl"}
    found |= {VOCAB + path.stem: path for path in sorted((HERE / "vocabularies").glob("*.ttl"))}
    return {graph: _triples(path.read_bytes()) for graph, path in found.items()}


def _triples(turtle: bytes) -> bytes:
    buffer = io.BytesIO()
    triples = (quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    ox.serialize(triples, buffer, format=ox.RdfFormat.N_TRIPLES)
    return buffer.getvalue()
