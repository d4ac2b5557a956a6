"""How nearly headings print concerns, kept so that unchanged papers are not compared again.

Each heading of a paper is compared with each concern that other papers print. For registers of
thousands of lines that is most of the work of linking, and it follows from the words of two papers
alone. So what was found may be kept, by the hash of these words, and used when other papers have
changed; where it is lost it is worked out anew, with the same result.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import rapidfuzz
from rapidfuzz import fuzz, process

CLOSE = 80.0
WORTH = 100_000  # comparisons, a tenth of a second, from which on their results are kept
# What is kept holds for this measure and no other.
_MEASURE = f"rapidfuzz {rapidfuzz.__version__} ratio {CLOSE:g}"

Close = tuple[int, int, float]  # place of the heading, place of the concern, how alike: 80 to 100


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The bare words of the headings of one paper, or of the concerns that it prints."""

    cores: tuple[str, ...]

    @cached_property
    def key(self) -> str:
        """A hash of these words."""
        return hashlib.sha256("\x1f".join(self.cores).encode()).hexdigest()[:16]


class Closeness:
    """Finds close lines of two papers, and keeps what it found."""

    def __init__(self, kept: str | None = None, *, worth: int = WORTH) -> None:
        """Take what ``told`` returned before; *worth*: from what effort on results are kept."""
        self._known = _read(kept)
        self._asked: dict[str, dict[str, list[Close]]] = {}
        self._effort, self._worth = 0, worth

    def of(self, headings: Lines, others: Sequence[Lines]) -> list[list[Close]]:
        """Return, for each of *others*, its lines that are close to one of *headings*."""
        known = self._known.get(headings.key, {})
        fresh = [other for other in others if other.key not in known]
        found = known | dict(zip((one.key for one in fresh), _close(headings, fresh), strict=True))
        asked = self._asked.setdefault(headings.key, {})
        asked.update((other.key, found[other.key]) for other in others)
        self._effort += len(headings.cores) * sum(len(other.cores) for other in others)
        return [found[other.key] for other in others]

    def told(self) -> str | None:
        """Return what was asked for this time, to be kept; ``None`` if it cost next to nothing."""
        if self._effort < self._worth:
            return None
        whole = {"measure": _MEASURE, "close": self._asked}
        return json.dumps(whole, sort_keys=True, separators=(",", ":"))


def _read(kept: str | None) -> dict[str, dict[str, list[Close]]]:
    whole = json.loads(kept) if kept else {}
    if whole.get("measure") != _MEASURE:
        return {}
    return {
        heading: {
            other: [(place, concern, alike) for place, concern, alike in hits]
            for other, hits in found.items()
        }
        for heading, found in whole["close"].items()
    }


def _close(headings: Lines, others: Sequence[Lines]) -> list[list[Close]]:
    """Compare each heading with the lines of all *others* at once."""
    cores = [core for other in others for core in other.cores]
    starts = list(accumulate((len(other.cores) for other in others), initial=0))
    found: list[list[Close]] = [[] for _ in others]
    for place, heading in enumerate(headings.cores if cores else ()):
        for _, alike, line in process.extract(
            heading, cores, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=None
        ):
            paper = bisect_right(starts, line) - 1
            found[paper].append((place, line - starts[paper], alike))
    return [sorted(hits) for hits in found]
