"""``sightline copy``, ``backup`` and ``restore`` as a person calls them."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from graph.store.copying import store_digest
from tests.api.conftest import Sightline
from tests.sample import Sample
from tests.services.neo4j_pool import pool


def digest(path: str) -> str:
    """The hash of a store."""
    store = open_store(path)
    try:
        return store_digest(store)
    finally:
        store.close()


def test_a_copy_says_what_it_came_to(sightline: Sightline, chain: Sample, tmp_path: Path) -> None:
    """Papers, links and decisions are counted, and the hash of both stores is told."""
    first = sightline("copy", chain.url, "copy.db")
    again = sightline("copy", chain.url, "copy.db", "--json")

    assert (first.status, first.err) == (0, "")
    assert f"Hash of all: {digest(chain.url)}" in first.out
    assert again.json["digest"] == digest(str(tmp_path / "copy.db"))
    assert (again.json["written"], again.json["documents"]) == (0, len(chain.store.documents()))


def test_a_copy_that_cannot_be_is_told_in_a_sentence(sightline: Sightline, chain: Sample) -> None:
    """No source, and no server at the address: one line each, status 1, no password."""
    missing = sightline("copy", "nothing.db", "copy.db")
    assert missing.status == 1
    assert missing.err == "sightline: there is no store at nothing.db: load a paper to make one\n"
    nowhere = sightline("copy", chain.url, "bolt://neo4j:secret@127.0.0.1:1")
    assert nowhere.status == 1
    assert nowhere.err == (
        "sightline: no Neo4j server answers at 127.0.0.1:1: start it, or correct the address\n"
    )


def test_backup_and_restore(sightline: Sightline, chain: Sample, tmp_path: Path) -> None:
    """A backup is made, is never overwritten, and comes back only where that was asked for."""
    before = digest(chain.url)
    assert sightline("backup", "kept.db", "--store", chain.url).status == 0
    twice = sightline("backup", "kept.db", "--store", chain.url)
    assert (twice.status, "exists already" in twice.err) == (1, True)
    store = open_store(chain.url)
    store.forget(store.documents()[0].id)
    store.close()
    refused = sightline("restore", "kept.db", "--store", chain.url)
    assert (refused.status, "--overwrite" in refused.err) == (1, True)
    assert digest(chain.url) != before

    assert sightline("restore", "kept.db", "--overwrite", "--store", chain.url).status == 0
    assert sightline("restore", "kept.db", "--store", "new.db").status == 0
    assert digest(chain.url) == digest(str(tmp_path / "new.db")) == before


@pytest.mark.neo4j
def test_every_command_works_on_a_server(
    sightline: Sightline, chain: Sample, tmp_path: Path
) -> None:
    """The same calls and pages say the same, whether the store is a file or on a server."""
    lent = pool()
    url = lent.address(tmp_path, "store")
    assert sightline("copy", chain.url, url).status == 0
    concern = sightline("list", "concerns", "--store", url, "--json").json[0]["id"]
    calls = [
        *(("list", kind) for kind in ("documents", "concerns", "comments", "actions", "links")),
        ("trace", concern),
        ("gaps",),
        ("matrix",),
        ("search", "health"),
        ("review",),
        ("check",),
        ("relink", "--dry-run"),
    ]
    for words in calls:
        on_server, in_file = (
            sightline(*words, "--json", "--store", store) for store in (url, chain.url)
        )
        assert on_server == in_file, words
    asked = ("/", f"/concerns/{concern}", f"/api/concerns/{concern}/trace", "/api/search?q=health")
    pages = []
    for store in (url, chain.url):
        with TestClient(create_app(Settings(store=store)), base_url="http://127.0.0.1") as client:
            pages.append([(said.status_code, said.text) for said in map(client.get, asked)])
    assert pages[0] == pages[1]
    assert {status for status, _ in pages[0]} == {200}
    lent.give_back(tmp_path)
