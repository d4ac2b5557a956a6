"""The chain of one concern."""

from __future__ import annotations

import pytest

from graph.decisions.review import review
from graph.questions.answers import chain_json
from graph.questions.trace import OF_THE_WHOLE, UNDECIDED, Chain, trace
from graph.records import Link
from graph.store.base import Store
from graph.visits import NOT_HELD, NOTHING_FOUND
from ontology.errors import UnknownRecordError
from tests.builders import PaperBuilder, Story, a_document, a_link, a_paper, a_story, load

KEYS = {
    *("concern", "basis", "restated", "recommendations", "actions", "comments", "silent", "gaps"),
    *("earlier", "later"),
}


def chain_of(
    store: Store, story: Story, *papers: PaperBuilder, links: tuple[Link, ...] = ()
) -> Chain:
    """Load a story with more papers and links, and trace its concern."""
    load(store, *story.papers, *papers, links=[*story.links, *links])
    return trace(store, story.concern.id, today="2021-12-31")


def test_a_chain_holds_every_step_with_its_link(store: Store) -> None:
    """From the concern to what it rests on, actions, owners, evidence and later comments."""
    story = a_story(progress="improved")
    chain = chain_of(store, story)

    assert chain.concern == story.concern
    assert [step.record for step in chain.basis] == [story.basis]
    (action,) = chain.actions
    assert (action.record, action.link.relation) == (story.action, "respondsTo")
    assert action.record.owners[0].name == "Head of Health"
    assert [(s.status, s.on) for s in action.history] == [("under_way", "2020-06-01")]
    assert [step.record for step in action.evidence] == [story.evidence]
    (comment,) = chain.comments
    assert (comment.record, comment.progress, comment.date) == (
        story.comment,
        "improved",
        "2021-06-30",
    )
    assert chain.silent == ()


def test_the_json_of_a_chain_has_every_key_of_the_interface(store: Store) -> None:
    """Records are as in list, and each step has its link."""
    story = a_story()
    told = chain_json(chain_of(store, story))

    assert set(told) == KEYS
    (action,) = told["actions"]
    assert action["addresses"] == [story.concern.id]
    assert action["history"][0]["on"] == "2020-06-01"
    assert action["evidence"][0]["link"]["relation"] == "evidencedBy"
    assert told["comments"][0]["link"]["state"] == "stated"
    assert told["comments"][0]["date"] == "2021-06-30"
    assert told["concern"]["quote"] == {
        "start": story.concern.quote.start,
        "end": story.concern.quote.end,
    }


def test_comments_on_an_action_stand_with_the_action(store: Store) -> None:
    """A comment on what was done is shown there, with its own word for progress."""
    story = a_story()
    praise = story.letter.comment("The second clinic is well used.")
    link = a_link(praise, "commentsOn", story.action, progress="improved")
    (action,) = chain_of(store, story, links=(link,)).actions

    assert [(step.record, step.progress) for step in action.comments] == [(praise, "improved")]


