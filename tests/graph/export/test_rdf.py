"""RDF by the ontology: what is written, and that it comes back as it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyshacl import validate

from graph.export import EXPORTERS
from graph.export.common import Portfolio
from graph.rdf.files import dataset_from
from graph.rdf.holdings import Holdings, dataset_of, in_order, whole_store
from graph.rdf.jsonld import context, write_jsonld
from graph.rdf.reading import papers_from
from graph.rdf.serialise import write_nquads, write_trig, write_turtle
from graph.rdf.taking import Taken, take_in
from graph.rdf.terms import Dataset
from graph.records import Decision, Measure, Record
from graph.review import review
from graph.store.base import Store
from ontology.errors import LoadError, UnknownRecordError
from ontology.schema import record_classes
from ontology.turtle import HERE
from tests.builders import MARLBURY, PaperBuilder, a_link, a_paper, a_story, load

WRITERS = {"trig": write_trig, "nq": write_nquads, "jsonld": write_jsonld}
FORMATS = {
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
ASK = """
PREFIX sl: <https://w3id.org/sightline/ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""


def written(dataset: Dataset, suffix: str = "trig") -> bytes:
    """The bytes of a dataset."""
    buffer = io.BytesIO()
    WRITERS[suffix](dataset, buffer)
    return buffer.getvalue()


def exported(evidence: Portfolio, name: str) -> bytes:
    """What the exporter of this name writes."""
    buffer = io.BytesIO()
    EXPORTERS[name].write(evidence, buffer)
    return buffer.getvalue()


def store_as(store: Store, suffix: str = "trig") -> bytes:
    """A whole store as bytes."""
    return written(dataset_of(whole_store(store)), suffix)


def held(data: bytes, suffix: str = "trig") -> Holdings:
    """What such bytes hold."""
    name = f"file.{suffix}"
    return papers_from(dataset_from(data, name), name)


def taken(data: bytes, store: Store, suffix: str = "trig") -> Taken:
    """Take bytes into a store."""
    return take_in(store, held(data, suffix), originals={})


def loaded(data: bytes, suffix: str = "trig") -> ox.Store:
    """The same in an independent engine, to be asked."""
    store = ox.Store()
    store.load(data, format=FORMATS[suffix])
    return store


def canonical(data: bytes, suffix: str) -> list[str]:
    """Statements without the names of blank nodes, in order."""
    dataset = ox.Dataset(ox.parse(data, format=FORMATS[suffix]))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, dataset))


def eventful(store: Store) -> None:
    """Fill a store with everything that RDF must carry."""
    story = a_story(due_printed="by Christmas", rating="Amber", cites=("Area 3", "para 17"))
    later = a_paper("plan-2.xlsx", kind="improvement_plan", published="2020-09-01")
    again = later.action("Open a second clinic for health assessments.", owner="Head Of Health")
    later.action("Write to every carer.", owner="Head of Health", status="planned")
    later.evidence("Nine in ten were seen.", measure=Measure(name="Seen", value=0.1, target=90.0))
    later.issue("A line that nothing placed.")
    guess = a_link(again, "commentsOn", story.concern, reasons=("b", "a", "b"), score=0.41)
    proposals = [
        a_link(story.comment, "commentsOn", again, reasons=("z", "a"), score=0.3),
        a_link(again, "respondsTo", story.concern, score=1e-7),
        guess,
    ]
    load(store, *story.papers, later, links=[*story.links, *proposals])
    for link, state, at in (
        (proposals[0].id, "confirmed", "2024-01-02T10:00:00+00:00"),
        (proposals[0].id, "undone", "2024-01-02T10:00:00+00:00"),
        (proposals[0].id, "rejected", "2024-01-01T10:00:00+00:00"),
        (guess.id, "rejected", "2024-01-03T10:00:00+00:00"),
    ):
        review(store, link, state=state, by="A. Reviewer", reason="Read both.", at=at)
    entered = a_link(story.basis, "underlies", story.concern, basis="entered")
    gone = a_link(story.basis, "recursFrom", story.basis)
    for link in (entered, gone):
        facts = {"subject": link.subject, "relation": link.relation, "object": link.object}
        state, at = "confirmed", "2024-02-01T10:00:00+00:00"
        store.decide(
            Decision(link=link.id, state=state, by="B.", at=at, reason="Known to me.", **facts)
        )


