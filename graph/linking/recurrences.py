"""Concerns that come back at a later visit. A recurrence never reopens the earlier concern."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.linking.candidates import matches
from graph.linking.held import Held
from graph.linking.links import proposed
from graph.linking.spoken import Spoken
from graph.linking.targets import targets_of
from graph.linking.timeline import Timeline
from graph.linking.topics import topic_of
from graph.records import Concern, Link

LEVEL = 0.5


def recurrences(
    held: Held, times: Timeline, authority: str, *, restating: Collection[str]
) -> Iterator[Link]:
    """Yield proposals that a concern raises again what an earlier one raised.

    A recommendation that another body than an inspectorate prints is made for the concern, and is
    no recurrence of it.
    """
    concerns = [c for c in held.concerns if not c.addressed_to and c.id not in restating]
    for one in matches(
        _said(concerns), targets_of(concerns), times.later, between=times.between, level=LEVEL
    ):
        later = one.said.record
        advice = later.kind == "recommendation" and not held.by_inspectors(later)
        yield proposed(
            later.id,
            "recommendedFor" if advice else "recursFrom",
            one.target.record.id,
            authority=authority,
            score=one.score,
            reasons=one.reasons,
        )


def _said(concerns: list[Concern]) -> list[Spoken[Concern]]:
    """Each concern as something said; a sub-point leans on what it is part of."""
    by_id = {concern.id: concern for concern in concerns}
    said = []
    for concern in concerns:
        above = by_id.get(concern.parent or "")
        own = topic_of(concern.text, concern.themes)
        if above:
            said.append(
                Spoken(record=concern, own=own, carried=topic_of(above.text, above.themes))
            )
        else:
            said.append(Spoken(record=concern, own=own))
    return said
