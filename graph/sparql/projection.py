"""The projection: the store's graph in memory, which follows it by replacing what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from graph.rdf.terms import DECISIONS, links_graph, paper_graph, settled_graph
from graph.records import Action, Concern
from graph.sparql.describing import (
    describe,
    describe_links,
    describe_log,
    describe_names,
    describe_settled,
    names_graph,
    said_in,
)
from graph.sparql.words import words
from graph.store.base import Store, View
from graph.store.marks import Marks, digest_of, marks_of

# Told how many of the graphs to be made anew are done, and how many there are.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """What is known of a paper: its mark, and which records it states when."""

    mark: str
    date: str
    authority: str
    records: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A graph as it should be: a mark that is another when its content is, and how to make it."""

    mark: str
    make: Callable[[], bytes]


class Projection:
    """A store of RDF in memory with one graph for each paper; see ``graph.sparql.describing``.

    Args:
        authority: hold only this one; everybody if not given.
    """

    def __init__(self, *, authority: str | None = None) -> None:
        self._authority = authority
        self._begin()

    def _begin(self) -> None:
        """Hold the words and nothing else."""
        self.store = ox.Store()
        self._papers: dict[str, _Paper] = {}
        self._marks: dict[str, str] = {}
        self._revision: str | None = None
        for graph, statements in words().items():
            self._replace(graph, statements)

    def follow(self, view: Store, *, progress: Progress = lambda done, of: None) -> int:
        """Bring the projection up to date and return how many graphs were made anew.

        What is written to the store meanwhile is looked at again, and once more the next time.

        Raises:
            StoreError: the store does not answer; the projection then begins anew.
        """
        made = 0
        for _ in range(2):
            revision = view.revision()
            if revision == self._revision:
                break
            try:
                made += self._follow(view, progress)
            except BaseException:
                self._begin()  # half a change would be told as the whole
                raise
            self._revision = revision
        return made

    def _follow(self, view: View, progress: Progress) -> int:
        parts = dict(self._parts(view, marks_of(view)))
        for graph in self._marks.keys() - parts.keys():
            self.store.remove_graph(ox.NamedNode(graph))
            del self._marks[graph]
        stale = [graph for graph, part in parts.items() if self._marks.get(graph) != part.mark]
        for done, graph in enumerate(stale):
            progress(done, len(stale))
            self._replace(graph, parts[graph].make())
            self._marks[graph] = parts[graph].mark
        return len(stale)

    def _parts(self, view: View, marks: Marks) -> Iterator[tuple[str, _Part]]:
        """Every graph that there should be."""
        self._read_again(view, marks)
        superseded = self._superseded()
        of: dict[str, list[str]] = defaultdict(list)
        for key, paper in sorted(self._papers.items()):
            gone = superseded.get(key, frozenset())
            of[paper.authority].append(paper.mark)
            yield (
                paper_graph(key),
                _Part(
                    mark=digest_of((paper.mark, *sorted(gone))),
                    make=partial(_paper, view, key, gone),
                ),
            )
        for called, read in of.items():
            linked = marks.links.get(called, "")
            yield (
                names_graph(called),
                _Part(mark=digest_of(read), make=partial(_names, view, called)),
            )
            yield links_graph(called), _Part(mark=linked, make=partial(_links, view, called))
            yield settled_graph(called), _Part(mark=linked, make=partial(_settled, view, called))
        yield DECISIONS, _Part(mark=marks.log, make=lambda: describe_log(view.decisions()))

    def _read_again(self, view: View, marks: Marks) -> None:
        """Find out which records each paper states; of papers that stayed, this is known."""
        documents = {paper.id: paper for paper in view.documents(authority=self._authority)}
        for key in self._papers.keys() - documents.keys():
            del self._papers[key]
        for key, document in documents.items():
            mark = marks.papers.get(key, "")  # none if it came after the marks were taken
            known = self._papers.get(key)
            if known is None or known.mark != mark:
                self._papers[key] = _Paper(
                    mark=mark,
                    date=document.date,
                    authority=document.authority,
                    records=frozenset(one.id for one in said_in(view, document).records),
                )

    def _superseded(self) -> Mapping[str, frozenset[str]]:
        """For each paper, those of its records of which a later paper's statement holds."""
        stating: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, paper in self._papers.items():
            for record in paper.records:
                stating[record].append((paper.date, key))
        found: dict[str, set[str]] = defaultdict(set)
        for record, places in stating.items():
            if len(places) > 1:
                latest = max(places)
                for place in places:
                    if place != latest:
                        found[place[1]].add(record)
        return {key: frozenset(records) for key, records in found.items()}

    def _replace(self, graph: str, statements: bytes) -> None:
        named = ox.NamedNode(graph)
        self.store.remove_graph(named)
        self.store.add_graph(named)
        self.store.load(statements, format=ox.RdfFormat.N_TRIPLES, to_graph=named)


def _paper(view: View, key: str, superseded: frozenset[str]) -> bytes:
    return describe(said_in(view, view.document(key)), superseded=superseded)


def _names(view: View, called: str) -> bytes:
    return describe_names(called, view.records(Action, authority=called))


def _links(view: View, called: str) -> bytes:
    concerns = view.records(Concern, authority=called)
    return describe_links(called, view.links(authority=called), concerns)


def _settled(view: View, called: str) -> bytes:
    return describe_settled(view.links(authority=called))
