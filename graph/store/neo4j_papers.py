"""Taking papers in and out of Neo4j: functions for the inside of one transaction.

They do, step by step, what ``sqlite_papers`` does with tables; the reasons stand there.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Collection, Iterable, Iterator, Mapping

from graph.records import Action, Comment, Document, Issue, Paper, Record
from graph.store.neo4j_rows import document_node, label_of, record_node
from graph.store.neo4j_server import Row, Work
from graph.store.packed import KIND_OF, pack, record_of, status_text
from graph.store.words import stems
from ontology.errors import StoreError

CHUNK = 512 * 1024  # bytes of a file in one node

# Words by which a sentence may tell of a visit that is not held; see sqlite_neighbourhood.
_VISIT = re.compile("visit|inspection", re.IGNORECASE | re.ASCII)
_MONTH = re.compile("|".join(filter(None, month_name)), re.IGNORECASE | re.ASCII)

# What a paper's coming has to know first: what lies at its origin, and under what name it is held.
MEETING = """
WITH s OPTIONAL MATCH (e:Document)-[:FOUND_AT]->(:Place {path: $origin})
WITH s, collect(e.id) AS earlier OPTIONAL MATCH (d:Document {id: $id})
RETURN s.revision, earlier, d.file
"""


def put(work: Work, paper: Paper, *, data: bytes, origin: str) -> None:
    """Take *paper* in, in the place of what it said before and of what lay at its origin.

    *work* was opened by MEETING. A paper that is new is one message, and so one plan.
    """
    document = paper.document
    _refuse_faulty(paper)
    earlier, name = work.opened
    touched = leave(work, origin) if set(earlier) - {document.id} else set()
    place = {"path": origin, "name": document.file}
    if name is not None and name < document.file:
        unlinked(work, [document.authority])
        meet(work, document.id, **place)
    else:
        places = []
        if name is not None:
            places = [{"path": row[0], "name": row[1]} for row in _places(work, document.id)]
            touched |= take_out(work, document.id)
        _insert(work, paper, data, [*places, place])
    settle(work, touched)


def _insert(work: Work, paper: Paper, data: bytes, places: list[dict[str, str]]) -> None:
    """Write a paper of which nothing is held; its records that others state too are settled."""
    document = paper.document
    cut = stems([passage.quote.text for passage in paper.passages])
    work.do(
        _PAPER,
        authority=document.authority,
        node=document_node(document, work.revision),
        text=paper.text,
        chunks=list(_chunks(data if document.held else b"")),
        passages=list(_passages(paper, cut)),
        words=sum(map(len, cut)),
        records=[_record(document, record) for record in paper.records],
        parts=[[c.id, c.parent] for c in paper.concerns if c.parent is not None],
        owners=[
            [action.id, owner.id, owner.name, owner.kind, action.authority]
            for action in paper.actions
            for owner in action.owners
        ],
        issues=list(_lines(paper.issues)),
        ignored=list(_lines(paper.ignored)),
        places=list({place["path"]: place for place in places}.values()),
    )


def meet(work: Work, document: str, *, path: str, name: str) -> None:
    """Note one more place at which a held paper lies; the smallest of its names is its file's."""
    work.do(_PLACE, id=document, path=path, name=name)


def leave(work: Work, origin: str) -> set[str]:
    """Take out the earlier version at this origin, unless it lies somewhere else as well."""
    earlier = work.rows(
        "MATCH (d:Document)-[:FOUND_AT]->(p:Place {path: $path})"
        " WITH d.id AS id, p DETACH DELETE p RETURN id",
        path=origin,
    )[0][0]
    names = sorted(row[1] for row in _places(work, earlier))
    if not names:
        return take_out(work, earlier)
    work.do("MATCH (d:Document {id: $id}) SET d.file = $name", id=earlier, name=names[0])
    return set()


def _places(work: Work, document: str) -> list[Row]:
    return work.rows(_PLACES, id=document)


def take_out(work: Work, document: str) -> set[str]:
    """Delete a document with all it states; return the ids of the records it stated.

    ``settle`` must follow in the same transaction, with these ids.
    """
    touched: set[str] = set()
    for row in work.rows(_STATED, id=document):
        touched.update(row[0])
        unlinked(work, [row[1]])
    for owned in work.rows(_UNOWN, id=document):
        touched.update(owned[0])
    for question in _DELETE:
        work.do(question, id=document)
    return touched


