"""Marks of what a SQLite store holds, from its rows as they are: nothing is made of them."""

from __future__ import annotations

import hashlib
import sqlite3

from graph.store.marks import Marks

# Every row of a paper, in an order that does not depend on when it was taken in.
_PAPERS = (
    """
SELECT id, file || char(31) || body FROM document ORDER BY id
""",
    """
SELECT document, record || char(31) || body FROM statement ORDER BY document, kind, place, record
""",
    """
SELECT document, concat_row FROM (
  SELECT document, id, ignored || char(31) || coalesce(page, '') || char(31)
    || coalesce(paragraph, '') || char(31) || text || char(31) || why AS concat_row
  FROM issue) ORDER BY document, id
""",
)
_LINKS = """
SELECT authority, id || char(31) || state || char(31) || basis || char(31)
  || coalesce(score, '') || char(31) || coalesce(progress, '') || char(31) || reasons
  || char(31) || coalesce(document, '') || char(31)
  || (SELECT count(*) FROM decision WHERE decision.link = link.id)
FROM link ORDER BY authority, id
"""
_LOG = """
SELECT '', seq || char(31) || link || char(31) || state || char(31) || by || char(31) || at
  || char(31) || reason FROM decision ORDER BY seq
"""


def marks(db: sqlite3.Connection) -> Marks:
    """Return the marks of what is held, as one transaction sees it."""
    return Marks(
        papers=_hashed(db, *_PAPERS),
        links=_hashed(db, _LINKS),
        log=_hashed(db, _LOG).get("", ""),
    )


def _hashed(db: sqlite3.Connection, *questions: str) -> dict[str, str]:
    """Hash the second column of all rows, apart for each value of the first."""
    found: dict[str, hashlib.blake2b] = {}
    for question in questions:
        for key, text in db.execute(question):
            if key not in found:
                found[key] = hashlib.blake2b(digest_size=16)
            found[key].update(text.encode("utf-8", "surrogatepass"))
            found[key].update(b"\x1e")
    return {key: made.hexdigest() for key, made in found.items()}
