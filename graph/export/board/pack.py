"""What a board pack holds: the change of one authority between two days, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.export.words import day
from graph.questions.gaps import Gap
from graph.questions.matrix import Matrix
from graph.records import Action, Comment, Concern, Decision, Document, Link, Record, StatusRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of inspectors in a new paper.

    Attributes:
        comment: the sentence.
        on: what it comments on, by the links that are shown, each with the link.
        waiting: how many links of it were left out because nobody has decided on them.
    """

    comment: Comment
    on: tuple[tuple[Link, Record], ...]
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a new paper says of an action otherwise than the paper before it."""

    action: Action
    old: StatusRecord
    new: StatusRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMove(Move):
    """A due date that a new paper gives otherwise.

    Attributes:
        later: whether it slipped; else it was brought forward.
        explained: whether the paper gives a reason beside it.
    """

    later: bool
    explained: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How things stood at the end of one day.

    Attributes:
        papers: how many were held.
        concerns: how many inspectors had printed, sub-points not counted.
        actions: by status.
        gaps: by severity.
    """

    day: str
    papers: int
    concerns: int
    actions: Counter[str]
    gaps: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The change of one authority from ``since`` to ``until``, both days within.

    Attributes:
        before: figures of the day before ``since``; ``after`` those of ``until``.
        papers: new in this time, by the day from which they count.
        undated: how many papers carry no date, which count as held before.
        concerns: that inspectors print in new papers.
        said: inspectors' sentences in new papers, descriptions without a link left out.
        descriptions: how many of these were left out.
        quoted: how many sentences of others in new papers quote inspectors; these are left out.
        statuses: moves of status or printed rating.
        dates: moves of due dates.
        actions: named for the first time.
        decisions: taken in this time, oldest first.
        ends: the records that decisions are about, as far as they are held, by id.
        opened: gaps that were not there before; ``closed`` those that are no longer found.
        standing: gaps at the end.
        matrix: concerns by visits at the end; of ``visits`` new ones are papers of ``papers``.
        over_time: figures by status on each day that a paper says something of actions.
        left_out: undecided links left out; of them ``left_out_new`` begin or end in new papers.
        sources: every paper known at the end, by id.
        only: ``settled`` or ``all``.
        stamp: the time that files carry within (UTC).
    """

    authority: str
    since: str
    until: str
    before: Figures
    after: Figures
    papers: tuple[Document, ...]
    undated: int
    concerns: tuple[Concern, ...]
    said: tuple[Said, ...]
    descriptions: int
    quoted: int
    statuses: tuple[Move, ...]
    dates: tuple[DateMove, ...]
    actions: tuple[Action, ...]
    decisions: tuple[Decision, ...]
    ends: Mapping[str, Record]
    opened: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    standing: tuple[Gap, ...]
    matrix: Matrix
    over_time: tuple[tuple[str, Counter[str]], ...]
    left_out: int
    left_out_new: int
    sources: Mapping[str, Document]
    only: str
    stamp: datetime

    @property
    def title(self) -> str:
        """What the pack is about, in a line."""
        # A day is not torn apart at the end of a line.
        first, last = (
            day(one).replace(" ", "\N{NO-BREAK SPACE}") for one in (self.since, self.until)
        )
        return f"{self.authority}: what changed, {first} to {last}"

    @property
    def empty(self) -> bool:
        """Whether nothing at all is recorded for this time; that is never to say all is well."""
        return not (self.papers or self.decisions or self.opened or self.closed)
