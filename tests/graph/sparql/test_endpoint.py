"""Queries are answered in processes that end at their limits, and nothing else ends with them."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.decisions.review import review
from graph.sparql.endpoint import Endpoint
from graph.sparql.keeper import Limits
from graph.store.base import Store
from ontology.errors import BusyError, LimitError, QueryError, StoreError
from tests.builders import a_story, load
from tests.graph.sparql.hostile import HOSTILE, REFUSED
from tests.graph.sparql.worlds import fill

SECONDS = 1.0
COUNT = "SELECT (COUNT(?c) AS ?n) { ?c a sl:Concern }"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a small graph."""
    from graph.store import open_store

    made = tmp_path_factory.mktemp("endpoint") / "made.db"
    store = open_store(str(made), create=True)
    fill(store, 3)
    store.close()
    return made


@pytest.fixture(scope="module")
def endpoint(path: Path) -> Iterator[Endpoint]:
    """An endpoint with small limits."""
    limits = Limits(seconds=SECONDS, megabytes=200, rows=500, size=100_000)
    with Endpoint(str(path), limits=limits) as made:
        made.prepare()
        yield made


def number(endpoint: Endpoint) -> int:
    """How many concerns there are, asked in SPARQL."""
    rows = json.loads(endpoint.ask(COUNT).body)["results"]["bindings"]
    return int(rows[0]["n"]["value"])


def test_there_are_thirty_hostile_queries() -> None:
    """The list is as long as the goal asks, and what is refused is in it."""
    assert len(HOSTILE) >= 30
    assert set(HOSTILE) >= REFUSED


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_ends_and_nothing_else_does(name: str, endpoint: Endpoint) -> None:
    """It ends in an answer or a sentence, and the next query is answered as before."""
    keeper = endpoint._keeper
    before = time.monotonic()
    try:
        endpoint.ask(HOSTILE[name])
    except QueryError as error:
        assert str(error)[0].islower() or str(error)[0].isupper()
        assert isinstance(error, LimitError) != (name in REFUSED), error
    else:
        assert name not in REFUSED
    # Not a measurement: a query that nothing stops would run for hours.
    assert time.monotonic() - before < SECONDS + 20
    assert number(endpoint) > 0
    assert endpoint._keeper is keeper


def test_nothing_is_fetched_even_where_the_words_are_not_seen(endpoint: Endpoint) -> None:
    """A process that answers can open no connection, whatever the engine is made to try."""
    from graph.sparql.keeper import Job
    from graph.sparql.refusing import Asked

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        query = f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"
        job = Job(asked=Asked(text=query, form="select"))
        with pytest.raises(QueryError):
            endpoint._do(job, lambda done, of: None)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (HOSTILE["counted product"], "took longer than 1 seconds"),
        ("SELECT ?s { ?s a ?p }", "more than 500 rows"),
        ("SELECT * { ?s ?p ?o } LIMIT 450", "more than 0.1 MB"),
        (HOSTILE["long negation"], "brought its process down"),
        (HOSTILE["service"], "SERVICE asks another server"),
        (HOSTILE["load"], "LOAD fetches from outside"),
        (HOSTILE["clear"], "CLEAR is an update"),
        (HOSTILE["from outside"], "is no graph of this store"),
        (HOSTILE["malformed"], "line 1, column 23, where it ends"),
        (HOSTILE["nothing"], "this is no query"),
        (HOSTILE["a megabyte"], "1,000,023 characters"),
        ("SELECT (GROUP_CONCAT(?x) AS ?y) { ?s ?p ?x }", ""),
    ],
)
def test_a_limit_is_told_in_a_sentence(query: str, words: str, endpoint: Endpoint) -> None:
    """Whoever asks is told which limit it was, or what is not allowed."""
    if not words:
        assert endpoint.ask(query).rows == 1
        return
    with pytest.raises(QueryError, match=words.replace("(", r"\(")):
        endpoint.ask(query)


def test_memory_has_a_limit_too(path: Path) -> None:
    """A query that fills the memory is ended by it, long before its time is over."""
    with Endpoint(str(path), limits=Limits(seconds=60, megabytes=60)) as endpoint:
        with pytest.raises(LimitError, match="60 MB of memory"):
            endpoint.ask(HOSTILE["doubling bindings"])
        assert number(endpoint) > 0


