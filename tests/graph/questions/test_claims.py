"""Claims of completion or of assurance that later words contradict."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from graph.linking.parts import about_part
from graph.questions.findings import LIKELY
from graph.questions.gaps import Gap, gaps
from graph.records import Link
from graph.store.base import Store
from ontology.themes import themes_in
from tests.builders import PaperBuilder, Story, a_link, a_paper, a_story, load


def found(store: Store) -> list[Gap]:
    """Contradictions."""
    return gaps(store, rules=["done_but_contradicted"], today="2024-01-01")


def tell(
    store: Store, story: Story, *papers: PaperBuilder, links: Iterable[Link] = (), leave: str = ""
) -> None:
    """Load a story with more papers and links, but without those of one relation."""
    kept = [link for link in story.links if link.relation != leave]
    load(store, *story.papers, *papers, links=[*kept, *links])


def test_done_but_contradicted(store: Store) -> None:
    """An action called done that a later letter contradicts is reported, with both quotes."""
    story = a_story(progress="insufficient", status="done")
    tell(store, story)
    (gap,) = found(store)

    assert (gap.severity, gap.subject) == ("high", story.action.id)
    assert [quote.text for quote in gap.quotes] == [story.action.text, story.comment.text]
    assert "On 2020-06-01 the authority called it done" in gap.why


def test_a_claimed_outcome_can_be_contradicted_too(store: Store) -> None:
    """An assurance that something works is a claim, though the action goes on."""
    story = a_story(progress="insufficient")
    claimed = story.plan.evidence("Children are now seen in time.", status="claimed")
    tell(store, story, links=[a_link(story.action, "evidencedBy", claimed, basis="stated")])
    (gap,) = found(store)

    assert [quote.text for quote in gap.quotes][1:] == [claimed.text, story.comment.text]


def test_a_contradiction_that_rests_on_proposals_says_so(store: Store) -> None:
    """It is less grave, and names the links that wait for a person."""
    story = a_story(status="done")
    against = a_link(story.comment, "commentsOn", story.concern, progress="insufficient")
    tell(store, story, links=[against], leave="commentsOn")
    (gap,) = found(store)

    assert (gap.severity, gap.proposed) == ("medium", (against.id,))
    assert gap.text == "Called done or working, and a later comment may say that it is not enough."
    assert "nobody has confirmed" in gap.why


@pytest.mark.parametrize(
    ("status", "progress", "visit"),
    [
        ("done", "some_progress", "2021-06-30"),
        ("under_way", "insufficient", "2021-06-30"),
        ("done", "insufficient", "2020-05-01"),
    ],
)
def test_what_is_no_contradiction(store: Store, status: str, progress: str, visit: str) -> None:
    """Some progress, an action under way, and a comment before the claim contradict nothing."""
    story = a_story(status=status)
    letter = a_paper("other.pdf", visit=visit, kind="monitoring_visit")
    said = letter.comment("Still too slow.")
    link = a_link(said, "commentsOn", story.concern, progress=progress, basis="stated")
    tell(store, story, letter, links=[link], leave="commentsOn")

    assert found(store) == []


def test_two_quotes_tell_of_many(store: Store) -> None:
    """The surest and the surest of the latest visit are told; all stay among the quotes."""
    story = a_story(status="done")
    letters = [
        a_paper(f"{day}.pdf", visit=day, kind="monitoring_visit")
        for day in ("2021-06-30", "2022-06-30", "2023-06-30")
    ]
    said = [
        letter.comment(f"Assessments of the {n}. group are too slow on {letter.document.date}.")
        for letter in letters
        for n in range(3)
    ]
    scores = (0.5, 0.9, 0.6, 0.8, 0.5, 0.4, 0.5, 0.7, 0.6)
    links = [
        a_link(comment, "commentsOn", story.concern, progress="insufficient", score=score)
        for comment, score in zip(said, scores, strict=True)
    ]
    tell(store, story, *letters, links=links, leave="commentsOn")
    (gap,) = found(store)

    assert f"“{said[1].text}” (2021-06-30); “{said[7].text}” (2023-06-30); and 7 more" in gap.why
    assert [quote.text for quote in gap.quotes] == [story.action.text, *(c.text for c in said)]


def test_no_words_are_told_twice(store: Store) -> None:
    """Linked to the action and to its concern, or printed by two papers, they are told once."""
    story = a_story(progress="insufficient", status="done")
    news = a_paper("news.html", kind="council_news", published="2021-08-01")
    again = news.comment(f"“{story.comment.text}”", voice="inspector_quoted")
    links = [
        a_link(comment, "commentsOn", end, progress="insufficient", basis="stated")
        for comment in (story.comment, again)
        for end in (story.action, story.concern)
    ]
    tell(store, story, news, links=links, leave="commentsOn")
    (gap,) = found(store)

    assert gap.why.count(story.comment.text) == 1
    assert "more" not in gap.why.replace(story.comment.text, "")
    assert len(gap.quotes) == len(set(gap.quotes)) == 3


def test_a_long_quote_is_cut_with_a_sign(store: Store) -> None:
    """The reason cuts it at a word and shows that it did; the quote itself is whole."""
    story = a_story(status="done")
    long = story.letter.comment("Assessments are too slow " + "and again too slow " * 30 + ".")
    link = a_link(long, "commentsOn", story.concern, progress="insufficient", basis="stated")
    tell(store, story, links=[link], leave="commentsOn")
    (gap,) = found(store)

    assert len(gap.why) < 300
    assert " …” (2021-06-30)" in gap.why
    assert gap.quotes[1].text == long.text


def test_what_is_said_of_the_concern_is_told_so(store: Store) -> None:
    """A comment on the concern that an action answers is not told as one on the action."""
    story = a_story(progress="insufficient", status="done")
    tell(store, story)
    assert "said later of a concern that it answers: " in found(store)[0].why

    on_it = a_link(story.comment, "commentsOn", story.action, progress="insufficient")
    tell(store, story, links=[on_it])
    assert "; said later: " in found(store)[0].why


@pytest.mark.parametrize(
    ("part", "held_against"),
    [
        ("The response to children who go missing", True),
        ("the supervision of social workers", False),
    ],
)
def test_one_part_is_not_held_against_another(store: Store, part: str, held_against: bool) -> None:
    """Of a compound concern, a fault in one part does not contradict an action on the other."""
    report = a_paper("report.pdf", kind="ilacs_report", visit="2020-01-31")
    concern = report.concern(
        "The response to children who go missing, and the supervision of social workers."
    )
    plan = a_paper("plan.docx", published="2020-06-01")
    words = "We now talk to all children who go missing within three days."
    action = plan.action(words, status="done", themes=themes_in(words))
    letter = a_paper("letter.pdf", kind="monitoring_visit", visit="2021-06-30")
    comment = letter.comment("This is still not good enough.")
    against = a_link(
        comment, "commentsOn", concern, progress="insufficient", reasons=(about_part(part),)
    )
    answers = a_link(action, "respondsTo", concern, basis="stated")
    load(store, report, plan, letter, links=[against, answers])

    assert bool(found(store)) is held_against


def test_a_weak_proposal_raises_no_alarm(store: Store) -> None:
    """A proposal that is seldom right contradicts nobody; it waits in the review."""
    story = a_story(status="done")
    weak = a_link(
        story.comment, "commentsOn", story.concern, progress="insufficient", score=LIKELY - 0.01
    )
    tell(store, story, links=[weak], leave="commentsOn")

    assert found(store) == []
