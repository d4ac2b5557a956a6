"""``sightline export`` and ``/api/export``: one file, whole or not at all, or clear words."""

from __future__ import annotations

import io
import json
import stat
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient

from api.saving import saved
from graph.export import EXPORTERS
from ontology.errors import SightlineError
from tests.api.conftest import Sightline
from tests.builders import MARLBURY
from tests.exports import READERS
from tests.sample import Sample

START = {"html": b"<!DOCTYPE html>", "docx": b"PK", "pdf": b"%PDF", "xlsx": b"PK",
         "csv": b"\xef\xbb\xbfstep,", "json": b"{", "graphml": b"<?xml"}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_each_format_is_written(
    name: str, chain: Sample, sightline: Sightline, tmp_path: Path
) -> None:
    """The file is there, of its kind, and the answer says where and what is left out."""
    out = tmp_path / f"evidence.{name}"
    ran = sightline("export", chain.concern.id, "-o", out, "--store", chain.url)

    assert (ran.status, ran.out) == (0, "")
    assert out.read_bytes().startswith(START[name])
    assert f"{out} is written" in ran.err
    assert "Proposed links left out: 3; --only all takes them in." in ran.err


def test_an_authority_means_all_its_concerns(
    chain: Sample, sightline: Sightline, tmp_path: Path
) -> None:
    """With --authority both printed concerns are in the file, the restated one is not."""
    out = tmp_path / "all.json"
    ran = sightline("export", "--authority", MARLBURY, "-o", out, "--store", chain.url)
    told = json.loads(out.read_text("utf-8"))

    assert ran.status == 0
    assert [c["concern"]["id"] for c in told["chains"]] == [chain.concern.id, chain.lonely.id]
    assert told["filters"] == [{"name": "Authority", "value": MARLBURY}]


def test_several_concerns_keep_their_order(chain: Sample, sightline: Sightline) -> None:
    """Concerns named stand in the order in which they are named, each once."""
    ids = [chain.lonely.id, chain.concern.id, chain.lonely.id]
    ran = sightline("export", *ids, "--format", "json", "-o", "-", "--store", chain.url)

    assert [c["concern"]["id"] for c in ran.json["chains"]] == ids[:2]


def test_proposals_come_when_asked_for(chain: Sample, sightline: Sightline) -> None:
    """The default leaves proposals out; --only all takes them in."""
    call = ("export", chain.concern.id, "--format", "json", "-o", "-", "--store", chain.url)
    bare, whole = sightline(*call).json, sightline(*call, "--only", "all").json

    assert [len(told["chains"][0]["actions"]) for told in (bare, whole)] == [1, 2]
    assert [told["proposals_left_out"] for told in (bare, whole)] == [3, 0]


def test_a_day_is_kept_to(chain: Sample, sightline: Sightline) -> None:
    """With --as-of nothing of a later paper is in the file."""
    call = ("export", chain.concern.id, "--format", "json", "-o", "-", "--store", chain.url)
    told = sightline(*call, "--only", "all", "--as-of", "2023-12-31").json

    assert told["as_of"] == told["day"] == "2023-12-31"
    assert told["chains"][0]["comments"] == []
    assert {source["file"] for source in told["sources"]} == {"report.txt", "committee.txt"}


