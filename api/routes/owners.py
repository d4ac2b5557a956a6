"""``/owners``: what each person, post and body holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.choices import in_scope
from api.deps import Authority, KnownDep, StoreDep
from api.narrowing import actions as narrowed
from api.narrowing import overdue
from api.pages import page
from api.routes.overview import choose
from api.wording import query
from graph.records import Action, Link, Owner
from graph.store.base import View

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


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
        without=[gap for gap in known.gaps(about) if gap.rule == "no_owner"],
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
