"""Stores for the tests of the graph; those of tests/graph/store run on every kind there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import open_store
from graph.store.base import Store

Opener = Callable[[str], Store]


def _sqlite(folder: Path) -> Opener:
    return lambda name: open_store(str(folder / f"{name}.db"), create=True)


def _neo4j(folder: Path) -> Opener:
    from tests.services.neo4j_pool import pool

    servers = pool()
    return lambda name: servers.open(folder, name)


STORES: dict[str, Callable[[Path], Opener]] = {"sqlite": _sqlite, "neo4j": _neo4j}
KINDS = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture
def opener(tmp_path: Path) -> Opener:
    """Opens a store by name: a new one, or the one that had this name before."""
    return STORES["sqlite"](tmp_path)


@pytest.fixture
def store(opener: Opener) -> Iterator[Store]:
    """An empty store."""
    opened = opener("store")
    yield opened
    opened.close()
