"""What only the SQLite store has to show: its file, and what happens to it under stress."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from bench.synthetic import Authority, authorities
from graph.decisions.review import review
from graph.questions.trace import trace
from graph.quotes import Quote
from graph.records import (
    Action,
    Comment,
    Concern,
    Document,
    Evidence,
    Inspection,
    Judgement,
    Measure,
    Owner,
    Paper,
    Record,
)
from graph.store import open_store
from graph.store.base import Store
from graph.store.sqlite_schema import APPLICATION, VERSION
from ontology.errors import StoreError
from tests.builders import a_paper, a_story, load

LOADER = """
import sys
from bench.synthetic import authorities
from graph.store import open_store

store = open_store(sys.argv[1], create=True)
print("ready", flush=True)
for authority in authorities(10**9):
    for paper in authority.papers:
        store.replace(paper, data=paper.document.id.encode(), origin=paper.document.file)
        print(paper.document.id, flush=True)
    store.relink(authority.name, authority.links)
"""
SHAPES = {
    3: "Concern id authority quote themes kind heading parent number addressed_to; "
    "Comment id authority quote themes voice polarity section; "
    "Action id authority quote themes status ref rating due due_printed owners under cites "
    "voice; "
    "Evidence id authority quote themes kind status supports beside measure; "
    "Document id file sha256 kind title authority publisher published published_basis pages "
    "inspection judgements held; "
    "Quote document text start end page paragraph; "
    "Inspection kind start end lead_inspector framework scope; "
    "Judgement area grade printed quote; "
    "Owner id name kind; "
    "Measure name period value target unit higher_is_better rating"
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is, or will be."""
    return tmp_path / "store.db"


def test_a_change_of_the_records_needs_a_new_version_of_the_schema() -> None:
    """Rows hold the fields of records in their order, so that order belongs to the version."""
    shapes = (Concern, Comment, Action, Evidence, Document)
    nested = (Quote, Inspection, Judgement, Owner, Measure)
    now = "; ".join(
        f"{shape.__name__} {' '.join(field.name for field in fields(shape))}"
        for shape in (*shapes, *nested)
    )

    assert SHAPES[VERSION] == now


def test_a_store_that_is_not_there_is_not_made_by_asking(path: Path) -> None:
    """Opening a missing store says so, and leaves nothing behind."""
    with pytest.raises(StoreError, match=r"there is no store at .*store\.db"):
        open_store(str(path))
    assert not path.exists()
    with pytest.raises(StoreError, match=r"the folder .* does not exist"):
        open_store(str(path / "deep" / "store.db"), create=True)


@pytest.mark.parametrize(
    "content", [b"a letter to the council\n" * 100, b"", b"SQLite format 3\x00"]
)
def test_a_file_that_is_no_store_is_refused(path: Path, content: bytes) -> None:
    """A file of any other kind is refused in one sentence and stays as it was."""
    path.write_bytes(content)

    with pytest.raises(StoreError, match=r"store\.db is not a Sightline store"):
        open_store(str(path))
    assert path.read_bytes() == content


def test_a_file_with_words_is_never_made_a_store(path: Path) -> None:
    """Not even where a store was to be made is a file of another kind overwritten."""
    path.write_bytes(b"a letter to the council\n" * 100)
    with pytest.raises(StoreError, match="is not a Sightline store"):
        open_store(str(path), create=True)
    assert path.read_bytes().startswith(b"a letter")

    with pytest.raises(StoreError, match="it is a folder"):
        open_store(str(path.parent), create=True)


