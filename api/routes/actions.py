"""``/actions``: what is done, by whom, by when, on what evidence."""

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
from api.wording import query
from graph.questions.gaps import Gap
from graph.records import (
    Action,
    Comment,
    Concern,
    Evidence,
    Link,
    Record,
    StatusRecord,
)
from graph.store.base import Store
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
