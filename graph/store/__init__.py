"""Stores: where papers, records, links and decisions are kept. ``open_store`` opens one."""

from __future__ import annotations

from pathlib import Path

from graph.store.base import Store
from ontology.errors import StoreError

_SERVERS = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def open_store(url: str, *, create: bool = False) -> Store:
    """Open the store at *url*: a file, or a server (``neo4j://user:password@host``).

    Args:
        url: path of the file, or address of the server.
        create: make the file if it is not there.

    Raises:
        StoreError: there is no such store, it is not one, or this kind cannot be opened.
    """
    if is_server(url):
        return _on_server(url, create=create)
    if "://" in url:
        raise StoreError(
            f"{url.split('://')[0]}:// is no kind of store: "
            "name a file, or neo4j://user:password@host"
        )
    from graph.store.sqlite import SqliteStore  # here, so that a server's user never loads it

    return SqliteStore(Path(url), create=create)


def is_server(url: str) -> bool:
    """Tell whether *url* is the address of a server; anything else is a file."""
    return url.startswith(_SERVERS)


def _on_server(url: str, *, create: bool) -> Store:
    try:
        from graph.store.neo4j import Neo4jStore  # here, so that a file's user never loads it
    except ModuleNotFoundError as error:
        raise StoreError(
            "a store on a Neo4j server needs its driver: pip install 'sightline-graph[neo4j]'"
        ) from error
    return Neo4jStore(url, create=create)
