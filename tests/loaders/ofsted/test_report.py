"""Reports on whole services, in readings made up about Marlbury."""

from __future__ import annotations

from graph.records import Paper
from loaders.ofsted import report

COVER = [
    "# Inspection of Marlbury County Council local authority children’s services",
    "# Inspection dates: 4 to 15 March 2024",
    "# Lead inspector: Jo Bloggs, His Majesty’s Inspector",
    "Judgement",
    "Grade",
    "The impact of leaders on social work practice with children and families",
    "Requires improvement to be good",
    "The experiences and progress of children who need help and protection",
    "Inadequate",
    "The experiences and progress of children in care",
    "Good",
    "The experiences and progress of care leavers",
    "Good",
]
SUMMARY = "Children in Marlbury wait too long for help. The service was judged good in 2019."
BODY = [
    "# What needs to improve?1",
    ("◼", "Services to young carers, including:"),
    ("−", "assessments of their own needs"),
    ("−", "breaks from caring."),
    ("◼", "The timeliness of strategy meetings. This includes those held at night."),
    "# The experiences and progress of children who need help and protection: inadequate",
    ("1.", "Strategy meetings are late. Police attend most of them."),
    "A second paragraph goes on.",
    ("2.", "Plans are clear."),
    "© Crown copyright 2024",
]


def load(reading) -> Paper:
    """Load a reading by this loader, which must know it."""
    kind = report.recognise(reading)
    assert kind is not None
    return report.load(reading, kind)


def test_cover_of_an_ilacs_report(make_reading):
    """The cover gives authority, dates, lead inspector and framework."""
    paper = load(make_reading(COVER, [SUMMARY, *BODY], name="inspection - 2 may 2024.pdf"))
    document, visit = paper.document, paper.document.inspection
    assert (document.kind, document.authority) == ("ilacs_report", "Marlbury County Council")
    assert (document.published, document.published_basis) == ("2024-05-02", "file_name")
    assert visit is not None
    assert (visit.start, visit.end) == ("2024-03-04", "2024-03-15")
    assert (visit.lead_inspector, visit.framework) == ("Jo Bloggs", "ilacs")


def test_a_title_has_no_footnote(make_reading):
    """The raised figure of a footnote is no part of a title."""
    cover = [f"{COVER[0]}1", *COVER[1:]]
    assert load(make_reading(cover, [SUMMARY, *BODY])).document.title == COVER[0].lstrip("# ")


def test_report_without_an_overall_grade(make_reading):
    """A report that prints no overall grade, as from April 2026, has none."""
    paper = load(make_reading(COVER, [SUMMARY, *BODY]))
    grades = {one.area: one.grade for one in paper.document.judgements}
    assert grades == {
        "leaders": "requires_improvement",
        "help_and_protection": "inadequate",
        "children_in_care": "good",
        "care_leavers": "good",
    }


def test_recap_of_an_earlier_grade_is_no_judgement(make_reading):
    """A grade of an earlier inspection stays a sentence and is never this report's judgement."""
    paper = load(make_reading(COVER, [SUMMARY, *BODY]))
    assert any("judged good in 2019" in comment.text for comment in paper.comments)
    assert "overall" not in {one.area for one in paper.document.judgements}


def test_list_with_sub_points(make_reading):
    """Each printed item is one concern, sub-points name their stem, and the list ends in time."""
    concerns = load(make_reading(COVER, [SUMMARY, *BODY])).concerns
    stem, first, second, last = concerns
    assert [one.text for one in concerns] == [
        "Services to young carers, including:",
        "assessments of their own needs",
        "breaks from caring.",
        "The timeliness of strategy meetings. This includes those held at night.",
    ]
    assert (stem.parent, first.parent, second.parent, last.parent) == (
        None,
        stem.id,
        stem.id,
        None,
    )
    assert {one.kind for one in concerns} == {"area_for_improvement"}
    assert {one.quote.page for one in concerns} == {2}


def test_each_sentence_of_findings_is_one_comment(make_reading):
    """Sentences keep section and paragraph number; unnumbered ones belong to the number before."""
    paper = load(make_reading(COVER, [SUMMARY, *BODY]))
    told = [
        (one.text, one.quote.paragraph)
        for one in paper.comments
        if (one.section or "").startswith("The experiences")
    ]
    assert told == [
        ("Strategy meetings are late.", "1"),
        ("Police attend most of them.", "1"),
        ("A second paragraph goes on.", "1"),
        ("Plans are clear.", "2"),
    ]


def test_every_quote_stands_in_the_paper(make_reading):
    """No quote differs by a letter from the text at its place, and no line is left over."""
    paper = load(make_reading(COVER, [SUMMARY, *BODY]))
    assert all(record.quote.stands_in(paper.text) for record in paper.records)
    assert all(one.quote.stands_in(paper.text) for one in paper.document.judgements)
    assert paper.issues == ()


