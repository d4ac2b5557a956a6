"""The network for everyone: without a script, on a phone, by Tab, in forced colours, safely."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, expect

from tests.explorer import READY, count, first, opened, settled
from tests.hostile_words import WORDS
from tests.sample import sample
from tests.visiting import AXE, Visit, served

pytestmark = pytest.mark.browser


def test_every_control_is_reached_with_tab_and_shows_it(visit: Visit, address: str) -> None:
    """Tab goes through the page once, each stop with a visible outline, and out of the picture."""
    page = opened(visit, address)
    stops = []
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        stop = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.id || e.className || e.textContent.trim().slice(0, 30),"
            " s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2] }"
        )
        stops.append(stop)
        assert len(stops) < 120  # a stop that Tab never leaves would be a trap
        page.keyboard.press("Tab")
    names = [name for name, _ in stops]

    assert [name for name, outlined in stops if not outlined and name != "main"] == []
    for wanted in ("sought", "pick", "picture", "closer", "whole", "png", "svg", "json"):
        assert wanted in names
    assert names.count("pick") == 1


def test_the_view_is_taken_away(visit: Visit, address: str, tmp_path: Path) -> None:
    """PNG, SVG, JSON and GraphML come as files; the SVG holds every card's words and no script."""
    page = opened(visit, f"{address}&depth=2")
    files = {}
    for name in ("PNG", "SVG", "JSON", "GraphML"):
        with page.expect_download() as download:
            page.locator(".exports").get_by_text(name, exact=True).click()
        files[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[name])
    assert files["PNG"].read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert files["PNG"].stat().st_size > 20_000
    drawing = ET.parse(files["SVG"]).getroot()  # noqa: S314 written by our own page
    words = [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    row = json.loads(files["JSON"].read_text("utf-8"))
    for node in row["nodes"]:
        assert node["card"]["head"] in words
        assert set(node["card"]["lines"]) <= set(words)
    assert {element.tag.rpartition("}")[2] for element in drawing.iter()} == {
        "svg", "title", "g", "path", "text"
    }  # fmt: skip
    assert len(row["nodes"]) == count(page)
    assert files["GraphML"].read_text("utf-8").count("<node ") == count(page)


def test_it_works_without_a_script(browser: Browser, address: str) -> None:
    """Plain links expand, collapse, pin and find paths; forms filter; every quote is there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    before, action = count(page), first(page, "action")
    assert page.locator("#picture").is_hidden()
    assert page.locator("#undo").is_hidden()
    page.locator(f"#nodes li[data-id='{action}'] .turn-it").click()
    assert f"open={action}" in page.url
    assert count(page) > before
    page.locator("#panel").get_by_role("link", name="Path from here").click()
    page.locator("#nodes li[data-id^='comment-'] .pick").first.click()
    page.locator("#panel").get_by_role("link", name="Path to here").click()
    assert "The path has" in page.locator("#said").inner_text()
    page.locator("#filters > summary").click()
    page.locator("#kind-comment").uncheck()
    page.get_by_role("button", name="Apply").click()
    assert "kind=" in page.url
    page.locator("#panel .from a").click()
    assert "/documents/" in page.url
    assert page.locator(":target + mark").is_visible()
    page.go_back()
    assert "kind=" in page.url
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with a script", "without"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_it_fits_every_window(browser: Browser, address: str, width: int, scripts: bool) -> None:
    """At any width nothing has to be scrolled sideways, and the list comes before the picture."""
    size = {"width": width, "height": 800}
    context = browser.new_context(java_script_enabled=scripts, viewport=size)
    page = context.new_page()
    page.goto(f"{address}&depth=2&q=supervision&kind=action&kind=comment")
    if scripts:
        page.wait_for_selector(READY)
        lists, picture = (page.locator(one).bounding_box() for one in ("#nodes", "#picture"))
        assert lists is not None
        assert picture is not None
        assert lists["y"] < picture["y"] or lists["x"] < picture["x"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    else:
        assert page.locator("#nodes").bounding_box()["width"] <= width  # type: ignore[index]
    context.close()


@pytest.mark.parametrize("asked", ["", "&depth=2&q=supervision&kind=action", "&layout=force"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with a script", "without"])
def test_axe_finds_nothing(browser: Browser, address: str, asked: str, scripts: bool) -> None:
    """No barrier that axe knows of, with the script and, on its lists alone, without."""
    if not AXE.is_file():
        pytest.skip("axe is not installed; run: npm ci --prefix tests/browser")
    page = browser.new_page()
    if not scripts:
        page.route("**/static/network/*.js", lambda route: route.abort())
    page.goto(address + asked)
    if scripts:
        page.wait_for_selector(READY)
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true }")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "axe.run().then(told => told.violations.map(one => [one.id, one.nodes[0].html]))"
    )
    assert found == []
    page.close()


def test_forced_colours_are_kept_to(browser: Browser, address: str) -> None:
    """Where readers force their colours, the picture has no others."""
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(READY)
    page.wait_for_timeout(300)
    share = page.evaluate(
        "() => { const c = document.querySelector('#picture canvas');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let odd = 0; for (let i = 0; i < d.length; i += 4) {"
        "  if (d[i + 3] > 200 && Math.abs(d[i] - d[i + 1]) > 60 && d[i] > 120 && d[i + 2] < 80)"
        "   odd += 1 } return odd }"
    )
    assert share == 0  # no red band of a concern, no yellow of our own
    context.close()


def test_a_fault_is_told_on_the_page(visit: Visit, address: str) -> None:
    """Where the server refuses a step, its sentence is shown, and the view stays."""
    page = opened(visit, address)
    before = count(page)
    page.evaluate(
        "() => { const a = document.createElement('a'); a.id = 'bad'; a.textContent = 'bad';"
        " a.href = '/network' + location.search + '&open=~~';"
        " document.getElementById('main').append(a) }"
    )
    page.locator("#bad").click()
    expect(page.locator("#trouble")).to_contain_text("ID~KINDS~SINCE~UNTIL")
    assert count(page) == before
    visit.complaints.clear()  # the browser notes the refusal itself as a failed request


def test_no_hostile_word_runs(
    visit: Visit, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> None:
    """Papers and queries full of script stay words: in lists, panel, picture and downloads."""
    made = sample(tmp_path_factory.mktemp("hostile"), words=" ".join(WORDS))
    owner = made.done.owners[0].id
    with served(Path(made.url)) as server:
        seen = Visit(browser.new_page())
        page = opened(seen, f"{server}/network?start={made.concern.id}&start={owner}&depth=3")
        for row in page.locator("#nodes .pick").all():
            row.click()
        for name in ("PNG", "SVG"):
            with page.expect_download() as download:
                page.locator(".exports").get_by_text(name, exact=True).click()
            if name == "SVG":
                ET.parse(download.value.path())  # noqa: S314 that it can be read is the point
        for words in WORDS:
            page.locator("#sought").fill(words[:900])
            page.keyboard.press("Enter")
            settled(page)
        assert page.evaluate("window.pwned") is None
        assert (
            page.locator("main iframe, main object, main embed, main script, main img").count()
            == 0
        )
        assert seen.complaints == []
        assert [url for url in seen.asked if not url.startswith((server, "blob:"))] == []
        page.close()
    made.store.close()
