"""The graph of ``bench.engines`` in networkx, kept as a pickle."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path

import networkx as nx

from bench.engine_kinds import Lot, Walking, lots, plan_lot
from bench.synthetic import Authority


class Networkx(Walking):
    """A MultiDiGraph whose edges are keyed by relation and paper."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()

    def fill(self, made: Iterable[Authority]) -> None:
        """See Engine."""
        for authority in made:
            for one in lots(authority):
                self._add(one)
        self.path.write_bytes(pickle.dumps(self.graph, 5))

    def open(self) -> None:
        """See Engine."""
        self.graph = pickle.loads(self.path.read_bytes())  # noqa: S301 our own file

    def _add(self, one: Lot) -> None:
        for key, kind, words, whose in one.nodes:
            self.graph.add_node(key, kind=kind, text=words, authority=whose)
        for subject, relation, target in one.edges:
            self.graph.add_edge(subject, target, key=(relation, one.paper), relation=relation)

    def out(self, node: str, relation: str) -> Iterable[str]:
        """See Engine."""
        return [b for _, b, said in self.graph.out_edges(node, "relation") if said == relation]

    def into(self, node: str, relation: str) -> Iterable[str]:
        """See Engine."""
        return [a for a, _, said in self.graph.in_edges(node, "relation") if said == relation]

    def words(self, node: str) -> str:
        """See Engine."""
        return str(self.graph.nodes[node]["text"])

    def of(self, kind: str, authority: str) -> Iterable[str]:
        """See Engine."""
        return [
            key
            for key, data in self.graph.nodes(data=True)
            if data["kind"] == kind and data["authority"] == authority
        ]

    def texts(self) -> Iterable[str]:
        """See Engine."""
        return (text for _, text in self.graph.nodes(data="text"))

    def replace(self, authority: Authority) -> None:
        """See Engine."""
        one = plan_lot(authority)
        self.graph.remove_edges_from(
            [(subject, target, (relation, one.paper)) for subject, relation, target in one.edges]
        )
        self._add(one)
