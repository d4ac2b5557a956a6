"""``sightline evaluate`` on the example authority's gold, and on the annotated real papers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from api.intake import intake
from graph.store import open_store
from tests.api.conftest import Sightline


def stored(folder: Path, *papers: Path) -> str:
    """Load papers into a store of its own and return its address."""
    url = str(folder / "gold.db")
    store = open_store(url, create=True)
    try:
        report = intake(store, list(papers))
    finally:
        store.close()
    assert not report.refused
    return url


def test_the_example_is_measured(
    sightline: Sightline, tmp_path: Path, example_papers: Path
) -> None:
    """The example's papers come out as its gold has them, and no trap is fallen for."""
    url = stored(tmp_path, example_papers)
    gold = example_papers.parent / "gold"
    ran = sightline("evaluate", gold, "--store", url, "--json")
    assert (ran.status, ran.err) == (0, "")
    figures = ran.json["figures"]

    for section in ("concerns", "statements", "actions", "evidence"):
        assert figures[section]["recall"] == 1.0, section
    for section in ("later_comments", "concern_actions"):
        assert figures[section]["recall"] >= 0.9, section
        assert figures[section]["precision"] >= 0.9, section
        assert figures[section]["average_precision"] >= 0.8, section
    assert figures["progress"]["accuracy"] >= 0.7
    assert figures["polarity"]["accuracy"] >= 0.8
    assert figures["hard_negatives"] == {"gold": 4, "fallen_for": 0}
    assert (
        sum(b["proposed"] for b in ran.json["reliability"] if b["relation"] == "commentsOn")
        == (figures["later_comments"]["proposed"])
    )

    said = sightline("evaluate", gold, "--store", url, "--misses", "1").out
    assert "average_precision" in said
    assert "How many proposals of each score are right" in said


def test_a_wrong_call_is_refused(
    sightline: Sightline, tmp_path: Path, example_papers: Path
) -> None:
    """A folder that is no gold, and a paper that the gold does not have, are named."""
    url = stored(tmp_path, example_papers)
    ran = sightline("evaluate", example_papers, "--store", url)
    assert (ran.status, "is no gold folder" in ran.err) == (1, True)

    gold = example_papers.parent / "gold"
    ran = sightline("evaluate", gold, "--store", url, "--exhaustive", "R99")
    assert (ran.status, "'R99' is no paper of this gold" in ran.err) == (2, True)


@pytest.mark.corpus
def test_our_figures_are_those_of_the_measure(
    sightline: Sightline, tmp_path: Path, shared: Path
) -> None:
    """On the annotated real papers every figure that both give is the same as the other's."""
    gold = next(path for path in (shared / "gold").iterdir() if path.is_dir())
    corpus = shared / "corpus"
    url = stored(tmp_path, corpus / "seeds", corpus / "ofsted" / gold.name)
    program = f'{sys.executable} -c "from api.cli import main; main()"'
    asked = [sys.executable, shared / "gold" / "score.py", gold, "--store", url, "--json"]
    done = subprocess.run(
        [*map(str, asked), "--sightline", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    theirs = json.loads(done.stdout)
    ours = sightline("evaluate", gold, "--store", url, "--exhaustive", "I20", "--json").json
    ours = ours["figures"]

    statements, comments = theirs["statements"], theirs["later_comments"]
    assert ours["polarity"]["accuracy"] == statements.pop("polarity_accuracy")
    assert ours["progress"]["accuracy"] == comments.pop("progress_accuracy")
    theirs["concerns"]["recall"] = theirs["concerns"].pop("recall_loose")
    for section, figures in theirs.items():
        assert {key: ours[section][key] for key in figures} == figures, section
