"""The papers that the benchmarks of the store are made of."""

from __future__ import annotations

from pathlib import Path

from bench.graph import exponent, fill
from bench.synthetic import authorities
from graph.checking.check import check
from graph.store import open_store


def test_the_same_papers_come_every_time() -> None:
    """Equal to the last word, and about as many edges as asked for."""
    one, other = list(authorities(12_000)), list(authorities(12_000))

    assert one == other
    assert 12_000 <= sum(authority.edges for authority in one) < 22_000


def test_a_filled_store_is_sound(tmp_path: Path) -> None:
    """Every quote stands in its paper, every link joins two records, and edges are counted."""
    path = str(tmp_path / "bench.db")
    figures = fill(open_store(path, create=True), 3_000)
    store = open_store(path)

    assert check(store) == []
    assert figures["papers"] == store.counts().documents
    assert figures["edges"] >= store.counts().links + store.counts().records
    store.close()


def test_the_exponent_of_growth() -> None:
    """A trace ten times as long in a store ten times as large grows with exponent one."""
    small = {"edges": 10.0, "trace cpu p50 ms": 1.0}
    assert exponent({10: small}) is None
    assert exponent({10: small, 100: {"edges": 100.0, "trace cpu p50 ms": 10.0}}) == 1.0
