"""``sightline board``, ``/api/board`` and the page: one pack, the same everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.export.board import BOARDS
from tests.api.conftest import Sightline
from tests.builders import MARLBURY
from tests.sample import Sample

START = {"html": b"<!DOCTYPE html>", "docx": b"PK", "pdf": b"%PDF", "json": b"{"}
TIME = ("--since", "2024-02", "--until", "2024-02")
ASKED = {"authority": MARLBURY, "since": "2024-02", "until": "2024-02"}


@pytest.mark.parametrize("name", list(BOARDS))
def test_each_format_is_the_same_from_both_sides(
    name: str, chain: Sample, client: TestClient, sightline: Sightline, tmp_path: Path
) -> None:
    """The file of the API is byte for byte that of the command line, under a name of its own."""
    out = tmp_path / f"pack.{name}"
    ran = sightline("board", *TIME, "-o", out, "--store", chain.url)
    answer = client.get("/api/board", params={**ASKED, "format": name})

    assert (ran.status, ran.out) == (0, "")
    assert "Proposed links left out: 3." in ran.err
    assert out.read_bytes().startswith(START[name])
    assert answer.content == out.read_bytes()
    assert answer.headers["content-type"].split(";")[0] == (BOARDS[name].media_type.split(";")[0])
    assert answer.headers["content-disposition"] == (
        'attachment; filename="marlbury-county-council-what-changed-1-february-2024-to-29-'
        f'february-2024.{name}"'
    )


def test_the_pack_goes_to_a_pipe(chain: Sample, sightline: Sightline) -> None:
    """With a dash the JSON document alone is on standard output."""
    ran = sightline(
        "board", *TIME, "--format", "json", "-o", "-", "--only", "all", "--store", chain.url
    )

    assert [one["text"] for one in ran.json["comments"]] == [chain.praise.text, chain.slow.text]
    assert [one["proposals_left_out"] for one in ran.json["comments"]] == [0, 0]
    assert ran.json["changed"] is True


def test_an_empty_time_is_told_on_the_command_line(
    chain: Sample, sightline: Sightline, tmp_path: Path
) -> None:
    """The sentence says that nothing is recorded, and that this is not to say all is well."""
    ran = sightline(
        "board", "--since", "2022", "--until", "2022", "-o", tmp_path / "x.html",
        "--store", chain.url,
    )  # fmt: skip

    assert ran.status == 0
    assert "No change is recorded; that never says that all is well." in ran.err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["-o", "x.pdf"], 2, "Missing option '--since'"),
        (["--since", "soon", "-o", "x.pdf"], 2, "is no date"),
        (["--since", "2024", "-o", "x.xlsx"], 2, "say which of html, pdf, docx, json"),
        (["--since", "2024", "-o", "x", "--format", "csv"], 2, "no format of a board pack"),
        (["--since", "2024", "-o", "-", "--format", "pdf"], 2, "pdf is no text"),
        (["--since", "2024", "--until", "2023", "-o", "x.pdf"], 1, "would end before it begins"),
        (["--since", "2024", "--authority", "Nowhere", "-o", "x.pdf"], 1, "no paper is held"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(
    words: list[str], status: int, said: str, chain: Sample, sightline: Sightline, tmp_path: Path
) -> None:
    """What cannot be done is said in words, and no file is begun."""
    ran = sightline("board", *words, "--store", chain.url)

    assert ran.status == status
    assert said in " ".join(re.sub("[│╭╮╰╯─]", " ", ran.err).split())
    assert "Traceback" not in ran.err
    assert list(tmp_path.glob("x*")) == []


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"since": "2024", "format": "csv"}, 400),
        ({"since": "soon"}, 422),
        ({}, 422),
        ({"since": ""}, 400),
        ({"since": "2024", "until": "2023"}, 400),
        ({"since": "2024", "authority": "Nowhere"}, 400),
        ({"since": "2024-13"}, 400),
        ({"since": "2024", "only": "some"}, 422),
    ],
)
def test_the_api_tells_what_is_wrong(
    asked: dict[str, str], status: int, client: TestClient
) -> None:
    """Errors are JSON with a title and a sentence, with the fitting status."""
    answer = client.get("/api/board", params=asked)

    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"title", "detail"}


def test_the_page_shows_the_pack(client: TestClient, chain: Sample) -> None:
    """Form, files to take away, pictures and every change stand on the page, without styles."""
    page = client.get("/board", params=ASKED).text
    twin = json.loads(client.get("/api/board", params=ASKED).text)

    assert chain.slow.text in page
    assert f"{twin['gaps_standing']} stand" in page
    assert page.count("<svg ") == 2
    assert " style=" not in page
    assert 'value="2024-02-01"' in page and 'value="2024-02-29"' in page
    for name in ("html", "pdf", "docx"):
        assert f"format={name}" in page
    assert page.count("<h1>") == 1


def test_the_page_without_a_date_shows_the_last_month(client: TestClient) -> None:
    """Nothing of the sample is of the last month: the page says that this is no good news."""
    page = client.get("/board").text

    assert "No change is recorded for this time" in page
    assert "never that all is well" in page


def test_hostile_words_stay_words(
    hostile: Sample, client_of: Callable[[Sample], TestClient]
) -> None:
    """No word of a paper becomes an element or an attribute of the page."""
    asked = {"since": "2023", "until": "2025", "only": "all"}
    page = client_of(hostile).get("/board", params=asked).text

    assert "<script" not in page
    assert "<iframe" not in page
    assert "<img" not in page
    assert re.findall(r"<[^>]*\son\w+=", page) == []
