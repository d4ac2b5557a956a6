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
from pathlib import Path
from typing import Any, Protocol

from bench.synthetic import Authority
from graph.gaps import gaps
from graph.matrix import matrix
from graph.records import Action, Document, Link, Paper, Record, StatusRecord
from graph.store import open_store
from graph.store.base import Neighbourhood
from graph.trace import trace

TODAY = "2020-01-01"
BASE = "https://example.org/"
RULES = ("no_action", "no_evidence")
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


class StoreEngine:
    """A store of Sightline, asked as every command asks it: a trace has gaps and silences too."""

    durable = True

    def __init__(self, url: str) -> None:
        self.url = url
        self.store: Any = None

    def fill(self, made: Iterable[Authority]) -> None:
        self.store = open_store(self.url, create=True)
        for authority in made:
            for paper in authority.papers:
                self.store.replace(paper, data=b"", origin=paper.document.file)
            self.store.relink(authority.name, authority.links)

    def open(self) -> None:
        self.store = open_store(self.url)

    def chain(self, concern: str) -> Ids:
        found = trace(self.store, concern, today=TODAY)
        ids = {concern, *(step.record.id for step in found.comments)}
        for step in found.actions:
            ids |= {step.record.id, *(owner.id for owner in step.record.owners)}
            ids |= {one.record.id for one in step.evidence}
        return frozenset(ids)

    def gaps(self, authority: str) -> int:
        return len(gaps(self.store, authority=authority, rules=RULES, today=TODAY))

    def matrix(self, authority: str) -> int:
        found = matrix(self.store, authority)
        return sum(bool(cell.comments) for row in found.rows for cell in row.cells)

    def search(self, words: str) -> int:
        return len(self.store.search(words, limit=50))

    def replace(self, authority: Authority) -> None:
        paper = plan_of(authority)
        self.store.replace(paper, data=b"", origin=paper.document.file)


class Dicts(StoreEngine):
    """The very trace of Sightline, with gaps and silences, over records in bare dicts.

    Much of a trace is thinking and not fetching: this is the floor of our own answer.
    """

    durable = False

    def __init__(self, path: Path) -> None:
        super().__init__("")
        self.path = path

    def fill(self, made: Iterable[Authority]) -> None:
        self.store = RecordView()
        for authority in made:
            self.store.take(authority)
        self.path.write_bytes(pickle.dumps(self.store, 5))

    def open(self) -> None:
        self.store = pickle.loads(self.path.read_bytes())  # noqa: S301 our own file

    def gaps(self, authority: str) -> int:
        raise NotImplementedError

    def matrix(self, authority: str) -> int:
        raise NotImplementedError

    def search(self, words: str) -> int:
        raise NotImplementedError

    def replace(self, authority: Authority) -> None:
        raise NotImplementedError


class RecordView:
    """What ``trace`` asks of a view, from dicts; the synthetic papers have no sub-points."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.papers: dict[str, Document] = {}
        self.visits: dict[str, list[str]] = {}
        self.said: dict[str, list[StatusRecord]] = {}
        self.near: dict[str, list[Link]] = {}

    def take(self, authority: Authority) -> None:
        """Take the papers of one authority, oldest first, and its links."""
        papers = sorted(authority.papers, key=lambda one: (one.document.date, one.document.id))
        for paper in papers:
            home = paper.document
            self.papers[home.id] = home
            if home.inspection:
                self.visits.setdefault(authority.name, []).append(home.id)
            for record in paper.records:
                self.records[record.id] = record
                if isinstance(record, Action):
                    said = StatusRecord(
                        action=record.id,
                        status=record.status,
                        on=home.date,
                        document=home.id,
                        due=record.due,
                    )
                    self.said.setdefault(record.id, []).append(said)
        for link in authority.links:
            for end in (link.subject, link.object):
                self.near.setdefault(end, []).append(link)

    def neighbourhood(self, concern_id: str, *, as_of: str | None = None) -> Neighbourhood:
        """What the chain of one concern is made of."""
        links = {link.id: link for link in self.near.get(concern_id, ())}
        for link in list(links.values()):
            if link.relation == "respondsTo":
                links |= {more.id: more for more in self.near[link.subject]}
        ids = {concern_id, *(e for link in links.values() for e in (link.subject, link.object))}
        records = {key: self.records[key] for key in ids}
        history = {key: self.said[key] for key in ids if key in self.said}
        papers = {record.document for record in records.values()}
        papers |= {one.document for said in history.values() for one in said}
        papers |= set(self.visits[records[concern_id].authority])
        return Neighbourhood(
            concern=concern_id,
            records=records,
            links=sorted(links.values(), key=lambda link: link.id),
            history=history,
            documents={key: self.papers[key] for key in papers},
        )


_CHAIN = """
MATCH (c:Record {id: $id})<-[k:RESPONDS_TO|COMMENTS_ON]-(near:Record) WHERE k.state <> 'rejected'
OPTIONAL MATCH (near)-[:OWNED_BY]->(owner:Owner)
OPTIONAL MATCH (near)-[:EVIDENCED_BY]->(item:Record)<-[:STATES {latest: true}]-(source:Document)
OPTIONAL MATCH (near)<-[said:STATES]-(paper:Document)
RETURN c.text, near.id, near.text, near.status, k.state,
  collect(DISTINCT owner.id), collect(DISTINCT [item.id, item.text, source.title]),
  collect(DISTINCT [paper.title, paper.date])
