"""When each paper speaks, so that nothing said earlier is ever taken for a later comment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.records import Document

_FULL = ("ilacs_report", "sif_report")
# What a match keeps for each full inspection in between, and across programmes of inspection.
_BETWEEN = 0.9
_OTHER_PROGRAMME = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """How far one paper may bear on another: a factor from 0 to 1, and reasons if it is less."""

    factor: float = 1.0
    reasons: tuple[str, ...] = ()


def same_paper(document: str, than: str) -> Bearing | None:
    """Return a full bearing within one paper, and none on any other."""
    return Bearing() if document == than else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The day each paper speaks of, as far as it is known.

    Attributes:
        dates: date by document id; a paper without a date is missing.
        answers: for a paper without a date, the date of the latest paper that it restates: it is
            later than that one, and more is not known.
        inspections: dates of full inspections, each of which prints concerns of its own.
        send: ids of papers that are about special educational needs only.
    """

    dates: Mapping[str, str]
    answers: Mapping[str, str]
    inspections: Sequence[str] = ()
    send: frozenset[str] = frozenset()

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

    def bearing(self, document: str, than: str) -> Bearing | None:
        """Return how far words of *document* may bear on what *than* said before.

        ``None`` where it is not certainly later. Each full inspection in between has printed
        concerns of its own, and an inspection of another programme looks at another service.
        """
        if not self.later(document, than):
            return None
        after = self.dates.get(document) or self.answers.get(document, "")
        between = sum(self.dates[than] < day < after for day in self.inspections)
        other = (document in self.send) != (than in self.send)
        reasons = []
        if between:
            several = (
                "one full inspection lies" if between == 1 else f"{between} full inspections lie"
            )
            reasons.append(f"{several} between the two")
        if other:
            reasons.append("one of the two papers is about special educational needs only")
        return Bearing(
            factor=_BETWEEN**between * (_OTHER_PROGRAMME if other else 1.0), reasons=tuple(reasons)
        )


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
    return Timeline(
        dates=dates,
        answers=answers,
        inspections=sorted(inspections),
        send=frozenset(d.id for d in documents if d.kind == "area_send"),
    )
