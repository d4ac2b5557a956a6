"""The shapes tell a broken structure from a gap and a gap from silence, on a made-up graph.

Each case is asked twice: of pySHACL, and by the queries that the shapes are turned into.
"""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace

from api.intake import intake
from graph.checking.validate import results_in
from graph.checking.validate import validate as validate_store
from graph.rdf.terms import id_of
from graph.sparql.projection import Projection
from graph.store import open_store
from graph.store.base import Store
from ontology.errors import OntologyError
from ontology.shapes import checks_of
from ontology.turtle import HERE
from tests.graph.sparql.worlds import fill

SH = Namespace("http://www.w3.org/ns/shacl#")
CODES = (
    "action_statuses bases concern_kinds decision_states evidence_statuses kinds link_states "
    "polarities progress themes voices"
).split()
PREFIXES = """
@prefix sl: <https://w3id.org/sightline/ns#> .
@prefix v: <https://w3id.org/sightline/vocab/> .
@prefix x: <https://data.example/> .
"""
SOUND = """
x:report a sl:Document ; sl:fileName "report.pdf" ; sl:published "2023-05-01" ;
  sl:documentKind <https://w3id.org/sightline/vocab/kinds/ilacs_report> .
x:plan a sl:Document ; sl:fileName "plan.xlsx" ;
  sl:documentKind <https://w3id.org/sightline/vocab/kinds/improvement_plan> .
x:q1 a sl:Quote ; sl:quotedDocument x:report ; sl:start 10 ; sl:end 40 ; sl:page 2 ;
  sl:exact "The timeliness of visits." .
x:q2 a sl:Quote ; sl:quotedDocument x:plan ; sl:start 0 ; sl:end 24 ;
  sl:exact "Track visits each week." .
x:concern a sl:Concern ; sl:recordId "concern-1" ; sl:authority x:marlbury ; sl:quote x:q1 ;
  sl:theme <https://w3id.org/sightline/vocab/themes/visits_direct_work> ;
  sl:concernKind <https://w3id.org/sightline/vocab/concern_kinds/area_for_improvement> .
x:action a sl:Action ; sl:recordId "action-1" ; sl:authority x:marlbury ; sl:quote x:q2 ;
  sl:status <https://w3id.org/sightline/vocab/action_statuses/done> ;
  sl:due "2099-03" ; sl:owner x:head ; sl:evidencedBy x:audit ; sl:respondsTo x:concern .
x:link a sl:Link ; sl:subject x:action ; sl:relation sl:respondsTo ; sl:object x:concern ;
  sl:basis <https://w3id.org/sightline/vocab/bases/stated> ; sl:linkDocument x:plan ;
  sl:state <https://w3id.org/sightline/vocab/link_states/stated> .
x:letter a sl:Document ; sl:fileName "letter.pdf" ; sl:published "2024-05-01" ;
  sl:documentKind <https://w3id.org/sightline/vocab/kinds/monitoring_visit> .
x:q3 a sl:Quote ; sl:quotedDocument x:letter ; sl:start 5 ; sl:end 30 ;
  sl:exact "Visits are on time now." .
x:comment a sl:Comment ; sl:recordId "comment-1" ; sl:authority x:marlbury ; sl:quote x:q3 ;
  sl:voice <https://w3id.org/sightline/vocab/voices/inspector> ;
  sl:polarity <https://w3id.org/sightline/vocab/polarities/improving> ;
  sl:commentsOn x:concern .
x:audit a sl:Evidence ; sl:recordId "evidence-1" ; sl:authority x:marlbury ; sl:quote x:q2 ;
  sl:evidenceStatus <https://w3id.org/sightline/vocab/evidence_statuses/available> .
"""


def reports(change: tuple[str, str] = ("", "")) -> list[tuple[str, str]]:
    """Severity and message of every result, for the sound graph with one change of its text."""
    text = PREFIXES + SOUND.replace(*change)
    found = by_pyshacl(text)
    assert by_queries(text) == found
    return found


def by_pyshacl(text: str) -> list[tuple[str, str]]:
    """What an independent engine reports."""
    data = Graph()
    data.parse(data=text, format="turtle")
    for path in words():
        data.parse(path, format="turtle")
    return sorted({one[1:] for one in pyshacl_of(data)})