def test_a_rejected_link_is_in_no_chain(store: Store) -> None:
    """What a person rejected is gone from the chain, and the visit is silent."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    (link,) = store.links(relation="commentsOn")
    review(store, link.id, state="rejected", by="R. Reviewer", reason="another clinic")
    chain = trace(store, story.concern.id)

    assert chain.comments == ()
    assert [(s.document, s.why) for s in chain.silent] == [
        (story.letter.document.id, NOTHING_FOUND)
    ]


def test_only_settled_leaves_proposals_out(store: Store) -> None:
    """Proposals are in the whole chain, marked by their state, and not in the settled one."""
    story = a_story()
    more = story.plan.action("Text parents a reminder.")
    load(store, *story.papers, links=[*story.links, a_link(more, "respondsTo", story.concern)])

    states = {s.record.id: s.link.state for s in trace(store, story.concern.id).actions}
    assert states == {story.action.id: "stated", more.id: "proposed"}
    settled = trace(store, story.concern.id, only="settled")
    assert [step.record for step in settled.actions] == [story.action]
    with pytest.raises(ValueError, match="'all' or 'settled'"):
        trace(store, story.concern.id, only="proposed")


def test_a_visit_whose_comments_are_undecided_is_not_called_silent(store: Store) -> None:
    """Without proposals the chain says of the visit that its comments wait for a decision."""
    story = a_story(progress="improved")
    settled_links = [link for link in story.links if link.relation != "commentsOn"]
    proposal = a_link(story.comment, "commentsOn", story.concern, progress="improved")
    load(store, *story.papers, links=[*settled_links, proposal])

    settled = trace(store, story.concern.id, only="settled")

    assert [one.why for one in settled.silent] == [UNDECIDED]
    assert trace(store, story.concern.id).silent == ()


def test_a_restated_concern_hands_nothing_over(store: Store) -> None:
    """What answers a restatement is not inherited; the restatement itself is shown."""
    story = a_story()
    paper = a_paper("committee.docx", published="2020-09-01")
    again = paper.concern("Timely health assessments.", kind="self_identified")
    answer = paper.action("Set up a panel.")
    links = (a_link(again, "restates", story.concern), a_link(answer, "respondsTo", again))
    chain = chain_of(store, story, paper, links=links)

    assert [step.record for step in chain.restated] == [again]
    assert [step.record for step in chain.actions] == [story.action]
    back = trace(store, again.id)
    assert [(s.record, s.link.subject) for s in back.restated] == [(story.concern, again.id)]
    assert [step.record for step in back.actions] == [answer]


def test_recommendations_and_returning_concerns_are_in_the_chain(store: Store) -> None:
    """What was recommended, what the concern is a return of, and what is a return of it."""
    story = a_story()
    old = a_paper("old.pdf", visit="2015-05-01")
    before = old.concern("Delays in health assessments.")
    new = a_paper("new.pdf", visit="2024-05-01")
    after = new.concern("Health assessments are late again.")
    advice = story.report.concern("Ask the health trust for a plan.", kind="recommendation")
    links = (
        a_link(advice, "recommendedFor", story.concern, basis="stated"),
        a_link(story.concern, "recursFrom", before),
        a_link(after, "recursFrom", story.concern),
    )
    chain = chain_of(store, story, old, new, links=links)

    assert [step.record for step in chain.recommendations] == [advice]
    assert [step.record for step in chain.earlier] == [before]
    assert [step.record for step in chain.later] == [after]


def test_sub_points_and_the_whole_share_a_chain(store: Store) -> None:
    """The whole shows what its sub-points have, and a sub-point shows what the whole has."""
    story = a_story()
    part, other = (
        story.report.concern(words, parent=story.concern.id)
        for words in ("Initial ones.", "Reviews.")
    )
    answer = story.plan.action("Book initial assessments at once.")
    said = story.letter.comment("Initial assessments are still late.")
    links = (
        a_link(answer, "respondsTo", part),
        a_link(said, "commentsOn", part, progress="insufficient"),
    )
    whole = chain_of(store, story, links=links)

    assert {s.record.id: s.link.object for s in whole.actions} == {
        story.action.id: story.concern.id,
        answer.id: part.id,
    }
    of_the_other = trace(store, other.id)
    assert [step.record for step in of_the_other.actions] == [story.action]
    assert [s.link.object for s in of_the_other.comments] == [story.concern.id]
    assert [s.why for s in of_the_other.silent] == [OF_THE_WHOLE]


def test_a_record_with_two_links_is_one_step_by_the_nearer(store: Store) -> None:
    """An action that answers the concern and a sub-point is shown once, by the concern's link."""
    story = a_story()
    part = story.report.concern("Initial ones.", parent=story.concern.id)
    chain = chain_of(store, story, links=(a_link(story.action, "respondsTo", part),))

    assert [s.link.object for s in chain.actions] == [story.concern.id]
    assert [s.link.object for s in trace(store, part.id).actions] == [part.id]


def test_each_kind_of_silence_says_what_it_is(store: Store) -> None:
    """Nothing found, and a paper that is not held, are told apart; earlier visits do not count."""
    story = a_story()
    load(store, *story.papers, links=story.links[:3])
    before = a_paper("before.pdf", visit="2019-01-01")
    before.comment("Nothing to do with it.")
    missing = PaperBuilder(a_document("missing", visit="2022-07-01", held=False))
    load(store, before, missing)
    chain = trace(store, story.concern.id)

    assert [(s.date, s.why) for s in chain.silent] == [
        ("2021-06-30", NOTHING_FOUND),
        ("2022-07-01", NOT_HELD),
    ]


def test_two_copies_of_a_letter_are_one_visit(store: Store) -> None:
    """A visit that speaks in one copy of its letter is not silent in the other."""
    story = a_story()
    copy = a_paper("letter copy.pdf", visit="2021-06-30", kind="monitoring_visit")
    copy.comment("Page one only.")

    assert chain_of(store, story, copy).silent == ()


def test_the_past_is_shown_as_it_was(store: Store) -> None:
    """Papers, statuses, links and decisions after the date are left out."""
    story = a_story()
    later = a_paper("plan-2.xlsx", kind="improvement_plan", published="2021-03-01")
    later.action(story.action.text, status="done", owner="Head of Health", rating="BLUE")
    load(store, *story.papers, later, links=story.links)
    (link,) = store.links(relation="respondsTo")
    decided = {"by": "R. Reviewer", "reason": "no", "at": "2021-02-01T10:00:00+00:00"}
    review(store, link.id, state="rejected", **decided)

    then = trace(store, story.concern.id, as_of="2020-12")
    assert [(s.record.status, s.link.state, len(s.history)) for s in then.actions] == [
        ("under_way", "stated", 1)
    ]
    assert (then.comments, then.silent) == ((), ())
    assert trace(store, story.concern.id, as_of="2021-04-01").actions == ()
    with pytest.raises(UnknownRecordError, match="up to 2019"):
        trace(store, story.concern.id, as_of="2019")


def test_only_concerns_have_a_chain(store: Store) -> None:
    """Tracing another kind of record says what it is."""
    story = a_story()
    load(store, *story.papers)
    with pytest.raises(UnknownRecordError, match="is no concern but a record of kind action"):
        trace(store, story.action.id)


def test_the_gaps_of_a_chain_are_those_of_its_concern_and_actions(store: Store) -> None:
    """Each gap names the record it is about; other concerns' gaps are not among them."""
    story = a_story(due=None, owner=None)
    story.report.concern("Another concern altogether.")
    chain = chain_of(store, story)

    assert {(gap.rule, gap.subject) for gap in chain.gaps} == {
        ("no_owner", story.action.id),
        ("no_due_date", story.action.id),
    }
