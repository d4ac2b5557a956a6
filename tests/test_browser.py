"""The pages of the example authority, opened in a real browser."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from api.intake import intake
from api.pages import SECTIONS
from graph.records import Action, Concern
from graph.store import open_store
from tests.api.test_suspected import reprint
from tests.sample import sample
from tests.trackers import brag
from tests.visiting import AXE, SIGHTLINE, Visit, served

pytestmark = pytest.mark.browser

PAGES = [
    *(address for _, address in SECTIONS),
    *"/evidence /comments /upload /accessibility /search /search?q=supervision".split(),
    "/gaps?rule=no_owner&rule=overdue",
    "/ontology",
    "/sparql",
    "/sparql?name=actions-overdue&ask=1",
    "/sparql?query=CONSTRUCT%7B%3Fs%20a%20sl%3AConcern%7D%7B%3Fs%20a%20sl%3AConcern%7D",
]
FAULTS = ["/sparql?query=SELECT", "/nowhere"]  # pages that say what is wrong


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
    """The address of a server on the example's papers."""
    with served(filled[0]) as address:
        yield address


@pytest.fixture(scope="module")
def axe() -> str:
    """The script that looks for barriers; it comes from the package that the lock file names."""
    if not AXE.is_file():
        pytest.skip("axe is not installed; run: npm ci --prefix tests/browser")
    return AXE.read_text("utf-8")


@pytest.fixture(scope="module")
def pages(filled: tuple[Path, str], server: str, example_papers: Path) -> list[str]:
    """The address of every page of the example, those of loads too, and of faults at the end."""
    store = open_store(str(filled[0]))
    papers = [f"/documents/{paper.id}" for paper in store.documents()]
    action = store.records(Action)[0]
    store.close()
    views = [f"/concerns/{filled[1]}?view={view}" for view in ("stages", "timeline", "table")]
    plan = next(example_papers.glob("*plan.xlsx"))
    loads = [loaded(server, plan, look=look) for look in ("", "yes")]
    return [*PAGES, *papers, *views, f"/actions/{action.id}", *loads, *FAULTS]


def loaded(server: str, paper: Path, *, look: str) -> str:
    """Send a paper that is held already, and wait until nothing more happens; gives its page."""
    sent = httpx.post(
        f"{server}/upload", files={"files": (paper.name, paper.read_bytes())}, data={"look": look}
    )
    address = sent.headers["location"]
    for _ in range(600):
        if httpx.get(f"{server}/api{address}").json()["state"] in ("done", "failed", "asked"):
            return str(address)
        time.sleep(0.1)
    raise AssertionError(f"{address} is not over")


