"""Figures as scorecards print them: "86%", "545.2 per 10,000", "£1.2m", "at least 90%".

A ratio, a range, a bound or a word is no single figure; to take a number out of it would put a
measure nearer to its target than it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?P<bound>(?:[<>≤≥]=?|at least|at most|no more than|no less than|more than|less than|under"
    r"|over|above|below|up to|minimum|maximum)\s*)?"
    r"(?:(?:~|c\.?|circa|about)\s*)?(?P<pound>£)?\s*(?P<number>[-−–]?\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<unit>%|per cent|[mk]\b|(?:[a-z]+\s+)?per\s+[\d,]+(?:\s[a-z]+)*|[a-z][a-z ]{0,24})?"
    r"(?:\s+of\s+[a-z][a-z ]*)?\s*(?P<note>\([^)]*\))?\s*[*†^]*",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"[>≥]|at least|no less|more than$|over|above|minimum", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A single figure.

    Attributes:
        number: the number as printed; percentages stay so (86% is 86).
        unit: what it counts: ``%``, ``per 10,000``, ``days``; ``None`` where nothing is printed.
        at_least: for a bound ("≥ 90%", "no more than 16"), whether more is on its right side;
            ``None`` for a plain figure.
    """

    number: float
    unit: str | None
    at_least: bool | None = None


def figure_in(words: str) -> Figure | None:
    """Return the one figure that a cell holds, or None if it holds none, several or a range."""
    match = _NUMBER.fullmatch(" ".join(words.split()))
    if match is None:
        return None
    number = float(re.sub(r"[−–]", "-", match["number"]).replace(",", ""))
    unit = f"{match['pound'] or ''}{(match['unit'] or '').strip()}".replace("per cent", "%")
    bound = (match["bound"] or "").strip()
    return Figure(
        number=number,
        unit=unit or None,
        at_least=_bound(bound) if bound else None,
    )


def comparable(value: Figure, aim: Figure) -> bool:
    """Tell whether two figures count the same: 72% and a target of 0.95 do not."""
    ours, theirs = _unit(value), _unit(aim)
    if ours and theirs:
        return ours == theirs
    bare = aim if ours else value
    return "%" not in (ours, theirs) or not 0 < bare.number < 1


def _unit(figure: Figure) -> str:
    words = (figure.unit or "").casefold()
    rate = re.match(r"(?:[a-z]+\s+)?(per [\d,]+)", words)
    return rate[1] if rate else words.removesuffix("s")


def _bound(words: str) -> bool:
    if re.match(r"no more", words, re.IGNORECASE):
        return False
    return bool(_AT_LEAST.match(words))
