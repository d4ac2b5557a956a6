"""RDF by the ontology: it comes back as it was, and what cannot be true is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.decisions.review import review
from graph.export.common import Portfolio
from graph.rdf.files import dataset_from
from graph.rdf.holdings import Holdings, dataset_of, in_order
from graph.records import Decision, Record
from graph.store.base import Store
from ontology.errors import LoadError, UnknownRecordError
from tests.builders import MARLBURY, PaperBuilder, a_link, a_paper, a_story, load
from tests.graph.export.graphs import (
    WRITERS,
    eventful,
    exported,
    held,
    store_as,
    taken,
    written,
)


@pytest.mark.parametrize("suffix", ["trig", "nq", "jsonld"])
def test_a_store_comes_back_as_it_was(suffix: str, opener: Callable[[str], Store]) -> None:
    """Store, file, empty store, file: the same bytes, with papers, links and all decisions."""
    first, second = opener("first"), opener("second")
    eventful(first)
    data = store_as(first, suffix)
    taken(data, second, suffix)

    assert store_as(second, suffix) == data
    assert second.links() == first.links()
    assert {one.id: second.text(one.id) for one in second.documents()} == {
        one.id: first.text(one.id) for one in first.documents()
    }
    assert [one.link for one in second.decisions()].count(first.decisions()[0].link) == 3
    first.close()
    second.close()


def test_the_example_comes_back_as_it_was(marlbury: Store, opener: Callable[[str], Store]) -> None:
    """A real load of nine papers survives the way through a file without a difference."""
    second = opener("second")
    taken(store_as(marlbury), second)

    assert store_as(second) == store_as(marlbury)
    assert second.issues() == marlbury.issues()
    assert second.counts() == marlbury.counts()
    second.close()


@pytest.mark.parametrize("only", ["settled", "all"])
def test_a_part_comes_back_as_it_was(
    only: str, evidence_in: Callable[..., Portfolio], marlbury: Store, opener: Callable
) -> None:
    """An export, taken into an empty store and exported again, is the same file."""
    second = opener("second")
    data = exported(evidence_in(marlbury, only=only), "trig")
    taken(data, second)

    assert exported(evidence_in(second, only=only), "trig") == data
    second.close()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_no_sign_is_lost(words: list[str]) -> None:
    """Whatever signs a paper prints, TriG and JSON-LD give them back one by one."""
    paper = a_paper("odd.txt", title="".join(words))
    for said in words:
        if said.strip():
            paper.comment(f"A{said}", section=said)
    made = paper.paper()
    made = replace(made, comments=tuple({c.id: c for c in made.comments}.values()))
    holdings = Holdings(papers=(made,), links=(), decisions=(), linked=frozenset())
    dataset = dataset_of(holdings)

    for suffix in WRITERS:
        (back,) = held(written(dataset, suffix), suffix).papers
        assert back.text == made.text
        assert back.document == made.document
        assert set(back.comments) == set(made.comments)


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ("The timeliness of health", "The tardiness of health", "do not stand at"),
        ("kinds\\/improvement_plan", "kinds\\/wish", "not in its vocabulary"),
        ("link_states\\/stated", "link_states\\/confirmed", "decisions do not bear out"),
        ("sl:relation sl:respondsTo", "sl:relation sl:likes", "unknown relation"),
        ("sl:start 0", 'sl:start "0"', "not its kind"),
        ("a sl:Paper", "a sl:Newspaper", "no paper"),
        ("sl:fileName", "sl:fileNames", "no value"),
        ("a sl:Concern ;", "a sl:Concern", "cannot be read as RDF"),
    ],
)
def test_a_file_that_cannot_be_true_is_refused(
    store: Store, was: str, becomes: str, why: str
) -> None:
    """A quote that is not in its paper, a code or state that cannot be: nothing is taken in."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    data = store_as(store).decode()
    # Only where the words are quoted, not in the text of the paper.
    changed = data.replace(was, becomes, 1 if was.startswith("The") else -1)

    assert changed != data
    with pytest.raises(LoadError, match=why):
        held(changed.encode())


def test_foreign_rdf_is_no_paper() -> None:
    """RDF that says nothing of papers is refused in a sentence, and so is an unknown ending."""
    with pytest.raises(LoadError, match="holds no paper"):
        held(b"<http://a.example/x> <http://a.example/y> 1 .")
    with pytest.raises(LoadError, match=r"RDF is read as \.trig"):
        dataset_from(b"", "file.rdf")


def test_a_paper_that_is_held_is_not_overwritten(opener: Callable[[str], Store]) -> None:
    """What was read here out of the file itself stands against what a graph says of it."""
    first, second = opener("first"), opener("second")
    paper = a_paper("report.pdf", visit="2020-01-31")
    paper.concern("The timeliness of visits.")
    load(first, paper)
    forged = PaperBuilder(document=replace(paper.document, title="Forged"))
    forged.comment("All is well.", polarity="strength")
    load(second, forged)
    result = taken(store_as(second), first)

    assert [one.title for one in result.known] == ["report.pdf"]
    assert [record.text for record in first.records(Record)] == ["The timeliness of visits."]
    first.close()
    second.close()


def test_only_the_file_itself_brings_its_bytes(opener: Callable[[str], Store]) -> None:
    """A paper out of RDF has no original, says so, and gets it when the file is loaded."""
    first, second = opener("first"), opener("second")
    paper = a_paper("report.pdf", data=b"the very bytes")
    paper.comment("Visits are too slow.")
    load(first, paper)
    taken(store_as(first), second)

    assert second.holds(paper.document.sha256) is None
    with pytest.raises(UnknownRecordError):
        second.original(paper.document.id)
    load(second, paper)
    assert second.original(paper.document.id) == b"the very bytes"
    first.close()
    second.close()


def test_decisions_taken_here_stand(opener: Callable[[str], Store]) -> None:
    """Decisions from elsewhere go on where ours end; where the two differ, ours stand."""
    first, second = opener("first"), opener("second")
    story = a_story()
    guess = a_link(story.basis, "commentsOn", story.concern)
    other = a_link(story.comment, "underlies", story.concern)
    for store in (first, second):
        load(store, *story.papers, links=[*story.links, guess, other])
    said = {"by": "A.", "reason": "Read both.", "at": "2024-01-01T10:00:00+00:00"}
    for store, state in ((first, "confirmed"), (second, "rejected")):
        review(store, guess.id, state=state, **said)
    review(first, other.id, state="confirmed", **said)
    result = taken(store_as(first), second)
    second.relink(MARLBURY, [*story.links, guess, other])

    assert result.disputed == (guess.id,)
    assert second.link(guess.id).state == "rejected"
    assert second.link(other.id).state == "confirmed"
    assert taken(store_as(first), second).decisions == 0
    first.close()
    second.close()


def test_decisions_keep_their_order_where_clocks_went_wrong() -> None:
    """The log is by time, but what was decided about one link never changes its order."""
    facts = {"subject": "a", "relation": "respondsTo", "object": "b", "by": "A.", "reason": "x"}
    late = Decision(link="one", at="2024-03-01", state="confirmed", **facts)
    early = Decision(link="one", at="2024-01-01", state="undone", **facts)
    other = Decision(link="two", at="2024-02-01", state="unsure", **facts)

    assert in_order({"one": [late, early], "two": [other]}) == [other, late, early]
