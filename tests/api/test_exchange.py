"""What one Sightline hands to another: crates and RDF files, on the command line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.api.conftest import Sightline

CRATE = "m.crate.zip"


@pytest.fixture
def crate(sightline: Sightline, example_papers: Path, tmp_path: Path) -> Path:
    """The crate of the example authority, in the working folder."""
    assert sightline("load", example_papers, "--store", "first.db").status == 0
    authority = "Marlbury County Council"
    ran = sightline("export", "--authority", authority, "-o", CRATE, "--store", "first.db")
    assert ran.status == 0, ran.err
    return tmp_path / CRATE


def test_a_crate_is_proved_without_a_store(
    sightline: Sightline, crate: Path, tmp_path: Path
) -> None:
    """What verify says can be read and scripted, and it needs nothing but the crate."""
    for store in tmp_path.glob("first.db*"):
        store.unlink()
    ran = sightline("verify", crate, "--json")

    assert ran.status == 0
    assert ran.json["sound"] is True
    assert ran.json["faults"] == []
    assert ran.json["quotes"] > 100
    said = sightline("verify", crate).out
    assert "no byte has changed and every quote stands in its paper" in said
    assert ran.json["sha256"] in said
    assert list(tmp_path.iterdir()) == [crate]


def test_a_changed_byte_is_named_and_the_crate_refused(
    sightline: Sightline, crate: Path, tmp_path: Path
) -> None:
    """Status 1 and the file's name; load takes nothing of it in."""
    with zipfile.ZipFile(crate) as archive:
        member = next(one for one in archive.infolist() if one.filename.endswith(".pdf"))
    data = bytearray(crate.read_bytes())
    data[member.header_offset + 30 + len(member.filename) + 100] ^= 1
    crate.write_bytes(data)
    ran = sightline("verify", crate)

    assert ran.status == 1
    assert member.filename in ran.out
    assert "do not rest anything on this crate" in ran.out
    loaded = sightline("load", crate, "--store", "second.db", "--json")
    assert loaded.status == 1
    assert loaded.json["loaded"] == []
    assert member.filename in loaded.json["refused"][0]["reason"]
    assert sightline("list", "documents", "--store", "second.db", "--json").json == []


def test_a_crate_is_loaded_once(sightline: Sightline, crate: Path, tmp_path: Path) -> None:
    """Its papers are held with their files, and are unchanged when it comes again."""
    first = sightline("load", crate, "--store", "second.db", "--json")
    second = sightline("load", crate, "--store", "second.db", "--json")

    assert first.status == second.status == 0
    assert first.json["loaded"] and not first.json["unchanged"]
    assert second.json["unchanged"] and not second.json["loaded"]
    assert first.json["loaded"][0]["file"].startswith(f"{crate}/")
    assert sightline("check", "--store", "second.db").status == 0


@pytest.mark.parametrize("suffix", ["trig", "nq", "jsonld"])
def test_a_whole_store_goes_through_a_file(
    suffix: str, sightline: Sightline, example_papers: Path, tmp_path: Path
) -> None:
    """Store, file, empty store, file: the same bytes."""
    sightline("load", example_papers / "2024-09-improvement-plan.csv", "--store", "first.db")
    ran = sightline("rdf", f"one.{suffix}", "--store", "first.db")
    assert ran.status == 0, ran.err
    assert sightline("load", f"one.{suffix}", "--store", "second.db").status == 0
    assert sightline("rdf", f"two.{suffix}", "--store", "second.db").status == 0

    assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()


def test_a_wrong_call_is_told(sightline: Sightline, example_papers: Path, tmp_path: Path) -> None:
    """An unknown format, a folder that is not there, a file that is no crate: a sentence each."""
    sightline("load", example_papers / "2024-09-improvement-plan.csv")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")

    assert sightline("rdf", "all.xml").status == 2
    assert sightline("rdf", "nowhere/all.trig").status == 1
    assert not list(tmp_path.glob(".*.trig*"))
    ran = sightline("verify", "other.zip")
    assert ran.status == 1
    assert "is no crate" in ran.err
    assert "cannot be opened" in sightline("verify", "missing.zip").err
    ran = sightline("load", "other.zip")
    assert ran.status == 1
    assert "neither a Word nor an Excel file" in ran.err


def test_rdf_that_means_harm_is_refused(sightline: Sightline, tmp_path: Path) -> None:
    """Depth without end, contexts on the web, no RDF at all: a sentence, and nothing is held."""
    for name, text in (
        ("deep.jsonld", '{"@context":{"a":"http://a.example/"},"a":' + "[" * 100_000),
        ("far.jsonld", '{"@context":"http://127.0.0.1:9/context","a":1}'),
        ("none.trig", "these are words"),
        ("empty.nq", ""),
        ("bytes.trig", "\x00\x01"),
    ):
        (tmp_path / name).write_text(text)
        ran = sightline("load", name)

        assert ran.status == 1, name
        assert f"refused: {name}: " in ran.err
        assert len(ran.err.splitlines()) == 1
    assert sightline("list", "documents", "--json").json == []
