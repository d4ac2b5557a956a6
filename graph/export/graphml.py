"""The chains as a graph for Gephi and yEd: records, owners and papers, and what joins them."""

from __future__ import annotations

import io
from typing import BinaryIO

import networkx as nx

from graph.export.common import Portfolio, printable
from graph.export.wording import cut, facts, state
from graph.questions.rows import owner_rows
from graph.records import Action, Document, Link, Record

Attributes = dict[str, str | int | float]


def write(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write a directed graph with parallel edges to an open handle, as UTF-8 GraphML."""
    handle.write(as_bytes(as_graph(evidence)))


def as_bytes(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return a graph as UTF-8 GraphML; equal graphs, equal bytes."""
    buffer = io.BytesIO()
    nx.write_graphml_xml(graph, buffer, named_key_ids=True)
    return buffer.getvalue()


def as_graph(evidence: Portfolio) -> nx.MultiDiGraph[str]:
    """Return the graph: an edge for each link, and from records to owners, wholes and papers."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph["title"] = printable(evidence.title)
    graph.graph["day"] = evidence.day
    graph.graph["only"] = evidence.only
    graph.graph["proposals_left_out"] = evidence.proposals_left_out
    for paper in evidence.sources.values():
        graph.add_node(paper.id, **_document(paper))
    for record in evidence.records.values():
        graph.add_node(record.id, **_record(record, evidence))
        if record.document in graph:
            _join(graph, record.id, "statedIn", record.document)
    actions = [record for record in evidence.records.values() if isinstance(record, Action)]
    for owner in owner_rows(actions):
        name = printable(str(owner["name"]))
        graph.add_node(str(owner["id"]), kind="owner", label=name, owner_kind=str(owner["kind"]))
    for action in actions:
        for held in action.owners:
            _join(graph, action.id, "ownedBy", held.id)
    _links(graph, evidence)
    return graph


def _links(graph: nx.MultiDiGraph[str], evidence: Portfolio) -> None:
    """Join what links join where both ends are in, and sub-points to their whole."""
    for whole, parts in evidence.parts.items():
        for part in parts:
            _join(graph, part.concern.id, "partOf", whole)
    for link in evidence.links.values():
        if link.subject in graph and link.object in graph:
            told = _link(link, evidence)
            graph.add_edge(link.subject, link.object, key=link.id, id=link.id, **told)


def _join(graph: nx.MultiDiGraph[str], subject: str, relation: str, target: str) -> None:
    key = f"{relation}:{subject}:{target}"
    graph.add_edge(subject, target, key=key, id=key, label=relation, relation=relation)


def _document(paper: Document) -> Attributes:
    return known(
        kind="document",
        label=cut(paper.title, 60),
        title=paper.title,
        file=paper.file,
        sha256=paper.sha256,
        date=paper.date,
        document_kind=paper.kind,
        authority=paper.authority,
    )


def _record(record: Record, evidence: Portfolio) -> Attributes:
    return known(
        kind=type(record).__name__.lower(),
        label=cut(record.text, 60),
        told_beside="; ".join(facts(record)),
    ) | of_record(record, evidence.sources.get(record.document))


def of_record(record: Record, paper: Document | None) -> Attributes:
    """Return what is told of every record, wherever it is drawn: its words, and where they are."""
    quote = record.quote
    return known(
        text=record.text,
        authority=record.authority,
        themes=" ".join(record.themes),
        document=record.document,
        file=paper.file if paper else None,
        date=paper.date if paper else None,
        page=quote.page,
        paragraph=quote.paragraph,
        start=quote.start,
        end=quote.end,
        status=getattr(record, "status", None),
        due=getattr(record, "due", None),
        voice=getattr(record, "voice", None),
        polarity=getattr(record, "polarity", None),
    )


def _link(link: Link, evidence: Portfolio) -> Attributes:
    return of_link(link) | known(linked=state(link, evidence.sources))


def of_link(link: Link) -> Attributes:
    """Return what is told of every link."""
    return known(
        label=link.relation,
        relation=link.relation,
        basis=link.basis,
        state=link.state,
        score=link.score,
        progress=link.progress,
        document=link.document,
    )


def known(**values: str | float | None) -> Attributes:
    """Return what is known; GraphML has no word for a missing value but leaving it out."""
    return {
        name: printable(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None and value != ""
    }
