"""What the routes ask for: the store, and the filters of a list, out of the query string."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Query, Request

from graph.listing import Filters
from graph.store.base import Store


def _store(request: Request) -> Store:
    return cast(Store, request.app.state.store)


StoreDep = Annotated[Store, Depends(_store)]
Authority = Annotated[str | None, Query(description="Only this authority, by its name.")]
Date = Annotated[str | None, Query(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]


def _filters(
    authority: Authority = None,
    document: Annotated[str | None, Query(description="Id or file name of a paper.")] = None,
    theme: Annotated[str | None, Query(description="Code of a theme.")] = None,
    since: Date = None,
    until: Date = None,
    state: Annotated[str | None, Query(description="State of links, status of actions.")] = None,
) -> Filters:
    return Filters(
        authority=authority or None,
        document=document or None,
        theme=theme or None,
        since=since or None,
        until=until or None,
        state=state or None,
    )


FiltersDep = Annotated[Filters, Depends(_filters)]
