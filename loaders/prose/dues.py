"""By when: the date or season that a sentence sets for what is still to be done."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from loaders.dates import DateFound, dates_in

_RELATIVE = re.compile(
    r"(?:the )?end of (?:the|this) (?:financial |calendar |school |academic |municipal )?"
    r"(?:year|term|month|quarter|week)"
    r"|(?:the )?(?:next|coming|following) "
    r"(?:(?:few|two|three|four|five|six|twelve|\d+)(?: to \w+)? )?"
    r"(?:weeks?|months?|years?|quarters?|terms?)"
    r"|later this (?:year|month|term)|(?:in )?the new year"
    r"|this (?:week|month|quarter|term|year|financial year)"
    r"|within (?:the next )?(?:\w+|\d+) (?:working )?(?:days|weeks|months)",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"(?:\b(?:by|in|until|till|to|from|for|before|during|on|at|over|within|around)\s+)?"
    r"(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+(?:the\s+)?|early(?:\s+in)?\s+|late\s+"
    r"|mid[ -])?$",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    r"\b(?:since|following|after|last|previous)\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)
_SOON = ("this month", "this week", "this term", "this quarter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A date by which: as printed, and as ISO date where the paper's own date settles it."""

    printed: str
    iso: str | None


def due_in(words: str, *, near: str | None, near_is_stated: bool, planned: bool) -> Due | None:
    """Return by when *words* say that something is to be done; None if they set no date.

    Args:
        words: one action, exactly as printed.
        near: the paper's own date, ISO, if known.
        near_is_stated: whether the paper prints that date; "this month" needs it.
        planned: whether nothing has begun; then a month without year lies ahead.
    """
    found = [*_dated(words, near, planned=planned), *_relative(words, near, near_is_stated)]
    if not found:
        return None
    return max(found, key=lambda one: one[0])[1]


def _dated(words: str, near: str | None, *, planned: bool) -> list[tuple[int, Due]]:
    found = []
    for date in dates_in(words, near=near):
        if date.precision == "ongoing" or _BACKWARD.search(words[: date.first]):
            continue
        if words[date.first : date.last].lower() in _SOON:
            continue
        iso = _ahead(date, near, planned=planned)
        if iso is None and near is not None:
            continue
        start = date.first - len(_left(words[: date.first]))
        found.append((date.last, Due(printed=words[start : date.last].strip(" .,;"), iso=iso)))
    return found


def _ahead(date: DateFound, near: str | None, *, planned: bool) -> str | None:
    """Return the date's end if it is not before the paper, a year later where only that fits."""
    end = date.end
    if end is None or near is None or end[: len(near)] >= near[: len(end)]:
        return end
    if date.year_stated or not planned or len(end) < 7:
        return None
    return f"{int(end[:4]) + 1}{end[4:]}"


def _relative(words: str, near: str | None, stated: bool) -> list[tuple[int, Due]]:
    found = []
    for match in _RELATIVE.finditer(words):
        if _BACKWARD.search(words[: match.start()]):
            continue
        start = match.start() - len(_left(words[: match.start()]))
        iso = _settled(match.group().lower(), near, stated)
        found.append((match.end(), Due(printed=words[start : match.end()].strip(), iso=iso)))
    return found


def _settled(phrase: str, near: str | None, stated: bool) -> str | None:
    """Return the ISO date of a relative phrase where the paper's own date settles it."""
    if near is None or len(near) < 7:
        return None
    year, month = int(near[:4]), int(near[5:7])
    if "financial year" in phrase:
        return f"{year + (month > 3)}-03-31"
    if "end of the calendar year" in phrase or "end of this calendar year" in phrase:
        return f"{year}-12-31"
    if phrase in ("the new year", "in the new year"):
        return f"{year + 1}-01"
    if not stated:
        return None
    if phrase in ("this month", "the end of the month", "the end of this month"):
        return f"{year}-{month:02}-{monthrange(year, month)[1]}"
    if phrase in ("next month", "the next month", "the coming month"):
        return f"{year + month // 12}-{month % 12 + 1:02}"
    return None


def _left(words: str) -> str:
    match = _LEFT.search(words)
    return match.group() if match else ""
