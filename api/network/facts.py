"""What stands beside a quote in the panel: names and values, in words."""

from __future__ import annotations

from collections.abc import Iterator

from api.wording import anchor
from graph.network.nodes import Thing
from graph.records import Action, Comment, Concern, Evidence, Owner, Record
from viz.style import word
from viz.words import day

Fact = tuple[str, str]


def facts(thing: Thing) -> list[Fact]:
    """Return names and values of what a record says, or an owner is; what is unknown is not."""
    found = list(_owner(thing) if isinstance(thing, Owner) else _record(thing))
    return [(name, value) for name, value in found if value]


def page_of(record: Record) -> str | None:
    """Return the address of the page about a record, for concerns and actions."""
    if isinstance(record, Concern):
        return f"/concerns/{anchor(record.id)}"
    return f"/actions/{anchor(record.id)}" if isinstance(record, Action) else None


def _owner(owner: Owner) -> Iterator[Fact]:
    yield "Kind", word("owner_kinds", owner.kind)


def _record(record: Record) -> Iterator[Fact]:
    if isinstance(record, Concern):
        yield "Kind", word("concern_kinds", record.kind)
    elif isinstance(record, Action):
        yield "Status", word("action_statuses", record.status)
        yield "Rated", record.rating or ""
        yield "Due", record.due_printed or (day(record.due) if record.due else "")
        yield "Owner", ", ".join(owner.name for owner in record.owners) or "none named"
    elif isinstance(record, Evidence):
        yield "Status", word("evidence_statuses", record.status)
    elif isinstance(record, Comment):
        yield "Voice", word("voices", record.voice)
        yield "Judged as", word("polarities", record.polarity)
        yield "Under", record.section or ""
    yield "Themes", ", ".join(word("themes", theme) for theme in record.themes)
