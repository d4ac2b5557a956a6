"""The questions of a View, answered from SQLite."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import cast

from graph.records import Decision, Document, Issue, Link, Passage, Record, StatusRecord
from graph.store.base import Counts, Hit, Neighbourhood, R
from graph.store.marks import Marks
from graph.store.packed import (
    DECISION,
    KIND_OF,
    LINK,
    Row,
    as_list,
    decision_of,
    document_of,
    passage_of,
    record_of,
    status_of,
)
from graph.store.sqlite_links import linked
from graph.store.sqlite_marks import marks
from graph.store.sqlite_neighbourhood import Kept, neighbourhood
from graph.store.sqlite_pool import Pool
from graph.store.sqlite_search import search
from ontology.errors import UnknownRecordError


class SqliteView:
    """Read-only half of the store; see ``graph.store.base.View`` for what each question means."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._kept = Kept()

    def authorities(self) -> list[str]:
        """See View."""
        question = "SELECT DISTINCT authority FROM document WHERE held ORDER BY authority"
        return [row[0] for row in self._all(question)]

    def documents(self, *, authority: str | None = None) -> list[Document]:
        """See View."""
        where = "" if authority is None else "WHERE authority = ?"
        question = f"SELECT file, body FROM document {where} ORDER BY date, id"  # noqa: S608 fixed words
        return [document_of(*row) for row in self._all(question, _given(authority))]

    def document(self, document_id: str) -> Document:
        """See View."""
        row = self._one("SELECT file, body FROM document WHERE id = ?", document_id, "document")
        return document_of(*row)

    def text(self, document_id: str) -> str:
        """See View."""
        row = self._one("SELECT body FROM text WHERE document = ?", document_id, "document")
        return cast(str, row[0])

    def passages(self, document_id: str) -> list[Passage]:
        """See View."""
        text = self.text(document_id)
        question = (
            "SELECT kind, label, start, end, page, paragraph FROM passage"
            " WHERE document = ? ORDER BY start, id"
        )
        return [
            passage_of(row, document_id, text[row[2] : row[3]])
            for row in self._all(question, (document_id,))
        ]

    def original(self, document_id: str) -> bytes:
        """See View."""
        question = (
            "SELECT data FROM file WHERE sha256 = (SELECT sha256 FROM document WHERE id = ?)"
        )
        return cast(bytes, self._one(question, document_id, "file for document")[0])

    def record(self, record_id: str) -> Record:
        """See View."""
        question = "SELECT kind, body FROM statement WHERE record = ? AND latest"
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
        where, values = _where(
            ("s.kind = ?", KIND_OF.get(kind)),
            ("s.authority = ?", authority),
            ("s.document = ?", document),
            ("s.record IN (SELECT value FROM json_each(?))", as_list(ids)),
        )
        latest = "s.latest" if document is None else "TRUE"
        question = (
            "SELECT s.kind, s.body FROM statement s JOIN document d ON d.id = s.document"  # noqa: S608
            f" WHERE {latest} AND {where} ORDER BY d.date, d.id, s.place, s.record"
        )
        return cast(list[R], [record_of(*row) for row in self._all(question, values)])

    def find(self, prefix: str) -> list[str]:
        """See View."""
        question = """
            SELECT id FROM document WHERE id >= ?1 AND id < ?2
            UNION SELECT record FROM statement WHERE record >= ?1 AND record < ?2
            UNION SELECT id FROM link WHERE id >= ?1 AND id < ?2 ORDER BY 1 LIMIT 10"""
        return [row[0] for row in self._all(question, (prefix, prefix + chr(0x10FFFF)))]

    def history(self, actions: Collection[str]) -> dict[str, list[StatusRecord]]:
        """See View."""
        question = """
            SELECT s.record, s.document, d.date, s.status
            FROM json_each(?) wanted CROSS JOIN statement s CROSS JOIN document d
            WHERE s.record = wanted.value AND s.kind = 'action' AND d.id = s.document
            ORDER BY d.date, d.id"""
        found: dict[str, list[StatusRecord]] = {action: [] for action in actions}
        for row in self._all(question, (as_list(actions),)):
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
        where, values = _where(
            ("authority = ?", authority),
            ("relation = ?", relation),
            ("state = ?", state),
            ("subject IN (SELECT value FROM json_each(?))", as_list(subjects)),
            ("object IN (SELECT value FROM json_each(?))", as_list(objects)),
        )
        with self._pool.reading() as db:
            return linked(db, f"SELECT {LINK} FROM link WHERE {where} ORDER BY id", values)  # noqa: S608

    def link(self, link_id: str) -> Link:
        """See View."""
        with self._pool.reading() as db:
            found = linked(db, f"SELECT {LINK} FROM link WHERE id = ?", (link_id,))  # noqa: S608
        if not found:
            raise UnknownRecordError(f"the store holds no link {link_id}")
        return found[0]

    def decisions(self) -> list[Decision]:
        """See View."""
        question = f"SELECT {DECISION} FROM decision ORDER BY seq"  # noqa: S608 fixed words
        return [decision_of(row) for row in self._all(question)]

    def neighbourhood(self, concern_id: str, *, as_of: str | None = None) -> Neighbourhood:
        """See View."""
        with self._pool.reading() as db:
            return neighbourhood(db, concern_id, as_of, self._kept)

    def search(
        self, text: str, *, authority: str | None = None, kind: str | None = None, limit: int = 50
    ) -> list[Hit]:
        """See View."""
        with self._pool.reading() as db:
            return search(db, text, authority=authority, kind=kind, limit=limit)

    def issues(self, *, document: str | None = None) -> list[Issue]:
        """See View."""
        return self._lines(document, ignored=False)

    def ignored(self, *, document: str | None = None) -> list[Issue]:
        """See View."""
        return self._lines(document, ignored=True)

    def unlinked(self) -> list[str]:
        """See View."""
        return [row[0] for row in self._all("SELECT authority FROM unlinked ORDER BY 1")]

    def recall(self, key: str) -> str | None:
        """See Store."""
        found = self._all("SELECT value FROM setting WHERE key = ?", (key,))
        return found[0][0] if found else None

    def settings(self) -> dict[str, str]:
        """See Store."""
        rows = self._all("SELECT key, value FROM setting ORDER BY key")
        return {row[0]: row[1] for row in rows}

    def origins(self, document_id: str) -> list[str]:
        """See Store."""
        self.document(document_id)
        question = "SELECT origin FROM origin WHERE document = ? ORDER BY origin"
        return [row[0] for row in self._all(question, (document_id,))]

    def holds(self, sha256: str) -> Document | None:
        """See Store."""
        question = (
            "SELECT d.file, d.body FROM document d JOIN file f ON f.sha256 = d.sha256"
            " WHERE d.sha256 = ? AND d.held"
        )
        found = self._all(question, (sha256,))
        return document_of(*found[0]) if found else None

    def counts(self) -> Counts:
        """See View."""
        with self._pool.reading() as db:
            kinds = "SELECT kind, count(*) FROM statement WHERE latest GROUP BY kind ORDER BY kind"
            by_kind: dict[str, int] = dict(db.execute(kinds).fetchall())
            tables = ("document", "link", "decision")
            documents, links, decisions = (
                int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
                for table in tables
            )
        return Counts(
            documents=documents,
            records=sum(by_kind.values()),
            links=links,
            decisions=decisions,
            by_kind=by_kind,
        )

    def marks(self) -> Marks:
        """See Marked."""
        with self._pool.reading() as db:
            return marks(db)

    def _lines(self, document: str | None, *, ignored: bool) -> list[Issue]:
        where, values = _where(("i.document = ?", document), ("i.ignored = ?", int(ignored)))
        question = (
            "SELECT i.document, i.text, i.why, i.page, i.paragraph FROM issue i"  # noqa: S608
            f" JOIN document d ON d.id = i.document WHERE {where} ORDER BY d.date, d.id, i.id"
        )
        names = ("document", "text", "why", "page", "paragraph")
        return [Issue(**dict(zip(names, row, strict=True))) for row in self._all(question, values)]

    def _all(self, question: str, values: Sequence[object] = ()) -> list[Row]:
        with self._pool.reading() as db:
            return db.execute(question, values).fetchall()

    def _one(self, question: str, wanted: str, what: str) -> Row:
        found = self._all(question, (wanted,))
        if not found:
            raise UnknownRecordError(f"the store holds no {what} {wanted}")
        return found[0]


def _where(*terms: tuple[str, object]) -> tuple[str, list[object]]:
    """Join the terms that have a value with AND; the terms are fixed words, values are bound."""
    held = [(term, value) for term, value in terms if value is not None]
    return " AND ".join(term for term, _ in held) or "TRUE", [value for _, value in held]


def _given(*values: object) -> list[object]:
    return [value for value in values if value is not None]
