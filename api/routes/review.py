"""``/review``: one proposal at a time, two quotes side by side, until none is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from api.choices import Choice, in_scope
from api.deps import Authority, KnownDep, Me, StoreDep
from api.narrowing import waiting as narrowed
from api.pages import page
from api.routes.decisions import decided
from api.routes.overview import choose
from api.suspected import renew, renewed_link
from api.wording import query, relation
from graph.decisions.queue import Waiting
from graph.decisions.review import review as undo
from graph.decisions.suspects import suspects
from graph.records import Action, Document, Link, Owner, Record
from graph.store.base import View
from ontology.errors import UnknownRecordError
from ontology.schema import relations

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

CHANGES = 4  # what a decision would change, in sentences; the gravest come first
LinkId = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One end of a link: its record with its paper, or an owner with actions in its name."""

    id: str
    record: Record | None = None
    document: Document | None = None
    owner: Owner | None = None
    actions: tuple[Action, ...] = ()


@router.get("/review")
def review(
    store: StoreDep,
    known: KnownDep,
    me: Me,
    authority: Authority = None,
    relation: str = "",
    document: str = "",
    after: LinkId = "",
    last: LinkId = "",
) -> HTMLResponse:
    """The next proposal to decide about; *after* skips one, *last* was decided just now."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Review", "/review")
    every = known.queue(about)
    queue = narrowed(store, every, relation=relation, document=document)
    scope = {"authority": about, "relation": relation, "document": document}
    now = _next(queue, after)
    one = queue[now] if queue else None
    return page(
        "review.html",
        title="Review",
        section="/review",
        twin=query("/api/review", scope),
        one=one,
        changes=one.changes[:CHANGES] if one else (),
        sides=_sides(store, about, one.link) if one else (),
        position=now + 1,
        left=len(queue),
        skip=query("/review", scope | {"after": one.link.id}) if one else "",
        back=query("/review", scope | {"last": one.link.id}) if one else "",
        again=query("/review", scope),
        last=_decided(store, last),
        suspects=[(one, renewed_link(one)) for one in known.suspects(about)],
        papers={paper.id: paper for paper in store.documents(authority=about)},
        again_at=f"{query('/review', scope)}#suspects",
        me=me,
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
        more=_choices(store, about, every, relation, document),
    )


@router.post("/suspects/{link_id}")
def decide_again(
    link_id: str,
    store: StoreDep,
    do: Annotated[Literal["renew", "withdraw"], Form()],
    by: Annotated[str, Form(max_length=200)] = "",
    reason: Annotated[str, Form(max_length=2000)] = "",
    back: Annotated[str, Form(max_length=2000)] = "/review",
) -> Response:
    """Take a decision whose words have changed again, about the words of today, or withdraw it."""
    found = [one for one in suspects(store) if one.decision.link == link_id]
    if not found:
        raise UnknownRecordError("This decision is not suspect any more.")

    def decide() -> None:
        if do == "renew":
            renew(store, found[0], by=by, reason=reason)
        else:
            undo(store, link_id, state="undone", by=by, reason=reason)

    return decided(decide, by=by, back=back)


def _next(queue: Sequence[Waiting], after: str) -> int:
    """The place of the proposal to show: behind the one that was skipped, else the first."""
    places = {one.link.id: number for number, one in enumerate(queue)}
    following = places[after] + 1 if after in places else 0
    return following if following < len(queue) else 0


def _decided(store: View, link_id: str) -> Link | None:
    if not link_id:
        return None
    try:
        return store.link(link_id)
    except UnknownRecordError:
        return None  # an old address; what was decided then is told on the link's own pages


def _sides(store: View, authority: str, link: Link) -> tuple[Side, ...]:
    ends = (link.subject, link.object)
    if link.relation == "sameAs":
        return tuple(_owner_side(store.records(Action, authority=authority), end) for end in ends)
    records = {record.id: record for record in store.records(Record, ids=ends)}
    return tuple(
        Side(
            id=end,
            record=records.get(end),
            document=store.document(records[end].document) if end in records else None,
        )
        for end in ends
    )


def _owner_side(actions: Iterable[Action], owner_id: str) -> Side:
    held = tuple(action for action in actions if owner_id in {o.id for o in action.owners})
    names = (owner for action in held for owner in action.owners if owner.id == owner_id)
    return Side(id=owner_id, owner=next(names, None), actions=held[:CHANGES])


def _choices(
    store: View, authority: str, queue: Sequence[Waiting], chosen: str, document: str
) -> list[Choice]:
    counts = Counter(one.link.relation for one in queue)
    kinds = [(code, f"{relation(code)} ({counts[code]})") for code in relations() if counts[code]]
    papers = [
        (paper.id, f"{paper.date}: {paper.title}"[:80])
        for paper in reversed(store.documents(authority=authority))
        if paper.held
    ]
    options = (("", f"Every kind ({len(queue)})"), *kinds)
    return [
        Choice(name="relation", label="Kind of link", value=chosen, options=options),
        Choice(name="document", label="Paper", value=document, options=(("", "All"), *papers)),
    ]
