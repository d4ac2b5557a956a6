"""Links and decisions in Neo4j: functions for the inside of one transaction.

Which links stay because people spoke about them is the rule of ``sqlite_relink``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from graph.ids import link_id
from graph.records import Decision, Link
from graph.standing import entered, standing, state_of
from graph.store.neo4j_papers import unlinked
from graph.store.neo4j_rows import LINK, edge_link, link_edge
from graph.store.neo4j_schema import any_link, link_types
from graph.store.neo4j_server import Work
from graph.store.packed import DECISION, decision_of, decision_row
from ontology.errors import StoreError, UnknownRecordError

ENDS = ("Record", "Owner")  # what links join
_NAMES = DECISION.split(", ")
SAID = ", ".join(f"d.{name}" for name in _NAMES)


@cache
def every(condition: str) -> str:
    """Return a question for all links that meet a condition, which an index answers.

    An index holds one type of relationship, so each is asked for apart.
    """
    parts = (
        f"MATCH (a)-[l:{kind}]->(b) WHERE {condition} RETURN a, l, b"
        for kind in link_types().values()
    )
    return f"CALL () {{ {' UNION ALL '.join(parts)} }} RETURN {LINK} ORDER BY l.id"


@cache
def filtered(relation: str | None, given: tuple[str, ...]) -> str:
    """Return a question for links by relation and by the filters given.

    Where ends are given it starts there. The filters are authority, state, subjects and objects.
    """
    kinds = any_link() if relation is None else link_types()[relation]
    where = [f"l.{name} = ${name}" for name in ("authority", "state") if name in given]
    if "subjects" in given and "objects" in given:
        where.append("b.id IN $objects")
    if "subjects" in given:
        start = f"UNWIND $subjects AS id MATCH (a:END {{id: id}})-[l:{kinds}]->(b)"
        starts = [start.replace("END", end) for end in ENDS]
    elif "objects" in given:
        start = f"UNWIND $objects AS id MATCH (a)-[l:{kinds}]->(b:END {{id: id}})"
        starts = [start.replace("END", end) for end in ENDS]
    elif where and relation is None:
        return every(" AND ".join(where))
    else:
        starts = [f"MATCH (a)-[l:{kinds}]->(b)"]
    parts = (f"{start} WHERE {' AND '.join(where) or 'true'} RETURN a, l, b" for start in starts)
    return f"CALL () {{ {' UNION ALL '.join(parts)} }} RETURN {LINK} ORDER BY l.id"


def linked(work: Work, question: str, /, **values: object) -> list[Link]:
    """Return the links of a question for the columns LINK, each with its decisions."""
    rows = work.rows(question, **values)
    log = decided(work, [row[0] for row in rows]) if rows else {}
    return [edge_link(row, log.get(row[0], ())) for row in rows]


def decided(work: Work, links: Collection[str]) -> dict[str, list[Decision]]:
    """Return the decisions about each of these links, oldest first; none is left out."""
    question = f"""
        UNWIND $links AS link MATCH (d:Decision {{link: link}})
        RETURN {SAID} ORDER BY d.seq"""
    log: dict[str, list[Decision]] = {}
    for row in work.rows(question, links=list(links)):
        log.setdefault(row[0], []).append(decision_of(tuple(row)))
    return log


def relink(work: Work, authority: str, links: Iterable[Link]) -> None:
    """Put *links* in the place of an authority's; what people decided about stays (Store.relink).

    Only links that differ are written.
    """
    held = linked(work, every("l.authority = $authority"), authority=authority)
    old = {link.id: link for link in held}
    new = {link.id: replace(link, authority=authority) for link in links}
    log = _log(work, authority) | decided(work, [*old, *new])
    new |= {link.id: link for link in _kept(work, authority, old, log) if link.id not in new}
    states = {key: state_of(link.basis, log.get(key, ())) for key, link in new.items()}
    _swap(work, old, {key: replace(link, state=states[key]) for key, link in new.items()})
    _mark_linked(work, authority)


def mirror(work: Work, authority: str, links: Mapping[str, Link], *, linked: bool) -> None:
    """Put an authority's links as another store has them, states and all (Store.mirror)."""
    held = work.rows(every("l.authority = $authority"), authority=authority)
    _swap(work, {row[0]: edge_link(row) for row in held}, links)
    if linked:
        _mark_linked(work, authority)
    else:
        unlinked(work, [authority])


def _swap(work: Work, old: Mapping[str, Link], new: Mapping[str, Link]) -> None:
    """Write *new* links in the place of *old* ones; those that are the same stay untouched."""
    gone = [link for key, link in old.items() if key not in new]
    for kind, some in _by_type(gone):
        work.each(_DELETE.format(kind=kind), [{"id": link.id} for link in some])
    put(work, [link for key, link in new.items() if not _same(old.get(key), link)])


def _mark_linked(work: Work, authority: str) -> None:
    work.do("MATCH (a:Authority {name: $name}) SET a.unlinked = false", name=authority)
    work.do(_TIDY)


def put(work: Work, links: Iterable[Link]) -> None:
    """Write links, each in the place of the one with its id."""
    for kind, some in _by_type(links):
        rows: list[Mapping[str, object]] = [
            {"a": link.subject, "b": link.object, "l": link_edge(link, link.state)}
            for link in some
        ]
        work.each(_PUT.format(kind=kind), rows)


