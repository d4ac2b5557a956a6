"""Visits of inspectors, and what it means that one of them says nothing about a concern.

Silence is never green: out of that visit's scope, in scope but not mentioned, nothing found, and
a paper that is not held are different answers (promise 4 of the design).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graph.records import Concern, Document
from ontology.themes import themes_in

NOT_HELD = "paper not held"
SECOND_HAND = "paper not held: the visit is known only second hand, from this paper"
OUT_OF_SCOPE = "out of scope of that visit"
IN_SCOPE = "in scope but not mentioned"
NOTHING_FOUND = "no comment found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit with its papers: several copies of one letter are one visit.

    Attributes:
        kind: of the inspection; empty where that is not known.
        date: ISO; a month where no more is known.
        documents: its papers; of a visit known only second hand, the first paper that tells of it.
        second_hand: whether its own paper is not held, and is known from another's words.
    """

    kind: str
    date: str
    documents: tuple[Document, ...]
    second_hand: bool = False

    @property
    def document(self) -> Document:
        """The paper that stands for the visit: a held one, if any."""
        return next((paper for paper in self.documents if paper.held), self.documents[0])

    @property
    def ids(self) -> frozenset[str]:
        """Ids of its papers."""
        return frozenset(paper.id for paper in self.documents)


def visits(documents: Iterable[Document]) -> list[Visit]:
    """Return the visits that these papers are about, by date; papers without one are left out."""
    groups: dict[tuple[str, str, str], list[Document]] = {}
    about = [(paper, paper.inspection) for paper in documents if paper.inspection is not None]
    for paper, visit in sorted(about, key=lambda pair: (pair[0].date, pair[0].id)):
        groups.setdefault((paper.date, paper.authority, visit.kind), []).append(paper)
    return [
        Visit(kind=kind, date=date, documents=tuple(papers))
        for (date, _, kind), papers in sorted(groups.items())
    ]


def later_visits(held: Iterable[Visit], paper: Document) -> list[Visit]:
    """Return the visits to the same authority after the one that *paper* is about."""
    return [
        visit
        for visit in held
        if visit.date > paper.date and visit.document.authority == paper.authority
    ]


def why_silent(visit: Visit, concern: Concern) -> str:
    """Say why a visit without any comment on *concern* is silent about it.

    Only where the paper lists what was looked at, and the themes of both are known, can it be
    said that a concern was or was not in scope.
    """
    if not any(paper.held for paper in visit.documents):
        return NOT_HELD
    looked_at = {theme for paper in visit.documents for theme in scope_themes(paper)}
    if not looked_at or not concern.themes:
        return NOTHING_FOUND
    return OUT_OF_SCOPE if looked_at.isdisjoint(concern.themes) else IN_SCOPE


def scope_themes(paper: Document) -> frozenset[str]:
    """Return the themes of what the paper says was looked at; empty if it does not say."""
    scope = paper.inspection.scope if paper.inspection else ()
    return frozenset(theme for quote in scope for theme in _themes(quote.text))


@lru_cache(maxsize=4096)
def _themes(text: str) -> tuple[str, ...]:
    return themes_in(text)
