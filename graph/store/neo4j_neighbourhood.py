"""What one concern's chain is made of, asked for in one go: one question, one answer.

The question brings all that may belong to the chain; what does belong to it, above all as of a
day in the past, is then worked out by the rules that ``sqlite_neighbourhood`` follows. The papers
of an authority, which its chains share, are kept for as long as the store does not change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from graph.records import Comment, Document, Link, Record, StatusRecord
from graph.standing import after
from graph.store.base import Neighbourhood
from graph.store.near import assembled, joining, live
from graph.store.neo4j_rows import LINK, edge_link
from graph.store.neo4j_schema import any_link, link_types
from graph.store.neo4j_server import CHANGING, TRIES, Row, Server
from graph.store.packed import document_of, record_of, status_of
from ontology.errors import StoreError, UnknownRecordError


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of papers at one revision.

    Attributes:
        papers: by id; ``None`` for one that is not held.
        dates: those of the papers that are held.
        visits: of each authority, the ids of its papers with a visit.
        told: of each authority, the sentences that may tell of visits not held, with their papers.
    """

    revision: int
    papers: dict[str, Document | None] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    visits: dict[str, list[str]] = field(default_factory=dict)
    told: dict[str, list[Comment]] = field(default_factory=dict)


class Papers:
    """Papers, visits and what is told of visits, kept for as long as the store does not change."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._known = Known(-1)

    def at(self, revision: int, authority: str, ids: Iterable[str]) -> Known | None:
        """Return what is known at a revision, with these papers and all of one authority's visits.

        ``None`` if the store is of another revision by now.
        """
        known = self._known
        if known.revision != revision:
            known = self._known = Known(revision)
        missing = [key for key in ids if key not in known.papers]
        if not missing and authority in known.told:
            return known
        ((before, papers, visits, told, now),) = self._server.ask(
            _PAPERS, authority=authority, ids=missing
        )
        if not before == now == revision:
            return None
        found = {row[0]: document_of(row[1], row[2]) for row in papers}
        known.dates.update({key: paper.date for key, paper in found.items()})
        known.papers.update({**dict.fromkeys(missing), **found})  # at once: others read it too
        known.visits[authority] = visits
        known.told[authority] = [cast(Comment, record_of("comment", body)) for body in told]
        return known


def neighbourhood(
    server: Server, papers: Papers, concern_id: str, as_of: str | None
) -> Neighbourhood:
    """Answer ``View.neighbourhood``. Raises UnknownRecordError."""
    question = question_of(past=as_of is not None)
    for _ in range(TRIES):
        rows = server.ask(question, id=concern_id)
        if not rows:
            raise UnknownRecordError(f"the store holds no concern {concern_id}")
        before, authority, family, links, said, now = rows[0]
        sources = {row[1] for row in said}.union(row[10] for row in links if row[10])
        known = papers.at(before, authority, sources) if before == now else None
        if known is not None:
            return _found(known, authority, (concern_id, family, links, said), as_of)
    raise StoreError(CHANGING)


def _found(
    known: Known,
    authority: str,
    answer: tuple[str, list[str], list[Row], list[Row]],
    as_of: str | None,
) -> Neighbourhood:
    """Put together what belongs to the chain."""
    concern_id, family, links, said = answer
    near = _reached(live(map(edge_link, links), as_of), family)
    ids = {end for link in near.values() for end in (link.subject, link.object)}
    records, history = _records(said, known.dates, ids.union(family), as_of)
    held = joining(concern_id, records, near.values(), as_of)
    sources = _sources(records, history, held)
    told = known.told[authority]
    sources.update(known.visits[authority], (comment.document for comment in told))
    documents = _documents(known.papers, sources, as_of)
    return assembled(
        concern_id,
        records=records,
        links=held,
        history=history,
        documents=documents,
        reported=[comment for comment in told if comment.document in documents],
    )


def _reached(links: Iterable[Link], family: Collection[str]) -> dict[str, Link]:
    """The links of the family, and from what these reach on to evidence, comments and quotes."""
    found = list(links)
    own = set(family)
    near = [link for link in found if link.subject in own or link.object in own]
    reached = {end for link in near for end in (link.subject, link.object)} - own
    far = [
        link
        for link in found
        if (link.subject in reached and link.relation in ("evidencedBy", "quotes"))
        or (link.object in reached and link.relation in ("commentsOn", "quotes"))
    ]
    return {link.id: link for link in (*near, *far)}


def _records(
    rows: Iterable[Row],
    dates: Mapping[str, str],
    ids: Collection[str],
    as_of: str | None,
) -> tuple[dict[str, Record], dict[str, list[StatusRecord]]]:
    """Of each record the latest statement known, and of each action what every paper says."""
    bodies: dict[str, tuple[str, str]] = {}
    history: dict[str, list[StatusRecord]] = {}
    oldest_first = sorted(rows, key=lambda row: (dates[row[1]], row[1]))
    for record, document, status, kind, body in oldest_first:  # the last one stays
        date = dates[document]
        if record not in ids or (as_of is not None and after(date, as_of)):
            continue
        if body is not None:
            bodies[record] = (kind, body)
        if status is not None:
            history.setdefault(record, []).append(status_of(record, document, date, status))
    return {record: record_of(*packed) for record, packed in bodies.items()}, history


def _sources(
    records: dict[str, Record], history: dict[str, list[StatusRecord]], links: Iterable[Link]
) -> set[str]:
    ids = {record.document for record in records.values()}
    ids.update(status.document for entries in history.values() for status in entries)
    ids.update(link.document for link in links if link.document)
    return ids


def _documents(
    papers: Mapping[str, Document | None], sources: Collection[str], as_of: str | None
) -> dict[str, Document]:
    """The papers that are spoken of, and those of visits, as far as they are held."""
    found = {key: paper for key in sources if (paper := papers[key]) is not None}
    if as_of is None:
        return found
    return {key: paper for key, paper in found.items() if not after(paper.date, as_of)}


@cache
def question_of(*, past: bool) -> str:
    """Return the one question; of the past, rejected links and earlier statements count too."""
    live = "" if past else "WHERE l.state <> 'rejected'"
    body = "s.body" if past else "CASE WHEN s.latest THEN s.body END"
    return f"{_FAMILY} {_links_near(live)} {_statements(body)} {_WHOLE}"


def _links_near(live: str) -> str:
    """Links of the family, and from what these reach on to evidence, comments and quotes."""
    types = link_types()
    return f"""
