"""All records of one authority, read once, in the fixed order that a view gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from graph.linking.heard import Heard, hear
from graph.linking.spoken import Spoken, in_context
from graph.linking.told import told
from graph.records import Action, Comment, Concern, Document, Evidence, Passage, Record
from graph.store.base import View

# Papers by inspectors themselves; all others pass on what inspectors found.
INSPECTIONS = frozenset(
    ("ilacs_report", "sif_report", "focused_visit", "monitoring_visit", "jtai", "area_send")
)

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Held:
    """What is held about one authority, everything by date, document, place and id.

    Attributes:
        first: for an action that several papers state, the id of the earliest of them.
    """

    documents: Sequence[Document]
    passages: Mapping[str, Sequence[Passage]]
    concerns: Sequence[Concern]
    comments: Sequence[Comment]
    actions: Sequence[Action]
    evidence: Sequence[Evidence]
    first: Mapping[str, str]

    @cached_property
    def papers(self) -> dict[str, Document]:
        """Papers by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def printed(self) -> list[Concern]:
        """Concerns that an inspection or another body printed, not an authority's own headings."""
        return [concern for concern in self.concerns if concern.kind != "self_identified"]

    @cached_property
    def headings(self) -> list[Concern]:
        """Concerns that an authority's paper names: restatements, and some of its own."""
        return [concern for concern in self.concerns if concern.kind == "self_identified"]

    @cached_property
    def spoken(self) -> list[Spoken[Comment]]:
        """Comments in their context."""
        return [
            spoken
            for document, members in _by_document(self.comments)
            for spoken in in_context(
                members, self.passages[document], [comment.section for comment in members]
            )
        ]

    def heard(self, said: Spoken[Comment]) -> Heard[Comment]:
        """Return one of these as matching reads it; worked out when it is first asked for."""
        key = said.record.id
        if key not in self._heard:
            self._heard[key] = hear(said)
        return self._heard[key]

    @cached_property
    def _heard(self) -> dict[str, Heard[Comment]]:
        return {}

    @cached_property
    def told(self) -> list[Spoken[Action]]:
        """Actions in their context."""
        return [
            spoken
            for document, members in _by_document(self.actions)
            for spoken in told(members, self.passages[document], self.said_in(document))
        ]

    def said_in(self, document: str) -> Sequence[Spoken[Comment]]:
        """Comments of one paper in their context, in reading order."""
        return self._said.get(document, ())

    @cached_property
    def _said(self) -> dict[str, list[Spoken[Comment]]]:
        found: dict[str, list[Spoken[Comment]]] = defaultdict(list)
        for said in self.spoken:
            found[said.record.document].append(said)
        return found

    def by_inspectors(self, record: Record) -> bool:
        """Tell whether *record* stands in a paper by inspectors themselves."""
        return self.papers[record.document].kind in INSPECTIONS


def held_of(view: View, authority: str) -> Held:
    """Read all that *view* holds about *authority*."""
    documents = view.documents(authority=authority)
    records = view.records(Record, authority=authority)
    used = {record.document for record in records}
    actions = _of(records, Action)
    history = view.history([action.id for action in actions])
    days = {document.id: (document.date or "~", document.id) for document in documents}
    return Held(
        documents=documents,
        passages={document: view.passages(document) for document in sorted(used)},
        concerns=_of(records, Concern),
        comments=_of(records, Comment),
        actions=actions,
        evidence=_of(records, Evidence),
        first={
            action: min(
                (said.document for said in status if said.document in days), key=days.__getitem__
            )
            for action, status in history.items()
            if any(said.document in days for said in status)
        },
    )


def _by_document(records: Iterable[R]) -> Iterator[tuple[str, list[R]]]:
    for document, members in groupby(records, key=lambda record: record.document):
        yield document, list(members)


def _of(records: Iterable[Record], kind: type[R]) -> list[R]:
    return [record for record in records if isinstance(record, kind)]
