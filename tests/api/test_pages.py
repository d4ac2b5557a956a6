"""The pages: whole without scripts, every link leads somewhere, no paper's words break out."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.builders import a_link, a_paper, load
from tests.sample import HOSTILE, Sample

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


class Page(HTMLParser):
    """What a test looks at in a page: elements with attributes, ids, links, and the words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = html
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Insist that what closes is what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """Attributes of all elements of this name."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        """All ids."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def text(self) -> str:
        """All words, white space single."""
        return " ".join("".join(self.words).split())


LISTS = (
    "/ /concerns /actions /owners /evidence /comments /gaps /matrix /board /review /documents"
    " /upload /search /search?q=interviews /accessibility"
).split()
MISSING = ["/nowhere", "/concerns/concern-0000", "/jobs/job-0000"]


def addresses(made: Sample) -> list[str]:
    """Every page about a sample; those of MISSING come last."""
    papers = [f"/documents/{paper.id}" for paper in made.store.documents()]
    concerns = [f"/concerns/{c.id}" for c in (made.concern, made.lonely, made.restated)]
    views = [f"/concerns/{made.concern.id}?view={view}" for view in ("timeline", "table")]
    actions = [f"/actions/{action.id}" for action in (made.done, made.planned)]
    return [*LISTS, *papers, *concerns, *views, *actions, *MISSING]


def test_every_page_is_whole(client: TestClient, chain: Sample) -> None:
    """Every page has language, title, one heading, landmarks, unique ids, labels and no script."""
    for address in addresses(chain):
        page = Page(client.get(address).text)
        assert page.open == []
        assert page.all("html")[0]["lang"] == "en-GB"
        assert page.all("title")
        assert len(page.all("h1")) == 1
        assert len(page.all("main")) == 1
        assert page.all("a")[0]["href"] == "#main"
        assert len(page.ids) == len(set(page.ids))
        labelled = {label["for"] for label in page.all("label")}
        fields = [*page.all("input"), *page.all("select"), *page.all("textarea")]
        assert {f["id"] for f in fields if f.get("type") != "hidden"} <= labelled
        assert page.all("script") == []
        assert not [name for _, names in page.elements for name in names if name.startswith("on")]
        assert not [1 for _, names in page.elements if "style" in names]


def test_every_link_leads_somewhere(client: TestClient, chain: Sample) -> None:
    """Every address on every page answers, and every anchor is there; none leads outside."""
    pages: dict[str, Page] = {}
    for start in addresses(chain):
        for link in Page(client.get(start).text).all("a"):
            target = urljoin(start, link["href"])
            path, _, fragment = target.partition("#")
            assert urlsplit(path).netloc == ""
            if path not in pages:
                answer = client.get(path, headers={"Accept": "text/html"})  # as browsers do
                assert answer.status_code == (404 if path in MISSING else 200), path
                file = "attachment" in answer.headers.get("content-disposition", "")
                pages[path] = Page("" if file or path.startswith("/api/") else answer.text)
            assert not fragment or unquote(fragment) in pages[path].ids, target


def test_a_chain_counts_comments_and_not_cards(client: TestClient, chain: Sample) -> None:
    """A comment on two records of a chain is one, and a concern raised again is no comment."""
    again = a_paper("again.txt", visit="2024-11-01", kind="monitoring_visit", title="Again")
    raised = again.concern("Return home interviews are late again.")
    links = [
        *chain.links,
        a_link(chain.praise, "commentsOn", chain.done, score=0.8),
        a_link(raised, "recursFrom", chain.concern, score=0.7),
    ]
    load(chain.store, again, links=links)

    page = Page(client.get(f"/concerns/{chain.concern.id}").text)
    assert "2 actions, 1 piece of evidence, 2 later comments, 1 later concern, " in page.text
    found = client.get(f"/api/concerns/{chain.concern.id}/trace").json()
    comments = [*found["comments"], *(c for a in found["actions"] for c in a["comments"])]
    assert len({comment["id"] for comment in comments}) == 2
    assert len(found["later"]) == 1


