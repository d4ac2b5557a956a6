"""Quotes of real papers, looked up in the papers again by another way than the loaders'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.cli.check import plain_words
from api.intake import intake
from graph.checking.check import check
from graph.records import Comment, Concern
from graph.store import open_store
from graph.store.base import Store

pytestmark = pytest.mark.corpus
PAPERS = 30


@pytest.fixture(scope="module")
def held(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of thirty papers, spread over authorities and years."""
    files = sorted((shared / "corpus" / "ofsted").rglob("*.pdf"))
    store = open_store(str(tmp_path_factory.mktemp("corpus") / "store.db"), create=True)
    intake(store, files[5 :: len(files) // PAPERS][:PAPERS])
    yield store
    store.close()


def test_every_quote_of_real_papers_stands_in_them(held: Store) -> None:
    """Every quote is at its offsets and in the plain text of the original, word for word."""
    assert len(held.documents()) >= PAPERS - 2  # the same letter may lie there twice
    assert len(held.records(Comment)) > 20 * PAPERS
    assert len(held.records(Concern)) > PAPERS
    assert check(held, plain_words=plain_words) == []


def test_a_quote_that_was_altered_is_found_out(held: Store) -> None:
    """With one word of the originals changed, their quotes with that word are faults."""

    def altered(data: bytes, name: str) -> list[str]:
        return [page.replace("social", "sozial") for page in plain_words(data, name)]

    faults = check(held, plain_words=altered)
    assert faults
    assert all("social" in fault.text for fault in faults)
