"""Concerns by later visits."""

from __future__ import annotations

from typing import Any

import pytest

from graph.questions.answers import matrix_json
from graph.questions.matrix import matrix
from graph.quotes import Quote
from graph.records import Inspection
from graph.store.base import Store
from tests.builders import MARLBURY, PaperBuilder, a_document, a_link, a_paper, a_story, load


def cells(store: Store, concern: str, **options: Any) -> dict[str, tuple[str | None, str | None]]:
    """Word and state of each cell of one concern's row, by date of the visit."""
    found = matrix(store, MARLBURY, **options)
    (row,) = (row for row in found.rows if row.concern.id == concern)
    return {cell.date: (cell.progress, cell.state) for cell in row.cells}


def test_a_cell_holds_the_word_and_the_comments_of_a_visit(store: Store) -> None:
    """In the shape of the interface, with the state of the link that gives the word."""
    story = a_story(progress="improved")
    load(store, *story.papers, links=story.links)
    told = matrix_json(matrix(store, MARLBURY))

    assert told["authority"] == MARLBURY
    assert told["visits"] == [
        {
            "document": story.letter.document.id,
            "file": "letter.pdf",
            "date": "2021-06-30",
            "kind": "monitoring_visit",
            "held": True,
        }
    ]
    (row,) = told["rows"]
    assert row["concern"]["id"] == story.concern.id
    assert row["cells"] == [
        {
            "document": story.letter.document.id,
            "date": "2021-06-30",
            "progress": "improved",
            "state": "stated",
            "comments": [story.comment.id],
            "unspoken": [],
        }
    ]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (["improved", "insufficient", "resolved"], "insufficient"),
        (["resolved", "some_progress"], "some_progress"),
        (["resolved", None], "resolved"),
        ([None], None),
    ],
)
def test_of_several_words_the_most_cautious_counts(
    store: Store, said: list[str | None], word: str | None
) -> None:
    """A visit that praises and blames has blamed."""
    story = a_story()
    comments = [story.letter.comment(f"Sentence {n}.") for n in range(len(said))]
    links = [
        a_link(comment, "commentsOn", story.concern, progress=progress, basis="stated")
        for comment, progress in zip(comments, said, strict=True)
    ]
    load(store, *story.papers, links=links)

    assert cells(store, story.concern.id) == {"2021-06-30": (word, "stated")}


def test_silence_is_never_a_word_of_progress(store: Store) -> None:
    """Silent, out of scope, not held and not decided are four answers; proposals settle none."""
    story = a_story()
    missing = PaperBuilder(a_document("missing", visit="2023-01-01", held=False))
    scope = "The health and education of care leavers."
    quote = Quote(document="document-1", text=scope, start=0, end=len(scope))
    seen = Inspection(kind="focused_visit", start="2022-01-01", end="2022-01-01", scope=(quote,))
    scoped = a_paper("scoped.pdf", kind="focused_visit", inspection=seen)
    other = story.report.concern("Foster carers' training.", themes=("no_such_theme",))
    proposal = a_link(story.comment, "commentsOn", story.concern, progress="resolved")
    load(store, *story.papers, missing, scoped, links=[proposal])

    assert cells(store, other.id) == {
        "2021-06-30": ("silent", None),
        "2022-01-01": ("out_of_scope", None),
        "2023-01-01": ("not_held", None),
    }
    assert cells(store, story.concern.id)["2021-06-30"] == ("resolved", "proposed")
    assert cells(store, story.concern.id, only="settled")["2021-06-30"] == ("undecided", None)


def test_a_visit_before_the_concern_has_no_cell(store: Store) -> None:
    """Cells are for later visits; the copy of a letter is no visit of its own."""
    story = a_story()
    new = a_paper("new.pdf", visit="2021-06-30", kind="ilacs_report")
    late = new.concern("Assessments of need.")
    copy = a_paper("letter copy.pdf", visit="2021-06-30", kind="monitoring_visit")
    load(store, *story.papers, new, copy, links=story.links)

    assert cells(store, late.id) == {}
    found = matrix(store, MARLBURY)
    assert [(v.date, len(v.documents)) for v in found.visits] == [
        ("2021-06-30", 1),
        ("2021-06-30", 2),
    ]


def test_comments_on_a_sub_point_count_for_the_whole(store: Store) -> None:
    """But a comment on the whole does not speak of a sub-point."""
    story = a_story()
    parts = [story.report.concern(w, parent=story.concern.id) for w in ("First.", "Second.")]
    said = story.letter.comment("First ones are late.")
    link = a_link(said, "commentsOn", parts[0], progress="insufficient", basis="stated")
    load(store, *story.papers, links=[link])

    words = [
        cells(store, key)["2021-06-30"][0] for key in (story.concern.id, parts[0].id, parts[1].id)
    ]
    assert words == ["insufficient", "insufficient", "silent"]


def test_restatements_have_no_row(store: Store) -> None:
    """A concern that only repeats another is not counted twice."""
    story = a_story()
    paper = a_paper("committee.docx", published="2020-09-01")
    again = paper.concern("Timely assessments.", kind="self_identified")
    load(store, *story.papers, paper, links=[a_link(again, "restates", story.concern)])

    assert [row.concern.id for row in matrix(store, MARLBURY).rows] == [story.concern.id]


def test_a_visit_known_only_second_hand_has_a_column(store: Store) -> None:
    """It is never a word of progress, whatever another paper passes on of it."""
    story = a_story(progress="improved")
    update = a_paper("update.docx", kind="partnership_update", published="2020-10")
    words = "During the visit in September, Ofsted found assessments more timely."
    update.comment(words, voice="reported_by_authority", polarity="improving")
    link = a_link(update.records[0], "commentsOn", story.concern, progress="resolved")
    load(store, *story.papers, update, links=[*story.links, link])
    told = matrix_json(matrix(store, MARLBURY))

    assert [(one["date"], one["held"]) for one in told["visits"]] == [  # type: ignore[attr-defined]
        ("2020-09", False),
        ("2021-06-30", True),
    ]
    assert cells(store, story.concern.id) == {
        "2020-09": ("not_held", None),
        "2021-06-30": ("improved", "stated"),
    }
    (row,) = told["rows"]  # type: ignore[misc]
    assert row["cells"][0]["comments"] == [update.records[0].id]


def test_a_proposal_that_is_seldom_right_gives_no_word(store: Store) -> None:
    """Where a better one speaks, a weak proposal does not make the word of a cell."""
    story = a_story(progress="improved")
    weak = story.letter.comment("Nothing has changed.")
    link = a_link(weak, "commentsOn", story.concern, progress="insufficient", score=0.2)
    load(store, *story.papers, links=[*story.links, link])

    assert cells(store, story.concern.id) == {"2021-06-30": ("improved", "stated")}
