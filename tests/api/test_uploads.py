"""Papers that come in through the browser: as jobs that go on alone, within limits."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from api import guard
from api.app import create_app
from api.routes.uploads import clean
from api.settings import MOST_FILES, Settings
from graph.store import open_store
from tests.api.test_pages import Page
from tests.sample import HOSTILE
from tests.trackers import brag


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """The application on an empty store."""
    path = tmp_path / "uploads.db"
    open_store(str(path), create=True).close()
    with TestClient(create_app(Settings(store=str(path))), base_url="http://localhost") as opened:
        yield opened


def send(client: TestClient, *files: tuple[str, bytes]) -> Any:
    """Send files as a program does."""
    parts = [("files", (name, data, "application/octet-stream")) for name, data in files]
    return client.post("/api/documents", files=parts)


def finished(client: TestClient, job: str) -> Any:
    """Wait for a job to be over."""
    for _ in range(600):
        told = client.get(f"/api/jobs/{job}").json()
        if told["state"] in ("done", "failed"):
            return told
        time.sleep(0.1)
    raise AssertionError(f"{job} is not over: {told}")


def test_papers_are_taken_in(client: TestClient, example_papers: Path) -> None:
    """The answer is a job at once; when it is done, the paper is held and the job tells of it."""
    paper = next(example_papers.glob("*monitoring-letter.pdf"))
    answer = send(client, (paper.name, paper.read_bytes()))
    assert answer.status_code == 202
    assert answer.headers["location"] == f"/api/jobs/{answer.json()['id']}"
    told = finished(client, answer.json()["id"])
    (held,) = client.get("/api/documents").json()
    assert told["report"]["loaded"][0]["id"] == held["id"]
    assert held["file"] == paper.name
    again = finished(client, send(client, (paper.name, paper.read_bytes())).json()["id"])
    assert again["report"]["loaded"] == []
    assert again["report"]["unchanged"][0]["id"] == held["id"]


def test_a_page_tells_how_it_goes(client: TestClient, example_papers: Path) -> None:
    """The form leads to a page that asks anew by itself until the load is over, or does not."""
    paper = next(example_papers.glob("*.csv"))
    parts = [("files", (paper.name, paper.read_bytes(), "text/csv"))]
    answer = client.post("/upload", files=parts, follow_redirects=False)
    assert answer.status_code == 303
    address = answer.headers["location"]
    early = client.get(address)
    assert ("refresh" in early.headers) == ("Stop that" in early.text)
    assert "refresh" not in client.get(f"{address}?watch=no").headers
    finished(client, address.removeprefix("/jobs/"))
    page = Page(client.get(address).text)
    assert "Taken in" in page.text
    assert "refresh" not in client.get(address).headers
    assert address in [a["href"] for a in Page(client.get("/upload").text).all("a")]


def test_what_is_refused_is_told_with_the_reason(client: TestClient) -> None:
    """A file that cannot be read is named with its reason, and the rest is taken in."""
    told = finished(client, send(client, ("film.pdf", b"no paper at all")).json()["id"])
    (refused,) = told["report"]["refused"]
    assert refused["file"] == "film.pdf"
    assert refused["reason"]
    text = Page(client.get(f"/jobs/{told['id']}").text).text
    assert refused["reason"] in text


def test_no_hostile_name_leaves_its_folder_or_becomes_markup(client: TestClient) -> None:
    """Whatever a file is called, it is refused or taken in under a plain name."""
    names = [*HOSTILE, "../../etc/passwd", "..", "a/b\\c.txt", "." * 300, "x" * 500 + ".pdf"]
    for name in names:
        answer = send(client, (name, b"x"))
        assert answer.status_code in (202, 400, 422)
        if answer.status_code == 202:
            told = finished(client, answer.json()["id"])
            page = Page(client.get(f"/jobs/{told['id']}").text)
            assert page.all("script") == page.all("img") == page.all("iframe") == []
            assert all("/" not in file and len(file) < 140 for file in told["files"])
    assert clean("../../x.pdf") == "x.pdf"
    assert clean("C:\\papers\\plan.xlsx") == "plan.xlsx"


def test_nothing_is_left_behind(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The copies that a job reads from are gone when it is over."""
    folder = tmp_path / "copies"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    job = send(client, ("a.txt", b"x")).json()["id"]
    finished(client, job)
    for _ in range(50):
        left = list(folder.glob("sightline-*"))
        if not left:
            break
        time.sleep(0.1)
    assert left == []


