"""Takes papers, links and decisions that came as RDF into a store that may hold others already.

What the store holds by itself is never overwritten: a paper whose file is held stays as it was
read here, and a decision from elsewhere never stands above one that was taken here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.rdf.holdings import Holdings
from graph.records import Decision, Document, Paper
from graph.store.base import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of what was in the file.

    Attributes:
        papers: papers that are now held.
        known: papers that were held already and stay as they are.
        decisions: how many were added to the log.
        disputed: ids of links about which other decisions were taken here; these stand.
    """

    papers: tuple[Paper, ...]
    known: tuple[Document, ...]
    decisions: int
    disputed: tuple[str, ...]


def take_in(store: Store, holdings: Holdings, *, originals: Mapping[str, bytes]) -> Taken:
    """Take holdings into a store.

    An authority of which the store held nothing gets its links as the file has them. Any other
    is left unlinked, for its links to be made anew over all its papers; decisions stand.

    Args:
        store: where they go.
        holdings: what a file holds.
        originals: bytes of papers by their sha256; empty for a file that carries none.
    """
    before = {document.authority for document in store.documents()}
    papers, known = [], []
    for paper in holdings.papers:
        data = originals.get(paper.document.sha256, b"")
        held = _held(store, paper.document, better=bool(data))
        if held:
            known.append(held)
            continue
        # An origin of its own, so that no other paper is taken for its earlier version.
        origin = f"{paper.document.id}/{paper.document.file}"
        store.replace(paper, data=data, origin=origin)
        papers.append(paper)
    fresh, disputed = _news(store.decisions(), holdings.decisions)
    if fresh:
        store.adopt(fresh)
    for authority in sorted(holdings.linked - before):
        store.relink(authority, [one for one in holdings.links if one.authority == authority])
    return Taken(
        papers=tuple(papers), known=tuple(known), decisions=len(fresh), disputed=tuple(disputed)
    )


def _held(store: Store, document: Document, *, better: bool) -> Document | None:
    """Return the paper if it is held, and with its file where the newcomer brings that along."""
    with_file = store.holds(document.sha256)
    if with_file or better:
        return with_file
    held = [one for one in store.documents() if one.id == document.id]
    return held[0] if held else None


def _news(
    log: Iterable[Decision], offered: Iterable[Decision]
) -> tuple[list[Decision], list[str]]:
    """Return the decisions that go on where the log ends, and links on which the two differ."""
    mine, theirs = _by_link(log), _by_link(offered)
    disputed = []
    skip: dict[str, int] = {}
    for link, decisions in theirs.items():
        held = mine.get(link, [])
        shared = min(len(held), len(decisions))
        agree = held[:shared] == decisions[:shared]
        skip[link] = shared if agree else len(decisions)
        if not agree:
            disputed.append(link)
    fresh = []
    for decision in offered:
        skip[decision.link] -= 1
        if skip[decision.link] < 0:
            fresh.append(decision)
    return fresh, sorted(disputed)


def _by_link(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        found.setdefault(decision.link, []).append(decision)
    return found