def test_a_search_says_when_there_is_more(client: TestClient, chain: Sample) -> None:
    """A page shows the best passages, and says so where there are more than it shows."""
    many = a_paper("many.txt", visit="2024-12-01", kind="monitoring_visit", title="Many")
    for number in range(51):
        many.comment(f"Foster panel {number} is punctual.")
    load(chain.store, many, links=chain.links)

    text = Page(client.get("/search?q=punctual").text).text
    assert "The best 50 passages for “punctual”; there are more." in text
    text = Page(client.get("/search?q=punctual+17").text).text
    assert "1 passage for “punctual 17”" in text
    assert "there are more" not in text


def test_the_chain_shows_every_stage(client: TestClient, chain: Sample) -> None:
    """The page of a concern has five stages, each step with quote, paper, state and progress."""
    page = Page(client.get(f"/concerns/{chain.concern.id}").text)
    for heading in ("1. Concern", "2. Recommendation", "3. Action", "4. Evidence"):
        assert heading in page.text
    for record in (
        chain.concern,
        chain.restated,
        chain.done,
        chain.audit,
        chain.praise,
        chain.slow,
    ):
        assert f"“{record.text}”" in page.text
        assert record.id in page.ids
    assert "Proposed 0.83" in page.text
    assert "● Stated" in page.text
    assert "▼ Insufficient" in page.text
    assert "due October 2023 · Head of Service" in page.text


@pytest.mark.parametrize("view", ["timeline", "table"])
def test_the_chain_says_the_same_in_every_view(
    view: str, client: TestClient, chain: Sample
) -> None:
    """Timeline and table hold the words of every card, the gaps, and the silences."""
    page = Page(client.get(f"/concerns/{chain.concern.id}?view={view}").text)
    shown = (chain.concern, chain.restated, chain.done, chain.planned, chain.audit)
    for record in (*shown, chain.praise, chain.slow):
        assert f"“{record.text}”" in page.text
    assert "No owner is named for this action." in page.text
    assert "Silence" in page.text
    assert "▼ Insufficient" in page.text
    assert "◌ Proposed" in page.text


def test_the_timeline_goes_forward(client: TestClient, chain: Sample) -> None:
    """What was raised comes before what was done, and that before what inspectors said next."""
    text = Page(client.get(f"/concerns/{chain.concern.id}?view=timeline").text).text
    order = ["19 May 2023", "20 November 2023", "8 February 2024", "5 March 2025"]
    places = [text.rindex(day) for day in order]
    assert places == sorted(places)
    assert "Done, due October 2023" in text


def test_a_chain_can_be_taken_away(client: TestClient, chain: Sample) -> None:
    """Each export and the snapshot honours the filters of the page that links to it."""
    address = f"/concerns/{chain.concern.id}"
    page = Page(client.get(f"{address}?only=settled").text)
    links = [a["href"] for a in page.all("a") if "download" in a]
    assert {parse_qs(urlsplit(link).query).get("format", [""])[0] for link in links} == {
        "docx", "pdf", "xlsx", "html", "json", "",
    }  # fmt: skip
    assert all("only=settled" in link for link in links)
    answer = client.get(f"{address}/snapshot?only=settled")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert chain.done.text in answer.text
    assert chain.planned.text not in answer.text


def test_gaps_and_silence_are_cards(client: TestClient, chain: Sample) -> None:
    """Gap cards begin with "Gap:"; a visit without a word is a card that says silence."""
    page = Page(client.get(f"/concerns/{chain.concern.id}").text)
    cards = [names["class"] for tag, names in page.elements if "card" in names.get("class", "")]
    assert "card gap" in cards
    assert "card silent" in cards
    assert "Gap: No owner is named for this action. A2" in page.text
    assert "Silence on the concern itself: no comment found" in page.text


def test_no_warning_is_buried_under_praise(
    client_of: Callable[[Sample], TestClient], chain: Sample
) -> None:
    """Of many proposals of one paper those that find progress insufficient are not folded away."""
    letter = a_paper("many.txt", visit="2024-06-01", kind="monitoring_visit", title="Many")
    words = [f"Interviews are offered in time, as area {number} shows." for number in range(4)]
    praise = [letter.comment(text, polarity="improving") for text in words]
    warning = letter.comment("Too many interviews come late.")
    links = [
        a_link(one, "commentsOn", chain.concern, progress="improved", score=0.9) for one in praise
    ]
    links.append(a_link(warning, "commentsOn", chain.concern, progress="insufficient", score=0.5))
    load(chain.store, letter, links=[*chain.links, *links])
    html = client_of(chain).get(f"/concerns/{chain.concern.id}").text
    (visit,) = [part for part in html.split('<li class="visit">') if words[0] in part]
    shown, folded = visit.split('<details class="rest">')
    assert warning.text in shown
    assert sum(text in shown for text in words) == 2
    assert sum(text in folded for text in words) == 2


