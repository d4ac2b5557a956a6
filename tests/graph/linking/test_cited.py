"""References by number or by place in a list, in papers made up about Marlbury."""

from __future__ import annotations

import pytest

from graph.records import Action, Concern, Link
from tests.builders import PaperBuilder, a_paper
from tests.graph.linking.writing import asks, between, does, linked, report

AREAS = ("The oversight of permanence.", "Support for young carers.", "Supervision of staff.")


def plan() -> PaperBuilder:
    """Start a plan that answers what was found before."""
    return a_paper("plan.xlsx", kind="improvement_plan", published="2023-11-01")


def listed(paper: PaperBuilder, **facts: str) -> list[Concern]:
    """Print three areas without numbers."""
    return [asks(paper, words, **facts) for words in AREAS]


def cites(paper: PaperBuilder, words: str) -> Action:
    """Tell of an action that cites *words* and shares no word with what it answers."""
    return does(paper, "Appoint practice champions.", cites=(words,))


def stands(links: list[Link], action: Action, areas: list[Concern]) -> list[str | None]:
    """The state of the link from the action to each area."""
    found = [between(links, action, area, "respondsTo") for area in areas]
    return [link.state if link else None for link in found]


@pytest.mark.parametrize("words", ["Area 3", "area for improvement 3", "AFI 3"])
def test_place_in_the_only_list(words: str) -> None:
    """Where only one report can be meant, a plan that cites its third area states the link."""
    first, later = report(), plan()
    areas, action = listed(first), cites(later, words)

    assert stands(linked(first, later), action, areas) == [None, None, "stated"]


def test_the_reason_says_that_it_was_counted() -> None:
    """The reason of such a link says that the place in the list was counted."""
    first, later = report(), plan()
    areas, action = listed(first), cites(later, "Area 2")

    link = between(linked(first, later), action, areas[1])

    assert link is not None
    assert link.reasons == ("cites 'Area 2', the 2nd of that report's list",)


def test_two_reports_could_be_meant() -> None:
    """Where two reports have a third area, the latest is only proposed."""
    old, new, later = report("2019-04-01", "old.pdf"), report(), plan()
    before = [asks(old, f"{words[:-1]} then.") for words in AREAS]
    areas, action = listed(new), cites(later, "Area 3")
    links = linked(old, new, later)

    assert stands(links, action, areas) == [None, None, "proposed"]
    assert "stated" not in stands(links, action, before)


def test_the_plan_names_the_report() -> None:
    """A plan that prints an area of one report as its heading cites that report."""
    old, new, later = report("2019-04-01", "old.pdf"), report(), plan()
    before = [asks(old, f"{words[:-1]} then.") for words in AREAS]
    areas = listed(new)
    asks(later, before[0].text, kind="self_identified")
    action = cites(later, "Area 3")
    links = linked(old, new, later)

    assert stands(links, action, before) == [None, None, "stated"]
    assert "stated" not in stands(links, action, areas)


def test_a_heading_of_its_own() -> None:
    """A plan that numbers its own headings may mean these: the link is only proposed."""
    first, later = report(), plan()
    areas = listed(first)
    asks(later, "Our front door", kind="self_identified", number="3")

    action = cites(later, "Area 3")

    assert stands(linked(first, later), action, areas) == [None, None, "proposed"]


@pytest.mark.parametrize("words", ["Area 4", "Area 0", "priority action 1", "Team 2"])
def test_nothing_is_counted_that_is_not_there(words: str) -> None:
    """A place that no list has, and a word for another list, name nothing."""
    first, later = report(), plan()
    areas, action = listed(first), cites(later, words)

    assert stands(linked(first, later), action, areas) == [None, None, None]
