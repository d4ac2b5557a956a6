"""What making the links anew would do, said before it is done."""

from __future__ import annotations

import pytest

from graph.decisions.relinking import relinking
from graph.decisions.review import review
from graph.records import Link
from graph.store.base import Store
from tests.builders import MARLBURY, a_link, a_story, load

WHO = {"by": "R. Reviewer", "reason": "read both"}


def test_added_dropped_changed_and_kept_are_told_apart(store: Store) -> None:
    """Each link is in one list, and nothing is done by asking."""
    story = a_story()
    ends = (story.concern, story.action, story.evidence)
    gone, kept, scored = (a_link(story.comment, "commentsOn", end) for end in ends)
    load(store, *story.papers, links=[gone, kept, scored])
    review(store, kept.id, state="confirmed", **WHO)
    new = a_link(story.action, "respondsTo", story.concern)
    better = a_link(story.comment, "commentsOn", story.evidence, score=0.8)
    would = relinking(MARLBURY, store.links(), [new, better], store.decisions())

    assert [link.id for link in would.added] == [new.id]
    assert [link.id for link in would.dropped] == [gone.id]
    assert [(old.score, now.score) for old, now in would.changed] == [(0.5, 0.8)]
    assert [link.id for link in would.kept] == [kept.id]
    assert len(store.links()) == 3


def test_a_rejected_pair_is_not_among_the_proposals_added(store: Store) -> None:
    """What comes back after a rejection comes back rejected."""
    story = a_story()
    link = a_link(story.comment, "commentsOn", story.action)
    load(store, *story.papers, links=[link])
    review(store, link.id, state="rejected", **WHO)
    store.forget(story.letter.document.id)
    load(store, story.letter)
    would = relinking(MARLBURY, store.links(), [link], store.decisions())

    assert [(k.id, k.state) for k in would.added] == [(link.id, "rejected")]


@pytest.mark.parametrize("state", ["", "confirmed", "rejected", "unsure"])
def test_what_is_said_is_what_is_done(store: Store, state: str) -> None:
    """After relinking, the store holds just the links that were announced."""
    story = a_story()
    made: list[Link] = [
        a_link(story.comment, "commentsOn", end, score=0.4)
        for end in (story.concern, story.action)
    ]
    load(store, *story.papers, links=made)
    if state:
        review(store, made[0].id, state=state, **WHO)
    again = [a_link(story.comment, "commentsOn", story.action, score=0.6), *story.links[:1]]
    before = store.links()
    would = relinking(MARLBURY, before, again, store.decisions())
    store.relink(MARLBURY, again)
    now = {link.id: link for link in store.links()}

    gone = {link.id for link in would.dropped}
    assert set(now) == {k.id for k in before} - gone | {k.id for k in would.added}
    assert all(now[link.id] == link for link in would.added)
    assert all(now[link.id] == link for _, link in would.changed)
    assert all(now[link.id] == link for link in would.kept)
