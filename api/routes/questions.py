"""``/api/concerns/{id}/trace``, gaps, matrix and search: the same answers as the command line."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from api.deps import Authority, Date, KnownDep, StoreDep
from api.narrowing import about_theme, by_rules
from api.narrowing import waiting as narrowed
from api.questions import about, known_rules, suspect_row, the_authority, waiting_row
from api.sheets import gap_sheet
from graph.decisions.queue import in_order
from graph.questions.answers import (
    chain_json,
    documents_of,
    ends_of,
    gap_rows,
    hit_rows,
    matrix_json,
)
from graph.questions.listing import refuse_unheld, refuse_unlisted
from graph.questions.rows import record_row
from graph.questions.trace import trace as follow
from graph.records import Concern
from ontology.errors import UnknownRecordError

router = APIRouter(prefix="/api", tags=["questions"])

Only = Annotated[
    Literal["settled", "all"],
    Query(description="settled: what papers state and people confirmed; all: proposals too."),
]
Rules = Annotated[list[str] | None, Query(description="Only this rule; may be repeated.")]
Theme = Annotated[str | None, Query(description="Only about this theme, by its code.")]
Format = Annotated[
    Literal["json", "csv"], Query(description="csv: one row for each quote, for a spreadsheet.")
]
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
def gaps(
    store: StoreDep,
    known: KnownDep,
    authority: Authority = None,
    rule: Rules = None,
    theme: Theme = None,
    format: Format = "json",
) -> Response:
    """What is missing or contradicted."""
    rules = known_rules([name for name in rule or () if name])
    every = [gap for name in about(store, authority) for gap in known.gaps(name)]
    found = by_rules(about_theme(store, every, theme), rules)
    documents = documents_of(store, authority or None)
    if format == "csv":
        return gap_sheet(found, documents)
    return JSONResponse(gap_rows(found, documents))


@router.get("/review")
def review(
    store: StoreDep,
    known: KnownDep,
    authority: Authority = None,
    relation: Annotated[str | None, Query(description="Only links of this relation.")] = None,
    document: Annotated[str | None, Query(description="Only links of this paper, by id.")] = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 20,
) -> JSONResponse:
    """The proposals that wait for a person, with what a decision about each would change."""
    every = in_order(one for name in about(store, authority) for one in known.queue(name))
    found = narrowed(store, every, relation=relation, document=document)[:limit]
    ends = ends_of(store, [one.link for one in found])
    return JSONResponse([waiting_row(one, ends) for one in found])


@router.get("/suspects")
def suspected(store: StoreDep, known: KnownDep, authority: Authority = None) -> JSONResponse:
    """Decisions whose words have changed or gone since, with what may stand there now."""
    files = {key: paper.file for key, paper in documents_of(store).items()}
    found = [one for name in about(store, authority) for one in known.suspects(name)]
    return JSONResponse([suspect_row(one, files) for one in found])


@router.get("/matrix")
def matrix(store: StoreDep, known: KnownDep, authority: Authority = None) -> JSONResponse:
    """One authority's concerns by later visits."""
    return JSONResponse(matrix_json(known.matrix(the_authority(store, authority or None))))


@router.get("/search")
def search(
    store: StoreDep,
    q: Words,
    authority: Authority = None,
    kind: str | None = None,
    limit: Hits = 50,
) -> JSONResponse:
    """Passages that hold all words, best first."""
    refuse_unheld(store, authority or None)
    refuse_unlisted("kinds", kind or None, "kind of paper")
    hits = store.search(q, authority=authority or None, kind=kind or None, limit=limit)
    return JSONResponse(hit_rows(hits))
