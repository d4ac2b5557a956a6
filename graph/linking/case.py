"""The case of one authority: its records, what repeats what, and when each paper speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.linking.closeness import Closeness
from graph.linking.held import Held
from graph.linking.quotations import Quotation, quotations
from graph.linking.restatements import Restatement, restatements
from graph.linking.targets import Target, targets_of
from graph.linking.terms import stems
from graph.linking.timeline import Timeline, timeline
from graph.records import Concern, Record


@dataclass(frozen=True, kw_only=True)
class Case:
    """What every kind of link is made from.

    Attributes:
        authority: whom it is about.
        held: the records.
        repeated: headings that print a concern again.
        printed: sentences that print an inspector's words again.
        times: when each paper speaks.
    """

    authority: str
    held: Held
    repeated: Sequence[Restatement]
    printed: Sequence[Quotation]
    times: Timeline

    @cached_property
    def open_concerns(self) -> list[Concern]:
        """Concerns that words and actions can bear on.

        Not among them: a heading that only restates a concern (the concern itself is linked), and
        what inspectors asked of another body.
        """
        restating = {one.heading.id for one in self.repeated if one.stated}
        return [
            concern
            for concern in self.held.concerns
            if concern.id not in restating and not concern.addressed_to
        ]

    @cached_property
    def speaking(self) -> frozenset[str]:
        """Ids of the papers that are certainly later than one with such a concern."""
        raised = {concern.document for concern in self.open_concerns}
        return frozenset(
            paper
            for paper in self.held.papers
            if any(self.times.later(paper, than) for than in raised)
        )

    @cached_property
    def targets(self) -> list[Target]:
        """The matters of these concerns."""
        return targets_of(self.open_concerns, names=stems(self.authority))

    @cached_property
    def quoting(self) -> frozenset[str]:
        """Ids of records that print another's words: never a second, independent comment."""
        return frozenset(one.quoting.id for one in self.printed)


def case_of(held: Held, authority: str, closeness: Closeness) -> Case:
    """Find what repeats what among the records of *authority*."""
    repeated = restatements(held, closeness)
    answered: dict[str, list[str]] = defaultdict(list)
    for one in repeated:
        if one.stated:
            answered[one.heading.document].append(one.concern.document)
    return Case(
        authority=authority,
        held=held,
        repeated=repeated,
        printed=quotations(_passing_on(held), _sources(held)),
        times=timeline(held.documents, answered),
    )


def _passing_on(held: Held) -> list[Record]:
    """Sentences that may print an inspector's words again."""
    own = [record for record in (*held.actions, *held.evidence) if not held.by_inspectors(record)]
    return [*(c for c in held.comments if c.voice != "inspector"), *own]


def _sources(held: Held) -> list[Record]:
    return [c for c in held.comments if c.voice == "inspector" and held.by_inspectors(c)]
