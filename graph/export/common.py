"""What every format writes: the evidence about some concerns, gathered once, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from graph.questions.gaps import Gap
from graph.questions.trace import ActionStep, Chain, CommentStep, Step
from graph.records import Document, Link, Record
from graph.store.base import View

# What XML 1.0 cannot hold (production 2, Char), and the marks that turn the direction of text.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """The chains of some concerns, and what a reader needs to judge them.

    Everything is in a fixed order, so that the same store and the same call give the same bytes.

    Attributes:
        title: what the export is about, in a line.
        chains: the chain of each concern: by date of its paper, then as printed.
        parts: the chain of each sub-point of a concern, by the id of the concern.
        records: every record in them, by id, in the order in which the chains show it.
        links: every link in them, by id, likewise; with its state and decisions.
        sources: every paper quoted or found silent, by id, by date and then id.
        gaps: every gap in them, each once.
        as_of: the ISO date after which nothing was looked at; ``None`` for all that is held.
        day: the day by which due dates were judged, ISO: ``as_of``, else the day of the export.
        only: ``settled`` (what papers state and people confirmed) or ``all`` (proposals too).
        left_out: for each concern, ids of the undecided links left out of its chain; empty with
            ``all``.
        filters: how the concerns were chosen, as pairs of words (``Authority``, its name).
        stamp: the time that files carry within (UTC): ``SOURCE_DATE_EPOCH``, else ``day``.
        view: the store, for formats that carry the papers themselves.
    """

    title: str
    chains: tuple[Chain, ...]
    parts: Mapping[str, tuple[Chain, ...]]
    records: Mapping[str, Record]
    links: Mapping[str, Link]
    sources: Mapping[str, Document]
    gaps: tuple[Gap, ...]
    as_of: str | None
    day: str
    only: str
    left_out: Mapping[str, frozenset[str]]
    filters: tuple[tuple[str, str], ...]
    stamp: datetime
    view: View = field(repr=False, compare=False)

    @property
    def proposals_left_out(self) -> int:
        """How many undecided links were left out, each counted once."""
        return len(frozenset[str]().union(*self.left_out.values()))


def steps_of(chain: Chain) -> Iterator[Step | ActionStep | CommentStep]:
    """Yield every step of a chain, in its order; what hangs on an action follows it."""
    yield from (*chain.basis, *chain.earlier, *chain.restated, *chain.recommendations)
    for action in chain.actions:
        yield action
        yield from action.evidence
        yield from action.comments
    yield from chain.comments
    yield from chain.later


def printable(text: str) -> str:
    """Return *text* with the signs that no XML file can hold shown as U+FFFD.

    Marks that turn the direction of text are shown so too: they could make a quote read otherwise
    than it is written.
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
