"""The example authority in a store, and the evidence about all its printed concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.intake import intake
from graph.export.choose import chosen
from graph.export.common import Portfolio
from graph.export.walk import portfolio
from graph.questions.listing import Filters
from graph.store import open_store
from graph.store.base import Store
from tests.builders import MARLBURY

TODAY = "2025-04-01"


@pytest.fixture(scope="session")
def marlbury(tmp_path_factory: pytest.TempPathFactory, example_papers: Path) -> Iterator[Store]:
    """A store with the example authority's papers."""
    store = open_store(str(tmp_path_factory.mktemp("marlbury") / "marlbury.db"), create=True)
    intake(store, [example_papers])
    yield store
    store.close()


@pytest.fixture(scope="session")
def evidence_in() -> Callable[..., Portfolio]:
    """Gather all printed concerns of a store's one authority: ``evidence_in(store, only=...)``."""

    def gather(store: Store, **how: Any) -> Portfolio:
        ids = chosen(store, Filters(authority=MARLBURY))
        return portfolio(store, ids, **{"today": TODAY, "environ": {}, **how})

    return gather


@pytest.fixture(scope="session")
def settled(marlbury: Store, evidence_in: Callable[..., Portfolio]) -> Portfolio:
    """What papers state and people confirmed."""
    return evidence_in(marlbury)


@pytest.fixture(scope="session")
def everything(marlbury: Store, evidence_in: Callable[..., Portfolio]) -> Portfolio:
    """Proposals too."""
    return evidence_in(marlbury, only="all")


@pytest.fixture(scope="session")
def lines_in() -> Callable[[Portfolio], int]:
    """Count the steps of all chains, silences among them."""

    def number(evidence: Portfolio) -> int:
        from graph.export.lines import lines

        return sum(1 for _ in lines(evidence))

    return number
