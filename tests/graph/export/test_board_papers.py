"""The board pack as a file: every quote to the letter, every picture with its table."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import docx
import pytest

from graph.export.board import BOARDS
from graph.export.board.paper import basis_of, facts_of
from graph.store.base import Store
from tests.boards import PAPERS, pack_of, words_of, written
from tests.exports import Page, folded, pdf_tags, records_in


@pytest.mark.parametrize("name", list(BOARDS))
def test_the_same_call_gives_the_same_bytes(name: str, marlbury: Store) -> None:
    """Two packs, each gathered anew, are the same file byte for byte."""
    files = [written(pack_of(marlbury, "2024", "2024", only="all"), name) for _ in range(2)]

    assert files[0] == files[1]


@pytest.mark.parametrize("name", PAPERS)
def test_a_pack_says_what_it_holds(name: str, marlbury: Store) -> None:
    """Cover, basis and every quote of a change stand in every format, letter for letter."""
    pack = pack_of(marlbury, "2024-01", "2024-02")
    text = words_of(pack, name)
    quotes = [
        *(said.comment.text for said in pack.said),
        *(move.action.text for move in (*pack.statuses, *pack.dates)),
        *(record.text for record in (*pack.concerns, *pack.actions)),
        *(quote.text for gap in (*pack.opened, *pack.closed) for quote in gap.quotes),
    ]

    assert len(quotes) > 40
    assert [words for words in quotes if f"“{folded(words)}”" not in text] == []
    for words in (*basis_of(pack), *(value for _, value in facts_of(pack))):
        assert folded(words) in text


def test_json_quotes_stand_at_their_offsets(marlbury: Store) -> None:
    """Every record in the pack as JSON is found word for word in its paper."""
    pack = pack_of(marlbury, "2024", "2024", only="all")
    records = list(records_in(json.loads(written(pack, "json"))))

    assert len(records) > 50
    for record in records:
        quote: Any = record["quote"]
        text = marlbury.text(str(record["document"]))
        assert text[quote["start"] : quote["end"]] == record["text"]


def test_every_picture_has_its_table(marlbury: Store) -> None:
    """Both pictures have a sentence for those who cannot see, and a table with each number."""
    pack = pack_of(marlbury, "2024", "2024", only="all")
    page = Page(written(pack, "html"))
    pictures = [facts for tag, facts in page.tags if tag == "svg"]
    drawn = [text for text in page.words["text"] if re.fullmatch(r"\d+", text)]

    assert len(pictures) == 2
    assert all(facts["role"] == "img" and facts["aria-label"] for facts in pictures)
    (_, last) = pack.over_time[-1]
    assert [str(n) for n in (last["done"], last["under_way"], last["planned"]) if n] == drawn[-3:]
    table = next(t for t in page.words["table"] if "What each later visit" in t)
    for words in {text[2:] for text in page.words["text"] if text[:1] in "★▲◆▼–∅□◌"}:
        assert words in table


def test_a_proposed_word_in_the_picture_looks_otherwise(marlbury: Store) -> None:
    """A cell that rests on a proposal has a broken edge and says so; a settled pack has none."""
    drawn = {
        only: written(pack_of(marlbury, "2024", "2024", only=only), "html").decode()
        for only in ("settled", "all")
    }

    assert drawn["all"].count("stroke-dasharray") == drawn["all"].count(">proposed</text>") > 0
    assert "stroke-dasharray" not in drawn["settled"]


def test_the_page_needs_nothing_beside_it(marlbury: Store) -> None:
    """No script, no address, no picture from elsewhere; the policy forbids all of them."""
    page = Page(written(pack_of(marlbury, "2024", "2024", only="all"), "html"))
    told = {name for _, facts in page.tags for name in facts}

    assert {"script", "img", "link", "iframe", "form"} & {tag for tag, _ in page.tags} == set()
    assert {name for name in told if name.startswith("on")} == set()
    assert all(str(f["href"]).startswith("#") for tag, f in page.tags if tag == "a")
    assert any("default-src 'none'" in str(f.get("content")) for _, f in page.tags)


def test_the_pdf_is_tagged_with_its_pictures(marlbury: Store) -> None:
    """Both pictures are figures with a sentence, among tagged headings and tables."""
    names = [name for name, _ in pdf_tags(written(pack_of(marlbury, "2024", "2024"), "pdf"))]

    told = [name for name in names if name.startswith("Figure")]
    assert [words.split(":")[1][:11] for words in told] == [" 6 concerns", " Actions by"]
    assert all("The pictures as tables" in words for words in told)
    assert {"H1", "H2", "Table", "TH", "TD", "L"} <= set(names)


def test_pictures_of_the_word_file_are_described(marlbury: Store) -> None:
    """Both pictures of the Word file carry the sentence for those who cannot see them."""
    word = docx.Document(io.BytesIO(written(pack_of(marlbury, "2024", "2024"), "docx")))
    told = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]

    assert len(told) == 2
    assert all("under “The pictures as tables”" in str(words) for words in told)
