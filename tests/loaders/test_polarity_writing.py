"""Polarity: ways of writing that many authorities' papers share, on made-up sentences."""

from __future__ import annotations

import pytest

from loaders.polarity import polarity


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("When a partner does not regularly attend, this is escalated promptly.", "strength"),
        ("If risks increase, or change takes too long, plans are reviewed swiftly.", "strength"),
        ("When plans are thorough, they are not shared.", "weakness"),
        ("When inspectors raised that reviews were not timely, managers agreed.", "weakness"),
        ("Contingency plans are in place should needs escalate.", "strength"),
    ],
)
def test_an_opening_condition_does_not_judge(sentence: str, expected: str) -> None:
    """Words up to the comma say in which case; what the inspectors raised is no such case."""
    assert polarity(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Plans explain clearly what parents need to do differently.", "strength"),
        ("Foster carers gain the skills and knowledge that children need.", "strength"),
        ("Leaders need to ensure that visits are recorded.", "weakness"),
        ("There is a need for better oversight of plans.", "weakness"),
        ("The children should have been seen by a manager.", "weakness"),
        ("Families were sent away where they would have benefited from support.", "weakness"),
    ],
)
def test_what_people_know_is_needed_is_no_demand(sentence: str, expected: str) -> None:
    """An indirect question judges nothing; a demand does, and what should have been done."""
    assert polarity(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This is progress since the last inspection, when oversight was weak.", "improving"),
        (
            "This is an improvement since the last visit, which found that drift was common.",
            "improving",
        ),
        ("Recording, named at the previous inspection as weak, is now clearer.", "improving"),
        (
            "Services have improved since the last inspection, when they were judged to be poor.",
            "improving",
        ),
        ("At the last inspection, visits were late, and they are still late.", "weakness"),
        ("Since the last inspection, when plans were weak, nothing has improved.", "weakness"),
        (
            "Leaders have addressed the weakness found last year in the poor recording.",
            "improving",
        ),
    ],
)
def test_what_an_earlier_paper_found_is_past(sentence: str, expected: str) -> None:
    """The fault of the last inspection does not judge today, unless it is still there."""
    assert polarity(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Plans are descriptive rather than analytical.", "weakness"),
        ("Plans are led by services rather than child focused.", "weakness"),
        ("The work is proactive rather than reactive.", "strength"),
        ("Managers sign off plans rather than test them.", "weakness"),
    ],
)
def test_rather_than_tells_what_is_missing(sentence: str, expected: str) -> None:
    """Praise after "rather than" is missing, a fault after it is avoided."""
    assert polarity(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The number of placement disruptions is low.", "strength"),
        ("Vacancy rates are low.", "strength"),
        ("Turnover of staff is high.", "weakness"),
        ("Manageable caseloads are the reason why morale is high.", "strength"),
        ("Exclusions are frequent and attendance remains low.", "weakness"),
        ("There is poor planning and attendance is low.", "weakness"),
        ("Attendance of children who do not live at home is low.", "weakness"),
        ("Only 56% of visits took place on time.", "weakness"),
        ("Only 3% of children moved home last year, and they are well supported.", "strength"),
    ],
)
def test_low_is_good_of_a_harm_only(sentence: str, expected: str) -> None:
    """Few disruptions are good and few attendances are not; "only" a large share falls short."""
    assert polarity(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sufficiency of placements continues to be a challenge.", "weakness"),
        ("The rate of progress remains an important challenge.", "weakness"),
        ("The stability of the workforce is a problem.", "weakness"),
        ("Good work is the exception rather than the rule.", "weakness"),
        ("This reduces the ability of staff to plan.", "weakness"),
        ("This reduces drift and ensures timely decisions.", "strength"),
        (
            "Newly qualified staff, who do not have protected caseloads, carry thirty cases.",
            "weakness",
        ),
        ("Some staff did not have protected caseloads.", "weakness"),
        ("This is seen in cases that have not been addressed in poor homes.", "weakness"),
        ("Children who live with relatives do not receive the visits they should.", "weakness"),
        ("Inspectors did not identify any children at immediate risk.", "strength"),
        ("Managers did not identify any drift in the plans.", "weakness"),
    ],
)
def test_further_ways_to_say_good_and_weak(sentence: str, expected: str) -> None:
    """Challenges that remain, less of what work rests on, and words behind ", who" find fault."""
    assert polarity(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Reviews take place, but they do not change plans.", "mixed"),
        ("Leaders have seen this, but the impact is not yet evident.", "mixed"),
        ("Plans are poor, reviews take place, but they do not change anything.", "weakness"),
        ("Although reviews take place, they do not change plans.", "weakness"),
    ],
)
def test_work_as_it_should_be_before_but_makes_a_fault_mixed(sentence: str, expected: str) -> None:
    """What is done, with "but" and what it lacks, is mixed; set aside, it is a weakness."""
    assert polarity(sentence) == expected


def test_a_scene_set_behind_a_gain_does_not_hide_it() -> None:
    """An earlier grade is context, and a gain that is told before it still counts."""
    assert polarity("In 2016 services were judged to be inadequate.") == "context"
    gain = "The care of children has improved, and all four homes were judged to be good."
    assert polarity(gain) == "improving"
