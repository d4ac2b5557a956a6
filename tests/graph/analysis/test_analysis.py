"""Algorithms on the graph: explanations, absences, and what recurs together."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from math import comb

import pytest

from graph.analysis import absence, communities, explanations, owners_like, to_networkx
from graph.records import Action, Comment, Concern, Evidence
from graph.store.base import Store
from ontology.errors import SightlineError, UnknownRecordError
from tests.builders import MARLBURY, a_link, a_paper


@dataclass
class Story:
    """One concern with two actions, evidence and a comment; another concern beside it."""

    concern: Concern
    other: Concern
    first: Action
    second: Action
    evidence: Evidence
    comment: Comment


@pytest.fixture
def story(store: Store) -> Story:
    """Put a small story into the store."""
    report = a_paper("report.pdf", visit="2024-01-15")
    concern = report.concern("the timeliness of return interviews")
    other = report.concern("the supervision of social workers")
    plan = a_paper("plan.pdf", published="2024-03-01")
    first = plan.action("We will appoint an interviewer", owner="Head of Front Door")
    second = plan.action("We will audit interviews", owner="Principal Social Worker")
    third = plan.action("We will train managers", owner="Head of Front Door", status="done")
    evidence = plan.evidence("An audit of interviews")
    letter = a_paper("letter.pdf", visit="2024-06-10", kind="monitoring_visit")
    comment = letter.comment("Return interviews are still too late")
    for paper in (report, plan, letter):
        store.replace(paper.paper(), data=paper.data, origin=paper.document.file)
    store.relink(
        MARLBURY,
        [
            a_link(first, "respondsTo", concern, basis="stated"),
            a_link(second, "respondsTo", concern, score=0.5),
            a_link(third, "respondsTo", other, basis="stated"),
            a_link(first, "evidencedBy", evidence, basis="stated"),
            a_link(second, "evidencedBy", evidence, basis="stated"),
            a_link(comment, "commentsOn", concern, score=0.6),
        ],
    )
    return Story(concern, other, first, second, evidence, comment)


def test_the_graph_is_typed(store: Store, story: Story) -> None:
    """Nodes tell kind, words, date and authority; edges relation, state and score."""
    graph = to_networkx(store, authority=MARLBURY)
    node = graph.nodes[story.first.id]
    assert (node["kind"], node["text"]) == ("action", "We will appoint an interviewer")
    assert (node["date"], node["authority"]) == ("2024-03-01", MARLBURY)
    (edge,) = graph.get_edge_data(story.second.id, story.concern.id).values()
    assert (edge["relation"], edge["state"], edge["score"]) == ("respondsTo", "proposed", 0.5)
    (owner,) = [key for key, kind in graph[story.second.id].items() if key.startswith("owner-")]
    assert graph.nodes[owner]["kind"] == "owner"
    assert list(graph) == list(to_networkx(store))


def test_a_settled_graph_has_no_proposal(store: Store, story: Story) -> None:
    """With settled, only what papers state and people confirmed joins anything."""
    graph = to_networkx(store, settled=True)
    assert not graph.has_edge(story.second.id, story.concern.id)
    assert {state for _, _, state in graph.edges(data="state")} == {"stated"}


def test_the_surer_of_two_short_ways_is_the_explanation(store: Store, story: Story) -> None:
    """Two ways have two steps; only the one that papers state in every step is given."""
    (way,) = explanations(store, story.concern.id, story.evidence.id)
    assert [step.to for step in way.steps] == [story.first.id, story.evidence.id]
    assert [(s.relation, s.forward) for s in way.steps] == [
        ("respondsTo", False),
        ("evidencedBy", True),
    ]
    assert (way.proposed, way.equal) == (0, 1)


def test_equal_ways_are_all_told(store: Store, story: Story) -> None:
    """Where several ways are as short and as sure, each is given, or at least counted."""
    links = [
        link if link.subject != story.second.id else replace(link, basis="stated", state="stated")
        for link in store.links(authority=MARLBURY)
    ]
    store.relink(MARLBURY, links)
    ends = (story.concern.id, story.evidence.id)
    assert {way.steps[0].to for way in explanations(store, *ends)} == {
        story.first.id,
        story.second.id,
    }
    (one,) = explanations(store, *ends, most=1)
    assert one.equal == 2


def test_a_proposed_step_is_marked_and_can_be_left_out(store: Store, story: Story) -> None:
    """The comment is tied by a proposal: told as such, and no way at all over settled links."""
    (way,) = explanations(store, story.comment.id, story.first.id)
    assert way.proposed == 1 and not way.steps[0].settled
    assert explanations(store, story.comment.id, story.first.id, settled=True) == []


def test_owners_join_only_where_nothing_else_does(store: Store, story: Story) -> None:
    """One post owns actions on both concerns, and that is all that joins them."""
    (way,) = explanations(store, story.concern.id, story.other.id)
    assert [step.relation for step in way.steps] == [
        "respondsTo",
        "ownedBy",
        "ownedBy",
        "respondsTo",
    ]
    assert way.steps[1].record is None and way.steps[1].name == "Head of Front Door"


def test_what_cannot_be_explained_is_said(store: Store, story: Story) -> None:
    """The same record twice, a record not held and one of another authority are refused."""
    elsewhere = a_paper("elsewhere.pdf", authority="Saltmere Council")
    far = elsewhere.concern("the placements of children")
    store.replace(elsewhere.paper(), data=elsewhere.data, origin="elsewhere.pdf")
    with pytest.raises(SightlineError, match="same record"):
        explanations(store, story.concern.id, story.concern.id)
    with pytest.raises(UnknownRecordError):
        explanations(store, story.concern.id, "action-0")
    with pytest.raises(SightlineError, match="Saltmere Council"):
        explanations(store, story.concern.id, far.id)


def test_an_absence_leaves_actions_and_concerns(store: Store, story: Story) -> None:
    """Without the head, one action is unowned and its concern with it, as far as is settled."""
    ((authority, owner),) = owners_like(store, "head of front door")
    found = absence(store, authority, owner)
    assert [action.id for action in found.alone] == [story.first.id]
    assert found.done == 1 and not found.shared
    (left,) = found.concerns
    assert (left.concern.id, left.state) == (story.concern.id, "stated")
    assert len(left.proposed) == 1  # the other post's action is only proposed to answer it


def test_a_concern_that_another_owner_answers_is_not_left(store: Store, story: Story) -> None:
    """The other post is tied by a proposal, and the concern keeps the head's stated action."""
    ((authority, owner),) = owners_like(store, "Principal")
    found = absence(store, authority, owner)
    assert [action.id for action in found.alone] == [story.second.id]
    assert found.concerns == ()


