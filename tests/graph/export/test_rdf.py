"""RDF by the ontology: what is written."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
import rdflib

from graph.checking.validate import results_in
from graph.export.common import Portfolio
from graph.rdf.holdings import dataset_of, whole_store
from graph.rdf.jsonld import context
from graph.rdf.serialise import write_turtle
from graph.records import Record
from graph.store.base import Store
from ontology.schema import record_classes
from ontology.turtle import HERE
from tests.builders import a_paper, load
from tests.graph.export.graphs import (
    ASK,
    canonical,
    eventful,
    exported,
    held,
    loaded,
    store_as,
)


@pytest.mark.parametrize("name", ["trig", "jsonld"])
def test_two_engines_read_the_same_number_of_statements(name: str, everything: Portfolio) -> None:
    """Both rdflib and Oxigraph find as many statements in an export, and there are many."""
    data = exported(everything, name)
    graph = rdflib.Dataset()
    graph.parse(data=data, format={"trig": "trig", "jsonld": "json-ld"}[name])

    assert len(list(graph.quads())) == len(loaded(data, name)) > 10_000


def test_json_ld_and_trig_say_the_same(settled: Portfolio) -> None:
    """Statement for statement, whatever blank nodes are called."""
    trig, jsonld = exported(settled, "trig"), exported(settled, "jsonld")

    assert canonical(trig, "trig") == canonical(jsonld, "jsonld")


@pytest.mark.parametrize("name", ["trig", "jsonld"])
def test_the_same_call_gives_the_same_bytes(name: str, settled: Portfolio) -> None:
    """Nothing in an export depends on time or chance."""
    assert exported(settled, name) == exported(settled, name)


def test_every_quote_stands_in_its_text(everything: Portfolio) -> None:
    """Asked in SPARQL: words, offsets and what stands around them fit the text of the paper."""
    store = loaded(exported(everything, "trig"))
    rows = list(
        store.query(
            ASK
            + """
        SELECT ?text ?exact ?start ?end ?before ?after WHERE { GRAPH ?paper {
          ?paper sl:paperText ?text . ?quote a oa:SpecificResource ; oa:hasSelector ?w , ?p .
          ?w a oa:TextQuoteSelector ; oa:exact ?exact . ?p a oa:TextPositionSelector ;
          oa:start ?start ; oa:end ?end .
          OPTIONAL { ?w oa:prefix ?before } OPTIONAL { ?w oa:suffix ?after } } }"""
        )
    )

    assert len(rows) > 150
    for row in rows:
        text, exact = row["text"].value, row["exact"].value
        assert text[int(row["start"].value) : int(row["end"].value)] == exact
        around = [row[name].value if row[name] else "" for name in ("before", "after")]
        assert around[0] + exact + around[1] in text


def test_proposals_are_never_direct_statements(everything: Portfolio) -> None:
    """A relation stands directly between two records only where a paper or a person says so."""
    store = loaded(exported(everything, "trig"))
    direct = store.query(
        ASK
        + """SELECT ?s ?o WHERE { GRAPH ?g { ?s ?r ?o } GRAPH ?h { ?l a sl:Link ;
          sl:subject ?s ; sl:relation ?r ; sl:object ?o ; sl:state ?state } }"""
    )
    states = store.query(
        ASK
        + """SELECT DISTINCT ?state WHERE { GRAPH ?g { ?s ?r ?o } GRAPH ?h { ?l a sl:Link ;
          sl:subject ?s ; sl:relation ?r ; sl:object ?o ; sl:state ?state } }"""
    )

    assert len({(row["s"], row["o"]) for row in direct}) > 20
    assert {row["state"].value.rsplit("/", 1)[-1] for row in states} == {"stated"}
    proposed = ASK + "ASK { GRAPH ?g { ?l sl:state ?s FILTER(STRENDS(STR(?s), 'proposed')) } }"
    assert store.query(proposed)


def test_settled_evidence_holds_no_proposal(settled: Portfolio) -> None:
    """Without proposals, no link is in a state that nobody settled."""
    links = held(exported(settled, "trig")).links

    assert links and all(link.settled for link in links)


def test_what_several_papers_say_of_one_action_stays_apart(store: Store) -> None:
    """Two plans with one action are two graphs, each with its own owner and status."""
    first = a_paper("plan-1.csv", published="2023-01-01", kind="improvement_plan")
    second = a_paper("plan-2.csv", published="2024-01-01", kind="improvement_plan")
    action = first.action("Visit every child.", owner="Head of Service", status="planned")
    second.action("Visit every child.", status="done")
    load(store, first, second)
    rows = loaded(store_as(store)).query(
        ASK
        + """SELECT ?g ?s ?o WHERE { GRAPH ?g { ?a a sl:Action ; sl:status ?s
          OPTIONAL { ?a sl:owner ?o } } } ORDER BY ?s"""
    )
    found = [(row["s"].value.rsplit("/", 1)[-1], row["o"] is not None) for row in rows]

    assert found == [("done", False), ("planned", True)]
    assert len(store.records(Record, ids=[action.id])) == 1


def test_what_holds_many_values_has_an_order(everything: Portfolio) -> None:
    """Each field whose order says something has a property that gives it, but for a paper's own.

    Records of a paper are ordered by place, decisions by number.
    """
    for name, record in record_classes().items():
        for field in record.fields.values():
            if field.many and name != "Paper" and field.name != "decisions":
                assert field.ordered, f"{name}.{field.name}"
    assert "themesInOrder" in context()
    assert exported(everything, "trig").count(b"sl:themesInOrder") > 10


def test_turtle_has_no_graphs(store: Store) -> None:
    """Turtle holds the statements without their graphs, for tools that know none."""
    eventful(store)
    buffer = io.BytesIO()
    write_turtle(dataset_of(whole_store(store)), buffer)
    graph = rdflib.Graph().parse(data=buffer.getvalue(), format="turtle")

    assert len(graph) > 200


def test_exports_meet_the_shapes(marlbury: Store) -> None:
    """No graph of an export breaks the structure that the shapes ask for; gaps are no breach."""
    dataset = dataset_of(whole_store(marlbury))
    for name in dataset:
        buffer = io.BytesIO()
        write_turtle({name: dataset[name]}, buffer)
        store = ox.Store()
        store.load(buffer.getvalue(), format=ox.RdfFormat.TURTLE)
        for words in (HERE / "sightline.ttl", *(HERE / "vocabularies").glob("*.ttl")):
            store.load(path=str(words), format=ox.RdfFormat.TURTLE)
        broken = [one for one in results_in(store) if one.severity == "Violation"]

        assert broken == [], name
    assert any(name.endswith("/links") for name in dataset)