def test_too_much_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many bytes are refused before they are read, too many files and none at all after."""
    many = [(f"{number}.txt", b"x") for number in range(MOST_FILES + 1)]
    assert send(client, *many).status_code == 400
    assert client.post("/api/documents").status_code == 422
    monkeypatch.setattr(guard, "MOST_BYTES", 1000)
    assert send(client, ("a.txt", b"x" * 2000)).status_code == 413
    pieces: Callable[[], Iterator[bytes]] = lambda: iter([b"x"])  # noqa: E731
    assert client.post("/api/documents", content=pieces()).status_code == 411


def test_other_requests_are_small(client: TestClient) -> None:
    """What is no upload may not be large either."""
    answer = client.post("/api/links/link-1/decisions", content=b"x" * 200_000)
    assert answer.status_code == 413


def test_other_sites_may_not_send(client: TestClient) -> None:
    """A page of another site cannot add a paper through a reader's browser."""
    parts = [("files", ("a.txt", b"x", "text/plain"))]
    for address in ("/upload", "/api/documents"):
        answer = client.post(address, files=parts, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403


def test_a_fault_does_not_stop_the_next_load(client: TestClient, example_papers: Path) -> None:
    """A load whose process is lost says so without a traceback, and the next one is done."""
    papers = sorted(example_papers.glob("*.pdf"))
    job = send(client, *((paper.name, paper.read_bytes()) for paper in papers)).json()["id"]
    for _ in range(600):
        loading = [one for one in active_children() if one.name == "sightline loads"]
        if loading:
            break
        time.sleep(0.01)
    loading[0].kill()
    told = finished(client, job)
    assert told["state"] == "failed"
    assert "has ended" in told["fault"]
    assert "has ended" in Page(client.get(f"/jobs/{job}").text).text
    paper = next(example_papers.glob("*.csv"))
    told = finished(client, send(client, (paper.name, paper.read_bytes())).json()["id"])
    assert told["state"] == "done"


def test_columns_are_looked_at_before_a_plan_is_taken_in(
    client: TestClient, tmp_path: Path
) -> None:
    """A plan shows how its columns are read; what a person changes counts, and is remembered."""
    plan = brag_with(tmp_path / "plan.xlsx", {"C3": "Whose desk"})
    job = upload(client, plan)
    page = Page(client.get(f"/jobs/{job}").text)
    assert client.get("/api/documents").json() == []
    assert "Whose desk" in page.text
    assert "no heading that is known" in page.text
    assert client.get(f"/api/jobs/{job}").json()["previews"][0]["kind"] == "improvement_plan"

    name = field_of(page, "Whose desk")
    settled(client, answer(client, job, do="look", **{name: "owner"}))
    page = Page(client.get(f"/jobs/{job}").text)
    assert "you said so" in page.text
    assert client.get("/api/documents").json() == []

    assert finished(client, answer(client, job, do="load"))["state"] == "done"
    assert client.get("/api/owners").json() != []
    again = upload(client, brag_with(tmp_path / "later.xlsx", {"C3": "Whose desk", "B4": "New"}))
    assert "said before for this council" in Page(client.get(f"/jobs/{again}").text).text


def test_a_plan_that_was_looked_at_need_not_be_taken_in(
    client: TestClient, tmp_path: Path
) -> None:
    """Giving a load up stores nothing, and it cannot be answered a second time."""
    job = upload(client, brag_with(tmp_path / "plan.xlsx", {}))
    answer(client, job, do="drop")
    assert client.get(f"/api/jobs/{job}").json()["state"] == "dropped"
    assert "Given up" in Page(client.get(f"/jobs/{job}").text).text
    assert client.get("/api/documents").json() == []
    assert client.post(f"/jobs/{job}", data={"do": "load"}).status_code == 400


def test_papers_without_columns_are_taken_in_at_once(
    client: TestClient, example_papers: Path
) -> None:
    """A letter has no columns to ask about, so asking to see them first does not stop it."""
    told = finished(client, upload(client, next(example_papers.glob("*letter.pdf")), wait=False))
    assert told["state"] == "done"
    assert len(told["report"]["loaded"]) == 1


def test_programs_name_columns_too(client: TestClient, tmp_path: Path) -> None:
    """``map`` says what a column holds; what is no field is refused in a sentence."""
    plan = brag_with(tmp_path / "plan.xlsx", {"C3": "Whose desk"})
    parts = [("files", (plan.name, plan.read_bytes()))]
    sent = client.post("/api/documents", files=parts, data={"map": ["Whose desk=owner"]})
    finished(client, sent.json()["id"])
    assert client.get("/api/owners").json() != []
    wrong = client.post("/api/documents", files=parts, data={"map": ["Whose desk=boss"]})
    assert wrong.status_code == 400
    assert "'boss' is no field" in wrong.json()["error"]["detail"]


def brag_with(path: Path, cells: dict[str, str]) -> Path:
    """Write a tracker in whose last sheet some cells say something else."""
    book = openpyxl.load_workbook(io.BytesIO(brag()))
    for cell, words in cells.items():
        book.worksheets[-1][cell] = words
    book.save(path)
    return path


def upload(client: TestClient, path: Path, *, wait: bool = True) -> str:
    """Send a file by the form, asking to see its columns first; gives the job."""
    parts = [("files", (path.name, path.read_bytes()))]
    sent = client.post("/upload", files=parts, data={"look": "yes"}, follow_redirects=False)
    job = sent.headers["location"].removeprefix("/jobs/")
    return settled(client, job) if wait else job


def settled(client: TestClient, job: str) -> str:
    """Wait until a job asks."""
    for _ in range(600):
        told = client.get(f"/api/jobs/{job}").json()
        if told["state"] == "asked":
            return job
        time.sleep(0.1)
    raise AssertionError(f"{job} asks nothing: {told}")


def answer(client: TestClient, job: str, **form: str) -> str:
    """Send the form with the columns; gives the job."""
    assert client.post(f"/jobs/{job}", data=form, follow_redirects=False).status_code == 303
    return job


def field_of(page: Page, heading: str) -> str:
    """The name of the choice for a heading, by its label."""
    labels = [html for html in page.source.split("<label") if f">{heading} is read as" in html]
    return labels[0].partition('for="')[2].partition('"')[0]
