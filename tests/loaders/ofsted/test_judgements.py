"""Grades, in tables and sentences made up about Marlbury."""

from __future__ import annotations

import pytest

from graph.records import Document
from loaders.common import Draft
from loaders.ofsted import judgements
from loaders.reading.blocks import Block, Reading

OUTSTANDING = "The impact of leaders on social work practice with children and families"


def draft_of(reading: Reading) -> Draft:
    """Begin a paper with this reading."""
    return Draft(
        reading=reading,
        document=Document(
            id="document-1",
            file="paper.pdf",
            sha256="ab" * 32,
            kind="ilacs_report",
            title="Inspection",
            authority="Marlbury County Council",
        ),
    )


def grades(found) -> dict[str, str]:
    """Grades by area."""
    return {one.area: one.grade for one in found}


def test_rows_whose_cells_come_in_any_order(make_reading):
    """A grade belongs to the area of its own row, wherever the reader puts its cell."""

    def cell(row: int, column: int, text: str) -> Block:
        return Block(kind="cell", text=text, page=1, table=0, row=row, column=column)

    reading = make_reading(
        [
            cell(1, 0, OUTSTANDING),
            cell(2, 0, "Overall effectiveness"),
            cell(2, 1, "Requires improvement to be good"),
            cell(1, 1, "Outstanding"),
        ]
    )
    draft = draft_of(reading)
    found = judgements.table_of_judgements(draft, reading.blocks)
    assert grades(found) == {"overall": "requires_improvement", "leaders": "outstanding"}
    assert {one.printed for one in found} == {"Requires improvement to be good", "Outstanding"}


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("The experiences and progress of care leavers: Requires improvement", "care_leavers"),
        ("The experiences and progress of care leavers are: inadequate", "care_leavers"),
        ("The experiences and progress of children in care is: Outstanding", "children_in_care"),
    ],
)
def test_headings_that_carry_a_grade(make_reading, heading, code):
    """A heading gives its area's grade in each way of writing it."""
    reading = make_reading([f"# {heading}"])
    [found] = judgements.headings_with_grades(draft_of(reading), reading.blocks)
    assert found.area == code
    assert found.quote.text == heading


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("The overall judgement is good.", "good"),
        ("The overall judgement is that children’s services require improvement", None),
        ("Children’s services in Marlbury require improvement to be good", None),
        ("Children’s services in Marlbury are inadequate", "inadequate"),
    ],
)
def test_overall_grade_in_a_sentence(make_reading, sentence, grade):
    """The overall grade is taken from each form of the sentence on the cover."""
    reading = make_reading([sentence])
    found = judgements.sentence_of_overall(draft_of(reading), reading.blocks)
    assert found is not None
    assert found.grade == (grade or "requires_improvement")


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("The Local Safeguarding Children Board is good", "good"),
        ("Marlbury LSCB requires improvement because:", "requires_improvement"),
        ("The Local Safeguarding Children Board (LSCB) is inadequate", "inadequate"),
        ("The LSCB is not yet demonstrating the characteristics of good.", None),
    ],
)
def test_grade_of_the_safeguarding_board(make_reading, sentence, grade):
    """Only a sentence that grades the board gives its grade, not one that names a grade."""
    reading = make_reading([sentence])
    found = judgements.sentence_of_board(draft_of(reading), reading.blocks)
    assert (found.grade if found else None) == grade


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        (
            "Arrangements typically lead to positive experiences and outcomes.",
            "typically_positive",
        ),
        ("Arrangements lead to inconsistent experiences and outcomes.", "inconsistent"),
        ("There are widespread and/or systemic failings.", "widespread_failings"),
        ("The next inspection will be within three years.", None),
    ],
)
def test_outcome_of_an_area_send_inspection(make_reading, sentence, grade):
    """Each of the three outcomes is known by its words."""
    reading = make_reading([sentence])
    found = judgements.outcome(draft_of(reading), reading.blocks)
    assert (found.grade if found else None) == grade
