"""Bad input: one clear sentence each, the right exit status, and the rest is loaded."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import Sightline
from tests.sample import Sample

GOOD = "2024-02-22-monitoring-letter.pdf"


def _cut(path: Path, example_papers: Path) -> None:
    path.write_bytes((example_papers / GOOD).read_bytes()[:4000])


def _html(path: Path, example_papers: Path) -> None:
    path.write_bytes(b"<!DOCTYPE html><html><head><title>Moved</title></head><body>Gone</body>")


def _binary(path: Path, example_papers: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def _empty(path: Path, example_papers: Path) -> None:
    path.write_bytes(b"")


BAD: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "an empty file": ("empty.pdf", _empty),
    "a page named .pdf": ("page.pdf", _html),
    "a cut PDF": ("cut.pdf", _cut),
    "a binary file": ("noise.pdf", _binary),
    "a binary file named .txt": ("noise.txt", _binary),
    "an unknown format": ("song.mp3", _binary),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_and_the_rest_loaded(
    what: str, sightline: Sightline, tmp_path: Path, example_papers: Path
) -> None:
    """A file that cannot be read is refused in one sentence that names it; the good one is in."""
    name, make = BAD[what]
    bad, good = tmp_path / name, tmp_path / GOOD
    make(bad, example_papers)
    shutil.copy(example_papers / GOOD, good)
    ran = sightline("load", bad, good, "--json")
    assert ran.status == 1
    assert [Path(item["file"]).name for item in ran.json["loaded"]] == [GOOD]
    assert [Path(item["file"]).name for item in ran.json["refused"]] == [name]
    assert name in ran.json["refused"][0]["reason"]
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("refused: ")
    assert "Traceback" not in ran.err
    listed = sightline("list", "documents", "--json").json
    assert [document["file"] for document in listed] == [GOOD]


@pytest.mark.parametrize("name", ["gone.pdf", "gone"])
def test_a_missing_path_is_refused_and_the_rest_loaded(
    name: str, sightline: Sightline, tmp_path: Path, example_papers: Path
) -> None:
    """A path where nothing lies is refused, and what lies elsewhere is loaded."""
    ran = sightline("load", tmp_path / name, example_papers / GOOD, "--json")
    assert ran.status == 1
    assert "no such file or folder" in ran.json["refused"][0]["reason"]
    assert len(ran.json["loaded"]) == 1


def test_a_folder_without_papers_is_refused(sightline: Sightline, tmp_path: Path) -> None:
    """A folder without papers is refused by one sentence, exit status 1."""
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "one.jpg").write_bytes(b"\xff\xd8")
    ran = sightline("load", folder)
    assert ran.status == 1
    assert "holds no papers" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("content", [b"not a store at all" * 200, b"SQLite format 3\x00junk"])
@pytest.mark.parametrize("words", [("list", "concerns"), ("load", "papers"), ("check",)])
def test_a_file_that_is_no_store_is_told(
    words: tuple[str, ...], content: bytes, sightline: Sightline, tmp_path: Path
) -> None:
    """A file that is no store is named in one sentence and left as it was, exit status 1."""
    (tmp_path / "papers").mkdir()
    other = tmp_path / "other.db"
    other.write_bytes(content)
    ran = sightline(*words, "--store", other)
    assert ran.status == 1
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "other.db" in ran.err
    assert other.read_bytes() == content


def test_a_missing_store_is_told(sightline: Sightline, tmp_path: Path) -> None:
    """A command that reads makes no store where there is none, and says so."""
    ran = sightline("list", "concerns", "--store", "nowhere.db")
    assert ran.status == 1
    assert "nowhere.db" in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "nowhere.db").exists()


@pytest.mark.parametrize("command", ["trace", "snapshot"])
def test_an_unknown_concern_is_told(command: str, sightline: Sightline, chain: Sample) -> None:
    """An id that is not held is told in one sentence, exit status 1."""
    more = ("--out", "x.html") if command == "snapshot" else ()
    ran = sightline(command, "concern-0000", "--store", chain.url, *more)
    assert ran.status == 1
    assert ran.out == ""
    assert "concern-0000" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("list", "everything"),
        ("trace",),
        ("trace", "concern-1", "--as-of", "soon"),
        ("trace", "concern-1", "--only", "some"),
        ("gaps", "--rule", "no_such_rule"),
        ("review", "accept", "link-1", "--by", "A. Reviewer"),
        ("load",),
        ("nonsense",),
        ("list", "concerns", "--no-such-option"),
        ("list", "concerns", "--since", "last year"),
    ],
)
def test_a_wrong_call_has_status_2(
    words: tuple[str, ...], sightline: Sightline, chain: Sample
) -> None:
    """A call that is not understood has status 2 and says nothing on standard output."""
    ran = sightline(*words, *(() if words == ("nonsense",) else ("--store", chain.url)))
    assert ran.status == 2
    assert ran.out == ""
    assert "Error" in ran.err
