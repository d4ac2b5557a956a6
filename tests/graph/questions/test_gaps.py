"""What is missing or contradicted."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from graph.decisions.review import review
from graph.questions.answers import documents_of, gap_rows
from graph.questions.gaps import GAPS, SEVERITIES, Gap, gaps
from graph.questions.matrix import matrix
from graph.records import Link
from graph.store.base import Store
from tests.builders import MARLBURY, PaperBuilder, Story, a_link, a_paper, a_story, load

TODAY = "2022-01-01"
RULES = {
    *("no_action", "no_owner", "no_due_date", "no_evidence", "overdue", "planned_only", "slipped"),
    *("claimed_without_evidence", "no_later_comment", "done_but_contradicted", "recurring"),
    *("uncovered_comment", "quote_altered"),
}


def found(store: Store, rule: str, *, today: str = TODAY) -> list[Gap]:
    """Gaps of one rule."""
    return gaps(store, rules=[rule], today=today)


def gaps_of(store: Store, subject: str) -> list[Gap]:
    """Gaps of every rule about one record."""
    return [gap for gap in gaps(store, today=TODAY) if gap.subject == subject]


def tell(
    store: Store, story: Story, *papers: PaperBuilder, links: Iterable[Link] = (), leave: str = ""
) -> None:
    """Load a story with more papers and links, but without those of one relation."""
    kept = [link for link in story.links if link.relation != leave]
    load(store, *story.papers, *papers, links=[*kept, *links])


def test_the_rules_are_those_of_the_interface() -> None:
    """Each rule of the interface is there once."""
    names = [rule.name for rule in GAPS]
    assert set(names) == RULES
    assert len(names) == len(RULES)


def test_a_story_without_a_gap_has_none(store: Store) -> None:
    """An answered, owned, dated, evidenced and commented concern is not reported."""
    tell(store, a_story())
    assert gaps(store, today="2020-07-01") == []


def test_a_concern_without_an_action_is_reported(store: Store) -> None:
    """With its words, and the paper they stand in."""
    story = a_story()
    tell(store, story, leave="respondsTo")
    (gap,) = found(store, "no_action")

    assert (gap.subject, gap.severity) == (story.concern.id, "medium")
    (row,) = gap_rows([gap], documents_of(store))
    assert set(row) >= {"rule", "severity", "authority", "subject", "text", "why", "quotes"}
    assert row["quotes"][0]["text"] == story.concern.text
    assert row["quotes"][0]["file"] == "report.pdf"


def test_a_proposal_does_not_close_a_gap(store: Store) -> None:
    """It stays a gap, says that a proposal waits, and closes when a person confirms it."""
    story = a_story()
    proposal = a_link(story.action, "respondsTo", story.concern)
    tell(store, story, links=[proposal], leave="respondsTo")
    (gap,) = found(store, "no_action")
    assert gap.proposed == (proposal.id,)
    assert "Only 1 proposed link would close it" in gap.why

    review(store, proposal.id, state="confirmed", by="R. Reviewer", reason="it names it")
    assert found(store, "no_action") == []


def test_what_others_answer_is_not_lacking(store: Store) -> None:
    """Concerns that restate another and those for another body need no answer here."""
    report = a_paper("report.pdf", visit="2020-01-31")
    report.concern("The board's strategy.", addressed_to="lscb")
    concern = report.concern("The quality of plans.")
    paper = a_paper("committee.docx", published="2020-09-01")
    again = paper.concern("Quality of plans.", kind="self_identified")
    load(store, report, paper, links=[a_link(again, "restates", concern)])

    assert [gap.subject for gap in found(store, "no_action")] == [concern.id]
    assert [gap.subject for gap in found(store, "no_later_comment")] == [concern.id]


def test_what_answers_the_whole_answers_its_parts(store: Store) -> None:
    """Sub-points are answered with the whole, and the whole by the answer to a sub-point."""
    report = a_paper("report.pdf", visit="2020-01-31")
    whole = report.concern("Plans, including:")
    part, other = (report.concern(words, parent=whole.id) for words in ("quality", "timeliness"))
    plan = a_paper("plan.xlsx", published="2020-06")
    action = plan.action("Train everyone.")
    links = [a_link(action, "respondsTo", part, basis="stated", document=plan.document.id)]
    load(store, report, plan, links=links)

    assert [gap.subject for gap in found(store, "no_action")] == [other.id]
    load(store, links=[a_link(action, "respondsTo", whole, basis="stated")])
    assert found(store, "no_action") == []


def test_an_action_lacks_what_its_paper_does_not_say(store: Store) -> None:
    """Owner, date and evidence are asked of every action that still counts."""
    plan = a_paper("plan.xlsx", published="2020-06")
    bare = plan.action("Write a policy.", due_printed="Ongoing")
    plan.action("Write another.", status="superseded")
    done = plan.action("Write a third.", status="done", owner="Head of Policy")
    planned = plan.action(
        "Write a fourth.", status="planned", owner="Head of Policy", due="2020-12"
    )
    load(store, plan)

    assert [gap.subject for gap in found(store, "no_owner")] == [bare.id]
    (undated,) = found(store, "no_due_date")
    assert undated.subject == bare.id
    assert "“Ongoing”" in undated.why
    assert [gap.subject for gap in found(store, "no_evidence")] == [bare.id, done.id]
    assert [gap.subject for gap in found(store, "overdue")] == [planned.id]


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        ("2020-12-31", "2020-12-31", False),
        ("2020-12-31", "2021-01-01", True),
        ("2020-12", "2020-12-31", False),
        ("2020-12", "2021-01-01", True),
        ("2020", "2020-12-31", False),
    ],
)
def test_an_action_is_overdue_from_the_day_after(
    store: Store, due: str, today: str, late: bool
) -> None:
    """A date known to the month or year has passed when the month or year has."""
    tell(store, a_story(due=due))
    assert bool(found(store, "overdue", today=today)) is late


def test_a_done_action_is_not_overdue(store: Store) -> None:
    """The latest paper decides."""
    story = a_story(due="2020-07")
    later = a_paper("plan-2.xlsx", published="2021-03-01")
    later.action(story.action.text, status="done", due="2020-07")
    tell(store, story, later)
    assert found(store, "overdue") == []


def test_a_concern_with_plans_only_is_reported(store: Store) -> None:
    """Until one action at least has begun."""
    story = a_story(status="planned")
    tell(store, story)
    (gap,) = found(store, "planned_only")
    assert [quote.text for quote in gap.quotes] == [story.concern.text, story.action.text]

    begun = a_paper("plan-2.xlsx", published="2021-03-01")
    begun.action(story.action.text, status="under_way")
    load(store, begun)
    assert found(store, "planned_only") == []


def test_done_is_a_claim_until_borne_out(store: Store) -> None:
    """Evidence at hand or an inspector bears it out; an outcome that is only claimed does not."""
    story = a_story(status="done")
    claimed = story.plan.evidence("Outcomes are better.", status="claimed", kind="claimed_outcome")
    offer = a_link(story.action, "evidencedBy", claimed, basis="stated")
    tell(store, story, links=[offer], leave="evidencedBy")
    assert [gap.subject for gap in found(store, "claimed_without_evidence")] == [story.action.id]

    praise = a_link(story.comment, "commentsOn", story.action, progress="improved", basis="stated")
    tell(store, story, links=[offer, praise], leave="evidencedBy")
    assert found(store, "claimed_without_evidence") == []


def test_no_later_comment_tells_what_later_visits_held(store: Store) -> None:
    """A visit that says nothing is named; without later visits the gap is a small one."""
    story = a_story()
    tell(store, story, leave="commentsOn")
    (gap,) = found(store, "no_later_comment")
    assert (gap.severity, gap.subject) == ("medium", story.concern.id)
    assert "2021-06-30: no comment found" in gap.why

    store.forget(story.letter.document.id)
    (gap,) = found(store, "no_later_comment")
    assert (gap.severity, gap.why) == ("low", "No paper of a later visit is held.")


def test_others_words_are_no_comment_of_inspectors(store: Store) -> None:
    """What the authority says that inspectors said leaves the gap open, and says so."""
    story = a_story()
    update = a_paper("update.docx", published="2021-10-01")
    said = update.comment("Ofsted praised our clinic.", voice="reported_by_authority")
    second_hand = a_link(said, "commentsOn", story.concern, progress="improved", basis="stated")
    tell(store, story, update, links=[second_hand], leave="commentsOn")
    (gap,) = found(store, "no_later_comment")

    assert "is no comment of inspectors" in gap.why


def test_a_concern_that_comes_back_is_reported(store: Store) -> None:
    """With the words of both visits."""
    story = a_story()
    new = a_paper("new.pdf", visit="2023-05-01")
    again = new.concern("Health assessments are late.")
    tell(store, story, new, links=[a_link(again, "recursFrom", story.concern, basis="stated")])
    (gap,) = found(store, "recurring")

    assert gap.subject == again.id
    assert [quote.text for quote in gap.quotes] == [again.text, story.concern.text]
    assert "2023-05-01, and before on 2020-01-31" in gap.why


def test_a_return_that_is_only_proposed_is_no_fact(store: Store) -> None:
    """It says so in its text as well, and becomes a fact when a person confirms it."""
    story = a_story()
    new = a_paper("new.pdf", visit="2023-05-01")
    again = new.concern("Health assessments are late.")
    link = a_link(again, "recursFrom", story.concern)
    tell(store, story, new, links=[link])
    (gap,) = found(store, "recurring")

    assert (gap.severity, gap.proposed) == ("low", (link.id,))
    assert gap.text == "Inspectors may have raised this before."
    assert "nobody has confirmed" in gap.why

    review(store, link.id, state="confirmed", by="R. Reviewer", reason="the same matter")
    (gap,) = found(store, "recurring")
    assert (gap.severity, gap.text) == ("high", "Inspectors raised this before.")


def test_an_authority_raises_nothing_again(store: Store) -> None:
    """What it writes over a part of its own paper is no return, whatever links to it."""
    story = a_story()
    heading = story.plan.concern("Health assessments", kind="self_identified")
    links = [a_link(heading, "recursFrom", story.concern, basis="stated")]
    tell(store, story, links=links)

    assert found(store, "recurring") == []


def test_a_return_leaves_the_earlier_concern_as_it_was(store: Store) -> None:
    """A concern that was resolved stays resolved when inspectors raise the matter again."""
    story = a_story(progress="resolved")
    new = a_paper("new.pdf", visit="2023-05-01")
    again = new.concern("Health assessments are late.")
    tell(store, story, new)
    before = matrix(store, MARLBURY).rows[0], gaps_of(store, story.concern.id)
    tell(store, story, new, links=[a_link(again, "recursFrom", story.concern, basis="stated")])

    assert (matrix(store, MARLBURY).rows[0], gaps_of(store, story.concern.id)) == before
    assert before[0].cells[0].progress == "resolved"


def test_the_gravest_gaps_come_first(store: Store) -> None:
    """By severity, then in the order of the rules."""
    story = a_story(progress="insufficient", status="done", owner=None)
    proposal = a_link(story.evidence, "quotes", story.basis)
    tell(store, story, links=[proposal], leave="evidencedBy")
    told = [(gap.severity, gap.rule) for gap in gaps(store, today=TODAY)]
    names = [rule.name for rule in GAPS]

    assert told[0] == ("high", "done_but_contradicted")
    assert {severity for severity, _ in told} == {"high", "medium"}
    assert told == sorted(told, key=lambda t: (SEVERITIES.index(t[0]), names.index(t[1])))


def test_an_altered_quotation_is_reported(store: Store) -> None:
    """With what was altered, and both wordings; a faithful one is not."""
    story = a_story()
    news = a_paper("news.html", published="2021-08-01")
    altered, faithful = (
        news.comment(words, voice="inspector_quoted")
        for words in ("Health assessments are timely.", "Health assessments are more timely!")
    )
    reasons = ("prints the same words (94 of 100 alike)", "altered: 'more' left out")
    links = [
        a_link(altered, "quotes", story.comment, basis="stated", reasons=reasons),
        a_link(faithful, "quotes", story.comment, basis="stated", reasons=reasons[:1]),
    ]
    tell(store, story, news, links=links)
    (gap,) = found(store, "quote_altered")

    assert (gap.subject, gap.why) == (altered.id, "altered: 'more' left out")
    assert [quote.text for quote in gap.quotes] == [altered.text, story.comment.text]


@pytest.mark.parametrize(
    ("due", "printed", "slips"),
    [
        ("2021-06-30", "30 June 2021", True),
        ("2021-06-30", "30 June 2021 (extended because of staff sickness)", False),
        ("2020-12", "December 2020", False),
        ("2020-11-30", "30 November 2020", False),
    ],
)
def test_a_date_moved_without_a_word_is_reported(
    store: Store, due: str, printed: str, slips: bool
) -> None:
    """A later date needs a reason beside it; a less exact or an earlier one is no move."""
    story = a_story(due="2020-12-31")
    later = a_paper("plan-2.xlsx", published="2021-03-01")
    later.action(story.action.text, due=due, due_printed=printed)
    tell(store, story, later)

    assert bool(found(store, "slipped")) is slips


def test_gaps_of_one_authority_are_its_own(store: Store) -> None:
    """Another authority's gaps are not among them."""
    ours, theirs = a_paper("a.pdf"), a_paper("b.pdf", authority="Marlshire Borough")
    ours.concern("Ours.")
    foreign = theirs.concern("Theirs.")
    load(store, ours, theirs)

    only = gaps(store, authority="Marlshire Borough", rules=["no_action"], today=TODAY)
    assert [gap.subject for gap in only] == [foreign.id]
    assert len(gaps(store, rules=["no_action"], today=TODAY)) == 2
