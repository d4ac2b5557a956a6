"""The questions of a View, answered from Neo4j."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from graph.records import Decision, Document, Issue, Link, Passage, Record, StatusRecord
from graph.store.base import Counts, Hit, Neighbourhood, R
from graph.store.neo4j_links import SAID, every, filtered, linked
from graph.store.neo4j_neighbourhood import neighbourhood
from graph.store.neo4j_schema import any_link, link_types
from graph.store.neo4j_search import search
from graph.store.neo4j_server import CHANGING, TRIES, Row, Server
from graph.store.packed import (
    KIND_OF,
    decision_of,
    document_of,
    passage_of,
    record_of,
    status_of,
)
from ontology.errors import StoreError, UnknownRecordError


class Neo4jView:
    """Read-only half of the store; see ``graph.store.base.View`` for what each question means."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def authorities(self) -> list[str]:
        """See View."""
        rows = self._all("MATCH (d:Document {held: true}) RETURN DISTINCT d.authority")
        return sorted(row[0] for row in rows)

    def documents(self, *, authority: str | None = None) -> list[Document]:
        """See View."""
        question = """
            MATCH (d:Document) WHERE $authority IS NULL OR d.authority = $authority
            RETURN d.file, d.body ORDER BY d.date, d.id"""
        if authority is not None:
            question = """
                MATCH (d:Document {authority: $authority})
                RETURN d.file, d.body ORDER BY d.date, d.id"""
        return [document_of(*row) for row in self._all(question, authority=authority)]

    def document(self, document_id: str) -> Document:
        """See View."""
        question = "MATCH (d:Document {id: $id}) RETURN d.file, d.body"
        return document_of(*self._one(question, document_id, "document"))

    def text(self, document_id: str) -> str:
        """See View."""
        question = "MATCH (:Document {id: $id})-[:HAS_TEXT]->(t:Text) RETURN t.body"
        return cast(str, self._one(question, document_id, "document")[0])

    def passages(self, document_id: str) -> list[Passage]:
        """See View."""
        question = """
            MATCH (d:Document {id: $id})-[:HAS_TEXT]->(t:Text)
            RETURN t.body, COLLECT {
              MATCH (d)-[:HAS_PASSAGE]->(p:Passage) WITH p ORDER BY p.start, p.place
              RETURN [p.kind, p.label, p.start, p.end, p.page, p.paragraph] }"""
        text, rows = self._one(question, document_id, "document")
        return [passage_of(tuple(row), document_id, text[row[2] : row[3]]) for row in rows]

    def original(self, document_id: str) -> bytes:
        """See View."""
        question = """
            MATCH (:Document {id: $id})-[:RECEIVED_AS]->(c:Chunk)
            RETURN c.data ORDER BY c.number"""
        rows = self._all(question, id=document_id)
        if not rows:
            raise UnknownRecordError(f"the store holds no file for document {document_id}")
        return b"".join(row[0] for row in rows)

    def record(self, record_id: str) -> Record:
        """See View."""
        question = """
            MATCH (:Record {id: $id})<-[s:STATES]-() WHERE s.latest RETURN s.kind, s.body"""
        return record_of(*self._one(question, record_id, "record"))

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
        question = (
            f"{match} WHERE {' AND '.join(where) or 'true'}"
            " RETURN s.kind, s.body ORDER BY d.date, d.id, s.place, r.id"
        )
        wanted = None if ids is None else list(dict.fromkeys(ids))
        rows = self._all(question, kind=said, authority=authority, document=document, ids=wanted)
        return cast(list[R], [record_of(*row) for row in rows])

    def find(self, prefix: str) -> list[str]:
        """See View."""
        documents_and_records = """
            CALL () {
              MATCH (n:Document) WHERE n.id STARTS WITH $prefix RETURN n.id AS id
              ORDER BY id LIMIT 10
              UNION
              MATCH (n:Record) WHERE n.id STARTS WITH $prefix RETURN n.id AS id
              ORDER BY id LIMIT 10
            } RETURN id"""
        links = every("l.id STARTS WITH $prefix")
        found = self._server.read(
            lambda work: [
                *work.rows(documents_and_records, prefix=prefix),
                *work.rows(f"{links} LIMIT 10", prefix=prefix),
            ]
        )
        return sorted({row[0] for row in found})[:10]

    def history(self, actions: Collection[str]) -> dict[str, list[StatusRecord]]:
        """See View."""
        question = """
            UNWIND $ids AS id MATCH (:Record {id: id})<-[s:STATES {kind: 'action'}]-(d:Document)
            RETURN id, d.id, d.date, s.status ORDER BY d.date, d.id"""
        found: dict[str, list[StatusRecord]] = {action: [] for action in actions}
        for row in self._all(question, ids=list(found)):
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
        question = filtered(relation, given)
        return self._server.read(lambda work: linked(work, question, **values))

    def link(self, link_id: str) -> Link:
        """See View."""
        found = self._server.read(lambda work: linked(work, every("l.id = $id"), id=link_id))
        if not found:
            raise UnknownRecordError(f"the store holds no link {link_id}")
        return found[0]

    def decisions(self) -> list[Decision]:
        """See View."""
        question = f"MATCH (d:Decision) RETURN {SAID} ORDER BY d.seq"
        return [decision_of(tuple(row)) for row in self._all(question)]

    def neighbourhood(self, concern_id: str, *, as_of: str | None = None) -> Neighbourhood:
        """See View."""
        for _ in range(TRIES):
            found = self._server.glance(lambda work: neighbourhood(work, concern_id, as_of))
            if found is not None:
                return found
        raise StoreError(CHANGING)

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
        return sorted(
            row[0] for row in self._all("MATCH (a:Authority {unlinked: true}) RETURN a.name")
        )

    def recall(self, key: str) -> str | None:
        """See Store."""
        found = self._all("MATCH (s:Setting {key: $key}) RETURN s.value", key=key)
        return cast(str, found[0][0]) if found else None

    def settings(self) -> dict[str, str]:
        """See Store."""
        rows = self._all("MATCH (s:Setting) RETURN s.key, s.value")
        return {row[0]: row[1] for row in sorted(rows)}

    def origins(self, document_id: str) -> list[str]:
        """See Store."""
        self.document(document_id)
        question = "MATCH (:Document {id: $id})-[:FOUND_AT]->(p:Place) RETURN p.path"
        return sorted(row[0] for row in self._all(question, id=document_id))

    def holds(self, sha256: str) -> Document | None:
        """See Store."""
        question = """
            MATCH (d:Document {sha256: $sha256}) WHERE d.held AND EXISTS { (d)-[:RECEIVED_AS]->() }
            RETURN d.file, d.body"""
        found = self._all(question, sha256=sha256)
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
        return str(self._server.glance(lambda work: work.rows(question))[0][0])

    def _lines(self, document: str | None, told: str) -> list[Issue]:
        found = "{id: $document}" if document is not None else ""
        question = f"""
            MATCH (d:Document {found})-[:{told}]->(i)
            RETURN d.id, i.text, i.why, i.page, i.paragraph ORDER BY d.date, d.id, i.place"""
        names = ("document", "text", "why", "page", "paragraph")
        rows = self._all(question, document=document)
        return [Issue(**dict(zip(names, row, strict=True))) for row in rows]

    def _all(self, question: str, **values: object) -> list[Row]:
        return self._server.read(lambda work: work.rows(question, **values))

    def _one(self, question: str, wanted: str, what: str) -> Row:
        found = self._all(question, id=wanted)
        if not found:
            raise UnknownRecordError(f"the store holds no {what} {wanted}")
        return found[0]
