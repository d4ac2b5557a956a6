"""Each record, link and document as the JSON object of the interface, with no key left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from graph.questions.fidelity import Quotation
from graph.quotes import Quote
from graph.records import (
    Action,
    Comment,
    Concern,
    Document,
    Evidence,
    Issue,
    Link,
    Measure,
    Record,
    StatusRecord,
)

Json: TypeAlias = dict[str, object]


def document_row(document: Document) -> Json:
    """Return a document; its inspection comes without the scope, its judgements without quotes."""
    visit = document.inspection
    return {
        "id": document.id,
        "file": document.file,
        "sha256": document.sha256,
        "kind": document.kind,
        "title": document.title,
        "authority": document.authority,
        "publisher": document.publisher,
        "published": document.published,
        "published_basis": document.published_basis,
        "pages": document.pages,
        "inspection": visit
        and {
            "kind": visit.kind,
            "start": visit.start,
            "end": visit.end,
            "lead_inspector": visit.lead_inspector,
            "framework": visit.framework,
        },
        "judgements": [
            {"area": j.area, "grade": j.grade, "printed": j.printed} for j in document.judgements
        ],
        "held": document.held,
    }


def quote_row(quote: Quote, file: str | None) -> Json:
    """Return a quote with its words and the place where they stand."""
    return {
        "document": quote.document,
        "file": file,
        "page": quote.page,
        "paragraph": quote.paragraph,
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
    }


def record_row(record: Record, file: str | None, *, addresses: Iterable[str] = ()) -> Json:
    """Return a record.

    Args:
        record: a concern, comment, action or evidence.
        file: name of the file that says it.
        addresses: for an action, ids of the concerns that it answers beyond doubt.
    """
    quote = record.quote
    row: Json = {
        "id": record.id,
        "document": quote.document,
        "file": file,
        "authority": record.authority,
        "text": quote.text,
        "page": quote.page,
        "paragraph": quote.paragraph,
        "themes": list(record.themes),
        "quote": {"start": quote.start, "end": quote.end},
    }
    if isinstance(record, Concern):
        return row | _concern(record)
    if isinstance(record, Comment):
        return row | _comment(record)
    if isinstance(record, Action):
        return row | _action(record) | {"addresses": list(addresses)}
    if isinstance(record, Evidence):
        return row | _evidence(record)
    return row


def _concern(record: Concern) -> Json:
    return {
        "kind": record.kind,
        "heading": record.heading,
        "parent": record.parent,
        "number": record.number,
        "addressed_to": record.addressed_to,
    }


def _comment(record: Comment) -> Json:
    return {"voice": record.voice, "polarity": record.polarity, "section": record.section}


def _action(record: Action) -> Json:
    return {
        "ref": record.ref,
        "status": record.status,
        "rating": record.rating,
        "due": record.due,
        "due_printed": record.due_printed,
        "owners": [{"id": o.id, "name": o.name, "kind": o.kind} for o in record.owners],
        "voice": record.voice,
    }


def _measure(measure: Measure) -> Json:
    return asdict(measure) | {"distance": measure.distance, "met": measure.met}


def _evidence(record: Evidence) -> Json:
    return {
        "kind": record.kind,
        "status": record.status,
        "supports": list(record.supports),
        "measure": None if record.measure is None else _measure(record.measure),
    }


def link_row(link: Link) -> Json:
    """Return a link with what people decided about it."""
    return {
        "id": link.id,
        "subject": link.subject,
        "relation": link.relation,
        "object": link.object,
        "basis": link.basis,
        "state": link.state,
        "score": link.score,
        "reasons": list(link.reasons),
        "progress": link.progress,
        "document": link.document,
        "decisions": [
            {"by": d.by, "at": d.at, "state": d.state, "reason": d.reason} for d in link.decisions
        ],
    }


def status_row(status: StatusRecord) -> Json:
    """Return what one paper said of an action."""
    return {
        "status": status.status,
        "on": status.on,
        "document": status.document,
        "rating": status.rating,
        "due": status.due,
        "due_printed": status.due_printed,
    }


def quotation_row(quotation: Quotation, documents: Mapping[str, Document]) -> Json:
    """Return a quotation of inspectors with its source, as far as it was found.

    Args:
        quotation: what was found out about it.
        documents: all papers of the authority, by id.
    """
    quoting, source = quotation.quoting, quotation.source
    paper = documents[quoting.document]
    return {
        "id": quoting.id,
        "document": paper.id,
        "file": paper.file,
        "authority": quoting.authority,
        "date": paper.date or None,
        "text": quoting.text,
        "page": quoting.quote.page,
        "paragraph": quoting.quote.paragraph,
        "voice": quoting.voice,
        "themes": list(quoting.themes),
        "status": quotation.status,
        "difference": quotation.difference or None,
        "why": quotation.why,
        "source": source
        and {"id": source.id, **quote_row(source.quote, _file(documents, source.document))},
        "searched": [{"document": one.id, "file": one.file} for one in quotation.searched],
        "link": quotation.link,
    }


def issue_row(issue: Issue, file: str | None) -> Json:
    """Return a line that no rule could place."""
    return {
        "document": issue.document,
        "file": file,
        "page": issue.page,
        "paragraph": issue.paragraph,
        "text": issue.text,
        "why": issue.why,
    }


def owner_rows(actions: Sequence[Action]) -> list[Json]:
    """Return the owners of these actions, each once with the ids of its actions, by name."""
    held: dict[str, Json] = {}
    for action in actions:
        for owner in action.owners:
            facts = {"id": owner.id, "name": owner.name, "kind": owner.kind}
            ids = held.setdefault(owner.id, {**facts, "actions": []})["actions"]
            if isinstance(ids, list) and action.id not in ids:
                ids.append(action.id)
    return sorted(held.values(), key=lambda row: (str(row["name"]).casefold(), str(row["id"])))


def _file(documents: Mapping[str, Document], document: str) -> str | None:
    return documents[document].file if document in documents else None
