"""When each paper speaks, so that nothing said earlier is ever taken for a later comment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.records import Document

_FULL = ("ilacs_report", "sif_report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The day each paper speaks of, as far as it is known.

    Attributes:
        dates: date by document id; a paper without a date is missing.
        answers: for a paper without a date, the date of the latest paper that it restates: it is
            later than that one, and more is not known.
        inspections: dates of full inspections, each of which prints concerns of its own.
    """

    dates: Mapping[str, str]
    answers: Mapping[str, str]
    inspections: Sequence[str] = ()

    def later(self, document: str, than: str) -> bool:
        """Tell whether *document* certainly speaks of a later day than the document *than*.

        ``2020-05`` is not certainly later than ``2020-05-12`` or ``2020``, and neither is a paper
        without a date, unless it restates the other or one still later.
        """
        if document == than:
            return False
        before = self.dates.get(than)
        if not before:
            return False
        after = self.dates.get(document)
        if after:
            return after > before and not after.startswith(before)
        return self.answers.get(document, "") >= before

    def between(self, document: str, than: str) -> int:
        """How many full inspections lie between the later *document* and the earlier *than*."""
        after = self.dates.get(document) or self.answers.get(document, "")
        before = self.dates.get(than, "")
        return sum(before < day < after for day in self.inspections)


def timeline(documents: Sequence[Document], restated: Mapping[str, Iterable[str]]) -> Timeline:
    """Return the timeline of *documents*.

    Args:
        documents: all papers of an authority.
        restated: for a paper, ids of the papers whose concerns its headings restate.
    """
    dates = {document.id: document.date for document in documents if document.date}
    answers = {
        paper: max((dates.get(other, "") for other in others), default="")
        for paper, others in restated.items()
        if paper not in dates
    }
    inspections = {d.date for d in documents if d.kind in _FULL and d.date}
    return Timeline(dates=dates, answers=answers, inspections=sorted(inspections))
