"""How the Neo4j store talks to its server: few messages, indexes, and faults that pass."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.decisions.review import review
from graph.questions.trace import trace
from graph.records import Concern, Record
from graph.sparql.projection import Projection
from graph.store import open_store
from graph.store.base import Store
from graph.store.neo4j_links import every, filtered
from graph.store.neo4j_neighbourhood import question_of
from graph.store.neo4j_server import BATCH, Row, Server
from ontology.errors import StoreError
from tests.builders import a_paper, a_story, load
from tests.graph.store.random_graphs import RandomAuthority
from tests.services.neo4j import Neo4jServer

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(server: Neo4jServer) -> Iterator[Store]:
    """An empty store on it."""
    opened = open_store(server.url, create=True)
    yield opened
    opened.close()


def test_a_store_goes_on_when_its_server_is_started_again(
    store: Store, server: Neo4jServer
) -> None:
    """Connections that died with the server are made anew; nobody has to open the store again."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    before = trace(store, story.concern.id, today="2021-01-01")
    server.stop()
    server.start()

    assert trace(store, story.concern.id, today="2021-01-01") == before
    store.remember("key", "value")
    assert store.recall("key") == "value"


def test_a_database_that_was_emptied_meanwhile_is_told(store: Store, server: Neo4jServer) -> None:
    """Whoever has it open gets a sentence."""
    server.run("MATCH (n) DETACH DELETE n")
    with pytest.raises(StoreError, match=r"there is no store at 127\.0\.0\.1:\d+ any more"):
        store.documents()
    with pytest.raises(StoreError, match=r"there is no store at 127\.0\.0\.1:\d+ any more"):
        store.remember("key", "value")


def test_a_store_of_very_many_rows_comes_whole(store: Store) -> None:
    """What comes in several messages comes in order, each row once, also just at their ends."""
    for number in (BATCH - 1, BATCH, BATCH + 1, 2 * BATCH):
        made = a_paper("many.pdf", published="2020")
        ids = [made.comment(f"Sentence {line} of {number}.").id for line in range(number)]
        load(store, made)
        assert [record.id for record in store.records(Record)] == ids
    assert store.links() == []


def test_a_chain_is_one_message(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the papers are known a chain needs one question; after a change, one more."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    asked: list[str] = []
    plain = Server.ask

    def ask(server: Server, question: str, /, **values: object) -> list[Row]:
        asked.append(question)
        return plain(server, question, **values)

    monkeypatch.setattr(Server, "ask", ask)
    counts = []
    for change in (lambda: None, lambda: None, lambda: store.remember("key", "value")):
        change()
        asked.clear()
        store.neighbourhood(story.concern.id)
        counts.append(len(asked))

    assert counts == [2, 1, 2]


def test_sparql_follows_by_what_changed(store: Store) -> None:
    """The projection makes anew only the graphs of what changed, and is as a fresh one is."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    followed = Projection()
    followed.follow(store)
    assert followed.follow(store) == 0
    added = a_paper("added.pdf", published="2023")
    added.comment("A sentence that came later.")

    for change, most in (
        (lambda: load(store, added), 2),
        (lambda: review(store, story.links[0].id, state="rejected", by="A.", reason="No."), 3),
        (lambda: store.forget(added.document.id), 2),
    ):
        change()
        assert followed.follow(store) <= most
        fresh = Projection()
        fresh.follow(store)
        assert set(map(str, followed.store)) == set(map(str, fresh.store))


def test_no_question_reads_more_than_it_needs(server: Neo4jServer, store: Store) -> None:
    """Chains and an authority's links start at an index, never at all nodes or relationships."""
    for seed in (3, 5, 8):
        RandomAuthority(seed).fill(store)
    concern = store.records(Concern)[0]
    whole = ("AllNodesScan", "NodeByLabelScan", "DirectedRelationshipTypeScan")
    for question, values in (
        (question_of(past=False), {"id": concern.id}),
        (question_of(past=True), {"id": concern.id}),
        (every("l.authority = $authority").whole(), {"authority": concern.authority}),
        (every("l.id = $id").whole(), {"id": store.links()[0].id}),
        (filtered(None, ("subjects",)).whole(), {"subjects": [concern.id]}),
    ):
        plan = server.plan(question, **values)
        assert [step for step in plan if step.split("@")[0].endswith(whole)] == [], question
