"""What only the Neo4j store has to show: its address, its server, and copies there and back."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.questions.trace import trace
from graph.records import Concern, Record
from graph.store import open_store
from graph.store.base import Store
from graph.store.copying import backup, copy, restore, store_digest
from graph.store.neo4j_schema import VERSION, link_types
from graph.store.neo4j_server import parse
from graph.store.sqlite_schema import VERSION as ROWS
from ontology.errors import StoreError
from tests.builders import a_paper, a_story, load
from tests.graph.store.test_copying import COPIER, eventful, link_to_nowhere
from tests.services.neo4j import Neo4jServer


@pytest.fixture
def store(server: Neo4jServer) -> Iterator[Store]:
    """An empty store on it."""
    opened = open_store(server.url, create=True)
    yield opened
    opened.close()


def test_an_address_is_taken_apart() -> None:
    """Name, password, port and database are read, signs as %40; the password shows nowhere."""
    address = parse("neo4j+s://ann:p%40ss%2Fword@example.org:7000/papers")
    assert (address.uri, address.user, address.password, address.database) == (
        "neo4j+s://example.org:7000",
        "ann",
        "p@ss/word",
        "papers",
    )
    assert "p@ss" not in repr(address)
    assert parse("bolt://[::1]").uri == "bolt://[::1]:7687"
    for wrong in ("neo4j://ann:secret@", "neo4j://ann:secret@host:port", "bolt://ann:se?cret@h"):
        with pytest.raises(StoreError, match="is written neo4j://user:password@host") as refusal:
            parse(wrong)
        assert "cret" not in str(refusal.value)


def test_a_server_that_is_not_there_is_told_in_a_sentence() -> None:
    """Nothing answers at this port: the message says where, and no password."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(StoreError, match=f"no Neo4j server answers at 127.0.0.1:{port}") as told:
        open_store(f"bolt://neo4j:secret@127.0.0.1:{port}", create=True)
    assert "secret" not in str(told.value)


def test_a_change_of_the_records_needs_a_new_version_of_the_model() -> None:
    """Records are packed as in SQLite: where its rows are of a new version, so are these."""
    assert VERSION >= ROWS


@pytest.mark.neo4j
def test_a_wrong_password_is_told_in_a_sentence(server: Neo4jServer) -> None:
    """The command line ends with one line, without the password and without a traceback."""
    url = server.url.replace(server.password, "wrong-secret")
    for address in (url, f"bolt://127.0.0.1:{server.port}"):
        with pytest.raises(StoreError, match=r"refuses .*: check name and password"):
            open_store(address)
    said = subprocess.run(
        [str(Path(sys.executable).parent / "sightline"), "list", "concerns", "--store", url],
        capture_output=True,
        text=True,
    )
    assert said.returncode == 1
    assert said.stderr.count("\n") == 1
    assert said.stderr.startswith("sightline: the Neo4j server at 127.0.0.1:")
    assert "wrong-secret" not in said.stdout + said.stderr


@pytest.mark.neo4j
def test_an_empty_database_is_only_made_a_store_where_one_is_to_be_made(
    server: Neo4jServer,
) -> None:
    """Asking makes nothing; a database of something else or of another version is refused."""
    with pytest.raises(StoreError, match=r"there is no store at 127\.0\.0\.1"):
        open_store(server.url)
    with pytest.raises(StoreError, match="has no database 'papers'"):
        open_store(f"{server.url}/papers")
    server.run("CREATE (:Bookmark {url: 'somewhere'})")
    for create in (False, True):
        with pytest.raises(StoreError, match="holds something else: give Sight"):
            open_store(server.url, create=create)
    server.run("MATCH (n) DETACH DELETE n")
    open_store(server.url, create=True).close()
    for version, why in ((99, "newer"), (0, "older")):
        server.run(f"MATCH (s:Sightline) SET s.version = {version}")
        with pytest.raises(StoreError, match=f"was written by an? {why} Sightline"):
            open_store(server.url)


@pytest.mark.neo4j
def test_constraints_and_indexes_are_made_on_first_use(store: Store, server: Neo4jServer) -> None:
    """Each id is unique, and every link is found by its id and by its authority."""
    assert store.documents() == []
    made = {str(row[0]): row[1] for row in server.run("SHOW INDEXES YIELD name, state")}
    wanted = {
        f"sightline_{kind}_{key}".lower()
        for kind in link_types().values()
        for key in ("id", "authority")
    }
    wanted |= {"sightline_record_id", "sightline_document_id", "sightline_passage_words"}
    assert wanted <= set(made)
    assert {made[name] for name in wanted} == {"ONLINE"}
    unique = server.run(
        "SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'sightline' RETURN name"
    )
    assert ["sightline_record_id"] in unique


@pytest.mark.neo4j
def test_people_can_read_the_graph(store: Store, server: Neo4jServer) -> None:
    """Labels, relationships and properties say in words what a paper says."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    rows = server.run(
        "MATCH (o:Owner)<-[:OWNED_BY]-(a:Action)-[l:RESPONDS_TO]->(c:Concern)-[:HAS_THEME]->(t)"
        " MATCH (d:Document)-[:STATES]->(a)"
        " RETURN o.name, a.text, a.status, l.state, c.text, t.code, d.title"
    )
    assert rows == [
        [
            "Head of Health",
            story.action.text,
            "under_way",
            "stated",
            story.concern.text,
            "health",
            "plan.xlsx",
        ]
    ]


@pytest.mark.neo4j
def test_nothing_is_left_of_a_paper_that_goes(store: Store, server: Neo4jServer) -> None:
    """When every paper is forgotten only the store's own node and the log are left."""
    eventful(store)
    for paper in store.documents():
        store.forget(paper.id)
    for name in store.unlinked():
        store.relink(name, [])

    kinds = sorted(server.run("MATCH (n) RETURN DISTINCT labels(n)[0]"))
    assert kinds == [["Decision"], ["Setting"], ["Sightline"]]
    assert server.run("MATCH (s:Sightline) RETURN s.words") == [[0]]
    assert len(store.decisions()) == 5


