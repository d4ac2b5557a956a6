"""What records say of each other in themselves, as links: owners of actions, wholes of parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.ids import link_id
from graph.records import Action, Concern, Link, Owner, Record
from graph.store.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Owners of one authority, and the links that its records carry in themselves.

    Attributes:
        owners: by id.
        links: for each owner, action and concern the links that it is an end of.
    """

    owners: Mapping[str, Owner]
    links: Mapping[str, Sequence[Link]]


def holdings_of(view: View, authority: str) -> Holdings:
    """Work out the owners and wholes of one authority; it looks at all its actions."""
    owners: dict[str, Owner] = {}
    links: dict[str, list[Link]] = defaultdict(list)
    made: list[Link] = []
    for action in view.records(Action, authority=authority):
        for owner in action.owners:
            owners[owner.id] = owner
            made.append(_link(action, "ownedBy", owner.id))
    for concern in view.records(Concern, authority=authority):
        if concern.parent:
            made.append(_link(concern, "partOf", concern.parent))
    for link in made:
        links[link.subject].append(link)
        links[link.object].append(link)
    return Holdings(owners=owners, links=dict(links))


def _link(record: Record, relation: str, target: str) -> Link:
    """The paper that names the owner, or prints the sub-point, states the link."""
    return Link(
        id=link_id(record.id, relation, target),
        subject=record.id,
        relation=relation,
        object=target,
        basis="stated",
        state="stated",
        authority=record.authority,
        document=record.document,
    )
