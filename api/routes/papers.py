"""``/documents``: the list of papers, and the reader that shows where each quote stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, Response

from api.choices import Choice
from api.deps import Authority, StoreDep
from api.highlight import Segment, cut, kind_of
from api.pages import page
from api.used_in import Use, uses
from api.wording import query
from graph.questions.rows import document_row, issue_row, link_row, record_row
from graph.records import Comment, Document, Issue, Record
from graph.store.base import View
from ontology.errors import UnknownRecordError
from ontology.vocabulary import scheme

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
data = APIRouter(prefix="/api", tags=["lists"])

BASES = {"file_name": "from the file name", "inferred": "inferred from the text"}
LINES = 300  # of what was passed over or not placed, shown at once; the JSON twin has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands beside a quote: its number in the paper, and where it is used."""

    number: int
    record: Record
    kind: str
    uses: Sequence[Use]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A passage as the reader shows it; ``page`` is set where a new page begins."""

    kind: str
    label: str | None
    parts: list[Segment]
    page: int | None
    start: int
    notes: list[Note]


@router.get("/documents")
def documents(store: StoreDep, authority: Authority = None, kind: str = "") -> HTMLResponse:
    """All papers, the latest first."""
    every = store.documents(authority=authority or None)
    kinds = {paper.kind for paper in every}
    options = [(concept.id, concept.label) for concept in scheme("kinds") if concept.id in kinds]
    return page(
        "documents.html",
        title="Documents",
        section="/documents",
        twin=query("/api/documents", {"authority": authority}),
        documents=[paper for paper in reversed(every) if kind in ("", paper.kind)],
        authorities=store.authorities(),
        authority=authority,
        more=[Choice(name="kind", label="Kind", value=kind, options=(("", "All"), *options))],
    )


@router.get("/documents/{document_id}")
def document(document_id: str, store: StoreDep) -> HTMLResponse:
    """One paper, with every quote that was taken from it and where it is used."""
    paper = store.document(document_id)
    records = store.records(Record, document=document_id)
    used = uses(store, records)
    marked = [r for r in records if not isinstance(r, Comment) or used.get(r.id)]
    notes = _notes(marked, used)
    return page(
        "document.html",
        title=paper.title,
        section="/documents",
        twin=f"/api/documents/{quote(document_id, safe='')}",
        document=paper,
        authority=paper.authority,
        basis=BASES.get(paper.published_basis, ""),
        blocks=_blocks(store, document_id, records, notes) if paper.held else [],
        numbered=lambda part: " ".join(
            str(notes[key].number) for key in part.anchors if key in notes
        ),
        first=min(notes.values(), key=lambda note: note.number, default=None),
        counts=[(kind, sum(note.kind == kind for note in notes.values())) for kind in KINDS],
        issues=store.issues(document=document_id),
        ignored=store.ignored(document=document_id),
        most=LINES,
    )


KINDS = ("concern", "action", "evidence", "comment")


def _notes(marked: Iterable[Record], used: dict[str, list[Use]]) -> dict[str, Note]:
    """Notes by record, numbered in reading order; each knows its neighbours.

    A comment that no chain uses has none, or a whole report would be marked.
    """
    placed = sorted(marked, key=lambda record: (record.quote.start, record.id))
    ids = [None, *(record.id for record in placed), None]
    return {
        record.id: Note(
            number=number,
            record=record,
            kind=kind_of(record),
            uses=used.get(record.id, ()),
            before=ids[number - 1],
            after=ids[number + 1],
        )
        for number, record in enumerate(placed, 1)
    }


def _blocks(
    store: View, document_id: str, records: list[Record], notes: dict[str, Note]
) -> list[Block]:
    blocks = []
    last: int | None = None
    for passage, parts in cut(store.passages(document_id), records, marked=notes):
        new = passage.quote.page if passage.quote.page != last else None
        last, start = passage.quote.page, passage.quote.start
        beside = [notes[key] for part in parts for key in part.anchors if key in notes]
        blocks.append(
            Block(
                kind=passage.kind,
                label=passage.label,
                parts=parts,
                page=new,
                start=start,
                notes=beside,
            )
        )
    return blocks


@router.get("/documents/{document_id}/original")
def original(document_id: str, store: StoreDep) -> Response:
    """The file as it was received, to keep; a browser is never asked to show it."""
    paper = store.document(document_id)
    if not paper.held:
        raise UnknownRecordError(f"The paper {paper.title!r} is known by mention only.")
    return Response(
        store.original(document_id),
        media_type="application/octet-stream",
        headers={"Content-Disposition": attachment(paper.file)},
    )


def attachment(name: str) -> str:
    """Return a Content-Disposition to keep a file under *name* (RFC 6266), whatever is in it."""
    known = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", known).strip(" .") or "paper"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


@data.get("/documents/{document_id}")
def document_data(document_id: str, store: StoreDep) -> JSONResponse:
    """One paper: its passages, every record taken from it, and what was left out and why."""
    paper = store.document(document_id)
    records = store.records(Record, document=document_id)
    used = uses(store, records)
    return JSONResponse(
        document_row(paper)
        | {
            "passages": [
                {
                    "kind": passage.kind,
                    "label": passage.label,
                    "page": passage.quote.page,
                    "paragraph": passage.quote.paragraph,
                    "start": passage.quote.start,
                    "end": passage.quote.end,
                    "text": passage.quote.text,
                }
                for passage in (store.passages(document_id) if paper.held else ())
            ],
            "records": [
                record_row(record, paper.file)
                | {"links": [link_row(use.link) for use in used.get(record.id, ())]}
                for record in records
            ],
            "issues": _lines(store.issues(document=document_id), paper),
            "ignored": _lines(store.ignored(document=document_id), paper),
        }
    )


def _lines(issues: Iterable[Issue], paper: Document) -> list[dict[str, object]]:
    return [issue_row(issue, paper.file) for issue in issues]
