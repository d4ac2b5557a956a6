"""From pieces to blocks: joins over pages, labels, levels, headings and tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.reading.furniture import without_furniture
from loaders.reading.pieces import Cell, Piece, mended
from loaders.reading.shaping import shaped

LONG = "Social workers in Marlbury know the children they work with and visit them every week, and"


def piece(text, page=1, **more):
    """Return a piece of the size of body text."""
    return Piece(page=page, text=text, size=12.0, **more)


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("a multi\ufffeagency team", "a multi-agency team"),
        ("a multi\ufffe\r\nagency team", "a multi-agency team"),
        ("adult\ufffe rather than child", "adult- rather than child"),
        ("adult\ufffe\r\nrather than child", "adult- rather than child"),
        ("a step up\ufffe\r\nto-date plan", "a step up-to-date plan"),
        ("and/\r\nor", "and/or"),
        ("2014–\r\n15", "2014–15"),
        ("late –\r\nand slow", "late – and slow"),
        ("super\u00advision", "supervision"),
        ("two \r\n lines\u00a0here", "two lines here"),
    ],
)
def test_line_ends_are_mended(printed, text):
    """A line end is a space, or nothing where it parts a word; a printed hyphen stays."""
    assert mended(printed) == text


def test_sentence_over_a_page_end_is_one_block():
    """Words that go on in lower case on the next page belong to the block before."""
    blocks = shaped([piece(LONG), piece("know what they need.", 2), piece("Leaders act.", 2)])
    assert [block.text for block in blocks] == [f"{LONG} know what they need.", "Leaders act."]
    assert blocks[0].breaks == ((len(LONG) + 1, 2),)


def test_word_over_a_page_end_is_one_word():
    """A hyphen at the page end joins without a space."""
    [block] = shaped([piece(LONG + " multi-"), piece("agency work is strong.", 2)])
    assert block.text.endswith("and multi-agency work is strong.")


def test_numbered_paragraph_goes_on_behind_a_full_stop():
    """Words between paragraph 10 and 11 belong to 10, also where its page ends in a full stop."""
    blocks = shaped(
        [
            piece("10. Plans are late. Reviews are not."),
            piece("They are held each month.", 2),
            piece("11. Leaders know this.", 2),
        ]
    )
    assert [(block.label, block.text) for block in blocks] == [
        ("10.", "Plans are late. Reviews are not. They are held each month."),
        ("11.", "Leaders know this."),
    ]


def test_new_paragraph_on_a_new_page_stays_apart():
    """A paragraph that begins on a new page is not joined to a finished one."""
    blocks = shaped([piece("Plans are late."), piece("Leaders know this.", 2)])
    assert len(blocks) == 2


@pytest.mark.parametrize("glyph", ["\uf06e", "\uf0a7", "\uf0b7", "◼", "▪", "•", "➢"])
def test_glyphs_of_symbol_fonts_are_labels(glyph):
    """A bullet from a symbol font is the label of an item and never part of its words."""
    [block] = shaped([piece(f"{glyph} The quality of plans.")])
    assert (block.kind, block.label, block.text) == ("item", glyph, "The quality of plans.")


@pytest.mark.parametrize("dash", ["−", "–", "\uf02d", "-"])
def test_dash_under_a_square_is_a_sub_item(dash):
    """A dash below a square is one level deeper, though tags and indents are the same."""
    blocks = shaped(
        [
            piece("◼ Services to care leavers, including:", depth=1),
            piece(f"{dash} accommodation", depth=1),
            piece(f"{dash} health.", depth=1),
            piece("◼ Supervision.", depth=1),
        ]
    )
    assert [block.level for block in blocks] == [1, 2, 2, 1]


def test_dash_inside_a_sentence_is_no_bullet():
    """A negative number or a word with a hyphen at the start is text."""
    [block] = shaped([piece("-5 per cent is the change since May.")])
    assert (block.kind, block.label) == ("paragraph", None)


def test_paragraph_numbers_of_parts_are_labels():
    """Numbers such as 3.2 are labels of paragraphs; a quantity at the start is text."""
    blocks = shaped(
        [
            piece("3.1 Plans are late."),
            piece("3.2 Leaders know this."),
            piece("4.5 million pounds were found for it."),
            piece("3.4 Work has begun."),
        ]
    )
    assert [block.label for block in blocks] == ["3.1", "3.2", None, "3.4"]
    assert {block.kind for block in blocks} == {"paragraph"}


def test_numbers_may_jump_but_not_go_back():
    """A struck-out paragraph leaves a gap in the numbers; a lower number is text."""
    blocks = shaped([piece(f"{n}. Plans are late.") for n in (1, 2, 4, 5, 3)])
    assert [block.label for block in blocks] == ["1.", "2.", "4.", "5.", None]


def test_heading_is_known_by_weight_or_size():
    """Bold or large short lines are headings, ranked by their size; a bold sentence is not."""
    blocks = shaped(
        [
            replace(piece("Marlbury County Council"), size=26.0),
            piece("What needs to improve", bold=1.0),
            piece(LONG * 3, bold=1.0),
            piece(
                "Children are safe in Marlbury, and most of their plans are of good quality.",
                bold=1.0,
            ),
            piece("Plans are late. " * 20),
        ]
    )
    assert [block.kind for block in blocks] == [
        "heading",
        "heading",
        "paragraph",
        "paragraph",
        "paragraph",
    ]
    assert [block.level for block in blocks[:2]] == [1, 2]


def test_paragraph_tagged_as_a_heading_is_a_paragraph():
    """A style used wrongly does not make a heading of a whole paragraph."""
    blocks = shaped([piece("Plans are late. " * 10, tag="H2"), piece("Findings", tag="H2")])
    assert [block.kind for block in blocks] == ["paragraph", "heading"]


def test_theme_between_items_is_a_heading():
    """A plain short line between two items groups what follows it."""
    blocks = shaped(
        [
            piece("Areas for improvement", bold=1.0),
            piece("Quality of work"),
            piece("1. Improve plans."),
            piece("Leadership"),
            piece("2. Improve oversight."),
        ]
    )
    assert [block.kind for block in blocks] == ["heading", "heading", "item", "heading", "item"]


def test_lines_of_a_contents_page_are_no_headings():
    """A bold line that ends with a page number, on the page of contents, is no heading."""
    blocks = shaped(
        [
            piece("Contents", bold=1.0),
            piece("Recommendations 7", bold=1.0),
            piece("Recommendations", 7, bold=1.0),
        ]
    )
    assert [block.kind for block in blocks] == ["heading", "paragraph", "heading"]


def test_group_row_of_a_table_is_a_cell_and_prose_row_is_not():
    """A short row over rows of data belongs to the table; a row of prose in it does not."""

    def cell(text, row, column):
        return piece(text, cell=Cell(0, row, column))

    blocks = shaped(
        [
            cell("The judgements are:", 0, 0),
            cell("Leadership", 1, 0),
            cell("Good", 1, 1),
            cell("Care leavers", 2, 0),
            cell("Inadequate", 2, 1),
            cell("Plans are late. " * 30, 3, 0),
        ]
    )
    assert [block.kind for block in blocks] == ["cell"] * 5 + ["paragraph"]


def test_page_numbers_and_running_lines_are_furniture():
    """Bare page numbers and lines that most pages have are kept apart, with the reason."""
    subjects = ["Plans", "Visits", "Reviews", "Audits"]
    pages = [
        found
        for page, subject in enumerate(subjects, 1)
        for found in (
            piece(f"Report on Marlbury, 3 May 2021, page {page}", page),
            piece(f"{subject} are late.", page),
            piece(f"Leaders know that {subject} must change.", page),
            piece(f"{subject} will be better by May.", page),
            piece(str(page), page),
        )
    ]
    kept, out = without_furniture(pages)
    assert len(out) == 8
    assert {line.text for line in out} >= {"1", "2", "3", "4"}
    assert not any("3 May 2021" in found.text for found in kept)
    assert sum("are late" in found.text for found in kept) == 4
