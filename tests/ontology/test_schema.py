"""The schema is read from Turtle: relations with what they join, classes with their fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import OntologyError
from ontology.schema import record_classes, relations
from ontology.turtle import read
from ontology.vocabulary import scheme


def test_a_relation_joins_what_it_says_and_nothing_else() -> None:
    """An action may respond to a concern; a comment may not."""
    responds = relations()["respondsTo"]
    assert responds.joins("Action", "Concern")
    assert not responds.joins("Comment", "Concern")
    assert not responds.joins("Concern", "Action")


def test_a_relation_of_a_class_holds_for_the_classes_below() -> None:
    """Any record may quote any other, so a comment may quote a concern."""
    assert relations()["quotes"].joins("Comment", "Concern")


def test_a_relation_has_words_for_both_directions() -> None:
    """Pages can say a link from either of its ends."""
    assert relations()["evidencedBy"].label == "evidenced by"
    assert relations()["evidencedBy"].inverse == "is evidence for"


def test_a_class_has_its_own_fields_and_those_above() -> None:
    """A concern has a kind of its own, and the quote that every record has."""
    concern = record_classes()["Concern"]
    assert concern.above == {"Record"}
    assert concern.fields["kind"].scheme == "concern_kinds"
    assert concern.fields["quote"].range.endswith("#Quote")
    assert concern.fields["themes"].many and not concern.fields["kind"].many


def test_a_faulty_file_is_named(tmp_path: Path) -> None:
    """A file that is not Turtle, or not there, is refused by its name."""
    broken = tmp_path / "broken.ttl"
    broken.write_text("this is no Turtle")
    with pytest.raises(OntologyError, match=r"broken\.ttl"):
        read(broken)
    with pytest.raises(OntologyError, match=r"absent\.ttl"):
        read(tmp_path / "absent.ttl")


def test_an_unknown_vocabulary_and_an_unknown_code_are_named() -> None:
    """What is asked for and is not there is said in the message."""
    with pytest.raises(OntologyError, match=r"nowhere\.ttl"):
        scheme("nowhere")
    with pytest.raises(OntologyError, match="splendid"):
        scheme("grades")["splendid"]
