"""Stores and exports as RDF, for the tests of both directions."""

from __future__ import annotations

import io

import pyoxigraph as ox

from graph.decisions.review import review
from graph.export import EXPORTERS
from graph.export.common import Portfolio
from graph.rdf.files import dataset_from
from graph.rdf.holdings import Holdings, dataset_of, whole_store
from graph.rdf.jsonld import write_jsonld
from graph.rdf.reading import papers_from
from graph.rdf.serialise import write_nquads, write_trig
from graph.rdf.taking import Taken, take_in
from graph.rdf.terms import Dataset
from graph.records import Decision, Measure
from graph.store.base import Store
from tests.builders import a_link, a_paper, a_story, load

WRITERS = {"trig": write_trig, "nq": write_nquads, "jsonld": write_jsonld}
FORMATS = {
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
ASK = """
PREFIX sl: <https://w3id.org/sightline/ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""


def written(dataset: Dataset, suffix: str = "trig") -> bytes:
    """The bytes of a dataset."""
    buffer = io.BytesIO()
    WRITERS[suffix](dataset, buffer)
    return buffer.getvalue()


def exported(evidence: Portfolio, name: str) -> bytes:
    """What the exporter of this name writes."""
    buffer = io.BytesIO()
    EXPORTERS[name].write(evidence, buffer)
    return buffer.getvalue()


def store_as(store: Store, suffix: str = "trig") -> bytes:
    """A whole store as bytes."""
    return written(dataset_of(whole_store(store)), suffix)


def held(data: bytes, suffix: str = "trig") -> Holdings:
    """What such bytes hold."""
    name = f"file.{suffix}"
    return papers_from(dataset_from(data, name), name)


def taken(data: bytes, store: Store, suffix: str = "trig") -> Taken:
    """Take bytes into a store."""
    return take_in(store, held(data, suffix), originals={})


def loaded(data: bytes, suffix: str = "trig") -> ox.Store:
    """The same in an independent engine, to be asked."""
    store = ox.Store()
    store.load(data, format=FORMATS[suffix])
    return store


def canonical(data: bytes, suffix: str) -> list[str]:
    """Statements without the names of blank nodes, in order."""
    dataset = ox.Dataset(ox.parse(data, format=FORMATS[suffix]))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, dataset))


def eventful(store: Store) -> None:
    """Fill a store with everything that RDF must carry."""
    story = a_story(due_printed="by Christmas", rating="Amber", cites=("Area 3", "para 17"))
    later = a_paper("plan-2.xlsx", kind="improvement_plan", published="2020-09-01")
    again = later.action("Open a second clinic for health assessments.", owner="Head Of Health")
    later.action("Write to every carer.", owner="Head of Health", status="planned")
    later.evidence("Nine in ten were seen.", measure=Measure(name="Seen", value=0.1, target=90.0))
    later.issue("A line that nothing placed.")
    guess = a_link(again, "commentsOn", story.concern, reasons=("b", "a", "b"), score=0.41)
    proposals = [
        a_link(story.comment, "commentsOn", again, reasons=("z", "a"), score=0.3),
        a_link(again, "respondsTo", story.concern, score=1e-7),
        guess,
    ]
    load(store, *story.papers, later, links=[*story.links, *proposals])
    for link, state, at in (
        (proposals[0].id, "confirmed", "2024-01-02T10:00:00+00:00"),
        (proposals[0].id, "undone", "2024-01-02T10:00:00+00:00"),
        (proposals[0].id, "rejected", "2024-01-01T10:00:00+00:00"),
        (guess.id, "rejected", "2024-01-03T10:00:00+00:00"),
    ):
        review(store, link, state=state, by="A. Reviewer", reason="Read both.", at=at)
    entered = a_link(story.basis, "underlies", story.concern, basis="entered")
    gone = a_link(story.basis, "recursFrom", story.basis)
    for link in (entered, gone):
        facts = {"subject": link.subject, "relation": link.relation, "object": link.object}
        state, at = "confirmed", "2024-02-01T10:00:00+00:00"
        store.decide(
            Decision(link=link.id, state=state, by="B.", at=at, reason="Known to me.", **facts)
        )
