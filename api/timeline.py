"""A chain along time: what was raised, done, promised and said, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from graph.records import Action, StatusRecord
from viz.select import Node

TITLES = {
    "concern": "Raised",
    "recommendation": "Taken up",
    "evidence": "Evidence",
    "comment": "Comment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a paper tells of one card of a chain.

    Attributes:
        date: ISO, to the day, month or year; empty if unknown.
        kind: raised, status, due, said or silent, for its mark.
        title: what it is, in a word or two.
        status: what a paper says of an action, where that is the event.
    """

    date: str
    kind: str
    title: str
    node: Node
    status: StatusRecord | None = None


def timeline(nodes: Iterable[Node]) -> list[tuple[str, list[Event]]]:
    """Return the events of a chain by date, oldest first; those without a date come last."""
    events = [event for node in nodes for event in _events(node)]
    events.sort(key=lambda event: event.date or "9999")
    return [(date, list(group)) for date, group in groupby(events, lambda event: event.date)]


def _events(node: Node) -> Iterator[Event]:
    record = node.record
    if node.role == "silence":
        yield Event(date=node.date, kind="silent", title="Silence", node=node)
    elif isinstance(record, Action):
        yield from _told(node)
        if record.due and record.status not in ("done", "superseded"):
            yield Event(date=record.due, kind="due", title="Due", node=node)
    elif node.role == "record":
        title = TITLES.get(node.stage, "")
        yield Event(date=node.date, kind=node.stage, title=title, node=node)


def _told(node: Node) -> Iterator[Event]:
    """What each paper says of an action; one that repeats what the last one said says nothing."""
    last: tuple[str, str | None] | None = None
    for status in node.history:
        said = (status.status, status.due_printed)
        if said != last:
            date = status.on or node.date
            yield Event(date=date, kind="action", title="Action", node=node, status=status)
        last = said
    if not node.history:
        yield Event(date=node.date, kind="action", title="Action", node=node)
