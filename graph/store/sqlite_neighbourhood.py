"""What one concern's chain is made of, in a few questions whose direction is forced.

CROSS JOIN keeps SQLite from turning a question round: each starts at the ids at hand and asks
an index for each, so that a chain costs the same in a store of a thousand or a million links.
"""

from __future__ import annotations

import sqlite3
from calendar import month_name
from collections.abc import Collection, Iterable, Sequence
from typing import cast

from graph.records import Comment, Document, Link, Record, StatusRecord
from graph.standing import after
from graph.store.base import Neighbourhood
from graph.store.near import assembled, joining, live
from graph.store.packed import LINK, Row, as_list, document_of, record_of, status_of
from graph.store.sqlite_links import linked

_COLUMNS = ", ".join(f"l.{name}" for name in LINK.split(", "))

_PARENTS = "SELECT parent FROM statement WHERE record = ? AND parent IS NOT NULL"
_PARTS = "SELECT record FROM statement WHERE parent = ?"
# A link may come twice, once from each of its ends: telling that apart is quicker in Python.
_FIRST = f"""
SELECT {_COLUMNS} FROM json_each(?1) f CROSS JOIN link l WHERE l.object = f.value
UNION ALL
SELECT {_COLUMNS} FROM json_each(?1) f CROSS JOIN link l WHERE l.subject = f.value
"""  # noqa: S608 fixed words
# From actions to their evidence and comments, and from comments to who quotes them.
_SECOND = f"""
SELECT {_COLUMNS} FROM json_each(?1) f CROSS JOIN link l
  WHERE l.subject = f.value AND l.relation IN ('evidencedBy', 'quotes')
UNION ALL
SELECT {_COLUMNS} FROM json_each(?1) f CROSS JOIN link l
  WHERE l.object = f.value AND l.relation IN ('commentsOn', 'quotes')
"""  # noqa: S608 fixed words
_STATEMENTS = """
SELECT s.record, s.document, s.status, s.kind, s.latest, s.body
FROM json_each(?1) f CROSS JOIN statement s WHERE s.record = f.value
"""
_PAPERS = """
SELECT d.id, d.file, d.body FROM json_each(?1) f CROSS JOIN document d WHERE d.id = f.value
"""
_VISITS = "SELECT id, file, body FROM document WHERE authority = ? AND visit"
# Sentences of papers without a visit that speak of one and of a month: they may tell of a visit
# not held. Without a month none does (see ``graph.mentions``), and a council's register may pass
# on thousands of comments, which no chain should have to read.
_IN_A_MONTH = " OR ".join(f"s.body LIKE '%{month}%'" for month in month_name if month)
_REPORTED = f"""
SELECT s.body FROM document d CROSS JOIN statement s
WHERE d.authority = ?1 AND NOT d.visit AND s.document = d.id AND s.kind = 'comment'
  AND s.latest AND (s.body LIKE '%visit%' OR s.body LIKE '%inspection%') AND ({_IN_A_MONTH})
ORDER BY d.date, d.id, s.place
"""  # noqa: S608 fixed words


MOST = 4096  # papers that a connection keeps


