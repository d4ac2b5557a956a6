from __future__ import annotations

import pytest

from graph.linking.parts import head_of, is_paragraph, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Permanence planning for children.", 1),
        ("The work with children who experience neglect, and the use of pre-proceedings.", 2),
        ("Strategic grip of leaders, including case audits and supervision.", 3),
        ("The quality of case recording; and the timeliness of strategy meetings.", 2),
        ("The work of staff to assess, support and protect children.", 1),
        ("The quality of child in need and child protection plans.", 1),
        ("Work with the Health and Wellbeing Board of Marlbury.", 1),
        ("Strategy meetings, including: timeliness; information sharing; and planning.", 1),
        ("Services to care leavers, with a specific focus on housing and pathway planning.", 3),
        ("The oversight and impact of the corporate parenting board.", 1),
        ("Referrals from, and strategy meetings with, the police.", 1),
        ("Strategy meetings should share information and clearly detail safety plans.", 1),
        ("Oversight that gives a rationale for permanence and reduces drift.", 1),
        ("The routine inclusion of the views of children and their families in audits.", 1),
    ],
)
def test_parts(text: str, parts: int) -> None:
    """A concern is parted between matters, and not within lists of verbs, children or a name."""
    assert len(parts_of(text)) == parts


def test_every_part_is_printed() -> None:
    """Each part stands in the concern word for word."""
    text = "The oversight of audits, the accuracy of performance data, and the use of supervision."
    assert all(part in text for part in parts_of(text))


def test_groups_as_examples() -> None:
    """Groups named as examples in the middle of a concern are no matters of their own."""
    text = "Children, including care leavers and disabled children, benefit from good assessments."
    assert len(parts_of(text)) == 1


def test_broad_example() -> None:
    """An example too broad to stand for itself stays with what it is an example of."""
    text = "Court work that is free of delay, including good assessments."
    assert parts_of(text) == (text.rstrip("."),)


def test_head() -> None:
    """What a concern is for is told apart from what must be better."""
    text = "The quality of supervision, so that plans move forward."
    assert head_of(text) == "The quality of supervision"


def test_head_that_names_no_subject() -> None:
    """A concern does not turn to what for before it has said what it is about."""
    text = "The systems that support care leavers, to ensure that they find homes."
    assert head_of(text) == "The systems that support care leavers"


def test_what_is_a_paragraph() -> None:
    """A printed concern has one sentence or two; a paragraph of a joint inspection has more."""
    assert not is_paragraph("Plans are late. They should name who acts.")
    assert is_paragraph("Plans are late. Nobody tracks them. Children wait for help.")


def test_a_paragraph() -> None:
    """Of a concern that is a whole paragraph, the first sentence states it."""
    text = (
        "Audits do not look at quality. This means that drift is not seen. "
        "However, supervision is regular."
    )
    assert parts_of(text) == ("Audits do not look at quality",)
