"""The graph of ``bench.engines`` in rdflib, asked by patterns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rdflib

from bench.engine_kinds import BASE, Lot, Walking, iri, lots, plan_lot
from bench.synthetic import Authority


class Rdflib(Walking):
    """An rdflib Dataset, a graph for each paper, asked by patterns: SPARQL on it takes seconds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = rdflib.Dataset(default_union=True)

    def fill(self, made: Iterable[Authority]) -> None:
        """See Engine."""
        for authority in made:
            for one in lots(authority):
                self._add(one)
        self.data.serialize(str(self.path), format="nquads")

    def open(self) -> None:
        """See Engine."""
        self.data.parse(str(self.path), format="nquads")

    def _add(self, one: Lot) -> None:
        home = self.data.graph(rdflib.URIRef(iri(one.paper)))
        for key, kind, words, whose in one.nodes:
            for name, value in (("kind", kind), ("text", words), ("authority", whose)):
                home.add((self._term(key), self._term(name), rdflib.Literal(value)))
        for subject, relation, target in one.edges:
            home.add((self._term(subject), self._term(relation), self._term(target)))

    def _term(self, key: str) -> rdflib.URIRef:
        return rdflib.URIRef(iri(key))

    def out(self, node: str, relation: str) -> Iterable[str]:
        """See Engine."""
        found = self.data.objects(self._term(node), self._term(relation))
        return {str(one).removeprefix(BASE) for one in found}

    def into(self, node: str, relation: str) -> Iterable[str]:
        """See Engine."""
        found = self.data.subjects(self._term(relation), self._term(node))
        return {str(one).removeprefix(BASE) for one in found}

    def words(self, node: str) -> str:
        """See Engine."""
        return str(next(iter(self.data.objects(self._term(node), self._term("text")))))

    def of(self, kind: str, authority: str) -> Iterable[str]:
        """See Engine."""
        kinds = set(self.data.subjects(self._term("kind"), rdflib.Literal(kind)))
        theirs = set(self.data.subjects(self._term("authority"), rdflib.Literal(authority)))
        return [str(one).removeprefix(BASE) for one in kinds & theirs]

    def texts(self) -> Iterable[str]:
        """See Engine."""
        return (str(words) for _, words in set(self.data.subject_objects(self._term("text"))))

    def replace(self, authority: Authority) -> None:
        """See Engine."""
        one = plan_lot(authority)
        self.data.remove_graph(rdflib.URIRef(iri(one.paper)))
        self._add(one)
