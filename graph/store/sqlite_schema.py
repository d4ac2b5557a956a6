"""Tables of the SQLite store, and how its file is opened, made or refused.

Every table of statements carries the document that states them: a document is replaced by
deleting what it says and inserting it anew, in one transaction. ``latest`` marks, among several
statements of one record, that of the latest paper.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ontology.errors import StoreError

APPLICATION = 0x53_4C_4E_45  # "SLNE" in the file's header, so that a foreign file is told at once
VERSION = 3  # raise it with every change of the tables or of the records' fields
TOKENIZER = "porter unicode61 remove_diacritics 2"
BUSY_SECONDS = 20.0  # how long a writer waits for another before it gives up

_TABLES = f"""
CREATE TABLE file(sha256 TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE document(
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL,
  authority TEXT NOT NULL, date TEXT NOT NULL, held INTEGER NOT NULL, visit INTEGER NOT NULL,
  body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX document_sha256 ON document(sha256);
CREATE INDEX document_authority ON document(authority, date, id);
CREATE TABLE origin(
  origin TEXT PRIMARY KEY, name TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX origin_document ON origin(document);
CREATE TABLE text(
  document TEXT PRIMARY KEY REFERENCES document ON DELETE CASCADE, body TEXT NOT NULL);
CREATE TABLE passage(
  id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
  start INTEGER NOT NULL, end INTEGER NOT NULL, page INTEGER, paragraph TEXT,
  kind TEXT NOT NULL, label TEXT);
CREATE INDEX passage_document ON passage(document, start);
CREATE VIRTUAL TABLE words USING fts5(text, tokenize='{TOKENIZER}');
CREATE TABLE statement(
  id INTEGER PRIMARY KEY, record TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, kind TEXT NOT NULL,
  authority TEXT NOT NULL, parent TEXT, place INTEGER NOT NULL, latest INTEGER NOT NULL,
  status TEXT, body TEXT NOT NULL);
CREATE UNIQUE INDEX statement_record ON statement(record, document);
CREATE INDEX statement_document ON statement(document, kind, place);
CREATE INDEX statement_authority ON statement(authority, kind) WHERE latest;
CREATE INDEX statement_parent ON statement(parent) WHERE parent IS NOT NULL;
CREATE TABLE owner(
  id TEXT NOT NULL, action TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, authority TEXT NOT NULL,
  PRIMARY KEY(id, action, document)) WITHOUT ROWID;
CREATE INDEX owner_document ON owner(document);
CREATE TABLE issue(
  id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
  ignored INTEGER NOT NULL, page INTEGER, paragraph TEXT, text TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX issue_document ON issue(document, ignored);
CREATE TABLE link(
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL,
  basis TEXT NOT NULL, state TEXT NOT NULL, authority TEXT NOT NULL, score REAL,
  reasons TEXT NOT NULL, progress TEXT, document TEXT);
CREATE INDEX link_subject ON link(subject, relation);
CREATE INDEX link_object ON link(object, relation);
CREATE INDEX link_authority ON link(authority, relation);
CREATE TABLE decision(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, link TEXT NOT NULL, subject TEXT NOT NULL,
  relation TEXT NOT NULL, object TEXT NOT NULL, state TEXT NOT NULL, by TEXT NOT NULL,
  at TEXT NOT NULL, reason TEXT NOT NULL, subject_text TEXT NOT NULL, object_text TEXT NOT NULL);
CREATE INDEX decision_link ON decision(link, seq);
CREATE TRIGGER decision_stays BEFORE DELETE ON decision
  BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER decision_as_taken BEFORE UPDATE ON decision
  BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE unlinked(authority TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def connect(path: Path) -> sqlite3.Connection:
    """Connect to the store at *path*, which any thread may then use, one at a time.

    Transactions are begun and ended by hand. Every commit is on the disk when it returns.
    """
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA cache_size=-32768")
    return connection


def ensure(path: Path, *, create: bool) -> None:
    """See that *path* is a store of this version; make one of a missing or empty file if asked.

    Raises:
        StoreError: there is no such file and none is to be made, it is no store, or it was
            written by another version.
    """
    if path.is_dir():
        raise StoreError(f"{path} is not a Sightline store: it is a folder")
    if not path.exists() and not create:
        raise StoreError(f"there is no store at {path}: load a paper to make one")
    if not path.parent.is_dir():
        raise StoreError(f"{path} cannot be made: the folder {path.parent} does not exist")
    try:
        _verify(path, create=create)
    except sqlite3.OperationalError as error:
        raise StoreError(f"{path} cannot be opened: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} is not a Sightline store") from error


def _verify(path: Path, *, create: bool) -> None:
    connection = connect(path)
    try:
        if create and _is_empty(connection):
            _make(connection)
        application = _number(connection, "PRAGMA application_id")
        version = _number(connection, "PRAGMA user_version")
    finally:
        connection.close()
    if application != APPLICATION:
        raise StoreError(f"{path} is not a Sightline store")
    if version > VERSION:
        raise StoreError(f"{path} was written by a newer Sightline: update the program to open it")
    if version < VERSION:
        raise StoreError(
            f"{path} was written by an older Sightline: load its papers into a new one"
        )


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have made the tables while this one waited for its turn.
    if _is_empty(connection):
        for statement in _statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute(f"PRAGMA user_version={VERSION}")
    connection.execute("COMMIT")


def _statements() -> list[str]:
    """The statements of the schema; a trigger's body holds a semicolon of its own."""
    statements, pending = [], ""
    for line in _TABLES.strip().splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements


def _is_empty(connection: sqlite3.Connection) -> bool:
    tables = _number(connection, "SELECT count(*) FROM sqlite_master")
    return tables == 0 and _number(connection, "PRAGMA application_id") == 0


def _number(connection: sqlite3.Connection, question: str) -> int:
    return int(connection.execute(question).fetchone()[0])
