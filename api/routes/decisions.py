"""``POST /api/links/{id}/decisions``: a named person decides about a link, with a reason."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.deps import StoreDep
from graph.review import review
from graph.rows import link_row

router = APIRouter(prefix="/api", tags=["decisions"])


class Verdict(BaseModel):
    """What is decided, by whom and why."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["confirmed", "rejected", "unsure", "undone"]
    by: str = Field(max_length=200, examples=["J. Smith, quality assurance"])
    reason: str = Field(default="", max_length=2000, examples=["Same service, same children."])


@router.post("/links/{link_id}/decisions", status_code=201)
def decide(link_id: str, verdict: Verdict, store: StoreDep) -> JSONResponse:
    """Record a decision; answers with the link in its new state."""
    link = review(store, link_id, state=verdict.state, by=verdict.by, reason=verdict.reason)
    return JSONResponse(link_row(link), status_code=201)
