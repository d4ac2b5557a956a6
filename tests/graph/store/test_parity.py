"""SQLite and Neo4j give the same answers, to the letter: traces, gaps, matrices, search."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.intake import intake
from graph.questions.answers import chain_json, documents_of, gap_rows, hit_rows
from graph.questions.gaps import gaps
from graph.questions.matrix import matrix
from graph.questions.trace import trace
from graph.records import Concern
from graph.store import open_store
from graph.store.base import Store
from graph.store.copying import copy, store_digest
from ontology.errors import UnknownRecordError
from tests.graph.store.random_graphs import RandomAuthority

pytestmark = pytest.mark.neo4j
TIMES = 10 if os.environ.get("CI") else 2  # two hundred random authorities in CI
TODAY = "2026-01-01"
SEARCHES = (
    *("children", "social workers", '"care leavers" plan', "assessed plans timely", "cafe"),
    *('"social worker"', "- _ ² children", "nowhere", "re-assess", '"health assessments are"'),
)

Opener = Callable[[str], Store]


def answers(store: Store, authorities: Iterable[str]) -> dict[str, str]:
    """A hash of what a store answers to each kind of question."""
    said: dict[str, list[object]] = {"trace": [], "gaps": [], "matrix": [], "search": []}
    for name in authorities:
        for concern in store.records(Concern, authority=name):
            said["trace"] += [_chain(store, concern.id, day) for day in (None, "2021-03")]
        found = gaps(store, authority=name, today=TODAY)
        said["gaps"].append(gap_rows(found, documents_of(store)))
        said["matrix"].append(asdict(matrix(store, name)))
    for text in SEARCHES:
        said["search"].append(hit_rows(store.search(text, limit=500)))
        for kind in ("monitoring_visit", "improvement_plan"):
            said["search"].append(hit_rows(store.search(text, kind=kind, limit=5)))
    return {
        name: hashlib.sha256(json.dumps(rows, sort_keys=True, default=repr).encode()).hexdigest()
        for name, rows in said.items()
    }


def _chain(store: Store, concern: str, as_of: str | None) -> object:
    try:
        return chain_json(trace(store, concern, as_of=as_of, today=TODAY))
    except UnknownRecordError as error:  # of that day nothing was known of it
        return str(error)


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[Opener]:
    """Opens a store on a Neo4j server by name."""
    from tests.services.neo4j_pool import pool

    lent = pool()
    yield lambda name: lent.open(tmp_path, name)
    lent.give_back(tmp_path)


def test_the_example_authority_is_the_same_in_both(
    servers: Opener, example_papers: Path, tmp_path: Path
) -> None:
    """Loaded into each by itself, the example's papers give the same answers."""
    files = open_store(str(tmp_path / "store.db"), create=True)
    server = servers("store")
    for store in (files, server):
        assert not intake(store, [example_papers]).refused

    assert answers(files, files.authorities()) == answers(server, server.authorities())
    assert store_digest(files) == store_digest(server)
    files.close()


@pytest.mark.corpus
def test_a_real_authority_is_the_same_in_both(
    servers: Opener, shared: Path, tmp_path: Path
) -> None:
    """All papers of one real authority give the same answers."""
    files = open_store(str(tmp_path / "store.db"), create=True)
    corpus = shared / "corpus"
    intake(files, [corpus / "seeds", corpus / "ofsted" / "devon"])
    server = servers("store")
    copy(files, server)

    assert len(files.records(Concern)) > 50
    assert answers(files, files.authorities()) == answers(server, server.authorities())
    files.close()


@settings(max_examples=TIMES, deadline=None)
@given(seeds=st.lists(st.integers(0, 10**9), min_size=20, max_size=20, unique=True))
def test_random_graphs_are_the_same_in_both(seeds: list[int]) -> None:
    """Random authorities, twenty at a time in one store, give the same answers."""
    from tests.services.neo4j_pool import pool

    with tempfile.TemporaryDirectory() as folder:
        files = open_store(str(Path(folder) / "store.db"), create=True)
        server = pool().open(Path(folder), "store")
        for store in (files, server):
            for seed in seeds:
                RandomAuthority(seed).fill(store)
        names = files.authorities()

        assert answers(files, names) == answers(server, names)
        assert files.links() == server.links()
        assert files.decisions() == server.decisions()
        files.close()
        pool().give_back(Path(folder))
