"""``/evidence`` and ``/comments``: records that have no page of their own, as lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from api.choices import Choice, in_scope
from api.deps import Authority, PageNumber, StoreDep
from api.narrowing import leaf
from api.pages import page
from api.routes.overview import choose
from api.used_in import uses
from api.wording import query
from graph.records import Comment, Evidence, Record
from graph.store.base import Store
from ontology.vocabulary import scheme

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Code = Annotated[str, Query(max_length=100)]


@router.get("/evidence")
def evidence(
    store: StoreDep, authority: Authority = None, status: Code = "", number: PageNumber = 1
) -> HTMLResponse:
    """What is offered to show that something was done or worked."""
    return _records(store, Evidence, authority, status, number)


@router.get("/comments")
def comments(
    store: StoreDep, authority: Authority = None, status: Code = "", number: PageNumber = 1
) -> HTMLResponse:
    """What inspectors said, or are said to have said."""
    return _records(store, Comment, authority, status, number)


def _records(
    store: Store,
    kind: type[Evidence] | type[Comment],
    authority: str | None,
    code: str,
    number: int,
) -> HTMLResponse:
    name, vocabulary, label = _LISTED[kind]
    about = in_scope(store, authority)
    if about is None:
        return choose(store, name.capitalize(), f"/{name}")
    every: Sequence[Record] = store.records(kind, authority=about)
    counts = Counter(_code(record) for record in every)
    found = [record for record in every if code in ("", _code(record))]
    shown = leaf(found[::-1], number)
    options = [
        (concept.id, f"{concept.label} ({counts[concept.id]})")
        for concept in scheme(vocabulary)
        if counts[concept.id]
    ]
    asked = {"authority": about, "status": code}
    return page(
        "records.html",
        title=name.capitalize(),
        section=f"/{name}",
        twin=query(f"/api/{name}", {"authority": about}),
        kind=name,
        vocabulary=vocabulary,
        code=_code,
        shown=shown,
        used=uses(store, shown.members),
        turn=lambda number: query(f"/{name}", asked | {"page": number}),
        papers={paper.id: paper for paper in store.documents(authority=about)},
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
        more=[Choice(name="status", label=label, value=code, options=(("", "All"), *options))],
    )


_LISTED: dict[type[Record], tuple[str, str, str]] = {
    Evidence: ("evidence", "evidence_statuses", "Status"),
    Comment: ("comments", "polarities", "Judged as"),
}


def _code(record: Record) -> str:
    """What a list of records is narrowed by: status of evidence, polarity of a comment."""
    if isinstance(record, Evidence):
        return record.status
    return record.polarity if isinstance(record, Comment) else ""
