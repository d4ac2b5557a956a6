"""What every store keeps of links and decisions. The suite runs on each kind of store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.decisions.review import review
from graph.ids import link_id
from graph.records import Decision, Link
from graph.store.base import Store
from ontology.errors import StoreError, UnknownRecordError
from tests.builders import MARLBURY, a_link, a_paper, a_story, load


def judge(store: Store, link: Link | str, state: str, reason: str = "read both") -> Link:
    """Let a reviewer decide about a link."""
    key = link if isinstance(link, str) else link.id
    return review(store, key, state=state, by="R. Reviewer", reason=reason, at="2026-01-31T10:00Z")


def test_links_come_back_by_every_filter(store: Store) -> None:
    """Links are filtered by authority, relation, state and ends, and come by id."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    by_relation = {link.relation: link for link in story.links}

    assert store.links() == sorted(story.links, key=lambda link: link.id)
    assert store.links(authority="Marlshire Borough") == []
    assert store.links(relation="commentsOn") == [by_relation["commentsOn"]]
    assert store.links(state="proposed") == []
    assert store.links(subjects=[story.action.id], relation="evidencedBy") == [
        by_relation["evidencedBy"]
    ]
    assert {k.relation for k in store.links(objects=[story.concern.id])} == {
        "respondsTo",
        "underlies",
        "commentsOn",
    }
    assert store.links(subjects=[]) == []


def test_linking_clears_the_mark_of_papers_not_linked_yet(store: Store) -> None:
    """An authority is unlinked from the arrival of a paper until its links are made."""
    story = a_story()
    load(store, story.report)
    assert store.unlinked() == [MARLBURY]

    store.relink(MARLBURY, [])
    assert store.unlinked() == []


def test_a_decision_gives_its_link_a_state(store: Store) -> None:
    """The last standing decision decides; undoing takes it back; the log keeps all."""
    story = a_story()
    proposal = a_link(story.comment, "commentsOn", story.action)
    load(store, *story.papers, links=[proposal])

    states = [
        judge(store, proposal, s).state for s in ("confirmed", "unsure", "undone", "rejected")
    ]
    states.append(judge(store, proposal, "undone").state)
    states.append(judge(store, proposal, "undone").state)

    assert states == ["confirmed", "unsure", "confirmed", "rejected", "confirmed", "proposed"]
    assert [d.state for d in store.decisions()] == [
        *("confirmed", "unsure", "undone", "rejected", "undone", "undone")
    ]
    assert store.link(proposal.id).decisions == tuple(store.decisions())
    assert store.decisions()[0].subject_text == story.comment.text


def test_decisions_outlive_new_links(store: Store) -> None:
    """A proposal made again has the state that people gave it; other links go."""
    story = a_story()
    first, second = (
        a_link(story.comment, "commentsOn", end) for end in (story.concern, story.action)
    )
    load(store, *story.papers, links=[first, second])
    judge(store, first, "rejected")
    store.relink(MARLBURY, [first])

    assert [(link.id, link.state) for link in store.links()] == [(first.id, "rejected")]
    assert len(store.link(first.id).decisions) == 1


@pytest.mark.parametrize("state", ["confirmed", "unsure"])
def test_what_people_took_up_stays_though_nothing_proposes_it(store: Store, state: str) -> None:
    """A link confirmed or in doubt is kept, with its basis, while both its records exist."""
    story = a_story()
    link = a_link(story.comment, "commentsOn", story.concern)
    load(store, *story.papers, links=[link])
    judge(store, link, state)
    store.relink(MARLBURY, [])
    assert [(k.id, k.basis, k.state) for k in store.links()] == [(link.id, "matched", state)]

    store.forget(story.letter.document.id)
    store.relink(MARLBURY, [])
    assert store.links() == []


def test_a_confirmed_link_comes_back_with_its_paper(store: Store) -> None:
    """Where only the decision is known, the link is one that a person entered."""
    story = a_story()
    link = a_link(story.comment, "commentsOn", story.concern)
    load(store, *story.papers, links=[link])
    judge(store, link, "confirmed")
    store.forget(story.letter.document.id)
    load(store, story.letter)
    store.relink(MARLBURY, [])

    (back,) = store.links()
    assert (back.id, back.basis, back.state) == (link.id, "entered", "confirmed")
    assert [d.state for d in back.decisions] == ["confirmed"]


def test_a_confirmed_link_whose_paper_is_gone_is_no_longer_stated(store: Store) -> None:
    """No link says that a paper states it when that paper is not held."""
    story = a_story()
    action, concern = story.action, story.concern
    notes = a_paper("minutes.docx", published="2020-09")
    notes.evidence("The board heard about the clinic.")
    link = a_link(action, "respondsTo", concern, basis="stated", document=notes.document.id)
    load(store, *story.papers, notes, links=[link])
    judge(store, link, "confirmed")
    store.forget(notes.document.id)
    store.relink(MARLBURY, [])

    (kept,) = store.links()
    assert (kept.basis, kept.document, kept.state) == ("entered", None, "confirmed")


