"""Narrows lists down as a page's filters say, so that page, JSON twin and export show the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.decisions.queue import Waiting
from graph.questions.gaps import Gap
from graph.questions.listing import refuse_unlisted
from graph.records import Action, Record
from graph.store.base import View

SHOWN = 50  # members of one page

Member = TypeVar("Member")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Generic[Member]):
    """One page of a long list, the *number*-th of *pages*, with how many there are in all."""

    members: Sequence[Member]
    number: int
    pages: int
    total: int


def leaf(members: Sequence[Member], number: int, *, size: int = SHOWN) -> Leaf[Member]:
    """Return one page of *members*; the last one where there are not so many."""
    pages = max(1, -(-len(members) // size))
    number = min(number, pages)
    first = (number - 1) * size
    shown = members[first : first + size]
    return Leaf(members=shown, number=number, pages=pages, total=len(members))


def about_theme(view: View, gaps: Sequence[Gap], theme: str | None) -> Sequence[Gap]:
    """Return the gaps whose subject is about a theme; all of them if none is asked for.

    Raises:
        SightlineError: there is no such theme.
    """
    if not theme:
        return gaps
    subjects = view.records(Record, ids=sorted({gap.subject for gap in gaps}))
    fitting = {record.id for record in subjects if theme in record.themes}
    if not fitting:
        refuse_unlisted("themes", theme, "theme")
    return [gap for gap in gaps if gap.subject in fitting]


def by_rules(gaps: Iterable[Gap], rules: Collection[str] | None) -> list[Gap]:
    """Return the gaps that one of *rules* found; all of them if none is named."""
    return [gap for gap in gaps if not rules or gap.rule in rules]


def overdue(gaps: Iterable[Gap]) -> frozenset[str]:
    """Return the ids of the actions whose date has passed, as the rule of that name says."""
    return frozenset(gap.subject for gap in gaps if gap.rule == "overdue")


def actions(
    every: Iterable[Action],
    *,
    status: str | None = None,
    owner: str | None = None,
    late: Collection[str] | None = None,
) -> list[Action]:
    """Return the actions of a status, of an owner (by id) and among *late*, each if asked."""
    return [
        action
        for action in every
        if status in (None, "", action.status)
        and (not owner or owner in {one.id for one in action.owners})
        and (late is None or action.id in late)
    ]


def waiting(
    view: View, queue: Iterable[Waiting], *, relation: str | None, document: str | None
) -> list[Waiting]:
    """Return the proposals of a relation, and those with an end in one paper (by id)."""
    found = [one for one in queue if relation in (None, "", one.link.relation)]
    if not document:
        return found
    ends = {record.id for record in view.records(Record, document=document)}
    return [one for one in found if one.link.subject in ends or one.link.object in ends]
