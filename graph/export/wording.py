"""Dates, places, codes and links in words, as every exported paper says them."""

from __future__ import annotations

from collections.abc import Mapping

from graph.quotes import Quote
from graph.records import Action, Comment, Concern, Decision, Document, Evidence, Link, Record
from graph.standing import standing
from ontology.errors import OntologyError
from ontology.vocabulary import scheme

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_LONGEST = 90  # signs of a quote that a heading repeats; the quote itself follows in full


def day(date: str | None) -> str:
    """Return an ISO date as people write it: ``31 January 2020``, ``October 2020``, ``2020``."""
    if not date:
        return "no date"
    year, *rest = date[:10].split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def place(quote: Quote) -> str:
    """Return where in its paper a quote stands: ``page 3, paragraph 3.2``; empty if unknown."""
    parts = [] if quote.page is None else [f"page {quote.page}"]
    if quote.paragraph:
        sheet = "!" in quote.paragraph
        parts.append(f"cell {quote.paragraph}" if sheet else f"paragraph {quote.paragraph}")
    return ", ".join(parts)


def source(quote: Quote, paper: Document | None) -> str:
    """Return where a quote stands: title, place, date and file of its paper."""
    if paper is None:
        return place(quote) or "place unknown"
    parts = (paper.title, place(quote), day(paper.date), paper.file)
    return " · ".join(dict.fromkeys(part for part in parts if part))


def word(vocabulary: str, code: str) -> str:
    """Return the label of a code; the code itself, readable, if the vocabulary lacks it."""
    try:
        return scheme(vocabulary)[code].label
    except OntologyError:
        return code.replace("_", " ").capitalize()


def count(number: int, one: str, many: str | None = None) -> str:
    """Return ``one action``, ``3 actions`` or ``no action``."""
    if number < 2:
        return f"{('no', 'one')[number]} {one}"
    return f"{number:,} {many or one + 's'}"


def cut(text: str, longest: int = _LONGEST) -> str:
    """Return *text* on one line, cut at a word with an ellipsis where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " …"


def state(link: Link, sources: Mapping[str, Document]) -> str:
    """Say in a sentence or two on whose word a link stands."""
    last = standing(link.decisions)
    why = "; ".join(link.reasons)
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
        f"due {due(record)}",
        f"owner: {owners}" if owners else "no owner named",
    )
    return tuple(part for part in parts if part)


def due(action: Action) -> str:
    """Return the date by which, as printed; what the paper says where it is no date."""
    return action.due_printed or (day(action.due) if action.due else "date not given")


def _by(decision: Decision) -> str:
    reason = decision.reason.strip().rstrip(".")
    return f"{decision.by}, {day(decision.at)}{f': {reason}' if reason else ''}."
