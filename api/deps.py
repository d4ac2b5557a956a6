"""What the routes ask for: the store, what is known of it, and what the query string says."""

from __future__ import annotations

from typing import Annotated, cast
from urllib.parse import unquote

from fastapi import Cookie, Depends, Query, Request

from api.jobs import Jobs
from api.known import Known
from graph.questions.listing import Filters
from graph.store.base import Store

NAME_COOKIE = "sightline-name"  # of the person who decides, so that it is typed once


def _store(request: Request) -> Store:
    return cast(Store, request.app.state.store)


def _known(request: Request) -> Known:
    return cast(Known, request.app.state.known)


def _jobs(request: Request) -> Jobs:
    return cast(Jobs, request.app.state.jobs)


def _me(kept: Annotated[str | None, Cookie(alias=NAME_COOKIE)] = None) -> str:
    return unquote(kept or "")[:200]


StoreDep = Annotated[Store, Depends(_store)]
KnownDep = Annotated[Known, Depends(_known)]
JobsDep = Annotated[Jobs, Depends(_jobs)]
Me = Annotated[str, Depends(_me)]
Authority = Annotated[str | None, Query(description="Only this authority, by its name.")]
Date = Annotated[str | None, Query(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000)]


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
