"""PDF papers, tagged and untagged."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from loaders.reading import pdf


def words(texts):
    """Count the words of texts."""
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


def texts(reading, kind):
    """Return the words of all blocks of one kind."""
    return [block.text for block in reading if block.kind == kind]


@pytest.fixture(scope="module")
def tagged(make_pdf, report):
    """Return the report, read from a tagged PDF."""
    return pdf.read(make_pdf(report), "report.pdf")


@pytest.fixture(scope="module")
def untagged(make_pdf, report):
    """Return the report, read from a PDF without tags."""
    return pdf.read(make_pdf(report, tags=False), "report.pdf")


@pytest.mark.parametrize("kind", ["tagged", "untagged"])
def test_every_word_of_the_plain_text_is_kept(request, kind, make_pdf, report):
    """Every word that plain extraction finds stands in a block or in the furniture."""
    reading = request.getfixturevalue(kind)
    plain = words(pdf.plain_pages(make_pdf(report, tags=kind == "tagged")))
    kept = words(f"{block.label} {block.text}" for block in reading) + words(
        line.text for line in reading.furniture
    )
    assert plain - kept == Counter()


@pytest.mark.parametrize("kind", ["tagged", "untagged"])
def test_blocks_stand_where_they_say(request, kind):
    """A block's words are the reading's text between its offsets."""
    reading = request.getfixturevalue(kind)
    assert all(reading.text[block.start : block.end] == block.text for block in reading)


@pytest.mark.parametrize("kind", ["tagged", "untagged"])
def test_headings_are_found(request, kind):
    """Headings are told from paragraphs, with or without tags, and ranked by their type."""
    reading = request.getfixturevalue(kind)
    found = [(block.text, block.level) for block in reading if block.kind == "heading"]
    assert found == [
        ("Inspection of Marlbury County Council", 1),
        ("What needs to improve?", 2),
        ("Findings", 2),
    ]


@pytest.mark.parametrize("kind", ["tagged", "untagged"])
def test_lists_keep_their_bullets_apart_and_their_depth(request, kind):
    """A bullet is a label and never text; a sub-item is one level deeper."""
    reading = request.getfixturevalue(kind)
    items = [
        (block.label, block.level, block.text)
        for block in reading
        if block.kind == "item" and block.label in ("•", "‣")
    ]
    assert items == [
        ("•", 1, "The quality of plans, including:"),
        ("‣", 2, "plans for care leavers"),
        ("‣", 2, "plans for children at risk."),
        ("•", 1, "Supervision of social workers."),
    ]


@pytest.mark.parametrize("kind", ["tagged", "untagged"])
def test_paragraph_that_runs_over_a_page_is_one_block(request, kind):
    """Pages do not part a paragraph; the block says where the next page begins in it."""
    reading = request.getfixturevalue(kind)
    block = next(block for block in reading if block.label == "2.")
    assert block.text.count("Some children in Marlbury wait") == 9
    assert "Inspection of" not in block.text
    [(offset, page)] = block.breaks
    assert block.page_at(block.start) == page - 1
    assert block.page_at(block.start + offset - 2) == page - 1
    assert block.page_at(block.start + offset) == page


@pytest.mark.parametrize("kind", ["tagged", "untagged"])
def test_running_footers_are_furniture(request, kind):
    """A footer with another date than the paper's is in no block, and is not lost either."""
    reading = request.getfixturevalue(kind)
    assert not any("4 May 2021" in block.text for block in reading)
    assert sum("4 May 2021" in line.text for line in reading.furniture) == reading.pages


@pytest.mark.parametrize("kind", ["tagged", "untagged"])
def test_hyphen_at_a_line_end_stays_in_its_word(request, kind):
    """A word that a line end parts at its hyphen is whole again, with the hyphen."""
    reading = request.getfixturevalue(kind)
    block = next(block for block in reading if block.label == "2.")
    assert block.text.count("multi-agency") == 9


def test_judgement_grid_gives_cells_by_row_and_column(tagged):
    """A table of data comes out as cells that know their place."""
    cells = {(block.row, block.column): block.text for block in tagged if block.kind == "cell"}
    assert cells[0, 0] == "Judgement"
    assert cells[2, 1] == "Requires improvement to be good"
    assert len(cells) == 6


def test_table_that_only_lays_out_the_page_gives_no_cells(make_pdf):
    """Prose set inside a table of one column is paragraphs, items and headings."""
    prose = "Leaders in Marlbury know what has to change and have begun to change it. " * 4
    source = f"""#table(columns: 1, [*Main findings*], [{prose}
#parbreak() {prose} - A first point. - A second point.])"""
    reading = pdf.read(make_pdf(source), "letter.pdf")
    assert texts(reading, "cell") == []
    assert texts(reading, "heading") == ["Main findings"]
    assert len(texts(reading, "paragraph")) == 2


def test_title_and_pages_come_from_the_file(tagged, make_pdf, report):
    """The file's own title and its number of pages are given."""
    assert tagged.title == "Inspection of Marlbury County Council"
    assert tagged.pages == len(pdf.plain_pages(make_pdf(report)))


def test_footnote_is_furniture_and_does_not_part_the_sentence(make_pdf):
    """A footnote's words stay out of the sentence that runs over the page end beside it."""
    sentence = "The council has set out how it means to help families in every part of Marlbury "
    source = f"""#set page(width: 15cm, height: 9cm)
Visits began in May.#footnote[Visits are held under section 47 of the Act of that year.]
{sentence * 14} and it will report in June."""
    reading = pdf.read(make_pdf(source), "letter.pdf")
    [paragraph] = texts(reading, "paragraph")
    assert paragraph.count(sentence.strip()) == 14
    assert any("section 47" in line.text for line in reading.furniture)


def test_number_that_breaks_the_sequence_is_text(make_pdf):
    """An age at the start of a paragraph is no paragraph number."""
    source = "\n\n".join(
        [
            r"1\. Plans are late. Children wait.",
            r"2\. Services end at the age of",
            r"17\. This results in delays for some.",
            r"3\. Leaders know this.",
        ]
    )
    reading = pdf.read(make_pdf(source), "letter.pdf")
    labels = [(block.label, block.text) for block in reading]
    assert (None, "17. This results in delays for some.") in labels
    assert [label for label, _ in labels if label] == ["1.", "2.", "3."]


def test_heading_glued_to_its_paragraph_is_parted(make_pdf):
    """A bold line in one element with the plain lines below it is a heading of its own."""
    prose = "Leaders in Marlbury know what has to change and have begun to change it. " * 3
    bold = "*What needs to improve*"
    reading = pdf.read(make_pdf(f"{bold} \\ {prose} \\ *Main findings* \\ {prose}"), "letter.pdf")
    assert [block.kind for block in reading] == ["heading", "paragraph"] * 2
    assert texts(reading, "heading") == ["What needs to improve", "Main findings"]


def test_bold_words_inside_a_paragraph_do_not_part_it(make_pdf):
    """Bold words at the start of a line or in it leave the paragraph whole."""
    prose = "leaders in Marlbury know what has to change and have begun to change it. " * 3
    reading = pdf.read(make_pdf(f"*Lead inspector:* Jo Example, {prose}"), "letter.pdf")
    assert len(reading.blocks) == 1
