"""Decisions about links: ``POST /api/links/{id}/decisions``, and the same from a page's form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.deps import NAME_COOKIE, StoreDep
from api.pages import page
from graph.decisions.review import review
from graph.questions.rows import link_row
from ontology.errors import ReviewError

router = APIRouter(prefix="/api", tags=["decisions"])
forms = APIRouter(include_in_schema=False)

YEAR = 365 * 24 * 3600  # seconds for which a browser keeps the name of the person who decides
# An address on this server, without anything that a browser could read as another host.
OURS = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*", re.ASCII)


class Verdict(BaseModel):
    """What is decided, by whom and why."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "state": "confirmed",
                    "by": "J. Smith, quality assurance",
                    "reason": "Same service, same children.",
                }
            ]
        },
    )

    state: Literal["confirmed", "rejected", "unsure", "undone"]
    by: str = Field(max_length=200)
    reason: str = Field(default="", max_length=2000)


@router.post("/links/{link_id}/decisions", status_code=201)
def decide(link_id: str, verdict: Verdict, store: StoreDep) -> JSONResponse:
    """Record a decision; answers with the link in its new state."""
    link = review(store, link_id, state=verdict.state, by=verdict.by, reason=verdict.reason)
    return JSONResponse(link_row(link), status_code=201)


@forms.post("/links/{link_id}/decisions")
def decide_on_page(
    link_id: str,
    store: StoreDep,
    state: Annotated[Literal["confirmed", "rejected", "unsure", "undone"], Form()],
    by: Annotated[str, Form(max_length=200)] = "",
    reason: Annotated[str, Form(max_length=2000)] = "",
    back: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Record a decision from a form and go back to where it was taken.

    A form of another site does not get here (see ``api.guard``): the browser says where a form
    comes from, so no token is needed.
    """
    return decided(
        lambda: review(store, link_id, state=state, by=by, reason=reason), by=by, back=back
    )


def decided(decide: Callable[[], object], *, by: str, back: str) -> Response:
    """Record a decision, keep the name for the next one, and go back to where it was taken."""
    back = back if OURS.fullmatch(back) else "/"
    try:
        decide()
    except ReviewError as error:
        detail = f"{str(error)[:1].upper()}{str(error)[1:]}."
        title = "The decision is not recorded"
        return page("error.html", status_code=409, title=title, detail=detail, back=back)
    answer = RedirectResponse(back, status_code=303)
    answer.set_cookie(
        NAME_COOKIE, quote(by.strip()), max_age=YEAR, httponly=True, samesite="strict", path="/"
    )
    return answer
