"""``/api/documents`` and its sisters: every kind of thing as an array, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from api.deps import FiltersDep, StoreDep
from graph.listing import LISTS, listing
from graph.rows import Json
from ontology.errors import SightlineError

LIMIT = 1000  # members of an array, unless the caller asks for fewer or more
MOST = 10_000

router = APIRouter(prefix="/api", tags=["lists"])

Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many members.")]
Cursor = Annotated[str | None, Query(description="Where to go on: from the Link header.")]


def _route(kind: str) -> Callable[..., JSONResponse]:
    def rows(
        request: Request,
        store: StoreDep,
        filters: FiltersDep,
        limit: Limit = LIMIT,
        cursor: Cursor = None,
    ) -> JSONResponse:
        found, following = paged(listing(store, kind, filters), limit=limit, cursor=cursor)
        address = request.url.include_query_params(limit=limit, cursor=following)
        link = {"Link": f'<{address.path}?{address.query}>; rel="next"'} if following else None
        return JSONResponse(found, headers=link)

    rows.__doc__ = f"All {kind} that fit; a Link header leads to the next page if there is one."
    return rows


for _kind in LISTS:
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
