"""What tests of the network in a browser share: to open it, and to read what it shows."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.visiting import Visit

READY = "#explorer[data-ready]"
CHOSEN = "#nodes [aria-current]"
FOCUSED = "document.activeElement.closest('li')?.dataset.id"


def opened(visit: Visit, address: str) -> Page:
    """The page once its picture is drawn."""
    visit.page.goto(address)
    visit.page.wait_for_selector(READY)
    return visit.page


def count(page: Page) -> int:
    """How many nodes the list has."""
    return page.locator("#nodes li:not(.rest)").count()


def settled(page: Page) -> None:
    """Wait until the answer to a step is shown."""
    page.wait_for_selector("#explorer[aria-busy=false]")


def middle(page: Page, node: str) -> tuple[float, float]:
    """Where on the screen the middle of a card is, found by its looks: the one that is chosen."""
    page.evaluate("id => document.querySelector(`[data-id='${id}'] .pick`).click()", node)
    page.get_by_role("button", name="To the node").click()
    box = page.locator("#picture").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def first(page: Page, kind: str) -> str:
    """Id of the first node of a kind in the list."""
    found = page.locator(f"#nodes li[data-id^='{kind}-']").first.get_attribute("data-id")
    assert found is not None
    return found
