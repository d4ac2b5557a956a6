"""Where each record of a paper is used: the way back from a quote to chains and actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from api.wording import anchor, here, relation
from graph.records import Action, Concern, Evidence, Link, Record
from graph.store.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """That a record bears on another.

    Attributes:
        words: what the link says, seen from the record that is used.
        target: the record at its other end.
        address: of the page that shows the two together.
    """

    link: Link
    words: str
    target: Record
    address: str


def uses(view: View, records: Iterable[Record]) -> dict[str, list[Use]]:
    """Return for each record what it bears on: settled first, then the likeliest.

    What bears on it is told on its own page (a concern's chain, an action's), all but for
    evidence, which has none.
    """
    every = list(records)
    ids = sorted(record.id for record in every)
    offered = sorted(record.id for record in every if isinstance(record, Evidence))
    pairs = [(k.subject, k, k.object) for k in view.links(subjects=ids)]
    pairs += [(k.object, k, k.subject) for k in view.links(objects=offered)]
    ends = view.records(Record, ids=sorted({other for _, _, other in pairs}))
    held = {record.id: record for record in ends}
    found: dict[str, list[Use]] = defaultdict(list)
    for mine, link, other in pairs:
        if link.state != "rejected" and other in held:
            found[mine].append(_use(mine, link, held[other]))
    for group in found.values():
        group.sort(key=_worth)
    return dict(found)


def _use(mine: str, link: Link, target: Record) -> Use:
    words = relation(link.relation, backwards=mine == link.object)
    if isinstance(target, Concern):
        address = f"/concerns/{target.id}#{anchor(mine)}"
    elif isinstance(target, Action):
        address = f"/actions/{target.id}"
    else:
        address = here(target.quote, target.id)
    return Use(link=link, words=words, target=target, address=address)


def _worth(use: Use) -> tuple[bool, float, str]:
    return not use.link.settled, -(use.link.score or 0.0), use.link.id
