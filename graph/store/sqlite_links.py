"""Links as they are read from SQLite: each with the decisions that people took about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from graph.records import Decision, Link
from graph.store.packed import DECISION, as_list, decision_of, link_of

# CROSS JOIN: an index is asked for each link, however many decisions there are.
_DECIDED = f"""
SELECT {", ".join(f"d.{name}" for name in DECISION.split(", "))}
FROM json_each(?) f CROSS JOIN decision d WHERE d.link = f.value ORDER BY d.seq
"""  # noqa: S608 fixed words


def linked(db: sqlite3.Connection, question: str, values: Sequence[object]) -> list[Link]:
    """Return the links of a question for the columns LINK, each with its decisions."""
    rows = db.execute(question, values).fetchall()
    log = decided(db, [row[0] for row in rows])
    return [link_of(row, log.get(row[0], ())) for row in rows]


def decided(db: sqlite3.Connection, links: Collection[str]) -> dict[str, list[Decision]]:
    """Return the decisions about each of these links, oldest first; none is left out."""
    taken = db.execute("SELECT coalesce(max(seq), 0) FROM decision").fetchone()[0]
    if not taken or not links:
        return {}
    wanted = frozenset(links)
    if taken <= len(wanted):  # it is quicker to read the whole log
        rows = db.execute(f"SELECT {DECISION} FROM decision ORDER BY seq")  # noqa: S608
    else:
        rows = db.execute(_DECIDED, (as_list(wanted),))
    log: dict[str, list[Decision]] = {}
    for row in rows:
        if row[0] in wanted:
            log.setdefault(row[0], []).append(decision_of(row))
    return log
