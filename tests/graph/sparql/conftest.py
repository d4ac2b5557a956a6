"""The example authority in a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.intake import intake
from graph.store import open_store
from graph.store.base import Store


@pytest.fixture(scope="session")
def marlbury(tmp_path_factory: pytest.TempPathFactory, example_papers: Path) -> Iterator[Store]:
    """A store with the example authority's papers."""
    store = open_store(str(tmp_path_factory.mktemp("sparql") / "marlbury.db"), create=True)
    intake(store, [example_papers])
    yield store
    store.close()
