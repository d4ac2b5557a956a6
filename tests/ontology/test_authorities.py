"""Authorities are known under one name by any form that papers print, and by nothing else."""

from __future__ import annotations

import pytest

from ontology.authorities import authority_in, canonical, predecessors, successors
from ontology.vocabulary import scheme


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("Marlbury", "Marlbury County Council"),
        ("MARLBURY COUNTY COUNCIL", "Marlbury County Council"),
        ("marlbury-county-council", "Marlbury County Council"),
        ("Newcastle City Council", "Newcastle upon Tyne City Council"),
        ("Telford & Wrekin", "Telford and Wrekin Council"),
        ("Sandwell Children’s Trust", "Sandwell Metropolitan Borough Council"),
        ("London Borough of Camden Council", "London Borough of Camden"),
        ("West Northamptonshire", "West Northamptonshire Council"),
        ("Northamptonshire", "Northamptonshire County Council"),
        ("Stoke on Trent", "Stoke-on-Trent City Council"),
        ("Dorset County Council", "Dorset County Council"),
        ("Dorset", "Dorset Council"),
        ("Wigan Metropolitan Borough Council", "Wigan Council"),
    ],
)
def test_any_form_of_a_name_is_known(printed: str, official: str) -> None:
    """Titles, ampersands, hyphens, capitals and trusts lead to the one official name."""
    assert canonical(printed) == official


@pytest.mark.parametrize("name", ["", "Council", "Foxshire", "North Kent Council", "The council"])
def test_what_is_no_authority_is_none(name: str) -> None:
    """A name that is not in the vocabulary is not guessed at."""
    assert canonical(name) is None


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("Inspection of Marlbury local authority children’s services", "Marlbury County Council"),
        ("Focused visit to Telford & Wrekin children’s services", "Telford and Wrekin Council"),
        ("The London Borough of\nTower Hamlets", "London Borough of Tower Hamlets"),
        ("Inspection of Stoke-\non-Trent local authority", "Stoke-on-Trent City Council"),
        ("Director, Foxshire County Council\nFox Hall", "Foxshire County Council"),
        ("London Borough of Foxham children's services", "London Borough of Foxham"),
        ("Marlbury\nTown Hall", "Marlbury County Council"),
        (
            "Inspection of West Northamptonshire\nwas Northamptonshire County Council",
            "West Northamptonshire Council",
        ),
    ],
)
def test_the_authority_of_a_text_is_found(text: str, official: str) -> None:
    """A title wins over a mention, and a council that is not known is given as printed."""
    assert authority_in(text) == official


@pytest.mark.parametrize(
    "text",
    [
        "North Kent Council",
        "Kent Police attended",
        "Reading results are rising",
        "Piccadilly Gate, Store Street, Manchester M1 2WD",
        "12 Derby Road",
        "The council's plan",
        "",
    ],
)
def test_names_that_are_no_authority_are_passed_over(text: str) -> None:
    """Parts of counties, police forces, streets and addresses name no authority."""
    assert authority_in(text) is None


def test_predecessors_and_successors_answer_each_other() -> None:
    """An authority names as its successors exactly those that name it as a predecessor."""
    for entry in scheme("authorities"):
        assert all(entry.label in predecessors(other) for other in successors(entry.label))
        assert all(entry.label in successors(other) for other in predecessors(entry.label))
    assert successors("Cumbria County Council") == (
        "Cumberland Council",
        "Westmorland and Furness Council",
    )
    assert predecessors("Kent County Council") == ()


def test_every_name_of_an_authority_leads_to_it_alone() -> None:
    """Every label is known as its own authority, and no two authorities share one."""
    for entry in scheme("authorities"):
        for label in entry.labels:
            assert canonical(label) == entry.label


def test_all_authorities_are_there() -> None:
    """There are the 153 of today, five that are no more, and the one of the example."""
    assert len(scheme("authorities").concepts) == 153 + 5 + 1
