from __future__ import annotations

from pathlib import Path

import pytest

from graph.linking.background import background, count, read, write
from graph.linking.groups import groups_in, without_actors
from graph.linking.terms import stem, stems
from ontology.errors import OntologyError
from ontology.themes import themes_in
from ontology.turtle import HERE
from ontology.vocabulary import scheme


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("planning", "plans"),
        ("assessment", "assessing"),
        ("permanence", "permanency"),
        ("supervised", "supervision"),
        ("audits", "auditing"),
        ("histories", "history"),
    ],
)
def test_one_stem(one: str, other: str) -> None:
    """Forms of one word share a stem."""
    assert stem(one) == stem(other)


def test_permanent_is_not_permanence() -> None:
    """Permanent staff and permanence for children keep different stems."""
    assert stem("permanent") != stem("permanence")


def test_grammar_is_left_out() -> None:
    """Words of grammar and numbers are no terms."""
    assert stems("How they are seen by 17 of the managers") == [stem("managers")]


def test_rare_words_weigh_more() -> None:
    """A word that few sentences hold tells more than one that many hold."""
    weigh = background().weight
    assert weigh(stem("children")) == 0.0
    assert weigh(stem("audits")) < weigh(stem("chronology")) <= 1.0


def test_particular_themes_weigh_more() -> None:
    """A particular theme tells more than a broad one."""
    weigh = background().theme_weight
    assert weigh("leadership") < weigh("permanence") < weigh("life_story")


def test_counts_survive_writing(tmp_path: Path) -> None:
    """Counts are read as they were written."""
    found = count(["Children wait for life-story work."] * 5 + ["Supervision is regular."])
    write(found, tmp_path / "counts.tsv")
    assert read(tmp_path / "counts.tsv") == found
    assert found.sentences == 6
    assert found.themes["life_story"] == 5


def test_names_are_not_counted() -> None:
    """Names of people and places are not kept; short forms in capitals are."""
    found = count(["The team in Marlbury works with the MASH."] * 5)
    assert stem("marlbury") not in found.words
    assert stem("mash") in found.words


@pytest.mark.parametrize("content", ["", "children\tmany\n", "children 5\n"])
def test_faulty_counts(tmp_path: Path, content: str) -> None:
    """A faulty file of counts is refused with its name."""
    path = tmp_path / "counts.tsv"
    path.write_text(content)
    with pytest.raises(OntologyError, match=r"counts\.tsv"):
        read(path)


def test_groups() -> None:
    """Groups of children and posts are known by the names that papers use."""
    found = groups_in(
        "Personal advisers see care leavers; managers do not see looked-after children."
    )
    assert found.children == {"care_leavers"}
    assert found.by_plan == {"children_in_care"}
    assert found.particular == {"personal_advisers"}
    assert found.general == {"managers"}


def test_longest_name_wins() -> None:
    """Children in care who live with their parents are a group of their own."""
    found = groups_in("The assessment of children in care placed with their parents.")
    assert found.of_children == {"placed_with_parents"}


def test_actors() -> None:
    """Those who act in any sentence are not its subject."""
    text = "Senior leaders have reviewed life-story work."
    assert "leadership" in themes_in(text)
    assert themes_in(without_actors(text)) == ("life_story",)


@pytest.mark.parametrize("name", ["groups", "aspects", "references", "movement", "means"])
def test_vocabularies(name: str) -> None:
    """Every concept of a vocabulary of linking says what it means."""
    assert all(concept.definition for concept in scheme(name))


def test_codes_are_themes() -> None:
    """Means and near themes name themes that exist."""
    codes = {concept.id for concept in scheme("means")}
    near = (HERE / "vocabularies" / "theme_kin.ttl").read_text()
    codes |= {word.removeprefix("theme:") for word in near.split() if word.startswith("theme:")}
    codes -= {"", "<https://w3id.org/sightline/vocab/themes/>"}
    assert codes - set(scheme("themes").concepts) == set()
