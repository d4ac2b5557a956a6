"""Headings of an authority's papers that print an inspection's concern again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.ids import fold
from graph.linking.closeness import Closeness, Lines
from graph.linking.held import Held
from graph.records import Concern

ALIKE = 94.0
_LEADING = re.compile(
    r"^(?:(?:area|priority|recommendation|action|theme|finding|concern)\s*\d+\s*[:.)-]*\s*|[\d.)(]+\s*"
    r"|the\s+|to\s+|that\s+|a\s+|an\s+|ensure\s+(?:that\s+)?|improve\s+|improving\s+|ensuring\s+(?:that\s+)?)+",
)
_TRAILING = re.compile(r"[\s,;:.]*(?:\bincluding)?[\s,;:.]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement:
    """That *heading* prints *concern* again; ``alike`` 0 to 100, stated from 94."""

    heading: Concern
    concern: Concern
    alike: float

    @property
    def stated(self) -> bool:
        """Whether the words are the same but for trifles."""
        return self.alike >= ALIKE


def restatements(held: Held, closeness: Closeness) -> list[Restatement]:
    """Return for each heading the printed concern whose words it repeats best, if any is close.

    Of several that are equally close the latest counts, for a plan answers the last inspection.
    """
    printed, headings = _by_paper(held.printed), _by_paper(held.headings)
    lines = {paper: _lines(concerns) for paper, concerns in printed.items()}
    found: dict[str, Restatement] = {}
    for document, members in headings.items():
        papers = [paper for paper in printed if _may_restate(held, document, paper)]
        close = closeness.of(_lines(members), [lines[paper] for paper in papers])
        for paper, hits in zip(papers, close, strict=True):
            for place, line, alike in hits:
                heading = members[place]
                if heading.id not in found or found[heading.id].alike <= alike:
                    found[heading.id] = Restatement(
                        heading=heading, concern=printed[paper][line], alike=alike
                    )
    return [found[heading.id] for heading in held.headings if heading.id in found]


def _by_paper(concerns: Iterable[Concern]) -> dict[str, list[Concern]]:
    found: dict[str, list[Concern]] = defaultdict(list)
    for concern in concerns:
        found[concern.document].append(concern)
    return dict(found)


def _lines(concerns: Iterable[Concern]) -> Lines:
    return Lines(cores=tuple(core(concern.text) for concern in concerns))


def core(text: str) -> str:
    """Return the folded words of a heading without number, leading verb or article, and tail."""
    return _TRAILING.sub("", _LEADING.sub("", fold(text)))


def _may_restate(held: Held, document: str, concerns: str) -> bool:
    """Whether headings of one paper may print the concerns of another again."""
    if document == concerns:
        return False
    day = held.papers[document].date
    return not day or held.papers[concerns].date <= day
