"""Polarity: the rules one by one on made-up sentences, and the measure on annotated papers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.polarity import polarity
from ontology.vocabulary import scheme

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
JUDGED = ("strength", "improving", "mixed", "weakness")


@pytest.mark.parametrize(
    "sentence",
    [
        "Social workers in Marlbury know their children well.",
        "Children are seen at home by their social workers.",
        "There is no delay in starting enquiries.",
        "Few children wait for an assessment.",
        "Managers identify drift early and tackle delay.",
        "No children were found to be left in unsafe homes.",
        "Children who do not attend school are visited quickly.",
        "When a child cannot stay at home, relatives are assessed promptly.",
        "The panel ensures that no child is left without a plan.",
        "Despite high caseloads, visits are regular.",
        "Early help reduces delay for families.",
        "Leaders have a thorough understanding of strengths and weaknesses.",
        "The hub helps parents to build stronger networks.",
        "Supervision is now effective.",
    ],
)
def test_a_good_state_is_a_strength(sentence: str) -> None:
    """What is good today is a strength, also where faults are named, negated or dealt with."""
    assert polarity(sentence) == "strength"


@pytest.mark.parametrize(
    "sentence",
    [
        "The quality of assessments is poor.",
        "Plans are not clear.",
        "Visits are too infrequent.",
        "There is a lack of clear and timely recording.",
        "Management oversight needs to improve.",
        "Leaders have been slow to improve practice.",
        "Progress has been too slow.",
        "Despite ongoing investment, too many children wait.",
        "The action taken has not improved practice.",
        "Managers do not identify drift.",
        "Earlier weaknesses have not been addressed.",
        "There are children who do not have a plan.",
        "Some children who are placed far away have not been visited.",
        "While visits take place, they are not recorded.",
        "The quality of plans is too variable.",
        "There is considerable variability in recording.",
        "Assessments are not yet good enough.",
        "Five years ago, the council failed to act on neglect.",
        "Ensure that core groups meet on time.",
        "More work is required to ensure that plans are effective.",
        "The identification of neglect is slow.",
        "Leaders recognise that more needs to be done.",
        "Challenge has not prevented serious failures.",
    ],
)
def test_what_falls_short_is_a_weakness(sentence: str) -> None:
    """Below what is expected is a weakness, also in words of praise or of progress."""
    assert polarity(sentence) == "weakness"


@pytest.mark.parametrize(
    "sentence",
    [
        "The timeliness of visits has improved since the last inspection.",
        "Leaders have introduced a tracker for plans.",
        "An increasing number of plans are clear.",
        "Earlier delays have been addressed.",
        "Oversight is now stronger.",
        "Caseloads are reducing.",
        "The new team has started to make a difference.",
        "Reviews have significantly improved.",
    ],
)
def test_movement_to_the_better_is_improving(sentence: str) -> None:
    """What has become better, or a step just taken, is improving, with adverbs in between too."""
    assert polarity(sentence) == "improving"


@pytest.mark.parametrize(
    "sentence",
    [
        "Visits are regular, but plans are weak.",
        "Although caseloads are high, social workers know children well.",
        "Supervision is regular; however, records are poor.",
        "The quality of assessments is variable.",
        "Recording is inconsistent across teams.",
        "Timeliness has improved, but delay remains for too many children.",
        "Some plans are strong, and others lack detail.",
        "It is too early to see the impact of this work.",
    ],
)
def test_praise_and_fault_together_are_mixed(sentence: str) -> None:
    """Two clauses that judge against each other are mixed, and so is good here and not there."""
    assert polarity(sentence) == "mixed"


@pytest.mark.parametrize(
    "sentence",
    [
        "Inspectors looked at arrangements for children in care.",
        "In 2016 the authority was judged to be inadequate.",
        "The director took up post in May.",
        "This visit was carried out by two inspectors.",
    ],
)
def test_a_sentence_without_judgement_is_context(sentence: str) -> None:
    """A sentence that judges nothing, or recalls an earlier grade, is context."""
    assert polarity(sentence) == "context"


def test_a_praised_step_under_although_does_not_make_a_fault_mixed() -> None:
    """A first clause that only tells of a step leaves a weakness a weakness."""
    assert polarity("Although a panel has been set up, delay persists.") == "weakness"


def test_the_sentence_before_decides_where_the_sentence_judges_nothing() -> None:
    """An opening "This means" goes on in the same direction, "However" turns it round."""
    before = "Plans are weak."
    outcome = "This means that children move several homes."
    assert polarity(outcome, before=before) == "weakness"
    assert (
        polarity("However, one team offers visits in the evening.", before="Visits are good.")
        == "weakness"
    )
    assert polarity("This means that children are well supported.", before=before) == "strength"


def test_print_does_not_matter() -> None:
    """Curly quotes, capitals, long dashes and a comma at the end change nothing."""
    assert polarity("CHILDREN’S PLANS ARE NOT CLEAR,") == "weakness"
    assert polarity("Children’s plans – all of them – are good.") == "strength"


@pytest.mark.parametrize("sentence", ["", "   ", "...", "12.", "◼"])
def test_nothing_said_is_context(sentence: str) -> None:
    """A line without words judges nothing."""
    assert polarity(sentence) == "context"


def test_the_examples_of_the_vocabulary_hold() -> None:
    """Every example sentence of a class that judges by itself has the polarity of that class."""
    judged = {
        "strength": "strength",
        "fair": "strength",
        "improving": "improving",
        "comparative": "improving",
        "step": "improving",
        "time": "improving",
        "mended": "improving",
        "weakness": "weakness",
        "excess": "weakness",
        "need": "weakness",
        "demand": "weakness",
        "hint": "weakness",
        "negation": "weakness",
        "mixed": "mixed",
        "context": "context",
        "hindsight": "weakness",
        "asked": "strength",
        "instead": "weakness",
        "recall": "improving",
        "burden": "strength",
        "high": "weakness",
        "low": "weakness",
        "below": "weakness",
        "asset": "weakness",
    }
    for code, wanted in judged.items():
        for example in scheme("polarity")[code].examples:
            assert polarity(example) == wanted, example


@pytest.mark.corpus
def test_the_annotated_sentences_are_mostly_read_right() -> None:
    """At least 83 in 100 judged sentences of inspectors have the annotated polarity."""
    files = sorted(GOLD.glob("*/statements.csv"))
    if not files:
        pytest.skip("the annotated papers are not beside this checkout")
    right = judged = 0
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = [row for row in csv.DictReader(handle) if row["voice"].startswith("inspector")]
        for before, row in zip([None, *rows], rows, strict=False):
            if row["polarity"] in JUDGED:
                near = before is not None and before["locator"] == row["locator"]
                told = before["verbatim"] if before is not None and near else ""
                judged += 1
                right += polarity(row["verbatim"], before=told) == row["polarity"]
    assert right / judged >= 0.83


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Some of them still live in places where they are not safe.", "weakness"),
        ("The weakness in health assessments has been fully addressed.", "improving"),
        ("The weakness in health assessments has not been fully addressed.", "weakness"),
        ("The backlog of assessments has been cleared.", "improving"),
        ("Plans set out clearly what must change.", "strength"),
    ],
)
def test_what_is_unsafe_or_mended_is_read_so(sentence: str, expected: str) -> None:
    """A place that is not safe is a fault, and a fault that is mended in full is not."""
    assert polarity(sentence) == expected
