"""What is to be written as RDF: papers, links between them and decisions about the links.

A part of a store is always made of whole papers. If it held only the records of one chain, a
store that takes it in would seem to hold the paper, and would miss its other concerns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.rdf.describe import describe_decisions, describe_links, describe_paper
from graph.rdf.terms import Dataset, paper_graph
from graph.records import Decision, Link, Paper
from graph.store.base import View
from graph.store.whole import paper_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Papers, links and decisions: all that a store holds, or a part of it.

    Attributes:
        papers: whole papers, by date and then id.
        links: links between their records, by id, each with its decisions.
        decisions: the log, oldest first.
        linked: authorities whose links these are; of others nothing is said.
    """

    papers: tuple[Paper, ...]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...]
    linked: frozenset[str]


def whole_store(view: View, *, authority: str | None = None) -> Holdings:
    """Return all that a store holds, or holds of one authority, the files of its papers aside.

    Decisions about links whose ends are no longer held belong to no authority; only the whole
    store has them.
    """
    papers = tuple(paper_of(view, document) for document in view.documents(authority=authority))
    linked = {paper.document.authority for paper in papers} - set(view.unlinked())
    links = tuple(one for one in view.links(authority=authority) if one.authority in linked)
    known = {link.id for link in links}
    return Holdings(
        papers=papers,
        links=links,
        decisions=tuple(d for d in view.decisions() if authority is None or d.link in known),
        linked=frozenset(linked),
    )


def dataset_of(holdings: Holdings) -> Dataset:
    """Return holdings as named graphs: one for each paper, links of each authority, the log."""
    dataset: Dataset = {
        paper_graph(paper.document.id): describe_paper(paper) for paper in holdings.papers
    }
    dataset |= describe_links(holdings.links, sorted(holdings.linked))
    return dataset | describe_decisions(holdings.decisions)


def in_order(log: Mapping[str, Sequence[Decision]]) -> list[Decision]:
    """Return all decisions, oldest first, without changing the order of those about one link."""
    keyed: list[tuple[str, Decision]] = []
    for link in sorted(log):
        latest = ""
        for decision in log[link]:
            latest = max(latest, decision.at)
            keyed.append((latest, decision))
    return [decision for _, decision in sorted(keyed, key=lambda pair: pair[0])]
