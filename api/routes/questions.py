"""``/api/concerns/{id}/trace``, gaps, matrix and search: the same answers as the command line."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.deps import Authority, Date, StoreDep
from api.questions import known_rules, the_authority
from graph.answers import chain_json, documents_of, gap_rows, hit_rows, matrix_json
from graph.gaps import gaps as find_gaps
from graph.matrix import matrix as lay_out
from graph.records import Concern
from graph.rows import record_row
from graph.trace import trace as follow
from ontology.errors import UnknownRecordError

router = APIRouter(prefix="/api", tags=["questions"])

Only = Annotated[
    Literal["settled", "all"],
    Query(description="settled: what papers state and people confirmed; all: proposals too."),
]
Rules = Annotated[list[str] | None, Query(description="Only this rule; may be repeated.")]
Words = Annotated[str, Query(description="Words that a passage must hold.")]
Hits = Annotated[int, Query(ge=1, le=500)]


@router.get("/concerns/{concern_id}")
def concern(concern_id: str, store: StoreDep) -> JSONResponse:
    """One concern, as in the list."""
    record = store.record(concern_id)
    if not isinstance(record, Concern):
        raise UnknownRecordError(f"{concern_id} is no concern")
    return JSONResponse(record_row(record, store.document(record.document).file))


@router.get("/concerns/{concern_id}/trace")
def trace(
    concern_id: str, store: StoreDep, as_of: Date = None, only: Only = "all"
) -> JSONResponse:
    """The whole chain of one concern."""
    return JSONResponse(chain_json(follow(store, concern_id, as_of=as_of or None, only=only)))


@router.get("/gaps")
def gaps(store: StoreDep, authority: Authority = None, rule: Rules = None) -> JSONResponse:
    """What is missing or contradicted."""
    today = date.today().isoformat()
    found = find_gaps(store, authority=authority or None, rules=known_rules(rule), today=today)
    return JSONResponse(gap_rows(found, documents_of(store, authority or None)))


@router.get("/matrix")
def matrix(store: StoreDep, authority: Authority = None) -> JSONResponse:
    """One authority's concerns by later visits."""
    return JSONResponse(matrix_json(lay_out(store, the_authority(store, authority or None))))


@router.get("/search")
def search(
    store: StoreDep,
    q: Words,
    authority: Authority = None,
    kind: str | None = None,
    limit: Hits = 50,
) -> JSONResponse:
    """Passages that hold all words, best first."""
    hits = store.search(q, authority=authority or None, kind=kind or None, limit=limit)
    return JSONResponse(hit_rows(hits))
