from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.linking.build import links_of
from graph.records import Paper
from graph.store.base import Store
from tests.builders import MARLBURY, a_paper
from tests.graph.linking.writing import asks, does, letter, linked, report, says
from tests.memory_view import MemoryView


def papers() -> list[Paper]:
    """A report, two letters, a committee report, a plan and a news page of one authority."""
    first, later, last = report(), letter(), letter("2025-03-04", "last.pdf")
    committee = a_paper("committee.docx", published="2023-11-01")
    plan = a_paper("plan.xlsx", kind="improvement_plan", published="2024-06-01")
    news = a_paper("news.html", kind="council_news", published="2024-03-01")
    asks(first, "The quality and timeliness of life-story work.", number="1")
    asks(first, "The effective use of pre-proceedings, including case audits and supervision.")
    asks(later, "The quality of supervision.")
    heading = asks(committee, "Quality and timeliness of life-story work", kind="self_identified")
    does(committee, "Practice champions were appointed.", under=heading.id, owner="Area Managers")
    does(plan, "Begin life-story work for every child.", cites=("Area 1",), owner="Area Leads")
    said = "Life-story work is now begun early and is thoughtful."
    says(later, said, "There is still more to do.", polarity="improving")
    says(last, "Pre-proceedings are used too late.", "Supervision is irregular.")
    says(news, f"“{said}”", polarity="improving", voice="inspector_quoted")
    return [one.paper() for one in (first, later, last, committee, plan, news)]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(6)))
def test_order(order: list[int]) -> None:
    """The order in which papers were loaded changes nothing."""
    held = papers()
    assert linked(*(held[place] for place in order)) == linked(*held)


def test_other_authorities() -> None:
    """Papers of another authority change nothing, and are linked with none of this one."""
    other = report(file="other.pdf", authority="Northbury Borough Council")
    asks(other, "The quality and timeliness of life-story work.")
    assert linked(*papers(), other.paper()) == linked(*papers())


def test_every_proposal_explains_itself() -> None:
    """A proposal has a score from 0 to 1 and a reason; a stated link names the paper."""
    made = linked(*papers())
    assert {link.state for link in made} == {"stated", "proposed"}
    for link in made:
        if link.state == "proposed":
            assert link.score is not None and 0 < link.score < 1
            assert link.reasons and all(link.reasons)
            assert link.document is None
        else:
            assert link.score is None
            assert link.document


def test_each_link_once() -> None:
    """No two links have one id, and they come sorted by it."""
    ids = [link.id for link in linked(*papers())]
    assert ids == sorted(set(ids))


def test_only_comments_tell_of_progress() -> None:
    """Progress is told by comments on concerns and actions, and by nothing else."""
    for link in linked(*papers()):
        assert link.progress is None or link.relation == "commentsOn"


def test_store(store: Store) -> None:
    """A store gives the same links as the same papers in memory."""
    held = papers()
    for paper in held:
        store.replace(paper, data=paper.document.file.encode(), origin=paper.document.file)
    assert links_of(store, MARLBURY) == links_of(MemoryView(held), MARLBURY)


def test_nothing_held() -> None:
    """An authority without papers has no links."""
    assert linked(authority="Northbury Borough Council") == []