CALL (family) {{
  UNWIND family AS f MATCH (f)-[l:{any_link()}]-(r) {live}
  RETURN collect(DISTINCT l) AS near, collect(DISTINCT r) AS reached
}}
CALL (reached) {{
  UNWIND reached AS r
  CALL (r) {{
    MATCH (r)-[l:{types["evidencedBy"]}|{types["quotes"]}]->() {live} RETURN l
    UNION
    MATCH (r)<-[l:{types["commentsOn"]}|{types["quotes"]}]-() {live} RETURN l
  }}
  RETURN collect(DISTINCT l) AS far
}}
CALL (near, far) {{
  UNWIND near + far AS l WITH DISTINCT l
  RETURN collect({LINK}) AS links, collect(startNode(l)) + collect(endNode(l)) AS ends
}}
"""


def _statements(body: str) -> str:
    """What each paper says of every record."""
    return f"""
CALL (family, ends) {{
  UNWIND family + ends AS r WITH DISTINCT r MATCH (r)<-[s:STATES]-(d)
  RETURN collect([r.id, d.id, s.status, s.kind, {body}]) AS said
}}
"""


_FAMILY = """
MATCH (m:Sightline {key: 'store'}) MATCH (c:Record {id: $id})
WITH m.revision AS before, c
CALL (c) {
  MATCH (c)-[:PART_OF*0..]->(f:Record) RETURN f UNION MATCH (c)<-[:PART_OF*0..]-(f:Record) RETURN f
}
WITH before, c.authority AS authority, collect(f) AS family
"""
# Collecting comes before the last look at the revision: nothing is read after it.
_WHOLE = """
WITH before, authority, [f IN family | f.id] AS family, links, said
MATCH (m:Sightline {key: 'store'})
RETURN before, authority, family, links, said, m.revision
"""
# Papers that are spoken of, those of visits, and those whose sentences may tell of a visit.
_PAPERS = """
MATCH (m:Sightline {key: 'store'}) WITH m.revision AS before
CALL () {
  MATCH (d:Document {authority: $authority, visit: true})
  RETURN collect(d.id) AS visits, collect(d) AS visited
}
CALL () {
  MATCH (d:Document {authority: $authority, visit: false})-[:MENTIONS_VISIT]->(r:Record)
  MATCH (d)-[s:STATES]->(r) WHERE s.latest
  WITH s, d ORDER BY d.date, d.id, s.place
  RETURN collect(s.body) AS told, collect(DISTINCT d) AS tellers
}
CALL (visited, tellers) {
  UNWIND visited + tellers AS d RETURN d UNION
  UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d
}
WITH before, visits, told, collect([d.id, d.file, d.body]) AS papers
MATCH (m:Sightline {key: 'store'})
RETURN before, papers, visits, told, m.revision
"""
