from __future__ import annotations

import pytest

from tests.builders import a_paper
from tests.graph.linking.writing import asks, between, does, letter, linked, report, says

CONCERN = "The quality and timeliness of life-story work."


def test_heading_restates() -> None:
    """A heading with the words of a concern restates it: the paper says so."""
    first, plan = report(), a_paper("committee.docx", published="2023-11-01")
    asked = asks(first, CONCERN)
    heading = asks(plan, "3. Quality and timeliness of life-story work;", kind="self_identified")
    link = between(linked(first, plan), heading, asked, "restates")
    assert link is not None
    assert (link.basis, link.state, link.document) == ("stated", "stated", plan.document.id)


def test_heading_nearly_restates() -> None:
    """A heading in other words is only proposed to restate a concern."""
    first, plan = report(), a_paper("committee.docx", published="2023-11-01")
    asked = asks(first, CONCERN)
    heading = asks(plan, "Quality and timing of life-story working", kind="self_identified")
    link = between(linked(first, plan), heading, asked, "restates")
    assert link is not None
    assert (link.basis, link.state) == ("matched", "proposed")
    assert link.score is not None and link.reasons


def test_latest_of_equal_concerns() -> None:
    """A heading answers the later of two inspections that print the same concern."""
    old, new = report("2019-04-01", "old.pdf"), report()
    plan = a_paper("committee.docx", published="2023-11-01")
    first, second = asks(old, CONCERN), asks(new, CONCERN)
    heading = asks(plan, CONCERN, kind="self_identified")
    links = linked(old, new, plan)
    assert between(links, heading, second, "restates")
    assert between(links, heading, first, "restates") is None


def test_action_under_a_heading() -> None:
    """An action under a restated concern responds to the concern itself, as the paper states."""
    first, plan = report(), a_paper("committee.docx", published="2023-11-01")
    asked = asks(first, CONCERN)
    heading = asks(plan, "Quality and timeliness of life-story work", kind="self_identified")
    action = does(plan, "Practice champions were appointed in June.", under=heading.id)
    links = linked(first, plan)
    for target in (asked, heading):
        link = between(links, action, target, "respondsTo")
        assert link is not None and link.state == "stated"


@pytest.mark.parametrize("cited", ["Recommendation 4", "Rec. 4", "4"])
def test_action_cites_a_number(cited: str) -> None:
    """An action that cites the number of a concern responds to it, as the plan states."""
    first, plan = report(), a_paper("plan.xlsx", kind="improvement_plan", published="2023-11-01")
    asked = asks(first, CONCERN, number="4")
    other = asks(first, "The oversight of permanence.", number="5")
    action = does(plan, "Appoint practice champions.", cites=(cited,))
    links = linked(first, plan)
    link = between(links, action, asked, "respondsTo")
    assert link is not None and link.state == "stated"
    assert link.reasons == (f"cites '{cited}'",)
    assert between(links, action, other) is None


def test_evidence() -> None:
    """Evidence that a paper offers for an action is linked as stated."""
    plan = a_paper("committee.docx", published="2023-11-01")
    action = does(plan, "An audit of life-story work was completed.")
    found = plan.evidence("18 of 20 children had a book.", supports=(action.id,))
    link = between(linked(plan), action, found, "evidencedBy")
    assert link is not None and link.state == "stated"


def test_quotation() -> None:
    """A quotation is linked to the sentence it prints, as the paper states."""
    later, news = letter(), a_paper("news.html", kind="council_news", published="2024-03-01")
    said = says(later, "Social workers know their children well and visit them often.")
    again = says(
        news,
        "“Social workers know their children well and visit them often,” the letter says.",
        voice="inspector_quoted",
    )
    link = between(linked(later, news), again[0], said[0], "quotes")
    assert link is not None and link.state == "stated"


def test_stated_wins() -> None:
    """Where a paper states a link that matching would propose too, the stated one stands."""
    first, plan = report(), a_paper("plan.xlsx", kind="improvement_plan", published="2023-11-01")
    asked = asks(first, CONCERN, number="4")
    action = does(plan, "Life-story work is now begun for every child.", cites=("4",))
    links = [link for link in linked(first, plan) if link.object == asked.id]
    assert [(link.subject, link.state) for link in links] == [(action.id, "stated")]
