"""Visits that are known only because others tell of them."""

from __future__ import annotations

import pytest

from graph.mentions import Mention, mentions
from graph.questions.answers import chain_json
from graph.questions.gaps import gaps
from graph.questions.trace import trace
from graph.store.base import Store
from graph.visits import SECOND_HAND
from tests.builders import PaperBuilder, Story, a_link, a_paper, a_story, load


def an_update(
    words: str, *, published: str = "2020-10", voice: str = "reported_by_authority"
) -> PaperBuilder:
    """A council's paper that passes on what inspectors said."""
    paper = a_paper("update.docx", kind="partnership_update", published=published)
    paper.comment(words, voice=voice, polarity="improving")
    return paper


def named(paper: PaperBuilder, *others: PaperBuilder) -> list[str]:
    """Months of the visits that a paper tells of, beside those whose papers are there."""
    documents = {one.document.id: one.document for one in (paper, *others)}
    return [one.date for one in mentions(paper.paper().comments, documents)]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        (
            "During the monitoring visit in September, Ofsted found that plans are better.",
            ["2020-09"],
        ),
        ("The visit of 22 September 2019 found that plans are better.", ["2019-09"]),
        ("Inspectors visited in December and found that plans are better.", ["2019-12"]),
        ("The visits in May and in June found that plans are better.", []),
        ("The monitoring visit found that plans are better.", []),
        ("In September, Ofsted wrote that plans are better.", []),
        ("The visit in November 2020 will look at plans.", []),
        ("The visit found that leaders may march on.", []),
    ],
)
def test_a_month_is_only_taken_from_a_sentence_that_names_one(
    words: str, months: list[str]
) -> None:
    """A visit and one month; without a year the latest that the paper can mean; none to come."""
    assert named(an_update(words)) == months


def test_a_visit_whose_paper_is_held_is_not_missing() -> None:
    """Whichever day of the month it ended on; another month is another visit."""
    words = "During the monitoring visit in September, Ofsted found that plans are better."
    held = a_paper("letter.pdf", visit="2020-09-23", kind="monitoring_visit")
    other = a_paper("older.pdf", visit="2020-08-31", kind="monitoring_visit")

    assert named(an_update(words), held) == []
    assert named(an_update(words), other) == ["2020-09"]


def test_inspectors_themselves_and_undated_papers_tell_of_none() -> None:
    """Only what is passed on is read, and a month needs a year from somewhere."""
    words = "During the visit in September, plans were better."

    assert named(an_update(words, voice="inspector")) == []
    assert named(an_update(words, published="")) == []
    assert named(an_update(words.replace("September", "September 2019"), published="2020")) == [
        "2019-09"
    ]


def silences(store: Store, story: Story) -> list[tuple[str, str, str]]:
    """Date, paper and reason of every silence on the story's concern."""
    chain = trace(store, story.concern.id, today="2024-01-01")
    files = chain.documents
    return [(one.date, files[one.document].file, one.why) for one in chain.silent]


def test_silence_says_that_a_paper_is_not_held(store: Store) -> None:
    """A visit known only second hand is named in the chain, with the paper that tells of it."""
    story = a_story()
    update = an_update("During the visit in September, Ofsted found that fostering is better.")
    load(store, *story.papers, update, links=story.links)

    assert silences(store, story) == [("2020-09", "update.docx", SECOND_HAND)]
    (row,) = chain_json(trace(store, story.concern.id))["silent"]  # type: ignore[misc]
    assert row["file"] == "update.docx"
    assert trace(store, story.concern.id, as_of="2020-09-30").silent == ()


def test_what_is_passed_on_about_a_concern_is_no_silence(store: Store) -> None:
    """Then the words stand in the chain, in the voice of those who pass them on."""
    story = a_story()
    update = an_update("During the visit in September, Ofsted found assessments more timely.")
    link = a_link(update.records[0], "commentsOn", story.concern, progress="improved")
    load(store, *story.papers, update, links=[*story.links, link])

    assert silences(store, story) == []
    chain = trace(store, story.concern.id)
    assert "reported_by_authority" in {step.record.voice for step in chain.comments}


def test_a_gap_names_the_visit_that_is_not_held(store: Store) -> None:
    """Whether or not other visits are held; it never closes the gap."""
    story = a_story()
    update = an_update("During the visit in September, Ofsted found that fostering is better.")
    links = [link for link in story.links if link.relation != "commentsOn"]
    load(store, *story.papers, update, links=links)
    (gap,) = gaps(store, rules=["no_later_comment"], today="2024-01-01")
    assert "2020-09: paper not held, known only second hand; 2021-06-30: no comment" in gap.why

    store.forget(story.letter.document.id)
    (gap,) = gaps(store, rules=["no_later_comment"], today="2024-01-01")
    assert gap.why == "No paper of a later visit is held. Others tell of a visit in 2020-09."


def test_a_mention_is_told_by_its_first_paper() -> None:
    """Two papers that tell of one visit make one mention."""
    words = "During the visit in September, Ofsted found that plans are better."
    first, second = an_update(words), an_update(words, published="2020-12")
    second.document = a_paper("second.docx", published="2020-12").document
    comments = [*first.paper().comments]
    documents = {one.document.id: one.document for one in (first, second)}

    assert mentions(comments, documents) == [Mention(date="2020-09", document=first.document.id)]
