"""The chain of one concern: what was done about it, and what inspectors said next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as calendar
from typing import TypeVar

from graph.questions.facts import Facts, facts_near
from graph.questions.gaps import Gap, find_gaps
from graph.questions.unspoken import unspoken
from graph.records import (
    Action,
    Comment,
    Concern,
    Document,
    Evidence,
    Link,
    Record,
    StatusRecord,
)
from graph.store.base import Neighbourhood, View
from graph.visits import SECOND_HAND, Visit, later_visits, why_silent
from ontology.errors import UnknownRecordError

UNDECIDED = "only comments that nobody has decided on; they are left out here"
OF_ANOTHER_PART = "speaks of it, but not of this part of it"
OF_THE_WHOLE = "speaks of the whole of which this is a part, not of this point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A record in a chain, with the link by which it belongs there."""

    record: Record
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentStep:
    """A comment in a chain; ``date`` is that of its paper, ``progress`` that of its link."""

    record: Comment
    link: Link
    date: str | None

    @property
    def progress(self) -> str | None:
        """What it says of progress, if anything."""
        return self.link.progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStep:
    """An action in a chain, with what papers say of it over time and what it rests on."""

    record: Action
    link: Link
    history: tuple[StatusRecord, ...]
    evidence: tuple[Step, ...]
    comments: tuple[CommentStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A later visit of which no comment on the concern is known, and why that may be.

    ``document`` is the paper of the visit or, where that is not held and the visit known only
    second hand, the paper that tells of it. ``part`` is the part of a compound concern, in its own
    words, where the visit spoke of another part of it.
    """

    document: str
    date: str
    why: str
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Everything about one concern. Steps are by date, paper and place.

    Attributes:
        basis: comments of the same report that it rests on.
        restated: what repeats or quotes it, and what it repeats; the link tells which.
        recommendations: recommendations made for it.
        actions: what answers it, its sub-points or the whole it is part of; the link's object
            tells which. What answers a concern that only restates this one is not among them.
        comments: what was said about it later, likewise.
        silent: later visits without a comment on it or on its sub-points.
        earlier: concerns of which it is the return.
        later: concerns that are a return of it.
        documents: every paper named in the chain, by id.
    """

    concern: Concern
    basis: tuple[Step, ...]
    restated: tuple[Step, ...]
    recommendations: tuple[Step, ...]
    actions: tuple[ActionStep, ...]
    comments: tuple[CommentStep, ...]
    silent: tuple[Silence, ...]
    gaps: tuple[Gap, ...]
    earlier: tuple[Step, ...]
    later: tuple[Step, ...]
    documents: Mapping[str, Document]


def trace(
    view: View,
    concern_id: str,
    *,
    as_of: str | None = None,
    only: str = "all",
    today: str | None = None,
) -> Chain:
    """Follow one concern through the graph.

    Args:
        view: the store.
        concern_id: the concern.
        as_of: ISO date; papers, statuses and decisions after it are left out.
        only: ``settled`` for what papers state and people confirmed, ``all`` with proposals too.
        today: ISO date by which an action is overdue; ``as_of`` or the day itself if not given.

    Raises:
        UnknownRecordError: there is no such concern, or not yet at that date.
        ValueError: ``only`` is neither of the two.
    """
    if only not in ("all", "settled"):
        raise ValueError(f"only is 'all' or 'settled', not {only!r}")
    near = view.neighbourhood(concern_id, as_of=as_of)
    return trace_near(near, only=only, today=today or as_of or calendar.today().isoformat())


def trace_near(near: Neighbourhood, *, only: str = "all", today: str) -> Chain:
    """Follow one concern through what was fetched; for whoever asks twice about one concern.

    Args:
        near: what the chain is made of.
        only: ``settled`` or ``all``, as for ``trace``.
        today: ISO date by which an action is overdue.

    Raises:
        UnknownRecordError: it is no concern.
    """
    concern = near.records[near.concern]
    if not isinstance(concern, Concern):
        kind = type(concern).__name__.lower()
        raise UnknownRecordError(f"{near.concern} is no concern but a record of kind {kind}")
    facts = facts_near(near, today=today, settled=False)
    if only == "all":
        return _chain(facts, concern)
    bare = _chain(facts_near(near, today=today, settled=True), concern)
    return replace(bare, silent=_told_truly(bare.silent, _silent(facts, concern)))


def _told_truly(bare: Iterable[Silence], truly: Iterable[Silence]) -> tuple[Silence, ...]:
    """Tell visits that are silent from those whose comments all wait for a decision.

    Of a visit that is silent about one part of a concern, what it says of the others waits.
    """
    silent = list(truly)
    known = {(one.document, one.why) for one in silent}
    told = [
        one if (one.document, one.why) in known else replace(one, why=UNDECIDED) for one in bare
    ]
    return _in_order(dict.fromkeys((*told, *(one for one in silent if one.part))))


def _in_order(silent: Iterable[Silence]) -> tuple[Silence, ...]:
    return tuple(sorted(silent, key=lambda one: (one.date, one.document, one.why)))


def _chain(facts: Facts, concern: Concern) -> Chain:
    whole = facts.whole(concern.id)
    family = (*whole, *facts.above(concern.id))
    actions = _actions(facts, _best(facts, facts.into("respondsTo", *family), Action, concern.id))
    steps = _Steps(facts, concern.id)
    subjects = {*whole, *(step.record.id for step in actions)}
    return Chain(
        concern=concern,
        basis=steps.into("underlies", *family),
        restated=(
            *steps.into("restates", *family),
            *steps.into("quotes", *family),
            *steps.out("restates"),
        ),
        recommendations=steps.into("recommendedFor", *family),
        actions=actions,
        comments=_comments(facts, family, concern.id),
        silent=_in_order(_silent(facts, concern)),
        gaps=tuple(gap for gap in find_gaps(facts) if gap.subject in subjects),
        earlier=steps.out("recursFrom"),
        later=steps.into("recursFrom", concern.id),
        documents=facts.documents,
    )


@dataclass(frozen=True, slots=True)
class _Steps:
    """Steps into and out of one concern."""

    facts: Facts
    concern: str

    def into(self, relation: str, *ids: str) -> tuple[Step, ...]:
        """Records that bear on any of *ids*."""
        pairs = _best(self.facts, self.facts.into(relation, *ids), Record, self.concern)
        return tuple(Step(record=record, link=link) for link, record in pairs)

    def out(self, relation: str) -> tuple[Step, ...]:
        """Records that the concern itself bears on."""
        ends = (
            (k, self.facts.records.get(k.object)) for k in self.facts.out(relation, self.concern)
        )
        pairs = [(link, record) for link, record in ends if record is not None]
        pairs.sort(key=lambda pair: self.facts.place(pair[1]))
        return tuple(Step(record=record, link=link) for link, record in pairs)


T = TypeVar("T", bound=Record)


def _best(
    facts: Facts, links: Iterable[Link], kind: type[T], concern: str
) -> list[tuple[Link, T]]:
    """Each subject once, by its best link: to the concern itself, then settled, then by score."""
    found: dict[str, tuple[Link, T]] = {}
    ranked = list(links)
    if len(ranked) > 1:  # most chains have one of a kind, or none
        ranked.sort(key=lambda link: _rank(link, concern))
    for link in ranked:
        record = facts.records.get(link.subject)
        if isinstance(record, kind):
            found.setdefault(record.id, (link, record))
    return sorted(found.values(), key=lambda pair: facts.place(pair[1]))


def _rank(link: Link, concern: str) -> tuple[bool, bool, float, str]:
    return link.object != concern, not link.settled, -(link.score or 0.0), link.id


def _actions(facts: Facts, pairs: Sequence[tuple[Link, Action]]) -> tuple[ActionStep, ...]:
    return tuple(
        ActionStep(
            record=action,
            link=link,
            history=tuple(facts.history.get(action.id, ())),
            evidence=_evidence(facts, action.id),
            comments=_comments(facts, (action.id,), action.id),
        )
        for link, action in pairs
    )


def _evidence(facts: Facts, action: str) -> tuple[Step, ...]:
    held: list[tuple[Link, Evidence]] = facts.evidence(action)
    held.sort(key=lambda pair: facts.place(pair[1]))
    return tuple(Step(record=record, link=link) for link, record in held)


def _comments(facts: Facts, ids: Sequence[str], nearest: str) -> tuple[CommentStep, ...]:
    pairs = _best(facts, facts.into("commentsOn", *ids), Comment, nearest)
    return tuple(
        CommentStep(record=comment, link=link, date=facts.date(comment) or None)
        for link, comment in pairs
    )


def _silent(facts: Facts, concern: Concern) -> Iterable[Silence]:
    """Later visits whose papers hold no comment on the concern or its sub-points."""
    paper = facts.documents[concern.document]
    spoken = {c.document for _, c in facts.remarks(*facts.whole(concern.id))}
    of_the_whole = {c.document for _, c in facts.remarks(*facts.above(concern.id))}
    for visit in later_visits(facts.visits, paper):
        if visit.ids & spoken:
            yield from _silent_parts(facts, concern, visit)
            continue
        why = OF_THE_WHOLE if visit.ids & of_the_whole else why_silent(visit, concern)
        yield Silence(document=visit.document.id, date=visit.date, why=why)
    for mention in facts.mentions:
        if mention.date > paper.date[:7] and mention.document not in spoken:
            yield Silence(document=mention.document, date=mention.date, why=SECOND_HAND)


def _silent_parts(facts: Facts, concern: Concern, visit: Visit) -> Iterable[Silence]:
    """The parts of a compound concern that a visit, speaking of another part, left out."""
    for part in unspoken(facts, concern, visit.ids):
        why = f"{OF_ANOTHER_PART}: “{part}”"
        yield Silence(document=visit.document.id, date=visit.date, why=why, part=part)
