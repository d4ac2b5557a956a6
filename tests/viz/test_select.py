"""What of a chain goes into a picture."""

from __future__ import annotations

from graph.questions.gaps import GAPS
from graph.questions.trace import Chain, trace
from tests.builders import a_link, a_paper, load
from tests.sample import Sample
from viz.select import STAGE_OF_GAP, picture


def test_every_step_becomes_one_node_in_its_stage(chain: Chain, made: Sample) -> None:
    """Concern, restatement, actions, evidence and comments stand each in its own stage."""
    stages = {node.key: node.stage for node in picture(chain).nodes if node.role == "record"}
    assert stages == {
        made.concern.id: "concern",
        made.restated.id: "recommendation",
        made.done.id: "action",
        made.planned.id: "action",
        made.audit.id: "evidence",
        made.praise.id: "comment",
        made.slow.id: "comment",
    }


def test_edges_lead_from_what_is_followed(chain: Chain, made: Sample) -> None:
    """An action follows the heading it stands under, evidence its action, a comment its object."""
    pairs = {(edge.source, edge.target) for edge in picture(chain).edges if edge.state != "gap"}
    assert pairs == {
        (made.concern.id, made.restated.id),
        (made.restated.id, made.done.id),
        (made.concern.id, made.planned.id),
        (made.done.id, made.audit.id),
        (made.concern.id, made.praise.id),
        (made.done.id, made.slow.id),
    }


def test_words_are_exact(chain: Chain) -> None:
    """A node of a record says its exact words, and its state and progress come from its link."""
    nodes = [node for node in picture(chain).nodes if node.record]
    assert all(node.record and node.words == node.record.quote.text for node in nodes)
    assert {node.state for node in nodes} == {"stated", "proposed"}
    assert {node.progress for node in nodes} == {None, "improved", "insufficient"}


def test_silence_and_gaps_have_nodes(chain: Chain, made: Sample) -> None:
    """A silent visit has a node of its own, and each rule that found gaps has one for all."""
    nodes = {node.key: node for node in picture(chain).nodes if node.role != "record"}
    silent = next(node for node in nodes.values() if node.role == "silence")
    assert silent.stage == "comment"
    assert silent.date == "2025-03-05"
    assert nodes["gap-no_owner"].stage == "action"
    assert [gap.subject for gap in nodes["gap-no_owner"].gaps] == [made.planned.id]
    assert nodes["gap-done_but_contradicted"].stage == "comment"


def test_every_rule_has_its_stage() -> None:
    """Every rule of the graph is known here, so that no gap is shown in a wrong place."""
    assert {rule.name for rule in GAPS} == set(STAGE_OF_GAP)


def test_a_record_that_comes_twice_is_one_node(made: Sample) -> None:
    """A comment on the concern and on its action is one node, its settled link first."""
    links = [
        *made.links,
        a_link(made.slow, "commentsOn", made.concern, basis="stated", progress="insufficient"),
    ]
    made.store.relink(made.concern.authority, links)
    drawn = picture(trace(made.store, made.concern.id))
    node = next(node for node in drawn.nodes if node.key == made.slow.id)
    assert node.state == "stated"
    assert sorted(e.source for e in drawn.edges if e.target == node.key) == sorted(
        (made.concern.id, made.done.id)
    )


def test_a_large_chain_is_cut_and_says_so(made: Sample) -> None:
    """Beyond the limit proposals go first, never the concern or a gap, and the rest is counted."""
    letter = a_paper("more.txt", visit="2024-06-01", kind="monitoring_visit")
    more = [letter.comment(f"Interview number {number} was late.") for number in range(40)]
    links = [a_link(c, "commentsOn", made.concern, progress="insufficient") for c in more]
    load(made.store, letter, links=[*made.links, *links])
    chain = trace(made.store, made.concern.id)
    whole, cut = picture(chain), picture(chain, most=20)
    assert len(cut.nodes) == 20
    assert cut.left_out == len(whole.nodes) - 20
    kept = {node.key for node in cut.nodes}
    assert {made.concern.id, made.restated.id, made.done.id, made.audit.id} <= kept
    assert {node.key for node in whole.nodes if node.role == "gap"} <= kept
    assert all({edge.source, edge.target} <= kept for edge in cut.edges)


def test_only_inspectors_speak_in_the_last_column(made: Sample) -> None:
    """A concern raised again stands in the last column where inspectors raise it, else before."""
    letter = a_paper("again.txt", visit="2025-06-01", kind="focused_visit")
    theirs = letter.concern("The timeliness of interviews after children were missing.")
    plan = a_paper("plan.txt", published="2025-09-01", kind="improvement_plan")
    own = plan.concern("Interviews after children were missing", kind="self_identified")
    links = [a_link(again, "recursFrom", made.concern) for again in (theirs, own)]
    load(made.store, letter, plan, links=[*made.links, *links])
    drawn = picture(trace(made.store, made.concern.id))
    stages = {node.key: node.stage for node in drawn.nodes}
    assert (stages[theirs.id], stages[own.id]) == ("comment", "recommendation")
