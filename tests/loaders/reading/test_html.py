"""Web pages."""

from __future__ import annotations

import pytest

from loaders.reading.files import read
from ontology.errors import LoadError

PARAGRAPH = (
    "Marlbury County Council has welcomed a letter from inspectors, who found that “children are "
    "seen more often” than at the last visit, and that managers know what has to change next."
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Progress for children | Marlbury</title>
<meta property="article:published_time" content="2022-07-26T09:00:00Z">
<script>var hidden = "not a word of it";</script></head>
<body><nav><ul><li><a href="/">Home</a></li>
<li><a href="/bins">Bins and recycling</a></li></ul></nav>
<main><article><h1>Progress for children in Marlbury</h1>
<p>{PARAGRAPH}</p>
<h2>What happens next</h2>
<p>{PARAGRAPH.replace("welcomed", "answered")}</p>
<ul><li>A new team will start in the autumn of this year.</li>
<li>All plans will be checked.</li></ul>
<p>{PARAGRAPH.replace("Marlbury County Council", "The leader of the council")}</p>
</article></main>
<footer><p>Accept all cookies</p></footer></body></html>"""


@pytest.fixture(scope="module")
def reading():
    """Return the page, read."""
    return read(PAGE.encode(), "news.html")


def test_main_text_comes_with_its_headings_and_lists(reading):
    """Headings, paragraphs and list items of the article come in their order."""
    shown = [(block.kind, block.text) for block in reading]
    assert ("heading", "What happens next") in shown
    assert ("paragraph", PARAGRAPH) in shown
    assert ("item", "All plans will be checked.") in shown
    kinds = [kind for kind, _ in shown if kind != "heading"]
    assert kinds == ["paragraph", "paragraph", "item", "item", "paragraph"]


def test_quotation_keeps_its_words_and_marks(reading):
    """A quotation on the page is there word for word, with its marks."""
    assert "“children are seen more often”" in reading.text


def test_title_and_date_are_those_the_page_states(reading):
    """Title and date come from the page's own data; without it there is no date."""
    assert reading.title == "Progress for children in Marlbury"
    assert reading.created == "2022-07-26"
    undated = PAGE.replace("article:published_time", "article:section")
    assert read(undated.encode(), "news.html").created is None


def test_what_is_left_out_is_kept_as_furniture(reading):
    """Menus and banners are no text of the paper, but they are listed; scripts are no words."""
    left_out = [line.text for line in reading.furniture]
    assert "Bins and recycling" in left_out
    assert "Accept all cookies" in left_out
    assert not any("hidden" in line for line in [*left_out, reading.text])


def test_items_of_a_web_page_stay_apart():
    """Items without bullets or full stops, in lower case, are not run together."""
    items = [
        f"{work} the plans of children in every part of Marlbury with their families"
        for work in ("reviewing", "checking", "improving")
    ]
    points = "".join(f"<li>{item}</li>" for item in items)
    page = PAGE.replace("<li>All plans will be checked.</li>", points)
    found = [block.text for block in read(page.encode(), "news.html") if block.kind == "item"]
    assert found[1:] == items


def test_page_without_text_is_refused():
    """A page that holds nothing of its own is refused with the reason."""
    with pytest.raises(LoadError, match="holds no text of its own"):
        read(b"<html><body><script>var x;</script></body></html>", "news.html")
