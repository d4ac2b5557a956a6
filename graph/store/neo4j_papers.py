"""Taking papers in and out of Neo4j: functions for the inside of one transaction.

They do, step by step, what ``sqlite_papers`` does with tables; the reasons stand there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from graph.records import Action, Comment, Document, Issue, Paper, Record
from graph.store.neo4j_rows import document_node, label_of, record_node
from graph.store.neo4j_server import Work
from graph.store.packed import KIND_OF, pack, record_of, status_text
from graph.store.words import stems
from ontology.errors import StoreError

CHUNK = 512 * 1024  # bytes of a file in one node

# Words by which a sentence may tell of a visit that is not held; see sqlite_neighbourhood.
_VISIT = re.compile("visit|inspection", re.IGNORECASE | re.ASCII)


def put(work: Work, paper: Paper, *, data: bytes, origin: str) -> None:
    """Take *paper* in, in the place of what it said before and of what lay at its origin."""
    document = paper.document
    _refuse_faulty(paper)
    touched = leave(work, origin, document.id)
    known = work.rows("MATCH (d:Document {id: $id}) RETURN d.file", id=document.id)
    taken = not known or document.file <= known[0][0]
    if taken:
        names = work.rows(_PLACES, id=document.id) if known else []
        touched |= take_out(work, document.id) if known else set()
        _insert_document(work, document, paper.text, data)
        _insert_passages(work, paper)
        _insert_statements(work, paper)
        _insert_owners(work, document.id, paper.actions)
        _insert_issues(work, paper)
        places: list[Mapping[str, object]] = [{"path": row[0], "name": row[1]} for row in names]
        work.each(_PLACE, places, id=document.id)
    else:
        unlinked(work, [document.authority])
    meet(work, document.id, origin=origin, name=document.file)
    settle(work, touched, paper if taken else None)


def meet(work: Work, document: str, *, origin: str, name: str) -> None:
    """Note one more place at which a held paper lies; the smallest of its names is its file's."""
    work.each(_PLACE, [{"path": origin, "name": name}], id=document)
    work.do(
        "MATCH (d:Document {id: $id}) WHERE $name < d.file SET d.file = $name",
        id=document,
        name=name,
    )


def leave(work: Work, origin: str, document: str) -> set[str]:
    """Take out the earlier version at this origin, unless it lies somewhere else as well."""
    found = work.rows(
        "MATCH (d:Document)-[:FOUND_AT]->(:Place {path: $path}) RETURN d.id", path=origin
    )
    if not found or found[0][0] == document:
        return set()
    earlier = found[0][0]
    work.do("MATCH (p:Place {path: $path}) DETACH DELETE p", path=origin)
    names = sorted(row[1] for row in work.rows(_PLACES, id=earlier))
    if not names:
        return take_out(work, earlier)
    work.do("MATCH (d:Document {id: $id}) SET d.file = $name", id=earlier, name=names[0])
    return set()


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


def settle(work: Work, touched: Collection[str], paper: Paper | None = None) -> None:
    """Let the latest statement of each record touched speak; drop what nothing states any more.

    Links go with the node that was an end of theirs. *paper* is what was just taken in: its
    records are touched too, and need not be read back.
    """
    if touched:
        ids = sorted(touched)
        work.do(_DROP_RECORDS, ids=ids)
        work.do(_DROP_OWNERS, ids=ids)
    mine = {record.id: record for record in paper.records} if paper else {}
    changed = work.rows(
        _LATEST, ids=sorted({*touched, *mine}), document=paper.document.id if paper else ""
    )
    records = [
        mine[key] if document is None else record_of(kind, body)
        for key, document, kind, body in changed
    ]
    work.each(_SHOW, [_shown(record) for record in records])
    if touched:
        work.do("MATCH (t:Theme) WHERE NOT EXISTS { (t)<-[:HAS_THEME]-() } DELETE t")


def _shown(record: Record) -> Mapping[str, object]:
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


def _insert_document(work: Work, document: Document, text: str, data: bytes) -> None:
    node = document_node(document)
    work.do(_DOCUMENT, authority=document.authority, node=node, text=text)
    for number, start in enumerate(range(0, len(data) if document.held else 0, CHUNK)):
        work.do(
            "MATCH (d:Document {id: $id})"
            " CREATE (d)-[:RECEIVED_AS]->(:Chunk {number: $number, data: $data})",
            id=document.id,
            number=number,
            data=data[start : start + CHUNK],
        )


def _insert_passages(work: Work, paper: Paper) -> None:
    cut = stems([passage.quote.text for passage in paper.passages])
    work.each(_PASSAGE, list(_passages(paper, cut)), id=paper.document.id)
    work.do(
        "MATCH (s:Sightline {key: 'store'}) SET s.words = s.words + $more",
        more=sum(map(len, cut)),
    )


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


