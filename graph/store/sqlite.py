"""The default store: one SQLite file, read by many processes while one of them writes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

from graph.records import Decision, Link, Paper
from graph.store import sqlite_papers as papers
from graph.store import sqlite_relink as writing
from graph.store.sqlite_pool import Pool
from graph.store.sqlite_read import SqliteView
from graph.store.sqlite_schema import ensure
from ontology.errors import UnknownRecordError


class SqliteStore(SqliteView):
    """A Store (see ``graph.store.base``) in one file; safe to share between threads."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the store at *path*.

        Raises:
            StoreError: there is none and ``create`` is not set, or the file is no store of this
                version.
        """
        ensure(path, create=create)
        super().__init__(Pool(path))

    def replace(self, paper: Paper, *, data: bytes, origin: str) -> None:
        """See Store."""
        with self._pool.writing() as db:
            papers.put(db, paper, data=data, origin=origin)

    def meet(self, document_id: str, *, origin: str) -> None:
        """See Store."""
        self.document(document_id)
        name = PurePath(origin).name
        with self._pool.reading() as db:
            if papers.has_met(db, document_id, origin=origin, name=name):
                return  # without waiting for the disk, at each of many files
        with self._pool.writing() as db:
            touched = papers.leave(db, origin, document_id)
            papers.meet(db, document_id, origin=origin, name=name)
            papers.settle(db, touched)

    def forget(self, document_id: str) -> None:
        """See Store."""
        with self._pool.writing() as db:
            if not db.execute("SELECT 1 FROM document WHERE id = ?", (document_id,)).fetchone():
                raise UnknownRecordError(f"the store holds no document {document_id}")
            papers.settle(db, papers.take_out(db, document_id))

    def relink(self, authority: str, links: Iterable[Link]) -> None:
        """See Store."""
        made = list(
            links
        )  # whatever makes them may read this store: not while it is being written
        with self._pool.writing() as db:
            writing.relink(db, authority, made)

    def decide(self, decision: Decision) -> Link:
        """See Store."""
        with self._pool.writing() as db:
            return writing.decide(db, decision)

    def adopt(self, decisions: Iterable[Decision]) -> None:
        """See Store."""
        taken = list(decisions)
        with self._pool.writing() as db:
            writing.adopt(db, taken)

    def mirror(self, authority: str, links: Iterable[Link], *, linked: bool) -> None:
        """See Store."""
        made = list(links)
        with self._pool.writing() as db:
            writing.mirror(db, authority, made, linked=linked)

    def remember(self, key: str, value: str) -> None:
        """See Store."""
        with self._pool.writing() as db:
            db.execute("INSERT OR REPLACE INTO setting VALUES(?, ?)", (key, value))

    def revision(self) -> str:
        """See Store."""
        return self._pool.revision()

    def close(self) -> None:
        """See Store."""
        self._pool.close()
