"""Actions that inspectors tell of: what they answer, and the sentences that judge them."""

from __future__ import annotations

from typing import Any

from graph.ids import make_id
from graph.quotes import Quote
from graph.records import Action, Comment
from ontology.themes import themes_in
from tests.builders import PaperBuilder, a_paper
from tests.graph.linking.writing import asks, between, does, letter, linked, report, says

CONCERN = "The quality and timeliness of life-story work."


def told(paper: PaperBuilder, said: Comment, words: str, **facts: Any) -> Action:
    """Tell of an action within a comment, with these words of it."""
    start = said.quote.start + said.text.index(words)
    quote = Quote(
        document=paper.document.id, text=words, start=start, end=start + len(words), page=1
    )
    action = Action(
        id=make_id("action", paper.document.id, words),
        authority=paper.document.authority,
        quote=quote,
        themes=themes_in(words),
        **{"status": "done", "voice": "inspector", **facts},
    )
    paper.records.append(action)
    return action


def test_an_action_told_answers_what_its_sentence_speaks_of() -> None:
    """An action told in a later letter is proposed to answer an earlier concern, never stated."""
    first, later = report(), letter()
    asked = asks(first, CONCERN)
    (said,) = says(
        later,
        "The introduction of two coordinators has improved the quality of life-story work.",
        polarity="improving",
    )
    action = told(later, said, "The introduction of two coordinators")

    link = between(linked(first, later), action, asked, "respondsTo")

    assert link is not None and link.state == "proposed" and link.reasons


def test_a_sentence_judges_the_action_it_tells_of() -> None:
    """The rest of the sentence, and the next one that points back, comment on the action."""
    later = letter()
    said = says(
        later,
        "The introduction of two coordinators has improved life-story work for many children.",
        "This is not yet embedded in all teams.",
        "Children are seen alone.",
    )
    action = told(later, said[0], "The introduction of two coordinators")

    links = linked(later)

    for comment in said[:2]:
        link = between(links, comment, action, "commentsOn")
        assert link is not None and link.state == "proposed"
    assert between(links, said[2], action) is None


def test_a_sentence_that_is_all_action_judges_nothing() -> None:
    """A sentence that says no more than the action is no comment on it."""
    later = letter()
    (said,) = says(later, "Leaders have introduced a daily tracker for life-story work.")
    action = told(later, said, said.text)

    assert between(linked(later), said, action) is None


def test_a_lack_points_at_no_action() -> None:
    """Behind an action, 'this lack of ...' speaks of what was wrong and not of the action."""
    later = letter()
    said = says(
        later,
        "Leaders have appointed more managers.",
        "This lack of capacity should have been seen sooner.",
    )
    action = told(later, said[0], "Leaders have appointed more managers.")

    assert between(linked(later), said[1], action) is None


def test_an_action_may_answer_what_the_same_letter_found() -> None:
    """Only an action that says it answers what was found here answers a concern of its paper."""
    answering = "In response to these weaknesses, managers have formalised life-story work."
    for words, wanted in ((answering, True), ("Managers have formalised life-story work.", False)):
        paper = report()
        asked = asks(paper, CONCERN)
        (said,) = says(paper, words, polarity="improving")
        action = told(paper, said, words)

        assert (between(linked(paper), action, asked, "respondsTo") is not None) is wanted


def test_a_finding_passed_on_judges_the_arrangements_before_it() -> None:
    """A finding on 'these arrangements' that a council passes on judges the action before it."""
    first, plan = report(), a_paper("committee.docx", published="2024-06-01")
    asks(first, CONCERN)
    action = does(plan, "A weekly panel for life-story work was put in place.")
    (said,) = says(
        plan,
        "In the recent monitoring visit Ofsted judged these arrangements to be effective.",
        voice="reported_by_authority",
        polarity="strength",
    )
    plan.passages.pop()  # one paragraph holds both

    link = between(linked(first, plan), said, action, "commentsOn")

    assert link is not None and link.progress == "resolved"
