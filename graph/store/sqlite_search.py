"""Full text search over passages, by FTS5."""

from __future__ import annotations

import re
import sqlite3

from graph.store.base import Hit
from graph.store.packed import as_list, document_of, passage_of

_TERM = re.compile(r'"([^"]+)"|(\S+)')


def search(
    db: sqlite3.Connection, text: str, *, authority: str | None, kind: str | None, limit: int
) -> list[Hit]:
    """Return passages that hold all words (and all "exact phrases") of *text*, best first."""
    query = " ".join(f'"{term}"' for term in terms(text))
    if not query or limit < 1:
        return []
    found = db.execute(_BEST, (query, authority, kind, limit)).fetchall()
    marked = dict(db.execute(_MARKED, (query, as_list([row[0] for row in found]))).fetchall())
    return [
        Hit(
            passage=passage_of(row[5:11], row[2], row[11]),
            document=document_of(row[3], row[4]),
            rank=row[1],
            marked=marked[row[0]],
        )
        for row in found
    ]


# The words around a hit are only asked for once the best are known: to cut them out of
# thousands of hits would take seconds.
_BEST = """
SELECT hit.rowid, hit.rank, p.document, d.file, d.body,
       p.kind, p.label, p.start, p.end, p.page, p.paragraph, hit.text
FROM words hit JOIN passage p ON p.id = hit.rowid JOIN document d ON d.id = p.document
WHERE hit.words MATCH ?1 AND (?2 IS NULL OR d.authority = ?2) AND (?3 IS NULL OR d.kind = ?3)
ORDER BY hit.rank, d.date, d.id, p.start LIMIT ?4
"""
SNIPPET = "snippet(words, 0, char(2), char(3), '…', 32)"
_MARKED = f"""
SELECT rowid, {SNIPPET}
FROM words WHERE words MATCH ?1 AND rowid IN (SELECT value FROM json_each(?2))
"""  # noqa: S608 fixed words


def terms(text: str) -> list[str]:
    """Return the words and "exact phrases" asked for, in their order.

    Each is put in quotes for FTS5, so that no sign in it is an operator. The sign of number zero
    would end the question in the middle of a quote.
    """
    found = _TERM.findall(text.replace("\0", " "))
    asked = (phrase or word.replace('"', "") for phrase, word in found)
    return [term for term in asked if re.search(r"\w", term)]
