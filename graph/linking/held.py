"""All records of one authority, read once, in the fixed order that a view gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
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

    What only some rules ask for (blocks, contexts, histories) is read and worked out paper by
    paper when one asks: thousands of lines of a register need none of it.
    """

    view: View
    documents: Sequence[Document]
    concerns: Sequence[Concern]
    comments: Sequence[Comment]
    actions: Sequence[Action]
    evidence: Sequence[Evidence]

    @cached_property
    def papers(self) -> dict[str, Document]:
        """Papers by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def first(self) -> dict[str, str]:
        """For an action that papers state, the id of the earliest of them."""
        days = {document.id: (document.date or "~", document.id) for document in self.documents}
        history = self.view.history([action.id for action in self.actions])
        return {
            action: min(
                (said.document for said in status if said.document in days), key=days.__getitem__
            )
            for action, status in history.items()
            if any(said.document in days for said in status)
        }

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
        return [said for document in self._comments for said in self.said_in(document)]

    def said_in(self, document: str) -> Sequence[Spoken[Comment]]:
        """Comments of one paper in their context, in reading order."""
        if document not in self._said:
            comments = self.comments_in(document)
            headings = [comment.section for comment in comments]
            blocks = self.passages(document) if comments else ()
            self._said[document] = in_context(comments, blocks, headings)
        return self._said[document]

    def comments_in(self, document: str) -> Sequence[Comment]:
        """Comments of one paper, in reading order."""
        return self._comments.get(document, ())

    def heard(self, said: Spoken[Comment]) -> Heard[Comment]:
        """Return one of these as matching reads it; worked out when it is first asked for."""
        key = said.record.id
        if key not in self._heard:
            self._heard[key] = hear(said)
        return self._heard[key]

    def told(self, papers: Container[str]) -> Iterator[Spoken[Action]]:
        """Yield the actions of these *papers* in their context, by paper and in reading order."""
        for document, actions in self._actions.items():
            if document in papers:
                yield from self._told_in(document, actions)

    def passages(self, document: str) -> Sequence[Passage]:
        """Blocks of one paper in reading order."""
        if document not in self._blocks:
            self._blocks[document] = self.view.passages(document)
        return self._blocks[document]

    def by_inspectors(self, record: Record) -> bool:
        """Tell whether *record* stands in a paper by inspectors themselves."""
        return self.papers[record.document].kind in INSPECTIONS

    def _told_in(self, document: str, actions: Sequence[Action]) -> list[Spoken[Action]]:
        if document not in self._told:
            self._told[document] = told(actions, self.passages(document), self.said_in(document))
        return self._told[document]

    @cached_property
    def _comments(self) -> dict[str, list[Comment]]:
        return _by_document(self.comments)

    @cached_property
    def _actions(self) -> dict[str, list[Action]]:
        return _by_document(self.actions)

    @cached_property
    def _said(self) -> dict[str, list[Spoken[Comment]]]:
        return {}

    @cached_property
    def _heard(self) -> dict[str, Heard[Comment]]:
        return {}

    @cached_property
    def _told(self) -> dict[str, list[Spoken[Action]]]:
        return {}

    @cached_property
    def _blocks(self) -> dict[str, Sequence[Passage]]:
        return {}


def held_of(view: View, authority: str) -> Held:
    """Read the records that *view* holds about *authority*."""
    records = view.records(Record, authority=authority)
    return Held(
        view=view,
        documents=view.documents(authority=authority),
        concerns=_of(records, Concern),
        comments=_of(records, Comment),
        actions=_of(records, Action),
        evidence=_of(records, Evidence),
    )


def _by_document(records: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        found[record.document].append(record)
    return dict(found)


def _of(records: Iterable[Record], kind: type[R]) -> list[R]:
    return [record for record in records if isinstance(record, kind)]
