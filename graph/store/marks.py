"""Marks by which one can tell what changed in a store, part by part, without looking at it all.

``View.revision`` says only that something changed. What follows a store closely, such as the
projection that SPARQL asks, must know which papers, and of which authority the links.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from graph.records import Record
from graph.store.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Hashes of what a store holds; equal marks mean equal content.

    Attributes:
        papers: by id of the document: of all that was taken from it, its text aside.
        links: by authority: of its links with their states and decisions.
        log: of all decisions.
    """

    papers: Mapping[str, str]
    links: Mapping[str, str]
    log: str


@runtime_checkable
class Marked(Protocol):
    """A store that works its marks out by itself, faster than by being read."""

    def marks(self) -> Marks:
        """The marks of what it holds now."""


def marks_of(view: View) -> Marks:
    """Return the marks of what a store holds; any store will do, a ``Marked`` one is faster."""
    if isinstance(view, Marked):
        return view.marks()
    papers = {
        paper.id: digest(
            paper,
            *view.records(Record, document=paper.id),
            *view.issues(document=paper.id),
            *view.ignored(document=paper.id),
        )
        for paper in view.documents()
    }
    links: dict[str, list[object]] = {}
    for link in view.links():
        links.setdefault(link.authority, []).append(link)
    return Marks(
        papers=papers,
        links={authority: digest(*made) for authority, made in sorted(links.items())},
        log=digest(*view.decisions()),
    )


def digest(*parts: object) -> str:
    """Return a hash of these parts in their order."""
    return digest_of(map(repr, parts))


def digest_of(parts: Iterable[str]) -> str:
    """Return a hash of these texts in their order."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(part.encode("utf-8", "surrogatepass"))
        found.update(b"\x1f")
    return found.hexdigest()