SIF = [
    "# Marlbury County Council",
    "# Inspection of services for children in need of help and protection, children looked after",
    "# Inspection date: 3 – 25 March 2015",
    "# Report published: 12 May 2015",
    "# The overall judgement is that children’s services require improvement",
    "1. Children who need help and protection",
    "Good",
    "2. Children looked after and achieving permanence",
    "Requires improvement",
]
SIF_CONTENTS = [
    "# Contents",
    "Summary of findings 3",
    "What does the local authority need to improve? 4",
]
SIF_BODY = [
    "# What does the local authority need to improve?",
    "# Priority and immediate action",
    "# Leadership and governance",
    ("1.", "Appoint a permanent head of service."),
    "# Quality of practice",
    ("2.", "Improve pathway planning by:"),
    ("\uf06e", "updating plans when circumstances change"),
    ("\uf06e", "recording what young people say."),
    "# Areas for improvement",
    "# Care leavers",
    ("3.", "Widen the choice of accommodation."),
    "# The local authority’s strengths",
    ("4.", "Adoption is timely."),
    "# Information about this local authority area",
    "# Children living in this area",
    ("\uf06e", "About 100 children live here."),
    "# The Local Safeguarding Children Board (LSCB)",
    "# The Local Safeguarding Children Board is inadequate",
    "# What does the LSCB need to improve?",
    "# Areas for improvement",
    ("5.", "Share data between agencies."),
    "# Information about this inspection",
    "# The inspection team",
    "Lead inspector: Jo Bloggs HMI",
    "Deputy lead inspector: Sam Smith HMI",
]


def test_lists_of_a_sif_report(make_reading):
    """Both lists are read through their sub-headings; the board's own is addressed to it."""
    concerns = load(make_reading(SIF, SIF_CONTENTS, SIF_BODY)).concerns
    told = [(one.kind, one.number, one.addressed_to, bool(one.parent)) for one in concerns]
    assert told == [
        ("priority_action", "1", None, False),
        ("priority_action", "2", None, False),
        ("priority_action", None, None, True),
        ("priority_action", None, None, True),
        ("area_for_improvement", "3", None, False),
        ("area_for_improvement", "5", "lscb", False),
    ]


def test_judgements_of_a_sif_report(make_reading):
    """The overall grade comes from its sentence, the board's from its own part."""
    paper = load(make_reading(SIF, SIF_CONTENTS, SIF_BODY))
    grades = {one.area: one.grade for one in paper.document.judgements}
    assert grades == {
        "overall": "requires_improvement",
        "help_and_protection": "good",
        "children_in_care": "requires_improvement",
        "lscb": "inadequate",
    }
    assert paper.document.published == "2015-05-12"
    assert paper.document.published_basis == "stated"
    assert paper.document.inspection is not None
    assert paper.document.inspection.lead_inspector == "Jo Bloggs"


def test_figures_on_the_area_are_passed_over(make_reading):
    """Figures that the authority itself supplies are no findings, and the paper says so."""
    paper = load(make_reading(SIF, SIF_CONTENTS, SIF_BODY))
    assert not any("100 children" in comment.text for comment in paper.comments)
    assert any("100 children" in one.text and "no findings" in one.why for one in paper.ignored)
    assert any("Adoption is timely" in comment.text for comment in paper.comments)


def test_list_in_groups_by_time(make_reading):
    """A lead-in and the lines "Immediately:" and "Within three months:" are no concerns."""
    reading = make_reading(
        [
            "# Inspection of local authority arrangements for the protection of children",
            "# Marlbury County Council",
            "# Inspection dates: 13 – 22 May 2013",
            "# Lead inspector Jo Bloggs HMI",
            "# Published: 21 June 2013",
        ],
        [
            "# Areas for improvement",
            (
                "4.",
                "In order to improve help in Marlbury, partners should take the following action.",
            ),
            "# Immediately:",
            ("\uf0a7", "ensure that every child is seen alone"),
            "# Within three months:",
            ("\uf0a7", "review all open cases."),
            "# About this inspection",
            ("5.", "Six inspectors came."),
            "# Record of main findings",
            "Overall effectiveness",
            "Adequate",
            "The quality of practice",
            "Inadequate",
        ],
    )
    paper = load(reading)
    assert [one.text for one in paper.concerns] == [
        "ensure that every child is seen alone",
        "review all open cases.",
    ]
    assert {one.area: one.grade for one in paper.document.judgements} == {
        "overall": "adequate",
        "quality_of_practice": "inadequate",
    }


def test_other_papers_are_left_to_others(make_reading):
    """A council's paper that only speaks of an inspection is not taken for a report."""
    reading = make_reading(["# Marlbury County Council", "Ofsted’s inspection of our services."])
    assert report.recognise(reading) is None
