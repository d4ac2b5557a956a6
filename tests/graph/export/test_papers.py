"""Word, PDF and web page: built for people, also for those who cannot see them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from graph.export.blocks import Table
from graph.export.common import Portfolio
from graph.export.html import _POLICY
from graph.export.lines import lines
from graph.export.report import facts_of, manuscript, shown
from graph.export.walk import portfolio
from graph.ids import make_id
from graph.store.base import Store
from tests.builders import a_link, a_paper, a_story, load
from tests.exports import QUOTES, Page, folded, pdf_tags, pdf_words, through_office, written

PAPERS = ("html", "docx", "pdf")


def words_of(evidence: Portfolio, name: str) -> str:
    """Return all words of a paper, without white space."""
    data = written(evidence, name)
    if name == "pdf":
        return folded(pdf_words(data))
    if name == "html":
        return folded(Page(data).words["html"][0])
    word = docx.Document(io.BytesIO(data))
    return folded("".join(t.text or "" for t in word.element.body.iter(qn("w:t"))))


@pytest.mark.parametrize("name", PAPERS)
def test_the_cover_says_what_is_in_it(
    name: str, settled: Portfolio, everything: Portfolio
) -> None:
    """The cover names the authority, the day, the filters, and how many proposals are left out."""
    text = words_of(settled, name)

    for label, value in facts_of(settled):
        assert folded(label) in text
        assert folded(value) in text
    assert folded(f"{settled.proposals_left_out} proposed links") in text
    assert folded(shown(everything)) in words_of(everything, name)


@pytest.mark.parametrize("name", PAPERS)
def test_proposals_stand_apart(name: str, settled: Portfolio, everything: Portfolio) -> None:
    """Proposals have a section of their own with a warning, and are in no settled export."""
    warning = folded("Nobody has decided on them, and they are no part of the evidence")

    assert words_of(everything, name).count(warning) >= 7
    assert warning not in words_of(settled, name)
    assert folded("Proposed by Sightline") not in words_of(settled, name)


@pytest.mark.parametrize("name", PAPERS)
def test_sources_have_their_hashes(name: str, settled: Portfolio) -> None:
    """Every paper stands in the list of sources with its file name and SHA-256."""
    text = words_of(settled, name)

    for paper in settled.sources.values():
        assert paper.sha256 in text
        assert folded(paper.file) in text


@pytest.mark.parametrize("name", PAPERS)
def test_gaps_are_told(name: str, settled: Portfolio) -> None:
    """Every gap stands on the page of gaps with its reason."""
    text = words_of(settled, name)

    assert settled.gaps
    assert [gap.why for gap in settled.gaps if folded(gap.why) not in text] == []


def test_the_word_file_has_real_headings(settled: Portfolio) -> None:
    """Title, sections and parts have Word's own styles, so that a team can go on editing."""
    word = docx.Document(io.BytesIO(written(settled, "docx")))
    styles = [p.style.name for p in word.paragraphs if p.style]
    headings = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]

    assert styles[0] == "Title"
    assert [text[:2] for text in headings if text[0].isdigit()] == [f"{n}." for n in range(1, 9)]
    assert headings[-2:] == ["What is missing or contradicted", "Sources"]
    assert styles.count("Heading 2") >= 2 * 8


def test_the_word_file_has_contents_that_lead_somewhere(settled: Portfolio) -> None:
    """Each entry of the contents leads to its heading, and a field gives the heading's page."""
    word = docx.Document(io.BytesIO(written(settled, "docx")))
    body = word.element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    fields = [code.text for code in body.iter(qn("w:instrText"))]

    assert len(links) == 8 + 2
    assert set(links) <= set(marks)
    assert len(marks) == len(set(marks))
    assert [code.split()[1] for code in fields if code and "PAGEREF" in code] == links


