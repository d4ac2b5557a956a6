"""The benchmark of linking, run on the papers of the fictional council."""

from __future__ import annotations

from pathlib import Path

from api.intake import intake
from bench.linking import measure
from graph.store import open_store


def test_one_letter_more_gives_the_same_links(tmp_path: Path, example_papers: Path) -> None:
    """A paper taken out and put in again leads to the links that all papers together give."""
    path = tmp_path / "bench.db"
    store = open_store(str(path), create=True)
    intake(store, [example_papers])
    held = store.counts()
    store.close()

    figures = measure(path)

    assert figures["papers"] == held.documents
    assert figures["total"]["links"] == held.links
    assert figures["one_letter"]["links"] == held.links
    assert open_store(str(path)).counts() == held
