"""Neo4j servers lent to tests: each test has empty databases, and none is started twice.

Neo4j Community has one database per server, so a test that compares two stores needs two.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from graph.store.neo4j import Neo4jStore
from tests.services.neo4j import Neo4jServer, running

SWITCH = "SIGHTLINE_TEST_NEO4J"
HOW = f"starts a real Neo4j: set {SWITCH}=1 to run it (needs java 17 and, once, mvn)"


class Lent(Neo4jStore):
    """A store that tells its loan when it is closed."""

    loan: Loan

    def close(self) -> None:
        """Close it; a database without an open store may be lent to the next test."""
        super().close()
        with contextlib.suppress(ValueError):
            self.loan.opened.remove(self)


@dataclass
class Loan:
    """One server, what it is lent for (a test's folder and the name of a store), what is open."""

    server: Neo4jServer
    purpose: tuple[Path, str] | None = None
    opened: list[Lent] = field(default_factory=list)

    def open(self) -> Lent:
        """Open the store, making it of an empty database."""
        store = Lent(self.server.url, create=True)
        store.loan = self
        self.opened.append(store)
        return store


class Pool:
    """All servers that tests have needed so far."""

    def __init__(self, stack: contextlib.ExitStack) -> None:
        self._stack = stack
        self._loans: list[Loan] = []

    def open(self, folder: Path, name: str) -> Lent:
        """Open a test's store by name: an empty one, or the one that had this name before."""
        return self._lent((folder, name)).open()

    def address(self, folder: Path, name: str) -> str:
        """The address of an empty database, for a test that opens the store itself."""
        return self.server(folder, name).url

    def server(self, folder: Path, name: str) -> Neo4jServer:
        """The server of a test's store."""
        return self._lent((folder, name)).server

    def give_back(self, folder: Path) -> None:
        """Close what a test left open."""
        for loan in self._loans:
            if loan.purpose is not None and loan.purpose[0] == folder:
                for store in list(loan.opened):
                    store.close()
                loan.purpose = None

    def _lent(self, purpose: tuple[Path, str]) -> Loan:
        for loan in self._loans:
            if loan.purpose == purpose:
                return loan
        free = [loan for loan in self._loans if not loan.opened and not _alive(loan.purpose)]
        loan = free[0] if free else Loan(self._stack.enter_context(running()))
        if not free:
            self._loans.append(loan)
        loan.purpose = purpose
        loan.server.run("MATCH (n) DETACH DELETE n")
        return loan


def _alive(purpose: tuple[Path, str] | None) -> bool:
    """Whether a test may come back to this store: its folder is still there."""
    return purpose is not None and purpose[0].is_dir()


@cache
def _started() -> Pool:
    return Pool(_STACK)


_STACK = contextlib.ExitStack()


def pool() -> Pool:
    """The servers, or a skip with a sentence on how to turn these tests on."""
    if not os.environ.get(SWITCH):
        pytest.skip(HOW)
    return _started()


def stop_all() -> None:
    """Stop every server, at the end of the session."""
    _STACK.close()
