"""Cuts passages where quotes begin and end, so that the reader marks even those that overlap."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.quotes import Quote
from graph.records import Action, Comment, Concern, Evidence, Passage, Record

# Which kind gives a stretch its colour where several cover it, the first that does.
_RANK: tuple[tuple[type[Record], str], ...] = (
    (Concern, "concern"),
    (Action, "action"),
    (Evidence, "evidence"),
    (Comment, "comment"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text under the same quotes.

    Attributes:
        anchors: ids of the records whose quote begins with this stretch.
        kind: kind of the most important record that covers it; ``None`` where none does.
    """

    text: str
    anchors: tuple[str, ...] = ()
    kind: str | None = None


def kind_of(record: Record) -> str:
    """Return ``concern``, ``action``, ``evidence`` or ``comment``."""
    return next(name for kind, name in _RANK if isinstance(record, kind))


def cut(
    passages: Iterable[Passage], records: Iterable[Record], *, marked: Collection[str]
) -> Iterator[tuple[Passage, list[Segment]]]:
    """Give each passage of a paper with its stretches; passages come in reading order.

    Every record gets its anchor; only those whose ids are in *marked* give a stretch its kind.
    """
    waiting = deque(sorted(records, key=lambda record: record.quote.start))
    open_: list[Record] = []
    for passage in passages:
        while waiting and waiting[0].quote.start < passage.quote.end:
            open_.append(waiting.popleft())
        open_ = [record for record in open_ if record.quote.end > passage.quote.start]
        yield passage, segments(passage.quote, open_, marked=marked)


def segments(
    passage: Quote, records: Sequence[Record], *, marked: Collection[str]
) -> list[Segment]:
    """Cut *passage* at every edge of a quote of *records*; together they are its exact words."""
    edges = {passage.start, passage.end}
    for record in records:
        edges.update((record.quote.start, record.quote.end))
    inside = sorted(edge for edge in edges if passage.start <= edge <= passage.end)
    stretches = []
    for first, last in pairwise(inside):
        over = [r for r in records if r.quote.start <= first and r.quote.end >= last]
        kinds = {kind_of(record) for record in over if record.id in marked}
        stretches.append(
            Segment(
                text=passage.text[first - passage.start : last - passage.start],
                anchors=tuple(record.id for record in over if record.quote.start == first),
                kind=next((name for _, name in _RANK if name in kinds), None),
            )
        )
    return stretches