def unlinked(work: Work, authorities: Iterable[str]) -> None:
    """Note that the links of these authorities must be made anew."""
    rows: list[Mapping[str, object]] = [{"name": name} for name in authorities]
    work.each(
        "UNWIND $rows AS row MERGE (a:Authority {name: row.name}) SET a.unlinked = true", rows
    )


def settle(work: Work, touched: Collection[str]) -> None:
    """Let the latest statement of each record touched speak; drop what nothing states any more.

    Links go with the node that was an end of theirs.
    """
    if not touched:
        return
    ids = sorted(touched)
    work.do(_DROP_RECORDS, ids=ids)
    work.do(_DROP_OWNERS, ids=ids)
    records = [record_of(kind, body) for kind, body in work.rows(_LATEST, ids=ids)]
    work.each(_SHOW, [_shown(record) for record in records])
    work.do("MATCH (t:Theme) WHERE NOT EXISTS { (t)<-[:HAS_THEME]-() } DELETE t")


def _shown(record: Record) -> dict[str, object]:
    return {
        "id": record.id,
        "label": label_of(record),
        "node": record_node(record),
        "themes": list(dict.fromkeys(record.themes)),
    }


def _refuse_faulty(paper: Paper) -> None:
    """Refuse what a table of statements would refuse. Raises StoreError."""
    document, seen = paper.document.id, set()
    for record in paper.records:
        if record.document != document:
            raise StoreError(f"{paper.document.file} holds a record of another paper: {record.id}")
        if record.id in seen:
            raise StoreError(f"{paper.document.file} states {record.id} twice")
        seen.add(record.id)


def _chunks(data: bytes) -> Iterator[Mapping[str, object]]:
    for number, start in enumerate(range(0, len(data), CHUNK)):
        yield {"number": number, "data": data[start : start + CHUNK]}


def _passages(paper: Paper, cut: list[list[str]]) -> Iterator[Mapping[str, object]]:
    for place, (passage, words) in enumerate(zip(paper.passages, cut, strict=True)):
        quote = passage.quote
        yield {
            "place": place,
            "kind": passage.kind,
            "label": passage.label,
            "start": quote.start,
            "end": quote.end,
            "page": quote.page,
            "paragraph": quote.paragraph,
            "text": quote.text,
            "words": " ".join(words),
            "length": len(words),
        }


def _record(document: Document, record: Record) -> Mapping[str, object]:
    body = pack(record)
    return _shown(record) | {
        "said": {
            "kind": KIND_OF[type(record)],
            "authority": record.authority,
            "place": record.quote.start,
            "status": status_text(record) if isinstance(record, Action) else None,
            "body": body,
        },
        "visit": document.inspection is None
        and isinstance(record, Comment)
        and _VISIT.search(body) is not None
        and _MONTH.search(body) is not None,
    }


def _lines(issues: Iterable[Issue]) -> Iterator[Mapping[str, object]]:
    for place, issue in enumerate(issues):
        yield {
            "place": place,
            "text": issue.text,
            "why": issue.why,
            "page": issue.page,
            "paragraph": issue.paragraph,
        }


