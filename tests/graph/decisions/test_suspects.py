"""Decisions whose words have changed or gone, and decisions that hold again."""

from __future__ import annotations

import pytest

from graph.decisions.review import review
from graph.decisions.suspects import suspects
from graph.linking.build import links_of
from graph.records import Decision, Link
from graph.store.base import Store
from ontology.errors import UnknownRecordError
from tests.builders import MARLBURY, PaperBuilder, Story, a_link, a_paper, a_story, load

WHO = {"by": "R. Reviewer", "reason": "read both"}


def decided(store: Store, state: str = "confirmed") -> tuple[Story, Link]:
    """A story in which a proposed link is decided on."""
    story = a_story()
    link = a_link(story.comment, "commentsOn", story.action)
    load(store, *story.papers, links=[*story.links, link])
    review(store, link.id, state=state, **WHO)
    return story, link


def letter(words: str, data: bytes) -> PaperBuilder:
    """The letter of the story in another print."""
    paper = a_paper("letter.pdf", data=data, visit="2021-06-30", kind="monitoring_visit")
    paper.comment(words, polarity="improving")
    return paper


@pytest.mark.parametrize("state", ["confirmed", "rejected", "unsure"])
def test_a_decision_on_changed_words_is_suspect(store: Store, state: str) -> None:
    """The decision, the end that changed, and what may stand there now are named."""
    _, link = decided(store, state)
    assert suspects(store) == []

    load(store, changed := letter("Health assessments are now more timely.", b"second print"))
    (one,) = suspects(store)

    assert (one.decision.link, one.decision.state, one.ends) == (link.id, state, ("subject",))
    assert one.now == {"subject": changed.records[0]}
    assert "the words of the subject that were decided on are no longer" in one.why


def test_both_ends_may_have_changed(store: Store) -> None:
    """A changed object is noticed like a changed subject; what is not alike is not named."""
    story, _ = decided(store)
    load(store, letter("Placements are stable.", b"second print"))
    plan = a_paper("plan.xlsx", data=b"second", kind="improvement_plan", published="2020-06-01")
    again = plan.action("Open a second clinic for all health assessments.")
    load(store, plan)
    (one,) = suspects(store)

    assert one.ends == ("subject", "object")
    assert one.now == {"object": again}
    assert (one.decision.subject_text, one.decision.object_text) == (
        story.comment.text,
        story.action.text,
    )


def test_a_decision_holds_again_when_its_words_return(store: Store) -> None:
    """Then it is no longer suspect, and the link has the state that was decided."""
    story, link = decided(store, "rejected")
    load(store, letter("Assessments are on time.", b"second print"))
    assert [one.decision.link for one in suspects(store)] == [link.id]

    load(store, story.letter)
    store.relink(MARLBURY, [*story.links, link])
    assert suspects(store) == []
    assert store.link(link.id).state == "rejected"


def test_other_marks_are_no_other_words(store: Store) -> None:
    """A print with other quotes, dashes or spaces leaves the decision as it is."""
    _, link = decided(store)
    load(store, letter("Health  assessments are more timely", b"second print"))

    assert suspects(store) == []
    assert store.link(link.id).state == "confirmed"


def test_a_suspect_decision_can_be_taken_back(store: Store) -> None:
    """Undoing it is put down in the log, and it is suspect no more; there is no link to show."""
    story, link = decided(store)
    store.forget(story.letter.document.id)
    assert len(suspects(store)) == 1

    back = review(store, link.id, state="undone", by="R. Reviewer", reason="the letter is gone")
    assert suspects(store) == []
    assert [d.state for d in back.decisions] == ["confirmed", "undone"]
    assert link.id not in {held.id for held in store.links()}
    with pytest.raises(UnknownRecordError):
        review(store, link.id, state="undone", **WHO)
    load(store, story.letter, links=[*story.links, link])
    assert store.link(link.id).state == "proposed"


def test_a_decision_taken_back_is_not_suspect(store: Store) -> None:
    """Only decisions that stand are looked at."""
    story, link = decided(store)
    review(store, link.id, state="undone", **WHO)
    store.forget(story.letter.document.id)

    assert suspects(store) == []


def test_a_decision_about_owners_is_suspect_when_one_is_gone(store: Store) -> None:
    """Owners have no words of their own; their names are in their ids."""
    papers = [a_paper(f"plan-{n}.xlsx", published="2020") for n in (1, 2)]
    one, other = (
        paper.action("Visit every child.", owner=name).owners[0]
        for paper, name in zip(papers, ("Court Officer", "Court Manager"), strict=True)
    )
    link = Link(
        id="link-1", subject=one.id, relation="sameAs", object=other.id, basis="matched",
        state="proposed", authority=MARLBURY,
    )  # fmt: skip
    load(store, *papers, links=[link])
    review(store, link.id, state="confirmed", **WHO)
    assert suspects(store) == []

    store.forget(papers[1].document.id)
    assert [s.ends for s in suspects(store)] == [("object",)]


def test_suspects_of_one_authority(store: Store) -> None:
    """A decision is about an authority when one of its ends still is."""
    story, _ = decided(store)
    store.forget(story.letter.document.id)

    assert len(suspects(store, authority=MARLBURY)) == 1
    assert suspects(store, authority="Marlshire Borough") == []


def test_a_rejected_pair_is_not_proposed_again_by_any_matcher(store: Store) -> None:
    """Whatever score, reasons or basis a matcher gives it, the pair stays rejected."""
    story, link = decided(store, "rejected")
    for basis, score in (("matched", 0.99), ("matched", 0.4), ("stated", None)):
        again = a_link(
            story.comment, "commentsOn", story.action, basis=basis, score=score, reasons=("new",)
        )
        load(store, *story.papers, links=[*story.links, again])
        store.relink(MARLBURY, [])
        store.relink(MARLBURY, [*story.links, again])
        assert store.link(link.id).state == "rejected"
    assert link.id not in {k.id for k in store.links(state="proposed")}


def test_the_real_matcher_keeps_a_rejection(store: Store) -> None:
    """A proposal of the matcher itself stays rejected when papers go, come back and are linked."""
    report = a_paper("report.pdf", visit="2020-01-31")
    about = ("health", "children_in_care")
    report.concern(
        "The timeliness of initial health assessments for children in care.", themes=about
    )
    later = a_paper("letter.pdf", visit="2021-06-30", kind="monitoring_visit")
    later.comment("Initial health assessments for children in care are not timely.", themes=about)
    load(store, report, later)
    store.relink(MARLBURY, links_of(store, MARLBURY))
    (link,) = store.links(relation="commentsOn")
    review(store, link.id, state="rejected", **WHO)
    for paper in (report, later):
        store.forget(paper.document.id)
    load(store, later, report)
    store.relink(MARLBURY, links_of(store, MARLBURY))

    assert [(k.id, k.state) for k in store.links(relation="commentsOn")] == [(link.id, "rejected")]


def test_a_decision_without_its_words_is_judged_by_its_ids(store: Store) -> None:
    """Where the log keeps no words, an end that is held is taken to be as it was."""
    story = a_story()
    link = a_link(story.comment, "commentsOn", story.action)
    load(store, *story.papers, links=[*story.links, link])
    store.decide(
        Decision(
            link=link.id,
            subject=link.subject,
            relation=link.relation,
            object=link.object,
            state="confirmed",
            by="R. Reviewer",
            at="2026-01-01T00:00Z",
            reason="read",
        )
    )
    assert suspects(store) == []
    store.forget(story.letter.document.id)
    (one,) = suspects(store)
    assert (one.ends, one.now) == (("subject",), {})
