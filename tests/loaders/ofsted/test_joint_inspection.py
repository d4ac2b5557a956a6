"""Joint inspections, in readings made up about Marlbury."""

from __future__ import annotations

from graph.records import Paper
from loaders.ofsted import joint_inspection
from loaders.reading.blocks import Block

LETTER = [
    "2 August 2023",
    "Pat Miller, Director of Children’s Services, Marlbury County Council",
    "Dear Marlbury Safeguarding Children Partnership",
    "# Joint targeted area inspection of Marlbury",
    "This letter summarises the findings of the joint targeted area inspection (JTAI) of the "
    "multi-agency response to neglect in Marlbury County Council’s area.",
    "This inspection took place from 5 June 2023 to 9 June 2023.",
    "# Headline findings",
    "Partners work well together.",
]
END = ["# Next steps", "Write a statement of action.", "Yours sincerely", "Sam Smith"]
LONG = (
    "Although partners share a vision, information is not passed on quickly enough between the "
    "police, schools and health visitors in every part of the county, and children who live with "
    "neglect are left waiting. Managers do not check. Records of meetings are often missing, so "
    "that nobody can tell what was agreed."
)


def load(reading) -> Paper:
    """Load a reading by this loader, which must know it."""
    kind = joint_inspection.recognise(reading)
    assert kind is not None
    return joint_inspection.load(reading, kind)


def test_letter_of_2022_and_later(make_reading):
    """The list ends at the strengths, though they have the same bullet; no lead inspector."""
    paper = load(
        make_reading(
            [
                *LETTER,
                "# What needs to improve?",
                "Health partners should improve:",
                ("◼", "the sharing of information"),
                "# Strengths",
                ("◼", "A skilled police team."),
                *END,
            ]
        )
    )
    [concern] = paper.concerns
    assert (concern.text, concern.addressed_to) == (
        "the sharing of information",
        "Health partners",
    )
    assert paper.document.kind == "jtai"
    visit = paper.document.inspection
    assert visit is not None
    assert (visit.start, visit.end, visit.lead_inspector) == ("2023-06-05", "2023-06-09", None)
    assert not any("statement of action" in one.text for one in paper.comments)
    assert paper.issues == ()


def test_areas_at_length_are_concerns_and_comments(make_reading):
    """An area of several sentences is one concern, and each of its sentences a comment."""
    lines = [
        *LETTER,
        "# Areas for improvement",
        "# Leadership and management",
        ("\uf06e", LONG),
        ("\uf06e", "Training is thin."),
        *END,
    ]
    paper = load(make_reading(lines))
    assert [one.text for one in paper.concerns] == [LONG, "Training is thin."]
    assert "Managers do not check." in [one.text for one in paper.comments]


def cell(row: int, column: int, text: str, label: str | None = None) -> Block:
    """A cell of the table of bodies and areas."""
    return Block(kind="cell", text=text, label=label, page=2, table=1, row=row, column=column)


SEND = [
    "# Area SEND inspection of Marlbury County Council Local Area Partnership",
    "Inspection dates: 6 to 10 November 2023",
    "# Inspection outcome",
    "There are widespread and/or systemic failings that leaders must address urgently.",
    "# What does the area partnership need to do better?",
    ("◼", "Children wait too long."),
]
TABLE = [
    "# Areas for priority action",
    cell(0, 0, "Responsible body"),
    cell(0, 1, "Areas for priority action"),
    cell(1, 0, "Marlbury County Council and NHS Marlshire ICB"),
    cell(1, 1, "Leaders should urgently shorten waiting times. This includes:"),
    cell(1, 1, "assessments of speech", "•"),
    cell(1, 1, "assessments of autism.", "•"),
    cell(2, 0, "Marlbury County Council"),
    cell(2, 1, "Leaders should improve the quality of plans."),
    "# Areas for improvement",
    "# Areas for improvement",
    "Leaders should strengthen transitions.",
    "# Inspection team",
    "Jo Bloggs, Ofsted HMI Lead inspector",
    "Sam Smith, CQC Lead inspector",
]


def test_table_of_an_area_send_report(make_reading):
    """Cells without a mark are items, the first column names the body, a stem its sub-points."""
    paper = load(make_reading(SEND, TABLE, name="send - 08 january 2024.pdf"))
    told = [(one.kind[:4], one.text, one.addressed_to, bool(one.parent)) for one in paper.concerns]
    body = "Marlbury County Council and NHS Marlshire ICB"
    assert told == [
        ("prio", "Leaders should urgently shorten waiting times. This includes:", body, False),
        ("prio", "assessments of speech", body, True),
        ("prio", "assessments of autism.", body, True),
        ("prio", "Leaders should improve the quality of plans.", None, False),
        ("area", "Leaders should strengthen transitions.", None, False),
    ]


def test_outcome_of_an_area_send_report(make_reading):
    """The outcome stands for a grade; the lead inspector is Ofsted's."""
    paper = load(make_reading(SEND, TABLE, name="send - 08 january 2024.pdf"))
    [outcome] = paper.document.judgements
    assert (outcome.area, outcome.grade) == ("send_outcome", "widespread_failings")
    assert outcome.printed == "widespread and/or systemic failings"
    assert paper.document.inspection is not None
    assert paper.document.inspection.lead_inspector == "Jo Bloggs"
    assert paper.document.inspection.start == "2023-11-06"
    assert (paper.document.published, paper.document.published_basis) == (
        "2024-01-08",
        "file_name",
    )
    assert any(one.text == "Children wait too long." for one in paper.comments)
