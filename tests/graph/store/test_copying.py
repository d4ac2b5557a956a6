"""Copies of whole stores: proved by hash, gone on with where they stopped, never into another."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.synthetic import authorities
from graph.decisions.review import review
from graph.records import Decision, Paper, Record
from graph.store import open_store
from graph.store.base import Store
from graph.store.copying import backup, copy, restore, store_digest
from ontology.errors import StoreError
from tests.builders import MARLBURY, a_link, a_paper, a_story, load

COPIER = """
import sys
from graph.store.copying import copy
from graph.store import open_store

def tell(done, total):
    print(done, flush=True)

copy(open_store(sys.argv[1]), open_store(sys.argv[2], create=True), on_progress=tell)
print("whole", flush=True)
"""


def eventful(store: Store) -> None:
    """Fill a store with all that a copy must carry."""
    story = a_story()
    proposal = a_link(story.comment, "commentsOn", story.action, progress="improved")
    again = a_link(story.basis, "commentsOn", story.action)
    load(store, *story.papers, links=[*story.links, proposal, again])
    store.meet(story.plan.document.id, origin="/copies/a plan.xlsx")
    for state in ("confirmed", "undone", "rejected"):
        review(store, proposal.id, state=state, by="R. Reviewer", reason="read both")
    review(store, again.id, state="confirmed", by="R. Reviewer", reason="read both")
    odd = a_paper("odd.txt", published="2022-02")
    odd.issue("?!*")
    odd.ignored.append(odd.issues[0])
    odd.action("Recruit ten social workers.", owner="Head of Care")
    newer = a_paper("newer.xlsx", kind="improvement_plan", published="2021-01-01")
    newer.action(story.action.text, status="done", owner="Head of Health")
    load(store, odd, newer)
    heard = a_paper("heard.json", published="2022-03", held=False)
    heard.comment("Plans are better.")
    store.replace(heard.paper(), data=b"", origin="/rdf/heard")
    store.adopt([_from_elsewhere(story.links[0].id)])
    store.remember("columns", "one")
    other = a_paper("other.pdf", authority="Marlshire Borough", published="2020")
    other.concern("Their concern.")
    load(store, other)
    store.relink("Marlshire Borough", [])


def link_to_nowhere(path: Path, store: Store) -> str:
    """Put a link into a file as earlier versions kept it: one of its ends is not held."""
    record = store.records(Record)[0]
    row = ("link-to-nowhere", record.id, "quotes", "record-missing", "matched", "proposed")
    with sqlite3.connect(path) as plain:
        plain.execute(
            "INSERT INTO link(id, subject, relation, object, basis, state, authority, reasons)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, '[]')",
            (*row, record.authority),
        )
    return row[0]


def _from_elsewhere(link: str) -> Decision:
    return Decision(
        link=link,
        subject="action-unknown",
        relation="respondsTo",
        object="concern-unknown",
        state="confirmed",
        by="E. Else",
        at="2020-01-01T10:00:00+00:00",
        reason="seen there",
    )


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Store]:
    """A store with everything in it."""
    store = open_store(str(tmp_path / "full.db"), create=True)
    eventful(store)
    yield store
    store.close()


def test_a_copy_holds_everything(full: Store, tmp_path: Path) -> None:
    """Papers, bytes, places, statements, links, decisions, settings and marks are the same."""
    target = open_store(str(tmp_path / "target.db"), create=True)
    copied = copy(full, target)

    assert copied.documents == copied.written == len(full.documents())
    assert copied.digest == store_digest(full) == store_digest(target)
    assert target.links() == full.links()
    assert target.decisions() == full.decisions()
    assert target.unlinked() == full.unlinked() == [MARLBURY]
    assert target.settings() == {"columns": "one"}
    for paper in full.documents():
        assert target.origins(paper.id) == full.origins(paper.id)
        assert target.holds(paper.sha256) == full.holds(paper.sha256)
    target.close()


def test_links_of_an_older_file_that_join_nothing_are_left_out(
    full: Store, tmp_path: Path
) -> None:
    """Earlier versions kept a link whose end is not held: the copy is whole without it."""
    loose = link_to_nowhere(tmp_path / "full.db", full)
    held = len(full.links())
    target = open_store(str(tmp_path / "target.db"), create=True)
    copied = copy(full, target)

    assert (copied.left_out, copied.links) == (1, held - 1)
    assert [link.id for link in full.links() if link not in target.links()] == [loose]
    assert copied.digest == store_digest(full) == store_digest(target)
    target.close()


def test_a_copy_lives_on_as_its_source_would(full: Store, tmp_path: Path) -> None:
    """The same papers, links and decisions afterwards leave both stores the same."""
    target = open_store(str(tmp_path / "target.db"), create=True)
    copy(full, target)
    story = a_story()
    for store in (full, target):
        newer = a_paper("plan.xlsx", data=b"newer", published="2020-07-01")
        newer.action(story.action.text, status="done")
        load(store, newer, links=story.links)
        store.forget(story.letter.document.id)
        store.relink(MARLBURY, [])

    assert store_digest(target) == store_digest(full)
    target.close()


def test_the_hash_tells_any_difference(full: Store) -> None:
    """A setting, a decision, a place, a link and a paper each change the hash of a store."""
    seen = [store_digest(full)]
    full.remember("columns", "two")
    seen.append(store_digest(full))
    review(full, full.links()[0].id, state="unsure", by="R. Reviewer", reason="hm")
    seen.append(store_digest(full))
    full.meet(full.documents()[0].id, origin="/elsewhere/z.pdf")
    seen.append(store_digest(full))
    full.relink(MARLBURY, [])
    seen.append(store_digest(full))
    full.forget(full.documents()[0].id)
    seen.append(store_digest(full))

    assert len(set(seen)) == len(seen)


def test_copying_again_takes_in_what_is_new(full: Store, tmp_path: Path) -> None:
    """What is there already is left alone; what was added or changed since comes along."""
    target = open_store(str(tmp_path / "target.db"), create=True)
    copy(full, target)
    before = target.revision()
    assert copy(full, target).written == 0
    assert target.revision() == before

    added = a_paper("added.pdf", published="2023")
    added.concern("A new concern.")
    load(full, added)
    review(full, full.links()[0].id, state="unsure", by="R. Reviewer", reason="hm")
    copied = copy(full, target)
    assert copied.written == 1
    assert store_digest(target) == store_digest(full)
    target.close()


def test_a_store_with_other_papers_or_decisions_is_left_alone(full: Store, tmp_path: Path) -> None:
    """Two stores are never mixed."""
    papers = open_store(str(tmp_path / "papers.db"), create=True)
    load(papers, a_paper("foreign.pdf"))
    with pytest.raises(StoreError, match=r"1 papers that the other does not \(foreign.pdf\)"):
        copy(full, papers)
    said = open_store(str(tmp_path / "said.db"), create=True)
    said.adopt([_from_elsewhere("link-of-others")])
    with pytest.raises(StoreError, match="other decisions were taken"):
        copy(full, said)

    assert [paper.file for paper in papers.documents()] == ["foreign.pdf"]
    assert len(said.decisions()) == 1
    papers.close()
    said.close()


def test_a_source_that_changes_meanwhile_is_told(full: Store, tmp_path: Path) -> None:
    """A copy of which one half is older than the other is never called done."""
    target = open_store(str(tmp_path / "target.db"), create=True)
    other = open_store(str(tmp_path / "full.db"))
    with pytest.raises(StoreError, match="changed while it was copied: run the same"):
        copy(full, target, on_progress=lambda done, total: other.remember("key", str(done)))

    assert copy(full, target).digest == store_digest(full)
    other.close()
    target.close()


def some_authorities(store: Store, edges: int) -> int:
    """Fill a store with made-up authorities; return how many papers there are."""
    for authority in authorities(edges):
        load(store, *authority.papers, links=authority.links)
    return len(store.documents())


@pytest.mark.parametrize("after", [1, 3, 7])
def test_a_copier_that_is_killed_goes_on_where_it_was(tmp_path: Path, after: int) -> None:
    """Killed after so many papers and begun again, a copy loses and doubles nothing."""
    source = open_store(str(tmp_path / "source.db"), create=True)
    total = some_authorities(source, 6000)
    target = str(tmp_path / "target.db")
    copier = subprocess.Popen(
        [sys.executable, "-c", COPIER, str(tmp_path / "source.db"), target],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert copier.stdout is not None
    for line in copier.stdout:
        if line.strip() == str(after):
            break
    copier.kill()
    assert "whole" not in copier.communicate()[0]

    again = open_store(target)
    held = len(again.documents())
    assert after <= held < total
    copied = copy(source, again)
    assert copied.written == total - held
    assert copied.digest == store_digest(again) == store_digest(source)
    source.close()
    again.close()


def test_a_backup_is_the_store_at_one_moment(tmp_path: Path) -> None:
    """A backup made while another thread loads papers holds whole papers only, and opens."""
    path = tmp_path / "store.db"
    store = open_store(str(path), create=True)
    papers = [paper for made in authorities(8000) for paper in made.papers]
    load(store, papers[0])
    stop = threading.Event()

    def go_on() -> None:
        for paper in papers[1:]:
            if stop.is_set():
                return
            load(store, paper)

    loader = threading.Thread(target=go_on)
    loader.start()
    try:
        counts = []
        for number in range(4):
            backup(str(path), tmp_path / f"backup-{number}.db")
            held = open_store(str(tmp_path / f"backup-{number}.db"))
            counts.append(len(held.documents()))
            assert all(whole(held, paper) for paper in papers[: counts[-1]])
            held.close()
            time.sleep(0.05)
    finally:
        stop.set()
        loader.join()
    assert counts == sorted(counts)
    assert sorted(one.name for one in tmp_path.iterdir() if "part" in one.name) == []
    store.close()


def whole(store: Store, paper: Paper) -> bool:
    """Whether a store holds all of a paper."""
    held = {record.id for record in store.records(Record, document=paper.document.id)}
    return held == {record.id for record in paper.records}


def test_a_backup_is_put_back(full: Store, tmp_path: Path) -> None:
    """Restored under a new name, or over a store with --overwrite, it is the same store again."""
    digest = store_digest(full)
    file, path = tmp_path / "backup.db", str(tmp_path / "full.db")
    backup(path, file)
    full.forget(full.documents()[0].id)
    changed = store_digest(full)

    with pytest.raises(StoreError, match="holds papers: name another store, or give --overwrite"):
        restore(file, path)
    assert store_digest(full) == changed
    restore(file, str(tmp_path / "new.db"))
    new = open_store(str(tmp_path / "new.db"))
    assert store_digest(new) == digest
    new.close()
    restore(file, path, overwrite=True)
    assert store_digest(full) == digest  # also for whom had it open all the while
    review(full, full.links()[0].id, state="unsure", by="R. Reviewer", reason="it goes on")


def test_what_is_no_backup_is_never_put_back(full: Store, tmp_path: Path) -> None:
    """A damaged file, a file of another kind and a missing one are refused; nothing changes."""
    digest = store_digest(full)
    path = str(tmp_path / "full.db")
    backup(path, tmp_path / "backup.db")
    data = (tmp_path / "backup.db").read_bytes()
    damaged = tmp_path / "damaged.db"
    middle = len(data) // 2
    damaged.write_bytes(data[:middle] + bytes(8192) + data[middle + 8192 :])
    (tmp_path / "letter.db").write_bytes(b"a letter to the council\n" * 100)

    for name, why in (
        ("damaged.db", "is damaged"),
        ("letter.db", "is not a Sightline store"),
        ("missing.db", "there is no store at"),
    ):
        with pytest.raises(StoreError, match=why):
            restore(tmp_path / name, path, overwrite=True)
    with pytest.raises(StoreError, match="exists already: name a new file"):
        backup(path, tmp_path / "letter.db")
    assert store_digest(full) == digest
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
