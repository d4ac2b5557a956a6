"""Hostile words in papers, names and queries, opened in a real browser: none of them runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from api.pages import SECTIONS
from api.settings import SCRIPTED
from tests.hostile_words import WORDS
from tests.sample import Sample, sample
from tests.visiting import Visit, served

pytestmark = pytest.mark.browser

# The network is drawn by a script of ours, and has tests of its own for what is put into it.
PAGES = [
    *(address for _, address in SECTIONS if address not in SCRIPTED),
    *"/evidence /comments /upload /accessibility /search /search?q=supervision".split(),
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Sample]]:
    """A server on papers out of sixty hostile strings, in every text, title and name."""
    made = sample(tmp_path_factory.mktemp("hostile"), words=" ".join(WORDS))
    with served(Path(made.url)) as address:
        yield address, made
    made.store.close()


@pytest.fixture(scope="module")
def tame(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Sample]]:
    """A server on papers of plain words: small pages, for what is hostile in a request."""
    made = sample(tmp_path_factory.mktemp("tame"))
    with served(Path(made.url)) as address:
        yield address, made
    made.store.close()


def test_no_hostile_word_runs(visit: Visit, hostile: tuple[str, Sample]) -> None:
    """Papers full of script, markup and addresses are words on every page and in the snapshot."""
    server, made = hostile
    papers = [f"/documents/{paper.id}" for paper in made.store.documents()]
    chain = f"/concerns/{made.concern.id}"
    views = [chain, f"{chain}?view=timeline", f"{chain}?view=table", f"/actions/{made.done.id}"]
    for path in [*PAGES, *papers, *views]:
        visit.page.goto(server + path)
        assert visit.page.evaluate("window.pwned") is None, path
        foreign = "iframe, object, embed, script, img, svg:not(.pack figure > svg[role=img])"
        assert visit.page.locator(foreign).count() == 0, path
    assert visit.complaints == []
    assert [url for url in visit.asked if not url.startswith(server)] == []
    answer = visit.page.request.get(f"{server}{chain}/snapshot")
    file = Path(made.url).with_name("snapshot.html")
    file.write_bytes(answer.body())
    visit.page.goto(file.as_uri())
    assert visit.page.locator("canvas").first.is_visible()
    assert visit.page.evaluate("window.pwned") is None
    assert not [url for url in visit.asked if "evil.example" in url]


def test_no_hostile_query_or_name_runs(visit: Visit, tame: tuple[str, Sample]) -> None:
    """What is searched for, chosen, or given as name and reason comes back as words alone."""
    server, made = tame
    link = made.links[2].id
    for words in WORDS:
        said = words[:200]
        for path in ("/search?q=", "/gaps?theme=", "/documents/", "/review?after="):
            visit.page.goto(server + path + quote(words[:900], safe=""))
            assert visit.page.evaluate("window.pwned") is None
        form = {"state": "unsure", "by": said, "reason": said or "-", "back": words[:900]}
        visit.page.request.post(f"{server}/links/{link}/decisions", form=form, max_redirects=0)
    visit.page.goto(f"{server}/concerns/{made.concern.id}#{link}")
    assert visit.page.get_by_text(WORDS[-1][:40]).count() > 0
    assert visit.page.evaluate("window.pwned") is None
    assert visit.page.locator("iframe, object, embed, script, svg, img").count() == 0
    assert [url for url in visit.asked if not url.startswith(server)] == []
