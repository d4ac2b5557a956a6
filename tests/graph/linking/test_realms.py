"""The two halves of the work."""

from __future__ import annotations

import pytest

from graph.linking.realms import realm_of, realm_of_heading, realm_of_topic
from graph.linking.topics import topic_of
from ontology.turtle import HERE, read
from ontology.vocabulary import SKOS, scheme


@pytest.mark.parametrize(
    ("heading", "realm"),
    [
        ("The experiences of children who need help and protection", "protection"),
        ("The experiences of children in care and care leavers: good", "care"),
        ("Main findings", None),
        ("Children in need and children in care", None),
    ],
)
def test_headings(heading: str, realm: str | None) -> None:
    """A heading belongs to the half that it names, if it names one only."""
    assert realm_of_heading(heading) == realm


def test_themes() -> None:
    """Themes of one half tell the half; themes of both, or of neither, tell nothing."""
    assert realm_of(["permanence", "life_story"]) == "care"
    assert realm_of(["permanence", "front_door"]) is None
    assert realm_of(["supervision"]) is None
    assert realm_of_topic(topic_of("Core groups are held late.")) == "protection"


def test_every_code_is_known() -> None:
    """Each theme and group that a half names is in its vocabulary."""
    for said in read(HERE / "vocabularies" / "realms.ttl").values():
        for other in said.get(f"{SKOS}related", ()):
            name, code = other.rsplit("/", 2)[-2:]
            assert code in scheme(name)
