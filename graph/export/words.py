"""Dates, places, numbers and short forms as people write them, for exports, pages and pictures."""

from __future__ import annotations

from graph.quotes import Quote

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_LONGEST = 90  # signs of a quote that a heading repeats; the quote itself follows in full


def day(date: str | None) -> str:
    """Return an ISO date as people write it: ``31 January 2020``, ``October 2020``, ``2020``."""
    if not date:
        return "no date"
    year, *rest = date[:10].split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def place(quote: Quote) -> str:
    """Return where in its paper a quote stands: ``page 3, paragraph 3.2``; empty if unknown."""
    parts = [] if quote.page is None else [f"page {quote.page}"]
    if quote.paragraph:
        sheet = "!" in quote.paragraph
        parts.append(f"cell {quote.paragraph}" if sheet else f"paragraph {quote.paragraph}")
    return ", ".join(parts)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return ``one action``, ``3 actions`` or ``no action``."""
    if number < 2:
        return f"{('no', 'one')[number]} {one}"
    return f"{number:,} {many or one + 's'}"


def cut(text: str, longest: int = _LONGEST) -> str:
    """Return *text* on one line, cut at a word with an ellipsis where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " …"
