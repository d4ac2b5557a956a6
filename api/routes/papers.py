"""``/documents``: the list of papers, and the reader that shows where each quote stands."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.deps import Authority, StoreDep
from api.highlight import Segment, cut, kind_of
from api.pages import page
from api.wording import query
from graph.records import Comment, Record
from graph.store.base import View

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

TITLES = {
    "concern": "Concerns",
    "action": "Actions",
    "evidence": "Evidence",
    "comment": "Comments in chains",
}
BASES = {"file_name": "from the file name", "inferred": "inferred from the text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A passage as the reader shows it; ``page`` is set where a new page begins."""

    kind: str
    label: str | None
    parts: list[Segment]
    page: int | None
    start: int


@router.get("/documents")
def documents(store: StoreDep, authority: Authority = None) -> HTMLResponse:
    """All papers, by date."""
    return page(
        "documents.html",
        title="Documents",
        section="/documents",
        twin=query("/api/documents", {"authority": authority}),
        documents=store.documents(authority=authority or None),
        authorities=store.authorities(),
        authority=authority,
    )


@router.get("/documents/{document_id}")
def document(document_id: str, store: StoreDep) -> HTMLResponse:
    """One paper, with every quote that was taken from it."""
    paper = store.document(document_id)
    records = store.records(Record, document=document_id)
    marked = _marked(store, records)
    return page(
        "document.html",
        title=paper.title,
        section="/documents",
        twin=query("/api/documents", {"document": document_id}),
        document=paper,
        basis=BASES.get(paper.published_basis, ""),
        blocks=_blocks(store, document_id, records, marked),
        quotes=_quotes([record for record in records if record.id in marked]),
        issues=store.issues(document=document_id),
    )


def _marked(store: View, records: list[Record]) -> set[str]:
    """Ids of records to mark: all but comments that no chain uses, or a report is all yellow."""
    comments = [record.id for record in records if isinstance(record, Comment)]
    used = {link.subject for link in store.links(subjects=comments) if link.state != "rejected"}
    return {r.id for r in records if not isinstance(r, Comment)} | used


def _blocks(store: View, document_id: str, records: list[Record], marked: set[str]) -> list[Block]:
    blocks = []
    last: int | None = None
    for passage, parts in cut(store.passages(document_id), records, marked=marked):
        new = passage.quote.page if passage.quote.page != last else None
        last, start = passage.quote.page, passage.quote.start
        blocks.append(
            Block(kind=passage.kind, label=passage.label, parts=parts, page=new, start=start)
        )
    return blocks


def _quotes(records: list[Record]) -> list[tuple[str, str, list[Record]]]:
    """Records by kind, each in reading order: code and title of the kind, its records."""
    placed = sorted(records, key=lambda record: record.quote.start)
    groups = {kind: [r for r in placed if kind_of(r) == kind] for kind in TITLES}
    return [(kind, TITLES[kind], found) for kind, found in groups.items() if found]