def pyshacl_of(data: Graph) -> set[tuple[str, str, str]]:
    """Focus, severity and message of every result for a graph with the words in it."""
    shapes = Graph().parse(HERE / "shapes.ttl", format="turtle")
    _, results, _ = validate(data, shacl_graph=shapes)
    assert isinstance(results, Graph)
    return {
        (
            str(results.value(result, SH.focusNode)),
            str(results.value(result, SH.resultSeverity)).rsplit("#", 1)[-1],
            str(results.value(result, SH.resultMessage)),
        )
        for result in results.subjects(RDF.type, SH.ValidationResult)
    }


def by_queries(text: str) -> list[tuple[str, str]]:
    """What the queries find."""
    store = ox.Store()
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    for path in words():
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return sorted({(one.severity, one.message) for one in results_in(store)})


def words() -> tuple[Path, ...]:
    """The ontology and the vocabularies that shapes ask for."""
    return (HERE / "sightline.ttl", *(HERE / "vocabularies" / f"{c}.ttl" for c in CODES))


def test_a_sound_graph_conforms() -> None:
    """A concern with its quote, action, owner, evidence and later comment has no result at all."""
    assert reports() == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("sl:quote x:q1 ;", ""), "A record rests on exactly one quote."),
        (
            ('sl:exact "The timeliness of visits."', 'sl:exact " "'),
            "A quote holds the exact words.",
        ),
        (("sl:start 10", "sl:start 50"), "A quote starts before it ends."),
        (
            ("concern_kinds/area_for_improvement", "voices/inspector"),
            "Kinds of concern come from their vocabulary.",
        ),
        (
            ("concern_kinds/area_for_improvement", "concern_kinds/wish"),
            "A concern is of one known kind.",
        ),
        (
            ("bases/stated> ; sl:linkDocument x:plan", "bases/stated>"),
            "A stated link names the paper that states it.",
        ),
        (("bases/stated>", "bases/matched>"), "A matched link shows a score and a reason."),
        (
            ("link_states/stated", "link_states/confirmed"),
            "A confirmed, rejected or unsure link shows who decided.",
        ),
        (
            ("sl:relation sl:respondsTo", "sl:relation sl:likes"),
            "A link has one relation of the ontology.",
        ),
        (
            ("x:link a sl:Link ;", "x:link a sl:Link ; sl:progress x:better ;"),
            "Only commentsOn carries progress.",
        ),
        (
            ("x:link a sl:Link ;", "x:link a sl:Link ; sl:score 1.4 ;"),
            "A score lies between 0 and 1.",
        ),
    ],
)
def test_a_broken_structure_is_a_violation(change: tuple[str, str], message: str) -> None:
    """What nothing may rest on is reported as a violation, by its own message."""
    assert ("Violation", message) in reports(change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("; sl:respondsTo x:concern .", "."), "Gap: no action answers this concern."),
        (("sl:owner x:head ; ", ""), "Gap: no owner is named for this action."),
        (
            ('action_statuses/done> ;\n  sl:due "2099-03" ;', "action_statuses/under_way> ;"),
            "Gap: no date is given by which this action is to be done.",
        ),
        (
            ("action_statuses/done", "action_statuses/planned"),
            "Gap: everything that answers this concern is only planned.",
        ),
        (
            ("evidence_statuses/available", "evidence_statuses/claimed"),
            "Gap: called done, and no evidence at hand bears that out.",
        ),
    ],
)
def test_a_gap_is_a_warning(change: tuple[str, str], message: str) -> None:
    """What the authority has to close is a warning and breaks nothing."""
    assert reports(change) == [("Warning", message)]


def test_missing_evidence_is_missing_proof() -> None:
    """Nothing offered for an action called done is two gaps: no evidence, and no proof."""
    assert reports(("sl:evidencedBy x:audit ; ", "")) == [
        ("Warning", "Gap: called done, and no evidence at hand bears that out."),
        ("Warning", "Gap: no evidence is offered for this action."),
    ]