def test_heads_of_tables_repeat(settled: Portfolio) -> None:
    """The first row of every table repeats on each page, and no row is torn apart."""
    word = docx.Document(io.BytesIO(written(settled, "docx")))

    assert len(word.tables) == 1 + 8 + 2
    for table in word.tables:
        rows = table._tbl.tr_lst
        assert rows[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_the_word_file_is_in_british_english(settled: Portfolio) -> None:
    """Language, title and time are set, and nothing of the template's maker is left."""
    data = written(settled, "docx")
    word = docx.Document(io.BytesIO(data))
    languages = {e.get(qn("w:val")) for e in word.styles.element.iter(qn("w:lang"))}

    assert languages == {"en-GB"}
    assert word.core_properties.title == settled.title
    assert word.core_properties.created == settled.stamp
    assert b"python-docx" not in b"".join(
        zipfile.ZipFile(io.BytesIO(data)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )


@pytest.mark.office
def test_office_opens_the_word_file(settled: Portfolio, tmp_path: Path) -> None:
    """LibreOffice makes a PDF of the Word file that holds every quote.

    Its contents give the page of each section, although nobody has asked to update them.
    """
    data = through_office(written(settled, "docx"), ".docx", "pdf", tmp_path)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    text = folded("\n".join(pages))
    told = dict(re.findall(r"^(\d\.|What is missing|Sources).*?\s(\d+)\s*$", pages[0], re.M))

    assert [r.text for r in settled.records.values() if folded(r.text) not in text] == []
    assert len(told) == 8 + 2
    for start, page in told.items():
        assert re.search(rf"^{re.escape(start)}", pages[int(page) - 1], re.M), (start, page)


def test_the_pdf_is_tagged(settled: Portfolio) -> None:
    """Headings leave no level out, and tables, lists, quotes and contents are tagged as such."""
    tags = pdf_tags(written(settled, "pdf"))
    names = [name for name, _ in tags]
    levels = [int(name[1]) for name in names if re.fullmatch(r"H\d", name)]

    assert {"H1", "H2", "Table", "THead", "TH", "TD", "L", "BlockQuote", "TOC"} <= set(names)
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert levels.count(1) == 2 + 8 + 2


def test_the_pdf_says_what_it_is(settled: Portfolio) -> None:
    """Title, language, outline and the mark of PDF/UA-1 are there, and all fonts are within."""
    data = written(settled, "pdf")
    file = pypdfium2.PdfDocument(data)

    assert file.get_metadata_value("Title") == settled.title
    assert file.get_metadata_value("CreationDate") == "D:20250401000000Z"
    assert len([item for item in file.get_toc() if item.level == 0]) == 2 + 8 + 2
    assert b"/Lang(en-GB)" in data
    assert re.search(rb"<pdfuaid:part>\s*1\s*</pdfuaid:part>", data)


def test_the_web_page_needs_nothing_beside_it(everything: Portfolio) -> None:
    """No script, no picture, no address but its own headings; language and policy are set."""
    page = Page(written(everything, "html"))
    tags = dict(page.tags)
    ids = {facts.get("id") for _, facts in page.tags}
    links = {str(f["href"]).removeprefix("#") for tag, f in page.tags if tag == "a"}

    assert tags["html"] == {"lang": "en-GB"}
    assert any(f.get("content") == _POLICY for tag, f in page.tags if tag == "meta")
    assert {"script", "img", "link", "iframe", "svg", "form"} & {t for t, _ in page.tags} == set()
    assert links and links <= ids
    assert "url(" not in page.words["style"][0]
    assert page.open == []


def test_headings_of_the_web_page_leave_no_level_out(everything: Portfolio) -> None:
    """There is one heading of the first level, and no level is skipped."""
    page = Page(written(everything, "html"))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]

    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_line_breaks_of_a_quote_stay(store: Store) -> None:
    """A quote that its paper prints on two lines has two lines in Word and on the web page."""
    report = a_paper("report.pdf", visit="2020-01-31")
    concern = report.concern("Care leavers:\naccommodation\tand health.")
    load(store, report)
    evidence = portfolio(store, [concern.id], today="2020-07-01", environ={})

    assert concern.text in QUOTES["docx"](written(evidence, "docx"))
    assert concern.text in QUOTES["html"](written(evidence, "html"))
    assert folded(concern.text) in folded(pdf_words(written(evidence, "pdf")))


def test_a_gap_names_the_step_of_its_own_record(
    store: Store, evidence_in: Callable[..., Portfolio]
) -> None:
    """Words that are evidence for one action and an action themselves have two steps, not one."""
    story = a_story()
    later = story.plan.action("Publish an audit of assessments in the autumn.")
    twin = replace(story.evidence, id=make_id("evidence", later.id), quote=later.quote)
    story.plan.records.append(twin)
    stated = {"basis": "stated", "document": story.plan.document.id}
    links = [
        *story.links,
        a_link(story.action, "evidencedBy", twin, **stated),
        a_link(later, "respondsTo", story.concern, **stated),
    ]
    load(store, *story.papers, links=links)

    evidence = evidence_in(store)
    steps = {line.record.id: line.number for line in lines(evidence) if line.record}
    assert steps[later.id] != steps[twin.id]
    tables = [block for block in manuscript(evidence).blocks if isinstance(block, Table)]
    (gaps,) = (table for table in tables if table.caption == "Gaps")
    told = {row[0][0].text: row[1][0].text for row in gaps.rows if row[1][1].text == later.text}
    assert told["No owner is named for this action."] == f"Step {steps[later.id]}"
