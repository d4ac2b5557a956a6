"""The pages of the example authority, opened in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from api.intake import intake
from graph.records import Concern
from graph.store import open_store

pytestmark = pytest.mark.browser

SIGHTLINE = Path(sys.executable).with_name("sightline")
PAGES = ("/", "/concerns", "/gaps", "/matrix", "/documents", "/search?q=supervision")


@dataclass
class Visit:
    """A page with all that it asked for and complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the start."""
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: object) -> None:
        if getattr(message, "type", "") in ("error", "warning"):
            self.complaints.append(str(getattr(message, "text", message)))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, example_papers: Path) -> tuple[Path, str]:
    """A store with the example's papers, and the id of a concern in it."""
    path = tmp_path_factory.mktemp("browser") / "example.db"
    store = open_store(str(path), create=True)
    intake(store, [example_papers])
    (concern,) = (
        c
        for c in store.records(Concern)
        if c.text.startswith("The frequency and qual") and c.kind == "area_for_improvement"
    )
    store.close()
    return path, concern.id


@pytest.fixture(scope="module")
def server(filled: tuple[Path, str]) -> Iterator[str]:
    """The address of a running server, as the command line starts it."""
    command = [SIGHTLINE, "serve", "--port", "0", "--store", filled[0]]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        address = re.search(r"http://\S+", told)
        assert address, told
        yield address.group()
        process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a browser of its own is never downloaded."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium on this machine")
    with sync_playwright() as playwright:
        # The sandbox needs rights that root in a container does not have; only our pages open.
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A fresh tab."""
    page = browser.new_page()
    yield Visit(page)
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_pages_open_without_complaint(visit: Visit, server: str, path: str) -> None:
    """Every page opens, has one heading, asks nothing of the outside and logs no error."""
    answer = visit.page.goto(server + path)

    assert answer is not None
    assert answer.ok
    assert visit.page.locator("h1").count() == 1
    assert visit.complaints == []
    assert [url for url in visit.asked if not url.startswith(server)] == []


@pytest.mark.parametrize("width", [1280, 360])
def test_a_chain_can_be_read(
    visit: Visit, server: str, filled: tuple[Path, str], width: int
) -> None:
    """A chain shows concern, action and later comment in their words, on a phone too."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.page.goto(f"{server}/concerns/{filled[1]}")

    for words in (
        "The frequency and quality of supervision for social workers.",
        "Every team manager holds supervision with each social worker once a month",
        "Supervision of social workers is still too infrequent.",
    ):
        assert visit.page.get_by_text(words).first.is_visible()
    assert visit.complaints == []


def test_the_snapshot_stands_alone(visit: Visit, filled: tuple[Path, str], tmp_path: Path) -> None:
    """The picture to mail opens from a file, draws itself and asks nothing of the outside."""
    file = tmp_path / "chain.html"
    call = [SIGHTLINE, "snapshot", filled[1], "--out", file, "--store", filled[0]]
    subprocess.run(call, check=True, capture_output=True)
    visit.page.goto(file.as_uri())

    assert visit.page.locator("canvas").first.is_visible()
    assert visit.complaints == []
    assert [url for url in visit.asked if not url.startswith(("file:", "data:", "blob:"))] == []
