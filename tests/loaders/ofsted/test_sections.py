"""Headings, lines of form and the outline of a paper."""

from __future__ import annotations

import pytest

from loaders.ofsted.outline import end_of_cover, outline
from loaders.ofsted.sections import form, is_grade, is_heading, role
from loaders.reading.blocks import Block


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("What needs to improve", "area_for_improvement"),
        ("What needs to improve in this area of social work practice?1", "area_for_improvement"),
        ("What needs to improve in this area of practice:", "area_for_improvement"),
        ("Area for priority action", "priority_action"),
        ("Priority and immediate action", "priority_action"),
        ("RECOMMENDATIONS", "recommendation"),
        ("Areas covered by the visit", "scope"),
        ("The local authority’s strengths", "findings"),
        ("The local authority has the following strengths:", "findings"),
        ("The experiences and progress of care leavers: good", "findings"),
        ("Information about this local authority area2", "about_area"),
        ("What the inspection judgements mean", "about_inspection"),
        ("A heading that nobody has met", None),
    ],
)
def test_what_a_heading_opens(heading, code):
    """Headings are known without case, footnote figure or mark at the end."""
    assert role(heading) == code


def test_lines_of_form():
    """Licences, contacts and standing words are known by how they begin; findings are not."""
    assert form("© Crown copyright 2024") == "licence and imprint"
    assert form("Piccadilly Gate Store Street") == "address or contact details"
    assert form("Children are safe and well.") is None


def test_tagged_paragraphs_are_no_headings():
    """A long sentence tagged as a heading is read as the paragraph that it is."""
    words = "Too many referrals to the front door in Marlbury are made late and without consent "
    assert not is_heading(Block(kind="heading", text=f"{words}from parents or carers."))
    assert is_heading(Block(kind="heading", text="Front door"))
    assert is_heading(Block(kind="paragraph", text="Findings"))


@pytest.mark.parametrize(
    ("words", "grade"), [("Grade 4 (Inadequate)", True), ("Good", True), ("Good support", False)]
)
def test_grades_are_no_headings_of_their_own(words, grade):
    """A line that is nothing but a grade is known as one."""
    assert is_grade(words) is grade


def test_contents_are_no_sections(make_reading):
    """Lines of the table of contents open no section, on its page or with a page number."""
    reading = make_reading(
        ["# Contents", "# Recommendations 8", "# The local authority 5"],
        ["# Recommendations", ("1.", "Improve plans.")],
    )
    roles = [section.role for section in outline(reading.blocks)]
    assert roles == ["opening", "contents", "recommendation"]


def test_cover_ends_at_the_first_section(make_reading):
    """Rows of the table of judgements are part of the cover, the heading of findings is not."""
    reading = make_reading(
        ["# Inspection of Marlbury", "Overall effectiveness", "Good", "Children do well."],
        [
            "# The experiences and progress of care leavers: good",
            ("1.", "Advisers keep in touch."),
        ],
    )
    assert end_of_cover(reading.blocks) == 4
