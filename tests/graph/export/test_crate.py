"""Crates: what is in them, and that a changed byte is found and named."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import stat
import struct
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

from api.rereading import plain_words, text_of
from graph.checking.crates import Verdict, verify
from graph.export import EXPORTERS
from graph.export import crate_zip as zips
from graph.export.common import Portfolio
from graph.export.crate import manifest, paths_of
from graph.export.crate_zip import JSONLD, MANIFEST, METADATA, TRIG, WORD, pack, unpack
from graph.export.walk import portfolio
from graph.rdf.taking import take_in
from graph.store.base import Store
from ontology.errors import LoadError, StoreError
from tests.builders import a_document, a_paper, load

REPORT = "papers/2023-05-09-inspection-report.pdf"


@cache
def text_once(data: bytes, name: str) -> str:
    """Read a paper; the same bytes only once in all these tests."""
    return text_of(data, name)


def proved(data: bytes) -> Verdict:
    """The verdict on a crate."""
    return verify(data, "m.crate.zip", text_of=text_once, plain_words=plain_words)


def named(data: bytes) -> set[str]:
    """What is named as wrong about it."""
    return {fault.where for fault in proved(data).faults}


def made(evidence: Portfolio) -> bytes:
    """The crate of some evidence."""
    buffer = io.BytesIO()
    EXPORTERS["crate"].write(evidence, buffer)
    return buffer.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    """Pack files as another program would: no seal, other times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue()


def forged(files: dict[str, bytes], path: str, data: bytes) -> dict[str, bytes]:
    """Change a file and put all the hashes right, as someone would who knows how."""
    old, new = (hashlib.sha256(one).hexdigest().encode() for one in (files[path], data))
    changed = {**files, path: data, METADATA: files[METADATA].replace(old, new)}
    return {**changed, MANIFEST: manifest(changed)}


@pytest.fixture(scope="module")
def crate(settled: Portfolio) -> bytes:
    """The crate of the example authority."""
    return made(settled)


@pytest.fixture(scope="module")
def files(crate: bytes) -> dict[str, bytes]:
    """Its files."""
    return dict(unpack(crate, "m.crate.zip").files)


def test_the_crate_holds_the_papers_as_received(
    files: dict[str, bytes], example_papers: Path
) -> None:
    """Every paper of the evidence is in it, byte for byte, under its own name."""
    papers = {path: data for path, data in files.items() if path.startswith("papers/")}

    assert len(papers) >= 6
    for path, data in papers.items():
        assert data == (example_papers / Path(path).name).read_bytes()
    assert {METADATA, MANIFEST, TRIG, JSONLD, WORD} < set(files)


def test_the_rocrate_package_reads_it(
    crate: bytes, files: dict[str, bytes], tmp_path: Path
) -> None:
    """An independent library finds the root, every file and its hash."""
    (tmp_path / "m.zip").write_bytes(crate)
    read = ROCrate(str(tmp_path / "m.zip"))
    found = {entity.id: entity["sha256"] for entity in read.data_entities}

    assert read.mainEntity.id == WORD
    assert found == {
        path: hashlib.sha256(data).hexdigest()
        for path, data in files.items()
        if path not in (METADATA, MANIFEST)
    }


