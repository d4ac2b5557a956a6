"""Who may decide what."""

from __future__ import annotations

import pytest

from graph.decisions.review import review, state_of
from graph.standing import after
from graph.store.base import Store
from ontology.errors import ReviewError, UnknownRecordError
from tests.builders import a_story, load


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ({"state": "confirmed", "by": " ", "reason": "read"}, "needs the name"),
        ({"state": "rejected", "by": "R. Reviewer", "reason": ""}, "needs a reason"),
        ({"state": "liked", "by": "R. Reviewer", "reason": "read"}, "'liked' is no decision"),
        ({"state": "undone", "by": "R. Reviewer", "reason": ""}, "nothing to undo"),
    ],
)
def test_a_decision_needs_a_name_a_reason_and_a_verdict(
    store: Store, call: dict[str, str], why: str
) -> None:
    """What is wrong is said in words, and nothing is recorded."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    with pytest.raises(ReviewError, match=why):
        review(store, story.links[0].id, **call)

    assert store.decisions() == []


def test_an_unknown_link_cannot_be_reviewed(store: Store) -> None:
    """The id is named."""
    with pytest.raises(UnknownRecordError, match="link-unknown"):
        review(store, "link-unknown", state="confirmed", by="R. Reviewer", reason="read")


@pytest.mark.parametrize(
    ("basis", "state"), [("stated", "stated"), ("matched", "proposed"), ("entered", "proposed")]
)
def test_without_a_decision_the_basis_gives_the_state(basis: str, state: str) -> None:
    """What a machine matched, and what a person took back, is a proposal and no fact."""
    assert state_of(basis, []) == state


@pytest.mark.parametrize(
    ("date", "as_of", "later"),
    [
        ("2021-03-02", "2021-03-01", True),
        ("2021-03-01", "2021-03-01", False),
        ("2021-03-31", "2021-03", False),
        ("2021-03", "2021-03-01", False),
        ("2022-01-01", "2021", True),
        ("", "2021", False),
    ],
)
def test_dates_are_compared_as_exactly_as_they_are_known(
    date: str, as_of: str, later: bool
) -> None:
    """A month is not after a day in it, and an unknown date is after nothing."""
    assert after(date, as_of) is later
