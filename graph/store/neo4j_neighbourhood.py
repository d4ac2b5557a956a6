"""What one concern's chain is made of, asked for in one go: one question, one answer.

The question brings all that may belong to the chain; what does belong to it, above all as of a
day in the past, is then worked out by the rules that ``sqlite_neighbourhood`` follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import cast

from graph.records import Comment, Decision, Document, Link, Record, StatusRecord
from graph.standing import after
from graph.store.base import Neighbourhood
from graph.store.near import assembled, joining, live
from graph.store.neo4j_links import SAID
from graph.store.neo4j_rows import LINK, edge_link
from graph.store.neo4j_schema import any_link, link_types
from graph.store.neo4j_server import Row, Work
from graph.store.packed import decision_of, document_of, record_of, status_of
from ontology.errors import UnknownRecordError


def neighbourhood(work: Work, concern_id: str, as_of: str | None) -> Neighbourhood | None:
    """Answer ``View.neighbourhood``; ``None`` if the store changed meanwhile.

    Raises UnknownRecordError.
    """
    rows = work.rows(_question(past=as_of is not None), id=concern_id)
    if not rows:
        raise UnknownRecordError(f"the store holds no concern {concern_id}")
    ((before, family, links, log, said, papers, told, now),) = rows
    if before != now:
        return None
    near = _reached(_links(links, log, as_of), family)
    ids = {end for link in near.values() for end in (link.subject, link.object)}
    records, history = _records(said, ids.union(family), as_of)
    held = joining(concern_id, records, near.values(), as_of)
    sources = _sources(records, history, held)
    sources.update(document for _, document in told)
    documents = _documents(papers, sources, as_of)
    return assembled(
        concern_id,
        records=records,
        links=held,
        history=history,
        documents=documents,
        reported=[
            cast(Comment, record_of("comment", body))
            for body, document in told
            if document in documents
        ],
    )


def _links(rows: Iterable[Row], log: Iterable[Row], as_of: str | None) -> list[Link]:
    decisions: dict[str, list[Decision]] = {}
    for row in log:
        decisions.setdefault(row[0], []).append(decision_of(tuple(row)))
    return live((edge_link(row, decisions.get(row[0], ())) for row in rows), as_of)


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
    rows: Iterable[Row], ids: Collection[str], as_of: str | None
) -> tuple[dict[str, Record], dict[str, list[StatusRecord]]]:
    """Of each record the latest statement known, and of each action what every paper says."""
    bodies: dict[str, tuple[str, str]] = {}
    history: dict[str, list[StatusRecord]] = {}
    for record, document, date, status, kind, body in rows:  # oldest first: the last one stays
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
    rows: Iterable[Row], sources: Collection[str], as_of: str | None
) -> dict[str, Document]:
    """The papers that are spoken of, and those of visits."""
    wanted = [row for row in rows if row[1] or row[0] in sources]
    found = {row[0]: document_of(row[2], row[3]) for row in wanted}
    if as_of is None:
        return found
    return {key: paper for key, paper in found.items() if not after(paper.date, as_of)}


@cache
def _question(*, past: bool) -> str:
    """The one question; of the past, rejected links and earlier statements count as well."""
    live = "" if past else "WHERE l.state <> 'rejected'"
    body = "s.body" if past else "CASE WHEN s.latest THEN s.body END"
    return f"{_FAMILY} {_links_near(live)} {_LOG} {_statements(body)} {_PAPERS} {_WHOLE}"


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
  UNWIND near + far AS l WITH DISTINCT l, startNode(l) AS a, endNode(l) AS b
  RETURN collect([{LINK}]) AS links, collect(l.document) AS stated,
    collect(DISTINCT a) + collect(DISTINCT b) AS ends
}}
"""


def _statements(body: str) -> str:
    """What each paper says of every record, oldest first."""
    return f"""
CALL (family, ends) {{
  UNWIND family + ends AS r WITH DISTINCT r MATCH (r)<-[s:STATES]-(d:Document)
  WITH r, s, d ORDER BY d.date, d.id
  RETURN collect([r.id, d.id, d.date, s.status, s.kind, {body}]) AS said,
    collect(DISTINCT d) AS sources
}}
"""


_FAMILY = """
MATCH (m:Sightline {key: 'store'}) MATCH (c:Record {id: $id})
WITH m.revision AS before, c
CALL (c) {
  MATCH (c)-[:PART_OF*0..]->(f:Record) RETURN f UNION MATCH (c)<-[:PART_OF*0..]-(f:Record) RETURN f
}
WITH before, c, collect(f) AS family
"""
_LOG = f"""
CALL (links) {{
  UNWIND links AS link MATCH (d:Decision {{link: link[0]}})
  WITH d ORDER BY d.seq RETURN collect([{SAID}]) AS log
}}
"""
# Papers that are spoken of, those of visits, and those whose sentences may tell of a visit.
_PAPERS = """
CALL (c) {
  MATCH (d:Document {authority: c.authority, visit: false})-[:MENTIONS_VISIT]->(r:Record)
  MATCH (d)-[s:STATES]->(r) WHERE s.latest
  WITH s, d ORDER BY d.date, d.id, s.place
  RETURN collect([s.body, d.id]) AS told, collect(DISTINCT d) AS tellers
}
CALL (c, sources, tellers, stated) {
  UNWIND sources + tellers AS d RETURN d UNION
  MATCH (d:Document {authority: c.authority, visit: true}) RETURN d UNION
  UNWIND stated AS id MATCH (d:Document {id: id}) RETURN d
}
"""
# Collecting comes before the last look at the revision: nothing is read after it.
_WHOLE = """
WITH before, [f IN family | f.id] AS family, links, log, said, told,
  collect([d.id, d.visit AND d.authority = c.authority, d.file, d.body]) AS papers
MATCH (m:Sightline {key: 'store'})
RETURN before, family, links, log, said, papers, told, m.revision
"""
