"""Records as nodes and links as relationships, and back.

What Sightline reads back is ``body``: the whole dataclass, packed. All other properties of a node
are for people who look at the graph, and for indexes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from graph.records import Action, Comment, Concern, Decision, Document, Evidence, Link, Record
from graph.store.neo4j_schema import relation_of
from graph.store.packed import KIND_OF, pack

Properties: TypeAlias = Mapping[str, object]

# A link in a row, in the order of the columns that link_of reads; 'l' joins 'a' to 'b'.
LINK = (
    "l.id, a.id, type(l), b.id, l.basis, l.state, l.authority, l.score, l.reasons, l.progress,"
    " l.document"
)
_FACTS: dict[type[Record], tuple[str, ...]] = {
    Concern: ("kind", "heading", "number", "addressed_to"),
    Comment: ("voice", "polarity", "section"),
    Action: ("ref", "status", "rating", "due", "due_printed"),
    Evidence: ("kind", "status"),
}


def label_of(record: Record) -> str:
    """Return the label of a record's node: the name of its class."""
    return KIND_OF[type(record)].capitalize()


def document_node(document: Document) -> Properties:
    """Return the properties of a paper."""
    visit = document.inspection
    shown = ("id", "sha256", "file", "kind", "title", "authority", "publisher", "published")
    return {
        **{name: getattr(document, name) for name in shown},
        "pages": document.pages,
        "date": document.date,
        "held": document.held,
        "visit": visit is not None,
        "visit_kind": visit and visit.kind,
        "visit_start": visit and visit.start,
        "visit_end": visit and visit.end,
        "body": pack(document),
    }


def record_node(record: Record) -> Properties:
    """Return the properties of a record, as the latest paper states it."""
    quote = record.quote
    measure = record.measure if isinstance(record, Evidence) else None
    return {
        "id": record.id,
        "authority": record.authority,
        "text": quote.text,
        "page": quote.page,
        "paragraph": quote.paragraph,
        **{name: getattr(record, name) for name in _FACTS[type(record)]},
        **({} if measure is None else {"measure": measure.name, "value": measure.value}),
    }


def link_edge(link: Link, state: str) -> Properties:
    """Return the properties of a link, in the state given."""
    return {
        "id": link.id,
        "basis": link.basis,
        "state": state,
        "authority": link.authority,
        "score": link.score,
        "reasons": list(link.reasons),
        "progress": link.progress,
        "document": link.document,
    }


def edge_link(row: Sequence[Any], decisions: Iterable[Decision] = ()) -> Link:
    """Return the link in a row of the columns LINK."""
    key, subject, kind, target, basis, state, authority, score, reasons, progress, document = row
    return Link(
        id=key,
        subject=subject,
        relation=relation_of()[kind],
        object=target,
        basis=basis,
        state=state,
        authority=authority,
        score=score,
        reasons=tuple(reasons),
        progress=progress,
        document=document,
        decisions=tuple(decisions),
    )
