"""Gaps around actions that inspectors tell of, in a story of Marlbury."""

from __future__ import annotations

from graph.questions.gaps import Gap, gaps
from graph.store.base import Store
from tests.builders import a_link, a_story, load

ASKED_OF_PLANS = {"no_owner", "no_due_date", "no_evidence", "claimed_without_evidence"}


def found(store: Store, record: str) -> dict[str, Gap]:
    """Gaps of one record by rule."""
    return {gap.rule: gap for gap in gaps(store, today="2024-01-01") if gap.subject == record}


def test_a_letter_owes_no_owner_date_or_evidence(store: Store) -> None:
    """The same bare action is asked about in a plan, and not where inspectors tell of it."""
    story = a_story()
    told = story.letter.action("Leaders have begun a clinic.", voice="inspector", status="done")
    begun = story.letter.action("A hub is being built.", voice="inspector", status="under_way")
    own = story.plan.action("Begin a third clinic for all.", status="under_way")
    load(store, *story.papers, links=story.links)

    assert not ASKED_OF_PLANS & set(found(store, told.id))
    assert not ASKED_OF_PLANS & set(found(store, begun.id))
    assert set(found(store, own.id)) >= {"no_owner", "no_due_date", "no_evidence"}


def test_a_date_that_inspectors_print_passes(store: Store) -> None:
    """An action told with a date by which is overdue when that has passed."""
    story = a_story()
    told = story.letter.action(
        "The council plans to open a hub.", voice="inspector", status="planned", due="2021-12-31"
    )
    load(store, *story.papers, links=story.links)

    assert set(found(store, told.id)) == {"overdue"}


def test_an_action_told_does_not_ease_a_concern_without_action(store: Store) -> None:
    """A proposal from a letter leaves 'no action' as grave as it was; one from a plan eases it."""
    story = a_story()
    first = story.report.concern("The quality of plans for children.")
    second = story.report.concern("The use of chronologies.")
    told = story.letter.action("Leaders have revised plans.", voice="inspector", status="done")
    own = story.plan.action("Train staff in chronologies.")
    links = [a_link(told, "respondsTo", first), a_link(own, "respondsTo", second)]
    load(store, *story.papers, links=[*story.links, *links])

    assert found(store, first.id)["no_action"].severity == "medium"
    assert found(store, second.id)["no_action"].severity == "low"


def test_what_inspectors_told_of_is_contradicted_only_by_its_own_comments(store: Store) -> None:
    """A later 'not enough' counts where it speaks of the action, not where of its concern."""
    story = a_story()
    told = story.report.action("Leaders have opened a clinic.", voice="inspector", status="done")
    other = story.report.action("Leaders have hired nurses.", voice="inspector", status="done")
    weak = story.letter.comment("The clinic is not yet enough.", polarity="weakness")
    links = [
        a_link(weak, "commentsOn", told, progress="insufficient"),
        a_link(weak, "commentsOn", story.concern, progress="insufficient"),
        a_link(other, "respondsTo", story.concern),
    ]
    load(store, *story.papers, links=[*story.links, *links])

    gap = found(store, told.id)["done_but_contradicted"]
    assert "inspectors told of it as done" in gap.why
    assert "done_but_contradicted" not in found(store, other.id)


def test_a_comment_on_an_action_told_takes_no_weakness_up(store: Store) -> None:
    """A later weakness stays uncovered where it only speaks of an action that inspectors told."""
    story = a_story()
    weak = story.letter.comment("Placements break down too often.", polarity="weakness")
    told = story.letter.action("Leaders have begun a review.", voice="inspector", status="done")
    load(store, *story.papers, links=[*story.links, a_link(weak, "commentsOn", told)])

    assert found(store, weak.id)["uncovered_comment"].severity == "medium"
