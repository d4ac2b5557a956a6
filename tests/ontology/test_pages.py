"""The description of the ontology says all that the Turtle says."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from ontology.pages import body, main, whole
from ontology.schema import NS, VOCAB, record_classes, relations
from ontology.turtle import HERE, read
from ontology.vocabulary import scheme

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"


class Balanced(HTMLParser):
    """Fails where a tag is closed that was not open, and gathers names and links."""

    VOID = frozenset({"meta", "br", "path", "rect", "circle", "marker", "img", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        facts = dict(attrs)
        self.ids += [facts["id"]] if facts.get("id") else []
        self.links += [facts["href"]] if facts.get("href") else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that is open."""
        if tag not in self.VOID:
            assert self.open.pop() == tag


def parsed() -> Balanced:
    """The page, read through."""
    page = Balanced()
    page.feed(whole())
    assert page.open == []
    return page


def test_every_class_and_property_is_described() -> None:
    """Each thing of our namespace has its place, its label and its definition."""
    said = read(HERE / "sightline.ttl")
    text = unescape(body())
    ids = set(parsed().ids)
    for iri in said:
        if iri.startswith(NS):
            assert iri.removeprefix(NS) in ids, iri
            for prop in ("label", "comment"):
                for words in said[iri].get(f"{_RDFS}{prop}", ()):
                    assert words in text, iri


def test_every_code_is_described() -> None:
    """Each code of each closed list that a field holds stands there with its definition."""
    text = unescape(body())
    for record in record_classes().values():
        for field in record.fields.values():
            for concept in scheme(field.scheme) if field.scheme else ():
                assert f"<code>{concept.id}</code>" in text
                assert concept.label in text and concept.definition in text


def test_links_within_lead_somewhere() -> None:
    """Every name is defined once, and every link to one finds it."""
    page = parsed()

    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_the_diagram_has_every_relation_and_its_table() -> None:
    """Each way of joining two classes is an arrow with a number, and a row with the same."""
    first = body().split("<svg")[1]
    picture, table = first.split("</svg>")[0], first.split("<tbody>")[1].split("</tbody>")[0]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in table.split("</tr>") if row]
    drawn = set(re.findall(r"<g><title>(\S+ \S+ \S+)</title>.*?>(\d+)</text></g>", picture))

    assert {(" ".join(row[1:]).replace("sl:", ""), row[0]) for row in rows} == drawn
    assert {row[2].removeprefix("sl:") for row in rows} >= set(relations()) - {"quotes"}


def test_nothing_comes_from_outside() -> None:
    """The page that stands alone asks nothing of the network, and runs nothing."""
    assert not re.search(r"<script|<img|<link|src=|@import|url\(http", whole())


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    """The command writes the page beside the Turtle that it is made from."""
    main(str(tmp_path / "ontology"))

    assert (tmp_path / "ontology" / "index.html").read_text("utf-8") == whole()
    assert (tmp_path / "ontology" / "sightline.ttl").read_bytes().startswith(b"# Sightline")
    assert VOCAB in whole()
