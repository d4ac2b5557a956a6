"""The shapes tell a broken structure from a gap and a gap from silence, on a made-up graph."""

from __future__ import annotations

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace

from ontology.turtle import HERE

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
x:report a sl:Document ; sl:fileName "report.pdf" ;
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
  sl:due "2024-03" ; sl:owner x:head ; sl:evidencedBy x:audit ; sl:respondsTo x:concern .
x:link a sl:Link ; sl:subject x:action ; sl:relation sl:respondsTo ; sl:object x:concern ;
  sl:basis <https://w3id.org/sightline/vocab/bases/stated> ; sl:linkDocument x:plan ;
  sl:state <https://w3id.org/sightline/vocab/link_states/stated> .
x:comment sl:commentsOn x:concern .
"""


def reports(change: tuple[str, str] = ("", "")) -> list[tuple[str, str]]:
    """Severity and message of every result, for the sound graph with one change of its text."""
    data = Graph()
    data.parse(data=PREFIXES + SOUND.replace(*change), format="turtle")
    for path in (HERE / "sightline.ttl", *(HERE / "vocabularies" / f"{c}.ttl" for c in CODES)):
        data.parse(path, format="turtle")
    shapes = Graph().parse(HERE / "shapes.ttl", format="turtle")
    _, results, _ = validate(data, shacl_graph=shapes)
    assert isinstance(results, Graph)
    return sorted(
        (
            str(results.value(result, SH.resultSeverity)).rsplit("#", 1)[-1],
            str(results.value(result, SH.resultMessage)),
        )
        for result in results.subjects(RDF.type, SH.ValidationResult)
    )


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
        (('sl:due "2024-03" ; ', ""), "Gap: no date is given for this action."),
        (("sl:evidencedBy x:audit ; ", ""), "Gap: no evidence is offered for this action."),
    ],
)
def test_a_gap_is_a_warning(change: tuple[str, str], message: str) -> None:
    """What the authority has to close is a warning and breaks nothing."""
    assert reports(change) == [("Warning", message)]


def test_a_date_as_printed_is_a_date() -> None:
    """An action due "Ongoing" has what the paper prints, and is not reported as undated."""
    assert reports(('sl:due "2024-03"', 'sl:dueAsPrinted "Ongoing"')) == []


def test_silence_is_an_info() -> None:
    """A concern without a later comment is no gap of the authority and no fault."""
    change = ("x:comment sl:commentsOn x:concern .", "")
    assert reports(change) == [("Info", "No later inspector has commented on this concern.")]
