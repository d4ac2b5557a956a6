"""The queue of links that wait for a person, and what it says that a decision would change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.decisions.queue import NOTHING, Waiting, queue, waiting
from graph.questions.facts import Facts, facts_of
from graph.questions.gaps import Gap, find_gaps
from graph.records import Link
from graph.store.base import Store, View
from tests.builders import MARLBURY, a_link, a_paper, a_story, load

TODAY = "2024-01-01"


def a_queue(store: Store, **options: str) -> list[Waiting]:
    """The queue of today."""
    return queue(store, today=TODAY, **options)


def told(one: Waiting) -> set[tuple[str, str, str]]:
    """Decision, effect and rule of each change."""
    return {(change.decision, change.effect, change.rule) for change in one.changes}


def test_a_contradiction_comes_before_a_likelier_link(store: Store) -> None:
    """First what shows a claim contradicted, then what closes a gap, then what does neither."""
    story = a_story(status="done")
    against = a_link(story.comment, "commentsOn", story.action, progress="insufficient", score=0.4)
    other = story.report.concern("The training of foster carers.")
    answer = a_link(story.action, "respondsTo", other, score=0.6)
    second = story.report.comment("Carers wait.")
    idle = a_link(second, "underlies", other, score=0.9)
    load(store, *story.papers, links=[*story.links, against, answer, idle])
    found = a_queue(store)

    assert [one.link.id for one in found] == [against.id, answer.id, idle.id]
    assert told(found[0]) >= {("confirmed", "makes_certain", "done_but_contradicted")}
    assert told(found[1]) == {("confirmed", "closes", "no_action")}
    assert found[1].changes[0].text == (
        "Confirming it closes the gap “No action” about “The training of foster carers.”."
    )
    assert (found[2].changes, found[2].rank) == ((), NOTHING)


def test_a_link_that_needs_another_says_so(store: Store) -> None:
    """Where both the answer and the comment are proposals, neither alone makes it certain."""
    story = a_story(status="done")
    links = [link for link in story.links if link.relation in ("evidencedBy", "underlies")]
    answer = a_link(story.action, "respondsTo", story.concern)
    against = a_link(story.comment, "commentsOn", story.concern, progress="insufficient")
    load(store, *story.papers, links=[*links, answer, against])

    for one in a_queue(store):
        assert ("confirmed", "bears_on", "done_but_contradicted") in told(one)
        assert any("with one link more" in change.text for change in one.changes)


def test_others_words_do_not_come_first(store: Store) -> None:
    """A claim contradicted by what the press reports weighs no more than another gap."""
    story = a_story(status="done")
    press = a_paper("press.html", kind="press", published="2023-01")
    said = press.comment("Ofsted said it is too slow.", voice="press_paraphrase")
    link = a_link(said, "commentsOn", story.action, progress="insufficient")
    load(store, *story.papers, press, links=[*story.links, link])
    (one,) = a_queue(store)

    assert one.rank > 1
    assert "by others' words only" in one.changes[0].text


def test_a_planned_answer_opens_a_gap(store: Store) -> None:
    """Confirming it closes one gap and opens another, and both are said."""
    story = a_story(status="planned")
    answer = a_link(story.action, "respondsTo", story.concern)
    links = [link for link in story.links if link.relation != "respondsTo"]
    load(store, *story.papers, links=[*links, answer])
    (one,) = a_queue(store)

    assert told(one) == {
        ("confirmed", "closes", "no_action"),
        ("confirmed", "opens", "planned_only"),
    }


def test_rejecting_a_restatement_makes_a_concern(store: Store) -> None:
    """A heading that does not repeat a concern is one that must be answered."""
    story = a_story()
    heading = story.plan.concern("Assessments", kind="self_identified")
    load(store, *story.papers, links=[*story.links, a_link(heading, "restates", story.concern)])
    (one,) = a_queue(store)

    assert told(one) == {("rejected", "opens", "no_action")}


def test_the_queue_can_be_asked_in_part(store: Store) -> None:
    """By relation and by authority; what is decided is no longer in it."""
    story = a_story()
    links = [
        a_link(story.comment, "commentsOn", story.action),
        a_link(story.action, "respondsTo", story.report.concern("The quality of plans.")),
    ]
    load(store, *story.papers, links=[*story.links, *links])

    assert [one.link.id for one in a_queue(store, relation="commentsOn")] == [links[0].id]
    assert len(a_queue(store, authority=MARLBURY)) == 2
    assert a_queue(store, authority="Marlshire Borough") == []


def gaps_after(view: View, decided: Link, state: str) -> tuple[set[tuple[str, str]], list[Gap]]:
    """Rule and subject of every gap if one link were decided so."""
    facts = facts_of(view, MARLBURY, today=TODAY)
    links = [replace(k, state=state) if k.id == decided.id else k for k in facts.links]
    found = find_gaps(
        Facts(
            records=facts.records,
            links=links,
            history=facts.history,
            documents=facts.documents,
            today=TODAY,
        )
    )
    return {(gap.rule, gap.subject) for gap in found}, found


def a_tangle(store: Store) -> None:
    """Load a story in which every rule with proposals has something to say."""
    story = a_story(status="done")
    planned = story.plan.action("Write a plan.", status="planned")
    begun = story.plan.action("Begin at once.")
    other = story.report.concern("The training of foster carers.")
    heading = story.plan.concern("Assessments", kind="self_identified")
    new = a_paper("new.pdf", visit="2022-05-01", kind="focused_visit")
    again = new.concern("Assessments are late again.")
    slow = new.comment("Assessments are far too slow.")
    links = [
        a_link(slow, "commentsOn", story.concern, progress="insufficient"),
        a_link(slow, "commentsOn", story.action, progress="insufficient"),
        a_link(planned, "respondsTo", other),
        a_link(begun, "respondsTo", again, basis="stated"),
        a_link(begun, "respondsTo", story.concern),
        a_link(story.action, "respondsTo", other),
        a_link(heading, "restates", other),
        a_link(again, "recursFrom", story.concern),
        a_link(begun, "evidencedBy", story.evidence),
        a_link(story.comment, "commentsOn", other, progress="improved"),
        a_link(story.comment, "commentsOn", story.action, progress="improved"),
    ]
    load(store, *story.papers, new, links=[*story.links, *links])


def test_what_the_queue_says_is_what_happens(store: Store) -> None:
    """For every proposal, the gaps that open and close are those that it names, and no others."""
    a_tangle(store)
    found = list(waiting(facts_of(store, MARLBURY, today=TODAY)))
    assert len(found) == 10
    for one in found:
        before, _ = gaps_after(store, one.link, "proposed")
        after, _ = gaps_after(store, one.link, "confirmed")
        named = {
            effect: {(c.rule, c.subject) for c in one.changes if c.effect == effect}
            for effect in ("closes", "opens")
        }
        opened = {
            (c.rule, c.subject)
            for c in one.changes
            if (c.effect, c.decision) == ("opens", "confirmed")
        }
        assert before - after == named["closes"], one.link.relation
        assert after - before == opened, one.link.relation


@pytest.mark.parametrize(("effect", "certain"), [("makes_certain", True), ("bears_on", False)])
def test_certain_is_what_rests_on_no_proposal(store: Store, effect: str, certain: bool) -> None:
    """A gap that a link is said to make certain names no proposal any more; another one does."""
    a_tangle(store)
    loose = a_paper("loose.pdf", visit="2023-05-01", kind="focused_visit")
    slow = loose.comment("The training of carers is poor.")
    carers = next(c for c in facts_of(store, MARLBURY, today=TODAY).concerns if "carers" in c.text)
    links = [*store.links(), a_link(slow, "commentsOn", carers, progress="insufficient")]
    load(store, loose, links=links)
    seen = 0
    for one in waiting(facts_of(store, MARLBURY, today=TODAY)):
        for change in one.changes:
            if change.effect == effect:
                seen += 1
                _, after = gaps_after(store, one.link, "confirmed")
                (gap,) = (g for g in after if (g.rule, g.subject) == (change.rule, change.subject))
                assert (gap.proposed == ()) is certain
    assert seen