def test_a_database_of_something_else_is_refused(path: Path) -> None:
    """An SQLite file that another program made is no store, even where one was to be made."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE bookmark(url TEXT)")
    for create in (False, True):
        with pytest.raises(StoreError, match="is not a Sightline store"):
            open_store(str(path), create=create)


@pytest.mark.parametrize(("version", "why"), [(VERSION + 1, "newer"), (VERSION - 1, "older")])
def test_a_store_of_another_version_is_refused(path: Path, version: int, why: str) -> None:
    """The message says whether the program or the store is behind."""
    open_store(str(path), create=True).close()
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        database.execute(f"PRAGMA user_version={version}")

    with pytest.raises(StoreError, match=f"was written by an? {why} Sightline"):
        open_store(str(path))


@pytest.mark.parametrize("url", ["neo4j://user:secret@host", "bolt://host", "ftp://host/store"])
def test_servers_that_cannot_be_opened_are_refused_in_words(url: str) -> None:
    """A store of another kind is refused in a sentence that does not repeat the password."""
    with pytest.raises(StoreError) as refusal:
        open_store(url, create=True)
    assert "secret" not in str(refusal.value)


def test_the_log_of_decisions_cannot_be_changed(path: Path) -> None:
    """Not even by SQL are decisions deleted or changed."""
    with open_store_of_story(path) as database:
        for statement in ("DELETE FROM decision", "UPDATE decision SET state = 'confirmed'"):
            with pytest.raises(sqlite3.IntegrityError, match="decisions are never"):
                database.execute(statement)


def open_store_of_story(path: Path) -> sqlite3.Connection:
    """Make a store with one rejected link, close it, and open its file as a plain database."""
    story = a_story()
    store = open_store(str(path), create=True)
    load(store, *story.papers, links=story.links)
    review(store, story.links[0].id, state="rejected", by="R. Reviewer", reason="another clinic")
    store.close()
    return sqlite3.connect(path)


def test_a_closed_store_says_so(path: Path) -> None:
    """Asking a closed store is an error in words, not a crash."""
    store = open_store(str(path), create=True)
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        store.documents()


def test_a_paper_that_cannot_be_kept_leaves_no_part_behind(path: Path) -> None:
    """A paper that quotes another document is refused whole; what was there stays."""
    store = open_store(str(path), create=True)
    story = a_story()
    load(store, *story.papers)
    before = (store.counts(), store.records(Record), store.passages(story.plan.document.id))
    wrong = Paper(
        document=story.plan.document,
        text="New words.",
        passages=(),
        concerns=(story.concern,),
    )
    with pytest.raises(StoreError):
        store.replace(wrong, data=b"", origin="/papers/plan.xlsx")

    now = (store.counts(), store.records(Record), store.passages(story.plan.document.id))
    assert now == before
    store.close()


def start_loading(path: Path) -> subprocess.Popen[str]:
    """Start a process that loads papers without end; it has opened the store when this returns."""
    loader = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert loader.stdout is not None
    assert loader.stdout.readline() == "ready\n"
    return loader


def kill(loader: subprocess.Popen[str]) -> list[str]:
    """Kill the process without warning; return the papers it had acknowledged."""
    loader.send_signal(signal.SIGKILL)
    said, _ = loader.communicate()
    return [line for line in said.split("\n")[:-1] if line.startswith("document-")]


@pytest.fixture(scope="module")
def expected() -> dict[str, Paper]:
    """The first papers that the loading process makes, by id."""
    made: Iterator[Authority] = authorities(60_000)
    return {paper.document.id: paper for authority in made for paper in authority.papers}


def whole(store: Store, paper: Paper) -> bool:
    """Whether all of a paper is in the store: text, bytes, passages, records and search."""
    key = paper.document.id
    last = paper.passages[-1].quote.text
    return (
        store.text(key) == paper.text
        and store.original(key) == key.encode()
        and tuple(store.passages(key)) == paper.passages
        and {r.id for r in store.records(Record, document=key)} == {r.id for r in paper.records}
        and any(hit.document.id == key for hit in store.search(f'"{last.split()[-1]}"'))
    )


@pytest.mark.parametrize("moment", range(20))
def test_killing_a_load_loses_nothing_acknowledged(
    path: Path, expected: dict[str, Paper], moment: int
) -> None:
    """After kill -9 at a random moment the store opens at once, with whole papers only."""
    loader = start_loading(path)
    time.sleep(random.uniform(0.0, 0.4))  # noqa: S311 no secret
    acknowledged = kill(loader)

    start = time.perf_counter()
    store = open_store(str(path))
    held = {document.id for document in store.documents()}
    assert time.perf_counter() - start < 0.5
    assert held >= set(acknowledged)
    assert len(held) <= len(acknowledged) + 1
    assert all(whole(store, expected[key]) for key in held if key in expected)
    store.close()


def test_one_process_reads_while_another_writes(path: Path, expected: dict[str, Paper]) -> None:
    """Readers see whole papers, more and more of them, and never have to wait for the writer."""
    loader = start_loading(path)
    store = open_store(str(path))
    seen: list[int] = []
    slowest = 0.0
    try:
        while len(seen) < 30 or len(set(seen)) < 4:
            start = time.perf_counter()
            documents = store.documents()
            concerns = [
                c.id for d in documents[-3:] for c in store.records(Concern, document=d.id)
            ]
            chains = [trace(store, concern) for concern in concerns[:3]]
            slowest = max(slowest, time.perf_counter() - start)
            seen.append(len(documents))
            assert [chain.concern.id for chain in chains] == concerns[:3]
            assert all(whole(store, expected[d.id]) for d in documents[-1:] if d.id in expected)
    finally:
        acknowledged = kill(loader)
    assert seen == sorted(seen)
    assert acknowledged
    assert slowest < 2.0
    store.close()


def test_what_is_said_of_visits_follows_every_change(tmp_path: Path) -> None:
    """A chain hears of a visit from a paper taken in since, by this process or another."""
    here = open_store(str(tmp_path / "s.db"), create=True)
    there = open_store(str(tmp_path / "s.db"))
    report = a_paper("report.pdf", visit="2020-01-31")
    concern = report.concern("The timeliness of health assessments.")
    load(here, report)
    assert here.neighbourhood(concern.id).reported == []
    for store, month in ((here, "May"), (there, "June")):
        paper = a_paper(f"{month}.pdf", published="2020-12-01")
        paper.comment(f"Inspectors visited in {month} 2020.", voice="reported_by_authority")
        load(store, paper)
        told = [comment.text for comment in here.neighbourhood(concern.id).reported]
        assert f"Inspectors visited in {month} 2020." in told
    here.forget(paper.document.id)
    assert len(here.neighbourhood(concern.id).reported) == 1
    here.close()
    there.close()


def test_a_file_met_again_writes_nothing(tmp_path: Path) -> None:
    """To meet held bytes where they were met before is no change; at another place it is one."""
    here = open_store(str(tmp_path / "s.db"), create=True)
    there = open_store(str(tmp_path / "s.db"))
    plan = a_paper("plan.xlsx")
    here.replace(plan.paper(), data=plan.data, origin="/papers/plan.xlsx")
    before = there.revision()
    here.meet(plan.document.id, origin="/papers/plan.xlsx")
    assert there.revision() == before
    here.meet(plan.document.id, origin="/copies/plan.xlsx")
    assert there.revision() != before
    assert here.origins(plan.document.id) == ["/copies/plan.xlsx", "/papers/plan.xlsx"]
    here.close()
    there.close()
