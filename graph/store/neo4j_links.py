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
from graph.store.neo4j_rows import LINK, SAID, edge_link, link_edge
from graph.store.neo4j_schema import any_link, link_types
from graph.store.neo4j_server import Reading, Work
from graph.store.packed import DECISION, decision_of, decision_row
from ontology.errors import StoreError, UnknownRecordError

LOG = Reading(find="MATCH (d:Decision) WITH d ORDER BY d.seq", each="d", row=SAID)
_NAMES = DECISION.split(", ")


@cache
def every(condition: str) -> Reading:
    """Return a question for all links that meet a condition, which an index answers.

    An index holds one type of relationship, so each is asked for apart.
    """
    return _links(
        f"MATCH ()-[l:{kind}]->() WHERE {condition} RETURN l" for kind in link_types().values()
    )


@cache
def filtered(relation: str | None, given: tuple[str, ...]) -> Reading:
    """Return a question for links by relation and by the filters given.

    Where ends are given it starts there. The filters are authority, state, subjects and objects.
    """
    kinds = any_link() if relation is None else link_types()[relation]
    where = [f"l.{name} = ${name}" for name in ("authority", "state") if name in given]
    if "subjects" in given and "objects" in given:
        where.append("b.id IN $objects")
    if "subjects" in given:
        start = f"UNWIND $subjects AS id MATCH (a:Record|Owner {{id: id}})-[l:{kinds}]->(b)"
    elif "objects" in given:
        start = f"UNWIND $objects AS id MATCH (b:Record|Owner {{id: id}})<-[l:{kinds}]-(a)"
    elif where and relation is None:
        return every(" AND ".join(where))
    else:
        start = f"MATCH (a)-[l:{kinds}]->(b)"
    return _links([f"{start} WHERE {' AND '.join(where) or 'true'} RETURN l"])


def _links(parts: Iterable[str]) -> Reading:
    find = f"CALL () {{ {' UNION ALL '.join(parts)} }} WITH l ORDER BY l.id"
    return Reading(find=find, each="l", row=LINK)


def linked(work: Work, reading: Reading, /, **values: object) -> list[Link]:
    """Return the links of a question, each with its decisions."""
    return [edge_link(row) for row in work.many(reading, **values)]


def decided(work: Work, links: Collection[str]) -> dict[str, list[Decision]]:
    """Return the decisions about each of these links, oldest first; none is left out."""
    reading = replace(
        LOG, find="UNWIND $links AS link MATCH (d:Decision {link: link}) WITH d ORDER BY d.seq"
    )
    return _by_link(decision_of(tuple(row)) for row in work.many(reading, links=list(links)))


def relink(work: Work, authority: str, links: Iterable[Link]) -> None:
    """Put *links* in the place of an authority's; what people decided about stays (Store.relink).

    Only links that differ are written, and only those whose ends are held.
    """
    held = linked(work, every("l.authority = $authority"), authority=authority)
    old = {link.id: link for link in held}
    new = {link.id: replace(link, authority=authority) for link in links}
    said = [decision_of(tuple(row)) for row in work.many(LOG)]
    log = _by_link(said)
    kept = _kept(work, authority, old, _of_authority(work, authority, said))
    new |= {link.id: link for link in kept if link.id not in new}
    _swap(work, old, {key: _judged(link, log.get(key, ())) for key, link in new.items()})
    _mark_linked(work, authority)


def mirror(work: Work, authority: str, links: Mapping[str, Link], *, linked: bool) -> None:
    """Put an authority's links as another store has them, states and all (Store.mirror)."""
    held = work.many(every("l.authority = $authority"), authority=authority)
    log = decided(work, list(links))
    _swap(
        work,
        {row[0]: edge_link(row) for row in held},
        {key: replace(link, decisions=tuple(log.get(key, ()))) for key, link in links.items()},
    )
    if linked:
        _mark_linked(work, authority)
    else:
        unlinked(work, [authority])


