"""Every test of the graph that asks for a store runs on every kind of store there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import open_store
from graph.store.base import Store

Opener = Callable[[str], Store]


def _sqlite(folder: Path) -> Opener:
    return lambda name: open_store(str(folder / f"{name}.db"), create=True)


STORES: dict[str, Callable[[Path], Opener]] = {"sqlite": _sqlite}


@pytest.fixture(params=list(STORES))
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens a store by name: a new one, or the one that had this name before."""
    return STORES[request.param](tmp_path)


@pytest.fixture
def store(opener: Opener) -> Iterator[Store]:
    """An empty store."""
    opened = opener("store")
    yield opened
    opened.close()
