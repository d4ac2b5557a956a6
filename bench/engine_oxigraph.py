"""The graph of ``bench.engines`` in Oxigraph, asked in SPARQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from bench.engine_kinds import BASE, Ids, Lot, iri, lots, plan_lot
from bench.synthetic import Authority

_SPARQL_CHAIN = f"""
PREFIX : <{BASE}>
SELECT ?node ?words ?title WHERE {{
  {{ SELECT DISTINCT ?node WHERE {{
    {{ BIND(<%s> AS ?node) }} UNION {{ ?node :respondsTo <%s> }} UNION {{ ?node :commentsOn <%s> }}
    UNION {{ ?a :respondsTo <%s> . ?a :ownedBy|:evidencedBy|:hasStatus ?node }} }} }}
  ?node :text ?words . OPTIONAL {{ ?node :statedIn ?paper . ?paper :text ?title }}
}}"""
_SPARQL_GAPS = f"""
PREFIX : <{BASE}>
SELECT (COUNT(DISTINCT ?one) AS ?number) WHERE {{
  {{ ?one :kind "concern" ; :authority "%s" MINUS {{ ?any :respondsTo ?one }} }} UNION
  {{ ?one :kind "action" ; :authority "%s" ; :hasStatus ?said . ?said :text ?status
     FILTER(?status IN ("under_way", "done")) MINUS {{ ?one :evidencedBy ?item }} }}
}}"""
_SPARQL_MATRIX = f"""
PREFIX : <{BASE}>
SELECT (COUNT(*) AS ?number) WHERE {{ SELECT DISTINCT ?one ?paper WHERE {{
  ?one :kind "concern" ; :authority "%s" . ?said :commentsOn ?one ; :statedIn ?paper }} }}"""


def _quads(one: Lot) -> Iterator[ox.Quad]:
    home = ox.NamedNode(iri(one.paper))
    for key, kind, words, whose in one.nodes:
        node = ox.NamedNode(iri(key))
        for name, value in (("kind", kind), ("text", words), ("authority", whose)):
            yield ox.Quad(node, ox.NamedNode(BASE + name), ox.Literal(value), home)
    for subject, relation, target in one.edges:
        ends = ox.NamedNode(iri(subject)), ox.NamedNode(iri(target))
        yield ox.Quad(ends[0], ox.NamedNode(BASE + relation), ends[1], home)


class Oxigraph:
    """SPARQL on Oxigraph, a graph for each paper; in memory, or in a folder."""

    def __init__(self, path: Path, *, on_disk: bool) -> None:
        self.path, self.durable = path, on_disk
        self.store = ox.Store(str(path)) if on_disk else ox.Store()

    def fill(self, made: Iterable[Authority]) -> None:
        """See Engine."""
        for authority in made:
            self.store.bulk_extend(quad for one in lots(authority) for quad in _quads(one))
        if self.durable:
            self.store.flush()
            self.store.optimize()
        else:
            self.store.dump(str(self.path), ox.RdfFormat.N_QUADS)

    def open(self) -> None:
        """See Engine."""
        if not self.durable:
            self.store.bulk_load(path=str(self.path), format=ox.RdfFormat.N_QUADS)

    def _rows(self, question: str) -> list[Any]:
        found: Any = self.store.query(question, use_default_graph_as_union=True)
        return list(found)

    def chain(self, concern: str) -> Ids:
        """See Engine."""
        rows = self._rows(_SPARQL_CHAIN % ((iri(concern),) * 4))
        keys = (row[0].value.removeprefix(BASE) for row in rows)
        return frozenset(key for key in keys if not key.startswith("status-"))

    def gaps(self, authority: str) -> int:
        """See Engine."""
        return int(self._rows(_SPARQL_GAPS % (authority, authority))[0][0].value)

    def matrix(self, authority: str) -> int:
        """See Engine."""
        return int(self._rows(_SPARQL_MATRIX % authority)[0][0].value)

    def search(self, words: str) -> int:
        """See Engine."""
        tests = " && ".join(f'CONTAINS(LCASE(?t), "{word}")' for word in words.split())
        question = f"SELECT ?s WHERE {{ ?s <{BASE}text> ?t FILTER({tests}) }}"
        return len({row[0].value for row in self._rows(question)})

    def replace(self, authority: Authority) -> None:
        """See Engine."""
        one = plan_lot(authority)
        self.store.remove_graph(ox.NamedNode(iri(one.paper)))
        self.store.extend(_quads(one))


class OnDisk(Oxigraph):
    """Oxigraph in a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, on_disk=True)


class InMemory(Oxigraph):
    """Oxigraph in memory, kept as N-Quads."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, on_disk=False)
