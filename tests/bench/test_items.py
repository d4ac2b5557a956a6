"""The items of the benchmark: the same every time, in whole chains, with gaps that are known."""

from __future__ import annotations

from pathlib import Path

from bench.item_sets import items, parts, registers, sphinx_needs, strictdoc
from graph.records import Paper
from loaders.registry import load_paper


def test_the_same_number_gives_the_same_items() -> None:
    """Two calls give equal items, in the shares that are said."""
    made = items(400)
    assert made == items(400)
    kinds = [len(made.of(kind)) for kind in ("concern", "recommendation", "action")]
    assert kinds == [40, 40, 140]
    assert {len(item.text) > 150 for item in made.all} == {True}


def test_the_picked_chain_has_every_kind() -> None:
    """The concern that is asked about leads to recommendations, actions, evidence, comments."""
    made = items(400)
    chain = made.chain(made.picked)
    assert {key[:3] for key in chain} == {"CON", "REC", "ACT", "EVD", "COM"}


def test_gaps_are_those_that_links_leave() -> None:
    """A concern is unanswered exactly where no action leads to it, an action bare likewise."""
    made = items(400)
    targets = {item.target for item in made.of("evidence")}
    assert set(made.unshown()) == {item.id for item in made.of("action")} - targets
    recommended = {item.id: item.target for item in made.of("recommendation")}
    answered = {recommended.get(item.target, item.target) for item in made.of("action")}
    assert set(made.unanswered()) == {item.id for item in made.of("concern")} - answered


def test_registers_hold_every_item_with_its_link(tmp_path: Path) -> None:
    """What the loader reads of the registers is each item once, no line left over."""
    made = items(400)
    papers: list[Paper] = [
        load_paper(path.read_bytes(), path.name) for path in registers(made, tmp_path)
    ]
    assert sum(len(paper.records) for paper in papers) == 400
    assert [paper.issues for paper in papers] == [()] * len(papers)
    under = sum(action.under is not None for paper in papers for action in paper.actions)
    assert under == len(made.of("action"))
    assert sum(len(lot) for lot in parts(made)) == 400


def test_peers_get_the_same_links(tmp_path: Path) -> None:
    """The files for other tools name as many targets as there are links."""
    made = items(400)
    strictdoc(made, tmp_path / "strictdoc")
    sphinx_needs(made, tmp_path / "needs")
    linked = len([item for item in made.all if item.target])
    written = "".join(path.read_text() for path in (tmp_path / "strictdoc").glob("*.sdoc"))
    assert written.count("  VALUE: ") == linked
    needs = "".join(path.read_text() for path in (tmp_path / "needs").glob("[a-z]*[0-9].rst"))
    roles = ("responds_to", "addresses", "evidences", "comments_on")
    assert sum(needs.count(f"   :{role}: ") for role in roles) == linked
