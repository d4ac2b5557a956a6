"""Answers one query from the projection, within limits of rows and size.

Runs in a process of its own (``graph.sparql.keeper``), which ends when time or memory run out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.rdf.terms import PREFIXES
from graph.sparql.formats import FORMATS
from graph.sparql.refusing import Asked
from ontology.errors import LimitError, QueryError

GRAPHS = {
    "turtle": (ox.RdfFormat.TURTLE, "text/turtle; charset=utf-8"),
    "nt": (ox.RdfFormat.N_TRIPLES, "application/n-triples"),
    "jsonld": (ox.RdfFormat.JSON_LD, "application/ld+json"),
    "rdfxml": (ox.RdfFormat.RDF_XML, "application/rdf+xml"),
}
_PLACE = re.compile(r"error at (\d+):(\d+)")
_TRUTHS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
# What a query need not declare.
KNOWN = PREFIXES | {
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How much an answer may hold: rows or statements, and bytes."""

    rows: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as it is sent.

    Attributes:
        media_type: its name on the web.
        body: the answer.
        rows: how many rows or statements it has.
    """

    media_type: str
    body: bytes
    rows: int


def answer(store: ox.Store, asked: Asked, *, table: str, graph: str, most: Most) -> Answer:
    """Answer a query.

    Args:
        store: the projection.
        asked: the query.
        table: format of a SELECT or ASK, one of ``FORMATS``.
        graph: format of a CONSTRUCT or DESCRIBE, one of ``GRAPHS``.
        most: its limits.

    Raises:
        QueryError: it cannot be parsed, names a graph that is not held, or gives more than it may.
    """
    found = _run(store, asked)
    if isinstance(found, ox.QueryBoolean):
        body = found.serialize(format=_TRUTHS[table])
        return Answer(media_type=FORMATS[table].media_type, body=body or b"", rows=1)
    if isinstance(found, ox.QueryTriples):
        form, media_type = GRAPHS[graph]
        triples = list(_counted(found, most))
        body = _within(ox.serialize(triples, format=form, prefixes=PREFIXES) or b"", most)
        return Answer(media_type=media_type, body=body, rows=len(triples))
    return _table(found, table, most)


def _run(store: ox.Store, asked: Asked) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    for graph in (*asked.graphs, *asked.named):
        if not _held(store, graph):
            raise QueryError(
                f"FROM names <{graph}>, which is no graph of this store, and nothing is fetched; "
                "see the graphs with: SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
            )
    try:
        if asked.chosen:
            return store.query(
                asked.text,
                prefixes=KNOWN,
                default_graph=[ox.NamedNode(one) for one in asked.graphs],
                named_graphs=[ox.NamedNode(one) for one in asked.named],
            )
        whole = not asked.graphs and not asked.named
        return store.query(asked.text, prefixes=KNOWN, use_default_graph_as_union=whole)
    except SyntaxError as error:
        raise QueryError(_faulty(asked.text, str(error))) from error


def _faulty(text: str, why: str) -> str:
    """Say where a query stops being one; what the parser hoped for there fills half a page."""
    place = _PLACE.search(why)
    if place is None:
        return f"the query is not SPARQL 1.1: {' '.join(why.split())[:200]}"
    row, column = int(place.group(1)), int(place.group(2))
    lines = [*text.splitlines(), ""]
    here = lines[min(row, len(lines)) - 1][column - 1 :][:40].strip()
    near = f"at “{here}”" if here else "where it ends"
    return f"the query is not SPARQL 1.1: line {row}, column {column}, {near}"


def _held(store: ox.Store, graph: str) -> bool:
    try:
        return store.contains_named_graph(ox.NamedNode(graph))
    except ValueError:
        return False


def _table(found: ox.QuerySolutions, table: str, most: Most) -> Answer:
    form = FORMATS[table]
    names = [variable.value for variable in found.variables]
    parts = [form.head(names)]
    size = rows = 0
    try:
        for rows, solution in enumerate(_counted(found, most), start=1):
            parts.append(form.row(names, tuple(solution), rows - 1))
            size += len(parts[-1])
            if size > most.size:
                raise _too_large(most)
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())[:300]}") from error
    parts.append(form.tail)
    body = _within("".join(parts).encode("utf-8", "replace"), most)
    return Answer(media_type=form.media_type, body=body, rows=rows)


def _counted(found: Iterable[ox.QuerySolution] | Iterable[ox.Triple], most: Most) -> Iterator:  # type: ignore[type-arg]
    for number, one in enumerate(found):
        if number >= most.rows:
            raise LimitError(
                f"the answer has more than {most.rows:,} rows; ask for less with FILTER or LIMIT"
            )
        yield one


def _within(body: bytes, most: Most) -> bytes:
    if len(body) > most.size:
        raise _too_large(most)
    return body


def _too_large(most: Most) -> LimitError:
    return LimitError(
        f"the answer has more than {most.size / 1e6:g} MB; ask for less with FILTER or LIMIT"
    )
