"""Which concerns an export is about: those named, or those that a filter selects."""

from __future__ import annotations

from collections.abc import Sequence

from graph.questions.listing import Filters
from graph.records import Concern, Document
from graph.standing import after
from graph.store.base import View
from ontology.errors import SightlineError
from ontology.vocabulary import scheme


def chosen(view: View, filters: Filters, *, as_of: str | None = None) -> list[str]:
    """Return the ids of the concerns that fit: by date of their paper, then as printed.

    Of an authority these are the concerns that inspectors printed in papers on their visits; of a
    paper that is named, all that it holds. Sub-points stand with their concern, not on their own.

    Args:
        view: the store.
        filters: what to choose.
        as_of: ISO date; concerns of later papers are left out.

    Raises:
        SightlineError: no concern fits.
    """
    papers = {
        paper.id: paper
        for paper in view.documents(authority=filters.authority)
        if filters.paper(paper) and not (as_of and after(paper.date, as_of))
    }
    found = [
        concern
        for concern in _concerns(view, filters, papers)
        if concern.document in papers
        and concern.parent is None
        and filters.record(concern)
        and (filters.document is not None or _printed(concern, papers[concern.document]))
    ]
    if not found:
        told = ", ".join(f"{name.lower()} {value}" for name, value in in_words(filters))
        raise SightlineError(
            f"no concern of inspectors fits {told or 'this'}; see: sightline list concerns"
        )
    found.sort(key=lambda c: (papers[c.document].date, c.document, c.quote.start, c.id))
    return [concern.id for concern in found]


def in_words(filters: Filters) -> tuple[tuple[str, str], ...]:
    """Return the filters that say something, as pairs of words for the cover."""
    theme = scheme("themes").concepts.get(filters.theme or "")
    said = (
        ("Authority", filters.authority),
        ("Paper", filters.document),
        ("Theme", theme.label if theme else filters.theme),
        ("Papers since", filters.since),
        ("Papers until", filters.until),
    )
    return tuple((name, value) for name, value in said if value)


def _concerns(view: View, filters: Filters, papers: dict[str, Document]) -> Sequence[Concern]:
    """All concerns; of a paper asked for, as that paper states them."""
    if filters.document is None:
        return view.records(Concern, authority=filters.authority)
    return [concern for key in papers for concern in view.records(Concern, document=key)]


def _printed(concern: Concern, paper: Document) -> bool:
    return concern.kind != "self_identified" and paper.inspection is not None