@pytest.mark.parametrize("name", ["trig", "jsonld"])
def test_two_engines_read_the_same_number_of_statements(name: str, everything: Portfolio) -> None:
    """Two engines, rdflib and Oxigraph, agree on how many statements an export holds, and there are many."""
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


@pytest.mark.parametrize("suffix", ["trig", "nq", "jsonld"])
def test_a_store_comes_back_as_it_was(suffix: str, opener: Callable[[str], Store]) -> None:
    """Store, file, empty store, file: the same bytes, with papers, links and all decisions."""
    first, second = opener("first"), opener("second")
    eventful(first)
    data = store_as(first, suffix)
    taken(data, second, suffix)

    assert store_as(second, suffix) == data
    assert second.links() == first.links()
    assert {one.id: second.text(one.id) for one in second.documents()} == {
        one.id: first.text(one.id) for one in first.documents()
    }
    assert [one.link for one in second.decisions()].count(first.decisions()[0].link) == 3
    first.close()
    second.close()


def test_the_example_comes_back_as_it_was(marlbury: Store, opener: Callable[[str], Store]) -> None:
    """A real load of nine papers survives the way through a file without a difference."""
    second = opener("second")
    taken(store_as(marlbury), second)

    assert store_as(second) == store_as(marlbury)
    assert second.issues() == marlbury.issues()
    assert second.counts() == marlbury.counts()
    second.close()


