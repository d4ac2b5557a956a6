"""``/board`` and ``/api/board``: what changed about an authority since a date."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from api.choices import Choice, in_scope
from api.deps import Authority, Date, StoreDep
from api.pages import page
from api.questions import the_authority
from api.routes.exports import Only, attachment
from api.routes.overview import choose
from api.wording import query
from graph.export.board import BOARDS
from graph.export.board.changes import board as gather
from graph.export.board.pack import Board
from graph.export.board.paper import board_paper
from graph.export.html import within
from ontology.errors import SightlineError

data = APIRouter(prefix="/api", tags=["exports"], default_response_class=Response)
router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Format = Annotated[
    str, Query(description="What to write.", json_schema_extra={"enum": list(BOARDS)})
]
MONTH = timedelta(days=31)


@data.get("/board")
def board_file(
    store: StoreDep,
    since: Date,
    authority: Authority = None,
    until: Date = None,
    format: Format = "json",
    only: Only = "settled",
) -> Response:
    """What changed about an authority since a day, month or year, in one file."""
    if format not in BOARDS:
        known = ", ".join(BOARDS)
        raise SightlineError(f"{format!r} is no format of a board pack; there are {known}")
    about = the_authority(store, authority or None)
    pack = gather(store, about, since=_since(since), until=until or None, only=only)
    buffer = io.BytesIO()
    BOARDS[format].write(pack, buffer)
    return attachment(buffer.getvalue(), pack.title, BOARDS[format])


@router.get("/board")
def board_page(
    store: StoreDep,
    authority: Authority = None,
    since: Date = None,
    until: Date = None,
    only: Only = "settled",
) -> HTMLResponse:
    """The same on a page, with the form that asks for it; the last month if nothing is asked."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Board pack", "/board")
    first = since or (date.today() - MONTH).isoformat()
    pack = gather(store, about, since=first, until=until or None, only=only)
    asked = {"authority": about, "since": pack.since, "until": pack.until, "only": only}
    return page(
        "board.html",
        title=pack.title,
        section="/board",
        twin=query("/api/board", asked),
        pack=pack,
        body=within(board_paper(pack)),
        files=[
            (one.label, query("/api/board", asked | {"format": name}))
            for name, one in BOARDS.items()
            if name != "json"
        ],
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
        more=_fields(pack),
    )


def _fields(pack: Board) -> list[Choice]:
    said = (("settled", "What is settled"), ("all", "Proposals too, apart"))
    return [
        Choice(name="since", label="From", value=pack.since, type="date"),
        Choice(name="until", label="To", value=pack.until, type="date"),
        Choice(name="only", label="What is shown", value=pack.only, options=said),
    ]


def _since(asked: str | None) -> str:
    if not asked:
        raise SightlineError("say from which day, month or year on: since=2024-01")
    return asked
