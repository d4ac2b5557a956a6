"""Links as they are read from SQLite: each with the decisions that people took about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from graph.records import Decision, Link
from graph.store.packed import DECISION, as_list, decision_of, link_of


def linked(db: sqlite3.Connection, question: str, values: Sequence[object]) -> list[Link]:
    """Return the links of a question for the columns LINK, each with its decisions."""
    rows = db.execute(question, values).fetchall()
    log = decided(db, [row[0] for row in rows])
    return [link_of(row, log.get(row[0], ())) for row in rows]


def decided(db: sqlite3.Connection, links: Collection[str]) -> dict[str, list[Decision]]:
    """Return the decisions about each of these links, oldest first; none is left out."""
    question = (
        f"SELECT {DECISION} FROM decision"  # noqa: S608 fixed words
        " WHERE link IN (SELECT value FROM json_each(?)) ORDER BY seq"
    )
    log: dict[str, list[Decision]] = {}
    for row in db.execute(question, (as_list(links),)):
        log.setdefault(row[0], []).append(decision_of(row))
    return log
