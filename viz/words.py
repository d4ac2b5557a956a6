"""Dates and places as people write them, for pages and pictures alike."""

from __future__ import annotations

from graph.quotes import Quote

_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def day(date: str | None) -> str:
    """Return an ISO date as people write it: ``31 January 2020``, ``October 2020``, ``2020``."""
    if not date:
        return "no date"
    year, *rest = date[:10].split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def place(words: Quote) -> str:
    """Return where in its paper a quote stands: ``page 3, paragraph 3.2``."""
    parts = []
    if words.page is not None:
        parts.append(f"page {words.page}")
    if words.paragraph:
        sheet = "!" in words.paragraph
        parts.append(words.paragraph if sheet else f"paragraph {words.paragraph}")
    return ", ".join(parts)
