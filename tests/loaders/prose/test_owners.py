"""Owners in prose and in the cells of plans."""

from __future__ import annotations

import pytest

from loaders.prose.acronyms import defined_in
from loaders.prose.actions import actions_in
from loaders.prose.owners import (
    agents_by,
    agents_of,
    bodies_of,
    named_leads,
    only_leads,
    owner,
    person_in,
)
from loaders.tables.leads import leads_in
from ontology.vocabulary import scheme


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
        ("The Head of Service, together with the Safeguarding Partnership,",
         ["Head of Service", "Safeguarding Partnership"]),
        ("The council, alongside Marlbury Police,", ["The council", "Marlbury Police"]),
        ("Schools and the youth justice service", ["Schools", "youth justice service"]),
        ("The Marlbury Children and Families Partnership",
         ["Marlbury Children and Families Partnership"]),
        ("The Head of Care and Head of Quality", ["Head of Care", "Head of Quality"]),
        ("NHS Marlbury", ["NHS Marlbury"]),
        ("The support of managers", []),
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
        ("an offer developed jointly with the Integrated Care Board", ["Integrated Care Board"]),
        ("a panel, which the Head of Service will chair", ["Head of Service"]),
        ("a panel, which the Head of Service will not chair", []),
        ("hubs where social workers will see families", []),
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


def test_another_council_is_named_by_its_place_alone() -> None:
    """A council owns what its place's name, without the word council, is said to do."""
    place = next(one.alternatives[0] for one in scheme("authorities") if one.alternatives)
    assert [party.name for party in agents_of(place)] == [place]
    assert [party.name for party in agents_by(f"Help is given by {place}.")] == [place]
    agreed = f"The Council has agreed a programme where {place}, a good authority, will help."
    assert [party.name for party in agents_by(agreed)] == [place]
    assert agents_of(f"The children of {place}") == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("A tracker is introduced (Head of Service, by June 2024).", ["Head of Service"]),
        ("A tracker is introduced. SRO: Director of Education", ["Director of Education"]),
        ("Training is given to staff (Social Workers and Managers).", []),
        ("It was agreed by the Integrated Care Board (ICB).", []),
        ("Two workers are in post (Head of Service to advise).", []),
    ],
)
def test_a_post_in_brackets_at_the_end(words: str, names: list[str]) -> None:
    """One post in brackets, perhaps with its date, is the lead; who is trained is none."""
    assert [party.name for party in named_leads(words)] == names


def test_a_line_that_only_names_a_lead() -> None:
    """It names who leads what stands before it, and is no action itself."""
    assert [party.name for party in only_leads("Lead officer: Head of Service.")] == [
        "Head of Service"
    ]
    assert only_leads("Lead officer: Head of Service has left.") == []
    assert only_leads("Lead the work: a plan is made.") == []


def test_a_short_name_is_the_body_it_is_explained_to_be() -> None:
    """Where the paper explains the letters, they name the same owner as the words."""
    paper = (
        "The Integrated Contact and Referral Team (ICRT) opened in May. The ICRT is busy."
        " The Quality Assurance Framework (QAF) is new."
    )
    bodies = bodies_of(paper)
    whole = "Integrated Contact and Referral Team"
    assert {letters: party.name for letters, party in bodies.items()} == {"ICRT": whole}
    assert [party.name for party in agents_of("The ICRT", bodies=bodies)] == [whole]
    assert [party.name for party in agents_by("read daily by the ICRT", bodies=bodies)] == [whole]
    assert [party.name for party in agents_of("The ICRT manager", bodies=bodies)] == [
        "ICRT manager"
    ]
    assert agents_of("The QAF", bodies=bodies) == []
    assert agents_of("The ICRT") == []
    assert actions_in("The ICRT has introduced daily checks.", bodies=bodies)
    assert not actions_in("The ICRT has introduced daily checks.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "the Multi-Agency Safeguarding Hub (MASH) and",
            {"MASH": "Multi-Agency Safeguarding Hub"},
        ),
        ("the Board of Health\nand Care (BHC)", {"BHC": "Board of Health and Care"}),
        ("the Board of Health and Care (BOHAC)", {"BOHAC": "Board of Health and Care"}),
        ("a large team (ICRT)", {}),
        ("in May. Referral Team (MRT)", {}),
        ("Independent Reviewing Officers (IROs)", {"IRO": "Independent Reviewing Officers"}),
    ],
)
def test_letters_must_be_those_of_the_words(text: str, found: dict[str, str]) -> None:
    """A bracket explains a short name only where its letters begin the words before it."""
    assert dict(defined_in(text)) == found


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