def test_the_list_of_hashes_works_without_sightline(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    """The usual program for hashes accepts the list."""
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("sha256sum is not installed")
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    run = subprocess.run([tool, "-c", MANIFEST], cwd=tmp_path, capture_output=True, text=True)

    assert run.returncode == 0
    assert run.stdout.count(": OK") == len(files) - 1


def test_the_same_call_gives_the_same_crate(crate: bytes, settled: Portfolio) -> None:
    """No time and no chance is in a crate."""
    assert made(settled) == crate


def test_a_sound_crate_is_proved(crate: bytes) -> None:
    """All quotes are found at their offsets in papers that are read again."""
    verdict = proved(crate)

    assert verdict.faults == ()
    assert verdict.quotes > 150
    assert (verdict.moved, verdict.repacked) == (0, False)
    assert verdict.sha256 == hashlib.sha256(crate).hexdigest()


def test_every_changed_byte_is_found(crate: bytes) -> None:
    """A bit turned within any file names that file; one turned anywhere else is found too."""
    with zipfile.ZipFile(io.BytesIO(crate)) as archive:
        members = archive.infolist()
    for member in members:
        name, extra = struct.unpack("<HH", crate[member.header_offset + 26 :][:4])
        start = member.header_offset + 30 + name + extra
        assert member.filename in named(turned(crate, start + member.compress_size // 2))
        for at in (member.header_offset + 11, start + member.compress_size - 1):
            assert named(turned(crate, at)), (member.filename, at)
    directory = members[-1].header_offset + 30
    for at in (*range(0, 30, 4), *range(len(crate) - 120, len(crate), 12), directory):
        try:
            assert named(turned(crate, at)), at
        except LoadError as refusal:
            assert "damaged" in str(refusal) or "archive" in str(refusal)


def turned(crate: bytes, at: int) -> bytes:
    """The crate with one bit turned."""
    changed = bytearray(crate)
    changed[at] ^= 0x04
    return bytes(changed)


def test_packing_it_again_does_no_harm(files: dict[str, bytes]) -> None:
    """The same files in another archive are as good, and the verdict says that it was done."""
    verdict = proved(zipped(files))

    assert verdict.faults == ()
    assert verdict.repacked


@pytest.mark.parametrize("path", [REPORT, WORD, TRIG, JSONLD, METADATA, MANIFEST, "README.txt"])
def test_a_changed_file_is_named(files: dict[str, bytes], path: str) -> None:
    """A file changed before it was packed again is named, the lists of hashes too."""
    data = files[path]
    at = data.index(b'"sha256": "') + 12 if path == METADATA else len(data) // 2
    changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]

    assert path in named(zipped({**files, path: changed}))


def test_a_missing_and_a_foreign_file_are_named(files: dict[str, bytes]) -> None:
    """Nothing can be taken out or put in unnoticed."""
    without = {path: data for path, data in files.items() if path != REPORT}

    assert REPORT in named(zipped(without))
    assert named(zipped({**files, "papers/more.txt": b"more"})) == {"papers/more.txt"}
    assert MANIFEST in named(zipped({p: d for p, d in files.items() if p != MANIFEST}))


def test_a_forged_paper_is_found_although_all_hashes_fit(files: dict[str, bytes]) -> None:
    """Other words in a paper, with every hash put right, no longer bear out their quotes."""
    path = next(path for path in files if path.endswith(".csv"))
    action = next(
        paper.actions[0].text
        for paper in (proved(zipped(files)).holdings or pytest.fail()).papers
        if paper.document.file == Path(path).name
    )
    word = max(action.split(), key=len)
    data = files[path].replace(word.encode(), b"never")
    (fault,) = proved(zipped(forged(files, path, data))).faults

    assert "has the bytes of this paper" in fault.why  # its sha256 is in the graph as well
    changed = forged(files, path, data)
    for graph in (TRIG, JSONLD):
        old, new = (hashlib.sha256(one).hexdigest() for one in (files[path], data))
        said = changed[graph].decode().replace(old, new).replace(old[:16], new[:16])
        changed = forged(changed, graph, said.encode())
    faults = proved(zipped(changed)).faults

    assert faults
    assert {fault.what for fault in faults} == {"quote"}


def test_graphs_that_differ_are_found(files: dict[str, bytes]) -> None:
    """The two files of the graph must say the same, even where all hashes fit."""
    data = files[JSONLD].replace(b"slv:polarities/weakness", b"slv:polarities/strength", 1)

    assert named(zipped(forged(files, JSONLD, data))) == {JSONLD}


def test_quotes_that_another_reader_sets_elsewhere_are_found(crate: bytes) -> None:
    """Where offsets moved, the words decide; what is not there at all is a fault."""

    def shifted(data: bytes, name: str) -> str:
        return "Page 1\n" + text_once(data, name)

    verdict = verify(crate, "m.crate.zip", text_of=shifted, plain_words=plain_words)
    nothing = verify(crate, "m.crate.zip", text_of=shifted, plain_words=lambda *_: [""])

    assert verdict.moved == verdict.quotes > 0
    assert verdict.faults == ()
    assert len(nothing.faults) == nothing.quotes


def test_a_crate_taken_in_gives_the_same_graph(
    crate: bytes,
    files: dict[str, bytes],
    opener: Callable[[str], Store],
    evidence_in: Callable[..., Portfolio],
) -> None:
    """Crate, empty store, crate: the same graph and the same papers, with their bytes."""
    store = opener("empty")
    verdict = proved(crate)
    assert verdict.holdings
    take_in(store, verdict.holdings, originals=verdict.originals)
    again = unpack(made(evidence_in(store)), "again.zip").files

    assert again[TRIG] == files[TRIG]
    assert again[JSONLD] == files[JSONLD]
    assert again[REPORT] == files[REPORT] == store.original(_id_of(store, REPORT))
    store.close()


def _id_of(store: Store, path: str) -> str:
    return next(one.id for one in store.documents() if path.endswith(one.file))


def test_a_paper_without_its_file_makes_no_crate(store: Store) -> None:
    """What came in without its bytes cannot be handed over, and the sentence says what to do."""
    paper = a_paper("report.pdf", visit="2020-01-31")
    concern = paper.concern("The timeliness of visits.")
    paper.data = b""
    load(store, paper)
    with pytest.raises(StoreError, match=r"report\.pdf was taken in without its file"):
        made(portfolio(store, [concern.id]))


def test_paths_are_safe_and_apart() -> None:
    """File names that no system can unpack are mended, and two of one name stay two."""
    names = ["a.pdf", "A.pdf", '..\\x:"?.pdf', "\x00\n", "..", "é ü.pdf"]
    documents = [a_document(name, data=bytes([n])) for n, name in enumerate(names)]
    paths = paths_of(documents)

    assert len({path.casefold() for path in paths.values()}) == len(names)
    assert unpack(pack(dict.fromkeys(paths.values(), b"x")), "x.zip").broken == ()


def hostile() -> Iterator[tuple[str, bytes]]:
    """Archives that mean harm."""
    for path in ("../x", "/x", "a/../../x", "C:\\x", "a\\b", "a//b", "./a"):
        yield path, zipped({METADATA: b"{}", path: b"x"})
    yield "zero byte", zipped({METADATA: b"{}", "aZb": b"x"}).replace(b"aZb", b"a\x00b")
    link = zipfile.ZipInfo("papers/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    for name, members in (("link", [link]), ("twice", ["a", "A"])):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for member in members:
                archive.writestr(member, b"/etc/passwd")
        yield name, buffer.getvalue()
    yield "many", zipped({str(n): b"" for n in range(zips.MAX_MEMBERS + 1)})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(METADATA, bytes(30_000_000))
    yield "bomb", buffer.getvalue()
    # The same, with a directory that says the file is small.
    small = struct.pack("<I", 30_000_000)
    yield "lying bomb", buffer.getvalue().replace(small, struct.pack("<I", 1000))
    yield "no archive", b"PK\x03\x04 and nothing more"
    yield "no crate", zipped({"a.txt": b"a"})


@pytest.mark.parametrize(("name", "data"), list(hostile()), ids=lambda value: str(value)[:12])
def test_hostile_archives_are_refused(name: str, data: bytes) -> None:
    """Bombs, paths that lead out, links and doubles: one sentence, and nothing is written."""
    try:
        verdict = proved(data)
    except LoadError as refusal:
        assert str(refusal).startswith("m.crate.zip: this "), name
        assert "archive" in str(refusal), name
    else:
        assert name == "lying bomb"
        assert verdict.faults


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{", b'{"@graph": [{"@type": "File"}]}', b"[" * 9999]
)
def test_metadata_that_cannot_be_read_is_named(files: dict[str, bytes], text: bytes) -> None:
    """Whatever stands in the metadata, it is a fault and no breakdown."""
    assert METADATA in named(zipped({**files, METADATA: text}))


def test_metadata_says_where_it_comes_from(files: dict[str, bytes], settled: Portfolio) -> None:
    """The root names the day, the concerns and the licence; papers have their ids."""
    graph = {one["@id"]: one for one in json.loads(files[METADATA])["@graph"]}
    root = graph["./"]

    assert root["datePublished"] == settled.day
    assert len(root["mentions"]) == len(settled.chains)
    assert root["license"] and root["description"]
    assert graph[METADATA]["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.1"
    assert graph[REPORT]["identifier"] in {one.id for one in settled.sources.values()}
