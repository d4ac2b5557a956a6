"""The shapes held against a store: what is broken, what is missing, and silence."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.intake import intake
from graph.checking.validate import validate
from graph.linking.parts import about_part, parts_of
from graph.questions.gaps import GAPS, gaps
from graph.store import open_store
from graph.store.base import Store
from ontology.shapes import checks
from tests.builders import a_link, a_paper, a_story, load
from tests.graph.sparql.worlds import fill

TODAY = "2025-04-01"
# The shape that finds the same as a rule of the gaps.
SHAPES = {
    "no_action": "AnsweredConcern",
    "planned_only": "BegunConcern",
    "no_owner": "OwnedAction",
    "no_due_date": "DatedAction",
    "no_evidence": "EvidencedAction",
    "claimed_without_evidence": "ProvedAction",
    "no_later_comment": "LaterComment",
    "done_but_contradicted": "UncontradictedAction",
    "quote_altered": "FaithfulQuotation",
    "recurring": "FirstRaisedConcern",
    "overdue": "PunctualAction",
    "slipped": "KeptDate",
    "uncovered_comment": "TakenUpWeakness",
}


def differences(store: Store) -> dict[str, tuple[set[str], set[str]]]:
    """For each rule, what only the shape and what only the rule finds."""
    results = validate(store, today=TODAY)
    told = gaps(store, rules=list(SHAPES), today=TODAY)
    found = {}
    for rule, shape in SHAPES.items():
        shaped = {one.subject for one in results if one.shape == shape}
        asked = {gap.subject for gap in told if gap.rule == rule}
        if shaped != asked:
            found[rule] = (shaped - asked, asked - shaped)
    return found


def test_every_rule_has_its_shape() -> None:
    """No rule of the gaps is without a shape, and no shape of a gap without a rule."""
    gaps_of_shapes = {one.shape for one in checks() if one.severity != "Violation"}

    assert set(SHAPES) == {rule.name for rule in GAPS}
    assert set(SHAPES.values()) == gaps_of_shapes


def test_gaps_by_shapes_are_the_gaps_by_rules(store: Store, example_papers: Path) -> None:
    """In the example authority, every shape of a gap finds just what its rule finds."""
    intake(store, [example_papers])

    assert differences(store) == {}
    assert {one.severity for one in validate(store)} == {"Warning", "Info"}


@pytest.mark.corpus
def test_gaps_by_shapes_are_the_gaps_by_rules_of_a_real_authority(
    store: Store, shared: Path
) -> None:
    """In the papers of one real authority too, rule for rule."""
    corpus = shared / "corpus"
    intake(store, [corpus / "seeds", corpus / "ofsted" / "devon"])

    assert differences(store) == {}
    assert len({one.shape for one in validate(store)}) > 8


def test_a_matter_of_which_nobody_spoke_is_silence(store: Store) -> None:
    """Who spoke of one matter of a concern was silent about the other, by rule and by shape."""
    report = a_paper("report.pdf", visit="2020-01-31")
    letter = a_paper("letter.pdf", visit="2021-06-30", kind="monitoring_visit")
    both = "The supervision of social workers, and the timeliness of health assessments."
    concern = report.concern(both)
    parts = parts_of(both)
    said = [letter.comment(f"Inspectors saw more of this: {part}") for part in parts]
    links = [
        a_link(one, "commentsOn", concern, basis="stated", reasons=(about_part(part),))
        for one, part in zip(said, parts, strict=True)
    ]
    load(store, report, letter, links=links[:1])

    assert len(parts) == 2
    assert differences(store) == {}
    assert [one.subject for one in validate(store) if one.severity == "Info"] == [concern.id]

    store.relink(concern.authority, links)

    assert differences(store) == {}
    assert not [one for one in validate(store) if one.severity == "Info"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_shapes_and_rules_agree_on_generated_graphs(seed: int) -> None:
    """Whatever records, links and decisions there are, shapes and rules find the same gaps."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "made.db"), create=True)
        fill(store, seed)
        assert differences(store) == {}
        assert not [one for one in validate(store) if one.severity == "Violation"]
        store.close()


def test_generated_graphs_have_every_gap(tmp_path: Path) -> None:
    """Over thirty generated graphs, every shape of a gap finds something."""
    found: set[str] = set()
    for seed in range(30):
        store = open_store(str(tmp_path / f"{seed}.db"), create=True)
        fill(store, seed)
        found |= {one.shape for one in validate(store)}
        store.close()

    assert found >= set(SHAPES.values())


def test_a_result_shows_its_quote(store: Store) -> None:
    """A gap names the record with its words, its paper and its page."""
    story = a_story(owner=None)
    load(store, *story.papers, links=story.links)
    (result,) = [one for one in validate(store) if one.shape == "OwnedAction"]

    assert result.subject == story.action.id
    assert result.text == story.action.text
    assert (result.file, result.page) == ("plan.xlsx", 1)
    assert result.authority == story.action.authority
    assert result.severity == "Warning"


def test_one_authority_alone(store: Store) -> None:
    """Only the authority asked for is looked at."""
    fill(store, 5)

    assert validate(store, authority="Another Council") == []
    assert validate(store)


@pytest.mark.parametrize("said", ["voice", "polarity"])
def test_an_unknown_code_is_a_violation(store: Store, said: str) -> None:
    """A record with a code that no vocabulary has breaks the structure, and says where."""
    story = a_story()
    story.letter.comment("Somebody said so.", **{said: "nobody"})
    load(store, *story.papers, links=story.links)
    broken = [one for one in validate(store) if one.shape == "Comment"]

    assert {one.severity for one in broken} == {"Violation"}
    assert {one.text for one in broken} == {"Somebody said so."}
