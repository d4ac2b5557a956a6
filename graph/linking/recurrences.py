"""Concerns that come back at a later visit. A recurrence never reopens the earlier concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.linking.candidates import matches
from graph.linking.case import Case
from graph.linking.heard import Heard, hear
from graph.linking.links import proposed
from graph.linking.parts import is_paragraph
from graph.linking.spoken import Spoken
from graph.linking.topics import NOTHING, topic_of
from graph.records import Concern, Link, Record

_LEVEL = 0.4
# A whole paragraph of a joint inspection says much, and shares some theme with most concerns.
_PARAGRAPH_LEVEL = 0.63


def recurrences(case: Case) -> Iterator[Link]:
    """Yield proposals that a concern raises again what an earlier one of inspectors raised.

    A council's heading restates and raises nothing. What a body other than an inspectorate
    recommends is advice for the concern, and no recurrence.
    """
    if not case.speaking:
        return
    said = [one for one in _said(case.open_concerns) if one.said.record.document in case.speaking]
    raised = [target for target in case.targets if _by_inspectors(case, target.record)]
    found = matches(said, raised, case.times.bearing, level=_LEVEL)
    for one in found:
        later = one.said.record
        paragraph = is_paragraph(later.text) or is_paragraph(one.target.record.text)
        if paragraph and one.score < _PARAGRAPH_LEVEL:
            continue
        advice = not _by_inspectors(case, later)
        if advice and later.kind != "recommendation":
            continue
        yield proposed(
            later.id,
            "recommendedFor" if advice else "recursFrom",
            one.target.record.id,
            authority=case.authority,
            score=one.right,
            reasons=one.reasons,
        )


def _by_inspectors(case: Case, record: Record) -> bool:
    printed = isinstance(record, Concern) and record.kind != "self_identified"
    return printed and case.held.by_inspectors(record)


def _said(concerns: Sequence[Concern]) -> list[Heard[Concern]]:
    """Return each concern as something said; a sub-point leans on what it is part of."""
    by_id = {concern.id: concern for concern in concerns}
    return [
        hear(
            Spoken(
                record=concern,
                own=topic_of(concern.text, concern.themes),
                carried=topic_of(above.text, above.themes)
                if (above := by_id.get(concern.parent or ""))
                else NOTHING,
            )
        )
        for concern in concerns
    ]
