"""Committee reports: restated concerns, actions beneath them, inspectors' words passed on."""

# ruff: noqa: E501 - a paragraph of the papers below is one line
from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.records import Paper
from loaders.council import committee_report, partnership_update
from loaders.reading.files import read
from ontology.vocabulary import scheme

REPORT = """CHILDREN’S SERVICES AFTER THE INSPECTION

Report of the Director of Children’s Services of Marlbury County Council

1. SUMMARY

1.1 This report tells the Scrutiny Committee what was done since the inspection.

2. BACKGROUND

2.1 In March 2023 Marlbury’s services were judged inadequate after an inspection by Ofsted. Ofsted found that leaders did not know how many children were waiting. They were found to lack data.

2.2 A monitoring visit took place in January 2024 and the letter has been received.

3. PROGRESS

3.1 In relation to the areas for improvement identified by Ofsted;

Supervision of social workers;

3.2 The Principal Social Worker has written a new supervision policy. An audit of 40 records in October found that 31 social workers had been supervised in the last month. A further audit is planned for May.

3.3 In the monitoring visit Ofsted found that supervision has improved. Easton County Council was found to have excellent arrangements.

The identification of privately fostered children;

3.4 The Head of Early Help is preparing a leaflet. A workshop for schools will be part of the work. The workshop is planned for April.

3.5 A further priority identified by leaders is the need to keep experienced staff in the county. A retention payment has been agreed and is being paid to all senior practitioners.

4. LEGAL CONSIDERATIONS

4.1 Legal services have been consulted on this report.

5. EQUALITY CONSIDERATIONS

5.1 An equality impact assessment will be carried out where required.
"""


@pytest.fixture(scope="module")
def paper() -> Paper:
    """The report, loaded."""
    reading = read(REPORT.encode(), "report.txt")
    kind = committee_report.LOADER.recognise(reading)
    assert kind == "committee_report"
    return committee_report.LOADER.load(reading, kind)


def test_restated_headings_are_concerns_of_the_paper(paper: Paper) -> None:
    """Each heading that restates a concern is kept word for word, without its last mark."""
    assert [concern.text for concern in paper.concerns] == [
        "Supervision of social workers",
        "The identification of privately fostered children",
        "A further priority identified by leaders is the need to keep experienced staff in the county",
    ]
    assert {concern.kind for concern in paper.concerns} == {"self_identified"}


def test_actions_stand_under_their_heading(paper: Paper) -> None:
    """An action is joined to the heading it stands under, by the paper itself."""
    heading = {concern.id: concern.text for concern in paper.concerns}
    under = {action.text: heading.get(action.under or "") for action in paper.actions}
    policy = "The Principal Social Worker has written a new supervision policy."
    assert under[policy] == "Supervision of social workers"
    leaflet = "The Head of Early Help is preparing a leaflet."
    assert under[leaflet] == "The identification of privately fostered children"


def test_sections_of_form_hold_no_action(paper: Paper) -> None:
    """Legal and equality sections are passed over, with the reason."""
    assert not any("equality" in action.text.lower() for action in paper.actions)
    reasons = {issue.text: issue.why for issue in paper.ignored}
    assert "form" in reasons["Legal services have been consulted on this report."]


def test_a_later_sentence_dates_the_action_before_it(paper: Paper) -> None:
    """What "the workshop is planned for April" tells is the date of the workshop, no second action."""
    (workshop,) = [action for action in paper.actions if "workshop" in action.text.lower()]
    assert workshop.due_printed == "for April"


def test_findings_of_the_later_visit_are_judged_and_recaps_are_not(paper: Paper) -> None:
    """What inspectors found at a later visit has a polarity; the inspection told again is context."""
    polarity = {comment.text: comment.polarity for comment in paper.comments}
    assert (
        polarity["In the monitoring visit Ofsted found that supervision has improved."]
        == "improving"
    )
    assert (
        polarity["Ofsted found that leaders did not know how many children were waiting."]
        == "context"
    )
    assert {comment.voice for comment in paper.comments} == {"reported_by_authority"}


# The first authority that the vocabulary knows by one word alone, whichever that is.
KNOWN = min(name for one in scheme("authorities") for name in one.alternatives if " " not in name)


