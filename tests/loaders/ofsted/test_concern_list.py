"""The list of what must improve, in sections made up about Marlbury."""

from __future__ import annotations

import pytest

from graph.records import Document, Inspection
from loaders.common import Draft
from loaders.ofsted.concern_list import ConcernList
from loaders.ofsted.outline import Section
from loaders.reading.blocks import Block, Reading


def read(reading: Reading, *, prose: bool = False) -> tuple[Draft, list[str]]:
    """Read all blocks as one list; return the draft and the words behind the list's end."""
    document = Document(
        id="document-1",
        file="paper.pdf",
        sha256="ab" * 32,
        kind="focused_visit",
        title="Focused visit to Marlbury",
        authority="Marlbury County Council",
        inspection=Inspection(kind="focused_visit", start="2022-05-31"),
    )
    draft = Draft(reading=reading, document=document)
    section = Section(role="area_for_improvement", blocks=list(reading.blocks))
    after = ConcernList(draft=draft, section=section, prose=prose).add()
    return draft, [block.text for block in after]


def family(draft: Draft) -> list[tuple[str, str | None]]:
    """Each concern's words with the words of its parent."""
    return [
        (one.text, draft.concerns[one.parent].text if one.parent else None)
        for one in draft.concerns.values()
    ]


def test_numbered_items_with_bullets(make_reading):
    """Bullets beneath a number are its sub-points; the next number closes them."""
    lines = [("1.", "Improve plans by:"), ("\uf06e", "dating them"), ("2.", "Hear children.")]
    draft, after = read(make_reading(lines))
    assert family(draft) == [
        ("Improve plans by:", None),
        ("dating them", "Improve plans by:"),
        ("Hear children.", None),
    ]
    assert [one.number for one in draft.concerns.values()] == ["1", None, "2"]
    assert after == []


def test_a_change_of_bullet_alone_makes_no_sub_point(make_reading):
    """Another glyph after a page break is the same level, unless what stands before opens one."""
    lines = [("◼", "Plans."), ("\uf06e", "Supervision."), ("−", "with records")]
    draft, _ = read(make_reading(lines))
    assert family(draft) == [
        ("Plans.", None),
        ("Supervision.", None),
        ("with records", "Supervision."),
    ]


def test_item_parted_by_a_page(make_reading):
    """An item that goes on over a page is one concern, and the address between is passed over."""
    draft, after = read(
        make_reading(
            [("◼", "The quality of plans for children who are"), "Piccadilly Gate"],
            ["looked after.", ("◼", "Supervision.")],
        )
    )
    texts = [" ".join(one.text.split()) for one in draft.concerns.values()]
    assert texts[-1] == "Supervision."
    assert texts[0].startswith("The quality of plans") and texts[0].endswith("looked after.")
    assert after == []
    first = next(iter(draft.concerns.values()))
    assert first.quote.stands_in(draft.reading.text)


def test_paragraph_behind_the_last_item_ends_the_list(make_reading):
    """Findings that follow without a heading are no items."""
    lines = [("◼", "Plans."), "Leaders know their service.", ("◼", "Visits are on time.")]
    draft, after = read(make_reading(lines))
    assert [text for text, _ in family(draft)] == ["Plans."]
    assert after == ["Leaders know their service.", "Visits are on time."]


def test_prose_under_the_heading_is_no_list(make_reading):
    """An outstanding authority's paragraph under the heading holds no concern."""
    draft, after = read(make_reading(["Leaders already know what to do next."]))
    assert not draft.concerns
    assert after == ["Leaders already know what to do next."]


def test_paragraphs_as_items(make_reading):
    """Where a layout prints items without marks, each paragraph is one."""
    draft, _ = read(make_reading(["Leaders should act.", "Health should plan."]), prose=True)
    assert [text for text, _ in family(draft)] == ["Leaders should act.", "Health should plan."]


def test_name_of_a_body_parted_by_a_page(make_reading):
    """The end of a body's name on the next page belongs to the name and is no concern."""

    def cell(page: int, row: int, column: int, text: str) -> Block:
        return Block(kind="cell", text=text, page=page, table=page, row=row, column=column)

    draft, _ = read(
        make_reading(
            [cell(1, 0, 0, "NHS Marlshire Integrated Care"), cell(1, 0, 1, "Leaders should act.")],
            [cell(2, 0, 1, "Board")],
        ),
        prose=True,
    )
    [concern] = draft.concerns.values()
    assert concern.addressed_to == "NHS Marlshire Integrated Care Board"


@pytest.mark.parametrize("words", ["There are no areas for priority action", "None identified."])
def test_words_that_say_there_is_nothing(make_reading, words):
    """Words that say that there is nothing to list are passed over, bulleted or not."""
    draft, after = read(make_reading([("◼", words)]))
    assert not draft.concerns and after == []


def test_ids_tell_equal_sub_points_apart(make_reading):
    """The same words under two stems are two concerns, and the ids do not depend on pages."""
    lines = [("1.", "For babies:"), ("◼", "plans"), ("2.", "For teenagers:"), ("◼", "plans")]
    one, _ = read(make_reading(lines))
    other, _ = read(make_reading(lines[:2], lines[2:]))
    assert len(one.concerns) == 4
    assert list(one.concerns) == list(other.concerns)


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ("The consistency of supervision so that it is of use to social workers.", True),
        ("Leaders have a clear view of what to improve.", False),
    ],
)
def test_a_single_area_without_a_bullet(make_reading, words, listed):
    """A lone phrase under the heading is the one area; a lone sentence is prose about it."""
    draft, after = read(make_reading([words]))
    assert [text for text, _ in family(draft)] == ([words] if listed else [])
    assert after == ([] if listed else [words])


def test_words_before_the_list(make_reading):
    """Paragraphs before the first item do not end the list, and their findings are kept."""
    lines = [
        "Progress has been made. The pace was slow.",
        "Some weaknesses remain. The following areas have been identified:",
        ("◼", "caseloads"),
    ]
    draft, after = read(make_reading(lines))
    assert [text for text, _ in family(draft)] == ["caseloads"]
    told = [one.text for one in draft.comments.values()]
    assert told == ["Progress has been made.", "The pace was slow.", "Some weaknesses remain."]
    assert after == []
