"""Actions in prose, in sentences written for the fictional Marlbury."""

from __future__ import annotations

import pytest

from loaders.prose.actions import actions_in, named_action, presented_in
from loaders.prose.status import list_status

ONE = [
    ("We have recruited twelve newly qualified social workers.", "done"),
    ("The Director of Children’s Services will chair a fortnightly assurance panel.", "planned"),
    (
        "A new escalation policy was agreed by the Board and has been rolled out to all teams.",
        "done",
    ),
    ("Managers now review every plan that has been open for more than six months.", "under_way"),
    ("Recruitment of a permanent Head of Service is under way.", "under_way"),
    ("It was agreed that the Quality Assurance Framework would be rewritten.", "planned"),
    ("This work will continue to be overseen by the Improvement Board.", "under_way"),
    (
        "The service is developing an exit interview process so that it learns why staff leave.",
        "under_way",
    ),
    ("Two additional reviewing officers have been appointed and will start in April.", "done"),
    ("Supervision is now audited each month.", "under_way"),
    ("The practice improvement team has begun to moderate all audits.", "under_way"),
    ("The strategy was due to be published in May but has been delayed.", "planned"),
    ("The Assistant Director is to lead a review of the front door.", "planned"),
    ("Work to embed the practice model continues.", "under_way"),
    ("We intend to establish a dedicated pre-birth team.", "planned"),
    ("The Council has invested £2.4m in additional social work posts.", "done"),
    ("Health partners have agreed to fund a specialist nurse post.", "planned"),
    ("There are plans to extend the pilot to the whole county.", "planned"),
    ("There has been significant investment in early help, including three family hubs.", "done"),
    ("The tracker is reviewed weekly by the Head of Service for Permanence.", "under_way"),
    ("A revised pathway plan has been written and is being tested by two teams.", "under_way"),
    ("Each month the Board has received a report on overdue visits.", "under_way"),
    ("Significant progress has been made in clearing the backlog of assessments.", "under_way"),
    ("The leaflet for foster carers had almost been completed.", "under_way"),
    ("A further audit of strategy discussions is planned for the spring.", "planned"),
    ("Since September a charity has carried out return home interviews for the Council.", "done"),
    ("Team managers are required to sign off every closure.", "under_way"),
    ("Arrangements were put in place for heads of service to see these cases weekly.", "done"),
]

NONE = [
    "Performance has improved in this area.",
    "Caseloads are reducing and now average 16.",
    "The number of children waiting for allocation has fallen from 84 to 12.",
    "The Committee is asked to note the progress set out in this report.",
    "Inspectors will return in the spring.",
    "Ofsted will publish a letter after the visit.",
    "This report sets out what has been done since the inspection.",
    "Further work is needed to improve the timeliness of visits.",
    "We should review the way in which strategy discussions are recorded.",
    "Children are seen alone.",
    "No formal audit of this practice has taken place.",
    "We have not yet recruited to all vacant posts.",
    "57% of the plan was complete.",
    "Staff told us that they feel supported.",
]


@pytest.mark.parametrize(("sentence", "status"), ONE)
def test_one_action_and_its_status(sentence: str, status: str) -> None:
    """A sentence that tells of one action gives it whole, with the status that its words mean."""
    told = actions_in(sentence)
    assert [one.status for one in told] == [status]
    assert sentence[told[0].start : told[0].end] == sentence or "agreed that" in sentence


@pytest.mark.parametrize("sentence", NONE)
def test_what_is_no_action(sentence: str) -> None:
    """Outcomes, needs, requests to members and what inspectors or papers do are no actions."""
    assert actions_in(sentence) == []


def test_coordinated_verbs_are_three_actions() -> None:
    """Three things done by one subject are three actions with their own words."""
    sentence = (
        "We have recruited two nurses for the team, launched a new academy for managers and "
        "introduced weekly supervision for first-year staff."
    )
    words = [sentence[told.start : told.end] for told in actions_in(sentence)]
    assert words == [
        "We have recruited two nurses for the team",
        "launched a new academy for managers",
        "introduced weekly supervision for first-year staff.",
    ]


def test_clauses_of_different_status() -> None:
    """A sentence may tell of one thing done, one going on and one planned."""
    sentence = (
        "All teams were reminded of the standard, this is being checked by managers and a review "
        "of the results will be completed in June."
    )
    assert [told.status for told in actions_in(sentence)] == ["done", "under_way", "planned"]


def test_list_after_included() -> None:
    """A list of things named, not told by verbs, is cut where the next name begins."""
    sentence = (
        "The response has included additional capacity in the front door, a review of thresholds "
        "with partners (police, health and schools) and improved recording of strategy meetings."
    )
    words = [sentence[told.start : told.end] for told in actions_in(sentence)]
    assert words == [
        "additional capacity in the front door",
        "a review of thresholds with partners (police, health and schools)",
        "improved recording of strategy meetings.",
    ]


def test_this_has_included_follows_an_action() -> None:
    """The words "This has included" name actions only where the sentence before told of one."""
    sentence = "This has included a review of all open referrals and training for call handlers."
    assert actions_in(sentence) == []
    assert len(actions_in(sentence, follows=True)) == 2


def test_a_short_clause_stays_with_the_one_before() -> None:
    """A clause of a few words is no action of its own; the whole is then under way."""
    told = actions_in("These tools have been shared with every team and training is provided.")
    assert [one.status for one in told] == ["under_way"]


def test_what_a_meeting_heard_of_is_not_its_presenters_doing() -> None:
    """A presentation names work; the span begins behind the presenter."""
    sentence = "Priya Nair updated the Board on the set up of the new reunification team."
    (told,) = presented_in(sentence)
    assert sentence[told.start : told.end] == "the set up of the new reunification team"
    assert told.status == "under_way"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Continuing weekly oversight of children in unregistered homes", "under_way"),
        ("A review of the short breaks service", "planned"),
        ("Building a stable workforce in the assessment teams", "planned"),
    ],
)
def test_named_actions(words: str, status: str) -> None:
    """A bullet that opens like the name of an action is one; "continuing" says it has begun."""
    told = named_action(words)
    assert told is not None
    assert told.status == status


def test_a_subject_is_no_named_action() -> None:
    """A bullet that names a subject of discussion is no action."""
    assert named_action("The views of young people") is None


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("It was agreed that the priorities for the next quarter are:", "planned"),
        ("The following actions have been completed:", "done"),
        ("Work is being done on:", "under_way"),
        ("The Board met on Tuesday.", None),
    ],
)
def test_what_a_list_opens_with(line: str, status: str | None) -> None:
    """The line that opens a list says whether what it names is done, under way or planned."""
    assert list_status(line) == status
