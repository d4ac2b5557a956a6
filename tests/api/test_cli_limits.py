"""The command line where little fits: names that are not there, narrow lines, old locales."""

from __future__ import annotations

import os
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.api.conftest import Sightline
from tests.api.test_cli import PROGRAM
from tests.sample import Sample


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("list", "concerns", "--authority", "Nowhere"), "no paper is held about 'Nowhere'"),
        (("gaps", "--authority", "Nowhere"), "no paper is held about 'Nowhere'"),
        (("review", "--authority", "Nowhere"), "no paper is held about 'Nowhere'"),
        (("search", "care", "--authority", "Nowhere"), "no paper is held about 'Nowhere'"),
        (("absence", "x", "--authority", "Nowhere"), "no paper is held about 'Nowhere'"),
        (("search", "care", "--kind", "leaflet"), "'leaflet' is no kind of paper"),
        (("list", "concerns", "--document", "lost.pdf"), "no paper 'lost.pdf' is held"),
        (("list", "concerns", "--theme", "no_theme"), "'no_theme' is no theme"),
        (("list", "documents", "--theme", "health"), "documents have no theme"),
        (("list", "links", "--state", "maybe"), "'maybe' is no state of links"),
        (("list", "concerns", "--state", "proposed"), "concerns have no state"),
    ],
)
def test_a_filter_that_names_nothing_is_refused(
    words: tuple[str, ...], told: str, sightline: Sightline, chain: Sample
) -> None:
    """A misspelt name is refused in a sentence: an empty answer would read as if all were well."""
    ran = sightline(*words, "--store", chain.url, "--json")
    assert ran.status == 1
    assert ran.out == ""
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_a_search_for_no_words_is_a_wrong_call(sightline: Sightline, chain: Sample) -> None:
    """Searching for nothing is told, not answered with nothing found."""
    ran = sightline("search", " ", "--store", chain.url)
    assert ran.status == 2
    assert "at least one word" in ran.err


def test_a_search_says_when_there_is_more(sightline: Sightline, chain: Sample) -> None:
    """What the limit cut off is told; the JSON holds as many as were asked for."""
    words = ("search", "the", "--store", chain.url)
    whole = len(sightline(*words, "--json").json)
    assert whole > 1
    assert sightline(*words).out.endswith(f"\n{whole} passages\n")
    assert "The best 1 passage; there are more" in sightline(*words, "--limit", "1").out
    assert len(sightline(*words, "--limit", "1", "--json").json) == 1


def test_a_snapshot_is_a_web_page_by_its_name_too(
    sightline: Sightline, chain: Sample, tmp_path: Path
) -> None:
    """A snapshot is not written under the ending of another format."""
    out = tmp_path / "chain.pdf"
    ran = sightline("snapshot", chain.concern.id, "-o", out, "--store", chain.url)
    assert ran.status == 2
    assert "does not end in .html" in ran.err
    assert not out.exists()


def test_the_version_is_told(sightline: Sightline) -> None:
    """``sightline --version`` names the program and its version."""
    ran = sightline("--version")
    assert ran.status == 0
    assert ran.out == f"sightline {version('sightline-graph')}\n"


def test_a_sign_that_the_terminal_cannot_show_is_written_as_its_number(chain: Sample) -> None:
    """Where the locale knows no quotation marks, the answer comes all the same, nothing lost."""
    ran = subprocess.run(
        [*PROGRAM, "trace", chain.concern.id, "--store", chain.url],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert ran.returncode == 0
    assert "\\u201c" in ran.stdout
    assert ran.stderr == ""


@pytest.mark.parametrize("columns", [40, 400])
def test_a_list_has_room_for_every_column(
    columns: int, sightline: Sightline, chain: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a table would cut its words, each record stands below the other; nothing is lost."""
    monkeypatch.setattr("api.cli.common.WIDTH", columns)
    out = " ".join(sightline("list", "concerns", "--store", chain.url).out.split())
    for row in sightline("list", "concerns", "--store", chain.url, "--json").json:
        assert f"{row['id'][:16]}" in out
        assert row["kind"] in out
        assert row["file"] in out
    assert ("Kind: " in out) == (columns == 40)


def test_a_matrix_without_room_is_a_list(
    sightline: Sightline, chain: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where visits have no room for columns of their own, each is a line below the concern."""
    assert "┃" in sightline("matrix", "--store", chain.url).out
    monkeypatch.setattr("api.cli.common.WIDTH", 30)
    out = " ".join(sightline("matrix", "--store", chain.url).out.split())
    assert "┃" not in out
    assert "Improved" in out
    assert "Not mentioned" in out
    assert "…," not in out


@pytest.mark.skipif(os.name == "nt", reason="names of files are UTF-16 there")
def test_a_name_that_is_no_utf8_is_refused_in_json_too(
    sightline: Sightline, tmp_path: Path
) -> None:
    """A file whose name is no text is named in the refusal, as far as JSON can."""
    try:
        (tmp_path / "b\udcfe.mp3").write_text("x", "utf-8")
    except OSError:
        pytest.skip("this file system holds names in UTF-8 only")
    ran = sightline("load", tmp_path / "b\udcfe.mp3", "--json")
    assert ran.status == 1
    (refused,) = ran.json["refused"]
    assert ".mp3" in refused["file"]
    assert "Traceback" not in ran.err
    assert "broke inside" not in ran.err
