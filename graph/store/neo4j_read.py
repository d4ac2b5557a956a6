"""The questions of a View, answered from Neo4j."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from graph.records import Decision, Document, Issue, Link, Passage, Record, StatusRecord
from graph.store.base import Counts, Hit, Neighbourhood, R
from graph.store.marks import Marks
from graph.store.neo4j_links import LOG, every, filtered
from graph.store.neo4j_marks import marks
from graph.store.neo4j_neighbourhood import Papers, neighbourhood
from graph.store.neo4j_rows import edge_link
from graph.store.neo4j_schema import any_link, link_types
from graph.store.neo4j_search import search
from graph.store.neo4j_server import Reading, Row, Server
from graph.store.packed import (
    KIND_OF,
    decision_of,
    document_of,
    passage_of,
    record_of,
    status_of,
)
from ontology.errors import UnknownRecordError


class Neo4jView:
    """Read-only half of the store; see ``graph.store.base.View`` for what each question means."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._papers = Papers(server)

    def authorities(self) -> list[str]:
        """See View."""
        find = "MATCH (d:Document {held: true}) WITH DISTINCT d.authority AS each"
        return sorted(self._all(find, "each"))

    def documents(self, *, authority: str | None = None) -> list[Document]:
        """See View."""
        match = "(d:Document)" if authority is None else "(d:Document {authority: $authority})"
        find = f"MATCH {match} WITH d ORDER BY d.date, d.id"
        rows = self._all(find, "[d.file, d.body]", authority=authority)
        return [document_of(*row) for row in rows]

    def document(self, document_id: str) -> Document:
        """See View."""
        find = "MATCH (d:Document {id: $id})"
        return document_of(*self._one(find, "[d.file, d.body]", document_id, "document"))

    def text(self, document_id: str) -> str:
        """See View."""
        find = "MATCH (:Document {id: $id})-[:HAS_TEXT]->(t:Text)"
        return cast(str, self._one(find, "[t.body]", document_id, "document")[0])

    def passages(self, document_id: str) -> list[Passage]:
        """See View."""
        find = "MATCH (d:Document {id: $id})-[:HAS_TEXT]->(t:Text)"
        places = """[t.body, COLLECT {
            MATCH (d)-[:HAS_PASSAGE]->(p:Passage) WITH p ORDER BY p.start, p.place
            RETURN [p.kind, p.label, p.start, p.end, p.page, p.paragraph] }]"""
        text, rows = self._one(find, places, document_id, "document")
        return [passage_of(tuple(row), document_id, text[row[2] : row[3]]) for row in rows]

    def original(self, document_id: str) -> bytes:
        """See View."""
        find = "MATCH (:Document {id: $id})-[:RECEIVED_AS]->(c:Chunk) WITH c ORDER BY c.number"
        rows = self._all(find, "c.data", id=document_id)
        if not rows:
            raise UnknownRecordError(f"the store holds no file for document {document_id}")
        return b"".join(cast(list[bytes], rows))

    def record(self, record_id: str) -> Record:
        """See View."""
        find = "MATCH (:Record {id: $id})<-[s:STATES]-() WHERE s.latest"
        return record_of(*self._one(find, "[s.kind, s.body]", record_id, "record"))

    def records(
        self,
        kind: type[R],
        *,
        authority: str | None = None,
        document: str | None = None,
        ids: Collection[str] | None = None,
    ) -> list[R]:
        """See View."""
        said = KIND_OF.get(kind)
        label = "Record" if said is None else said.capitalize()
        if document is not None:
            match = "MATCH (d:Document {id: $document})-[s:STATES]->(r:Record)"
        elif ids is not None:
            match = "UNWIND $ids AS id MATCH (r:Record {id: id})<-[s:STATES]-(d:Document)"
        elif authority is not None:
            match = f"MATCH (r:{label} {{authority: $authority}})<-[s:STATES]-(d:Document)"
        else:
            match = f"MATCH (r:{label})<-[s:STATES]-(d:Document)"
        where = [
            *(["s.latest"] if document is None else []),
            *(["s.kind = $kind"] if said is not None else []),
            *(["s.authority = $authority"] if authority is not None else []),
            *(["r.id IN $ids"] if document is not None and ids is not None else []),
        ]
        find = (
            f"{match} WHERE {' AND '.join(where) or 'true'}"
            " WITH s ORDER BY d.date, d.id, s.place, r.id"
        )
        wanted = None if ids is None else list(dict.fromkeys(ids))
        values = {"kind": said, "authority": authority, "document": document, "ids": wanted}
        reading = Reading(find=find, each="s", row="[s.kind, s.body]")
        few = not authority is document is ids is None
        rows = self._server.rows(reading, **values) if few else self._many(reading, **values)
        return cast(list[R], [record_of(*row) for row in rows])

    def find(self, prefix: str) -> list[str]:
        """See View."""
        nodes = [
            f"MATCH (n:{label}) WHERE n.id STARTS WITH $prefix RETURN n.id AS each"
            for label in ("Document", "Record")
        ]
        links = [
            f"MATCH ()-[l:{kind}]->() WHERE l.id STARTS WITH $prefix RETURN l.id AS each"
            for kind in link_types().values()
        ]
        parts = " UNION ".join(f"{one} ORDER BY each LIMIT 10" for one in (*nodes, *links))
        find = f"CALL () {{ {parts} }} WITH each ORDER BY each LIMIT 10"
        return self._all(find, "each", prefix=prefix)

    def history(self, actions: Collection[str]) -> dict[str, list[StatusRecord]]:
        """See View."""
        find = """
            UNWIND $ids AS id MATCH (:Record {id: id})<-[s:STATES {kind: 'action'}]-(d:Document)
            WITH id, s, d ORDER BY d.date, d.id"""
        found: dict[str, list[StatusRecord]] = {action: [] for action in actions}
        for row in self._all(find, "[id, d.id, d.date, s.status]", ids=list(found)):
            found[row[0]].append(status_of(*row))
        return found

    def links(
        self,
        *,
        authority: str | None = None,
        relation: str | None = None,
        state: str | None = None,
        subjects: Collection[str] | None = None,
        objects: Collection[str] | None = None,
    ) -> list[Link]:
        """See View."""
        if relation is not None and relation not in link_types():
            return []
        values = {
            "authority": authority,
            "state": state,
            "subjects": None if subjects is None else list(dict.fromkeys(subjects)),
            "objects": None if objects is None else list(dict.fromkeys(objects)),
        }
        given = tuple(name for name, value in values.items() if value is not None)
        reading = filtered(relation, given)
        few = not authority is subjects is objects is None
        rows = self._server.rows(reading, **values) if few else self._many(reading, **values)
        return [edge_link(row) for row in rows]

    def link(self, link_id: str) -> Link:
        """See View."""
        found = self._server.rows(every("l.id = $id"), id=link_id)
        if not found:
            raise UnknownRecordError(f"the store holds no link {link_id}")
        return edge_link(found[0])

    def decisions(self) -> list[Decision]:
        """See View."""
        return [decision_of(tuple(row)) for row in self._many(LOG)]

    def neighbourhood(self, concern_id: str, *, as_of: str | None = None) -> Neighbourhood:
        """See View."""
        return neighbourhood(self._server, self._papers, concern_id, as_of)

    def marks(self) -> Marks:
        """See Marked."""
        return marks(self._server)

    def search(
        self, text: str, *, authority: str | None = None, kind: str | None = None, limit: int = 50
    ) -> list[Hit]:
        """See View."""
        return self._server.read(
            lambda work: search(work, text, authority=authority, kind=kind, limit=limit)
        )

    def issues(self, *, document: str | None = None) -> list[Issue]:
        """See View."""
        return self._lines(document, "COULD_NOT_PLACE")

    def ignored(self, *, document: str | None = None) -> list[Issue]:
        """See View."""
        return self._lines(document, "LEFT_OUT")

    def unlinked(self) -> list[str]:
        """See View."""
        return sorted(self._all("MATCH (a:Authority {unlinked: true})", "a.name"))

    def recall(self, key: str) -> str | None:
        """See Store."""
        found = self._all("MATCH (s:Setting {key: $key})", "s.value", key=key)
        return cast(str, found[0]) if found else None

    def settings(self) -> dict[str, str]:
        """See Store."""
        rows = self._all("MATCH (s:Setting)", "[s.key, s.value]")
        return {row[0]: row[1] for row in sorted(rows)}

    def origins(self, document_id: str) -> list[str]:
        """See Store."""
        self.document(document_id)
        find = "MATCH (:Document {id: $id})-[:FOUND_AT]->(p:Place)"
        return sorted(self._all(find, "p.path", id=document_id))

    def holds(self, sha256: str) -> Document | None:
        """See Store."""
        find = """
            MATCH (d:Document {sha256: $sha256})
            WHERE d.held AND EXISTS { (d)-[:RECEIVED_AS]->() }"""
        found = self._all(find, "[d.file, d.body]", sha256=sha256)
        return document_of(*found[0]) if found else None

    def counts(self) -> Counts:
        """See View."""
        kinds = "MATCH ()-[s:STATES]->() WHERE s.latest RETURN s.kind, count(*) ORDER BY s.kind"
        totals = f"""
            RETURN COUNT {{ (:Document) }}, COUNT {{ ()-[:{any_link()}]->() }},
              COUNT {{ (:Decision) }}"""
        rows, ((documents, links, decisions),) = self._server.read(
            lambda work: (work.rows(kinds), work.rows(totals))
        )
        by_kind: dict[str, int] = {row[0]: row[1] for row in rows}
        return Counts(
            documents=documents,
            records=sum(by_kind.values()),
            links=links,
            decisions=decisions,
            by_kind=by_kind,
        )

    def revision(self) -> str:
        """See Store."""
        question = "MATCH (s:Sightline {key: 'store'}) RETURN s.revision"
        return str(self._server.ask(question)[0][0])

    def _lines(self, document: str | None, told: str) -> list[Issue]:
        found = "{id: $document}" if document is not None else ""
        find = f"""
            MATCH (d:Document {found})-[:{told}]->(i) WITH d, i ORDER BY d.date, d.id, i.place"""
        rows = self._all(find, "[d.id, i.text, i.why, i.page, i.paragraph]", document=document)
        names = ("document", "text", "why", "page", "paragraph")
        return [Issue(**dict(zip(names, row, strict=True))) for row in rows]

    def _all(self, find: str, row: str, **values: object) -> list[Any]:
        """All rows of a question that has not very many, in one message there and back."""
        return self._server.rows(Reading(find=find, row=row), **values)

    def _many(self, reading: Reading, **values: object) -> list[Row]:
        """All rows of a question about a whole store."""
        return self._server.read(lambda work: work.many(reading, **values))

    def _one(self, find: str, row: str, wanted: str, what: str) -> Row:
        found = self._all(find, row, id=wanted)
        if not found:
            raise UnknownRecordError(f"the store holds no {what} {wanted}")
        return cast(Row, found[0])
