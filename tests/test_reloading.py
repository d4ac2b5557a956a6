"""The same papers give the same graph, in any order, twice, and decisions outlive reloading."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.intake import intake
from graph.linking.build import links_of
from graph.records import Action, Comment, Concern, Decision, Evidence
from graph.store import open_store
from graph.store.base import Store
from loaders.registry import load_paper

ORDERS = 20


@contextmanager
def store_at(path: Path) -> Iterator[Store]:
    """Open a new store and close it behind the test."""
    store = open_store(str(path), create=True)
    try:
        yield store
    finally:
        store.close()


def graph_of(store: Store) -> tuple[object, ...]:
    """Everything that a reader of the store can see, in an order that loading cannot touch."""
    records = [
        record for kind in (Concern, Comment, Action, Evidence) for record in store.records(kind)
    ]
    histories = store.history([record.id for record in records if isinstance(record, Action)])
    return (
        store.documents(),
        sorted(records, key=lambda record: record.id),
        {action: list(history) for action, history in histories.items()},
        store.links(),
        store.issues(),
    )


def papers_in(*folders: Path) -> list[Path]:
    """All files of *folders*, sorted."""
    return sorted(path for folder in folders for path in folder.iterdir() if path.is_file())


def same_in_every_order(folder: Path, papers: list[Path]) -> None:
    """Take *papers* in, in many orders, and compare the graphs.

    Each paper is read once, since reading knows nothing of other papers; storing and linking,
    which do, are done anew for every order, and in the first one after every single paper.
    """
    read = [(path, path.read_bytes(), load_paper(path.read_bytes(), path.name)) for path in papers]
    with store_at(folder / "first.db") as store:
        for path in papers:
            intake(store, [path])
        first = graph_of(store)
    for seed in range(1, ORDERS):
        random.Random(seed).shuffle(read)  # noqa: S311  (a repeatable order, not a secret)
        with store_at(folder / f"{seed}.db") as store:
            for path, data, paper in read:
                store.replace(paper, data=data, origin=str(path))
            for authority in store.unlinked():
                store.relink(authority, links_of(store, authority))
            assert graph_of(store) == first


def test_twenty_orders_of_loading_give_one_graph(tmp_path: Path, example_papers: Path) -> None:
    """The example papers give the same ids, quotes, histories and links in any order."""
    same_in_every_order(tmp_path, papers_in(example_papers))


def test_loading_twice_changes_nothing(tmp_path: Path, example_papers: Path) -> None:
    """A second load takes nothing in, and one that reads all again gives the same graph."""
    with store_at(tmp_path / "twice.db") as store:
        intake(store, [example_papers])
        once = graph_of(store)

        second = intake(store, [example_papers])
        assert not second.loaded
        assert graph_of(store) == once

        intake(store, [example_papers], again=True)
        assert graph_of(store) == once


def test_a_decision_outlives_reloading(tmp_path: Path, example_papers: Path) -> None:
    """A rejected proposal stays rejected when its papers are forgotten and loaded again."""
    with store_at(tmp_path / "decided.db") as store:
        intake(store, [example_papers])
        link = next(link for link in store.links() if link.state == "proposed")
        store.decide(
            Decision(
                link=link.id,
                subject=link.subject,
                relation=link.relation,
                object=link.object,
                state="rejected",
                by="A. Reviewer",
                at="2025-04-01T09:00:00Z",
                reason="speaks of another team",
            )
        )
        decided = graph_of(store)

        for document in store.documents():
            if document.held:
                store.forget(document.id)
        intake(store, [example_papers])

        assert store.link(link.id).state == "rejected"
        assert graph_of(store) == decided


@pytest.mark.corpus
def test_real_papers_give_one_graph_in_any_order(tmp_path: Path, shared: Path) -> None:
    """The real papers of the annotated authority give the same graph in twenty orders."""
    annotated = next(path.name for path in (shared / "gold").iterdir() if path.is_dir())
    corpus = shared / "corpus"

    same_in_every_order(tmp_path, papers_in(corpus / "seeds", corpus / "ofsted" / annotated))
