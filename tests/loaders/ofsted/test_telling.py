"""Actions in the findings of inspectors, in readings made up about Marlbury."""

from __future__ import annotations

from graph.records import Paper
from loaders.ofsted import visit_letter
from tests.loaders.ofsted.test_visit_letter import END, FOCUSED

TOLD = "The director of children’s services has appointed three senior practitioners."


def _letter(make_reading, *sentences: str) -> Paper:
    reading = make_reading([*FOCUSED, "# Findings", " ".join(sentences), *END])
    return visit_letter.load(reading, "focused_visit")


def test_an_action_told_stays_a_comment(make_reading) -> None:
    """A sentence that tells of an action gives the action and stays a comment, both quoted."""
    paper = _letter(make_reading, TOLD, "Social workers visit children regularly.")

    (action,) = paper.actions
    assert (action.text, action.status, action.voice) == (TOLD, "done", "inspector")
    assert TOLD in [comment.text for comment in paper.comments]
    assert paper.text[action.quote.start : action.quote.end] == TOLD


def test_only_a_post_or_body_is_an_owner(make_reading) -> None:
    """A post that is named owns what it did; leaders name nobody."""
    paper = _letter(make_reading, TOLD, "Leaders have introduced a daily huddle in the hub.")

    owners = [[owner.name for owner in action.owners] for action in paper.actions]
    assert owners == [["director of children’s services"], []]


def test_a_date_that_is_printed_is_due(make_reading) -> None:
    """What is planned by a printed date is due on it."""
    paper = _letter(make_reading, "The council plans to open a second hub by March 2023.")

    (action,) = paper.actions
    assert (action.status, action.due_printed) == ("planned", "by March 2023")