def test_the_same_call_gives_the_same_file(
    chain: Sample, sightline: Sightline, tmp_path: Path
) -> None:
    """Two calls write the same bytes, one over the other."""
    out = tmp_path / "evidence.docx"
    files = []
    for _ in range(2):
        sightline("export", chain.concern.id, "-o", out, "--store", chain.url)
        files.append(out.read_bytes())

    assert files[0] == files[1]
    assert [path.name for path in tmp_path.glob("*evidence*")] == ["evidence.docx"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["-o", "x.pdf"], 2, "name at least one concern, or --authority"),
        (["concern-ffffffffffffffff", "-o", "x.pdf"], 1, "there is no concern"),
        (["{id}", "-o", "x.doc"], 2, "say which of html, docx, pdf"),
        (["{id}", "-o", "x", "--format", "doc"], 2, "'doc' is no format"),
        (["{id}", "-o", "-", "--format", "pdf"], 2, "pdf is no text"),
        (["{id}", "-o", "no/such/x.pdf"], 1, "no such file or directory"),
        (["{id}", "-o", ".", "--format", "pdf"], 1, "this is a folder"),
        (["{id}", "-o", "x.pdf", "--as-of", "soon"], 2, "is no date"),
        (["{id}", "-o", "x.pdf", "--authority", MARLBURY], 2, "not both"),
        (["--authority", "Nowhere", "-o", "x.pdf"], 1, "no paper is held about 'Nowhere'"),
        (["--authority", MARLBURY, "--until", "1999", "-o", "x.pdf"], 1, "no concern"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(
    words: list[str], status: int, said: str, chain: Sample, sightline: Sightline, tmp_path: Path
) -> None:
    """What cannot be done is said in words, and no file is begun."""
    call = [word.replace("{id}", chain.concern.id) for word in words]
    ran = sightline("export", *call, "--store", chain.url)

    assert ran.status == status
    assert said in " ".join(ran.err.split())
    assert "Traceback" not in ran.err
    assert list(tmp_path.glob("*x*.*[fc]")) == []


def test_a_file_is_replaced_only_when_the_new_one_is_whole(tmp_path: Path) -> None:
    """If writing fails half way, what stood there stays, and nothing is left beside it."""
    path = tmp_path / "evidence.pdf"
    path.write_bytes(b"before")

    def breaks(handle: io.BufferedIOBase) -> None:
        handle.write(b"half")
        raise SightlineError("the disk is on fire")

    with pytest.raises(SightlineError, match="on fire"):
        saved(path, breaks)

    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    """Colleagues may read an exported file as they may read any other new file."""
    usual, ours = tmp_path / "usual", tmp_path / "ours"
    usual.touch()

    assert saved(ours, lambda handle: handle.write(b"words")) == 5
    assert stat.S_IMODE(ours.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


@pytest.mark.parametrize("name", READERS)
def test_the_api_gives_the_same_file(
    name: str, chain: Sample, client: TestClient, sightline: Sightline, tmp_path: Path
) -> None:
    """The file of the API is byte for byte that of the command line, under a name of its own."""
    out = tmp_path / f"evidence.{name}"
    sightline("export", chain.concern.id, "-o", out, "--store", chain.url)
    answer = client.get(f"/api/export/{chain.concern.id}", params={"format": name})

    assert answer.status_code == 200
    assert answer.content == out.read_bytes()
    assert answer.headers["content-type"].split(";")[0] == EXPORTERS[name].media_type.split(";")[0]
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="marlbury-county-council-evidence-on-one-concern.{name}"'
    )


def test_the_api_exports_an_authority(chain: Sample, client: TestClient) -> None:
    """Filters choose the concerns; without any filter the API asks for one."""
    answer = client.get("/api/export", params={"authority": MARLBURY, "format": "json"})
    none = client.get("/api/export", params={"format": "json"})

    assert len(answer.json()["chains"]) == 2
    assert none.status_code == 400
    assert "name an authority" in none.json()["error"]["detail"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/export/concern-0000000000000000", 404),
        ("/api/export/{action}", 404),
        ("/api/export/{id}?format=doc", 400),
        ("/api/export/{id}?only=some", 422),
        ("/api/export/{id}?as_of=soon", 422),
        ("/api/export/{id}?as_of=1999", 404),
        ("/api/export?authority=Nowhere", 400),
    ],
)
def test_the_api_tells_what_is_wrong(
    path: str, status: int, chain: Sample, client: TestClient
) -> None:
    """Errors are JSON with a title and a sentence, with the fitting status."""
    answer = client.get(path.format(id=chain.concern.id, action=chain.done.id))

    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"title", "detail"}


def test_hostile_titles_stay_out_of_headers(
    hostile: Sample, client_of: Callable[[Sample], TestClient]
) -> None:
    """The name of the file is made of letters, digits and dashes, whatever papers are called."""
    answer = client_of(hostile).get(f"/api/export/{hostile.concern.id}?format=docx&only=all")
    name = answer.headers["content-disposition"].split('"')[1]

    assert answer.status_code == 200
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert docx.Document(io.BytesIO(answer.content)).paragraphs
