"""What the absence of an owner would leave unowned: actions, and the concerns they answer.

Only what is still to be done needs an owner, so actions that are done or superseded do not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.questions.facts import Facts, facts_of
from graph.records import Action, Concern, Document, Owner, Record
from graph.store.base import View

OPEN = ("planned", "under_way")
_DIGITS = 4  # of an id, below which words are meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A concern that would have no owned action any more.

    Attributes:
        actions: ids of the owner's actions that answer it.
        state: stated, confirmed, or proposed where only proposals tie it to the owner.
        proposed: ids of proposed links from actions of others, which would keep it owned.
    """

    concern: Concern
    actions: tuple[str, ...]
    state: str
    proposed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """What would be left.

    Attributes:
        owners: the owner, and whoever a person confirmed to be the same.
        perhaps: owners proposed to be the same, which nobody has confirmed.
        authority: whose owner it is.
        alone: open actions that only this owner has: left unowned.
        shared: open actions that others own too.
        done: how many actions of theirs are done or superseded.
        concerns: concerns without an owned open action then.
        documents: the authority's papers by id.
    """

    owners: tuple[Owner, ...]
    perhaps: tuple[Owner, ...]
    authority: str
    alone: tuple[Action, ...]
    shared: tuple[Action, ...]
    done: int
    concerns: tuple[Left, ...]
    documents: Mapping[str, Document]


def owners_like(
    view: View, asked: str, *, authority: str | None = None
) -> list[tuple[str, Owner]]:
    """Return authority and owner of everybody who is meant: by id or its beginning, or by name.

    A name that fits exactly, but for case, leaves out those that only hold it.
    """
    held = {
        (action.authority, owner.id): owner
        for action in view.records(Action, authority=authority)
        for owner in action.owners
    }
    bare = asked.casefold().strip()
    ids = [key for key in held if key[1] == asked]
    exact = [key for key, owner in held.items() if owner.name.casefold() == bare]
    digits = bare.removeprefix("owner-")
    begin = [
        key for key in held if len(digits) >= _DIGITS and key[1].startswith(f"owner-{digits}")
    ]
    holding = [key for key, owner in held.items() if bare and bare in owner.name.casefold()]
    return [(key[0], held[key]) for key in sorted(ids or exact or begin or holding)]


def absence(view: View, authority: str, owner: Owner, *, settled: bool = False) -> Absence:
    """Return what would be left without *owner*.

    Args:
        view: the store.
        authority: whose owner it is.
        owner: who is absent.
        settled: tell only of concerns that stated and confirmed links tie to the owner.
    """
    facts = facts_of(view, authority, today="")
    known = {one.id: one for action in facts.actions for one in action.owners}
    same, perhaps = _same(facts, owner.id)
    theirs = [a for a in facts.actions if any(o.id in same for o in a.owners)]
    opened = [action for action in theirs if action.status in OPEN]
    alone = [a for a in opened if all(o.id in same for o in a.owners)]
    return Absence(
        owners=tuple(known[key] for key in sorted(same) if key in known),
        perhaps=tuple(known[key] for key in sorted(perhaps) if key in known),
        authority=authority,
        alone=tuple(alone),
        shared=tuple(action for action in opened if action not in alone),
        done=len(theirs) - len(opened),
        concerns=tuple(_left(facts, same, {a.id for a in opened}, settled=settled)),
        documents=facts.documents,
    )


def _same(facts: Facts, owner: str) -> tuple[set[str], set[str]]:
    """Ids of this owner, over confirmed identities; and of who is only proposed to be the same."""
    sure: dict[str, set[str]] = defaultdict(set)
    unsure: dict[str, set[str]] = defaultdict(set)
    for link in facts.links:
        if link.relation == "sameAs":
            homes = sure if link.settled else unsure
            homes[link.subject].add(link.object)
            homes[link.object].add(link.subject)
    found = [owner]
    for key in found:  # grows while it is read
        found += sorted(sure[key] - set(found))
    return set(found), {other for key in found for other in unsure[key]} - set(found)


def _left(facts: Facts, same: set[str], theirs: set[str], *, settled: bool) -> list[Left]:
    found = []
    for concern in filter(facts.own, facts.concerns):
        family = (*facts.whole(concern.id), *facts.above(concern.id))
        links = facts.into("respondsTo", *family)
        mine = [link for link in links if link.subject in theirs]
        others = [k for k in links if _owned_by_others(facts.records.get(k.subject), same)]
        sure = [link for link in mine if link.settled]
        if (settled and not sure) or not mine or any(link.settled for link in others):
            continue
        found.append(
            Left(
                concern=concern,
                actions=_ids(link.subject for link in (sure or mine)),
                state=sure[0].state if sure else "proposed",
                proposed=_ids(link.id for link in others),
            )
        )
    return found


def _owned_by_others(record: Record | None, same: set[str]) -> bool:
    return (
        isinstance(record, Action)
        and record.status in OPEN
        and any(owner.id not in same for owner in record.owners)
    )


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    found: Sequence[str] = sorted(set(ids))
    return tuple(found)
