"""Small words of the pages: counts and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from graph.quotes import Quote

# What an empty column of a chain says; emptiness is never passed over in silence.
NOTHING = {
    "concern": "No concern is held.",
    "recommendation": "No paper restates it or recommends anything for it.",
    "action": "No action answers it.",
    "evidence": "No evidence is held for it.",
    "comment": "No later visit is held.",
}


def count(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 action`` or ``3 actions``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


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
