"""Headings of an authority's papers that print an inspection's concern again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from graph.ids import fold
from graph.linking.held import Held
from graph.records import Concern

ALIKE = 94.0
_CLOSE = 80.0
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


def restatements(held: Held) -> list[Restatement]:
    """Return for each heading the printed concern whose words it repeats best, if any is close.

    Of several that are equally close the latest counts, for a plan answers the last inspection.
    """
    cores = {concern.id: core(concern.text) for concern in held.printed}
    earlier: dict[str, tuple[list[Concern], list[str]]] = {}  # by the paper of the heading
    found = []
    for heading in held.headings:
        if heading.document not in earlier:
            may = [one for one in held.printed if _may_restate(held, heading, one)]
            earlier[heading.document] = may, [cores[one.id] for one in may]
        best = _closest(heading, *earlier[heading.document])
        if best:
            found.append(best)
    return found


def core(text: str) -> str:
    """Return the folded words of a heading without number, leading verb or article, and tail."""
    return _TRAILING.sub("", _LEADING.sub("", fold(text)))


def _may_restate(held: Held, heading: Concern, concern: Concern) -> bool:
    if heading.document == concern.document:
        return False
    day = held.papers[heading.document].date
    return not day or held.papers[concern.document].date <= day


def _closest(
    heading: Concern, concerns: Sequence[Concern], cores: Sequence[str]
) -> Restatement | None:
    """Return the closest of *concerns*, of which *cores* are the bare words."""
    close = process.extract(
        core(heading.text), cores, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=None
    )
    if not close:
        return None
    _, alike, place = max(close, key=lambda hit: (hit[1], hit[2]))
    return Restatement(heading=heading, concern=concerns[place], alike=alike)
