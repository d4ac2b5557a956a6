"""What can be spoken of later: concerns and actions, taken apart into their matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.linking.background import background
from graph.linking.groups import Groups
from graph.linking.parts import parts_of
from graph.linking.terms import stem
from graph.linking.topics import Topic, topic_of
from graph.records import Concern, Record
from ontology.phrases import split


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One matter of a concern or an action.

    Attributes:
        record: the concern or action.
        part: the matter in the record's own words; ``None`` where it is the whole of it.
        themes: weight 0..1 by theme: how much a sentence about it is about this matter.
        words: weight 0..1 by telling stem.
        printed: the word as printed, by stem.
        groups: whom it names, or what it is part of names.
    """

    record: Record
    part: str | None
    themes: Mapping[str, float]
    words: Mapping[str, float]
    printed: Mapping[str, str]
    groups: Groups


def targets_of(records: Sequence[Record]) -> list[Target]:
    """Return the matters of all *records*; a sub-point inherits the groups its parent names."""
    by_id = {record.id: record for record in records}
    found = []
    for record in records:
        above = by_id.get(record.parent or "") if isinstance(record, Concern) else None
        found += _matters(record, topic_of(above.text, above.themes).groups if above else Groups())
    return found


def _matters(record: Record, above: Groups) -> list[Target]:
    whole = topic_of(record.text, record.themes).groups
    pieces = parts_of(record.text)
    if len(pieces) == 1:
        return [_target(record, None, topic_of(record.text, record.themes), (whole, above))]
    return [_target(record, piece, topic_of(piece), (whole, above)) for piece in pieces]


def _target(record: Record, part: str | None, topic: Topic, lent: tuple[Groups, Groups]) -> Target:
    groups = topic.groups
    children = next((g for g in (groups, *lent) if g.of_children), groups)
    return Target(
        record=record,
        part=part,
        themes=_weights(topic),
        words=topic.words,
        printed={stem(word): word for word in reversed(split(part or record.text))},
        groups=Groups(
            children=children.children,
            by_plan=children.by_plan,
            particular=groups.particular,
            general=groups.general,
        ),
    )


def _weights(topic: Topic) -> dict[str, float]:
    """Weigh the themes of a matter: its subject counts, what is named beside it counts less.

    A group of children that many sentences name (care leavers) is the subject only of a matter
    that names no other.
    """
    weigh = background().theme_weight
    crowd = topic.groups.of_children
    subjects = [theme for theme in topic.themes if theme not in crowd]
    heaviest = max((weigh(theme) for theme in subjects), default=0.0)
    weights = {theme: weigh(theme) * weigh(theme) / heaviest for theme in subjects}
    for theme in set(topic.themes) & crowd:
        weights[theme] = weigh(theme) ** 2 if subjects else 1.0
    return weights
