"""``/api/documents`` and its sisters: every kind of thing as an array, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from api.deps import FiltersDep, KnownDep, StoreDep
from api.narrowing import overdue as late_actions
from api.questions import about
from graph.questions.listing import LISTS, listing
from graph.questions.rows import Json
from ontology.errors import SightlineError

LIMIT = 1000  # members of an array, unless the caller asks for fewer or more
MOST = 10_000

router = APIRouter(prefix="/api", tags=["lists"])

Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many members.")]
Owner = Annotated[str | None, Query(description="Only actions of this owner, by id.")]
Overdue = Annotated[bool, Query(description="Only actions whose date has passed.")]
Cursor = Annotated[str | None, Query(description="Where to go on: from the Link header.")]


def _route(kind: str) -> Callable[..., JSONResponse]:
    def rows(
        request: Request,
        store: StoreDep,
        filters: FiltersDep,
        limit: Limit = LIMIT,
        cursor: Cursor = None,
    ) -> JSONResponse:
        return _answer(request, listing(store, kind, filters), limit=limit, cursor=cursor)

    rows.__doc__ = f"All {kind} that fit; a Link header leads to the next page if there is one."
    return rows


def _answer(request: Request, rows: list[Json], *, limit: int, cursor: str | None) -> JSONResponse:
    found, following = paged(rows, limit=limit, cursor=cursor)
    address = request.url.include_query_params(limit=limit, cursor=following)
    link = {"Link": f'<{address.path}?{address.query}>; rel="next"'} if following else None
    return JSONResponse(found, headers=link)


@router.get("/actions", operation_id="list_actions")
def actions(
    request: Request,
    store: StoreDep,
    known: KnownDep,
    filters: FiltersDep,
    owner: Owner = None,
    overdue: Overdue = False,
    limit: Limit = LIMIT,
    cursor: Cursor = None,
) -> JSONResponse:
    """All actions that fit; a Link header leads to the next page if there is one."""
    rows = listing(store, "actions", filters)
    if owner:
        rows = [row for row in rows if owner in _owners(row)]
    if overdue:
        names = about(store, filters.authority)
        late = late_actions(gap for name in names for gap in known.gaps(name))
        rows = [row for row in rows if row["id"] in late]
    return _answer(request, rows, limit=limit, cursor=cursor)


def _owners(row: Json) -> list[str]:
    held = row["owners"]
    return [owner["id"] for owner in held] if isinstance(held, list) else []


for _kind in [kind for kind in LISTS if kind != "actions"]:
    router.add_api_route(f"/{_kind}", _route(_kind), name=_kind, operation_id=f"list_{_kind}")


def paged(rows: list[Json], *, limit: int, cursor: str | None) -> tuple[list[Json], str | None]:
    """Return one page of *rows* and the cursor of the next; ``None`` where there is none.

    A cursor is the id of the last row seen, or its number for rows without an id, so that papers
    loaded meanwhile neither repeat nor hide a row.

    Raises:
        SightlineError: the row of the cursor is gone.
    """
    names = [str(row.get("id", number)) for number, row in enumerate(rows)]
    first = 0
    if cursor is not None:
        if cursor not in names:
            raise SightlineError("the cursor is no longer valid; begin again without it")
        first = names.index(cursor) + 1
    page = rows[first : first + limit]
    more = first + limit < len(rows)
    return page, names[first + len(page) - 1] if more else None
