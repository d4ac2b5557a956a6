"""Actions that answer a concern by meaning, beyond the heading they stand under."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.linking.candidates import matches
from graph.linking.held import Held
from graph.linking.links import proposed
from graph.linking.targets import targets_of
from graph.linking.timeline import Timeline
from graph.records import Link

LEVEL = 0.5


def responses(
    held: Held,
    times: Timeline,
    authority: str,
    *,
    restating: Collection[str],
) -> Iterator[Link]:
    """Yield proposals that an action answers a concern of an earlier paper.

    Args:
        held: what is held.
        times: when each paper speaks.
        authority: whom it is about.
        restating: ids of headings that only restate a concern; the concern itself is linked.
    """
    concerns = [c for c in held.concerns if not c.addressed_to and c.id not in restating]
    for one in matches(held.told, targets_of(concerns), times.later, level=LEVEL):
        yield proposed(
            one.said.record.id,
            "respondsTo",
            one.target.record.id,
            authority=authority,
            score=one.score,
            reasons=one.reasons,
        )