def test_a_date_as_printed_is_no_date() -> None:
    """An action due "Ongoing" has no date by which, whatever is printed: as the gaps have it."""
    change = (
        'action_statuses/done> ;\n  sl:due "2099-03" ;',
        'action_statuses/under_way> ; sl:dueAsPrinted "Ongoing" ;',
    )
    assert reports(change) == [
        ("Warning", "Gap: no date is given by which this action is to be done.")
    ]


@pytest.mark.parametrize(
    "change",
    [
        ("  sl:commentsOn x:concern .", '  sl:section "Care" .'),
        ("voices/inspector>", "voices/press_paraphrase>"),
        ('sl:published "2024-05-01"', 'sl:published "2023-05-01"'),
    ],
)
def test_silence_is_an_info(change: tuple[str, str]) -> None:
    """No comment, none of inspectors, none later: no gap of the authority and no fault."""
    assert reports(change) == [("Info", "No later inspector has commented on this concern.")]


def test_what_is_not_to_be_answered_is_no_gap() -> None:
    """A concern for another body, or that only repeats another, is missing nothing."""
    bare = ("; sl:respondsTo x:concern .", ".")
    text = PREFIXES + SOUND.replace(*bare).replace("sl:commentsOn x:concern", 'sl:section "Care"')
    for more in (
        'x:concern sl:addressedTo "lscb" .',
        "x:again a sl:Link ; sl:subject x:concern ; sl:object x:concern ;"
        " sl:relation sl:restates ;"
        " sl:basis <https://w3id.org/sightline/vocab/bases/stated> ; sl:linkDocument x:plan ;"
        " sl:state <https://w3id.org/sightline/vocab/link_states/stated> .",
    ):
        assert by_queries(text + more) == by_pyshacl(text + more) == []


@pytest.mark.parametrize("seed", [3, 11, 20])
def test_both_engines_find_the_same_in_a_whole_store(seed: int, tmp_path: Path) -> None:
    """Of a store with gaps of every kind, thing for thing."""
    store = open_store(str(tmp_path / "made.db"), create=True)
    fill(store, seed)
    ours, theirs = by_both(store)
    store.close()

    assert ours == theirs
    assert len(ours) > 5


def test_a_standard_engine_agrees_on_the_example(tmp_path: Path, example_papers: Path) -> None:
    """What validate says of the example authority, pySHACL says of the graph and the shapes."""
    store = open_store(str(tmp_path / "example.db"), create=True)
    intake(store, [example_papers])
    ours, theirs = by_both(store)

    assert ours == theirs
    assert {severity for _, severity, _ in ours} == {"Warning", "Info"}
    assert len({message for _, _, message in ours}) > 6


def by_both(store: Store) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """Subject, severity and message of each result: of ``validate``, and of pySHACL."""
    ours = {(one.subject, one.severity, one.message) for one in validate_store(store)}
    made = Projection()
    made.follow(store)
    buffer = io.BytesIO()
    made.store.dump(buffer, format=ox.RdfFormat.N_QUADS)
    triples = b"".join(
        f"{quad.triple} .\n".encode()
        for quad in ox.parse(buffer.getvalue(), format=ox.RdfFormat.N_QUADS)
    )
    found = pyshacl_of(Graph().parse(data=triples, format="nt"))
    return ours, {(id_of(focus), severity, message) for focus, severity, message in found}


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("sh:property [ sh:path x:p ; sh:datatype x:d ; sh:message 'no' ]", "sh:datatype"),
        ("sh:property [ sh:path x:p ; sh:minCount 2 ; sh:message 'no' ]", "sh:minCount 1"),
        ("sh:message 'no' ; sh:closed true", "sh:closed"),
        ("sh:property [ sh:path x:p ; sh:minCount 1 ]", "without message"),
        (
            "sh:property [ sh:path [ sh:zeroOrOnePath x:p ] ; sh:minCount 1 ; sh:message 'no' ]",
            "a path",
        ),
    ],
)
def test_what_is_not_understood_is_refused(shape: str, words: str) -> None:
    """A shape that cannot be turned into a query is an error, and never passed over."""
    turtle = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <http://x/> . "
        f"x:Shape sh:targetClass x:C ; {shape} ."
    )
    with pytest.raises(OntologyError, match=words):
        list(checks_of(turtle.encode()))
