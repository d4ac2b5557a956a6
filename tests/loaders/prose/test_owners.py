"""Owners in prose and in the cells of plans."""

from __future__ import annotations

import pytest

from loaders.prose.owners import agents_by, agents_of, named_leads, owner, person_in
from loaders.tables.leads import leads_in


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("The Principal Social Worker", ["Principal Social Worker"]),
        ("The Council immediately", ["The Council"]),
        ("Team managers now", ["Team managers"]),
        ("The Head of Service for Quality Assurance, supported by her deputy,",
         ["Head of Service for Quality Assurance"]),
        ("The Assistant Director and the Head of Commissioning",
         ["Assistant Director", "Head of Commissioning"]),
        ("A new framework", []),
        ("Training for managers", []),
    ],
)  # fmt: skip
def test_who_acts(subject: str, names: list[str]) -> None:
    """The owner is the post or body that ends the subject; a bare body keeps its article."""
    assert [party.name for party in agents_of(subject)] == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("a review was completed by a conference chair in May", ["a conference chair"]),
        ("overseen by the Area Manager, Senior Manager.", ["Area Manager", "Senior Manager"]),
        ("time was set aside for team managers to read every file", ["team managers"]),
        ("children identified by Ofsted as at risk", []),
        ("an audit which found oversight by senior managers", []),
    ],
)
def test_agents_of_passives(words: str, names: list[str]) -> None:
    """The word "by" names an owner, but not inspectors and not in what an audit found."""
    assert [party.name for party in agents_by(words)] == names


def test_a_panel_and_its_chair_both_own() -> None:
    """What goes through panels chaired by somebody is theirs and that somebody's."""
    words = "Cases are tracked through Locality Panels chaired by Service Managers."
    assert {party.name for party in agents_by(words)} == {"Locality Panels", "Service Managers"}


def test_a_chief_executive_is_a_post() -> None:
    """A post of two words is a post, also where its last word alone is a body."""
    (party,) = agents_by("It is overseen by the Chief Executive.")
    assert (party.name, party.kind) == ("Chief Executive", "post")


def test_a_lead_named_as_such() -> None:
    """The word "Lead:" before a post names an owner."""
    assert [party.name for party in named_leads("Roll out the tool (Lead: Head of MASH)")] == [
        "Head of MASH"
    ]


def test_a_first_name_needs_its_surname_in_the_paper() -> None:
    """A first name is a person only where the paper gives the whole name."""
    party = person_in("Miriam", "The commissioner, Miriam Okafor, has reported. Miriam will stay.")
    assert party is not None
    assert party.name == "Miriam Okafor"
    assert person_in("Miriam", "Miriam will stay.") is None


def test_the_id_of_an_owner_does_not_count_the_article() -> None:
    """An owner is the same with "The" and with "the" before the name."""
    one = owner("The Council", "body", "Marlbury County Council")
    other = owner("the Council", "body", "Marlbury County Council")
    assert one.id == other.id


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Head of MASH / Head of Assessment", ["Head of MASH", "Head of Assessment"]),
        ("Service Manager, Leaving Care", ["Service Manager, Leaving Care"]),
        ("Tom Ashe, Jane Carter", ["Tom Ashe", "Jane Carter"]),
        ("Head of Permanence (Jane Carter)", ["Head of Permanence", "Jane Carter"]),
        ("PSW; Workforce Lead", ["PSW", "Workforce Lead"]),
        ("TBC", []),
        ("", []),
    ],
)
def test_two_leads_in_one_cell(cell: str, names: list[str]) -> None:
    """A cell with two leads gives two owners; a comma inside one title parts nothing."""
    assert [party.name for party in leads_in(cell)] == names
