"""Full text search over passages in Neo4j, with the hits and the ranks that SQLite gives.

The full-text index finds the passages. They are ranked by bm25 as FTS5 works it out, term by term
in the same order: Lucene's own score rounds the lengths of passages.
"""

from __future__ import annotations

from math import log

from graph.records import Document
from graph.store.base import Hit
from graph.store.neo4j_schema import PASSAGES
from graph.store.neo4j_server import Row, Work
from graph.store.packed import document_of, passage_of
from graph.store.sqlite_search import terms
from graph.store.words import marked, stems

_K1, _B = 1.2, 0.75  # of bm25 in FTS5


def search(
    work: Work, text: str, *, authority: str | None, kind: str | None, limit: int
) -> list[Hit]:
    """Return passages that hold all words (and all "exact phrases") of *text*, best first."""
    asked = terms(text)
    phrases = [words for words in stems(asked) if words]
    if not phrases or limit < 1:
        return []
    quoted = ['"' + " ".join(words) + '"' for words in phrases]
    ((total, words, counts),) = work.rows(_COUNTS, phrases=quoted)
    if not all(counts):
        return []
    rows = work.rows(
        _BEST,
        query=" ".join(f"+{phrase}" for phrase in quoted),
        phrases=phrases,
        idf=[_idf(total, count) for count in counts],
        mean=words / total,
        authority=authority,
        kind=kind,
        limit=limit,
    )
    around = marked([row[-1] for row in rows], " ".join(f'"{term}"' for term in asked))
    return [_hit(row, shown) for row, shown in zip(rows, around, strict=True)]


def _idf(total: int, count: int) -> float:
    """How rare a phrase is; never below FTS5's smallest value."""
    found = log((total - count + 0.5) / (count + 0.5))
    return found if found > 0.0 else 1e-6


def _hit(row: Row, shown: str) -> Hit:
    rank, document_id, file, body, *place, text = row
    document: Document = document_of(file, body)
    passage = passage_of(tuple(place), document_id, text)
    return Hit(passage=passage, document=document, rank=rank, marked=shown)


_COUNTS = f"""
CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()
MATCH (s:Sightline {{key: 'store'}})
RETURN COUNT {{ (:Passage) }}, s.words, [phrase IN $phrases | COUNT {{
  CALL db.index.fulltext.queryNodes('{PASSAGES}', phrase) YIELD node RETURN node }}]
"""
_BEST = f"""
CALL db.index.fulltext.queryNodes('{PASSAGES}', $query) YIELD node AS p
MATCH (d:Document)-[:HAS_PASSAGE]->(p)
WHERE ($authority IS NULL OR d.authority = $authority) AND ($kind IS NULL OR d.kind = $kind)
WITH d, p, split(p.words, ' ') AS words
WITH d, p, [phrase IN $phrases | toFloat(CASE size(phrase)
  WHEN 1 THEN size([word IN words WHERE word = phrase[0]])
  ELSE size([i IN range(0, size(words) - size(phrase))
             WHERE words[i..i + size(phrase)] = phrase]) END)] AS often
WITH d, p, -1.0 * reduce(sum = 0.0, i IN range(0, size(often) - 1) |
  sum + $idf[i] * ((often[i] * ({_K1} + 1.0))
    / (often[i] + {_K1} * (1 - {_B} + {_B} * p.length / $mean)))) AS rank
ORDER BY rank, d.date, d.id, p.start, p.place LIMIT $limit
RETURN rank, d.id, d.file, d.body, p.kind, p.label, p.start, p.end, p.page, p.paragraph, p.text
"""
