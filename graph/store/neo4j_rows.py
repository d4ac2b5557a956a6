"""Records as nodes and links as relationships, and back.

What Sightline reads back is ``body``: the whole dataclass, packed. All other properties of a node
are for people who look at the graph, and for indexes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from graph.records import Action, Comment, Concern, Document, Evidence, Link, Record
from graph.store.neo4j_schema import relation_of
from graph.store.packed import DECISION, KIND_OF, decision_of, pack

Properties: TypeAlias = Mapping[str, object]

# A decision 'd' in a row of the columns DECISION.
SAID = f"[{', '.join(f'd.{name}' for name in DECISION.split(', '))}]"
# A link 'l' in a row, in the order of the columns that edge_link reads. Its decisions are only
# looked for where it says that there are some.
LINK = (
    "[l.id, startNode(l).id, type(l), endNode(l).id, l.basis, l.state, l.authority, l.score,"
    " l.reasons, l.progress, l.document, CASE WHEN l.decided THEN COLLECT {"
    f" MATCH (d:Decision {{link: l.id}}) WITH d ORDER BY d.seq RETURN {SAID} }} END]"
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


def document_node(document: Document, revision: int) -> Properties:
    """Return the properties of a paper that is written at a revision of the store."""
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
        "revision": revision,
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


def link_edge(link: Link, revision: int) -> Properties:
    """Return the properties of a link, which has its decisions with it, written at a revision."""
    return {
        "id": link.id,
        "basis": link.basis,
        "state": link.state,
        "authority": link.authority,
        "score": link.score,
        "reasons": list(link.reasons),
        "progress": link.progress,
        "document": link.document,
        "decided": True if link.decisions else None,
        "revision": revision,
    }


def edge_link(row: Sequence[Any]) -> Link:
    """Return the link in a row of the columns LINK, with its decisions."""
    return Link(
        id=row[0],
        subject=row[1],
        relation=relation_of()[row[2]],
        object=row[3],
        basis=row[4],
        state=row[5],
        authority=row[6],
        score=row[7],
        reasons=tuple(row[8]),
        progress=row[9],
        document=row[10],
        decisions=tuple(decision_of(tuple(said)) for said in row[11]) if row[11] else (),
    )
