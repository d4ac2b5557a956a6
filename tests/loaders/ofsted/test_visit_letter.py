"""Letters on one visit, in readings made up about Marlbury."""

from __future__ import annotations

import pytest

from graph.records import Paper
from loaders.ofsted import visit_letter

HEAD = ["Ofsted Piccadilly Gate", "5 July 2022", "Ms Pat Miller", "Marlbury County Council"]
END = [
    "Ofsted will take the findings from this focused visit into account when planning.",
    "Yours sincerely",
    "Jo Bloggs",
    "Her Majesty’s Inspector",
]
FOCUSED = [
    *HEAD,
    "Dear Ms Miller",
    "# Focused visit to Marlbury children’s services",
    "This letter summarises the findings of the focused visit to Marlbury children’s services on "
    "31 May and 1 June 2022. Her Majesty’s Inspectors were Jo Bloggs and Sam Smith.",
    "Inspectors looked at the local authority’s arrangements for children in care.",
    "This visit was carried out in line with the ILACS framework.",
    "# Headline findings",
    "Children are safe.",
]
MONITORING = [
    *HEAD,
    "Dear Ms Miller",
    "# Monitoring visit to Marlbury children’s services",
    "This letter summarises the findings of the monitoring visit to Marlbury children’s services "
    "on 7 June 2022. This was the third monitoring visit since the authority was judged "
    "inadequate in January 2020.",
    "# Areas covered by the visit",
    "Inspectors reviewed the progress made in the following areas of concern:",
    ("-", "The quality of plans."),
    ("-", "Supervision of social workers."),
    "A range of evidence was considered during the visit.",
    "# Headline findings",
    "Plans have improved.",
]


def load(reading) -> Paper:
    """Load a reading by this loader, which must know it."""
    kind = visit_letter.recognise(reading)
    assert kind is not None
    return visit_letter.load(reading, kind)


def test_frame_of_a_focused_visit(make_reading):
    """Date, days, signatory and authority come from the frame of the letter."""
    paper = load(make_reading([*FOCUSED, *END]))
    document, visit = paper.document, paper.document.inspection
    assert (document.kind, document.title) == (
        "focused_visit",
        "Focused visit to Marlbury children’s services",
    )
    assert document.authority == "Marlbury County Council"
    assert (document.published, document.published_basis) == ("2022-07-05", "stated")
    assert visit is not None
    assert (visit.start, visit.end) == ("2022-05-31", "2022-06-01")
    assert visit.lead_inspector == "Jo Bloggs"
    assert [quote.text for quote in visit.scope] == [
        "Inspectors looked at the local authority’s arrangements for children in care."
    ]
    assert document.judgements == ()


def test_misprinted_date_of_a_letter(make_reading):
    """A printed date before the visit cannot be that of the letter, so the file's name decides."""
    lines = ["5 July 2020" if line == "5 July 2022" else line for line in FOCUSED]
    paper = load(make_reading([*lines, *END], name="visit - 05 july 2022.pdf"))
    assert (paper.document.published, paper.document.published_basis) == (
        "2022-07-05",
        "file_name",
    )


def test_both_lists_of_a_focused_visit(make_reading):
    """Both lists keep their kinds, and bullets of findings belong to neither."""
    paper = load(
        make_reading(
            [
                *FOCUSED,
                "# Areas for priority action",
                "The local authority needs to take swift action on the following weaknesses:",
                ("\uf06e", "delays in visits"),
                "# What needs to improve in this area of social work practice?1",
                ("\uf06e", "Supervision. It should be regular."),
                "# Findings",
                ("\uf06e", "Visits are late."),
                *END,
            ]
        )
    )
    assert [(one.kind, one.text) for one in paper.concerns] == [
        ("priority_action", "delays in visits"),
        ("area_for_improvement", "Supervision. It should be regular."),
    ]
    assert [one.text for one in paper.comments if one.section == "Findings"] == [
        "Visits are late."
    ]
    assert paper.issues == ()


def test_single_area_for_priority_action(make_reading):
    """A sentence that ends in a colon and says what is wrong is the parent of its bullets."""
    paper = load(
        make_reading(
            [
                *FOCUSED,
                "# Area for priority action",
                "Senior managers’ grip on cases of neglect:",
                ("◼", "tracking of plans"),
                ("◼", "audits"),
                *END,
            ]
        )
    )
    stem, *points = paper.concerns
    assert stem.text == "Senior managers’ grip on cases of neglect:"
    assert [point.parent for point in points] == [stem.id, stem.id]


@pytest.mark.parametrize(
    "sentence",
    [
        "There are no priority actions following this focused visit.",
        "The areas for improvement remain those of the last inspection.",
    ],
)
def test_heading_without_a_list(make_reading, sentence):
    """A sentence that says that there is no list, or that the old one stands, is no concern."""
    heading = "# What needs to improve in this area of social work practice"
    paper = load(make_reading([*FOCUSED, heading, sentence, "# Findings", "All is well.", *END]))
    assert paper.concerns == ()
    assert any(one.text == "All is well." for one in paper.comments)


def test_scope_of_a_monitoring_visit_is_no_list_of_concerns(make_reading):
    """What a monitoring visit looked at is its scope, word for word, and never a new concern."""
    paper = load(make_reading([*MONITORING, *END]))
    assert paper.document.kind == "monitoring_visit"
    assert paper.concerns == ()
    assert paper.document.inspection is not None
    assert [quote.text for quote in paper.document.inspection.scope] == [
        "The quality of plans.",
        "Supervision of social workers.",
    ]


def test_reference_to_an_earlier_visit_is_kept_without_a_judgement(make_reading):
    """A letter's words on earlier visits are kept as comments that judge nothing."""
    paper = load(make_reading([*MONITORING, *END]))
    [recap] = [one for one in paper.comments if "third monitoring visit" in one.text]
    assert recap.polarity == "context"
    assert paper.document.judgements == ()


def test_frame_is_passed_over_for_reasons(make_reading):
    """Address, form and signature are ignored with their reasons, and nothing is left over."""
    paper = load(make_reading([*MONITORING, *END]))
    why = {one.text: one.why for one in paper.ignored}
    assert why["5 July 2022"] == "address and date of the letter"
    assert why["Jo Bloggs"] == "signature"
    assert paper.issues == ()


def test_papers_about_a_letter_are_left_to_others(make_reading):
    """A news page that quotes a letter is not the letter."""
    reading = make_reading(["# Progress in Marlbury", "Ofsted’s monitoring visit found progress."])
    assert visit_letter.recognise(reading) is None


def test_what_the_frame_does_not_say_is_an_issue(make_reading):
    """A letter without days or signature is loaded, and what it does not say is logged."""
    paper = load(
        make_reading(
            [
                "Marlbury County Council",
                "Dear Ms Miller",
                "# Focused visit to Marlbury County Council children’s services",
                "# Findings",
                "Children are safe.",
            ]
        )
    )
    assert paper.document.inspection is not None
    assert paper.document.inspection.start is None
    assert [issue.why for issue in paper.issues] == [
        "no rule could read from this paper on which days the visit was",
        "no rule could read from this paper who led the inspection",
    ]
