"""What holds of every store in whatever order things happen."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.decisions.review import review
from graph.questions.answers import chain_json
from graph.questions.listing import LISTS, listing
from graph.questions.trace import trace
from graph.records import Link, Record
from graph.store.base import Store
from tests.builders import MARLBURY, PaperBuilder, a_link, a_paper, a_story, load
from tests.graph.conftest import KINDS, STORES

VERDICTS = ("confirmed", "rejected", "unsure")
EXAMPLES = {"sqlite": 15, "neo4j": 4}  # a server takes a hundred times longer than a file


def on_every_store(**drawn: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Any]:
    """Run a test on each kind of store (its argument ``kind``) with examples drawn for it."""

    def each(test: Callable[..., None]) -> Any:
        def on_one(kind: str) -> None:
            def example(**values: object) -> None:
                test(kind, **values)

            settings(max_examples=EXAMPLES[kind], deadline=None)(given(**drawn)(example))()

        on_one.__name__, on_one.__doc__ = test.__name__, test.__doc__
        return pytest.mark.parametrize("kind", KINDS)(on_one)

    return each


@contextmanager
def a_store(kind: str) -> Iterator[Store]:
    """Open an empty store in a folder of its own, which goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        store = STORES[kind](Path(folder))("store")
        try:
            yield store
        finally:
            store.close()


def everything(store: Store) -> str:
    """All that a store says, as text; the time of decisions is given, so it counts too."""
    said: dict[str, object] = {kind: listing(store, kind) for kind in LISTS if kind != "themes"}
    concerns = [str(row["id"]) for row in listing(store, "concerns")]
    said["chains"] = [chain_json(trace(store, key, today="2026-01-01")) for key in concerns]
    said["counts"] = store.counts().by_kind
    return json.dumps(said, sort_keys=True)


def papers() -> list[PaperBuilder]:
    """Five papers of which two state the same action, and two hold the same bytes."""
    story = a_story()
    plan = a_paper("plan-2.xlsx", kind="improvement_plan", published="2020-06-01")
    plan.action(story.action.text, status="done", owner="Head of Health", due="2021-01-31")
    copy = a_paper("again.pdf", data=b"report.pdf", visit="2020-01-31")
    copy.comment(story.basis.text)
    copy.concern(story.concern.text, themes=("health",))
    return [*story.papers, plan, copy]


def links() -> list[Link]:
    """What the matcher makes of these papers."""
    story = a_story()
    return [*story.links, a_link(story.comment, "commentsOn", story.action, progress="improved")]


@on_every_store(order=st.permutations(range(5)), repeats=st.lists(st.integers(0, 4), max_size=4))
def test_the_order_of_loading_does_not_matter(
    kind: str, order: Sequence[int], repeats: Sequence[int]
) -> None:
    """The same papers in any order, some of them again, give the same store."""
    with a_store(kind) as one, a_store(kind) as other:
        load(one, *papers(), links=links())
        load(other, *(papers()[n] for n in (*order, *repeats)), links=links())

        assert everything(other) == everything(one)


@on_every_store(
    verdicts=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(VERDICTS)), max_size=6),
    reload=st.integers(0, 6),
)
def test_decisions_commute_with_reloading(
    kind: str, verdicts: Sequence[tuple[int, str]], reload: int
) -> None:
    """Decisions before, after or around a reloading and relinking leave the same store."""
    with a_store(kind) as one, a_store(kind) as other:
        for store, moment in ((one, reload), (other, 0)):
            load(store, *papers(), links=links())
            for number, (which, state) in enumerate((*verdicts, (0, ""))):
                if number == moment:
                    load(store, *papers(), links=links())
                if state:
                    decide(store, links()[which], state, number)
            load(store, links=links())

        assert everything(other) == everything(one)


@on_every_store(
    taken_back=st.lists(st.sampled_from(VERDICTS), max_size=4), final=st.sampled_from(VERDICTS)
)
def test_what_was_undone_leaves_no_trace_in_the_state(
    kind: str, taken_back: Sequence[str], final: str
) -> None:
    """Deciding, undoing and deciding otherwise leave the state of the last decision alone."""
    link = links()[-1]
    with a_store(kind) as one, a_store(kind) as other:
        for store in (one, other):
            load(store, *papers(), links=links())
        for number, state in enumerate(taken_back):
            decide(one, link, state, number)
            decide(one, link, "undone", number)
        decide(one, link, final, 9)
        decide(other, link, final, 9)

        assert one.link(link.id).state == other.link(link.id).state == final
        assert len(one.decisions()) == 2 * len(taken_back) + 1
        near = [store.neighbourhood(link.object, as_of=None) for store in (one, other)]
        assert len(near[0].links) == len(near[1].links)


@on_every_store(gone=st.sets(st.integers(0, 3), min_size=1))
def test_no_link_ever_leads_nowhere(kind: str, gone: set[int]) -> None:
    """Whichever papers are forgotten, every link left joins two records that are held."""
    with a_store(kind) as store:
        load(store, *papers(), links=links())
        for document in {papers()[n].document.id for n in gone}:
            store.forget(document)
        held = {record.id for record in store.records(Record)}

        assert all({link.subject, link.object} <= held for link in store.links())
        assert store.unlinked() == [MARLBURY]


def decide(store: Store, link: Link, state: str, number: int) -> None:
    """Take a decision whose time follows from its number."""
    at = f"2026-01-0{number + 1}T10:00:00+00:00"
    review(store, link.id, state=state, by="R. Reviewer", reason="read both", at=at)
