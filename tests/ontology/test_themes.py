"""Themes are found by the words that papers use, and the known traps are no themes."""

from __future__ import annotations

import pytest

from ontology.themes import themes_in
from ontology.vocabulary import scheme


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The use of the public law outline is timely.", "pre_proceedings"),
        ("Letters before proceedings are plain.", "pre_proceedings"),
        ("A court progression officer was appointed.", "pre_proceedings"),
        ("Legal planning meetings are recorded.", "pre_proceedings"),
        ("Young people have a health passport.", "health_histories"),
        ("CP chairs raise concerns.", "conference_chairs"),
        ("Conference chairs raise concerns.", "conference_chairs"),
        ("Leaders have a clear line of sight.", "leadership"),
        ("More young people are staying put.", "accommodation"),
        ("Child protection medicals take place quickly.", "child_protection_medicals"),
        ("Later-life letters are kind.", "life_story"),
        ("Children on care orders live with their parents.", "placed_with_parents"),
        ("Return home interviews are prompt.", "exploitation_missing"),
        ("The designated officer is known to schools.", "allegations_lado"),
        ("Agency social workers leave often.", "workforce"),
    ],
)
def test_a_theme_is_known_by_its_synonyms(text: str, theme: str) -> None:
    """Two papers that share no word may still speak of one theme."""
    assert theme in themes_in(text)


@pytest.mark.parametrize(
    ("text", "wanted", "not_wanted"),
    [
        ("Marlbury has more permanent staff.", "workforce", "permanence"),
        ("The permanent workforce has grown.", "workforce", "permanence"),
        ("A permanent team was recruited.", "workforce", "permanence"),
        ("Annual health assessments are timely.", "health", "health_histories"),
        ("Annual health assessments are timely.", "health", "child_protection_medicals"),
        ("Supervision of contact is well planned.", "family_time", "supervision"),
        ("Supervision of personal advisers is rare.", "care_leavers", "supervision"),
        ("Children missing education are tracked.", "missing_education", "exploitation_missing"),
        ("Employment pathways for new staff.", "workforce", "care_leavers"),
        ("Those missing from home, care or education.", "exploitation_missing", "education"),
        ("Diversity and culture are understood.", "identity_equality", "practice_model_culture"),
        ("Case file audits are weak.", "quality_assurance", "case_records"),
    ],
)
def test_the_same_words_about_something_else_are_another_theme(
    text: str, wanted: str, not_wanted: str
) -> None:
    """A longer phrase claims its words for the theme that it really means."""
    assert wanted in themes_in(text)
    assert not_wanted not in themes_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is at an early stage.",
        "During the visit, inspectors spoke to people.",
        "",
        "Ofsted",
        "The challenges of the winter were large.",
        "An independent chair of the board was found.",
        "Their assessed needs are met.",
    ],
)
def test_turns_of_phrase_are_no_theme(text: str) -> None:
    """Words that only look like a theme, or speak of the inspection itself, count for none."""
    assert themes_in(text) == ()


def test_the_theme_with_most_words_comes_first() -> None:
    """The main theme is the one with the most words matched; of two equals the first."""
    assert themes_in("Personal advisers and pathway plans, and some data.")[0] == "care_leavers"
    assert themes_in("Audits and supervision") == ("quality_assurance", "supervision")


def test_every_theme_finds_itself() -> None:
    """Every label of every theme is found again as that theme, or as a longer theme's words."""
    lost = [
        (theme.id, label)
        for theme in scheme("themes")
        for label in theme.labels
        if theme.id not in themes_in(label)
    ]
    assert lost == []


def test_no_label_belongs_to_a_theme_and_to_a_trap() -> None:
    """A trap takes words away from themes; the same words cannot be both."""
    themes = {label for theme in scheme("themes") for label in theme.labels}
    traps = {label for trap in scheme("theme_traps") for label in trap.labels}
    assert not themes & traps
