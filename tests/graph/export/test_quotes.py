"""No format alters a word of a paper, and every call gives the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.intake import intake
from graph.export import EXPORTERS
from graph.export.common import Portfolio
from graph.export.walk import portfolio
from graph.store import open_store
from graph.store.base import Store
from tests.exports import QUOTES, folded, pdf_words, records_in, steps_in, written
from tests.graph.export.conftest import TODAY

FORMATS = list(EXPORTERS)
LARGER = ("trig", "jsonld", "crate")  # these hold the whole papers behind a chain, with scope

_HASHES = """
import hashlib, io, sys
from graph.export import EXPORTERS
from graph.export.walk import portfolio
from graph.records import Concern
from graph.store import open_store
store = open_store(sys.argv[1])
ids = sorted(concern.id for concern in store.records(Concern))
evidence = portfolio(store, ids, only="all", today="2025-04-01")
for name in sys.argv[2:]:
    buffer = io.BytesIO()
    EXPORTERS[name].write(evidence, buffer)
    print(name, hashlib.sha256(buffer.getvalue()).hexdigest())
"""


def test_the_evidence_is_not_empty(settled: Portfolio, everything: Portfolio) -> None:
    """The example holds enough for the tests below to mean something."""
    assert len(settled.records) > 20
    assert len(everything.records) > 60
    assert settled.proposals_left_out > 50


@pytest.mark.parametrize("only", ["settled", "everything"])
@pytest.mark.parametrize("name", QUOTES)
def test_quotes_are_the_words_of_the_papers(
    name: str, only: str, request: pytest.FixtureRequest
) -> None:
    """Each format holds the words of every record to the letter, and no other quotes."""
    evidence: Portfolio = request.getfixturevalue(only)
    expected = {record.text for record in evidence.records.values()}
    gaps = {quote.text for gap in evidence.gaps for quote in gap.quotes}
    found = set(QUOTES[name](written(evidence, name)))

    assert expected - found == set()
    if name not in LARGER:
        assert found - expected - gaps == set()


@pytest.mark.parametrize("only", ["settled", "everything"])
def test_quotes_in_a_pdf_are_the_words_of_the_papers(
    only: str, request: pytest.FixtureRequest
) -> None:
    """The text of the PDF holds the words of every record, between quotation marks."""
    evidence: Portfolio = request.getfixturevalue(only)
    text = folded(pdf_words(written(evidence, "pdf")))
    missing = [r.text for r in evidence.records.values() if f"“{folded(r.text)}”" not in text]

    assert missing == []


def test_records_are_the_words_at_their_offsets(everything: Portfolio) -> None:
    """What all formats are measured by above is itself what stands in the papers."""
    for record in everything.records.values():
        quote = record.quote
        assert everything.view.text(quote.document)[quote.start : quote.end] == record.text


@pytest.mark.parametrize("name", FORMATS)
def test_one_chain_in_ten_formats(name: str, settled: Portfolio) -> None:
    """The chain of one concern, with action, owner and evidence, is whole in every format."""
    concern = settled.chains[0].concern.id
    evidence = portfolio(settled.view, [concern], only="all", today=TODAY, environ={})
    data = written(evidence, name)
    (chain,) = evidence.chains
    expected = {record.text for record in evidence.records.values()}

    assert chain.actions and chain.comments and chain.actions[0].record.owners
    assert any(step.evidence for step in chain.actions)
    if name == "pdf":
        text = folded(pdf_words(data))
        assert [words for words in expected if f"“{folded(words)}”" not in text] == []
    else:
        assert expected <= set(QUOTES[name](data))
    assert len(FORMATS) == 10


def test_offsets_lead_to_the_words(everything: Portfolio) -> None:
    """The offsets that JSON and CSV give find the very words in the text of the paper."""
    view = everything.view
    steps = [row for row in steps_in(written(everything, "csv")) if row["record"]]
    records = list(records_in(json.loads(written(everything, "json"))))

    assert steps and records
    for row in steps:
        start, end = int(row["start"]), int(row["end"])
        assert view.text(row["document"])[start:end] == row["words"]
    for record in records:
        quote = record["quote"]
        assert isinstance(quote, dict)
        text = view.text(str(record["document"]))
        assert text[quote["start"] : quote["end"]] == record["text"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_call_gives_the_same_bytes(
    name: str,
    everything: Portfolio,
    evidence_in: Callable[..., Portfolio],
    marlbury: Store,
) -> None:
    """Two calls, each with its own walk, give the same file byte for byte."""
    assert written(everything, name) == written(evidence_in(marlbury, only="all"), name)


def test_the_order_of_loading_does_not_matter(
    tmp_path: Path,
    example_papers: Path,
    everything: Portfolio,
    evidence_in: Callable[..., Portfolio],
) -> None:
    """A store that took the same papers in the other order exports the same bytes."""
    with_papers = open_store(str(tmp_path / "backwards.db"), create=True)
    for paper in sorted(example_papers.iterdir(), reverse=True):
        intake(with_papers, [paper])
    backwards = evidence_in(with_papers, only="all")

    for name in ("json", "html", "csv"):
        assert written(backwards, name) == written(everything, name)
    with_papers.close()


def test_no_set_decides_the_order(tmp_path: Path, example_papers: Path, root: Path) -> None:
    """Processes with other seeds of their hashes write the same bytes in every format."""
    path = tmp_path / "store.db"
    store = open_store(str(path), create=True)
    intake(store, [example_papers])
    store.close()
    command = [sys.executable, "-c", _HASHES, str(path), *FORMATS]
    runs = [
        subprocess.run(
            command, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip

    assert len(runs[0].split()) == 2 * len(FORMATS)
    assert runs[0] == runs[1]