@pytest.mark.parametrize("only", ["settled", "all"])
def test_a_part_comes_back_as_it_was(
    only: str, evidence_in: Callable[..., Portfolio], marlbury: Store, opener: Callable
) -> None:
    """An export, taken into an empty store and exported again, is the same file."""
    second = opener("second")
    data = exported(evidence_in(marlbury, only=only), "trig")
    taken(data, second)

    assert exported(evidence_in(second, only=only), "trig") == data
    second.close()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_no_sign_is_lost(words: list[str]) -> None:
    """Whatever signs a paper prints, TriG and JSON-LD give them back one by one."""
    paper = a_paper("odd.txt", title="".join(words))
    for said in words:
        if said.strip():
            paper.comment(f"A{said}", section=said)
    made = paper.paper()
    made = replace(made, comments=tuple({c.id: c for c in made.comments}.values()))
    holdings = Holdings(papers=(made,), links=(), decisions=(), linked=frozenset())
    dataset = dataset_of(holdings)

    for suffix in WRITERS:
        (back,) = held(written(dataset, suffix), suffix).papers
        assert back.text == made.text
        assert back.document == made.document
        assert set(back.comments) == set(made.comments)


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ("The timeliness of health", "The tardiness of health", "do not stand at"),
        ("kinds\\/improvement_plan", "kinds\\/wish", "not in its vocabulary"),
        ("link_states\\/stated", "link_states\\/confirmed", "decisions do not bear out"),
        ("sl:relation sl:respondsTo", "sl:relation sl:likes", "unknown relation"),
        ("sl:start 0", 'sl:start "0"', "not its kind"),
        ("a sl:Paper", "a sl:Newspaper", "no paper"),
        ("sl:fileName", "sl:fileNames", "no value"),
        ("a sl:Concern ;", "a sl:Concern", "cannot be read as RDF"),
    ],
)
def test_a_file_that_cannot_be_true_is_refused(
    store: Store, was: str, becomes: str, why: str
) -> None:
    """A quote that is not in its paper, a code or state that cannot be: nothing is taken in."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    data = store_as(store).decode()
    # Only where the words are quoted, not in the text of the paper.
    changed = data.replace(was, becomes, 1 if was.startswith("The") else -1)

    assert changed != data
    with pytest.raises(LoadError, match=why):
        held(changed.encode())


def test_foreign_rdf_is_no_paper() -> None:
    """RDF that says nothing of papers is refused in a sentence, and so is an unknown ending."""
    with pytest.raises(LoadError, match="holds no paper"):
        held(b"<http://a.example/x> <http://a.example/y> 1 .")
    with pytest.raises(LoadError, match=r"RDF is read as \.trig"):
        dataset_from(b"", "file.rdf")


def test_a_paper_that_is_held_is_not_overwritten(opener: Callable[[str], Store]) -> None:
    """What was read here out of the file itself stands against what a graph says of it."""
    first, second = opener("first"), opener("second")
    paper = a_paper("report.pdf", visit="2020-01-31")
    paper.concern("The timeliness of visits.")
    load(first, paper)
    forged = PaperBuilder(document=replace(paper.document, title="Forged"))
    forged.comment("All is well.", polarity="strength")
    load(second, forged)
    result = taken(store_as(second), first)

    assert [one.title for one in result.known] == ["report.pdf"]
    assert [record.text for record in first.records(Record)] == ["The timeliness of visits."]
    first.close()
    second.close()


def test_only_the_file_itself_brings_its_bytes(opener: Callable[[str], Store]) -> None:
    """A paper out of RDF has no original, says so, and gets it when the file is loaded."""
    first, second = opener("first"), opener("second")
    paper = a_paper("report.pdf", data=b"the very bytes")
    paper.comment("Visits are too slow.")
    load(first, paper)
    taken(store_as(first), second)

    assert second.holds(paper.document.sha256) is None
    with pytest.raises(UnknownRecordError):
        second.original(paper.document.id)
    load(second, paper)
    assert second.original(paper.document.id) == b"the very bytes"
    first.close()
    second.close()


def test_decisions_taken_here_stand(opener: Callable[[str], Store]) -> None:
    """Decisions from elsewhere go on where ours end; where the two differ, ours stand."""
    first, second = opener("first"), opener("second")
    story = a_story()
    guess = a_link(story.basis, "commentsOn", story.concern)
    other = a_link(story.comment, "underlies", story.concern)
    for store in (first, second):
        load(store, *story.papers, links=[*story.links, guess, other])
    said = {"by": "A.", "reason": "Read both.", "at": "2024-01-01T10:00:00+00:00"}
    for store, state in ((first, "confirmed"), (second, "rejected")):
        review(store, guess.id, state=state, **said)
    review(first, other.id, state="confirmed", **said)
    result = taken(store_as(first), second)
    second.relink(MARLBURY, [*story.links, guess, other])

    assert result.disputed == (guess.id,)
    assert second.link(guess.id).state == "rejected"
    assert second.link(other.id).state == "confirmed"
    assert taken(store_as(first), second).decisions == 0
    first.close()
    second.close()


def test_decisions_keep_their_order_where_clocks_went_wrong() -> None:
    """The log is by time, but what was decided about one link never changes its order."""
    facts = {"subject": "a", "relation": "respondsTo", "object": "b", "by": "A.", "reason": "x"}
    late = Decision(link="one", at="2024-03-01", state="confirmed", **facts)
    early = Decision(link="one", at="2024-01-01", state="undone", **facts)
    other = Decision(link="two", at="2024-02-01", state="unsure", **facts)

    assert in_order({"one": [late, early], "two": [other]}) == [other, late, early]


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
    shapes = rdflib.Graph().parse(HERE / "shapes.ttl")
    words = rdflib.Graph()
    for path in (HERE / "sightline.ttl", *sorted((HERE / "vocabularies").glob("*.ttl"))):
        words.parse(path, format="turtle")
    dataset = dataset_of(whole_store(marlbury))
    # The longest papers add time and nothing new.
    names = sorted(dataset, key=lambda name: len(dataset[name]))[:7]
    for name in names:
        buffer = io.BytesIO()
        write_turtle({name: dataset[name]}, buffer)
        data = words + rdflib.Graph().parse(data=buffer.getvalue(), format="turtle")
        _, _, text = validate(data, shacl_graph=shapes, allow_warnings=True, allow_infos=True)

        assert "Severity: sh:Violation" not in text, text
    assert any(name.endswith("/links") for name in names)
