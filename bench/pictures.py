"""Make the pictures of docs/browser.md: ``python -m bench.pictures [NAME...] [--to FOLDER]``.

Every page of the example authority, as wide as a desk's screen and as a phone's, drawn by the
Chromium of the system. WebP takes a third of what PNG takes for the same page.
"""

from __future__ import annotations

import argparse
import base64
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

from api.intake import intake
from bench.pages import served
from graph.records import Action, Concern
from graph.store import open_store
from graph.store.base import Store

ROOT = Path(__file__).resolve().parents[1]
PAPERS = ROOT / "api" / "example" / "papers"
SIZES = {"": (1280, 960), "-phone": (390, 844)}  # ending of the name: pixels
CONCERN = "The frequency and quality of supervision"
LETTER = "focused_visit"
PLAN = "2024-01-improvement-plan.xlsx"
LISTS = (
    "concerns actions owners evidence comments gaps matrix board review documents upload"
    " accessibility"
).split()
QUALITY = 55  # of 100; small words can still be read
SCALE = 0.8  # of what a desk's screen shows


def main() -> None:
    """Load the example, serve it, and draw each page at each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="of the pages; all if none is given")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "example.db"
        store = open_store(str(path), create=True)
        intake(store, [PAPERS])
        wanted = list(addresses(store))
        store.close()
        with served(path) as (server, _):
            wanted.append(("columns", looked_at(server)))
            chosen = [pair for pair in wanted if pair[0] in asked.names or not asked.names]
            draw(server, chosen, asked.to)


def addresses(store: Store) -> Iterator[tuple[str, str]]:
    """Yield name and address of each page."""
    yield "home", "/"
    chain = next(
        concern
        for concern in store.records(Concern)
        if concern.text.startswith(CONCERN) and concern.kind == "area_for_improvement"
    )
    yield "concern", f"/concerns/{chain.id}"
    yield "concern-timeline", f"/concerns/{chain.id}?view=timeline#views"
    yield "concern-table", f"/concerns/{chain.id}?view=table#views"
    letter = next(paper for paper in store.documents() if paper.kind == LETTER)
    quote = next(r for r in store.records(Concern, document=letter.id))
    yield "reader", f"/documents/{letter.id}#q-{quote.id}"
    yield "search", "/search?q=supervision"
    yield "network", f"/network?start={chain.id}&depth=2"
    action = next(one for one in store.records(Action) if one.ref == "2.1")
    yield "action", f"/actions/{action.id}"
    for name in LISTS:
        yield name, f"/{name}"


def looked_at(server: str) -> str:
    """Send the plan to have its columns looked at; gives the page that asks about them."""
    files = {"files": (PLAN, (PAPERS / PLAN).read_bytes())}
    address = httpx.post(f"{server}/upload", files=files, data={"look": "yes"}).headers["location"]
    while httpx.get(f"{server}/api{address}").json()["state"] != "asked":
        time.sleep(0.2)
    return str(address)


def draw(server: str, wanted: list[tuple[str, str]], folder: Path) -> None:
    """Write a picture of each page at each size."""
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("there is no chromium on this machine")
    with sync_playwright() as playwright:
        # The sandbox needs rights that root in a container does not have; only our pages open.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for ending, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.emulate_media(reduced_motion="reduce")
            for name, address in wanted:
                page.goto(server + address)
                page.wait_for_load_state("networkidle")
                file = folder / f"page-{name}{ending}.webp"
                file.write_bytes(picture(page))
                print(f"{file.name}: {file.stat().st_size // 1000} kB")
        browser.close()


def picture(page: Page) -> bytes:
    """What stands in the window, as WebP."""
    session = page.context.new_cdp_session(page)
    size = page.viewport_size or {}
    scale = SCALE if size["width"] > 1000 else 1
    top = page.evaluate("scrollY")
    options = {
        "format": "webp",
        "quality": QUALITY,
        "clip": {"x": 0, "y": top, **size, "scale": scale},
    }
    return base64.b64decode(session.send("Page.captureScreenshot", options)["data"])


if __name__ == "__main__":
    main()
