from __future__ import annotations

import pytest

from graph.records import Link
from tests.builders import a_paper
from tests.graph.linking.writing import does, linked


def same(one: str, other: str) -> list[Link]:
    """Whether two owners named in two papers are proposed to be one."""
    first = a_paper("first.docx", published="2023-11-01")
    second = a_paper("second.docx", published="2024-11-01")
    does(first, "The first step was taken.", owner=one)
    does(second, "The second step was taken.", owner=other)
    return [link for link in linked(first, second) if link.relation == "sameAs"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Case Progression Managers", "court progression officers"),
        ("IROs", "Independent Reviewing Officers"),
        ("Head of Service for Permanence", "Head of Service, Permanence"),
    ],
)
def test_may_be_one(one: str, other: str) -> None:
    """Titles that share what tells them apart are proposed to be one, never stated."""
    (link,) = same(one, other)
    assert link.state == "proposed"
    assert link.score is not None and link.score < 1.0
    assert link.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Team Manager", "Service Manager"),
        ("Principal Social Worker", "Head of Permanence"),
        ("Audit Board", "Audit Manager"),
    ],
)
def test_others(one: str, other: str) -> None:
    """Titles that share only a common head, or differ in kind, are not proposed."""
    assert same(one, other) == []


def test_one_paper_tells_them_apart() -> None:
    """Two titles in one paper are two posts."""
    paper = a_paper("first.docx", published="2023-11-01")
    does(paper, "The first step was taken.", owner="Case Progression Managers")
    does(paper, "The second step was taken.", owner="Court Progression Officers")
    assert [link for link in linked(paper) if link.relation == "sameAs"] == []