@pytest.mark.parametrize("name", ["Easton County Council", KNOWN])
def test_praise_of_another_council_is_no_comment(name: str) -> None:
    """A finding about another authority says nothing of this one."""
    reading = read(REPORT.replace("Easton County Council", name).encode(), "report.txt")
    paper = committee_report.LOADER.load(reading, "committee_report")
    assert not any(name in comment.text for comment in paper.comments)


def test_evidence_names_what_it_is_offered_for(paper: Paper) -> None:
    """An audit behind an action in its paragraph stands beside it, and is not said to be for it."""
    (policy,) = [action for action in paper.actions if "supervision policy" in action.text]
    (audit,) = [one for one in paper.evidence if one.text.startswith("An audit of 40")]
    assert policy.id in audit.beside
    assert policy.id not in audit.supports
    assert (audit.kind, audit.status) == ("audit", "available")


ANSWERS = """CHILDREN’S SERVICES AFTER THE INSPECTION

Report of the Director of Children’s Services of Marlbury County Council

1. PROGRESS

1.1 In relation to the areas for improvement identified by Ofsted;

Supervision of social workers;

1.2 The Integrated Contact and Referral Team (ICRT) has introduced a supervision log. New guidance on visits has been written.

Lead: Head of Service

1.3 An audit in October found supervision on time in 31 of 40 records. A further audit is planned for May.

1.4 Staff were reminded of the policy, training has been given and a review was completed by a manager in May.

Privately fostered children;

1.5 An audit in November found that supervision of foster carers was late in 6 of 10 files. Daily checks have been set up by the ICRT.
"""


def _answers() -> Paper:
    reading = read(ANSWERS.encode(), "report.txt")
    return committee_report.LOADER.load(reading, "committee_report")


def test_a_line_with_a_lead_names_the_owner_of_what_stands_before_it() -> None:
    """It is no action, and takes nothing from what has an owner already."""
    owners = {action.text: [one.name for one in action.owners] for action in _answers().actions}
    team = ["Integrated Contact and Referral Team"]
    log = "The Integrated Contact and Referral Team (ICRT) has introduced a supervision log."
    assert owners[log] == team
    assert owners["New guidance on visits has been written."] == ["Head of Service"]
    assert owners["Daily checks have been set up by the ICRT."] == team
    assert not [text for text in owners if text.startswith("Lead")]


def test_an_audit_is_about_what_stands_before_it() -> None:
    """At the head of a paragraph it stands beside the one before, under the same heading."""
    paper = _answers()
    text = {action.id: action.text for action in paper.actions}
    offered = {
        one.text: {text[action] for action in one.beside if text[action] != one.text}
        for one in paper.evidence
    }
    stated = {
        one.text: {text[action] for action in one.supports if text[action] != one.text}
        for one in paper.evidence
    }
    (first,) = [words for words in offered if words.startswith("An audit in October")]
    log = "The Integrated Contact and Referral Team (ICRT) has introduced a supervision log."
    assert offered[first] == {log}
    assert offered["A further audit is planned for May."] == set()
    (review,) = [words for words in offered if words.startswith("a review was completed")]
    assert [words[:19] for words in stated[review]] == ["Staff were reminded"]
    assert offered[review] == set()
    (other,) = [words for words in offered if words.startswith("An audit in November")]
    assert offered[other] == set()


def test_no_line_is_lost_and_every_quote_stands(paper: Paper) -> None:
    """Each quote is the paper's own words at its place; no line is left without a reason."""
    assert all(record.quote.stands_in(paper.text) for record in paper.records)
    assert not [issue for issue in paper.issues if issue.why.startswith("no rule")]


def test_an_undated_report_is_as_old_as_what_it_tells(paper: Paper) -> None:
    """The date is inferred from the latest date told as past, and says so."""
    assert (paper.document.published, paper.document.published_basis) == ("2024-01", "inferred")


