"""Sentences in their context: what the sentence before, the paragraph and the heading lend them.

``There is still more to do.`` says nothing by itself. In a paragraph about pre-proceedings it says
that pre-proceedings are not good enough yet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Generic, TypeVar

from graph.linking.topics import NOTHING, Topic, together, topic_of
from graph.records import Passage, Record

# Openings that point at the sentence before, and openings that only go on from it.
_POINTS = re.compile(
    r"(?:[\"'‘’“”]\s*)?"
    r"(?:(?:however|but|also|mostly|similarly|likewise|in addition|although|while),?\s+)?"
    r"(?:this|these|that|those|they|their|it|its|he|she|such|some|others?|most|many|few|each|both|"
    r"all of (?:this|these|which)|as a result|consequently|for these|for others|until)\b",
    re.IGNORECASE,
)


R = TypeVar("R", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken(Generic[R]):
    """A comment, an action or a concern in its context.

    Attributes:
        own: what its own words are about.
        carried: what the sentences before it in the paragraph are about, if it leans on them or
            names no subject itself.
        steps: how many sentences ago that was said.
        block: what the rest of its paragraph is about.
        shares: by theme, the share of the paragraph's sentences that speak of it, 0 to 1.
        section: what the heading over it is about.
        heading: that heading as printed.
        paragraph: the place of its block in the paper; sentences of one block share it.
    """

    record: R
    own: Topic
    carried: Topic = NOTHING
    steps: int = 1
    block: Topic = NOTHING
    shares: Mapping[str, float] = field(default_factory=dict)
    section: Topic = NOTHING
    heading: str | None = None
    paragraph: int = 0


def in_context(
    records: Sequence[R], passages: Sequence[Passage], headings: Sequence[str | None]
) -> list[Spoken[R]]:
    """Return *records* of one document, given in reading order, each with its context.

    Args:
        records: comments or actions of one paper.
        passages: the paper's blocks; records that begin in one block share a paragraph.
        headings: for each record the heading it stands under, if any.
    """
    starts = sorted(passage.quote.start for passage in passages)
    rows = list(zip(records, headings, strict=True))
    return [
        spoken
        for block, group in groupby(rows, key=lambda row: bisect_right(starts, row[0].quote.start))
        for spoken in _paragraph(list(group), block)
    ]


def points_back(text: str) -> bool:
    """Tell whether *text* opens with a word for something named before it."""
    return bool(_POINTS.match(text))


def _paragraph(rows: Sequence[tuple[R, str | None]], block: int) -> Iterator[Spoken[R]]:
    topics = [topic_of(record.text, record.themes) for record, _ in rows]
    shares = _shares(topics)
    carried, steps = NOTHING, 0
    for place, (record, heading) in enumerate(rows):
        own = topics[place]
        leans = place > 0 and (not own.subjects or points_back(record.text))
        lent, steps = (carried, steps + 1) if leans else (NOTHING, 0)
        yield Spoken(
            record=record,
            own=own,
            carried=lent,
            steps=max(1, steps),
            block=together(topics[:place] + topics[place + 1 :]),
            shares=shares,
            section=topic_of(heading) if heading else NOTHING,
            heading=heading,
            paragraph=block,
        )
        carried = together([own, lent]) if leans else own


def _shares(topics: Sequence[Topic]) -> dict[str, float]:
    """By theme, the share of sentences that speak of it; the opening sentence sets the subject."""
    named = [topic.themes for topic in topics if topic.themes]
    shares = {
        theme: sum(theme in themes for themes in named) / len(named)
        for themes in named
        for theme in themes
    }
    if topics[0].themes:
        shares |= {named[0][0]: max(0.75, shares[named[0][0]])}
    return shares
