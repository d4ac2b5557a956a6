"""Results as they are written are read back to the same terms by independent readers."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from rdflib.query import Result

from graph.sparql.answering import Answer, Most, answer
from graph.sparql.refusing import allowed

QUERY = """
SELECT ?a ?b ?c WHERE { VALUES (?a ?b ?c) {
  ("plain, \\"quoted\\" \\\\ and\\nbroken\\tlines\\r." "word"@en-GB UNDEF)
  (<https://data.example/a?b=c&d='e'> 12 1.5)
  ("<b>&amp;</b>" true "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date>)
  ("\U0001f600 ‘so’" "" "0.10"^^<http://www.w3.org/2001/XMLSchema#decimal>)
} } """
MOST = Most(rows=100, size=100_000)


def written(table: str, query: str = QUERY) -> Answer:
    """The answer to a query about nothing, in a format."""
    asked = allowed(query, prefixes={})
    return answer(ox.Store(), asked, table=table, graph="turtle", most=MOST)


@pytest.mark.parametrize("table", ["json", "xml", "tsv"])
def test_oxigraph_reads_the_same_terms(table: str) -> None:
    """Every term comes back, with its language and its kind."""
    formats = {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "tsv": ox.QueryResultsFormat.TSV,
    }
    found = ox.parse_query_results(written(table).body, format=formats[table])
    rows = [tuple(row[name] for name in "abc") for row in found]

    assert rows == [tuple(row[name] for name in "abc") for row in ox.Store().query(QUERY)]
    assert len(rows) == 4


@pytest.mark.parametrize("table", ["json", "xml", "csv", "tsv"])
def test_another_reader_finds_what_the_engine_writes(table: str) -> None:
    """Rdflib finds the same in our results as in those that the engine writes.

    Of the engine's XML, its JSON is taken: it lets a carriage return become a line end.
    """
    formats = {"csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV}
    engine = ox.Store().query(QUERY)
    data = engine.serialize(format=formats.get(table, ox.QueryResultsFormat.JSON))
    theirs = Result.parse(io.BytesIO(data), format=table if table in formats else "json").bindings
    ours = Result.parse(io.BytesIO(written(table).body), format=table).bindings

    assert ours == theirs
    assert len(ours) == 4


@pytest.mark.parametrize("table", ["json", "xml", "csv", "tsv"])
def test_no_rows_are_an_answer_too(table: str) -> None:
    """An empty answer is well formed and names its columns."""
    made = written(table, "SELECT ?a ?b WHERE { ?a ?p ?b }")

    assert made.rows == 0
    assert b"a" in made.body and b"b" in made.body
    if table != "tsv":  # rdflib's reader of TSV wants a row
        assert Result.parse(io.BytesIO(made.body), format=table).bindings == []


def test_controls_do_not_break_xml() -> None:
    """What XML cannot hold is shown as the sign for it, and the answer stays well formed."""
    made = written("xml", 'SELECT ("a\\u0001b\\uFFFEc" AS ?x) {}')
    (row,) = ox.parse_query_results(made.body, format=ox.QueryResultsFormat.XML)

    assert row["x"].value == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
