"""Concerns by later visits: what each visit said of each concern, or that it said nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.facts import Facts, facts_of
from graph.records import Comment, Concern, Link
from graph.store.base import View
from graph.visits import NOT_HELD, OUT_OF_SCOPE, Visit, later_visits, why_silent

# From the most cautious word to the least: where a visit said several things, the first counts.
CAUTION = ("insufficient", "some_progress", "improved", "resolved")
_SILENT = {OUT_OF_SCOPE: "out_of_scope", NOT_HELD: "not_held"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one visit said of one concern.

    Attributes:
        document: id of the paper that stands for the visit.
        progress: a word for progress; ``silent``, ``out_of_scope`` or ``not_held`` where there is
            no comment; ``None`` where comments say nothing of progress.
        state: state of the link that gives the word; ``None`` without comments.
        comments: ids of the comments, by place.
    """

    document: str
    progress: str | None
    state: str | None
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A concern with a cell for each later visit."""

    concern: Concern
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """An authority's concerns by visits, both by date."""

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
    facts = facts_of(view, authority, today="")
    rows = [concern for concern in facts.concerns if not facts.restates(concern.id)]
    first = min((facts.date(concern) for concern in rows), default="")
    return Matrix(
        authority=authority,
        visits=tuple(visit for visit in facts.visits if visit.date > first),
        rows=tuple(_row(facts, concern, settled=only == "settled") for concern in rows),
        files={key: paper.file for key, paper in facts.documents.items()},
    )


def _row(facts: Facts, concern: Concern, *, settled: bool) -> Row:
    remarks = facts.remarks(*facts.whole(concern.id))
    said = [(link, comment) for link, comment in remarks if link.settled or not settled]
    since = later_visits(facts.visits, facts.documents[concern.document])
    return Row(concern=concern, cells=tuple(_cell(visit, concern, said) for visit in since))


def _cell(visit: Visit, concern: Concern, said: Sequence[tuple[Link, Comment]]) -> Cell:
    here = [(link, comment) for link, comment in said if comment.document in visit.ids]
    if not here:
        why = why_silent(visit, concern)
        word, state = _SILENT.get(why, "silent"), None
        return Cell(document=visit.document.id, progress=word, state=state, comments=())
    telling = min((link for link, _ in here), key=_caution)
    return Cell(
        document=visit.document.id,
        progress=telling.progress,
        state=telling.state,
        comments=tuple(dict.fromkeys(comment.id for _, comment in here)),
    )


def _caution(link: Link) -> tuple[int, bool, str]:
    """Rank of a link by its word for progress; of equals, the settled one speaks."""
    known = CAUTION.index(link.progress) if link.progress in CAUTION else len(CAUTION)
    return known, not link.settled, link.id
