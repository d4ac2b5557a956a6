"""Marks of what a Neo4j store holds, without reading it: from when each part was written.

A paper and a link carry the revision of the change that wrote them. A change that writes a link
raises the highest revision among those of its authority, and one that only takes links away lowers
their number. So the two together are others whenever the links are.
"""

from __future__ import annotations

from graph.store.marks import Marks, digest
from graph.store.neo4j_schema import any_link
from graph.store.neo4j_server import CHANGING, TRIES, Server
from ontology.errors import StoreError


def marks(server: Server) -> Marks:
    """Return the marks of what is held. They mean nothing beside those of another store."""
    for _ in range(TRIES):
        for before, store, papers, links, decisions, now in server.ask(_MARKS):
            if before == now:
                return Marks(
                    papers={key: digest(store, *written) for key, *written in papers},
                    links={name: digest(store, *written) for name, *written in sorted(links)},
                    log=digest(store, decisions),
                )
    raise StoreError(CHANGING)


_MARKS = f"""
MATCH (m:Sightline {{key: 'store'}}) WITH m.revision AS before
CALL () {{ MATCH (d:Document) RETURN collect([d.id, d.revision, d.file]) AS papers }}
CALL () {{
  MATCH ()-[l:{any_link()}]->()
  WITH l.authority AS authority, count(*) AS number, max(l.revision) AS last
  RETURN collect([authority, number, last]) AS links
}}
WITH before, papers, links
MATCH (m:Sightline {{key: 'store'}})
RETURN before, m.id, papers, links, m.decisions, m.revision
"""
