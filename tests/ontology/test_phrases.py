"""Phrases are found as whole words, the longest first, and their words are used up."""

from __future__ import annotations

import pytest

from ontology.phrases import Phrases, plain, tokens


def found(phrases: Phrases, text: str) -> list[tuple[str, ...]]:
    """The codes found in a text, in order."""
    return [hit.codes for hit in phrases.find(tokens(text))]


def test_the_longest_phrase_keeps_its_words() -> None:
    """A longer phrase takes its words away from a shorter one inside it."""
    phrases = Phrases([("permanent", "permanence"), ("permanent staff", "workforce")])
    assert found(phrases, "Permanent staff find permanent homes.") == [
        ("workforce",),
        ("permanence",),
    ]


def test_whole_words_only() -> None:
    """A phrase is not found inside a longer word."""
    assert found(Phrases([("plan", "plans")]), "Planes and explanations") == []


def test_plural_possessive_hyphen_quotes_and_capitals_do_not_matter() -> None:
    """One label finds every print of it."""
    phrases = Phrases([("child's life-story book", "life_story")])
    for text in (
        "Children’s life story books",
        "THE CHILD'S LIFE‑STORY BOOK",
        "child life story book",
    ):
        assert found(phrases, text) == [("life_story",)], text


def test_one_phrase_may_stand_for_two_codes() -> None:
    """A phrase given twice is found once, with both codes in the order given."""
    assert found(Phrases([("IRO", "one"), ("IROs", "two")]), "The IRO") == [("one", "two")]


def test_fillers_may_stand_inside_a_phrase_and_nowhere_else() -> None:
    """An adverb inside a phrase is passed over; before or behind it, it is no part of it."""
    phrases = Phrases([("has improved", "better")], fillers=["significantly", "also"])
    hits = list(phrases.find(tokens("It also has also significantly improved significantly")))
    assert [(hit.start, hit.end) for hit in hits] == [(2, 6)]


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("agencies", "agency"),
        ("weaknesses", "weakness"),
        ("approaches", "approach"),
        ("children's", "child"),
        ("process", "process"),
        ("crisis", "crisis"),
        ("status", "status"),
        ("is", "is"),
    ],
)
def test_words_are_brought_to_one_form(word: str, singular: str) -> None:
    """Plurals and possessives fall together; words that only end in s stay."""
    assert plain(word) == plain(singular) == singular


@pytest.mark.parametrize("text", ["", " ", "—", "''"])
def test_nothing_is_found_in_nothing(text: str) -> None:
    """A text without words has no phrases."""
    assert found(Phrases([("plan", "plans")]), text) == []


def test_codes_of_phrases_that_overlap() -> None:
    """Every phrase counts, also one that lies within another or across two."""
    phrases = Phrases([("plan", "plans"), ("care plan", "care"), ("plan review", "reviews")])
    assert phrases.codes_in(tokens("care plan reviews")) == {"plans", "care", "reviews"}
    assert phrases.codes_in(tokens("careful")) == frozenset()


def test_words_are_not_shared() -> None:
    """What one reader does to its list of words does not change another's."""
    tokens("care plans").clear()
    assert tokens("care plans") == ["care", "plan"]
