"""Taking papers in and out of SQLite: functions for the inside of one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from graph.records import Action, Concern, Document, Issue, Paper, Record
from graph.store.packed import KIND_OF, as_list, pack, status_text


def put(db: sqlite3.Connection, paper: Paper, *, data: bytes, origin: str) -> None:
    """Take *paper* in, in the place of what it said before and of what lay at its origin.

    Of several names of the same bytes the smallest counts, together with what the loader made
    under that name (a date may come from it), so that the order of loading does not matter.
    """
    document = paper.document
    touched = leave(db, origin, document.id)
    known = db.execute("SELECT file FROM document WHERE id = ?", (document.id,)).fetchone()
    if known is None or document.file <= known[0]:
        names = db.execute(
            "SELECT origin, name FROM origin WHERE document = ?", (document.id,)
        ).fetchall()
        touched |= take_out(db, document.id)
        _insert_document(db, document, data)
        _insert_text(db, paper)
        _insert_statements(db, paper.records)
        _insert_owners(db, paper.actions)
        _insert_issues(db, paper)
        db.executemany(
            "INSERT INTO origin(origin, name, document) VALUES(?, ?, ?)",
            [(*name, document.id) for name in names],
        )
    meet(db, document.id, origin=origin, name=document.file)
    db.execute("INSERT OR IGNORE INTO unlinked VALUES(?)", (document.authority,))
    settle(db, touched | {record.id for record in paper.records})


def meet(db: sqlite3.Connection, document: str, *, origin: str, name: str) -> None:
    """Note one more place at which a held paper lies; the smallest of its names is its file's."""
    db.execute("INSERT OR REPLACE INTO origin VALUES(?, ?, ?)", (origin, name, document))
    db.execute("UPDATE document SET file = min(file, ?) WHERE id = ?", (name, document))


def has_met(db: sqlite3.Connection, document: str, *, origin: str, name: str) -> bool:
    """Tell whether ``meet`` would change nothing."""
    question = """
        SELECT 1 FROM origin o JOIN document d ON d.id = o.document
        WHERE o.origin = ?1 AND o.name = ?2 AND o.document = ?3 AND d.file <= ?2"""
    return db.execute(question, (origin, name, document)).fetchone() is not None


def leave(db: sqlite3.Connection, origin: str, document: str) -> set[str]:
    """Take out the earlier version at this origin, unless it lies somewhere else as well."""
    row = db.execute("SELECT document FROM origin WHERE origin = ?", (origin,)).fetchone()
    if row is None or row[0] == document:
        return set()
    db.execute("DELETE FROM origin WHERE origin = ?", (origin,))
    names = db.execute("SELECT min(name) FROM origin WHERE document = ?", (row[0],)).fetchone()
    if names[0] is None:
        return take_out(db, row[0])
    db.execute("UPDATE document SET file = ? WHERE id = ?", (names[0], row[0]))
    return set()


def take_out(db: sqlite3.Connection, document: str) -> set[str]:
    """Delete a document with all it states; return the ids of the records it stated.

    ``settle`` must follow in the same transaction, with these ids.
    """
    touched = {
        row[0]
        for row in db.execute(
            "SELECT record FROM statement WHERE document = ?1"
            " UNION SELECT id FROM owner WHERE document = ?1",
            (document,),
        )
    }
    db.execute(
        "DELETE FROM words WHERE rowid IN (SELECT id FROM passage WHERE document = ?)",
        (document,),
    )
    db.execute(
        "DELETE FROM file WHERE sha256 = (SELECT sha256 FROM document WHERE id = ?)", (document,)
    )
    db.execute(
        "INSERT OR IGNORE INTO unlinked SELECT authority FROM document WHERE id = ?", (document,)
    )
    db.execute("DELETE FROM document WHERE id = ?", (document,))  # the rest follows by cascade
    return touched


def settle(db: sqlite3.Connection, touched: Collection[str]) -> None:
    """Mark the latest statement of each record touched; drop links that lost an end."""
    ids = as_list(sorted(touched))
    db.execute(_LATEST, (ids,))
    db.execute(_DANGLING, (ids,))


# Only records with several statements, or whose latest one is gone, need a second look.
_LATEST = """
UPDATE statement SET latest = (document = (
  SELECT s.document FROM statement s CROSS JOIN document d
  WHERE s.record = statement.record AND d.id = s.document
  ORDER BY d.date DESC, d.id DESC LIMIT 1))
WHERE record IN (
  SELECT s.record FROM json_each(?1) t CROSS JOIN statement s WHERE s.record = t.value
  GROUP BY s.record HAVING count(*) > 1 OR max(s.latest) = 0)
"""
_DANGLING = """
DELETE FROM link WHERE id IN (
  SELECT l.id FROM json_each(?1) t CROSS JOIN link l
  WHERE (l.subject = t.value OR l.object = t.value)
    AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.record = t.value)
    AND NOT EXISTS (SELECT 1 FROM owner o WHERE o.id = t.value))
"""


def _insert_document(db: sqlite3.Connection, document: Document, data: bytes) -> None:
    if document.held and data:
        db.execute("INSERT OR REPLACE INTO file VALUES(?, ?)", (document.sha256, data))
    db.execute(
        "INSERT INTO document VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(document.id, document.sha256, document.file, document.kind, document.authority),
            *(document.date, document.held, document.inspection is not None, pack(document)),
        ),
    )


def _insert_text(db: sqlite3.Connection, paper: Paper) -> None:
    document = paper.document.id
    db.execute("INSERT INTO text VALUES(?, ?)", (document, paper.text))
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM passage").fetchone()
    numbered = list(enumerate(paper.passages, start=last + 1))
    db.executemany(
        "INSERT INTO passage VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(number, document, p.quote.start, p.quote.end, p.quote.page, p.quote.paragraph),
                *(p.kind, p.label),
            )
            for number, p in numbered
        ),
    )
    db.executemany(
        "INSERT INTO words(rowid, text) VALUES(?, ?)",
        ((number, passage.quote.text) for number, passage in numbered),
    )


def _insert_statements(db: sqlite3.Connection, records: Iterable[Record]) -> None:
    db.executemany(
        "INSERT INTO statement(record, document, kind, authority, parent, place, latest, status,"
        " body) VALUES(?, ?, ?, ?, ?, ?, 1, ?, ?)",
        (
            (
                *(record.id, record.document, KIND_OF[type(record)], record.authority),
                record.parent if isinstance(record, Concern) else None,
                record.quote.start,
                status_text(record) if isinstance(record, Action) else None,
                pack(record),
            )
            for record in records
        ),
    )


def _insert_owners(db: sqlite3.Connection, actions: Iterable[Action]) -> None:
    db.executemany(
        "INSERT OR IGNORE INTO owner VALUES(?, ?, ?, ?)",
        (
            (owner.id, action.id, action.document, action.authority)
            for action in actions
            for owner in action.owners
        ),
    )


def _insert_issues(db: sqlite3.Connection, paper: Paper) -> None:
    rows: list[tuple[bool, Issue]] = [(False, issue) for issue in paper.issues]
    rows += [(True, issue) for issue in paper.ignored]
    db.executemany(
        "INSERT INTO issue(document, ignored, page, paragraph, text, why)"
        " VALUES(?, ?, ?, ?, ?, ?)",
        ((i.document, ignored, i.page, i.paragraph, i.text, i.why) for ignored, i in rows),
    )