def test_a_person_may_enter_a_link(store: Store) -> None:
    """Confirming a link that nobody proposed makes it, if it joins two records."""
    story = a_story()
    load(store, *story.papers)
    ends = (story.comment.id, "commentsOn", story.action.id)

    def entry(link: str, state: str = "confirmed", target: str = ends[2]) -> Decision:
        return Decision(
            link=link,
            subject=ends[0],
            relation=ends[1],
            object=target,
            state=state,
            by="R. Reviewer",
            at="2026-01-31T10:00Z",
            reason="the letter says so",
        )

    link = store.decide(entry(link_id(*ends)))
    assert (link.basis, link.state) == ("entered", "confirmed")
    assert store.links() == [link]
    for wrong in (
        entry("link-of-other-ends"),
        entry(link_id(*ends[:2], "action-unknown"), target="action-unknown"),
        entry(link_id(ends[0], ends[1], story.concern.id), "rejected", story.concern.id),
    ):
        with pytest.raises(UnknownRecordError):
            store.decide(wrong)
    assert len(store.decisions()) == 1


def test_possible_identities_of_owners_can_be_kept_and_decided(store: Store) -> None:
    """Owners are ends of sameAs links, and such a link stays while both own an action."""
    plan = a_paper("plan.xlsx", published="2020")
    owners = [
        plan.action(f"Action {n}.", owner=name).owners[0]
        for n, name in enumerate(("Court Officer", "Court Progression Officer"))
    ]
    ends = (owners[0].id, "sameAs", owners[1].id)
    link = Link(
        id=link_id(*ends),
        subject=ends[0],
        relation=ends[1],
        object=ends[2],
        basis="matched",
        state="proposed",
        authority=MARLBURY,
    )
    load(store, plan, links=[link])
    judge(store, link, "confirmed")
    store.relink(MARLBURY, [])

    assert [k.state for k in store.links(relation="sameAs")] == ["confirmed"]


def test_a_link_joins_what_is_held(store: Store) -> None:
    """A link with an end that is not held is left out, and comes with the paper when it is made.

    That holds for links that are made and for those of a copy, whichever end it is.
    """
    story = a_story()
    absent = a_paper("absent.pdf", published="2020-10").comment("Clinics opened in two towns.")
    loose = [
        a_link(absent, "commentsOn", story.concern),
        a_link(story.comment, "quotes", absent),
    ]
    load(store, *story.papers, links=[*story.links, *loose])
    assert store.links() == sorted(story.links, key=lambda link: link.id)
    assert store.find(loose[0].id) == []
    with pytest.raises(UnknownRecordError):
        store.link(loose[0].id)

    store.mirror(MARLBURY, [*story.links, *loose], linked=True)
    assert store.links() == sorted(story.links, key=lambda link: link.id)
    assert store.counts().links == len(story.links)
    assert len(store.neighbourhood(story.concern.id).links) > 0

    late = a_paper("absent.pdf", published="2020-10")
    assert late.comment("Clinics opened in two towns.") == absent
    load(store, late, links=[*story.links, *loose])
    assert {link.id for link in loose} <= {link.id for link in store.links()}


def test_a_link_of_no_known_relation_is_refused(store: Store) -> None:
    """Neither made nor copied: the links are as they were before."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    before = store.links()
    wrong = replace(story.links[0], relation="bearsOn")
    with pytest.raises(StoreError, match="the ontology has no relation 'bearsOn'"):
        store.relink(MARLBURY, [*story.links[1:], wrong])
    with pytest.raises(StoreError, match="the ontology has no relation 'bearsOn'"):
        store.mirror(MARLBURY, [wrong], linked=True)

    assert store.links() == before


def test_a_link_never_counts_twice(store: Store) -> None:
    """The same link made for two authorities is one link, of the one that made it last."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    link = story.links[0]
    store.relink("Marlshire Borough", [link])

    assert [k.authority for k in store.links() if k.id == link.id] == ["Marlshire Borough"]
    assert store.counts().links == len(story.links)


def test_decisions_adopted_show_at_their_links(store: Store) -> None:
    """A decision from elsewhere stands in its link's log at once, and its state with new links."""
    story = a_story()
    link = story.links[0]
    load(store, *story.papers, links=story.links)
    said = Decision(
        link=link.id,
        subject=link.subject,
        relation=link.relation,
        object=link.object,
        state="rejected",
        by="E. Else",
        at="2020-01-01T10:00:00+00:00",
        reason="seen there",
    )
    store.adopt([said])
    assert store.link(link.id).decisions == (said,)
    assert [k.decisions for k in store.links(subjects=[link.subject]) if k.id == link.id] == [
        (said,)
    ]

    store.relink(MARLBURY, story.links)
    assert store.link(link.id).state == "rejected"


def test_replacing_a_paper_by_itself_keeps_its_links(store: Store) -> None:
    """A paper loaded again, to the same records, loses no link meanwhile."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    before = store.links()
    load(store, story.letter)

    assert store.links() == before
