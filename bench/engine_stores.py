"""Sightline's own stores in ``bench.engines``, and Cypher by hand beside them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.engine_kinds import Ids, plan_of
from bench.synthetic import Authority
from graph.questions.gaps import gaps
from graph.questions.matrix import matrix
from graph.questions.trace import trace
from graph.records import Action, Document, Link, Record, StatusRecord
from graph.store import open_store
from graph.store.base import Neighbourhood

TODAY = "2020-01-01"
RULES = ("no_action", "no_evidence")


class StoreEngine:
    """A store of Sightline, asked as every command asks it: a trace has gaps and silences too."""

    durable = True

    def __init__(self, url: str) -> None:
        self.url = url
        self.store: Any = None

    def fill(self, made: Iterable[Authority]) -> None:
        """See Engine."""
        self.store = open_store(self.url, create=True)
        for authority in made:
            for paper in authority.papers:
                self.store.replace(paper, data=b"", origin=paper.document.file)
            self.store.relink(authority.name, authority.links)

    def open(self) -> None:
        """See Engine."""
        self.store = open_store(self.url)

    def chain(self, concern: str) -> Ids:
        """See Engine."""
        found = trace(self.store, concern, today=TODAY)
        ids = {concern, *(step.record.id for step in found.comments)}
        for step in found.actions:
            ids |= {step.record.id, *(owner.id for owner in step.record.owners)}
            ids |= {one.record.id for one in step.evidence}
        return frozenset(ids)

    def gaps(self, authority: str) -> int:
        """See Engine."""
        return len(gaps(self.store, authority=authority, rules=RULES, today=TODAY))

    def matrix(self, authority: str) -> int:
        """See Engine."""
        found = matrix(self.store, authority)
        return sum(bool(cell.comments) for row in found.rows for cell in row.cells)

    def search(self, words: str) -> int:
        """See Engine."""
        return len(self.store.search(words, limit=50))

    def replace(self, authority: Authority) -> None:
        """See Engine."""
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
        """See Engine."""
        self.store = RecordView()
        for authority in made:
            self.store.take(authority)
        self.path.write_bytes(pickle.dumps(self.store, 5))

    def open(self) -> None:
        """See Engine."""
        self.store = pickle.loads(self.path.read_bytes())  # noqa: S301 our own file

    def gaps(self, authority: str) -> int:
        """See Engine."""
        raise NotImplementedError

    def matrix(self, authority: str) -> int:
        """See Engine."""
        raise NotImplementedError

    def search(self, words: str) -> int:
        """See Engine."""
        raise NotImplementedError

    def replace(self, authority: Authority) -> None:
        """See Engine."""
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


# The bare chain: words, links, owners, evidence, and what papers say so.
_CHAIN = """
MATCH (c:Record {id: $id})<-[k:RESPONDS_TO|COMMENTS_ON]-(near:Record) WHERE k.state <> 'rejected'
OPTIONAL MATCH (near)-[:OWNED_BY]->(owner:Owner)
OPTIONAL MATCH (near)-[:EVIDENCED_BY]->(item:Record)<-[:STATES {latest: true}]-(source:Document)
OPTIONAL MATCH (near)<-[said:STATES]-(paper:Document)
RETURN c.text, near.id, near.text, near.status, k.state,
  collect(DISTINCT owner.id), collect(DISTINCT [item.id, item.text, source.title]),
  collect(DISTINCT [paper.title, paper.date])
"""


# All that our own trace is made of: every property of every link with the decisions about it,
# what each paper says of each record and of its status, whole papers, every visit of the
# authority, and the sentences that tell of visits not held. It comes as it is: what it means
# (gaps, silences, what holds after several decisions) would still have to be worked out.
_WHOLE = """
MATCH (c:Record {id: $id})
CALL (c) {
  MATCH (c)<-[k:RESPONDS_TO|COMMENTS_ON]-(r:Record) WHERE k.state <> 'rejected' RETURN k, r
  UNION
  MATCH (c)<-[near:RESPONDS_TO]-(:Record)-[k:EVIDENCED_BY]->(r:Record)
  WHERE near.state <> 'rejected' AND k.state <> 'rejected' RETURN k, r
}
WITH c, [c] + collect(r) AS rs, collect([properties(k), type(k), startNode(k).id, endNode(k).id,
  COLLECT { MATCH (d:Decision {link: k.id}) RETURN properties(d) }]) AS links
CALL (rs) {
  UNWIND rs AS r WITH DISTINCT r MATCH (r)<-[s:STATES]-(d:Document)
  RETURN collect([r.id, d.id, d.date, s.status, s.kind, s.body]) AS said, collect(DISTINCT d) AS ds
}
CALL (c, ds) {
  UNWIND ds AS d RETURN d UNION MATCH (d:Document {authority: c.authority, visit: true}) RETURN d
}
WITH c, links, rs, said, collect([d.id, d.file, d.body]) AS papers
RETURN links, said, papers,
  COLLECT { UNWIND rs AS r MATCH (r)-[:OWNED_BY]->(o:Owner) RETURN DISTINCT o.id } AS owners,
  COLLECT { MATCH (d:Document {authority: c.authority, visit: false})-[:MENTIONS_VISIT]->(r)
            MATCH (d)-[s:STATES]->(r) WHERE s.latest RETURN [d.id, s.body] } AS told
"""


class Cypher:
    """Cypher written by hand against the very graph that our Neo4j store has made.

    Args:
        url: of the store.
        way: ``managed`` asks as the driver's manual teaches, in a transaction that is tried again
            after a fault; ``alone`` asks in one message, as our store does; ``whole`` does so too,
            and asks for all that our own trace is made of.
    """

    durable = True

    def __init__(self, url: str, way: str = "managed") -> None:
        from urllib.parse import urlsplit

        self.way = way
        parts = urlsplit(url)
        self.address = f"{parts.scheme}://{parts.hostname}:{parts.port or 7687}"
        self.auth = (parts.username, parts.password)

    def fill(self, made: Iterable[Authority]) -> None:
        """Nothing to do: the store of Sightline has filled it."""

    def open(self) -> None:
        """See Engine."""
        from neo4j import GraphDatabase

        self.driver = GraphDatabase.driver(
            self.address, auth=self.auth, notifications_min_severity="OFF"
        )
        self.session = self.driver.session()

    def _rows(self, question: str, **values: str) -> list[Any]:
        if self.way == "managed":
            return self.session.execute_read(lambda work: list(work.run(question, **values)))
        return list(self.session.run(question, **values))

    def chain(self, concern: str) -> Ids:
        """See Engine."""
        ids = {concern}
        if self.way == "whole":
            ((_, said, _, owners, _),) = self._rows(_WHOLE, id=concern)
            return frozenset({concern, *owners, *(row[0] for row in said)})
        for row in self._rows(_CHAIN, id=concern):
            ids |= {row[1], *row[5], *(item[0] for item in row[6] if item[0])}
        return frozenset(ids)

    def gaps(self, authority: str) -> int:
        """See Engine."""
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
        """See Engine."""
        (row,) = self._rows(
            "MATCH (c:Concern {authority: $name})<-[:COMMENTS_ON]-(m:Comment)"
            "<-[:STATES]-(d:Document) RETURN count(DISTINCT [c.id, d.id])",
            name=authority,
        )
        return int(row[0])

    def search(self, words: str) -> int:
        """See Engine."""
        raise NotImplementedError

    def replace(self, authority: Authority) -> None:
        """See Engine."""
        raise NotImplementedError