def test_an_empty_stage_says_so(client: TestClient, chain: Sample) -> None:
    """A concern without anything shows its gaps, and words where nothing is."""
    page = Page(client.get(f"/concerns/{chain.lonely.id}").text)
    assert "Gap: No action answers this concern." in page.text
    assert "No evidence is held for it." in page.text


def test_settled_only_leaves_proposals_out(client: TestClient, chain: Sample) -> None:
    """The filter of the page leaves what papers state and people confirmed."""
    page = Page(client.get(f"/concerns/{chain.concern.id}?only=settled&as_of=").text)
    assert chain.done.id in page.ids
    assert chain.planned.id not in page.ids


def test_the_reader_marks_quotes_word_for_word(client: TestClient, chain: Sample) -> None:
    """The reader holds the whole text, an anchor for each record, and marks for quotes."""
    for paper in chain.store.documents():
        page = Page(client.get(f"/documents/{paper.id}").text)
        for passage in chain.store.passages(paper.id):
            assert " ".join(passage.quote.text.split()) in page.text
    page = Page(client.get(f"/documents/{chain.concern.document}").text)
    assert {f"q-{chain.concern.id}", f"q-{chain.lonely.id}"} <= set(page.ids)
    assert {"class": "is-concern", "data-n": "1"} in page.all("mark")
    assert "Page 1" in page.text


def test_the_matrix_has_words_in_every_cell(client: TestClient, chain: Sample) -> None:
    """A cell tells progress and state in words, and silence as silence."""
    page = Page(client.get("/matrix").text)
    assert "▲ Improved (1) ◌ Proposed" in page.text
    (guessed,) = [td for td in page.all("td") if "guessed" in td.get("class", "")]
    assert guessed["class"] == "better guessed"
    assert "– Not mentioned" in page.text


def test_an_empty_store_says_what_to_do(
    client_of: Callable[[Sample], TestClient], chain: Sample
) -> None:
    """Without papers every page says so instead of showing an empty table."""
    for paper in chain.store.documents():
        chain.store.forget(paper.id)
    client = client_of(chain)
    for address in ("/", "/concerns", "/gaps", "/matrix"):
        assert "No papers are held yet." in Page(client.get(address).text).text


def test_no_hostile_word_becomes_markup(
    hostile: Sample, chain: Sample, client_of: Callable[[Sample], TestClient]
) -> None:
    """Papers full of markup make pages of the very same elements as papers without."""
    tame, wild = client_of(chain), client_of(hostile)
    known = {tag for calm in addresses(chain) for tag, _ in Page(tame.get(calm).text).elements}
    for address in addresses(hostile):
        page = Page(wild.get(address).text)
        assert {tag for tag, _ in page.elements} <= known, address
        assert not [n for _, names in page.elements for n in names if n.startswith("on")]
        assert not [a for a in page.all("a") if a["href"].startswith("javascript:")]
    assert HOSTILE[0] in Page(wild.get(f"/concerns/{hostile.concern.id}").text).text


@pytest.mark.parametrize("words", HOSTILE)
def test_no_hostile_query_becomes_markup(words: str, client: TestClient) -> None:
    """What is searched for or filtered by comes back as words, never as markup."""
    for address, name in (
        ("/search", "q"), ("/search", "kind"), ("/concerns", "theme"), ("/gaps", "rule"),
        ("/gaps", "theme"), ("/actions", "owner"), ("/actions", "status"), ("/review", "relation"),
        ("/review", "after"), ("/review", "last"), ("/evidence", "status"), ("/documents", "kind"),
    ):  # fmt: skip
        answer = client.get(address, params={name: words})
        assert answer.status_code in (200, 400)
        page = Page(answer.text)
        assert page.all("script") == page.all("iframe") == page.all("img") == []
        assert "49" not in page.text
    assert client.get("/", params={"authority": words}).status_code == 404
