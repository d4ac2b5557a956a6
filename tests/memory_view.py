"""A view over papers held in memory, for tests of code that only asks questions.

It keeps the promises of ``graph.store.base.View`` on the ten lines that linking needs, and on the
rest as far as they follow from the papers; what needs a decision log or full text is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.records import Document, Paper, Passage, Record, StatusRecord
from ontology.errors import UnknownRecordError


class MemoryView:
    """Read-only questions over papers, in the order that every store gives."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._papers = {paper.document.id: paper for paper in papers}

    def authorities(self) -> list[str]:
        """Names of all authorities that a held paper is about, sorted."""
        return sorted({paper.document.authority for paper in self._papers.values()})

    def documents(self, *, authority: str | None = None) -> list[Document]:
        """All papers, by date and then id."""
        found = (paper.document for paper in self._papers.values())
        wanted = [d for d in found if authority is None or d.authority == authority]
        return sorted(wanted, key=lambda document: (document.date, document.id))

    def document(self, document_id: str) -> Document:
        """One paper. Raises UnknownRecordError."""
        return self._paper(document_id).document

    def text(self, document_id: str) -> str:
        """The whole text that quotes' offsets count in. Raises UnknownRecordError."""
        return self._paper(document_id).text

    def passages(self, document_id: str) -> list[Passage]:
        """The paper as blocks in reading order. Raises UnknownRecordError."""
        return list(self._paper(document_id).passages)

    def record(self, record_id: str) -> Record:
        """One record. Raises UnknownRecordError."""
        found = self.records(Record, ids=[record_id])
        if not found:
            raise UnknownRecordError(f"there is no record {record_id!r}")
        return found[0]

    def records(
        self,
        kind: type[Record],
        *,
        authority: str | None = None,
        document: str | None = None,
        ids: Collection[str] | None = None,
    ) -> list[Record]:
        """All records of one class that fit every filter; of several statements, the latest."""
        latest: dict[str, Record] = {}
        for held in self.documents():
            for record in self._papers[held.id].records:
                if isinstance(record, kind):
                    latest[record.id] = record
        return sorted(
            (
                record
                for record in latest.values()
                if (authority is None or record.authority == authority)
                and (document is None or record.document == document)
                and (ids is None or record.id in ids)
            ),
            key=self._place,
        )

    def history(self, actions: Collection[str]) -> dict[str, list[StatusRecord]]:
        """For each action, what each paper said of its status, oldest first."""
        said: dict[str, list[StatusRecord]] = {action: [] for action in actions}
        for held in self.documents():
            for action in self._papers[held.id].actions:
                if action.id in said:
                    said[action.id].append(
                        StatusRecord(
                            action=action.id,
                            status=action.status,
                            on=held.date or None,
                            document=held.id,
                        )
                    )
        return said

    def _place(self, record: Record) -> tuple[str, str, int, str]:
        date = self._papers[record.document].document.date
        return date, record.document, record.quote.start, record.id

    def _paper(self, document_id: str) -> Paper:
        try:
            return self._papers[document_id]
        except KeyError:
            raise UnknownRecordError(f"there is no document {document_id!r}") from None
