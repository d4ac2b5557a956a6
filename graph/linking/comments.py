"""Which comments count as later words on a concern, and what they may speak of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from graph.linking.candidates import matches
from graph.linking.held import Held
from graph.linking.links import proposed
from graph.linking.progress import progress
from graph.linking.references import looks_back, names_later_visit
from graph.linking.score import Match
from graph.linking.spoken import Spoken
from graph.linking.targets import targets_of
from graph.linking.timeline import Timeline
from graph.records import Comment, Concern, Link

_ON_ACTIONS = 0.6
_BASIS = ("weakness", "mixed")


def on_concerns(
    held: Held,
    times: Timeline,
    authority: str,
    *,
    restating: Collection[str],
    quoted: Collection[str],
) -> Iterator[Link]:
    """Yield proposals that a comment speaks of a concern of an earlier paper, with its progress.

    Args:
        held: what is held.
        times: when each paper speaks.
        authority: whom it is about.
        restating: ids of headings that only restate a concern; the concern itself is linked.
        quoted: ids of comments that print another comment's words: never a second comment.
    """
    concerns = [c for c in held.concerns if not c.addressed_to and c.id not in restating]
    spoken = [said for said in held.spoken if said.record.id not in quoted]
    found = matches(eligible(spoken), targets_of(concerns), times.later, between=times.between)
    for one in _most_specific(found):
        yield _link(one, "commentsOn", authority)


def on_actions(
    held: Held, times: Timeline, authority: str, *, quoted: Collection[str]
) -> Iterator[Link]:
    """Yield proposals that a comment speaks of what an action of an earlier paper was to do."""
    spoken = [said for said in held.spoken if said.record.id not in quoted]
    found = matches(
        eligible(spoken),
        targets_of(held.actions),
        times.later,
        between=times.between,
        level=_ON_ACTIONS,
    )
    for one in found:
        yield _link(one, "commentsOn", authority)


def basis(held: Held, authority: str) -> Iterator[Link]:
    """Yield proposals that a finding of the same report is what a printed concern rests on."""
    spoken = [
        said
        for said in held.spoken
        if said.record.polarity in _BASIS and said.record.voice == "inspector"
    ]
    concerns = [concern for concern in held.printed if not concern.addressed_to]
    for one in matches(spoken, targets_of(concerns), lambda here, there: here == there):
        yield _link(one, "underlies", authority)


def eligible(spoken: Sequence[Spoken[Comment]]) -> list[Spoken[Comment]]:
    """Return the sentences that judge how things are, and do not just tell what was found before.

    A finding that a council's paper passes on counts only if it, or a sentence before it under the
    same heading, names the visit: else it tells again what the paper answers.
    """
    kept = []
    anchored: tuple[str, str | None] | None = None
    for said in spoken:
        comment = said.record
        place = (comment.document, comment.section)
        if names_later_visit(comment.text):
            anchored = place
        second_hand = comment.voice == "reported_by_authority" and anchored != place
        if comment.polarity != "context" and not second_hand and not looks_back(comment.text):
            kept.append(said)
    return kept


def _most_specific(found: Sequence[Match[Comment]]) -> Iterator[Match[Comment]]:
    """Yield matches, leaving a parent out where the same comment speaks of one of its sub-points."""
    children = {
        (one.said.record.id, one.target.record.parent)
        for one in found
        if isinstance(one.target.record, Concern) and one.target.record.parent
    }
    for one in found:
        if (one.said.record.id, one.target.record.id) not in children:
            yield one


def _link(one: Match[Comment], relation: str, authority: str) -> Link:
    comment = one.said.record
    return proposed(
        comment.id,
        relation,
        one.target.record.id,
        authority=authority,
        score=one.score,
        reasons=one.reasons,
        progress=progress(comment) if relation == "commentsOn" else None,
    )
