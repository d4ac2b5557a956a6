"""Where to start: what holds the words sought, or else what most needs to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

from graph.network.holdings import Holdings
from graph.questions.gaps import Gap
from graph.quotes import Quote
from graph.records import Concern, Owner, Record
from graph.store.base import View

SHOWN = 12
HITS = 40  # passages that are looked through for records


def found(view: View, words: str, *, authority: str | None) -> list[Record]:
    """Return records whose quotes lie in passages with all *words*, the best passage first."""
    hits = view.search(words, authority=authority, limit=HITS)
    held: dict[str, list[Record]] = {}
    records: dict[str, Record] = {}
    for hit in hits:
        paper = hit.document.id
        if paper not in held:
            held[paper] = view.records(Record, document=paper)
        for record in held[paper]:
            if _overlaps(record.quote, hit.passage.quote):
                records.setdefault(record.id, record)
        if len(records) >= SHOWN:
            break
    return list(records.values())[:SHOWN]


def owners(holdings: Holdings, words: str) -> list[Owner]:
    """Return owners whose names hold all *words*, by name."""
    sought = words.casefold().split()
    named = sorted(holdings.owners.values(), key=lambda owner: (owner.name.casefold(), owner.id))
    return [one for one in named if all(word in one.name.casefold() for word in sought)][:SHOWN]


def pressing(view: View, gaps: Sequence[Gap]) -> list[Concern]:
    """Return the concerns with the gravest gaps, in the order of the gaps."""
    ids = list(dict.fromkeys(gap.subject for gap in gaps))
    concerns = {one.id: one for one in view.records(Concern, ids=ids)}
    return [concerns[one] for one in ids if one in concerns][:SHOWN]


def _overlaps(one: Quote, other: Quote) -> bool:
    return one.start < other.end and other.start < one.end
