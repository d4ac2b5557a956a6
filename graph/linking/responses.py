"""Actions that answer a concern by meaning, beyond the heading they stand under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.linking.candidates import matches
from graph.linking.case import Case
from graph.linking.heard import hear
from graph.linking.links import proposed
from graph.linking.spoken import Spoken
from graph.linking.topics import NOTHING
from graph.records import Action, Link
from ontology.vocabulary import scheme

_LEVEL = 0.29
# What others tell of was not written as an answer to anything.
_LEVEL_TOLD = 0.37


def responses(case: Case) -> Iterator[Link]:
    """Yield proposals that an action answers a concern of an earlier paper."""
    if not case.speaking:
        return
    told = [hear(_narrowed(said)) for said in case.held.told(case.speaking)]
    for one in matches(told, case.targets, case.times.bearing, level=_LEVEL):
        if one.said.record.voice and one.score < _LEVEL_TOLD:
            continue
        yield proposed(
            one.said.record.id,
            "respondsTo",
            one.target.record.id,
            authority=case.authority,
            score=one.right,
            reasons=one.reasons,
        )


def _narrowed(said: Spoken[Action]) -> Spoken[Action]:
    """Of an action that stands under a heading, only what it is for, not how it goes about it.

    An audit of life-story work answers the concern about life-story work, not one about audits.
    """
    if not said.record.under:
        return said
    themes = tuple(theme for theme in said.own.themes if theme not in scheme("means"))
    return replace(said, own=replace(said.own, themes=themes), carried=NOTHING)