_SHOWN = """
REMOVE r:Concern:Comment:Action:Evidence
SET r:$(row.label), r = row.node
WITH r, row
CALL (r) { MATCH (r)-[h:HAS_THEME]->() DELETE h }
CALL (r, row) {
  UNWIND row.themes AS code MERGE (t:Theme {code: code}) CREATE (r)-[:HAS_THEME]->(t)
}
"""
# A paper's authority is to be linked anew. Where no later paper states a record, this one speaks:
# its words are the node's. Every part of this starts at an id, whatever else there is, so the plan
# is made once and not anew while the store grows.
_PAPER = f"""
CYPHER replan=skip
MATCH (s:Sightline {{key: 'store'}}) SET s.words = s.words + $words
MERGE (a:Authority {{name: $authority}}) SET a.unlinked = true
CREATE (a)<-[:ABOUT]-(d:Document)-[:HAS_TEXT]->(:Text {{body: $text}}) SET d = $node
WITH d
CALL (d) {{ UNWIND $chunks AS row CREATE (d)-[:RECEIVED_AS]->(c:Chunk) SET c = row }}
CALL (d) {{ UNWIND $passages AS row CREATE (d)-[:HAS_PASSAGE]->(p:Passage) SET p = row }}
CALL (d) {{ UNWIND $issues AS row CREATE (d)-[:COULD_NOT_PLACE]->(i:Issue) SET i = row }}
CALL (d) {{ UNWIND $ignored AS row CREATE (d)-[:LEFT_OUT]->(i:LeftOut) SET i = row }}
CALL (d) {{
  UNWIND $places AS row
  MERGE (p:Place {{path: row.path}}) SET p.name = row.name MERGE (d)-[:FOUND_AT]->(p)
}}
CALL (d) {{
  UNWIND $records AS row
  MERGE (r:Record {{id: row.id}})
  WITH d, r, row, COLLECT {{
    MATCH (r)<-[o:STATES]-(e:Document)
    RETURN [o, e.date > d.date OR e.date = d.date AND e.id > d.id]
  }} AS others
  CREATE (d)-[s:STATES]->(r)
  SET s = row.said, s.latest = none(one IN others WHERE one[1])
  FOREACH (_ IN CASE WHEN row.visit THEN [1] ELSE [] END | CREATE (d)-[:MENTIONS_VISIT]->(r))
  WITH r, row, s, others WHERE s.latest
  FOREACH (old IN [one IN others WHERE one[0].latest | one[0]] | SET old.latest = false)
  {_SHOWN}
}}
CALL (d) {{
  UNWIND $parts AS row MATCH (c:Record {{id: row[0]}}) MATCH (p:Record {{id: row[1]}})
  CREATE (c)-[:PART_OF {{document: d.id}}]->(p)
}}
CALL (d) {{
  UNWIND $owners AS row MATCH (r:Record {{id: row[0]}})
  MERGE (o:Owner {{id: row[1]}})
  SET o.authority = row[4], o.kind = row[3],
      o.name = CASE WHEN o.name < row[2] THEN o.name ELSE row[2] END
  MERGE (r)-[:OWNED_BY {{document: d.id}}]->(o)
}}
"""
_PLACES = (
    "MATCH (:Document {id: $id})-[:FOUND_AT]->(p:Place) RETURN p.path, p.name ORDER BY p.path"
)
_PLACE = """
MATCH (d:Document {id: $id})
MERGE (p:Place {path: $path}) SET p.name = $name MERGE (d)-[:FOUND_AT]->(p)
SET d.file = CASE WHEN $name < d.file THEN $name ELSE d.file END
"""
_STATED = """
MATCH (d:Document {id: $id})
RETURN COLLECT { MATCH (d)-[:STATES]->(r:Record) RETURN r.id }, d.authority
"""
_UNOWN = """
MATCH (:Document {id: $id})-[:STATES]->(r:Record)-[w:OWNED_BY {document: $id}]->(o:Owner)
WITH w, o.id AS owner DELETE w RETURN collect(DISTINCT owner)
"""
_DELETE = (
    "MATCH (:Document {id: $id})-[:STATES]->(:Record)-[p:PART_OF {document: $id}]->() DELETE p",
    """
    MATCH (s:Sightline {key: 'store'}), (:Document {id: $id})-[:HAS_PASSAGE]->(p:Passage)
    WITH s, sum(p.length) AS gone SET s.words = s.words - gone
    """,
    """
    MATCH (:Document {id: $id})
      -[:HAS_PASSAGE|HAS_TEXT|RECEIVED_AS|COULD_NOT_PLACE|LEFT_OUT|FOUND_AT]->(part)
    DETACH DELETE part
    """,
    "MATCH (d:Document {id: $id}) DETACH DELETE d",
)
_DROP_RECORDS = """
UNWIND $ids AS id MATCH (r:Record {id: id}) WHERE NOT EXISTS { (r)<-[:STATES]-() } DETACH DELETE r
"""
_DROP_OWNERS = """
UNWIND $ids AS id MATCH (o:Owner {id: id}) WHERE NOT EXISTS { (o)<-[:OWNED_BY]-() } DETACH DELETE o
"""
_LATEST = """
UNWIND $ids AS id MATCH (d:Document)-[s:STATES]->(:Record {id: id})
WITH id, s ORDER BY d.date DESC, d.id DESC
WITH id, collect(s) AS said
FOREACH (old IN [s IN tail(said) WHERE s.latest] | SET old.latest = false)
WITH head(said) AS s WHERE s.latest IS NULL OR NOT s.latest
SET s.latest = true
RETURN s.kind, s.body
"""
_SHOW = f"UNWIND $rows AS row MATCH (r:Record {{id: row.id}}) {_SHOWN}"
