"""Actions that answer a concern by meaning, beyond the heading they stand under."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from graph.linking.candidates import matches
from graph.linking.held import Held
from graph.linking.links import proposed
from graph.linking.spoken import Spoken
from graph.linking.targets import targets_of
from graph.linking.timeline import Timeline
from graph.linking.topics import NOTHING
from graph.records import Action, Link
from ontology.vocabulary import scheme

LEVEL = 0.42


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
    targets = targets_of(concerns)
    free = [said for said in held.told if not said.record.under]
    bound = [_without_means(said) for said in held.told if said.record.under]
    for one in (
        *matches(free, targets, times.later, between=times.between, level=LEVEL),
        *matches(bound, targets, times.later, between=times.between, level=LEVEL),
    ):
        yield proposed(
            one.said.record.id,
            "respondsTo",
            one.target.record.id,
            authority=authority,
            score=one.score,
            reasons=one.reasons,
        )


def _without_means(said: Spoken[Action]) -> Spoken[Action]:
    """An action that stands under a heading, without themes that are only how it works on it."""
    themes = tuple(theme for theme in said.own.themes if theme not in scheme("means"))
    return replace(said, own=replace(said.own, themes=themes), carried=NOTHING)