def test_words_of_the_language_within_texts_are_only_words(endpoint: Endpoint) -> None:
    """A text, a comment, a variable or a name may hold SERVICE or DROP."""
    query = """
    # SERVICE in a comment
    PREFIX service: <http://x/SERVICE#>
    SELECT ?SERVICE ?LOAD { VALUES (?SERVICE ?LOAD) { ("SERVICE <http://x>" 'DROP \\' ALL') } }
    """
    assert endpoint.ask(query).rows == 1


def test_graphs_can_be_named(endpoint: Endpoint) -> None:
    """A query asks all graphs, or those of FROM, or those that the protocol names instead."""
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?s a sl:Paper } }"
    graphs = [
        row["g"]["value"] for row in json.loads(endpoint.ask(text).body)["results"]["bindings"]
    ]
    every = endpoint.ask("SELECT ?s { ?s a sl:Paper }").rows
    of = f"FROM <{graphs[0]}> WHERE {{ ?s a sl:Paper }}"
    one = endpoint.ask(f"SELECT ?s {of}").rows
    among = f"FROM NAMED <{graphs[0]}> WHERE {{ GRAPH ?g {{ ?s a sl:Paper }} }}"
    named = endpoint.ask(f"SELECT ?s {among}")
    chosen = endpoint.ask("SELECT ?s FROM <http://x/> { ?s a sl:Paper }", graphs=graphs[:2])

    assert (every, one, named.rows, chosen.rows) == (len(graphs), 1, 1, 2)


def test_it_follows_the_store(path: Path, store: Store) -> None:
    """What another process writes is in the next answer."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    ask = "SELECT ?l { ?l a sl:Link ; sl:state/skos:prefLabel 'Rejected'@en }"
    with Endpoint(str(store._pool.path)) as endpoint:
        assert endpoint.ask(ask).rows == 0
        review(store, story.links[0].id, state="rejected", by="A.", reason="Not the same.")
        assert endpoint.ask(ask).rows == 1


def test_a_lost_keeper_is_replaced(path: Path) -> None:
    """Where the process with the graph is killed, the next query starts another."""
    with Endpoint(str(path)) as endpoint:
        before = number(endpoint)
        lost = endpoint._keeper
        assert lost is not None and lost.pid is not None
        os.kill(lost.pid, 9)
        lost.join()
        assert number(endpoint) == before
        assert endpoint._keeper is not lost


def test_several_ask_at_once(endpoint: Endpoint) -> None:
    """Answers go to those who asked, while slow queries run beside."""
    queries = [f"SELECT ({n} AS ?n) {{}}" for n in range(20)]
    with ThreadPoolExecutor(6) as pool:
        slow = pool.submit(endpoint.ask, SLOW)
        found = [json.loads(answer.body) for answer in pool.map(endpoint.ask, queries)]

    assert isinstance(slow.exception(), LimitError)
    assert [f["results"]["bindings"][0]["n"]["value"] for f in found] == [
        str(n) for n in range(20)
    ]


SLOW = HOSTILE["counted product"]


def test_too_many_at_once_are_told_so(path: Path) -> None:
    """Who cannot have a turn is told to come again, and is not left waiting."""
    limits = Limits(seconds=2)
    with Endpoint(str(path), limits=limits, patience=30) as endpoint:
        endpoint.prepare()
        endpoint._patience = 0.1
        with ThreadPoolExecutor(4) as pool:
            slow = [pool.submit(endpoint.ask, SLOW) for _ in range(2)]
            while endpoint._turns._value:
                time.sleep(0.01)
            with pytest.raises(BusyError, match="too many queries"):
                endpoint.ask(COUNT)
            for one in slow:
                assert isinstance(one.exception(), LimitError | BusyError)


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A store that cannot be opened is a sentence, now and the next time."""
    with Endpoint(str(tmp_path / "none.db")) as endpoint:
        for _ in range(2):
            with pytest.raises(StoreError, match="there is no store"):
                endpoint.ask(COUNT)
