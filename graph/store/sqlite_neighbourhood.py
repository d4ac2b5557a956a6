"""What one concern's chain is made of, in a few questions whose direction is forced.

CROSS JOIN keeps SQLite from turning a question round: each starts at the ids at hand and asks
an index for each, so that a chain costs the same in a store of a thousand or a million links.
"""

from __future__ import annotations

import sqlite3
from calendar import month_name
from collections.abc import Collection, Iterable
from typing import cast

from graph.records import Comment, Document, Link, Record, StatusRecord
from graph.standing import after
from graph.store.base import Neighbourhood
from graph.store.near import assembled, joining, live
from graph.store.packed import LINK, Row, as_list, document_of, record_of, status_of
from graph.store.sqlite_links import linked

_COLUMNS = ", ".join(f"l.{name}" for name in LINK.split(", "))

_FAMILY = """
WITH RECURSIVE
  up(id) AS (
    VALUES(?1) UNION
    SELECT s.parent FROM up CROSS JOIN statement s
    WHERE s.record = up.id AND s.parent IS NOT NULL),
  down(id) AS (
    VALUES(?1) UNION
    SELECT s.record FROM down CROSS JOIN statement s WHERE s.parent = down.id)
SELECT id FROM up UNION SELECT id FROM down
"""
_FIRST = f"""
SELECT {_COLUMNS} FROM json_each(?1) f CROSS JOIN link l WHERE l.object = f.value
UNION
SELECT {_COLUMNS} FROM json_each(?1) f CROSS JOIN link l WHERE l.subject = f.value
"""  # noqa: S608 fixed words
# From actions to their evidence and comments, and from comments to who quotes them.
_SECOND = f"""
SELECT {_COLUMNS} FROM json_each(?1) f CROSS JOIN link l
  WHERE l.subject = f.value AND l.relation IN ('evidencedBy', 'quotes')
UNION
SELECT {_COLUMNS} FROM json_each(?1) f CROSS JOIN link l
  WHERE l.object = f.value AND l.relation IN ('commentsOn', 'quotes')
"""  # noqa: S608 fixed words
_STATEMENTS = """
SELECT s.record, s.document, d.date, s.status, s.kind, s.latest, s.body
FROM json_each(?1) f CROSS JOIN statement s CROSS JOIN document d
WHERE s.record = f.value AND d.id = s.document ORDER BY d.date, d.id
"""
_DOCUMENTS = """
SELECT d.id, d.file, d.body FROM json_each(?1) f CROSS JOIN document d WHERE d.id = f.value
UNION
SELECT id, file, body FROM document WHERE authority = ?2 AND visit
"""
# Sentences of papers without a visit that speak of one and of a month: they may tell of a visit
# not held. Without a month none does (see ``graph.mentions``), and a council's register may pass
# on thousands of comments, which no chain should have to read.
_IN_A_MONTH = " OR ".join(f"s.body LIKE '%{month}%'" for month in month_name if month)
_REPORTED = f"""
SELECT s.body, d.date, d.id, d.file, d.body
FROM document d CROSS JOIN statement s
WHERE d.authority = ?1 AND NOT d.visit AND s.document = d.id AND s.kind = 'comment'
  AND s.latest AND (s.body LIKE '%visit%' OR s.body LIKE '%inspection%') AND ({_IN_A_MONTH})
ORDER BY d.date, d.id, s.place
"""  # noqa: S608 fixed words


class Reported:
    """Sentences that may tell of visits not held, kept for as long as the store does not change.

    They are those of a whole authority, and many chains of one authority are asked for in a row.
    Each connection keeps its own: SQLite tells it of the commits of others by ``data_version``,
    of its own by ``total_changes``, both as of the state that its transaction sees.
    """

    def __init__(self) -> None:
        self._kept: dict[sqlite3.Connection, tuple[tuple[int, int], dict[str, list[Row]]]] = {}

    def of(self, db: sqlite3.Connection, authority: str) -> list[Row]:
        """Return them for one authority, asked within a transaction that has begun to read."""
        version = (db.execute("PRAGMA data_version").fetchone()[0], db.total_changes)
        known, kept = self._kept.get(db, (None, {}))
        if known != version:
            kept = {}
            self._kept[db] = version, kept
        if authority not in kept:
            kept[authority] = db.execute(_REPORTED, (authority,)).fetchall()
        return kept[authority]


def neighbourhood(
    db: sqlite3.Connection, concern_id: str, as_of: str | None, reported: Reported
) -> Neighbourhood:
    """Answer ``View.neighbourhood``. Raises UnknownRecordError."""
    family = [row[0] for row in db.execute(_FAMILY, (concern_id,))]
    near = _links(db, _FIRST, family, as_of)
    links = {link.id: link for link in near}
    reached = {end for link in near for end in (link.subject, link.object)} - set(family)
    links |= {link.id: link for link in _links(db, _SECOND, reached, as_of)}
    ids = {end for link in links.values() for end in (link.subject, link.object)}
    rows = db.execute(_STATEMENTS, (as_list(sorted(ids.union(family))),)).fetchall()
    records, history = _records(rows, as_of)
    held = joining(concern_id, records, links.values(), as_of)
    authority = records[concern_id].authority
    documents = _documents(db, records, history, held, authority, as_of)
    told = [row for row in reported.of(db, authority) if as_of is None or not after(row[1], as_of)]
    documents |= {row[2]: document_of(row[3], row[4]) for row in told}
    return assembled(
        concern_id,
        records=records,
        links=held,
        history=history,
        documents=documents,
        reported=[cast(Comment, record_of("comment", row[0])) for row in told],
    )


def _links(
    db: sqlite3.Connection, question: str, ids: Collection[str], as_of: str | None
) -> list[Link]:
    return live(linked(db, question, (as_list(sorted(ids)),)), as_of)


def _records(
    rows: Iterable[Row], as_of: str | None
) -> tuple[dict[str, Record], dict[str, list[StatusRecord]]]:
    """Of each record the latest statement known, and of each action what every paper says."""
    bodies: dict[str, tuple[str, str]] = {}
    history: dict[str, list[StatusRecord]] = {}
    for record, document, date, status, kind, latest, body in rows:
        if as_of is not None and after(date, as_of):
            continue
        if latest or as_of is not None:  # rows come oldest first: the last one stays
            bodies[record] = (kind, body)
        if status is not None:
            history.setdefault(record, []).append(status_of(record, document, date, status))
    return {record: record_of(*packed) for record, packed in bodies.items()}, history


def _documents(
    db: sqlite3.Connection,
    records: dict[str, Record],
    history: dict[str, list[StatusRecord]],
    links: Iterable[Link],
    authority: str,
    as_of: str | None,
) -> dict[str, Document]:
    ids = {record.document for record in records.values()}
    ids.update(status.document for entries in history.values() for status in entries)
    ids.update(link.document for link in links if link.document)
    rows = db.execute(_DOCUMENTS, (as_list(sorted(ids)), authority))
    found = {row[0]: document_of(row[1], row[2]) for row in rows}
    if as_of is None:
        return found
    return {key: paper for key, paper in found.items() if not after(paper.date, as_of)}
