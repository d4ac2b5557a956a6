"""The Cypher of docs/neo4j.md runs as it stands, and says what the program says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.intake import intake
from graph.decisions.review import review
from graph.records import Action, Concern
from graph.store.base import Store
from graph.store.neo4j_schema import link_types
from tests.services.neo4j import Neo4jServer
from tests.services.neo4j_pool import pool

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def example(
    tmp_path_factory: pytest.TempPathFactory, example_papers: Path
) -> Iterator[tuple[Store, Neo4jServer]]:
    """The example authority on a server, with one decision taken."""
    folder = tmp_path_factory.mktemp("docs")
    lent = pool()
    store = lent.open(folder, "store")
    intake(store, [example_papers])
    proposal = store.links(state="proposed", relation="respondsTo")[0]
    review(store, proposal.id, state="confirmed", by="R. Reviewer", reason="read both")
    yield store, lent.server(folder, "store")
    lent.give_back(folder)


@pytest.fixture(scope="module")
def queries(root: Path) -> list[str]:
    """The queries, in the order of the page."""
    text = (root / "docs" / "neo4j.md").read_text(encoding="utf-8")
    return re.findall(r"```cypher\n(.*?)```", text, re.DOTALL)


def test_every_query_of_the_page_finds_something(
    example: tuple[Store, Neo4jServer], queries: list[str]
) -> None:
    """All ten run on the example authority and have an answer there."""
    _, server = example
    assert len(queries) == 10
    assert [number for number, query in enumerate(queries, 1) if not server.run(query)] == []


def test_the_queries_say_what_the_program_says(
    example: tuple[Store, Neo4jServer], queries: list[str]
) -> None:
    """Actions per concern, concerns without any, open actions, proposals and log agree."""
    store, server = example
    answers = [server.run(query) for query in queries]
    settled = store.links(relation="respondsTo", state="stated") + store.links(
        relation="respondsTo", state="confirmed"
    )
    counted = {
        concern.text: len({link.subject for link in settled if link.object == concern.id})
        for concern in store.records(Concern)
    }
    assert {row[1]: row[2] for row in answers[0]} == counted
    answered = {link.object for link in store.links(relation="respondsTo")}
    bare = {concern.text for concern in store.records(Concern) if concern.id not in answered}
    assert {row[2] for row in answers[1]} == bare
    unfinished = [action for action in store.records(Action) if action.status != "done"]
    owned = {(owner.name, action.id) for action in unfinished for owner in action.owners}
    assert sum(row[2] for row in answers[6]) == len(owned)
    assert [row[1] for row in answers[8]] == [decision.by for decision in store.decisions()]


def test_the_page_names_every_relation(root: Path) -> None:
    """The table of relationships has every type that a link may have."""
    text = (root / "docs" / "neo4j.md").read_text(encoding="utf-8")
    assert [kind for kind in link_types().values() if f"`{kind}`" not in text] == []