def decide(work: Work, decision: Decision) -> Link:
    """Append a decision and give its link the state that follows. Raises UnknownRecordError."""
    found = linked(work, every("l.id = $id"), id=decision.link)
    gone = None if found else _gone(work, decision)
    link = found[0] if found else gone or _entered(work, decision)
    append(work, [decision])
    log = (*link.decisions, decision)
    link = replace(link, decisions=log, state=state_of(link.basis, log))
    if gone is None:
        put(work, [link])
    return link


def append(work: Work, decisions: Iterable[Decision]) -> None:
    """Append decisions to the log; nothing here changes or deletes one."""
    rows: list[Mapping[str, object]] = [
        dict(zip(_NAMES, decision_row(decision), strict=True)) for decision in decisions
    ]
    work.each(_APPEND, rows)


def adopt(work: Work, decisions: Iterable[Decision]) -> None:
    """Append decisions as they were taken elsewhere; the authorities they concern are unlinked."""
    taken = list(decisions)
    append(work, taken)
    ends = authorities_of(work, {decision.subject for decision in taken})
    unlinked(work, sorted(set(ends.values())))


def authorities_of(work: Work, ids: Collection[str]) -> dict[str, str]:
    """Return the authority of each of these records and owners that the store holds."""
    return {row[0]: row[1] for row in work.rows(_AUTHORITIES, ids=sorted(ids))}


def _by_type(links: Iterable[Link]) -> Iterator[tuple[str, list[Link]]]:
    """Sort links by the type of their relationship. Raises StoreError."""
    sorted_: dict[str, list[Link]] = {}
    for link in links:
        kind = link_types().get(link.relation)
        if kind is None:
            raise StoreError(f"{link.id}: the ontology has no relation {link.relation!r}")
        sorted_.setdefault(kind, []).append(link)
    return iter(sorted_.items())


def _same(old: Link | None, new: Link) -> bool:
    return old is not None and replace(old, decisions=()) == replace(new, decisions=())


def _gone(work: Work, decision: Decision) -> Link | None:
    """The link of a standing decision that is to be taken back although an end is not held."""
    log = decided(work, [decision.link]).get(decision.link, ())
    if decision.state != "undone" or standing(log) is None:
        return None
    authority = authorities_of(work, [decision.subject]).get(decision.subject, "")
    return replace(entered(decision, authority), decisions=tuple(log))


def _entered(work: Work, decision: Decision) -> Link:
    """The link that a person makes by confirming it."""
    ends = (decision.subject, decision.relation, decision.object)
    held = authorities_of(work, [decision.subject, decision.object])
    made = decision.state in ("confirmed", "unsure") and decision.link == link_id(*ends)
    if not made or decision.subject not in held or decision.object not in held:
        raise UnknownRecordError(f"the store holds no link {decision.link}")
    return entered(decision, held[decision.subject])


def _kept(
    work: Work, authority: str, old: Mapping[str, Link], log: Mapping[str, list[Decision]]
) -> Iterator[Link]:
    """Links that stay because a person spoke about them, though nothing proposes them now."""
    last = {key: decision for key, said in log.items() if (decision := standing(said))}
    ends = authorities_of(
        work, {end for decision in last.values() for end in (decision.subject, decision.object)}
    )
    papers = {row[0] for row in work.rows("MATCH (d:Document) RETURN d.id")}
    for key, decision in last.items():
        if decision.state == "rejected" and key not in old:
            continue
        if ends.get(decision.subject) != authority or decision.object not in ends:
            continue
        link = old.get(key) or entered(decision, authority)
        if link.document is not None and link.document not in papers:
            # The paper that stated it is gone: from now on a person's word is all it rests on.
            link = replace(link, basis="entered", document=None)
        yield link


def _log(work: Work, authority: str) -> dict[str, list[Decision]]:
    """All decisions about what belongs to an authority, by link, oldest first."""
    question = f"MATCH (d:Decision) RETURN {SAID} ORDER BY d.seq"
    decisions = [decision_of(tuple(row)) for row in work.rows(question)]
    ends = authorities_of(work, {decision.subject for decision in decisions})
    log: dict[str, list[Decision]] = {}
    for decision in decisions:
        if ends.get(decision.subject) == authority:
            log.setdefault(decision.link, []).append(decision)
    return log


_AUTHORITIES = """
UNWIND $ids AS id MATCH (r:Record {id: id}) RETURN id, r.authority
UNION UNWIND $ids AS id MATCH (o:Owner {id: id}) RETURN id, o.authority AS `r.authority`
"""
_DELETE = "UNWIND $rows AS row MATCH ()-[l:{kind} {{id: row.id}}]->() DELETE l"
# Ends are records, or owners for sameAs; a link whose end is not held is not kept.
_PUT = """
UNWIND $rows AS row
OPTIONAL MATCH (ra:Record {{id: row.a}}) OPTIONAL MATCH (oa:Owner {{id: row.a}})
OPTIONAL MATCH (rb:Record {{id: row.b}}) OPTIONAL MATCH (ob:Owner {{id: row.b}})
WITH row, coalesce(ra, oa) AS a, coalesce(rb, ob) AS b WHERE a IS NOT NULL AND b IS NOT NULL
MERGE (a)-[l:{kind} {{id: row.l.id}}]->(b) SET l = row.l
"""
_APPEND = """
MATCH (s:Sightline {key: 'store'}) WITH s, s.decisions AS before
SET s.decisions = before + size($rows)
WITH before UNWIND range(1, size($rows)) AS number
CREATE (d:Decision) SET d = $rows[number - 1], d.seq = before + number
"""
# An authority of which nothing is held, and nothing waits to be linked, is no more.
_TIDY = """
MATCH (a:Authority {unlinked: false}) WHERE NOT EXISTS { (a)<-[:ABOUT]-() } DELETE a
"""
