"""All links of one authority, as a pure function of its records.

Papers state links by headings, references, offers of evidence and quotations; matching proposes the
rest, each with a score and its reasons. The same records give the same links, in whatever order
they were loaded and whatever else the store holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.linking import comments, stated
from graph.linking.held import Held, held_of
from graph.linking.identities import identities
from graph.linking.quotations import quotations
from graph.linking.recurrences import recurrences
from graph.linking.responses import responses
from graph.linking.restatements import Restatement, restatements
from graph.linking.timeline import Timeline, timeline
from graph.records import Link, Record
from graph.store.base import View


def links_of(view: View, authority: str) -> list[Link]:
    """Return every link between records of *authority*, by id, each once; a stated one wins."""
    held = held_of(view, authority)
    repeated = restatements(held)
    times = _times(held, repeated)
    printed = quotations(_passing_on(held), _sources(held))
    quoted = {one.quoting.id for one in printed}
    restating = {one.heading.id for one in repeated if one.stated}
    return _by_id(
        (
            *stated.restates(repeated, authority),
            *stated.responds(held, repeated, authority),
            *stated.evidenced(held, authority),
            *stated.quotes(printed, authority),
            *comments.on_concerns(held, times, authority, restating=restating, quoted=quoted),
            *comments.on_actions(held, times, authority, quoted=quoted),
            *comments.basis(held, authority),
            *responses(held, times, authority, restating=restating),
            *recurrences(held, times, authority, restating=restating),
            *identities(held.actions, authority),
        )
    )


def _times(held: Held, repeated: Iterable[Restatement]) -> Timeline:
    answered: dict[str, list[str]] = defaultdict(list)
    for one in repeated:
        if one.stated:
            answered[one.heading.document].append(one.concern.document)
    return timeline(held.documents, answered)


def _passing_on(held: Held) -> list[Record]:
    """Sentences that may print an inspector's words again."""
    others = [
        record for record in (*held.actions, *held.evidence) if not held.by_inspectors(record)
    ]
    return [*(c for c in held.comments if c.voice != "inspector"), *others]


def _sources(held: Held) -> list[Record]:
    return [c for c in held.comments if c.voice == "inspector" and held.by_inspectors(c)]


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
