"""TriG and JSON-LD of some evidence: whole papers, as a store can take them in again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from graph.export.common import Portfolio
from graph.rdf.holdings import Holdings, dataset_of, in_order
from graph.rdf.jsonld import write_jsonld
from graph.rdf.serialise import write_trig
from graph.records import Link
from graph.standing import as_known
from graph.store.whole import paper_of


def write(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write the papers of the evidence, whole, and the links between them as TriG."""
    write_trig(dataset_of(part(evidence)), handle)


def write_linked_data(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write the same as JSON-LD."""
    write_jsonld(dataset_of(part(evidence)), handle)


def part(evidence: Portfolio) -> Holdings:
    """Return the papers of an export with the links between them that it is about.

    These are settled links, or with ``only="all"`` every link that nobody has rejected; as they
    stood at its date, if it has one.
    """
    # Not every paper that a chain knows of: those of proposals left out would be missed later.
    papers = tuple(paper_of(evidence.view, document) for document in evidence.sources.values())
    linked = {paper.document.authority for paper in papers}
    known = {paper.document.id for paper in papers}
    ends = {record.id for paper in papers for record in paper.records}
    ends |= {o.id for paper in papers for action in paper.actions for o in action.owners}
    links = tuple(
        link
        for link in _standing(evidence, sorted(linked))
        if {link.subject, link.object} <= ends and (link.document or "") in known | {""}
    )
    log = {link.id: link.decisions for link in links}
    return Holdings(
        papers=papers, links=links, decisions=tuple(in_order(log)), linked=frozenset(linked)
    )


def _standing(evidence: Portfolio, authorities: Iterable[str]) -> Iterable[Link]:
    for authority in authorities:
        for held in evidence.view.links(authority=authority):
            link = held if evidence.as_of is None else as_known(held, evidence.as_of)
            if link.settled or (evidence.only == "all" and link.state != "rejected"):
                yield link
