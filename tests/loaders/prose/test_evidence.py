"""Evidence in prose: examined, measured, held elsewhere, or only claimed."""

from __future__ import annotations

import pytest

from loaders.prose.actions import actions_in
from loaders.prose.evidence import evidence_in


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        (
            "An audit of 60 records in May found that supervision had taken place.",
            "audit",
            "available",
        ),
        ("A dip sample of closures was completed in June.", "dip_sample", "claimed"),
        ("An audit of pathway plans is planned for the autumn.", "audit", "planned"),
        (
            "We are completing a review of repeat child protection plans.",
            "case_review",
            "under_way",
        ),
        ("Caseloads have fallen from 27 in April to 18 in September.", "indicator", "available"),
        (
            "As at 30 September, 92% of children had an up-to-date assessment.",
            "indicator",
            "available",
        ),
        (
            "This has resulted in fewer children waiting for an allocated worker.",
            "claimed_outcome",
            "claimed",
        ),
        ("We are now confident that every child is seen alone.", "assertion", "claimed"),
        ("The scorecard demonstrated good progress on placements.", "assertion", "not_held"),
        (
            "The recent peer review found that thresholds are better understood.",
            "diagnostic",
            "available",
        ),
        ("Feedback from 63 young people was positive.", "feedback", "available"),
        ("Plans are stronger, as evidenced by an audit of 30 files.", "audit", "claimed"),
        ("As evidenced by the audit, 24 of 30 plans were good.", "audit", "available"),
        ("Evidence: audit of 20 cases, March 2024.", "audit", "claimed"),
        ("There has been a rise of 12 percentage points in visits.", "indicator", "available"),
        ("Nine in ten children now have a plan.", "indicator", "available"),
        ("Half of all audits were graded good or better.", "audit", "available"),
        ("The waiting list has been eliminated.", "claimed_outcome", "claimed"),
        ("Children told us that they feel heard.", "feedback", "available"),
    ],
)
def test_kind_and_status(sentence: str, kind: str, status: str) -> None:
    """Each kind of evidence is told from the others, and a claim from a figure."""
    shown = evidence_in(sentence, actions_in(sentence))
    assert [(one.kind, one.status) for one in shown] == [(kind, status)]


def test_an_audit_tool_is_no_audit() -> None:
    """Work on the tools of auditing shows nothing about practice."""
    sentence = "The Principal Social Worker is rewriting the audit tool."
    assert evidence_in(sentence, actions_in(sentence)) == []


def test_figures_in_brackets_stand_apart() -> None:
    """A figure given in brackets is evidence of its own, with its own words."""
    sentence = "Audits have been moderated since July (leading to 12% being downgraded)."
    shown = evidence_in(sentence, actions_in(sentence))
    assert [sentence[one.start : one.end] for one in shown][
        -1
    ] == "leading to 12% being downgraded"
    assert shown[-1].kind == "audit_moderation"


def test_an_action_that_examines_points_back_at_itself() -> None:
    """A review is an action and evidence at once."""
    sentence = "A review of thresholds was completed by the Head of MASH."
    (shown,) = evidence_in(sentence, actions_in(sentence))
    assert shown.action == 0


def test_what_a_meeting_was_shown_is_not_held() -> None:
    """An analysis that a meeting heard of is not at hand."""
    sentence = "the analysis of delay in care proceedings is completed by the legal team"
    (shown,) = evidence_in(sentence, actions_in(sentence + " each month"), elsewhere=True)
    assert shown.status == "not_held"
