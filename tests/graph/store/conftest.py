"""Every test of a store's contract runs on every kind of store there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.graph.conftest import KINDS, STORES, Opener
from tests.services.neo4j import Neo4jServer


@pytest.fixture(params=KINDS)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens a store by name: a new one, or the one that had this name before."""
    yield STORES[request.param](tmp_path)
    if request.param == "neo4j":
        from tests.services.neo4j_pool import pool

        pool().give_back(tmp_path)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Neo4jServer]:
    """A Neo4j server whose database is empty."""
    from tests.services.neo4j_pool import pool

    lent = pool()
    yield lent.server(tmp_path, "store")
    lent.give_back(tmp_path)
