"""Writing links and decisions to SQLite: functions for the inside of one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.ids import link_id
from graph.records import Decision, Link
from graph.standing import entered, standing, state_of
from graph.store.packed import (
    DECISION,
    LINK,
    as_list,
    decision_of,
    decision_row,
    link_of,
    link_row,
)
from graph.store.sqlite_links import decided, linked
from ontology.errors import StoreError, UnknownRecordError
from ontology.schema import relations

_PUT = f"INSERT OR REPLACE INTO link({LINK}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

_APPEND = f"INSERT INTO decision({DECISION}) VALUES({', '.join('?' * len(DECISION.split(',')))})"


def relink(db: sqlite3.Connection, authority: str, links: Iterable[Link]) -> None:
    """Put *links* in the place of an authority's; what people decided about stays (Store.relink).

    Only rows that differ are written, so that linking again without news costs next to nothing.
    A link with an end that is not held is left out.
    """
    question = f"SELECT {LINK} FROM link WHERE authority = ?"  # noqa: S608 fixed words
    before = {row[0]: row for row in db.execute(question, (authority,))}
    new = {
        link.id: link if link.authority == authority else replace(link, authority=authority)
        for link in _joining(db, links)
    }
    log = _log(db, authority) | decided(db, before.keys() | new.keys())
    old = {key: link_of(before[key], log[key]) for key in log if key in before}
    new |= {link.id: link for link in _kept(db, authority, old, log) if link.id not in new}
    rows = {
        key: link_row(link, state_of(link.basis, log.get(key, ()))) for key, link in new.items()
    }
    db.executemany("DELETE FROM link WHERE id = ?", [(key,) for key in before if key not in rows])
    db.executemany(_PUT, [row for key, row in rows.items() if before.get(key) != row])
    db.execute("DELETE FROM unlinked WHERE authority = ?", (authority,))


def mirror(db: sqlite3.Connection, authority: str, links: Iterable[Link], *, linked: bool) -> None:
    """Put an authority's links as another store has them, states and all (Store.mirror)."""
    db.execute("DELETE FROM link WHERE authority = ?", (authority,))
    db.executemany(_PUT, [link_row(link, link.state) for link in _joining(db, links)])
    if linked:
        db.execute("DELETE FROM unlinked WHERE authority = ?", (authority,))
    else:
        db.execute("INSERT OR IGNORE INTO unlinked VALUES(?)", (authority,))


def _joining(db: sqlite3.Connection, links: Iterable[Link]) -> list[Link]:
    """Those links both of whose ends are held. Raises StoreError for one of no known relation."""
    made = list(links)
    for link in made:
        if link.relation not in relations():
            raise StoreError(f"{link.id}: the ontology has no relation {link.relation!r}")
    question = """
        SELECT f.value FROM json_each(?) f
        WHERE EXISTS (SELECT 1 FROM statement s WHERE s.record = f.value)
           OR EXISTS (SELECT 1 FROM owner o WHERE o.id = f.value)"""
    ends = as_list({end for link in made for end in (link.subject, link.object)})
    held = {row[0] for row in db.execute(question, (ends,))}
    return [link for link in made if link.subject in held and link.object in held]


def decide(db: sqlite3.Connection, decision: Decision) -> Link:
    """Append a decision and give its link the state that follows. Raises UnknownRecordError."""
    question = f"SELECT {LINK} FROM link WHERE id = ?"  # noqa: S608 fixed words
    found = linked(db, question, (decision.link,))
    gone = None if found else _gone(db, decision)
    link = found[0] if found else gone or _entered(db, decision)
    db.execute(_APPEND, decision_row(decision))
    log = (*link.decisions, decision)
    link = replace(link, decisions=log, state=state_of(link.basis, log))
    if gone is None:
        db.execute(_PUT, link_row(link, link.state))
    return link


def _gone(db: sqlite3.Connection, decision: Decision) -> Link | None:
    """The link of a standing decision that is to be taken back although an end is not held."""
    log = decided(db, [decision.link]).get(decision.link, ())
    if decision.state != "undone" or standing(log) is None:
        return None
    authority = _authority(db, decision.subject) or ""
    return replace(entered(decision, authority), decisions=tuple(log))


def adopt(db: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Append decisions as they were taken elsewhere; the authorities they concern are unlinked."""
    taken = list(decisions)
    db.executemany(_APPEND, [decision_row(decision) for decision in taken])
    question = """
        INSERT OR IGNORE INTO unlinked
        SELECT s.authority FROM json_each(?1) f CROSS JOIN statement s WHERE s.record = f.value
        UNION SELECT o.authority FROM json_each(?1) f CROSS JOIN owner o WHERE o.id = f.value"""
    db.execute(question, (as_list(sorted({decision.subject for decision in taken})),))


def _entered(db: sqlite3.Connection, decision: Decision) -> Link:
    """The link that a person makes by confirming it."""
    authority = _authority(db, decision.subject)
    ends = (decision.subject, decision.relation, decision.object)
    made = decision.state in ("confirmed", "unsure") and decision.link == link_id(*ends)
    if not made or authority is None or _authority(db, decision.object) is None:
        raise UnknownRecordError(f"the store holds no link {decision.link}")
    return entered(decision, authority)


def _kept(
    db: sqlite3.Connection,
    authority: str,
    old: dict[str, Link],
    log: dict[str, list[Decision]],
) -> Iterable[Link]:
    """Links that stay because a person spoke about them, though nothing proposes them now.

    A rejected one stays only while it is there, so that the rejection can be undone.
    """
    for key, decisions in log.items():
        last = standing(decisions)
        if last is None or (last.state == "rejected" and key not in old):
            continue
        if _authority(db, last.subject) != authority or _authority(db, last.object) is None:
            continue
        link = old.get(key) or entered(last, authority)
        if link.document is not None and not _held(db, link.document):
            # The paper that stated it is gone: from now on a person's word is all it rests on.
            link = replace(link, basis="entered", document=None)
        yield link


def _log(db: sqlite3.Connection, authority: str) -> dict[str, list[Decision]]:
    """All decisions about what belongs to an authority, by link, oldest first."""
    question = f"SELECT {DECISION} FROM decision ORDER BY seq"  # noqa: S608 fixed words
    decisions = [decision_of(row) for row in db.execute(question)]
    mine = _of_authority(db, authority, sorted({decision.subject for decision in decisions}))
    log: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.subject in mine:
            log.setdefault(decision.link, []).append(decision)
    return log


def _of_authority(db: sqlite3.Connection, authority: str, ids: Sequence[str]) -> set[str]:
    question = """
        SELECT s.record FROM json_each(?1) f CROSS JOIN statement s
        WHERE s.record = f.value AND s.authority = ?2
        UNION SELECT o.id FROM json_each(?1) f CROSS JOIN owner o
        WHERE o.id = f.value AND o.authority = ?2"""
    return {row[0] for row in db.execute(question, (as_list(ids), authority))}


def _authority(db: sqlite3.Connection, end: str) -> str | None:
    """The authority of a record or owner; ``None`` if the store does not hold it."""
    question = """
        SELECT authority FROM statement WHERE record = ?1
        UNION ALL SELECT authority FROM owner WHERE id = ?1 LIMIT 1"""
    row = db.execute(question, (end,)).fetchone()
    return row[0] if row else None


def _held(db: sqlite3.Connection, document: str) -> bool:
    return db.execute("SELECT 1 FROM document WHERE id = ?", (document,)).fetchone() is not None
