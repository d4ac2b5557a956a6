"""Constraints and indexes of the Neo4j store, and how a database is taken up, made or refused."""

from __future__ import annotations

import re
from functools import cache

from graph.store.neo4j_server import Server
from ontology.errors import StoreError
from ontology.schema import relations

VERSION = 4  # raise it with every change of the model or of the records' fields
PASSAGES = "sightline_passage_words"  # the full-text index

_UNIQUE = (
    ("Sightline", "key"),
    ("Authority", "name"),
    ("Document", "id"),
    ("Place", "path"),
    ("Record", "id"),
    ("Owner", "id"),
    ("Theme", "code"),
    ("Decision", "seq"),
    ("Setting", "key"),
)
_FOUND_BY = (
    ("Document", "sha256"),
    ("Document", "authority", "visit"),
    ("Record", "authority"),
    ("Concern", "authority"),
    ("Comment", "authority"),
    ("Action", "authority"),
    ("Evidence", "authority"),
    ("Decision", "link"),
)


@cache
def link_types() -> dict[str, str]:
    """Return the type of relationship for each relation that a link may have (RESPONDS_TO)."""
    return {
        name: re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper() for name in sorted(relations())
    }


@cache
def relation_of() -> dict[str, str]:
    """Return the relation for each type of relationship."""
    return {kind: name for name, kind in link_types().items()}


def any_link() -> str:
    """Return the types of all links as a pattern of Cypher names them (``A|B|C``)."""
    return "|".join(link_types().values())


def ensure(server: Server, *, create: bool) -> None:
    """See that the database is a store of this version; make one of an empty database if asked.

    Raises:
        StoreError: it is empty and none is to be made, it holds something else, or it was written
            by another version.
    """
    where = server.address.shown
    found = server.glance(
        lambda work: work.rows("MATCH (s:Sightline {key: 'store'}) RETURN s.version")
    )
    if not found:
        if server.glance(lambda work: work.rows("MATCH (n) RETURN 1 LIMIT 1")):
            raise StoreError(
                f"the database at {where} holds something else: give Sightline one of its own"
            )
        if not create:
            raise StoreError(f"there is no store at {where}: load a paper to make one")
        _make(server)
        return
    if found[0][0] > VERSION:
        raise StoreError(
            f"the store at {where} was written by a newer Sightline: update the program to open it"
        )
    if found[0][0] < VERSION:
        raise StoreError(
            f"the store at {where} was written by an older Sightline: load its papers into a new "
            "one"
        )


def _make(server: Server) -> None:
    held = server.glance(
        lambda work: {row[0] for row in work.rows("SHOW INDEXES YIELD name RETURN name")}
    )
    missing = [command for name, command in _schema().items() if name not in held]
    if missing:
        server.prepare(*missing)
        server.glance(lambda work: work.rows("CALL db.awaitIndexes(120)"))
    server.prepare(
        "MERGE (s:Sightline {key: 'store'})"
        f" ON CREATE SET s.version = {VERSION}, s.revision = 0, s.decisions = 0, s.words = 0,"
        " s.id = randomUUID()"
    )


def _schema() -> dict[str, str]:
    """The commands that make constraints and indexes, by the names of these."""
    commands = {}
    for label, key in _UNIQUE:
        name = f"sightline_{label}_{key}".lower()
        commands[name] = (
            f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        )
    for label, *keys in _FOUND_BY:
        name = f"sightline_{label}_{'_'.join(keys)}".lower()
        on = ", ".join(f"n.{key}" for key in keys)
        commands[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON ({on})"
    for kind in link_types().values():
        for key in ("id", "authority"):
            name = f"sightline_{kind}_{key}".lower()
            commands[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[l:{kind}]-() ON (l.{key})"
    # The words come as FTS5 has cut and stemmed them: nothing is left for the index to do. It is
    # written while the next paper comes, which halves a commit; a search waits until it is done.
    commands[PASSAGES] = (
        f"CREATE FULLTEXT INDEX {PASSAGES} IF NOT EXISTS FOR (n:Passage) ON EACH [n.words]"
        " OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace',"
        " `fulltext.eventually_consistent`: true}}"
    )
    return commands