class Papers:
    """Papers, and what tells of visits, as read since the store last changed.

    Many chains of one authority are asked for in a row, and share all of this.
    """

    def __init__(self, db: sqlite3.Connection, version: tuple[int, int]) -> None:
        self.version = version
        self._db = db
        self._known: dict[str, Document] = {}
        self._visits: dict[str, frozenset[str]] = {}
        self._reported: dict[str, tuple[Comment, ...]] = {}

    @property
    def full(self) -> bool:
        """Whether it is time to begin anew."""
        return len(self._known) > MOST

    def these(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return papers by id."""
        wanted = sorted(ids)
        missing = [key for key in wanted if key not in self._known]
        if missing:
            self._learn(self._db.execute(_PAPERS, (as_list(missing),)))
        return {key: self._known[key] for key in wanted}

    def visits(self, authority: str) -> frozenset[str]:
        """Return the ids of the papers of an authority that are about a visit."""
        if authority not in self._visits:
            self._visits[authority] = self._learn(self._db.execute(_VISITS, (authority,)))
        return self._visits[authority]

    def reported(self, authority: str) -> tuple[Comment, ...]:
        """Return the sentences that may tell of visits not held, by date, paper and place."""
        if authority not in self._reported:
            rows = self._db.execute(_REPORTED, (authority,))
            self._reported[authority] = tuple(
                cast(Comment, record_of("comment", row[0])) for row in rows
            )
        return self._reported[authority]

    def _learn(self, rows: Iterable[Row]) -> frozenset[str]:
        read = {key: document_of(file, body) for key, file, body in rows}
        self._known |= read
        return frozenset(read)


class Kept:
    """The papers that each connection has read, for as long as the store does not change.

    SQLite tells a connection of the commits of others by ``data_version``, of its own by
    ``total_changes``, both as of the state that its transaction sees.
    """

    def __init__(self) -> None:
        self._papers: dict[sqlite3.Connection, Papers] = {}

    def papers(self, db: sqlite3.Connection) -> Papers:
        """Return those of one connection, within a transaction that has begun to read."""
        version = (db.execute("PRAGMA data_version").fetchone()[0], db.total_changes)
        papers = self._papers.get(db)
        if papers is None or papers.version != version or papers.full:
            papers = self._papers[db] = Papers(db, version)
        return papers


def neighbourhood(
    db: sqlite3.Connection, concern_id: str, as_of: str | None, kept: Kept
) -> Neighbourhood:
    """Answer ``View.neighbourhood``. Raises UnknownRecordError."""
    family = _family(db, concern_id)
    links = {link.id: link for link in _links(db, _FIRST, family, as_of)}
    reached = _ends(links.values()) - family
    links |= {link.id: link for link in _links(db, _SECOND, reached, as_of)}
    rows = db.execute(_STATEMENTS, (as_list(_ends(links.values()) | family),)).fetchall()
    papers = kept.papers(db)
    if as_of is not None:
        dated = papers.these({row[1] for row in rows})
        rows = [row for row in rows if not after(dated[row[1]].date, as_of)]
    records, history = _records(rows, papers, latest=as_of is None)
    held = joining(concern_id, records, links.values(), as_of)
    authority = records[concern_id].authority
    told = papers.reported(authority)
    documents = papers.these(
        {record.document for record in records.values()}
        | {said.document for entries in history.values() for said in entries}
        | {link.document for link in held if link.document}
        | {comment.document for comment in told}
        | papers.visits(authority)
    )
    if as_of is not None:
        documents = {key: one for key, one in documents.items() if not after(one.date, as_of)}
    return assembled(
        concern_id,
        records=records,
        links=held,
        history=history,
        documents=documents,
        reported=[comment for comment in told if comment.document in documents],
    )


def _family(db: sqlite3.Connection, concern_id: str) -> set[str]:
    """The concern, all of which it is a part, and all its parts."""
    found = {concern_id}
    for question in (_PARENTS, _PARTS):
        near, walked = [concern_id], {concern_id}
        while near:
            rows = db.execute(question, (near.pop(),))
            new = {row[0] for row in rows} - walked
            near += new
            walked |= new
        found |= walked
    return found


def _ends(links: Iterable[Link]) -> set[str]:
    return {end for link in links for end in (link.subject, link.object)}


def _links(
    db: sqlite3.Connection, question: str, ids: Collection[str], as_of: str | None
) -> list[Link]:
    return live(linked(db, question, (as_list(ids),)), as_of)


def _records(
    rows: Sequence[Row], papers: Papers, *, latest: bool
) -> tuple[dict[str, Record], dict[str, list[StatusRecord]]]:
    """Of each record the latest statement, and of each action what every paper says.

    With *latest*, the statement that the store has marked; else the last of those given.
    """
    dates = {key: paper.date for key, paper in papers.these({row[1] for row in rows}).items()}
    if not latest:
        rows = sorted(rows, key=lambda row: (dates[row[1]], row[1]))
    bodies = {row[0]: (row[3], row[5]) for row in rows if row[4] or not latest}
    history: dict[str, list[StatusRecord]] = {}
    for record, document, status, *_ in rows:
        if status is not None:
            said = status_of(record, document, dates[document], status)
            history.setdefault(record, []).append(said)
    for entries in history.values():
        entries.sort(key=lambda said: (said.on or "", said.document))
    return {record: record_of(*packed) for record, packed in bodies.items()}, history
