"""Connections to one SQLite file, lent out for a reading or a writing, whichever thread asks."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.store.sqlite_schema import BUSY_SECONDS, connect
from ontology.errors import StoreError


class Pool:
    """Idle connections, and the turn to write, which one thread has at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._turn = threading.Lock()
        self._watch: sqlite3.Connection | None = None
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection in which all questions see one and the same state of the store."""
        with self._lend("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one change, kept whole or not at all.

        Raises:
            StoreError: another process has been writing for too long, or the disk refuses.
        """
        with self._turn, self._lend("BEGIN IMMEDIATE") as connection:
            yield connection

    def revision(self) -> str:
        """Return a mark that changes with every change of the file.

        SQLite tells a connection of changes that other connections made, so one that never writes
        hears of all of them.

        Raises:
            StoreError: the file has been closed, or cannot be read any more.
        """
        try:
            with self._guard:
                if self._closed:
                    raise StoreError(f"{self.path} has been closed")
                if self._watch is None:
                    self._watch = connect(self.path)
                return str(self._watch.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error as error:
            raise StoreError(self._explain(error)) from error

    def close(self) -> None:
        """Close what is idle; a connection still lent is closed when it comes back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
            if self._watch is not None:
                idle.append(self._watch)
        for connection in idle:
            connection.close()

    @contextmanager
    def _lend(self, begin: str) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._take()
            try:
                connection.execute(begin)
                yield connection
                connection.execute("COMMIT")
            finally:
                self._give_back(connection)
        except sqlite3.Error as error:
            raise StoreError(self._explain(error)) from error

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise StoreError(f"{self.path} has been closed")
            if self._idle:
                return self._idle.pop()
        return connect(self.path)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:  # something failed on the way to COMMIT
            connection.rollback()
        with self._guard:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _explain(self, error: sqlite3.Error) -> str:
        if "locked" in str(error):
            return (
                f"{self.path} is busy: another program has been writing to it for more than "
                f"{BUSY_SECONDS:.0f} seconds; try again when it is done"
            )
        return f"{self.path}: {error}"
