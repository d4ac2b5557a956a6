"""The projection says what the store holds, once, and follows it part by part."""

from __future__ import annotations

import io
from collections import Counter

import pyoxigraph as ox

from graph.decisions.review import review
from graph.rdf.holdings import dataset_of, whole_store
from graph.rdf.serialise import write_nquads
from graph.rdf.terms import iri_of, paper_graph, within
from graph.records import Action
from graph.sparql.describing import DATE, EARLIER, EARLIER_OF
from graph.sparql.projection import Projection
from graph.store.base import Store, View
from graph.store.marks import Marked, marks_of
from ontology.schema import NS
from ontology.turtle import HERE, read
from tests.builders import a_paper, a_story, load
from tests.graph.sparql.worlds import fill

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
# The terms of the ontology that say of themselves that what they say is derived.
DERIVED = {
    term
    for term, said in read(HERE / "sightline.ttl").items()
    if any("Derived" in words for words in said.get(f"{RDFS}comment", ()))
}


def followed(store: Store) -> Projection:
    """A projection of what the store holds now."""
    made = Projection()
    made.follow(store)
    return made


def quads(projection: Projection) -> set[str]:
    """All that it says, as text."""
    return {str(quad) for quad in projection.store}


class Unmarked:
    """A view of a store that does not work its marks out by itself."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        if name == "marks":
            raise AttributeError(name)
        return getattr(self._store, name)


def test_no_statement_stands_in_two_graphs(marlbury: Store) -> None:
    """A question to all graphs at once finds each statement once."""
    counts = Counter(str(quad.triple) for quad in followed(marlbury).store)

    assert [triple for triple, number in counts.items() if number > 1] == []


def test_it_says_nothing_that_the_exchange_does_not_say(marlbury: Store) -> None:
    """Every statement of the projection is in the RDF of the store too, derived ones aside."""
    buffer = io.BytesIO()
    write_nquads(dataset_of(whole_store(marlbury)), buffer)
    exchanged = ox.Store()  # where numbers are written as this engine writes them
    exchanged.load(buffer.getvalue(), format=ox.RdfFormat.N_QUADS)
    said = {str(quad.triple) for quad in exchanged}
    words = {str(quad.triple) for quad in Projection().store}
    earlier = {q.subject for q in followed(marlbury).store if q.predicate.value == EARLIER_OF}
    more = [
        quad
        for quad in followed(marlbury).store
        if str(quad.triple) not in said | words
        and quad.predicate.value not in DERIVED
        and getattr(quad.object, "value", "") not in DERIVED  # a thing of a derived class
        and quad.subject not in earlier
    ]

    assert more == []
    assert {DATE, EARLIER_OF} < DERIVED
    assert len(followed(marlbury).store) > 5_000


def test_a_record_is_as_the_latest_paper_has_it(store: Store) -> None:
    """An action in two plans has one status; the earlier words stay, and so does the history."""
    first = a_paper("plan-1.csv", published="2023-01-01", kind="improvement_plan")
    second = a_paper("plan-2.csv", published="2024-01-01", kind="improvement_plan")
    action = first.action("Visit every child.", owner="Head of Service", status="planned")
    second.action("Visit every child.", status="done")
    load(store, first, second)
    held = followed(store).store
    about = ox.NamedNode(iri_of(action.id))

    def values(subject: str, prop: str) -> list[str]:
        found = held.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(prop), None, None)
        return [quad.object.value.rsplit("/", 1)[-1] for quad in found]

    assert values(iri_of(action.id), f"{NS}status") == ["done"]
    assert values(iri_of(action.id), f"{NS}owner") == []
    (earlier,) = held.quads_for_pattern(None, ox.NamedNode(EARLIER_OF), about, None)
    assert earlier.subject.value == within(first.document.id, action.id, "earlier")
    assert values(earlier.subject.value, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type") == [
        EARLIER.rsplit("/", 1)[-1]
    ]
    statuses = held.quads_for_pattern(None, ox.NamedNode(f"{NS}statusOf"), about, None)
    assert len(list(statuses)) == 2


def test_it_follows_every_change(store: Store) -> None:
    """After each change, the projection that followed is the one that begins anew."""
    story = a_story()
    made = Projection()
    load(store, *story.papers, links=story.links)
    assert made.follow(store) > 0
    assert quads(made) == quads(followed(store))
    later = a_paper("plan-2.xlsx", kind="improvement_plan", published="2020-09-01")
    later.action("Open a second clinic for health assessments.", status="done")
    for change in (
        lambda: load(store, later),
        lambda: review(
            store, story.links[0].id, state="rejected", by="A.", reason="Not the same matter."
        ),
        lambda: store.forget(later.document.id),
        lambda: store.relink(story.concern.authority, story.links[:2]),
        lambda: [store.forget(paper.document.id) for paper in story.papers],
    ):
        change()
        made.follow(store)
        assert quads(made) == quads(followed(store))


def test_only_what_changed_is_made_anew(marlbury: Store) -> None:
    """Nothing new: nothing is made. One decision: the links of its authority and the log."""
    made = followed(marlbury)
    assert made.follow(marlbury) == 0
    link = marlbury.links(state="proposed")[0].id
    review(marlbury, link, state="unsure", by="A. Reviewer", reason="Cannot tell.")
    try:
        assert made.follow(marlbury) <= 3
    finally:
        review(marlbury, link, state="undone", by="A. Reviewer", reason="Only tried.")


def test_a_new_paper_leaves_the_graphs_of_the_others(store: Store) -> None:
    """A paper that comes in is one graph; those of other papers stay as they are."""
    fill(store, 7)
    made = followed(store)
    before = {key.id for key in store.documents()}
    other = a_paper("other.pdf", authority="Another Council", visit="2024-01-31")
    other.concern("The stability of placements.")
    load(store, other)

    assert made.follow(store) <= 4
    assert made.store.contains_named_graph(ox.NamedNode(paper_graph(other.document.id)))
    assert other.document.id not in before


def test_one_authority_alone(store: Store) -> None:
    """A projection of one authority holds no record of another."""
    fill(store, 7)
    other = a_paper("other.pdf", authority="Another Council", visit="2024-01-31")
    concern = other.concern("The stability of placements.")
    load(store, other)
    made = Projection(authority="Another Council")
    made.follow(store)
    concerns = made.store.query(
        f"SELECT ?c {{ ?c a <{NS}Concern> }}", use_default_graph_as_union=True
    )

    assert [row["c"].value for row in concerns] == [iri_of(concern.id)]


def test_marks_tell_what_changed(store: Store) -> None:
    """Marks stay where nothing changed, differ where something did, whoever works them out."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    slow: View = Unmarked(store)  # type: ignore[assignment]
    assert isinstance(store, Marked)
    before, plainly = marks_of(store), marks_of(slow)
    assert before == marks_of(store)
    assert plainly == marks_of(slow)
    story.plan.action("Write to every carer.")
    load(store, story.plan, links=story.links)
    for old, new in ((before, marks_of(store)), (plainly, marks_of(slow))):
        changed = {key for key in new.papers if new.papers[key] != old.papers[key]}
        assert changed == {story.plan.document.id}
        assert new.links == old.links
    review(store, story.links[0].id, state="confirmed", by="A.", reason="Read both.")
    for old, new in ((before, marks_of(store)), (plainly, marks_of(slow))):
        assert new.links != old.links
        assert new.log != old.log


def test_words_of_every_kind_come_through(store: Store) -> None:
    """Quotation marks, backslashes, line ends and controls are read back to the letter."""
    words = 'He said: "no\\never"\nand\tthen\r\x0b\x7f \U0001f600 “so”.'
    paper = a_paper("odd.txt", published="2024-01-01", kind="improvement_plan")
    action = paper.action(words, owner='Head of "Quotes" \\ Co')
    load(store, paper)
    held = followed(store).store
    rows = held.query(
        f"SELECT ?w ?n {{ ?a a <{NS}Action> ; <{NS}quote>/<{NS}exact> ?w ; "
        f"<{NS}owner>/<{NS}ownerName> ?n }}",
        use_default_graph_as_union=True,
    )
    ((said, owner),) = [(row["w"].value, row["n"].value) for row in rows]

    assert said == words
    assert owner == store.records(Action, ids=[action.id])[0].owners[0].name