def test_two_names_of_one_owner_are_one_once_confirmed(store: Store) -> None:
    """A proposed identity is named and not counted; a confirmed one counts."""
    plan = a_paper("plan.pdf", published="2024-03-01")
    one = plan.action("We will audit", owner="Head of Quality")
    other = plan.action("We will train", owner="Quality Head")
    store.replace(plan.paper(), data=plan.data, origin="plan.pdf")
    same = replace(
        a_link(one, "sameAs", other, score=0.8),
        subject=one.owners[0].id,
        object=other.owners[0].id,
    )
    store.relink(MARLBURY, [same])
    found = absence(store, MARLBURY, one.owners[0])
    assert [owner.name for owner in found.perhaps] == ["Quality Head"]
    assert len(found.alone) == 1
    store.relink(MARLBURY, [replace(same, basis="stated", state="stated")])
    assert len(absence(store, MARLBURY, one.owners[0]).alone) == 2


def _visits(store: Store, name: str, said: list[tuple[str, ...]], *, times: int = 2) -> None:
    """Put so many visits into the store, each with a concern for each set of themes."""
    for number in range(times):
        paper = a_paper(f"{name} {number}.pdf", visit=f"202{number}-01-15", authority=name)
        for place, themes in enumerate(said):
            paper.concern(f"what must improve at {name} {number}.{place}", themes=themes)
        store.replace(paper.paper(), data=paper.data, origin=paper.document.file)


def test_themes_raised_in_one_breath_are_a_community(store: Store) -> None:
    """Two pairs of themes, named together by the concerns of eight authorities each."""
    for number in range(16):
        alike = ("neglect", "supervision") if number < 8 else ("voice", "health")
        _visits(store, f"Marlbury {number} Council", [alike, ("plans",)])
    found = communities(store)
    assert (found.authorities, found.concerns) == (16, 64)
    assert [set(group.themes) for group in found.groups] == [
        {"health", "voice"},
        {"neglect", "supervision"},
    ]
    (pair,) = found.groups[1].pairs
    assert (pair.themes, pair.concerns, pair.by_chance) == (("neglect", "supervision"), 16, 4.0)
    assert pair.luck == pytest.approx(1 / comb(64, 16))


def test_a_community_comes_back_where_two_visits_raised_it(store: Store) -> None:
    """One visit is no return; what is quoted are the concerns of both visits, by date."""
    for number in range(16):
        name, alike = f"Marlbury {number} Council", ("neglect", "supervision")
        said = [alike] if number < 8 else [("voice",), ("health",)]
        _visits(store, name, said, times=1 if number < 4 else 2)
    (group,) = communities(store).groups
    assert group.raised == 8
    assert [back.authority for back in group.returns] == [
        f"Marlbury {number} Council" for number in (4, 5, 6, 7)
    ]
    first = group.returns[0]
    assert [date for date, _ in first.concerns] == ["2020-01-15", "2021-01-15"]
    assert {concern.authority for _, concern in first.concerns} == {first.authority}
    # twelve of twenty-eight visits raised it; twelve authorities were visited twice
    assert group.by_chance == round(12 * (12 / 28) ** 2, 1)


def test_themes_that_keep_apart_are_no_community(store: Store) -> None:
    """Where every concern names one theme, nothing is raised together."""
    for number in range(16):
        _visits(store, f"Marlbury {number} Council", [("neglect",), ("supervision",)])
    found = communities(store)
    assert found.enough and found.groups == ()


def test_few_authorities_tell_nothing(store: Store) -> None:
    """Below five authorities no group is named, and the answer says so."""
    _visits(store, MARLBURY, [("neglect", "supervision"), ("plans",)])
    found = communities(store)
    assert not found.enough and found.groups == ()


def test_networkx_is_loaded_only_when_it_is_needed() -> None:
    """Importing the analysis does not import networkx, which takes a second on slow machines."""
    code = "import sys, graph.analysis; sys.exit('networkx' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ))
