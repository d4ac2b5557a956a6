"""The store on a Neo4j server, for those who outgrow one machine: the same as in one file.

Model, queries to begin with, and how to switch: docs/neo4j.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from graph.records import Decision, Link, Paper
from graph.store import neo4j_links as writing
from graph.store import neo4j_papers as papers
from graph.store.neo4j_read import Neo4jView
from graph.store.neo4j_schema import ensure
from graph.store.neo4j_server import Server, Work, parse
from ontology.errors import UnknownRecordError


class Neo4jStore(Neo4jView):
    """A Store (see ``graph.store.base``) in one database; safe to share between threads."""

    def __init__(self, url: str, *, create: bool = False) -> None:
        """Open the store at *url*: ``neo4j://user:password@host:port/database``.

        Raises:
            StoreError: no server answers, it refuses, it is older than 5.26, its database holds
                something else, or it is empty and ``create`` is not set.
        """
        server = Server(parse(url))
        try:
            ensure(server, create=create)
        except BaseException:
            server.close()
            raise
        super().__init__(server)

    def replace(self, paper: Paper, *, data: bytes, origin: str) -> None:
        """See Store."""
        self._server.write(
            lambda work: papers.put(work, paper, data=data, origin=origin),
            opening=papers.MEETING,
            id=paper.document.id,
            origin=origin,
        )

    def meet(self, document_id: str, *, origin: str) -> None:
        """See Store."""

        def met(work: Work) -> None:
            earlier, name = work.opened
            if name is None:
                raise UnknownRecordError(f"the store holds no document {document_id}")
            touched = papers.leave(work, origin) if set(earlier) - {document_id} else set()
            papers.meet(work, document_id, path=origin, name=PurePath(origin).name)
            papers.settle(work, touched)

        self._server.write(met, opening=papers.MEETING, id=document_id, origin=origin)

    def forget(self, document_id: str) -> None:
        """See Store."""

        def forgotten(work: Work) -> None:
            _held(work, document_id)
            papers.settle(work, papers.take_out(work, document_id))

        self._server.write(forgotten)

    def relink(self, authority: str, links: Iterable[Link]) -> None:
        """See Store."""
        made = list(links)  # whatever makes them may read this store, and only once
        self._server.write(lambda work: writing.relink(work, authority, made))

    def decide(self, decision: Decision) -> Link:
        """See Store."""
        return self._server.write(lambda work: writing.decide(work, decision))

    def adopt(self, decisions: Iterable[Decision]) -> None:
        """See Store."""
        taken = list(decisions)
        self._server.write(lambda work: writing.adopt(work, taken))

    def mirror(self, authority: str, links: Iterable[Link], *, linked: bool) -> None:
        """See Store."""
        made = {link.id: link for link in links}
        self._server.write(lambda work: writing.mirror(work, authority, made, linked=linked))

    def remember(self, key: str, value: str) -> None:
        """See Store."""
        question = "MERGE (s:Setting {key: $key}) SET s.value = $value"
        self._server.write(lambda work: work.do(question, key=key, value=value))

    def close(self) -> None:
        """See Store."""
        self._server.close()


def _held(work: Work, document_id: str) -> None:
    if not work.rows("MATCH (d:Document {id: $id}) RETURN 1", id=document_id):
        raise UnknownRecordError(f"the store holds no document {document_id}")