def _by_link(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    log: dict[str, list[Decision]] = {}
    for decision in decisions:
        log.setdefault(decision.link, []).append(decision)
    return log


def _judged(link: Link, decisions: Iterable[Decision]) -> Link:
    """The link with these decisions, in the state that follows from them."""
    said = tuple(decisions)
    return replace(link, decisions=said, state=state_of(link.basis, said))


def _swap(work: Work, old: Mapping[str, Link], new: Mapping[str, Link]) -> None:
    """Write *new* links in the place of *old* ones; those that are the same stay untouched."""
    for kind, some in _by_type(link for key, link in old.items() if key not in new):
        work.each(_DELETE.format(kind=kind), [{"id": link.id} for link in some])
    put(work, [link for key, link in new.items() if key not in old or not _same(old[key], link)])


def _mark_linked(work: Work, authority: str) -> None:
    work.do(_LINKED, name=authority)


def put(work: Work, links: Iterable[Link]) -> None:
    """Write links, each in the place of the one with its id, whosever that was.

    A link with an end that is not held is left out.
    """
    for kind, some in _by_type(links):
        rows: list[Mapping[str, object]] = [
            {"a": link.subject, "b": link.object, "l": link_edge(link, work.revision)}
            for link in some
        ]
        work.each(_PUT.format(kind=kind), rows)


def decide(work: Work, decision: Decision) -> Link:
    """Append a decision and give its link the state that follows. Raises UnknownRecordError."""
    found = linked(work, every("l.id = $id"), id=decision.link)
    gone = None if found else _gone(work, decision)
    link = found[0] if found else gone or _entered(work, decision)
    append(work, [decision])
    link = _judged(link, (*link.decisions, decision))
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
    for relation, kind in link_types().items():
        rows: list[Mapping[str, object]] = [
            {"id": one.link} for one in taken if one.relation == relation
        ]
        work.each(_DECIDED.format(kind=kind), rows, revision=work.revision)
    ends = authorities_of(work, {decision.subject for decision in taken})
    unlinked(work, sorted(set(ends.values())))


def authorities_of(work: Work, ids: Collection[str]) -> dict[str, str]:
    """Return the authority of each of these records and owners that the store holds."""
    if not ids:
        return {}
    return {row[0]: row[1] for row in work.many(_AUTHORITIES, ids=sorted(ids))}


def _by_type(links: Iterable[Link]) -> Iterator[tuple[str, list[Link]]]:
    """Sort links by the type of their relationship. Raises StoreError."""
    sorted_: dict[str, list[Link]] = {}
    for link in links:
        kind = link_types().get(link.relation)
        if kind is None:
            raise StoreError(f"{link.id}: the ontology has no relation {link.relation!r}")
        sorted_.setdefault(kind, []).append(link)
    return iter(sorted_.items())


def _same(old: Link, new: Link) -> bool:
    return replace(old, decisions=()) == replace(new, decisions=())


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
    if not last:
        return
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


def _of_authority(
    work: Work, authority: str, said: Collection[Decision]
) -> dict[str, list[Decision]]:
    """The decisions about what belongs to an authority, by link, oldest first."""
    ends = authorities_of(work, {decision.subject for decision in said})
    return _by_link(decision for decision in said if ends.get(decision.subject) == authority)


_AUTHORITIES = Reading(
    find="UNWIND $ids AS id MATCH (each:Record|Owner {id: id}) WITH each",
    row="[each.id, each.authority]",
)
_DELETE = "UNWIND $rows AS row MATCH ()-[l:{kind} {{id: row.id}}]->() DELETE l"
_DECIDED = """
UNWIND $rows AS row MATCH ()-[l:{kind} {{id: row.id}}]->()
SET l.decided = true, l.revision = $revision
"""
# Ends are records, or owners for sameAs; a link whose end is not held is not kept.
_PUT = """
UNWIND $rows AS row
MATCH (a:Record|Owner {{id: row.a}}) MATCH (b:Record|Owner {{id: row.b}})
MERGE (a)-[l:{kind} {{id: row.l.id}}]->(b) SET l = row.l
"""
_APPEND = """
MATCH (s:Sightline {key: 'store'}) WITH s, s.decisions AS before
SET s.decisions = before + size($rows)
WITH before UNWIND range(1, size($rows)) AS number
CREATE (d:Decision) SET d = $rows[number - 1], d.seq = before + number
"""
# An authority of which nothing is held, and nothing waits to be linked, is no more.
_LINKED = """
OPTIONAL MATCH (a:Authority {name: $name}) SET a.unlinked = false
WITH count(a) AS marked
MATCH (a:Authority {unlinked: false}) WHERE NOT EXISTS { (a)<-[:ABOUT]-() } DELETE a
"""