UPDATE = """Skip to content

Improvement Board update – May 2024

The Improvement Board met on Tuesday to review the improvement plan of Marlbury County Council.

It was agreed that the next steps for care leavers are:

• Continuing weekly oversight by senior leaders.
• A review of the housing offer.

It was confirmed that the Department for Education had agreed to fund a second adviser until March 2025.

I’m writing to all partners to explain this.

The Board then heard presentations:

• Priya Nair reported on the analysis of delay in care proceedings.

Ruth Ellwood
Improvement Director
"""


def test_an_update_of_the_board() -> None:
    """Agreed priorities are actions; "I" is who signs; presenters own nothing."""
    reading = read(UPDATE.encode(), "update.txt")
    kind = partnership_update.LOADER.recognise(reading)
    assert kind == "partnership_update"
    paper = partnership_update.LOADER.load(reading, kind)
    told = {action.text: action for action in paper.actions}
    assert told["Continuing weekly oversight by senior leaders."].status == "under_way"
    assert told["A review of the housing offer."].status == "planned"
    (signed,) = [action for action in paper.actions if action.text.startswith("I’m writing")]
    assert [one.name for one in signed.owners] == ["Ruth Ellwood"]
    assert not any(one.name == "Priya Nair" for action in paper.actions for one in action.owners)
    assert (paper.document.published, paper.document.published_basis) == ("2024-05", "stated")


HIGHLIGHTS = """Marlbury County Council Improvement Board: highlight report

March 2025

Key achievements this period

• Two team managers recruited and in post since 3 February.
• Launch of the new consultation line for schools.

Planned for the next period

• Train all call handlers by the end of April.
• Multi-agency audit of repeat referrals.

Risks and issues

• High demand at weekends may delay decisions.
"""


def test_a_highlight_report() -> None:
    """The heading over a list says whether it was done or is planned; risks are no actions."""
    reading = read(HIGHLIGHTS.encode(), "highlights.txt")
    kind = partnership_update.LOADER.recognise(reading)
    assert kind == "partnership_update"
    paper = partnership_update.LOADER.load(reading, kind)
    assert [(action.text, action.status) for action in paper.actions] == [
        ("Two team managers recruited and in post since 3 February.", "done"),
        ("Launch of the new consultation line for schools.", "done"),
        ("Train all call handlers by the end of April.", "planned"),
        ("Multi-agency audit of repeat referrals.", "planned"),
    ]


FINDINGS = """Improvement Board update – 4 November 2024

First monitoring visit

The Board of Marlbury County Council met on Monday. In Ofsted’s first visit they found that:

• Social workers now know their children well.
• Too many plans drift.

It was agreed that the plan would be refreshed in January. The next meeting is in December.
"""


def test_a_list_of_what_inspectors_found() -> None:
    """Each point beneath "they found that" passes on a finding."""
    reading = read(FINDINGS.encode(), "update.txt")
    paper = partnership_update.LOADER.load(reading, "partnership_update")
    assert "Too many plans drift." in [comment.text for comment in paper.comments]
    assert {comment.voice for comment in paper.comments} == {"reported_by_authority"}
    assert [action.due_printed for action in paper.actions] == ["in January"]


SHARED = Path(__file__).resolve().parents[4] / "shared"


def _gold(name: str) -> list[dict[str, str]]:
    with (SHARED / "gold" / "devon" / name).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _fold(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.exists(), reason="the real papers are not here")
@pytest.mark.parametrize(("paper_id", "floor"), [("P20", 0.9), ("B20", 0.9)])
def test_real_papers(paper_id: str, floor: float) -> None:
    """On real papers nine of ten actions annotated by hand are found, with few beyond them."""
    (row,) = [row for row in _gold("documents.csv") if row["doc_id"] == paper_id]
    data = (SHARED / "corpus" / "seeds" / row["file"]).read_bytes()
    loader = committee_report.LOADER if paper_id == "P20" else partnership_update.LOADER
    reading = read(data, row["file"])
    found = loader.load(reading, loader.recognise(reading) or "").actions
    wanted = [_fold(row["verbatim"]) for row in _gold("actions.csv") if row["doc_id"] == paper_id]
    given = [_fold(action.text) for action in found]
    hits = sum(any(one in other or other in one for other in given) for one in wanted)
    assert hits >= floor * len(wanted)
    assert len(given) <= 1.4 * len(wanted)
