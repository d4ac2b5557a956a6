"""SPARQL by the protocol, on its page and on the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from api.negotiation import chosen
from ontology.named import named_queries
from tests.api.conftest import Sightline
from tests.sample import HOSTILE, Sample

SELECT = "SELECT ?c { ?c a sl:Concern } ORDER BY ?c"
CONSTRUCT = "CONSTRUCT { ?c a sl:Concern } WHERE { ?c a sl:Concern }"
QUERY = {"content-type": "application/sparql-query"}


def get(client: TestClient, query: str, accept: str = "*/*", **more: str):
    """Ask in the address."""
    address = f"/sparql?{urlencode({'query': query, **more})}"
    return client.get(address, headers={"accept": accept})


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.5", "text/csv"),
        ("text/html", "text/html"),
    ],
)
def test_a_table_comes_as_it_is_wanted(accept: str, media_type: str, client: TestClient) -> None:
    """The form of an answer is the one that is accepted most."""
    answer = get(client, SELECT, accept)

    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media_type


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/sparql-results+json, text/turtle;q=0.1", "text/turtle"),
    ],
)
def test_a_graph_comes_as_it_is_wanted(accept: str, media_type: str, client: TestClient) -> None:
    """A CONSTRUCT gives RDF."""
    answer = get(client, CONSTRUCT, accept)

    assert answer.headers["content-type"].split(";")[0] == media_type
    assert answer.content


def test_the_three_ways_to_ask_give_the_same(client: TestClient, chain: Sample) -> None:
    """By GET, by a form and as a body, the answer is the same, and it is that of the store."""
    by_get = get(client, SELECT).json()
    by_form = client.post("/sparql", data={"query": SELECT}).json()
    by_body = client.post("/sparql", content=SELECT, headers=QUERY).json()
    ids = [row["c"]["value"].rsplit("/", 1)[-1] for row in by_get["results"]["bindings"]]

    assert by_get == by_form == by_body
    assert ids == sorted((chain.concern.id, chain.lonely.id, chain.restated.id))


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT * {", 400, "not SPARQL 1.1: line 1"),
        ("DROP ALL", 400, "DROP is an update"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400, "SERVICE asks another"),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 503, "took longer than"),
    ],
)
def test_errors_are_those_of_the_api(
    query: str, status: int, words: str, chain: Sample, client_of: Callable[..., TestClient]
) -> None:
    """A program gets title and detail as JSON; a person gets the page with the same sentence."""
    client = client_of(chain, query_seconds=1.0)
    for answer in (get(client, query), client.post("/sparql", content=query, headers=QUERY)):
        assert answer.status_code == status
        assert words in answer.json()["error"]["detail"]
    seen = get(client, query, "text/html")
    assert seen.status_code == status
    assert words in seen.text
    assert client.get("/concerns").status_code == 200


def test_what_makes_no_sense_is_refused(client: TestClient) -> None:
    """No query, two queries, an update, another type, an answer that cannot be had."""
    json_only = {"accept": "application/json"}
    assert client.get("/sparql", headers=json_only).status_code == 400
    assert client.get("/sparql?query=ASK{}&query=ASK{}").status_code == 400
    assert "can only be read" in client.post("/sparql", data={"update": "CLEAR ALL"}).text
    wrong = client.post(
        "/sparql", content="CLEAR ALL", headers={"content-type": "application/sparql-update"}
    )
    assert wrong.status_code == 415
    assert get(client, SELECT, "image/png").status_code == 406
    assert get(client, SELECT, format="docx").status_code == 406
    large = client.post("/sparql", content="#" * 200_000, headers=QUERY)
    assert (large.status_code, large.json()["error"]["title"]) == (413, "Too large")
    other = client.post(
        "/sparql", content=SELECT, headers=QUERY | {"origin": "http://evil.example"}
    )
    assert other.status_code == 403


def test_the_protocol_names_graphs(client: TestClient) -> None:
    """A query is narrowed down to one graph by default-graph-uri."""
    graphs = get(client, "SELECT ?g { GRAPH ?g { ?s a sl:Paper } }").json()["results"]["bindings"]
    one = get(
        client, "SELECT * { ?s a sl:Paper }", **{"default-graph-uri": graphs[0]["g"]["value"]}
    )

    assert len(graphs) == 4
    assert len(one.json()["results"]["bindings"]) == 1


def test_the_page_shows_every_question(client: TestClient) -> None:
    """The page without a query lists the questions, each with its description."""
    shown = client.get("/sparql", headers={"accept": "text/html"}).text

    for query in named_queries().values():
        assert f"name={query.name}&amp;ask=1" in shown
        assert query.description.split("?")[0].replace("'", "&#39;") in shown


def test_a_question_is_answered_in_a_table(client: TestClient, chain: Sample) -> None:
    """A named query shows a table with headings, links to the records, and files to take away."""
    shown = client.get(
        "/sparql?name=concerns-without-action&ask=1", headers={"accept": "text/html"}
    ).text

    assert '<th scope="col">concern</th>' in shown
    assert f'<a href="/concerns/{chain.lonely.id}">{chain.lonely.id}</a>' in shown
    address = re.search(r'href="(/sparql\?query=[^"]*format=csv)"', shown)
    assert address is not None
    sheet = client.get(address[1].replace("&amp;", "&"))
    assert sheet.headers["content-type"].startswith("text/csv")
    assert chain.lonely.id in sheet.text


def test_a_parameter_is_filled_in(client: TestClient) -> None:
    """The form of a question fills its parameters, and an unknown name is told."""
    address = "/sparql?name=concerns-without-action&ask=1&authority="
    html = {"accept": "text/html"}
    assert "0 rows" in client.get(f"{address}Nowhere", headers=html).text
    assert client.get("/sparql?name=no-such&ask=1", headers=html).status_code == 400


def test_hostile_words_stay_words(hostile: Sample, client_of: Callable[..., TestClient]) -> None:
    """Whatever a paper or a query says, the page shows it and does nothing of it."""
    client = client_of(hostile)
    shown = client.get(
        "/sparql?name=concerns-without-action&ask=1", headers={"accept": "text/html"}
    ).text
    asked = get(client, f"SELECT ('{HOSTILE[1]}' AS ?x) {{}}", "text/html").text
    for page in (shown, asked):
        assert "<script>window" not in page and "<img src=x" not in page
        assert "window.pwned" in page


def test_the_best_form_is_chosen() -> None:
    """What is accepted more goes first, a particular type before a wildcard."""
    offered = {"text/html": "page", "text/csv": "sheet"}

    assert chosen(None, offered, default="sheet") == "sheet"
    assert chosen("text/html", offered, default="sheet") == "page"
    assert chosen("text/*;q=0.5, text/csv", offered, default="page") == "sheet"
    assert chosen("text/html;q=0, */*;q=0.1", offered, default="sheet") == "sheet"
    assert chosen("image/png", offered, default="sheet") is None
    assert chosen("text/csv;q=high", offered, default="sheet") is None


def test_the_command_asks(sightline: Sightline, chain: Sample, tmp_path: Path) -> None:
    """A query as text, of a file, by name; as a table, as JSON, CSV and Turtle."""
    (tmp_path / "ask.rq").write_text(SELECT, "utf-8")
    store = ("--store", chain.url)
    rows = sightline("sparql", SELECT, "--json", *store).json["results"]["bindings"]
    assert len(rows) == 3
    assert (
        sightline("sparql", f"@{tmp_path / 'ask.rq'}", "--json", *store).json
        == sightline("sparql", "--file", tmp_path / "ask.rq", "--json", *store).json
    )
    table = sightline("sparql", "--name", "concerns-without-action", *store)
    assert chain.lonely.id in table.out and table.status == 0
    assert sightline("sparql", SELECT, "--format", "csv", *store).out.splitlines()[0] == "c"
    assert "sl:Concern" in sightline("sparql", CONSTRUCT, *store).out
    assert json.loads(sightline("sparql", CONSTRUCT, "--json", *store).out)
    assert sightline("sparql", "ASK { ?c a sl:Concern }", *store).out.strip() == "yes"


def test_the_command_lists_and_shows(sightline: Sightline) -> None:
    """--list names every question; --show prints one with its values, and asks nothing."""
    listed = sightline("sparql", "--list", "--json").json
    assert {one["name"] for one in listed} == set(named_queries())
    assert "actions-overdue" in sightline("sparql", "--list").out
    shown = sightline("sparql", "--name", "actions-overdue", "--set", "today=2024-05-06", "--show")
    assert 'VALUES ?today { "2024-05-06" }' in shown.out


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["DROP ALL"], 1, "DROP is an update"),
        (["SELECT * {"], 1, "line 1"),
        (["--name", "no-such"], 1, "--list"),
        (["--name", "silent-visits", "--set", "x=1"], 1, "no parameter"),
        ([], 2, "one of them only"),
        (["ASK {}", "--name", "silent-visits"], 2, "one of them only"),
        (["@missing.rq"], 2, "cannot be read"),
        (["ASK {}", "--format", "docx"], 2, "is none of"),
        (["ASK {}", "--set", "a=b"], 2, "--name"),
        (["--name", "silent-visits", "--set", "novalue"], 2, "NAME=VALUE"),
        (["ASK { FILTER(" + "!" * 90_000 + "true) }"], 1, "brought its process down"),
    ],
)
def test_the_command_says_what_is_wrong(
    sightline: Sightline, chain: Sample, words: list[str], status: int, said: str
) -> None:
    """A refusal is a sentence on standard error, with the exit status that fits."""
    ran = sightline("sparql", *words, "--store", chain.url)

    assert ran.status == status
    assert said in " ".join(re.sub(r"[^\w=\-. ]", " ", ran.err).split())
    assert "Traceback" not in ran.err


def test_validate_tells_gaps_and_passes(sightline: Sightline, chain: Sample) -> None:
    """Gaps and silence are told and break nothing: the exit status is 0."""
    ran = sightline("validate", "--store", chain.url)
    found = sightline("validate", "--json", "--store", chain.url).json

    assert ran.status == 0
    assert "Warning: Gap: no action answers this concern." in ran.out
    assert "0 violations" in ran.out
    assert {one["severity"] for one in found} == {"Warning", "Info"}
    assert all(one["text"] and one["file"] for one in found)


def test_validate_fails_on_a_violation(sightline: Sightline, chain: Sample) -> None:
    """A broken structure is named with its words, and the exit status is 1."""
    from tests.builders import a_paper, load

    paper = a_paper("bad.txt", visit="2024-03-01")
    paper.comment("Somebody said so.", voice="nobody")
    load(chain.store, paper)
    ran = sightline("validate", "--all", "--store", chain.url)

    assert ran.status == 1
    assert "Violation: A comment says who speaks." in ran.out
    assert "Somebody said so." in ran.out
