"""What changed about one authority between two days, out of its papers and its decisions."""

from __future__ import annotations

import os
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from graph.export.board.pack import Board, DateMove, Figures, Move, Said
from graph.export.board.past import Held, Past, held, known_on
from graph.export.settled import settled_gaps
from graph.export.walk import epoch_of
from graph.questions.gap_rules import dated, explained, moved_later
from graph.questions.gaps import Gap, find_gaps
from graph.questions.matrix import laid_out
from graph.records import Action, Comment, Concern, Decision, Link, Record
from graph.store.base import View
from ontology.errors import SightlineError


def board(
    view: View,
    authority: str,
    *,
    since: str,
    until: str | None = None,
    only: str = "settled",
    environ: Mapping[str, str] = os.environ,
) -> Board:
    """Gather what changed.

    Args:
        view: the store.
        authority: whose; a name that the store knows.
        since: ISO date of the first day, or a month or year, which begins on its first day.
        until: ISO date of the last day, or a month or year, which ends on its last day; the day
            of ``SOURCE_DATE_EPOCH``, or this day, if not given.
        only: ``settled`` for what papers state and people confirmed, ``all`` with proposals too.
        environ: where ``SOURCE_DATE_EPOCH`` is looked up.

    Raises:
        SightlineError: a date is none, the time ends before it begins, or ``SOURCE_DATE_EPOCH``
            is no number.
        ValueError: ``only`` is neither of the two.
    """
    if only not in ("all", "settled"):
        raise ValueError(f"only is 'all' or 'settled', not {only!r}")
    epoch = epoch_of(environ)
    today = (epoch or datetime.now()).date().isoformat()
    first, last, eve = _period(since, until or today)
    everything = held(view, authority)
    before, after = Past(everything, eve), Past(everything, last)
    change = _Change(everything, before, after, only)
    decisions = tuple(change.decisions(view, authority, first, last))
    was, now = change.gaps(before), change.gaps(after)
    left_out = [link for link in after.links if _open(link)] if only == "settled" else []
    return Board(
        authority=authority,
        since=first,
        until=last,
        before=_figures(before, was),
        after=_figures(after, now),
        papers=change.papers,
        undated=sum(not known_on(paper) for paper in everything.papers),
        concerns=tuple(change.concerns()),
        said=tuple(change.said()),
        descriptions=change.descriptions(),
        quoted=change.quoted(),
        statuses=tuple(change.statuses()),
        dates=tuple(change.dates()),
        actions=tuple(change.actions()),
        decisions=decisions,
        ends=_ends(view, decisions),
        opened=tuple(gap for key, gap in now.items() if key not in was),
        closed=tuple(gap for key, gap in was.items() if key not in now),
        standing=tuple(now.values()),
        matrix=laid_out(after.whole, authority, only=only),
        over_time=tuple(_over_time(everything, last)),
        left_out=len(left_out),
        left_out_new=sum(change.touches(link) for link in left_out),
        sources=after.documents,
        only=only,
        stamp=epoch or datetime.combine(date.fromisoformat(last), datetime.min.time(), UTC),
    )


