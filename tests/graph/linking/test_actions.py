from __future__ import annotations

from tests.builders import a_paper
from tests.graph.linking.writing import asks, between, does, letter, linked, report, says

AUDITS = "The quality of case audits."
LIFE_STORY = "The quality and timeliness of life-story work."


def test_action_by_meaning() -> None:
    """An action answers a concern by its meaning, though no heading says so."""
    first, paper = report(), a_paper("committee.docx", published="2023-11-01")
    asked = asks(first, LIFE_STORY)
    action = does(paper, "A tool for life-story work was given to all teams.")
    link = between(linked(first, paper), action, asked, "respondsTo")
    assert link is not None and link.state == "proposed" and link.reasons


def test_means_are_not_the_matter() -> None:
    """An audit of life-story work answers the concern over it, not one about audits."""
    first, paper = report(), a_paper("committee.docx", published="2023-11-01")
    asked, audits = asks(first, LIFE_STORY), asks(first, AUDITS)
    heading = asks(paper, LIFE_STORY, kind="self_identified")
    action = does(paper, "An audit is planned this month.", under=heading.id)
    links = linked(first, paper)
    assert between(links, action, asked, "respondsTo")
    assert between(links, action, audits) is None


def test_who_acts_is_not_the_matter() -> None:
    """A review done by a conference chair does not answer a concern about conference chairs."""
    first, paper = report(), a_paper("committee.docx", published="2023-11-01")
    asked = asks(first, "The effectiveness of child protection conference chairs.")
    action = does(paper, "A review was completed by a conference chair.", owner="conference chair")
    assert between(linked(first, paper), action, asked) is None


def test_lead_in() -> None:
    """What leads to a list of actions says what they are about."""
    first, paper = report(), a_paper("update.html", published="2023-11-01")
    asked = asks(first, "Services to care leavers.")
    paper.quote("The board agreed these priorities for care leavers.")
    action = does(paper, "Building support across agencies.")
    paper.passages[-1] = type(paper.passages[-1])(kind="item", quote=paper.passages[-1].quote)
    assert between(linked(first, paper), action, asked, "respondsTo")


def test_comment_on_an_action() -> None:
    """A later comment on a concern speaks of an action for it, if it is about the same matter."""
    first, later = report(), letter()
    paper = a_paper("committee.docx", published="2023-11-01")
    asks(first, LIFE_STORY)
    action = does(paper, "Life-story work is now begun for every child in care.")
    other = does(paper, "A new car park was opened at the northern office.")
    said = says(later, "Life-story work still starts too late for children in care.")
    links = linked(first, paper, later)
    link = between(links, said[0], action, "commentsOn")
    assert link is not None and link.progress == "insufficient"
    assert between(links, said[0], other) is None


def test_comment_known_by_the_concern() -> None:
    """Words alike are not enough: an action is known by the concern it stands under."""
    first, later = report(), letter()
    paper = a_paper("committee.docx", published="2023-11-01")
    asks(first, "The effectiveness of child protection conference chairs.")
    asks(first, "The effective use of pre-proceedings.")
    heading = asks(paper, "The effective use of pre-proceedings", kind="self_identified")
    action = does(paper, "A conference chair reviewed the letters.", under=heading.id)
    said = says(later, "Conference chairs do not have enough impact.")
    assert between(linked(first, paper, later), said[0], action) is None


def test_recurrence() -> None:
    """A concern raised again at a later visit is proposed to recur from the earlier one."""
    first, later = report(), letter()
    old = asks(first, LIFE_STORY)
    new = asks(later, "Life-story work for all children in care.")
    links = linked(first, later)
    assert between(links, new, old, "recursFrom")
    assert between(links, old, new) is None


def test_a_paragraph_recurs_only_by_much() -> None:
    """A whole paragraph shares a theme with many concerns: not enough to recur from it."""
    first, later = report(), letter()
    said = "The quality of assessments and plans for children."
    line = asks(first, said)
    paragraph = asks(first, f"{said} Staff are proud of their work. Leaders know what is weak.")
    new = asks(later, "The timeliness of assessments and the monitoring of plans for children.")
    links = linked(first, later)
    assert between(links, new, line, "recursFrom")
    assert between(links, new, paragraph, "recursFrom") is None


def test_advice() -> None:
    """What another body recommends later is advice for the concern, not its recurrence."""
    first = report()
    advice = a_paper("commissioner.docx", kind="other", published="2023-11-01")
    old = asks(first, LIFE_STORY)
    new = asks(advice, "Give life-story work a lead officer.", kind="recommendation")
    assert between(linked(first, advice), new, old, "recommendedFor")


def test_two_comments_of_a_visit_on_an_action() -> None:
    """Of many sentences of one visit on an action, a person is asked to read the best two."""
    first, later, last = report(), letter(), letter("2024-09-12", "last.pdf")
    paper = a_paper("committee.docx", published="2023-11-01")
    asks(first, LIFE_STORY)
    action = does(paper, "Life-story work is now begun for every child in care.")
    for place in (later, last):
        says(
            place,
            "Life-story work still starts too late for children in care.",
            "Life-story work is of variable quality.",
            "Many children have no life-story work.",
            "Life-story books are not finished.",
        )
    links = linked(first, paper, later, last)
    found = [link for link in links if link.object == action.id and link.relation == "commentsOn"]
    assert len(found) == 4


def test_a_broad_theme_is_no_comment_on_an_action() -> None:
    """That both speak of plans is not enough: what an action shares must be particular."""
    first, later = report(), letter()
    paper = a_paper("committee.docx", published="2023-11-01")
    asked = asks(first, "The quality of plans for children.")
    action = does(paper, "Plans for children are better.")
    said = says(later, "Plans for children are not good enough.")
    links = linked(first, paper, later)
    assert between(links, said[0], asked) and between(links, action, asked)
    assert between(links, said[0], action) is None


def test_a_heading_of_a_council_raises_nothing() -> None:
    """A heading of a council's paper is no recurrence of a concern, and none recurs from it."""
    first, later = report(), letter()
    paper = a_paper("committee.docx", published="2023-11-01")
    asks(first, LIFE_STORY)
    heading = asks(paper, "Better life-story work for all children", kind="self_identified")
    again = asks(later, "Life-story work for all children in care.")
    found = [
        link
        for link in linked(first, paper, later)
        if link.relation in ("recursFrom", "recommendedFor")
    ]
    assert {link.subject for link in found} == {again.id}
    assert heading.id not in {link.object for link in found}
