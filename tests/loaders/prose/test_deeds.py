"""What inspectors tell that an authority did, in sentences written for the fictional Marlbury."""

from __future__ import annotations

import pytest

from loaders.prose.deeds import deeds_in

TOLD = [
    (
        "Leaders have introduced a daily huddle at the front door.",
        "Leaders have introduced a daily huddle at the front door.",
        "done",
    ),
    (
        "A new post of head of permanence has been created, but it is not yet filled.",
        "A new post of head of permanence has been created",
        "done",
    ),
    (
        "The local authority plans to commission a second children’s home by spring.",
        "The local authority plans to commission a second children’s home by spring.",
        "planned",
    ),
    (
        "Senior managers are in the process of consulting with foster carers on fees.",
        "Senior managers are in the process of consulting with foster carers on fees.",
        "under_way",
    ),
    (
        "A revised supervision policy is being rolled out to every team.",
        "A revised supervision policy is being rolled out to every team.",
        "under_way",
    ),
    (
        "Practitioners have been provided with training on neglect.",
        "Practitioners have been provided with training on neglect.",
        "done",
    ),
    (
        "The introduction of three kinship officers has shortened delays.",
        "The introduction of three kinship officers",
        "done",
    ),
    (
        "Caseloads are lower following recent investment in the fostering team, staff say.",
        "recent investment in the fostering team",
        "done",
    ),
    (
        "Directors have improved their oversight by introducing weekly trackers of visits.",
        "introducing weekly trackers of visits",
        "done",
    ),
    (
        "There is now a dedicated offer for young carers.",
        "There is now a dedicated offer for young carers",
        "done",
    ),
    (
        "Recent initiatives, such as group coaching and a visiting standard, are helping.",
        "group coaching and a visiting standard",
        "done",
    ),
    (
        "While action has recently been taken to close this gap, its impact cannot be seen.",
        "action has recently been taken to close this gap",
        "done",
    ),
    (
        "The recently introduced pledge tracker helps managers to see drift.",
        "The recently introduced pledge tracker",
        "done",
    ),
    (
        "Increased investment in the duty team has resulted in lower caseloads.",
        "Increased investment in the duty team",
        "done",
    ),
    (
        "Improved data and increased audit activity in every hub mean that gaps are known.",
        "Improved data and increased audit activity in every hub",
        "done",
    ),
    (
        "Leaders in the partnership have committed additional resources to missing children.",
        "Leaders in the partnership have committed additional resources to missing children.",
        "done",
    ),
    (
        "Basing family workers in schools has led to earlier help.",
        "Basing family workers in schools",
        "done",
    ),
    (
        "Establishing a permanence panel means that drift is seen.",
        "Establishing a permanence panel",
        "done",
    ),
]

NOT_TOLD = [
    "Social workers visit children regularly and know them well.",
    "Assessments have been completed in good time for most children.",
    "Risks to two children had been reviewed before the visit.",
    "Plans have been made with families and are clear.",
    "Leaders have not yet introduced a tracker.",
    "Leaders should introduce a tracker.",
    "The local authority needs to commission more foster homes.",
    "Leaders have developed strong relationships with partners.",
    "Leaders have created a culture in which staff thrive.",
    "Leaders have established that too few children are seen.",
    "Only four carers were recruited last year.",
    "Children have been supported to develop new skills.",
    "The lack of investment in the service is felt by staff.",
    "Management oversight is recorded in most cases.",
    "Senior managers have taken no action to recruit.",
    "In all, 11 have been adopted since April.",
    "However only around half the number of audits are being completed.",
    "Increased demand for social workers has led to high caseloads.",
    "Improved practice in both teams means that children are safer.",
    "Placing children close to their schools has helped them to settle.",
    "The newly appointed staff are still learning.",
    "Plans recently introduced by the team are weak.",
    "Commissioning of services to support carers is slow.",
]


@pytest.mark.parametrize(("sentence", "words", "status"), TOLD)
def test_what_was_done_is_told(sentence: str, words: str, status: str) -> None:
    """A sentence that says what was done, begun or planned tells of one action, word for word."""
    (told,) = deeds_in(sentence)

    assert sentence[told.start : told.end].rstrip(".") == words.rstrip(".")
    assert told.status == status


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_practice_is_no_action(sentence: str) -> None:
    """Daily practice, a need, a judgement and what was not done are no actions."""
    assert deeds_in(sentence) == []
