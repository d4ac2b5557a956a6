"""What questions look at: everything of an authority at once, or each part as it is looked at."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.questions.facts import HeldFacts, facts_of
from graph.questions.gaps import GAPS, find_gaps, gaps
from graph.questions.matrix import laid_out
from graph.records import Action, Concern, Evidence, Record
from graph.store.base import R
from graph.store.sqlite import SqliteStore
from tests.builders import MARLBURY, a_story, load
from tests.graph.store.random_graphs import RandomAuthority

TODAY = "2022-01-01"


class Watched(SqliteStore):
    """A store that notes which kinds of records it was asked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, create=True)
        self.asked: set[type[Record]] = set()

    def records(
        self,
        kind: type[R],
        *,
        authority: str | None = None,
        document: str | None = None,
        ids: Collection[str] | None = None,
    ) -> list[R]:
        """Answer as ever."""
        self.asked.add(kind)
        return super().records(kind, authority=authority, document=document, ids=ids)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_parts_read_as_they_are_looked_at_give_the_same_answers(seed: int) -> None:
    """Each rule alone, the matrix, all links and all records are those of facts read at once."""
    made = RandomAuthority(seed)
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "s.db", create=True)
        made.fill(store)
        for name in store.authorities():
            whole = facts_of(store, name, today=TODAY)
            for rule in GAPS:
                alone = HeldFacts(store, name, today=TODAY)
                assert list(rule.gaps(alone)) == list(rule.gaps(whole))
            held = HeldFacts(store, name, today=TODAY)
            assert laid_out(held, name) == laid_out(whole, name)
            assert find_gaps(held) == find_gaps(whole)
            assert held.links == whole.links
            assert dict(held.records) == dict(whole.records)
            assert held.of(Record) == whole.of(Record)
            assert dict(held.history) == dict(whole.history)
        store.close()


@pytest.mark.parametrize(
    ("rule", "read"),
    [
        ("no_action", {Concern}),
        ("no_owner", {Action}),
        ("no_evidence", {Action}),
        ("planned_only", {Concern, Action}),
        ("claimed_without_evidence", {Action, Evidence}),
    ],
)
def test_a_rule_reads_the_records_that_it_looks_at(
    rule: str, read: set[type[Record]], tmp_path: Path
) -> None:
    """A list of one gap does not read what its rule never asks about."""
    story = a_story(status="done")
    store = Watched(tmp_path / "s.db")
    load(store, *story.papers, links=story.links)
    store.asked.clear()

    gaps(store, authority=MARLBURY, rules=[rule], today=TODAY)

    assert store.asked == read
    store.close()


def test_an_id_of_another_form_is_found_as_well(tmp_path: Path) -> None:
    """What is held is told from what is not, whatever the id looks like."""
    story = a_story()
    store = Watched(tmp_path / "s.db")
    load(store, *story.papers, links=story.links)
    records = HeldFacts(store, MARLBURY, today=TODAY).records

    assert records[story.concern.id] == story.concern
    assert records.get("nobody") is None
    assert len(records) == len(store.records(Record))
    assert set(records) == {record.id for record in store.records(Record)}
    store.close()