@pytest.mark.neo4j
def test_a_paper_that_cannot_be_kept_leaves_no_part_behind(store: Store) -> None:
    """A paper that quotes another, or says one thing twice, is refused whole."""
    story = a_story()
    load(store, *story.papers)
    before = store_digest(store)
    mixed, twice = a_paper("mixed.pdf"), a_paper("twice.pdf")
    mixed.records.append(story.concern)
    twice.concern("The same.")
    twice.concern("The same.")
    for wrong, why in ((mixed, "holds a record of another paper"), (twice, "states .* twice")):
        with pytest.raises(StoreError, match=why):
            load(store, wrong)

    assert store_digest(store) == before


@pytest.mark.neo4j
def test_there_and_back_nothing_is_lost(store: Store, tmp_path: Path) -> None:
    """A file copied onto the server and back into a file is the same store, history and all."""
    first = open_store(str(tmp_path / "first.db"), create=True)
    last = open_store(str(tmp_path / "last.db"), create=True)
    eventful(first)
    loose = link_to_nowhere(tmp_path / "first.db", first)
    large = a_paper("large.pdf", data=bytes(range(256)) * 5000, published="2024")
    large.comment("More than one node's worth of bytes.")
    load(first, large)

    there, back = copy(first, store), copy(store, last)
    assert there.digest == back.digest == store_digest(first)
    assert (there.left_out, back.left_out) == (1, 0)
    assert loose in {link.id for link in first.links()} - {link.id for link in last.links()}
    assert last.original(large.document.id) == large.data
    first.close()
    last.close()


@pytest.mark.neo4j
def test_a_server_is_backed_up_into_a_file_and_restored_from_it(
    store: Store, server: Neo4jServer, tmp_path: Path
) -> None:
    """The backup is a store in a file of its own, and fills an emptied database again."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    digest = store_digest(store)
    backup(server.url, tmp_path / "backup.db")
    server.run("MATCH (n) DETACH DELETE n")
    restore(tmp_path / "backup.db", server.url)

    assert store_digest(store) == digest


@pytest.mark.neo4j
def test_writers_take_turns_and_readers_see_whole_papers(server: Neo4jServer) -> None:
    """Two threads write, two read: nothing is lost, and no reader sees half a paper."""
    names = [f"{letter}-{number}.pdf" for letter in "ab" for number in range(6)]
    stores = [open_store(server.url, create=True) for _ in range(4)]
    faults: list[str] = []
    done = threading.Event()

    def write(store: Store, letter: str) -> None:
        for name in [one for one in names if one[0] == letter] * 2:
            made = a_paper(name, published="2020")
            for number in range(5):
                made.concern(f"Concern {number} of {name}.")
            load(store, made)

    def read(store: Store) -> None:
        while not done.is_set():
            found = [concern.document for concern in store.records(Concern)]
            faults.extend(key for key in found if found.count(key) != 5)

    writers = [
        threading.Thread(target=write, args=pair) for pair in zip(stores[:2], "ab", strict=True)
    ]
    readers = [threading.Thread(target=read, args=(store,)) for store in stores[2:]]
    for thread in (*writers, *readers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()

    assert faults == []
    assert sorted(paper.file for paper in stores[0].documents()) == names
    assert len(stores[0].records(Concern)) == 5 * len(names)
    assert len({store.revision() for store in stores}) == 1
    for store in stores:
        store.close()


@pytest.mark.neo4j
def test_a_server_killed_in_the_middle_of_a_copy(server: Neo4jServer, tmp_path: Path) -> None:
    """Killed and started again, it holds whole papers only; the copy goes on to the same hash."""
    source = open_store(str(tmp_path / "source.db"), create=True)
    eventful(source)
    for number in range(30):
        made = a_paper(f"{number}.pdf", published=f"2020-{number % 12 + 1:02}")
        for line in range(20):
            made.comment(f"Line {line} of paper {number}, on visits and plans.")
        load(source, made)
    total = len(source.documents())
    copier = subprocess.Popen(
        [sys.executable, "-c", COPIER, str(tmp_path / "source.db"), server.url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert copier.stdout is not None
    for line in copier.stdout:
        if line.strip() == "3":
            break
    server.kill()
    copier.kill()
    assert "whole" not in copier.communicate()[0]
    server.start()
    store = open_store(server.url)
    held = [paper.id for paper in store.documents()]
    assert 3 <= len(held) < total
    for key in held:
        assert store.records(Record, document=key) == source.records(Record, document=key)
        assert store.original(key) == source.original(key)
    copied = copy(source, store)

    assert copied.written == total - len(held)
    assert copied.digest == store_digest(store) == store_digest(source)
    concern = source.records(Concern)[0].id
    assert trace(store, concern) == trace(source, concern)
    store.close()
    source.close()
