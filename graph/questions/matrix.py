"""Concerns by later visits: what each visit said of each concern, or that it said nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.questions.facts import Facts, HeldFacts
from graph.questions.findings import likely
from graph.questions.unspoken import unspoken
from graph.records import Comment, Concern, Link
from graph.store.base import View
from graph.visits import NOT_HELD, OUT_OF_SCOPE, Visit, why_silent

# From the most cautious word to the least: where a visit said several things, the first counts.
CAUTION = ("insufficient", "some_progress", "improved", "resolved")
_SILENT = {OUT_OF_SCOPE: "out_of_scope", NOT_HELD: "not_held"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one visit said of one concern.

    Attributes:
        document: id of the paper that stands for the visit.
        date: of the visit, which one paper may tell of together with others.
        progress: a word for progress; ``silent``, ``out_of_scope`` or ``not_held`` where there is
            no comment, ``undecided`` where only proposals that were asked to be left out tell of
            some; ``None`` where comments say nothing of progress.
        state: state of the link that gives the word; ``None`` without comments.
        comments: ids of the comments, by place.
        unspoken: parts of a compound concern that the visit left out, in the concern's own words.
    """

    document: str
    date: str
    progress: str | None
    state: str | None
    comments: tuple[str, ...]
    unspoken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A concern with a cell for each later visit."""

    concern: Concern
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """An authority's concerns by visits, both by date.

    Visits known only second hand are among them; of what a paper passes on of such a visit, its
    cells hold the comments, and never a word for progress.
    """

    authority: str
    visits: tuple[Visit, ...]
    rows: tuple[Row, ...]
    files: dict[str, str]


def matrix(view: View, authority: str, *, only: str = "all") -> Matrix:
    """Lay an authority's concerns out against the visits that came after each.

    Concerns that only restate others have no row of their own. A sub-point's comments count for
    the whole as well, but not the other way round.

    Args:
        view: the store.
        authority: whose.
        only: ``settled`` for what papers state and people confirmed, ``all`` with proposals too.
    """
    return laid_out(HeldFacts(view, authority, today=""), authority, only=only)


def laid_out(facts: Facts, authority: str, *, only: str = "all") -> Matrix:
    """Lay out what is in *facts*, proposals among them, as ``matrix`` does.

    With ``settled``, a visit of which only undecided comments are known is not called silent.
    """
    rows = [concern for concern in facts.concerns if not facts.restates(concern.id)]
    first = min((facts.date(concern) for concern in rows), default="")
    every = sorted([*facts.visits, *_told_of(facts)], key=lambda visit: visit.date)
    known = [visit for visit in every if _later(visit, first)]
    return Matrix(
        authority=authority,
        visits=tuple(known),
        rows=tuple(_row(facts, concern, known, settled=only == "settled") for concern in rows),
        files={key: paper.file for key, paper in facts.documents.items()},
    )


def _told_of(facts: Facts) -> Iterator[Visit]:
    """Visits whose own papers are not held, each with the paper that tells of it."""
    for mention in facts.mentions:
        paper = facts.documents[mention.document]
        yield Visit(kind="", date=mention.date, documents=(paper,), second_hand=True)


def _later(visit: Visit, date: str) -> bool:
    """Whether a visit came after a day; one of which only the month is known, after its month."""
    return visit.date > (date[:7] if visit.second_hand else date)


def _row(facts: Facts, concern: Concern, visits: Iterable[Visit], *, settled: bool) -> Row:
    remarks = facts.remarks(*facts.whole(concern.id))
    said = [(link, comment) for link, comment in remarks if link.settled or not settled]
    spoken = {comment.document for _, comment in remarks}
    raised = facts.documents[concern.document]
    since = (
        visit
        for visit in visits
        if _later(visit, raised.date) and visit.document.authority == raised.authority
    )
    cells = (
        replace(
            _cell(visit, concern, said, undecided=spoken),
            unspoken=() if visit.second_hand else unspoken(facts, concern, visit.ids),
        )
        for visit in since
    )
    return Row(concern=concern, cells=tuple(cells))


def _cell(
    visit: Visit,
    concern: Concern,
    said: Sequence[tuple[Link, Comment]],
    *,
    undecided: Collection[str],
) -> Cell:
    here = [(link, comment) for link, comment in said if comment.document in visit.ids]
    progress, state = _word(visit, concern, [link for link, _ in here], undecided)
    return Cell(
        document=visit.document.id,
        date=visit.date,
        progress=progress,
        state=state,
        comments=tuple(dict.fromkeys(comment.id for _, comment in here)),
    )


def _word(
    visit: Visit, concern: Concern, links: Sequence[Link], undecided: Collection[str]
) -> tuple[str | None, str | None]:
    """The word of a cell, and the state of the link that gives it.

    A proposal that is seldom right gives it only where there is nothing better.
    """
    if visit.second_hand:
        return "not_held", None
    if links:
        telling = min([link for link in links if likely(link)] or links, key=_caution)
        return telling.progress, telling.state
    silent = _SILENT.get(why_silent(visit, concern), "silent")
    return silent if visit.ids.isdisjoint(undecided) else "undecided", None


def _caution(link: Link) -> tuple[int, bool, str]:
    """Rank of a link by its word for progress; of equals, the settled one speaks."""
    known = CAUTION.index(link.progress) if link.progress in CAUTION else len(CAUTION)
    return known, not link.settled, link.id
