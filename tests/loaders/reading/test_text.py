"""Plain text as it was taken out of PDFs and web pages."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from loaders.reading.text import read

WRAPPED = """ IMPROVING SERVICES FOR CHILDREN IN MARLBURY

Report of the Director of Children's Services

1. INTRODUCTION

1.1 This paper tells the committee what has been done since the inspection of the

council in May 2021, and what is planned for the months that follow. It was seen by
the improvement board, which meets every month and is led by an independent chair.

1.2 The board met in June. It asked for a fuller report.

This report is the answer to that request, and sets out each of the four areas in
turn, with the evidence that was available to officers when they wrote it in July.

2. WHAT WAS DONE SO FAR (INCLUDING WORK WITH
PARTNERS)

Supervision of social workers;
 2.1 Managers now meet each of their social workers every month, and keep a record of
what was agreed. In a sample of 40 records, 31 were complete. The rest will be put
right by September, and a second sample is planned for the autumn with partners.
The quality of plans;
2.2 Training on plans has begun and will reach all teams by the end of the year. The
work has three parts, which are led by the principal social worker and a deputy;

  writing plans with families
  checking plans in each review
  learning from audits.

2.3 Care leavers over the age of
17. This group has a worker of their own, which they had asked for in their survey of
last year, and pre-
proceedings work is under way.
"""


def shown(reading):
    """Return kind, label and words of each block."""
    return [(block.kind, block.label, block.text) for block in reading]


def words(text):
    """Count the words of a text."""
    return Counter(re.findall(r"\w+", text))


@pytest.fixture(scope="module")
def wrapped():
    """Return the wrapped paper, read."""
    return read(WRAPPED.encode(), "report.txt")


def test_no_word_is_lost(wrapped):
    """Every word of the file stands in the reading, and none is added."""
    assert words(wrapped.text) == words(WRAPPED)


def test_wrapped_lines_are_one_paragraph(wrapped):
    """Lines go on until one that had room for the next word."""
    [block] = [block for block in wrapped if block.label == "2.1"]
    assert block.text.startswith("Managers now meet")
    assert block.text.endswith("for the autumn with partners.")


def test_blank_line_behind_a_first_line_is_mended(wrapped):
    """Where an extraction parts first lines from the rest, a full stop there does not matter."""
    twice = WRAPPED.replace("1.2 The board", "1.2 The\n\nboard").replace(
        "2.2 Training on plans", "2.2 Training\n\non plans"
    )
    [block] = [block for block in read(twice.encode(), "report.txt") if block.label == "1.1"]
    assert block.text.endswith("led by an independent chair.")
    [first] = [block for block in wrapped if block.label == "1.1"]
    assert first.text == block.text


def test_section_headings_in_capitals_are_headings(wrapped):
    """A numbered line in capitals is a heading, also over two lines."""
    headings = [(block.label, block.text) for block in wrapped if block.kind == "heading"]
    assert ("1.", "INTRODUCTION") in headings
    assert ("2.", "WHAT WAS DONE SO FAR (INCLUDING WORK WITH PARTNERS)") in headings


def test_sub_headings_that_lost_their_blank_lines_are_found(wrapped):
    """A short line with a semicolon before a numbered paragraph is a heading, glued on or not."""
    headings = [block.text for block in wrapped if block.kind == "heading"]
    assert "Supervision of social workers;" in headings
    assert "The quality of plans;" in headings


def test_items_without_their_bullets_are_items(wrapped):
    """Indented lines behind a lead-in are a list, though the extraction lost the bullets."""
    items = [block.text for block in wrapped if block.kind == "item"]
    assert items == [
        "writing plans with families",
        "checking plans in each review",
        "learning from audits.",
    ]


def test_age_at_a_line_start_is_text(wrapped):
    """A number that breaks the sequence, in mid-sentence, begins no paragraph."""
    [block] = [block for block in wrapped if block.label == "2.3"]
    assert "over the age of 17. This group" in block.text
    assert block.text.endswith("pre-proceedings work is under way.")


def test_blank_lines_inside_a_sentence_are_a_page_end():
    """A sentence that stops in the middle goes on behind blank lines, in lower case."""
    sentence = "Leaders in Marlbury have a more open way of working with their staff and with the "
    parted = f"{sentence * 2}more systematic and\n\n\n\ndetermined approach. It helps."
    text = f"{parted}\n\nPlans are late."
    assert [block.text for block in read(text.encode(), "letter.txt")] == [
        f"{sentence * 2}more systematic and determined approach. It helps.",
        "Plans are late.",
    ]


def test_markdown_marks_are_not_words():
    """Hashes and stars make headings and go; bullets become labels."""
    text = (
        "## **Headline findings**\n\nPlans are **late**.\n\n- First.\n* Second.\n\uf0b7 Third.\n"
    )
    assert shown(read(text.encode(), "letter.md")) == [
        ("heading", None, "Headline findings"),
        ("paragraph", None, "Plans are late."),
        ("item", "-", "First."),
        ("item", "*", "Second."),
        ("item", "\uf0b7", "Third."),
    ]


def test_lines_of_an_address_stay_apart():
    """Where each paragraph is one line, single line ends part blocks."""
    text = "Jo Example\nMarlbury County Council\nHigh Street\n\nDear Jo\n"
    assert len(read(text.encode(), "letter.txt").blocks) == 4


def test_form_feeds_count_pages():
    """A form feed begins a page; page numbers between them are furniture."""
    text = "Plans are\n1\n\flate. Visits are not.\n2\n\fLeaders know.\n3\n"
    reading = read(text.encode(), "letter.txt")
    assert reading.pages == 3
    assert [(block.text, block.page) for block in reading] == [
        ("Plans are", 1),
        ("late. Visits are not.", 2),
        ("Leaders know.", 3),
    ]
    assert [line.text for line in reading.furniture] == ["1", "2", "3"]


def test_text_without_form_feeds_has_no_pages():
    """A web page's text claims no page."""
    reading = read(b"Plans are late.", "page.txt")
    assert reading.pages is None
    assert reading.blocks[0].page is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_real_files_are_read(encoding):
    """UTF-8 with or without mark, UTF-16 and Windows-1252 give the same words."""
    words_printed = "Children’s plans – “late”"
    [block] = read(words_printed.encode(encoding), "note.txt").blocks
    assert block.text == words_printed


@pytest.mark.corpus
def test_every_word_of_the_real_texts_is_kept(shared):
    """Each word of the papers in text form is in a block or in the furniture."""
    files = sorted((shared / "corpus" / "seeds").glob("*.txt"))
    assert files
    for file in files:
        reading = read(file.read_bytes(), file.name)
        kept = words(reading.text) + words(" ".join(line.text for line in reading.furniture))
        assert kept == words(file.read_text()), file.name
