"""The network explored in a real browser, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.explorer import CHOSEN, FOCUSED, READY, count, first, middle, opened, settled
from tests.visiting import Visit

pytestmark = pytest.mark.browser


def test_the_picture_holds_what_the_list_holds(visit: Visit, address: str) -> None:
    """Every node of the list is drawn, and the canvas is not empty."""
    page = opened(visit, f"{address}&depth=2")

    rows = page.locator("#nodes li").count()
    assert page.locator("#explorer").get_attribute("data-ready") == str(rows)
    inked = page.evaluate(
        "() => { const c = document.querySelector('#picture canvas');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " return new Set(new Uint32Array(d.buffer)).size }"
    )
    assert inked > 20


def test_the_network_is_explored_by_mouse(visit: Visit, address: str) -> None:
    """Click to choose, double click to expand, drag to pin; Back and Forward undo and redo."""
    page = opened(visit, address)
    before, action = count(page), first(page, "action")
    x, y = middle(page, action)

    page.mouse.dblclick(x - 75, y + 12)  # anywhere on the card, not only in its middle
    page.wait_for_url("**open=**")
    settled(page)
    grown = count(page)
    assert grown > before
    assert f"open={action}" in page.url

    page.get_by_role("button", name="To the node").click()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 90, steps=6)
    page.mouse.up()
    page.wait_for_url("**pin=**")
    settled(page)
    assert page.locator(f"#nodes li[data-id='{action}'] .signs").inner_text() == "Pinned"

    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(lambda url: "pin=" not in url)
    page.go_back()
    page.wait_for_url(lambda url: "open=" not in url)
    settled(page)
    expect(page.locator("#nodes li:not(.rest)")).to_have_count(before)
    page.go_forward()
    page.wait_for_url("**open=**")
    expect(page.locator("#nodes li:not(.rest)")).to_have_count(grown)
    page.get_by_role("button", name="Redo").click()
    page.wait_for_url("**pin=**")


def test_the_network_is_explored_by_keyboard(visit: Visit, address: str) -> None:
    """From the list: choose a node, expand it and collapse it, all by keys, and stay on it."""
    page = opened(visit, address)
    page.locator(CHOSEN).focus()
    before, start = count(page), page.locator("#nodes [aria-current]").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator(CHOSEN).inner_text() != start
    page.keyboard.press("Home")
    while "Action" not in page.locator(CHOSEN).inner_text():
        page.keyboard.press("ArrowDown")
    action = page.evaluate(FOCUSED)
    assert f"node={action}" in page.url

    page.keyboard.press("ArrowRight")
    page.wait_for_url("**open=**")
    expect(page.locator("#voice")).to_contain_text("more node")
    assert page.evaluate(FOCUSED) == action
    assert count(page) > before
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**shut=**")
    expect(page.locator("#nodes li:not(.rest)")).to_have_count(before)


def test_pins_and_paths_need_no_mouse(visit: Visit, address: str) -> None:
    """Keys pin, move, undo and redo, find a path, and lead to the details and back."""
    page = opened(visit, address)
    action = first(page, "action")
    page.locator(f"#nodes li[data-id='{action}'] .pick").click()
    page.locator(CHOSEN).focus()
    page.keyboard.press("p")
    page.wait_for_url("**pin=**")
    expect(page.locator("#voice")).to_contain_text("Pinned.")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url(lambda url: re.search(r"pin=[a-z]+-[0-9a-f]+~-?\d+~-?\d+", url) is not None)
    settled(page)
    page.keyboard.press("u")
    page.wait_for_url(lambda url: "pin=" in url and f"pin={action}~" not in url)
    settled(page)
    page.keyboard.press("r")
    page.wait_for_url(lambda url: f"pin={action}~" in url)
    settled(page)

    page.keyboard.press("f")
    page.wait_for_url("**from=**")
    settled(page)
    page.keyboard.press("End")
    page.keyboard.press("f")
    page.wait_for_url("**to=**")
    expect(page.locator("#said")).to_contain_text("The path has")

    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) is not None
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "sought"


def test_arrows_go_through_the_picture(visit: Visit, address: str) -> None:
    """In the picture an arrow chooses the next node that way, and says which it is."""
    page = opened(visit, address)
    page.locator("#picture").focus()
    page.keyboard.press("ArrowRight")
    chosen = page.locator(CHOSEN).inner_text()

    assert "Action" in chosen or "Recommendation" in chosen
    assert page.locator("#voice").inner_text()
    page.keyboard.press("ArrowLeft")
    assert "Concern" in page.locator(CHOSEN).inner_text()


def test_only_what_is_asked_for_is_expanded(visit: Visit, address: str) -> None:
    """The panel's form expands to chosen kinds and a span of papers."""
    page = opened(visit, address)
    action = first(page, "action")
    page.locator(f"#nodes li[data-id='{action}'] .pick").click()
    page.locator("#panel summary").click()
    page.locator("#only-evidence").check()
    page.locator("#panel form button").click()
    page.wait_for_url(f"**open={action}~evidence**")
    settled(page)

    assert page.locator("#nodes li[data-id^='evidence-']").count() > 0
    assert page.locator("#nodes li[data-id^='owner-']").count() == 0


def test_filters_and_time_change_the_view(visit: Visit, address: str) -> None:
    """A box hides a kind, the slider leaves out later papers; both are in the address."""
    page = opened(visit, address)
    page.locator("#filters > summary").click()
    page.locator("#kind-comment").uncheck()
    page.wait_for_url("**kind=**")
    expect(page.locator("#nodes li[data-id^='comment-']")).to_have_count(0)
    page.locator("#until-slider").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**until=**")
    settled(page)
    assert count(page) == 1
    expect(page.locator("#said")).to_contain_text("The filters leave out")
    page.go_back()
    page.wait_for_url(lambda url: "until=" not in url)
    settled(page)
    assert page.locator("#until-slider").get_attribute("aria-valuetext").startswith("the latest")


def test_a_start_is_found_and_added(visit: Visit, address: str) -> None:
    """Words find records; one of them is added to the view."""
    page = opened(visit, address)
    before = count(page)
    page.get_by_label("Find a concern, action, owner").fill("care leavers")
    page.keyboard.press("Enter")
    page.locator("#found li a", has_text="Add to this view").first.click()
    page.wait_for_url(lambda url: url.count("start=") == 2)
    settled(page)

    assert count(page) > before
    assert page.locator("#found").is_hidden()


def test_a_shared_address_shows_the_same(visit: Visit, browser: Browser, address: str) -> None:
    """Whoever opens the address of a view sees its nodes, its layout and its chosen node."""
    page = opened(visit, address)
    page.locator(f"#nodes li[data-id='{first(page, 'action')}'] .pick").click()
    page.locator("#panel form button").click()
    page.wait_for_url("**open=**")
    page.get_by_role("link", name="Free").click()
    page.wait_for_url("**layout=force**")
    settled(page)
    other = browser.new_page()
    other.goto(page.url)
    other.wait_for_selector(READY)

    for looked in ("#nodes", CHOSEN, "#said", "#panel", "[data-layout][aria-current]"):
        assert other.locator(looked).inner_text() == page.locator(looked).inner_text()
    other.close()
