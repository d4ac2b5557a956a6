"""Checking a whole store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.checking.check import Original, check
from graph.quotes import Quote
from graph.store.base import Store
from ontology.errors import LoadError
from tests.builders import a_paper, a_story, load
from tests.graph.store.test_copying import link_to_nowhere


def pages(data: bytes, name: str) -> list[str]:
    """The words of a text file, page by page."""
    return data.decode().split("\f")


def test_a_sound_store_has_no_fault(store: Store) -> None:
    """Every quote is found in its paper, and every link joins two records."""
    story = a_story()
    for made in story.papers:
        made.data = made.text.encode()
    load(store, *story.papers, links=story.links)

    assert check(store, plain_words=pages) == []


def test_a_quote_that_does_not_stand_in_its_paper_is_a_fault(store: Store) -> None:
    """One letter off is enough, and the record is named."""
    story = a_story()
    paper = story.letter.paper()
    load(store, replace(paper, text=paper.text.replace("more timely", "most timely")))
    (fault,) = check(store)

    assert (fault.what, fault.subject) == ("quote", story.comment.id)
    assert fault.text == "Health assessments are more timely."


def test_a_quote_that_the_file_does_not_hold_is_a_fault(store: Store) -> None:
    """The original is read again by another way, so a loader cannot vouch for itself."""
    story = a_story()
    story.letter.data = b"Health assessments are no more timely."
    load(store, story.letter)
    (fault,) = check(store, plain_words=pages)

    assert (fault.what, fault.subject) == ("original", story.comment.id)
    assert "letter.pdf" in fault.why


def test_a_file_that_cannot_be_read_again_is_a_fault(store: Store) -> None:
    """It is named with the reason, and the check goes on."""

    def unreadable(data: bytes, name: str) -> list[str]:
        raise LoadError(f"{name}: the file is cut short")

    load(store, a_story().letter)
    (fault,) = check(store, plain_words=unreadable)
    assert (fault.what, fault.why) == ("original", "letter.pdf: the file is cut short")


def test_a_link_or_reference_that_leads_nowhere_is_a_fault(store: Store, tmp_path: Path) -> None:
    """Ends of links, parents, headings' concerns and supported actions must all exist."""
    story = a_story()
    paper = a_paper("plan-2.xlsx", published="2021")
    part = paper.concern("A part.", parent="concern-gone")
    action = paper.action("An action.", under="concern-gone")
    proof = paper.evidence("A proof.", supports=("action-gone",), beside=("action-lost",))
    load(store, *story.papers, paper)
    (file,) = tmp_path.rglob("*.db")
    link = link_to_nowhere(file, store)

    assert {(fault.what, fault.subject, fault.text) for fault in check(store)} == {
        ("link", link, "record-missing"),
        ("reference", part.id, "concern-gone"),
        ("reference", action.id, "concern-gone"),
        ("reference", proof.id, "action-gone"),
        ("reference", proof.id, "action-lost"),
    }


@pytest.mark.parametrize(
    ("plain", "holds"),
    [
        (["Managers do not review long-term plans in time."], True),
        (["Managers do not re-\nview long-\r\nterm plans in time."], True),
        (["… Managers do not review", "long-term plans in time."], True),
        (["Managers do not review long-term 7 of 12", "Inspection report plans in time."], True),
        (["Managers do not", "review long-term plans", "in time. The end"], True),
        (["Managers do review long-term plans in time."], False),
        (["managers do not review long-term plans in time."], False),
        (["Managers do not review", "long-term plans on time."], False),
        (["Managers do not review", "a page between", "long-term plans in time."], False),
        (["Managers do not review" + " and" * 500, "long-term plans in time."], True),
        (["Managers do not review" + " and" * 900, "long-term plans in time."], False),
        ([], False),
    ],
)
def test_words_are_looked_up_whatever_breaks_their_lines(plain: list[str], holds: bool) -> None:
    """Line ends, hyphens at them and page furniture are allowed for; other words are not."""
    text = "Managers do not review long-term plans in time."
    quote = Quote(document="document-1", text=text, start=0, end=len(text), page=1)

    assert Original(plain).holds(quote) is holds
