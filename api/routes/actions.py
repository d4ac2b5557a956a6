"""``/actions``, ``/owners``, ``/evidence`` and ``/comments``: what is done, by whom, on what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from api.choices import Choice, in_scope
from api.deps import Authority, KnownDep, Me, PageNumber, StoreDep
from api.known import Known
from api.narrowing import actions as narrowed
from api.narrowing import leaf, overdue
from api.pages import page
from api.routes.overview import choose
from api.used_in import uses
from api.wording import query
from graph.gaps import Gap
from graph.records import (
    Action,
    Comment,
    Concern,
    Evidence,
    Link,
    Owner,
    Record,
    StatusRecord,
)
from graph.store.base import Store, View
from ontology.errors import UnknownRecordError
from ontology.vocabulary import scheme

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Code = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An action with all that is known around it."""

    action: Action
    history: Sequence[StatusRecord]
    concerns: Sequence[tuple[Link, Concern]]
    evidence: Sequence[tuple[Link, Evidence]]
    comments: Sequence[tuple[Link, Comment]]
    gaps: Sequence[Gap]


@router.get("/actions")
def actions(
    store: StoreDep,
    known: KnownDep,
    me: Me,
    authority: Authority = None,
    status: Code = "",
    owner: Code = "",
    late: Annotated[str, Query(alias="overdue", pattern="^(true|)$")] = "",
    number: PageNumber = 1,
) -> HTMLResponse:
    """An authority's actions, those that are due first at the top."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Actions", "/actions")
    every = store.records(Action, authority=about)
    passed = overdue(known.gaps(about))
    found = narrowed(every, status=status, owner=owner, late=passed if late else None)
    found.sort(key=lambda action: (action.id not in passed, action.due or "9999"))
    shown = leaf(found, number)
    asked = {"authority": about, "status": status, "owner": owner, "overdue": late}
    return page(
        "actions.html",
        title="Actions",
        section="/actions",
        twin=query("/api/actions", asked | {"status": None, "state": status}),
        entries=entries(store, known, shown.members),
        late=passed,
        shown=shown,
        turn=lambda number: query("/actions", asked | {"page": number}),
        papers={paper.id: paper for paper in store.documents(authority=about)},
        me=me,
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
        more=_choices(every, status=status, owner=owner, late=late, passed=len(passed)),
    )


@router.get("/actions/{action_id}")
def action(action_id: str, store: StoreDep, known: KnownDep, me: Me) -> HTMLResponse:
    """One action with its owner, history, evidence, and what inspectors said of it."""
    record = store.record(action_id)
    if not isinstance(record, Action):
        raise UnknownRecordError(f"{action_id} is no action")
    return page(
        "action.html",
        title=record.text,
        section="/actions",
        twin=query("/api/actions", {"authority": record.authority}),
        entry=entries(store, known, [record])[0],
        late=overdue(known.gaps(record.authority)),
        papers={paper.id: paper for paper in store.documents(authority=record.authority)},
        me=me,
        back=f"/actions/{action_id}",
        authority=record.authority,
    )


def entries(store: Store, known: Known, shown: Sequence[Action]) -> list[Entry]:
    """Gather what is known around each of these actions, in a handful of questions."""
    ids = [action.id for action in shown]
    links = [*store.links(subjects=ids), *store.links(objects=ids, relation="commentsOn")]
    live = [link for link in links if link.state != "rejected"]
    live.sort(key=lambda link: (not link.settled, -(link.score or 0.0), link.id))
    ends = sorted({end for link in live for end in (link.subject, link.object)})
    held = {record.id: record for record in store.records(Record, ids=ends)}
    history = store.history(ids)
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for name in {action.authority for action in shown}:
        for gap in known.gaps(name):
            gaps[gap.subject].append(gap)
    return [_entry(action, live, held, history.get(action.id, ()), gaps) for action in shown]


def _entry(
    action: Action,
    links: Iterable[Link],
    held: Mapping[str, Record],
    history: Sequence[StatusRecord],
    gaps: Mapping[str, Sequence[Gap]],
) -> Entry:
    mine = [link for link in links if action.id in (link.subject, link.object)]
    out = [(link, held.get(link.object)) for link in mine if link.subject == action.id]
    into = [(link, held.get(link.subject)) for link in mine if link.object == action.id]
    return Entry(
        action=action,
        history=history,
        concerns=[(link, end) for link, end in out if isinstance(end, Concern)],
        evidence=[(link, end) for link, end in out if isinstance(end, Evidence)],
        comments=[(link, end) for link, end in into if isinstance(end, Comment)],
        gaps=gaps.get(action.id, ()),
    )


def _choices(
    every: Sequence[Action], *, status: str, owner: str, late: str, passed: int
) -> list[Choice]:
    counts = Counter(action.status for action in every)
    statuses = [
        (concept.id, f"{concept.label} ({counts[concept.id]})")
        for concept in scheme("action_statuses")
        if counts[concept.id]
    ]
    owners = {one.id: one.name for action in every for one in action.owners}
    names = sorted(owners.items(), key=lambda pair: pair[1].casefold())
    dates = (("", "Any"), ("true", f"Overdue ({passed})"))
    return [
        Choice(name="status", label="Status", value=status, options=(("", "All"), *statuses)),
        Choice(name="owner", label="Owner", value=owner, options=(("", "All"), *names)),
        Choice(name="overdue", label="Due date", value=late, options=dates),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What one owner holds, and who may be the same one under another name."""

    owner: Owner
    actions: Sequence[Action]
    statuses: Mapping[str, int]
    late: int
    twins: Sequence[tuple[Link, Owner]]


@router.get("/owners")
def owners(store: StoreDep, known: KnownDep, authority: Authority = None) -> HTMLResponse:
    """What each person, post and body holds."""
    about = in_scope(store, authority)
    if about is None:
        return choose(store, "Owners", "/owners")
    every = store.records(Action, authority=about)
    return page(
        "owners.html",
        title="Owners",
        section="/owners",
        twin=query("/api/owners", {"authority": about}),
        holdings=_holdings(store, about, every, overdue(known.gaps(about))),
        without=[action for action in every if not action.owners],
        authorities=store.authorities(),
        authority=about,
        one_authority=True,
    )


def _holdings(
    store: View, authority: str, every: Sequence[Action], late: frozenset[str]
) -> list[Holding]:
    """Owners by name; of links that two may be one, those that nobody rejected."""
    owners = {one.id: one for action in every for one in action.owners}
    twins: dict[str, list[tuple[Link, Owner]]] = defaultdict(list)
    for link in store.links(authority=authority, relation="sameAs"):
        if link.state != "rejected" and link.subject in owners and link.object in owners:
            twins[link.subject].append((link, owners[link.object]))
            twins[link.object].append((link, owners[link.subject]))
    holdings = []
    for owner in sorted(owners.values(), key=lambda one: (one.name.casefold(), one.id)):
        held = narrowed(every, owner=owner.id)
        holdings.append(
            Holding(
                owner=owner,
                actions=held,
                statuses=Counter(action.status for action in held),
                late=sum(action.id in late for action in held),
                twins=twins[owner.id],
            )
        )
    return holdings


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
