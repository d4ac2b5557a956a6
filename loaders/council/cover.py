"""What the loaders of council papers share: the document, its authority and its date."""

from __future__ import annotations

import re

from graph.records import Document
from loaders.common import Draft, document_id
from loaders.dates import DateFound, dates_in
from loaders.reading.blocks import Block, Reading
from ontology.authorities import authority_in
from ontology.errors import LoadError

_FUTURE = re.compile(
    r"\b(?:will|shall|would|planned|due|expected|until|by|to the end of|next|further)\b[^.;]*$",
    re.IGNORECASE,
)
_OWN_DATE = re.compile(
    r"(?:[,:;(–—-]|\b(?:dated|date|on|as at|as of|published|posted|updated?|refreshed|revised"
    r"|agreed|approved|issued|version|v\d+|for))\s*$",
    re.IGNORECASE,
)


def draft_of(
    reading: Reading,
    kind: str,
    *,
    title: str,
    published: str | None,
    basis: str,
    publisher: str | None = None,
) -> Draft:
    """Start the draft of a council paper.

    Raises:
        LoadError: the paper names no authority, so that nothing in it could be placed.
    """
    authority = council_of(reading)
    if authority is None:
        raise LoadError(
            f"{reading.name}: no council is named in it; add the council's name to its first page"
        )
    return Draft(
        reading=reading,
        document=Document(
            id=document_id(reading.sha256),
            file=reading.name,
            sha256=reading.sha256,
            kind=kind,
            title=" ".join(title.split()),
            authority=authority,
            publisher=publisher or authority,
            published=published,
            published_basis=basis,
            pages=reading.pages,
        ),
    )


def draft_by_date(reading: Reading, kind: str, *, title: str, top: int) -> Draft:
    """Start the draft of a council paper that may print no date of its own.

    Without one, it is as old as the latest month that it tells as past.

    Args:
        reading: the paper.
        kind: document kind.
        title: its title as printed.
        top: how many of its first blocks may print its date.

    Raises:
        LoadError: the paper names no authority.
    """
    stated = stated_date(reading.blocks[:top])
    found = stated or latest_past(reading)
    basis = "stated" if stated else "inferred" if found else "unknown"
    return draft_of(reading, kind, title=title, published=found, basis=basis)


def council_of(reading: Reading) -> str | None:
    """Return the authority that a paper names, or else its file name; None if neither does."""
    return authority_in(reading.text) or authority_in(reading.name.replace("_", " "))


def latest_past(reading: Reading) -> str | None:
    """Return the month of the latest date that a paper tells as past; None if it tells none.

    A paper without a date cannot be older than what it tells. Only dates with their year count.
    """
    latest = ""
    for block in reading:
        for date in dates_in(block.text):
            if _told_as_past(date, block):
                latest = max(latest, (date.end or "")[:7])
    return latest or None


def stated_date(blocks: tuple[Block, ...]) -> str | None:
    """Return the date that the first blocks of a paper print as its own, to the day or month.

    That is a date that fills its line, else one that ends it as dates of papers do ("Update –
    October 2020", "agreed by the Board, September 2024"); not one in the middle of a title.
    """
    loose: str | None = None
    for block in blocks:
        for date in dates_in(block.text) if len(block.text) <= 160 else ():
            if not date.year_stated or date.precision not in ("day", "month"):
                continue
            if date.last - date.first >= 0.4 * len(block.text):
                return date.end
            behind = block.text[date.last :].strip(" .)]")
            if not behind and _OWN_DATE.search(block.text[: date.first]):
                loose = loose or date.end
    return loose


def _told_as_past(date: DateFound, block: Block) -> bool:
    if not date.year_stated or not date.end or len(date.end) < 7:
        return False
    return _FUTURE.search(block.text[: date.first]) is None
