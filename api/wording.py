"""Small words of the pages: dates, counts, places and addresses, as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from graph.quotes import Quote

_MONTHS = (
    "January February March April May June July August September October November December"
).split()

# What an empty column of a chain says; emptiness is never passed over in silence.
NOTHING = {
    "concern": "No concern is held.",
    "recommendation": "No paper restates it or recommends anything for it.",
    "action": "No action answers it.",
    "evidence": "No evidence is held for it.",
    "comment": "No later visit is held.",
}


def day(date: str | None) -> str:
    """Return an ISO date as people write it: ``31 January 2020``, ``October 2020``, ``2020``."""
    if not date:
        return "no date"
    year, *rest = date[:10].split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 action`` or ``3 actions``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def place(words: Quote) -> str:
    """Return where in its paper a quote stands: ``page 3, paragraph 3.2``."""
    parts = []
    if words.page is not None:
        parts.append(f"page {words.page}")
    if words.paragraph:
        sheet = "!" in words.paragraph
        parts.append(words.paragraph if sheet else f"paragraph {words.paragraph}")
    return ", ".join(parts)


def here(words: Quote, record_id: str) -> str:
    """Return the address of a quote in the reader."""
    return f"/documents/{quote(words.document)}#{anchor(record_id)}"


def anchor(record_id: str) -> str:
    """Return the name of a record's anchor on a page."""
    return quote(record_id, safe="")


def query(path: str, values: Mapping[str, object]) -> str:
    """Return *path* with those values that say something as its query string."""
    said = {name: str(value) for name, value in values.items() if value not in (None, "")}
    return f"{path}?{urlencode(said)}" if said else path
