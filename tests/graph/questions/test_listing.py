"""``list KIND``: the JSON of the interface, and its filters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.decisions.review import review
from graph.questions.listing import LISTS, Filters, listing
from graph.records import Judgement
from graph.store.base import Store
from tests.builders import a_link, a_paper, a_story, load

PLACE = {"id", "document", "file", "text", "page", "paragraph", "themes", "quote"}
KEYS = {
    "documents": {
        *("id", "file", "sha256", "kind", "title", "authority", "publisher", "published"),
        *("published_basis", "pages", "inspection", "judgements", "held"),
    },
    "concerns": PLACE | {"authority", "kind", "heading", "parent"},
    "comments": PLACE | {"voice", "polarity"},
    "actions": PLACE | {"ref", "status", "due", "due_printed", "owners", "addresses"},
    "evidence": PLACE | {"kind", "status"},
    "owners": {"id", "name", "kind", "actions"},
    "links": {
        *("id", "subject", "relation", "object", "basis", "state", "score", "reasons", "progress"),
        "decisions",
    },
    "issues": {"document", "file", "page", "text", "why"},
    "ignored": {"document", "file", "page", "text", "why"},
    "quotations": {
        *("id", "document", "file", "authority", "date", "text", "page", "paragraph", "voice"),
        *("themes", "status", "difference", "why", "source", "searched", "link"),
    },
    "themes": {"id", "label", "concerns", "comments", "actions", "evidence"},
}


@pytest.mark.parametrize("kind", list(LISTS))
def test_no_key_of_the_interface_is_left_out(store: Store, kind: str) -> None:
    """Every object has every key, whatever its paper says or leaves open."""
    story = a_story(due=None)
    issue = story.plan.issue("Q3??")
    story.plan.ignored.append(replace(issue, why="key of the ratings"))
    news = a_paper("news.html", kind="council_news", published="2021-08-01")
    news.comment("“Health assessments are more timely.”", voice="inspector_quoted")
    load(store, *story.papers, news, links=story.links)
    rows = listing(store, kind)

    assert rows
    assert all(set(row) >= KEYS[kind] for row in rows)


def ids(store: Store, kind: str, **filters: Any) -> list[object]:
    """Ids of what is listed."""
    return [row["id"] for row in listing(store, kind, Filters(**filters))]


def test_filters_narrow_what_is_listed(store: Store) -> None:
    """By authority, paper (id or file name), theme, dates and state."""
    story = a_story()
    theirs = a_paper("theirs.pdf", authority="Marlshire Borough", published="2020-01")
    foreign = theirs.concern("Their concern.")
    load(store, *story.papers, theirs, links=story.links)

    assert ids(store, "concerns") == [foreign.id, story.concern.id]
    assert ids(store, "concerns", authority="Marlshire Borough") == [foreign.id]
    assert ids(store, "concerns", document="report.pdf") == [story.concern.id]
    assert ids(store, "concerns", document=theirs.document.id) == [foreign.id]
    assert ids(store, "concerns", theme="health") == [story.concern.id]
    assert ids(store, "comments", since="2021") == [story.comment.id]
    assert ids(store, "comments", until="2020-01") == [story.basis.id]
    assert ids(store, "documents", since="2020-02", until="2020") == [story.plan.document.id]
    assert ids(store, "actions", state="done") == []
    assert ids(store, "actions", state="under_way") == [story.action.id]
    assert len(ids(store, "links", state="stated")) == 4
    assert ids(store, "links", document="letter.pdf") == [
        link.id for link in story.links if link.relation == "commentsOn"
    ]


def test_an_action_addresses_only_what_is_settled(store: Store) -> None:
    """A proposal is no fact, so the concern it would answer is not listed as addressed."""
    story = a_story()
    proposal = a_link(story.action, "respondsTo", story.concern)
    load(store, *story.papers, links=[proposal])
    assert listing(store, "actions")[0]["addresses"] == []

    review(store, proposal.id, state="confirmed", by="R. Reviewer", reason="it says so")
    assert listing(store, "actions")[0]["addresses"] == [story.concern.id]


def test_owners_come_once_with_all_their_actions(store: Store) -> None:
    """Sorted by name."""
    plan = a_paper("plan.xlsx", published="2020")
    first, second = (plan.action(f"Action {n}.", owner="Head of Quality") for n in (1, 2))
    plan.action("Action 3.", owner="Chair of the board")
    load(store, plan)
    rows = listing(store, "owners")

    assert [(row["name"], len(row["actions"])) for row in rows] == [
        ("Chair of the board", 1),
        ("Head of Quality", 2),
    ]
    assert rows[1]["actions"] == [first.id, second.id]


def test_themes_are_counted(store: Store) -> None:
    """Every theme is listed, with how many records name it."""
    story = a_story()
    load(store, *story.papers)
    rows = {row["id"]: row for row in listing(store, "themes")}

    assert sum(row["concerns"] for row in rows.values()) == (1 if "health" in rows else 0)
    assert all(row["actions"] == 0 for row in rows.values())


def test_a_document_shows_its_visit_and_grades(store: Store) -> None:
    """The inspection comes without its scope, a judgement without its quote."""
    made = a_paper("report.pdf")
    quote = made.quote("Overall effectiveness: Inadequate")
    grade = Judgement(area="overall", grade="inadequate", printed="Inadequate", quote=quote)
    graded = a_paper("report.pdf", visit="2020-01-31", judgements=(grade,))
    graded.quote(quote.text)
    load(store, graded)
    (row,) = listing(store, "documents")

    assert row["judgements"] == [
        {"area": "overall", "grade": "inadequate", "printed": "Inadequate"}
    ]
    assert row["inspection"] == {
        "kind": "ilacs_report",
        "start": "2020-01-31",
        "end": "2020-01-31",
        "lead_inspector": None,
        "framework": None,
    }
    assert store.documents()[0].judgements == (grade,)