class _Change:
    """Compares what was known on two days."""

    def __init__(self, everything: Held, before: Past, after: Past, only: str) -> None:
        self.everything, self.before, self.after, self.only = everything, before, after, only
        fresh = [p for key, p in after.documents.items() if key not in before.documents]
        self.papers = tuple(sorted(fresh, key=lambda paper: (known_on(paper), paper.id)))
        self.new = {paper.id for paper in self.papers}
        self.facts = after.whole

    def touches(self, link: Link) -> bool:
        """Whether a link begins or ends in a new paper."""
        ends = (self.after.records.get(link.subject), self.after.records.get(link.object))
        return any(end is not None and end.document in self.new for end in ends)

    def concerns(self) -> Iterator[Concern]:
        """Concerns that were not there before."""
        for concern in self.facts.concerns:
            if concern.id not in self.before.records and self.facts.printed(concern):
                yield concern

    def said(self) -> Iterator[Said]:
        """Inspectors' sentences in new papers, as printed."""
        for comment in self._comments():
            told = self._said(comment)
            if told.on or told.waiting or comment.polarity != "context":
                yield told

    def descriptions(self) -> int:
        """How many of the sentences only describe and are linked to nothing."""
        every = sum(1 for _ in self._comments())
        return every - sum(1 for _ in self.said())

    def quoted(self) -> int:
        """How many sentences of others quote inspectors."""
        return sum(1 for _ in self._comments("inspector_quoted"))

    def _comments(self, voice: str = "inspector") -> Iterator[Comment]:
        for comment in self.facts.comments:
            new = comment.document in self.new and comment.id not in self.before.records
            if new and comment.voice == voice:
                yield comment

    def _said(self, comment: Comment) -> Said:
        links = sorted(
            self.facts.out("commentsOn", comment.id), key=lambda k: (not k.settled, k.id)
        )
        shown = [link for link in links if link.settled or self.only == "all"]
        return Said(
            comment=comment,
            on=tuple((link, self.after.records[link.object]) for link in shown),
            waiting=len(links) - len(shown),
        )

    def actions(self) -> Iterator[Action]:
        """Actions that no paper named before."""
        return (one for one in self.facts.actions if one.id not in self.before.records)

    def statuses(self) -> Iterator[Move]:
        """Actions whose status or rating a new paper gives otherwise."""
        for action in self.facts.actions:
            for old, new in pairwise(self.after.history.get(action.id, ())):
                rated = old.rating and new.rating and old.rating != new.rating
                if new.document in self.new and (old.status != new.status or rated):
                    yield Move(action=action, old=old, new=new)

    def dates(self) -> Iterator[DateMove]:
        """Due dates that a new paper gives otherwise; one that only became more exact stayed."""
        for action in self.facts.actions:
            for old, new in dated(self.after.history.get(action.id, ())):
                later, sooner = moved_later(old, new), moved_later(new, old)
                if new.document in self.new and (later or sooner):
                    yield DateMove(
                        action=action, old=old, new=new, later=later,
                        explained=explained(self.facts, new),
                    )  # fmt: skip

    def decisions(self, view: View, authority: str, first: str, last: str) -> Iterator[Decision]:
        """Decisions of this time on links of this authority, gone ones too."""
        links = {link.id for link in self.everything.links}
        records = {r.id for stated in self.everything.stated.values() for r in stated}
        for decision in view.decisions():
            ours = decision.link in links or {decision.subject, decision.object} & records
            if ours and first <= decision.at[:10] <= last:
                yield decision

    def gaps(self, past: Past) -> dict[tuple[str, str], Gap]:
        """Gaps of one day, by rule and subject, the gravest first."""
        found = find_gaps(past.whole)
        if self.only == "settled":
            found = list(settled_gaps(found, find_gaps(past.bare)))
        return {(gap.rule, gap.subject): gap for gap in found}


def _open(link: Link) -> bool:
    return link.state in ("proposed", "unsure")


def _figures(past: Past, gaps: Mapping[tuple[str, str], Gap]) -> Figures:
    facts = past.whole
    printed = [c for c in facts.concerns if facts.printed(c) and c.parent is None]
    return Figures(
        day=past.day,
        papers=len(past.documents),
        concerns=len(printed),
        actions=past.statuses(),
        gaps=Counter(gap.severity for gap in gaps.values()),
    )


def _ends(view: View, decisions: tuple[Decision, ...]) -> dict[str, Record]:
    ids = sorted({end for one in decisions for end in (one.subject, one.object)})
    return {record.id: record for record in view.records(Record, ids=ids)} if ids else {}


def _over_time(everything: Held, last: str) -> Iterator[tuple[str, Counter[str]]]:
    """Count actions by status on each day from which a paper with statuses counts."""
    papers = {paper.id: known_on(paper) for paper in everything.papers}
    told = {papers[s.document] for h in everything.history.values() for s in h} - {""}
    days = {_first(day): day for day in sorted(told)}
    for first in sorted(first for first in days if first <= last):
        yield days[first], Past(everything, first).statuses()


def _first(said: str) -> str:
    """Return the first day of an ISO day, month or year."""
    return f"{said}-01-01"[:10]


def _last(said: str) -> str:
    """Return the last day of an ISO day, month or year."""
    year, month = int(said[:4]), int(said[5:7] or 12)
    return f"{said[:7]}-12"[:7] + f"-{said[8:] or monthrange(year, month)[1]}"


def _period(since: str, until: str) -> tuple[str, str, str]:
    """Return the first and the last day of a time, and the day before it.

    Raises SightlineError if one is no date, or the last comes before the first.
    """
    try:
        first = date.fromisoformat(_first(since))
        last = date.fromisoformat(_last(until))
        before = first - timedelta(days=1)
    except (ValueError, OverflowError):
        raise SightlineError(f"{since} to {until} is no time between two days") from None
    if first > last:
        raise SightlineError(f"a pack from {first} to {last} would end before it begins")
    return first.isoformat(), last.isoformat(), before.isoformat()