"""


class Cypher:
    """Cypher written by hand against the very graph that our Neo4j store has made."""

    durable = True

    def __init__(self, url: str) -> None:
        from urllib.parse import urlsplit

        parts = urlsplit(url)
        self.address = f"{parts.scheme}://{parts.hostname}:{parts.port or 7687}"
        self.auth = (parts.username, parts.password)

    def fill(self, made: Iterable[Authority]) -> None:
        """Nothing to do: the store of Sightline has filled it."""

    def open(self) -> None:
        from neo4j import GraphDatabase

        self.driver = GraphDatabase.driver(self.address, auth=self.auth)
        self.session = self.driver.session()

    def _rows(self, question: str, **values: str) -> list[Any]:
        return self.session.execute_read(lambda work: list(work.run(question, **values)))

    def chain(self, concern: str) -> Ids:
        ids = {concern}
        for row in self._rows(_CHAIN, id=concern):
            ids |= {row[1], *row[5], *(item[0] for item in row[6] if item[0])}
        return frozenset(ids)

    def gaps(self, authority: str) -> int:
        (row,) = self._rows(
            "CALL { MATCH (c:Concern {authority: $name}) WHERE NOT EXISTS {"
            " (c)<-[:RESPONDS_TO {state: 'stated'}]-() } RETURN count(c) AS one }"
            " CALL { MATCH (a:Action {authority: $name}) WHERE a.status IN ['under_way', 'done']"
            " AND NOT EXISTS { (a)-[:EVIDENCED_BY {state: 'stated'}]->() }"
            " RETURN count(a) AS two } RETURN one + two",
            name=authority,
        )
        return int(row[0])

    def matrix(self, authority: str) -> int:
        (row,) = self._rows(
            "MATCH (c:Concern {authority: $name})<-[:COMMENTS_ON]-(m:Comment)"
            "<-[:STATES]-(d:Document) RETURN count(DISTINCT [c.id, d.id])",
            name=authority,
        )
        return int(row[0])

    def search(self, words: str) -> int:
        raise NotImplementedError

    def replace(self, authority: Authority) -> None:
        raise NotImplementedError


class Walking:
    """Questions over two steps: what a node points at, and what points at it."""

    durable = False

    def out(self, node: str, relation: str) -> Iterable[str]:
        raise NotImplementedError

    def into(self, node: str, relation: str) -> Iterable[str]:
        raise NotImplementedError

    def words(self, node: str) -> str:
        raise NotImplementedError

    def of(self, kind: str, authority: str) -> Iterable[str]:
        raise NotImplementedError

    def texts(self) -> Iterable[str]:
        raise NotImplementedError

    def chain(self, concern: str) -> Ids:
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
        concerns, actions = self.of("concern", authority), self.of("action", authority)
        begun = {"under_way", "done"}
        return sum(not list(self.into(one, "respondsTo")) for one in concerns) + sum(
            not list(self.out(one, "evidencedBy"))
            and any(self.words(status) in begun for status in self.out(one, "hasStatus"))
            for one in actions
        )

    def matrix(self, authority: str) -> int:
        return sum(
            len({p for m in self.into(one, "commentsOn") for p in self.out(m, "statedIn")})
            for one in self.of("concern", authority)
        )

    def search(self, words: str) -> int:
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
        for authority in made:
            for one in lots(authority):
                self._add(one)
        everything = (self.node, self.to, self.back, self.kinds)
        self.path.write_bytes(pickle.dumps(everything, 5))

    def open(self) -> None:
        self.node, self.to, self.back, self.kinds = pickle.loads(self.path.read_bytes())  # noqa: S301 our own file

    def _add(self, one: Lot) -> None:
        for key, kind, words, whose in one.nodes:
            self.node[key] = (kind, words, whose)
            self.kinds.setdefault((kind, whose), {})[key] = None
        for subject, relation, target in one.edges:
            self.to.setdefault(subject, {}).setdefault(relation, []).append(target)
            self.back.setdefault(target, {}).setdefault(relation, []).append(subject)

    def out(self, node: str, relation: str) -> Iterable[str]:
        return self.to.get(node, {}).get(relation, ())

    def into(self, node: str, relation: str) -> Iterable[str]:
        return self.back.get(node, {}).get(relation, ())

    def words(self, node: str) -> str:
        return self.node[node][1]

    def of(self, kind: str, authority: str) -> Iterable[str]:
        return self.kinds.get((kind, authority), ())

    def texts(self) -> Iterable[str]:
        return (words for _, words, _ in self.node.values())

    def replace(self, authority: Authority) -> None:
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

    def oxigraph(name: str, *, on_disk: bool) -> Engine:
        from bench.engine_oxigraph import Oxigraph

        return Oxigraph(folder / name, on_disk=on_disk)

    def networkx() -> Engine:
        from bench.engine_networkx import Networkx

        return Networkx(folder / "networkx.pickle")

    def rdflib() -> Engine:
        from bench.engine_rdflib import Rdflib

        return Rdflib(folder / "rdflib.nq")

    found: dict[str, Callable[[], Engine]] = {
        "bare dict": lambda: Plain(folder / "dict.pickle"),
        "our trace on dicts": lambda: Dicts(folder / "records.pickle"),
        "our SQLite": lambda: StoreEngine(str(folder / "sightline.db")),
        "Oxigraph, disk": lambda: oxigraph("oxigraph", on_disk=True),
        "Oxigraph, memory": lambda: oxigraph("oxigraph.nq", on_disk=False),
        "networkx": networkx,
        "rdflib": rdflib,
    }
    if neo4j:
        found["our Neo4j"] = lambda: StoreEngine(neo4j)
        found["Cypher by hand"] = lambda: Cypher(neo4j)
    return found


def bytes_on_disk(folder: Path, before: Counter[Path]) -> int:
    """Return how many bytes have come into *folder* since *before*."""
    return sum(sizes(folder).values()) - sum(before.values())


def sizes(folder: Path) -> Counter[Path]:
    """Return the size of each file under *folder*."""
    return Counter({path: path.stat().st_size for path in folder.rglob("*") if path.is_file()})
