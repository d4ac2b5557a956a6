"""Sources, links and records in words, as every exported paper says them."""

from __future__ import annotations

from collections.abc import Mapping

from graph.export.looks import word
from graph.export.words import count, cut, day, place
from graph.quotes import Quote
from graph.records import Action, Comment, Concern, Decision, Document, Evidence, Link, Record
from graph.standing import standing

__all__ = ["count", "cut", "day", "due", "facts", "place", "source", "state", "word"]

# Signs of one reason: enough for all but those that repeat a whole part of a concern, which the
# chain prints in full beside them.
_REASON = 110


def source(quote: Quote, paper: Document | None) -> str:
    """Return where a quote stands: title, place, date and file of its paper."""
    if paper is None:
        return place(quote) or "place unknown"
    parts = (paper.title, place(quote), day(paper.date), paper.file)
    return " · ".join(dict.fromkeys(part for part in parts if part))


def state(link: Link, sources: Mapping[str, Document]) -> str:
    """Say in a sentence or two on whose word a link stands."""
    last = standing(link.decisions)
    why = "; ".join(cut(reason, _REASON) for reason in link.reasons)
    if link.state == "stated":
        paper = sources.get(link.document or "")
        return f"Stated{f' in {paper.file}' if paper else ''}{f': {why}' if why else ''}."
    if link.state == "confirmed" and last:
        return f"Confirmed by {_by(last)}"
    if link.state == "unsure" and last:
        return f"Left undecided by {_by(last)}"
    score = f", score {link.score:.2f}" if link.score is not None else ""
    return f"Proposed by Sightline{score}; nobody has decided.{f' Why: {why}.' if why else ''}"


def facts(record: Record) -> tuple[str, ...]:
    """Say what a paper tells of a record beside its words: status, owner, date, voice."""
    if isinstance(record, Concern):
        return _concern(record)
    if isinstance(record, Action):
        return _action(record)
    if isinstance(record, Evidence):
        kind = word("evidence", record.kind)
        return (kind[:1].upper() + kind[1:], word("evidence_statuses", record.status))
    if isinstance(record, Comment) and record.voice != "inspector":
        return (word("voices", record.voice),)
    return ()


def _concern(record: Concern) -> tuple[str, ...]:
    kind = word("concern_kinds", record.kind)
    number = f"number {record.number}" if record.number else ""
    to = f"addressed to: {record.addressed_to}" if record.addressed_to else ""
    return tuple(part for part in (kind, number, to) if part)


def _action(record: Action) -> tuple[str, ...]:
    owners = ", ".join(owner.name for owner in record.owners)
    parts = (
        f"reference {record.ref}" if record.ref else "",
        f"{word('action_statuses', record.status)}, as the paper has it",
        f"rated “{record.rating}”" if record.rating else "",
        f"due {due(record)}" if record.voice is None or record.due_printed else "",
        f"owner: {owners}" if owners else "no owner named" if record.voice is None else "",
        f"told by: {word('voices', record.voice).lower()}" if record.voice else "",
    )
    return tuple(part for part in parts if part)


def due(action: Action) -> str:
    """Return the date by which, as printed; what the paper says where it is no date."""
    return action.due_printed or (day(action.due) if action.due else "date not given")


def _by(decision: Decision) -> str:
    reason = decision.reason.strip().rstrip(".")
    return f"{decision.by}, {day(decision.at)}{f': {reason}' if reason else ''}."
