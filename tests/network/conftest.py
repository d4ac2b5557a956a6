"""A server on the example's papers, and a browser that looks at the network around a concern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.intake import intake
from graph.records import Concern
from graph.store import open_store
from tests.visiting import Visit, served


@pytest.fixture(scope="package")
def start(tmp_path_factory: pytest.TempPathFactory, example_papers: Path) -> tuple[Path, str]:
    """A store with the example's papers, and the id of a concern with actions in it."""
    path = tmp_path_factory.mktemp("network") / "example.db"
    store = open_store(str(path), create=True)
    intake(store, [example_papers])
    (concern,) = (
        one
        for one in store.records(Concern)
        if one.text.startswith("The frequency and qual") and one.kind == "area_for_improvement"
    )
    store.close()
    return path, concern.id


@pytest.fixture(scope="package")
def address(start: tuple[Path, str]) -> Iterator[str]:
    """Where the network around that concern is served."""
    with served(start[0]) as server:
        yield f"{server}/network?start={start[1]}"


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A fresh tab, in which nothing may complain and nothing may be asked of others."""
    context = browser.new_context(accept_downloads=True, reduced_motion="reduce")
    seen = Visit(context.new_page())
    yield seen
    context.close()
    assert seen.complaints == []
    server = re.match(r"http://[^/]+", address)
    assert server is not None
    asked = [url for url in seen.asked if not url.startswith((server.group(), "blob:"))]
    assert asked == []