def _insert_statements(work: Work, paper: Paper) -> None:
    document = paper.document
    rows: list[Mapping[str, object]] = [
        {
            "id": record.id,
            "said": {
                "kind": KIND_OF[type(record)],
                "authority": record.authority,
                "place": record.quote.start,
                "status": status_text(record) if isinstance(record, Action) else None,
                "body": (body := pack(record)),
            },
            "visit": document.inspection is None
            and isinstance(record, Comment)
            and _VISIT.search(body) is not None,
        }
        for record in paper.records
    ]
    work.each(_STATEMENT, rows, id=document.id)
    parts: list[Mapping[str, object]] = [
        {"id": concern.id, "parent": concern.parent}
        for concern in paper.concerns
        if concern.parent is not None
    ]
    work.each(_PART, parts, id=document.id)


def _insert_owners(work: Work, document: str, actions: Iterable[Action]) -> None:
    rows: list[Mapping[str, object]] = [
        {
            "action": action.id,
            "id": owner.id,
            "name": owner.name,
            "kind": owner.kind,
            "authority": action.authority,
        }
        for action in actions
        for owner in action.owners
    ]
    work.each(_OWNER, rows, id=document)


def _insert_issues(work: Work, paper: Paper) -> None:
    for question, issues in ((_ISSUE, paper.issues), (_IGNORED, paper.ignored)):
        work.each(question, list(_lines(issues)), id=paper.document.id)


def _lines(issues: Iterable[Issue]) -> Iterator[Mapping[str, object]]:
    for place, issue in enumerate(issues):
        yield {
            "place": place,
            "text": issue.text,
            "why": issue.why,
            "page": issue.page,
            "paragraph": issue.paragraph,
        }


# A paper's authority is to be linked anew.
_DOCUMENT = """
MERGE (a:Authority {name: $authority}) SET a.unlinked = true
CREATE (a)<-[:ABOUT]-(d:Document)-[:HAS_TEXT]->(:Text {body: $text}) SET d = $node
"""
_PLACES = (
    "MATCH (:Document {id: $id})-[:FOUND_AT]->(p:Place) RETURN p.path, p.name ORDER BY p.path"
)
_PLACE = """
MATCH (d:Document {id: $id}) UNWIND $rows AS row
MERGE (p:Place {path: row.path}) SET p.name = row.name MERGE (d)-[:FOUND_AT]->(p)
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
_PASSAGE = """
MATCH (d:Document {id: $id}) UNWIND $rows AS row
CREATE (d)-[:HAS_PASSAGE]->(p:Passage) SET p = row
"""
_STATEMENT = """
MATCH (d:Document {id: $id}) UNWIND $rows AS row
MERGE (r:Record {id: row.id}) CREATE (d)-[s:STATES]->(r) SET s = row.said
FOREACH (_ IN CASE WHEN row.visit THEN [1] ELSE [] END | CREATE (d)-[:MENTIONS_VISIT]->(r))
"""
_PART = """
UNWIND $rows AS row MATCH (c:Record {id: row.id}), (p:Record {id: row.parent})
CREATE (c)-[:PART_OF {document: $id}]->(p)
"""
_OWNER = """
UNWIND $rows AS row MATCH (r:Record {id: row.action})
MERGE (o:Owner {id: row.id})
SET o.authority = row.authority, o.kind = row.kind,
    o.name = CASE WHEN o.name < row.name THEN o.name ELSE row.name END
MERGE (r)-[:OWNED_BY {document: $id}]->(o)
"""
_ISSUE = """
MATCH (d:Document {id: $id}) UNWIND $rows AS row
CREATE (d)-[:COULD_NOT_PLACE]->(i:Issue) SET i = row
"""
_IGNORED = """
MATCH (d:Document {id: $id}) UNWIND $rows AS row
CREATE (d)-[:LEFT_OUT]->(i:LeftOut) SET i = row
"""
_DROP_RECORDS = """
UNWIND $ids AS id MATCH (r:Record {id: id}) WHERE NOT EXISTS { (r)<-[:STATES]-() } DETACH DELETE r
"""
_DROP_OWNERS = """
UNWIND $ids AS id MATCH (o:Owner {id: id}) WHERE NOT EXISTS { (o)<-[:OWNED_BY]-() } DETACH DELETE o
"""
_LATEST = """
UNWIND $ids AS id MATCH (d:Document)-[s:STATES]->(:Record {id: id})
WITH id, d, s ORDER BY d.date DESC, d.id DESC
WITH id, collect(s) AS said, collect(d.id)[0] AS document
FOREACH (old IN [s IN tail(said) WHERE s.latest] | SET old.latest = false)
WITH id, document, head(said) AS s WHERE s.latest IS NULL OR NOT s.latest
SET s.latest = true
RETURN id, CASE document WHEN $document THEN null ELSE document END,
       CASE document WHEN $document THEN null ELSE s.kind END,
       CASE document WHEN $document THEN null ELSE s.body END
"""
_SHOW = """
UNWIND $rows AS row MATCH (r:Record {id: row.id})
REMOVE r:Concern:Comment:Action:Evidence
SET r:$(row.label), r = row.node
WITH r, row
CALL (r) { MATCH (r)-[h:HAS_THEME]->() DELETE h }
WITH r, row UNWIND row.themes AS code
MERGE (t:Theme {code: code}) CREATE (r)-[:HAS_THEME]->(t)
"""
