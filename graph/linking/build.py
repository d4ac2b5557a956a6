"""All links of one authority, as a pure function of its records.

Papers state links by headings, references, offers of evidence and quotations; matching proposes
the rest, each with a score and its reasons. The same records give the same links, in whatever
order they were loaded and whatever else the store holds.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from graph.linking import acted, comments, stated
from graph.linking.case import case_of
from graph.linking.closeness import Closeness
from graph.linking.held import held_of
from graph.linking.identities import identities
from graph.linking.recurrences import recurrences
from graph.linking.responses import responses
from graph.records import Link
from graph.store.base import View


def links_of(view: View, authority: str, *, closeness: Closeness | None = None) -> list[Link]:
    """Return every link between records of *authority*, by id, each once; a stated one wins.

    Args:
        view: what is held.
        authority: whose links are asked for.
        closeness: what comparing headings gave before; it spares work and changes nothing.
    """
    with _uncollected():
        return _links_of(view, authority, closeness or Closeness())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of reference cycles out meanwhile.

    Linking makes hundreds of thousands of small objects and no cycles; looking for some again and
    again takes a fifth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _links_of(view: View, authority: str, closeness: Closeness) -> list[Link]:
    case = case_of(held_of(view, authority), authority, closeness)
    answers = [*stated.responds(case), *responses(case)]
    heard = comments.eligible(case)
    spoken = list(comments.on_concerns(case, heard))
    answers += acted.answers(case, spoken)
    return _by_id(
        (
            *stated.restates(case),
            *stated.recommended(case),
            *stated.evidenced(case),
            *stated.quotes(case),
            *stated.spoken_of(case),
            *answers,
            *spoken,
            *comments.on_actions(case, heard, (*answers, *spoken)),
            *acted.judged(case),
            *acted.passed_on(case),
            *comments.basis(case),
            *recurrences(case),
            *identities(case),
        )
    )


def _by_id(links: Iterable[Link]) -> list[Link]:
    """Return one link of each id: a stated one before a proposed one, else the better scored."""
    best: dict[str, Link] = {}
    for link in links:
        other = best.get(link.id)
        if other is None or _rank(link) > _rank(other):
            best[link.id] = link
    return sorted(best.values(), key=lambda link: link.id)


def _rank(link: Link) -> tuple[bool, float]:
    return link.basis == "stated", link.score or 0.0
