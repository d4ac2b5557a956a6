"""Decisions through every turn of a store: reloading, relinking, papers that go and come."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from graph.decisions.queue import queue
from graph.decisions.review import review
from graph.decisions.suspects import suspects
from graph.questions.answers import chain_json, gap_rows
from graph.questions.gaps import gaps
from graph.questions.listing import LISTS, listing
from graph.questions.trace import trace
from graph.records import Link, Record
from graph.standing import state_of
from graph.store.base import Store
from ontology.errors import ReviewError, UnknownRecordError
from tests.builders import MARLBURY, Story, a_link, a_story, load
from tests.graph.store.test_properties import VERDICTS, a_store, on_every_store

TODAY = "2026-01-01"
OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from((*VERDICTS, "undone")), st.integers(0, 2)),
        st.tuples(st.sampled_from(("reload", "relink", "forget")), st.integers(0, 2)),
    ),
    max_size=12,
)


def a_tale() -> tuple[Story, list[Link]]:
    """A story with three proposals that a person may decide on, beside what papers state."""
    story = a_story(status="done")
    proposals = [
        a_link(story.comment, "commentsOn", story.action, progress="insufficient"),
        a_link(story.basis, "commentsOn", story.action),
        a_link(story.comment, "quotes", story.basis),
    ]
    return story, proposals


def fill(store: Store) -> list[Link]:
    """Load the tale and link it; return its proposals."""
    story, proposals = a_tale()
    load(store, *story.papers, links=[*story.links, *proposals])
    return proposals


def decide(store: Store, link: Link, state: str, number: int) -> bool:
    """Take a decision whose time follows from its number; tell whether it could be taken."""
    at = f"2026-01-01T10:{number:02}:00+00:00"
    try:
        review(store, link.id, state=state, by="R. Reviewer", reason="read both", at=at)
    except (ReviewError, UnknownRecordError):
        return False
    return True


def answers(store: Store) -> str:
    """All that a store answers but the decisions themselves."""
    said: dict[str, Any] = {kind: listing(store, kind) for kind in LISTS if kind != "themes"}
    concerns = [str(row["id"]) for row in said["concerns"]]
    said["chains"] = [chain_json(trace(store, key, today=TODAY)) for key in concerns]
    said["gaps"] = gap_rows(gaps(store, today=TODAY), {})
    said["queue"] = [one.link.id for one in queue(store, today=TODAY)]
    return json.dumps(without(said, "decisions"), sort_keys=True)


def without(said: Any, name: str) -> Any:
    """Leave every value under *name* out of what was said."""
    if isinstance(said, dict):
        return {key: without(value, name) for key, value in said.items() if key != name}
    return [without(one, name) for one in said] if isinstance(said, list) else said


@on_every_store(
    which=st.integers(0, 2), first=st.sampled_from(VERDICTS), final=st.sampled_from(VERDICTS)
)
def test_accepting_undoing_and_rejecting_is_rejecting(
    kind: str, which: int, first: str, final: str
) -> None:
    """Every answer of the store is that of the last decision alone; the record has all three."""
    with a_store(kind) as one, a_store(kind) as other:
        for store, states in ((one, (first, "undone", final)), (other, (final,))):
            link = fill(store)[which]
            for number, state in enumerate(states):
                assert decide(store, link, state, number)

        assert answers(one) == answers(other)
        assert [d.state for d in one.link(link.id).decisions] == [first, "undone", final]


@on_every_store(operations=OPERATIONS)
def test_the_log_alone_gives_every_state(kind: str, operations: Sequence[tuple[str, int]]) -> None:
    """Whatever happens to papers and links meanwhile, each link ends in the state of its log."""
    with a_store(kind) as store:
        story, proposals = a_tale()
        fill(store)
        taken: dict[str, list[str]] = {link.id: [] for link in proposals}
        for number, (what, which) in enumerate(operations):
            if what == "reload":
                fill(store)
            elif what == "relink":
                held = {record.id for record in store.records(Record)}
                kept = [k for k in (*story.links, *proposals) if {k.subject, k.object} <= held]
                store.relink(MARLBURY, kept)
            elif what == "forget":
                document = story.papers[which].document.id
                if document in {paper.id for paper in store.documents()}:
                    store.forget(document)
            elif decide(store, proposals[which], what, number):
                taken[proposals[which].id].append(what)
        fill(store)

        for link in proposals:
            held = store.link(link.id)
            assert [d.state for d in held.decisions] == taken[link.id]
            assert held.state == state_of("matched", held.decisions)
        assert len(store.decisions()) == sum(map(len, taken.values()))
        assert suspects(store) == []


@on_every_store(
    verdicts=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from((*VERDICTS, "undone"))), max_size=6
    ),
    moment=st.integers(0, 6),
    gone=st.sets(st.integers(0, 2), min_size=1),
)
def test_decisions_commute_with_papers_that_go_and_come_back(
    kind: str, verdicts: Sequence[tuple[int, str]], moment: int, gone: set[int]
) -> None:
    """Papers that were away between two decisions leave every answer as if they had stayed."""
    with a_store(kind) as one, a_store(kind) as other:
        for store, when in ((one, moment), (other, -1)):
            story, _ = a_tale()
            proposals = fill(store)
            for number, (which, state) in enumerate((*verdicts, (0, ""))):
                if number == when:
                    for place in gone:
                        store.forget(story.papers[place].document.id)
                    fill(store)
                if state:
                    decide(store, proposals[which], state, number)

        assert answers(one) == answers(other)
        assert one.decisions() == other.decisions()
