"""The fitting of the weights of later comments."""

from __future__ import annotations

from pathlib import Path

from api.intake import intake
from bench.weights import Row, fit, likely, rows
from graph.linking.weighing import Standing
from graph.store import open_store


def seen(strength: float, right: float) -> Row:
    """A match of which only the strength tells."""
    return Standing(strength, 0, 0, 0, 0, 0, 0, 0, 0), right


def test_what_tells_gets_weight_and_what_does_not_gets_none() -> None:
    """Stronger matches that are right more often give strength a weight, and nothing else one."""
    group = [seen(place / 10 - 1, float(place % 20 > 7 and place > 3)) for place in range(20)]
    constant, strength, *others = fit([group])
    assert strength > 0.5 and all(abs(other) < 1e-9 for other in others)
    weak = likely([constant, strength], [1.0, -1.0])
    assert weak < 0.5 < likely([constant, strength], [1.0, 1.0])


def test_matches_of_a_gold_folder(example_papers: Path, tmp_path: Path) -> None:
    """The example's matches on concerns read in full are as right as its reader says."""
    store = open_store(str(tmp_path / "example.db"), create=True)
    intake(store, [example_papers])
    store.close()
    found = rows(example_papers.parent / "gold", tmp_path / "example.db")
    values = {right for _, right in found}
    assert 1.0 in values and values <= {0.0, 0.5, 1.0}
