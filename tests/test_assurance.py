"""A claim of assurance that later inspectors contradict is found unaided in real papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.intake import intake
from graph.decisions.queue import queue
from graph.questions.gaps import Gap, gaps
from graph.records import Action
from graph.store import open_store
from graph.store.base import Store

ASSURANCE = re.compile(r"quality assurance|\baudit", re.IGNORECASE)
TODAY = "2026-01-01"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Store]:
    """The annotated authority's papers, loaded and linked, with no decision taken."""
    annotated = next(path.name for path in (shared / "gold").iterdir() if path.is_dir())
    corpus = shared / "corpus"
    opened = open_store(str(tmp_path_factory.mktemp("assurance") / "real.db"), create=True)
    intake(opened, [corpus / "seeds", corpus / "ofsted" / annotated])
    yield opened
    opened.close()


def of_assurance(store: Store) -> list[Gap]:
    """Contradictions of what the committee report of 2020 says was done for quality assurance."""
    papers = {paper.id: paper for paper in store.documents()}
    found = []
    for gap in gaps(store, rules=["done_but_contradicted"], today=TODAY):
        action = store.record(gap.subject)
        paper = papers[action.document]
        named = isinstance(action, Action) and re.search("quality assurance", action.text, re.I)
        if named and paper.kind == "committee_report" and paper.date.startswith("2020"):
            found.append(gap)
    return found


@pytest.mark.corpus
def test_the_chain_of_quality_assurance_is_found(store: Store) -> None:
    """Assured in 2020, not enough in 2021 and again in 2024: one gap holds all three."""
    dates = {paper.id: paper.date for paper in store.documents()}
    years = [
        {dates[quote.document][:4] for quote in gap.quotes if ASSURANCE.search(quote.text)}
        for gap in of_assurance(store)
    ]

    assert any({"2020", "2021", "2024"} <= found for found in years)


@pytest.mark.corpus
def test_the_chain_is_told_in_two_quotes(store: Store) -> None:
    """The reason names the surest words and those of the latest paper, both on the same matter."""
    told = [re.findall(r"“(.+?)” \((\d{4})", gap.why, re.DOTALL) for gap in of_assurance(store)]

    assert any(
        {year for words, year in pairs if ASSURANCE.search(words)} == {"2021", "2024"}
        for pairs in told
    )
    assert all(len(gap.why) < 600 for gap in of_assurance(store))


@pytest.mark.corpus
def test_the_queue_asks_for_it(store: Store) -> None:
    """Until a person has decided, it is no fact, and the queue names it as what would be shown."""
    found = of_assurance(store)
    subjects = {gap.subject for gap in found}

    assert {gap.severity for gap in found} == {"medium"}
    assert any(
        change.subject in subjects and change.effect == "makes_certain"
        for one in queue(store, today=TODAY)
        for change in one.changes
    )
