"""How search cuts text into words, for stores that have no FTS5 of their own.

Search must find and rank the same passages in every store. So text is cut and stemmed by FTS5
itself, in memory: ``stems`` gives what it would index, and ``marked`` the words around a hit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from graph.store.sqlite_schema import TOKENIZER
from graph.store.sqlite_search import SNIPPET


def stems(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of each text in order, as FTS5 would index them."""
    found: list[list[str]] = [[] for _ in texts]
    with _indexed(texts) as db:
        db.execute("CREATE VIRTUAL TABLE stem USING fts5vocab(words, 'instance')")
        for term, number, _ in sorted(
            db.execute("SELECT term, doc, offset FROM stem"), key=lambda row: row[1:]
        ):
            found[number].append(term)
    return found


def marked(texts: Sequence[str], query: str) -> list[str]:
    r"""Return of each text the words around what *query* finds, those found in \x02 and \x03."""
    with _indexed(texts) as db:
        question = f"SELECT rowid, {SNIPPET} FROM words WHERE words MATCH ?"  # noqa: S608 fixed
        found = dict(db.execute(question, (query,)).fetchall())
    return [found[number] for number in range(len(texts))]


@contextmanager
def _indexed(texts: Sequence[str]) -> Iterator[sqlite3.Connection]:
    """An index of these texts, numbered from zero, that lasts as long as it is asked."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.execute(f"CREATE VIRTUAL TABLE words USING fts5(text, tokenize='{TOKENIZER}')")
        db.execute("BEGIN")
        db.executemany("INSERT INTO words(rowid, text) VALUES(?, ?)", enumerate(texts))
        yield db
    finally:
        db.close()