def test_pages_open_without_complaint(visit: Visit, server: str, pages: list[str]) -> None:
    """Every page opens, has one heading, asks nothing of the outside and logs no error."""
    for path in pages[: -len(FAULTS)]:
        answer = visit.page.goto(server + path)
        assert answer is not None
        assert answer.ok, path
        assert visit.page.locator("h1").count() == 1
        assert visit.complaints == [], path
    assert [url for url in visit.asked if not url.startswith(server)] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_has_to_be_scrolled_sideways(
    visit: Visit, server: str, pages: list[str], width: int
) -> None:
    """At any width, a page is no wider than the window; only a table's own region scrolls."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    wide = {}
    for path in pages:
        visit.page.goto(server + path)
        found = visit.page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[path] = found
    assert wide == {}


def test_axe_finds_nothing(visit: Visit, server: str, pages: list[str], axe: str) -> None:
    """No page has a barrier that axe knows of: WCAG 2.2 A and AA, and its own best practices."""
    found = {}
    for path in pages:
        visit.page.goto(server + path)
        for details in visit.page.locator("details").all()[:5]:
            details.evaluate("one => { one.open = true }")
        visit.page.evaluate(axe)
        barriers = visit.page.evaluate(
            "axe.run().then(told => told.violations.map(one => [one.id, one.nodes[0].html]))"
        )
        if barriers:
            found[path] = barriers
    assert found == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_the_journey_from_the_overview_to_an_export(
    browser: Browser, server: str, filled: tuple[Path, str], scripts: bool
) -> None:
    """From the overview to a chain, its quote in the paper, an accepted link, and an export."""
    context = browser.new_context(java_script_enabled=scripts, accept_downloads=True)
    visit = Visit(context.new_page())
    page = visit.page
    page.goto(server)
    page.get_by_role("link", name="No later inspector has commented").click()
    page.locator(f"a[href='/concerns/{filled[1]}']").first.click()
    assert page.url.endswith(filled[1])
    chain = page.url
    page.locator(".stage-comment .card a", has_text="page").first.click()
    assert "#q-comment-" in page.url
    marked = page.locator(":target + mark")
    assert marked.is_visible()
    words = marked.inner_text()
    page.go_back()
    assert page.url == chain
    page.go_forward()
    assert page.locator(":target + mark").inner_text() == words
    page.go_back()
    card = page.locator(".stage-comment .card", has_text=words).first
    card.locator("summary", has_text="decide").click()
    form = card.locator("form").first
    form.get_by_label("Your name").fill("A. Reader")
    form.get_by_label("Your reason").fill("Same service")
    form.get_by_label("Your reason").press("Enter")
    assert page.url == chain  # Enter decides nothing
    form.get_by_role("button", name="Accept").click()
    page.wait_for_url("**#link-*")
    card = page.locator(".stage-comment .card", has_text=words).first
    assert card.get_by_text("Confirmed by A. Reader").is_visible()
    assert card.locator("form").first.get_by_role("button", name="Undo").is_visible()
    card.locator("form").first.get_by_role("button", name="Undo").click()
    page.wait_for_load_state()
    assert page.get_by_text("Confirmed by A. Reader").count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename.endswith(".docx")
    assert visit.complaints == []
    assert [url for url in visit.asked if not url.startswith(server)] == []
    context.close()


def access_key(page: Page, key: str) -> None:
    """Press Alt and a key as a keyboard does; what Playwright sends lacks the letter."""
    session = page.context.new_cdp_session(page)
    press = {"modifiers": 1, "key": key, "text": key, "unmodifiedText": key}
    for kind in ("rawKeyDown", "char", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, **press})


def test_the_queue_is_worked_off_with_the_keyboard(visit: Visit, server: str) -> None:
    """Skipping, deciding and undoing need no mouse: fields by Tab, buttons by their keys."""
    page = visit.page
    page.goto(f"{server}/review")
    first = page.locator("h1 + .sides").inner_text()
    access_key(page, "s")
    page.wait_for_url("**after=*")
    assert page.locator("h1 + .sides").inner_text() != first
    page.go_back()
    left = page.locator(".count-down").inner_text()
    page.get_by_label("Your name").focus()
    page.keyboard.type("A. Reader")
    page.keyboard.press("Tab")
    page.keyboard.type("Too general to tell")
    access_key(page, "u")
    page.wait_for_url("**last=*")
    assert page.locator(".count-down").inner_text() != left
    access_key(page, "z")
    page.wait_for_function("!location.search.includes('last=')")
    assert page.locator(".count-down").inner_text() == left
    assert visit.complaints == []


def test_the_reader_goes_from_quote_to_quote(visit: Visit, server: str, pages: list[str]) -> None:
    """The next quote comes into view and is marked; its own use leads back to the chain."""
    page = visit.page
    letter = next(path for path in pages if path.startswith("/documents/document-"))
    page.goto(server + letter)
    page.get_by_role("link", name="Go to the first quote").click()
    page.get_by_role("link", name="Next quote, 2", exact=True).click()
    assert page.locator(":target").count() == 1
    page.wait_for_timeout(600)
    top = page.locator(":target + mark").first.bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 800


def test_papers_come_in_through_the_browser(
    visit: Visit, server: str, example_papers: Path
) -> None:
    """A file chosen in the form is loaded while its page watches, and what came of it is told."""
    page = visit.page
    page.goto(f"{server}/upload")
    page.get_by_label("Files").set_input_files(sorted(example_papers.glob("*letter.pdf"))[:1])
    page.get_by_role("button", name="Add these papers").click()
    page.get_by_role("heading", name="Held already").wait_for(timeout=30_000)
    assert visit.complaints == []


def test_columns_are_named_in_the_browser(
    browser: Browser, server: str, tmp_path: Path, axe: str
) -> None:
    """Without JavaScript a plan's column is named, looked at again, and not taken in after all."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/upload")
    plan = tmp_path / "tracker.xlsx"
    plan.write_bytes(brag())
    page.get_by_label("Files").set_input_files(plan)
    page.get_by_role("button", name="Add these papers").click()
    page.get_by_role("heading", name="How the columns are read").wait_for(timeout=60_000)
    page.get_by_label("BRAG is read as").select_option("not read")
    page.get_by_role("button", name="Look again").click()
    page.get_by_text("you said so").wait_for(timeout=60_000)
    assert page.get_by_label("BRAG is read as").input_value() == "other"
    page.get_by_role("button", name="Do not take them in").click()
    assert page.get_by_text("Given up").is_visible()
    context.close()


def test_decisions_to_look_at_again_have_no_barrier(
    visit: Visit, tmp_path: Path, axe: str
) -> None:
    """The page with both texts of a changed paper is whole, at the width of a phone too."""
    made = sample(tmp_path)
    reprint(made)
    made.store.close()
    with served(Path(made.url)) as address:
        visit.page.set_viewport_size({"width": 320, "height": 800})
        visit.page.goto(f"{address}/review")
        assert visit.page.get_by_role("heading", name="Decisions whose words").is_visible()
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
        visit.page.evaluate(axe)
        assert visit.page.evaluate("axe.run().then(told => told.violations)") == []
    assert visit.complaints == []


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
