"""Visits that are known only by mention: their paper is not held, and others tell of them.

The first letter after a judgement of inadequate is not published, and not every letter is loaded.
A council's paper or the press may still say that inspectors came and what they found. Such a
visit is later than the concerns before it, and what it said is known at second hand at best.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.records import Comment, Document

_MONTHS = {name: number for number, name in enumerate(month_name) if name}
_VISIT = re.compile(r"\b(?:visit|inspection)(?:s|ed)?\b", re.IGNORECASE)
# Only a month that is said to be one: "May" opens sentences, and "March" is a verb.
_MONTH = re.compile(
    rf"\b(?:in|on|of|during|since|last|this|\d{{1,2}}(?:st|nd|rd|th)?)\s+({'|'.join(_MONTHS)})\b"
    r"(?:\s+(\d{4})\b)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A visit that a paper tells of and whose own paper is not held.

    Attributes:
        date: its month, ISO.
        document: id of the first paper that tells of it.
    """

    date: str
    document: str


def mentions(comments: Iterable[Comment], documents: Mapping[str, Document]) -> list[Mention]:
    """Return the visits that *comments* tell of and that none of *documents* is about, by month.

    Only sentences that pass on inspectors' words are read, and only those that name one month. A
    month without a year is the latest one that is not after the paper that names it.
    """
    held = [paper for paper in documents.values() if paper.inspection and paper.held]
    found: dict[str, str] = {}
    told = sorted(_told(comments, documents), key=lambda pair: (pair[1].date, pair[1].id))
    for date, paper in told:
        if not any(_covers(other, date) for other in held):
            found.setdefault(date, paper.id)
    return [Mention(date=date, document=document) for date, document in sorted(found.items())]


def _told(
    comments: Iterable[Comment], documents: Mapping[str, Document]
) -> Iterator[tuple[str, Document]]:
    """The months of visits that sentences at second hand name, each with its paper."""
    for comment in comments:
        paper = documents.get(comment.document)
        if paper is None or paper.inspection or comment.voice == "inspector":
            continue
        named = _one_month(comment.text)
        if named:
            month, year = named
            date = _dated(_MONTHS[month], year, paper.date)
            if date and date <= paper.date:
                yield date, paper


# Every chain of an authority asks about the same sentences.
@lru_cache(maxsize=4096)
def _one_month(text: str) -> tuple[str, str] | None:
    """The month and perhaps the year of a sentence that speaks of a visit and names just one."""
    named = set(_MONTH.findall(text))
    return named.pop() if len(named) == 1 and _VISIT.search(text) else None


def _dated(month: int, year: str, said: str) -> str:
    """The month as ISO; empty where neither the sentence nor the paper gives a year to go by."""
    if not year and len(said) < len("2020-10"):
        return ""
    last = f"{said[:4]}-{month:02}"
    if year:
        return f"{year}-{month:02}"
    return last if last <= said[:7] else f"{int(said[:4]) - 1}-{month:02}"


def _covers(paper: Document, month: str) -> bool:
    visit = paper.inspection
    start, end = (visit and visit.start) or paper.date, (visit and visit.end) or paper.date
    return start[:7] <= month <= end[:7]
