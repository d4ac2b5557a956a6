"""The engines that ``bench.engines`` compares: the same synthetic papers, the same questions.

An engine is a store of Sightline, or the same graph held in something else by hand: nodes with
words and paper, edges with relation, every edge with the paper that states it. A chain comes back
as the ids of everything in it, which must be equal for all.
"""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from bench.synthetic import Authority
from graph.records import Action, Paper

BASE = "https://example.org/"
Ids = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lot:
    """What one paper states: nodes (id, kind, words, authority) and edges."""

    paper: str
    nodes: tuple[tuple[str, str, str, str], ...]
    edges: tuple[tuple[str, str, str], ...]


def lots(authority: Authority) -> Iterator[Lot]:
    """Yield each paper as nodes and edges; links that no paper states come as a lot of theirs."""
    stated: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for link in authority.links:
        stated[link.document or f"links of {authority.name}"].append(
            (link.subject, link.relation, link.object)
        )
    for paper in authority.papers:
        yield lot(paper, stated.pop(paper.document.id, []))
    for name, edges in stated.items():
        yield Lot(name, (), tuple(edges))


def lot(paper: Paper, links: Iterable[tuple[str, str, str]]) -> Lot:
    """Return one paper as nodes and edges."""
    home, whose = paper.document, paper.document.authority
    nodes = [(home.id, "document", home.title, whose)]
    edges = list(links)
    for record in paper.records:
        nodes.append((record.id, type(record).__name__.lower(), record.text, whose))
        edges.append((record.id, "statedIn", home.id))
        if isinstance(record, Action):
            said = f"status-{record.id}-{home.id}"
            nodes.append((said, "status", record.status, whose))
            edges.append((record.id, "hasStatus", said))
            for owner in record.owners:
                nodes.append((owner.id, "owner", owner.name, whose))
                edges.append((record.id, "ownedBy", owner.id))
    return Lot(home.id, tuple(nodes), tuple(edges))


def iri(key: str) -> str:
    """Return the IRI that stands for an id."""
    return BASE + key.replace(" ", "_")


class Engine(Protocol):
    """What every engine can do; a missing ability raises NotImplementedError."""

    durable: bool

    def fill(self, made: Iterable[Authority]) -> None:
        """Load everything, and save it where the engine is not durable by itself."""

    def open(self) -> None:
        """Open what ``fill`` left, in a new process."""

    def chain(self, concern: str) -> Ids:
        """All that a chain is made of, with words and papers read: the ids."""

    def gaps(self, authority: str) -> int:
        """How many concerns have no action, and how many actions no evidence."""

    def matrix(self, authority: str) -> int:
        """In how many cells of concern by paper there is a comment."""

    def search(self, words: str) -> int:
        """How many records hold all words."""

    def replace(self, authority: Authority) -> None:
        """Take the authority's first plan out and in again."""


def plan_of(authority: Authority) -> Paper:
    """Return the paper that ``replace`` replaces."""
    return next(p for p in authority.papers if p.document.kind == "improvement_plan")


class Walking:
    """Questions over two steps: what a node points at, and what points at it."""

    durable = False

    def out(self, node: str, relation: str) -> Iterable[str]:
        """What a node points at by a relation."""
        raise NotImplementedError

    def into(self, node: str, relation: str) -> Iterable[str]:
        """What points at a node by a relation."""
        raise NotImplementedError

    def words(self, node: str) -> str:
        """The words of a node."""
        raise NotImplementedError

    def of(self, kind: str, authority: str) -> Iterable[str]:
        """All nodes of a kind that are about an authority."""
        raise NotImplementedError

    def texts(self) -> Iterable[str]:
        """The words of all nodes."""
        raise NotImplementedError

    def chain(self, concern: str) -> Ids:
        """See Engine."""
        ids = {concern}
        self._read(concern)
        for comment in self.into(concern, "commentsOn"):
            self._read(comment)
            ids.add(comment)
        for action in self.into(concern, "respondsTo"):
            self._read(action)
            ids.add(action)
            for status in self.out(action, "hasStatus"):
                self.words(status)
            for relation in ("ownedBy", "evidencedBy"):
                for found in self.out(action, relation):
                    self._read(found)
                    ids.add(found)
        return frozenset(ids)

    def _read(self, node: str) -> None:
        self.words(node)
        for paper in self.out(node, "statedIn"):
            self.words(paper)

    def gaps(self, authority: str) -> int:
        """See Engine."""
        concerns, actions = self.of("concern", authority), self.of("action", authority)
        begun = {"under_way", "done"}
        return sum(not list(self.into(one, "respondsTo")) for one in concerns) + sum(
            not list(self.out(one, "evidencedBy"))
            and any(self.words(status) in begun for status in self.out(one, "hasStatus"))
            for one in actions
        )

    def matrix(self, authority: str) -> int:
        """See Engine."""
        return sum(
            len({p for m in self.into(one, "commentsOn") for p in self.out(m, "statedIn")})
            for one in self.of("concern", authority)
        )

    def search(self, words: str) -> int:
        """See Engine."""
        wanted = words.split()
        return sum(all(word in text.lower() for word in wanted) for text in self.texts())


class Plain(Walking):
    """Bare dicts: the floor below which nothing in Python can be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.node: dict[str, tuple[str, str, str]] = {}
        self.to: dict[str, dict[str, list[str]]] = {}
        self.back: dict[str, dict[str, list[str]]] = {}
        self.kinds: dict[tuple[str, str], dict[str, None]] = {}

    def fill(self, made: Iterable[Authority]) -> None:
        """See Engine."""
        for authority in made:
            for one in lots(authority):
                self._add(one)
        everything = (self.node, self.to, self.back, self.kinds)
        self.path.write_bytes(pickle.dumps(everything, 5))

    def open(self) -> None:
        """See Engine."""
        self.node, self.to, self.back, self.kinds = pickle.loads(self.path.read_bytes())  # noqa: S301 our own file

    def _add(self, one: Lot) -> None:
        for key, kind, words, whose in one.nodes:
            self.node[key] = (kind, words, whose)
            self.kinds.setdefault((kind, whose), {})[key] = None
        for subject, relation, target in one.edges:
            self.to.setdefault(subject, {}).setdefault(relation, []).append(target)
            self.back.setdefault(target, {}).setdefault(relation, []).append(subject)

    def out(self, node: str, relation: str) -> Iterable[str]:
        """See Engine."""
        return self.to.get(node, {}).get(relation, ())

    def into(self, node: str, relation: str) -> Iterable[str]:
        """See Engine."""
        return self.back.get(node, {}).get(relation, ())

    def words(self, node: str) -> str:
        """See Engine."""
        return self.node[node][1]

    def of(self, kind: str, authority: str) -> Iterable[str]:
        """See Engine."""
        return self.kinds.get((kind, authority), ())

    def texts(self) -> Iterable[str]:
        """See Engine."""
        return (words for _, words, _ in self.node.values())

    def replace(self, authority: Authority) -> None:
        """See Engine."""
        one = plan_lot(authority)
        for subject, relation, target in one.edges:
            self.to[subject][relation].remove(target)
            self.back[target][relation].remove(subject)
        self._add(one)


def plan_lot(authority: Authority) -> Lot:
    """Return the lot of the paper that ``replace`` replaces."""
    wanted = plan_of(authority).document.id
    return next(one for one in lots(authority) if one.paper == wanted)


def kinds(folder: Path, neo4j: str | None) -> dict[str, Callable[[], Engine]]:
    """Return how to make each engine that can be had, by name; the floor first.

    Each library is imported only by its own engine, so that none pays for another's start.
    """

    def made(module: str, shape: str, *given: object) -> Callable[[], Engine]:
        def make() -> Engine:
            engine: Engine = getattr(import_module(f"bench.{module}"), shape)(*given)
            return engine

        return make

    found = {
        "bare dict": made("engine_kinds", "Plain", folder / "dict.pickle"),
        "our trace on dicts": made("engine_stores", "Dicts", folder / "records.pickle"),
        "our SQLite": made("engine_stores", "StoreEngine", str(folder / "sightline.db")),
        "Oxigraph, disk": made("engine_oxigraph", "OnDisk", folder / "oxigraph"),
        "Oxigraph, memory": made("engine_oxigraph", "InMemory", folder / "oxigraph.nq"),
        "networkx": made("engine_networkx", "Networkx", folder / "networkx.pickle"),
        "rdflib": made("engine_rdflib", "Rdflib", folder / "rdflib.nq"),
    }
    if neo4j:
        found["our Neo4j"] = made("engine_stores", "StoreEngine", neo4j)
        found["Cypher by hand"] = made("engine_stores", "Cypher", neo4j)
        found["by hand, alone"] = made("engine_stores", "Cypher", neo4j, "alone")
        found["by hand, whole"] = made("engine_stores", "Cypher", neo4j, "whole")
    return found


def bytes_on_disk(folder: Path, before: Counter[Path]) -> int:
    """Return how many bytes have come into *folder* since *before*."""
    return sum(sizes(folder).values()) - sum(before.values())


def sizes(folder: Path) -> Counter[Path]:
    """Return the size of each file under *folder*."""
    return Counter({path: path.stat().st_size for path in folder.rglob("*") if path.is_file()})
