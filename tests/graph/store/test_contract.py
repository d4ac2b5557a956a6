"""What every store keeps of papers. The suite runs on each kind of store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.decisions.review import review
from graph.records import Action, Concern, Record
from graph.store.base import Store
from graph.store.marks import Marked, Marks
from ontology.errors import UnknownRecordError
from tests.builders import MARLBURY, a_link, a_paper, a_story, load

Opener = Callable[[str], Store]


def test_a_paper_comes_back_as_it_went_in(store: Store) -> None:
    """Document, text, passages, records, issues and bytes are what the loader made."""
    made = a_paper("report.pdf", data=b"the bytes", visit="2020-01-31")
    concern = made.concern("Supervision of social workers.", number="1", themes=("supervision",))
    comment = made.comment("Supervision is irregular.", section="Leadership")
    action = made.action("Train all managers.", owner="Principal Social Worker", cites=("1",))
    evidence = made.evidence("Training records.", supports=(action.id,))
    issue = made.issue("?!*")
    paper = made.paper()
    load(store, made)

    assert store.documents() == [paper.document]
    assert store.text(paper.document.id) == paper.text
    assert store.passages(paper.document.id) == list(paper.passages)
    assert store.original(paper.document.id) == b"the bytes"
    assert store.records(Record) == [concern, comment, action, evidence]
    assert store.record(action.id) == action
    assert store.issues() == [issue]
    assert store.holds(paper.document.sha256) == paper.document


def test_what_is_not_held_is_named(store: Store) -> None:
    """Asking for an unknown document, record, link or chain names what is missing."""
    for ask in (
        *(store.document, store.text, store.passages, store.original),
        *(store.record, store.link, store.neighbourhood, store.forget),
    ):
        with pytest.raises(UnknownRecordError, match="missing-1"):
            ask("missing-1")


def test_records_are_filtered_by_kind_authority_document_and_id(store: Store) -> None:
    """Every filter narrows, and filters add up."""
    ours = a_paper("ours.pdf", published="2020")
    mine, other = ours.concern("Our concern."), ours.concern("Another concern.")
    action = ours.action("Our action.")
    theirs = a_paper("theirs.pdf", authority="Marlshire Borough", published="2019")
    foreign = theirs.concern("Their concern.")
    load(store, ours, theirs)

    assert store.records(Concern) == [foreign, mine, other]
    assert store.records(Concern, authority=MARLBURY) == [mine, other]
    assert store.records(Record, document=ours.document.id) == [mine, other, action]
    assert store.records(Record, ids=[action.id, foreign.id]) == [foreign, action]
    assert store.records(Concern, authority=MARLBURY, ids=[foreign.id]) == []
    assert store.authorities() == [MARLBURY, "Marlshire Borough"]


def test_the_latest_paper_speaks(store: Store) -> None:
    """Of several statements the latest is given, and an action keeps its history."""
    old = a_paper("plan-1.xlsx", published="2020-03")
    first = old.action("Recruit ten social workers.", status="planned", due="2020-09")
    new = a_paper("plan-2.xlsx", published="2020-11-30")
    second = new.action("Recruit ten social workers.", status="done", due="2020-12", rating="BLUE")
    load(store, new, old)

    assert first.id == second.id
    assert store.record(first.id) == second
    assert store.records(Action) == [second]
    assert store.records(Action, document=old.document.id) == [first]
    told = [(s.status, s.on, s.due, s.rating) for s in store.history([first.id])[first.id]]
    assert told == [
        ("planned", "2020-03", "2020-09", None),
        ("done", "2020-11-30", "2020-12", "BLUE"),
    ]
    assert store.counts().by_kind == {"action": 1}


def test_forgetting_a_paper_leaves_what_others_state(store: Store) -> None:
    """What only the forgotten paper states goes, with its links; the rest is as it was."""
    old = a_paper("plan-1.xlsx", published="2020-03")
    kept = old.action("Recruit ten social workers.")
    new = a_paper("plan-2.xlsx", published="2020-11")
    new.action("Recruit ten social workers.", status="done")
    gone = new.evidence("Payroll figures.")
    load(store, old, new, links=[a_link(kept, "evidencedBy", gone)])
    store.forget(new.document.id)

    assert store.records(Record) == [kept]
    assert store.links() == []
    assert store.documents() == [old.document]
    assert store.search("payroll") == []
    assert store.unlinked() == [MARLBURY]


def test_a_new_version_at_the_same_place_takes_the_old_ones_place(store: Store) -> None:
    """Other bytes from the same origin are a later version of the paper."""
    old, new = (a_paper("plan.xlsx", data=data) for data in (b"old", b"new"))
    old.action("Review thresholds.")
    action = new.action("Publish thresholds.")
    for made in (old, new):
        store.replace(made.paper(), data=made.data, origin="/papers/plan.xlsx")

    assert store.documents() == [new.document]
    assert store.records(Record) == [action]


def test_a_paper_that_lies_elsewhere_too_stays(store: Store) -> None:
    """A copy met at another place keeps a paper whose first place holds other bytes now."""
    old, new = (a_paper("plan.xlsx", data=data) for data in (b"old", b"new"))
    store.replace(old.paper(), data=old.data, origin="/papers/plan.xlsx")
    store.meet(old.document.id, origin="/copies/plan copy.xlsx")
    store.replace(new.paper(), data=new.data, origin="/papers/plan.xlsx")

    assert {d.id for d in store.documents()} == {old.document.id, new.document.id}
    assert store.document(old.document.id).file == "plan copy.xlsx"


def test_the_smallest_of_several_names_counts(store: Store) -> None:
    """The same bytes under two names are one document, whatever the order of loading."""
    names = ["b.pdf", "a.pdf", "c.pdf"]
    for name in names:
        made = a_paper(name, data=b"same", published=f"2020-0{names.index(name) + 1}")
        made.concern("The quality of plans.")
        store.replace(made.paper(), data=b"same", origin=f"/papers/{name}")

    (document,) = store.documents()
    assert (document.file, document.published) == ("a.pdf", "2020-02")


def test_search_finds_words_in_any_form_and_phrases_as_they_are(store: Store) -> None:
    """All words must be there, endings aside; a phrase in quotation marks stands together."""
    story = a_story()
    load(store, *story.papers)

    def found(text: str, **filters: str) -> list[str]:
        return [hit.passage.quote.text for hit in store.search(text, **filters)]

    assert found("assessment timely") == [story.comment.text]
    assert set(found("waiting children")) == {story.basis.text}
    assert found('"health assessments are"') == [story.comment.text]
    assert found("timely", kind="monitoring_visit") == [story.comment.text]
    assert found("timely", authority="Marlshire Borough") == []
    assert found('NEAR( - "unbalanced') == []
    assert found("") == found('"" -') == []
    assert len(store.search("health", limit=2)) == 2
    assert "more \x02timely\x03." in store.search("timely")[0].marked


def test_ids_are_found_by_their_beginning(store: Store) -> None:
    """At most ten ids of documents, records and links, sorted."""
    story = a_story()
    load(store, *story.papers, links=story.links)

    assert store.find(story.concern.id[:12]) == [story.concern.id]
    assert store.find("document-") == sorted(made.document.id for made in story.papers)
    assert store.find("link-") == sorted(link.id for link in story.links)
    assert store.find("nothing") == []


def test_settings_are_remembered(store: Store) -> None:
    """The last value of a setting is the one recalled."""
    store.remember("columns", "one")
    store.remember("columns", "two")

    assert store.recall("columns") == "two"
    assert store.recall("unknown") is None


def test_a_store_opened_again_is_the_same(opener: Opener, store: Store) -> None:
    """Everything is there when the store is opened anew."""
    story = a_story()
    load(store, *story.papers, links=story.links)
    again = opener("store")

    assert again.records(Record) == store.records(Record)
    assert again.links() == store.links()
    assert again.documents() == store.documents()
    again.close()


def test_the_revision_changes_with_every_change(opener: Opener) -> None:
    """A paper, links, a decision and a setting each give a new revision; reading gives none."""
    store, other = opener("store"), opener("store")
    seen = [store.revision()]
    made = a_paper("report.pdf", published="2020")
    concern, action = made.concern("Our concern."), made.action("Our action.")
    link = a_link(action, "respondsTo", concern)
    load(store, made)
    seen.append(store.revision())
    store.relink(MARLBURY, [link])
    seen.append(store.revision())
    review(store, link.id, state="confirmed", by="A. Reader", reason="It says so.")
    seen.append(store.revision())
    other.remember("key", "value")
    seen.append(store.revision())
    store.records(Record)
    store.neighbourhood(concern.id)

    assert len(set(seen)) == len(seen)
    assert store.revision() == seen[-1]
    store.close()
    other.close()


def test_marks_tell_which_parts_changed(store: Store) -> None:
    """After each change other marks are those of what it changed; reading changes none."""
    assert isinstance(store, Marked)
    story = a_story()
    other = a_paper("other.pdf", authority="Marlshire Borough", published="2020")
    theirs = [other.concern("Their concern."), other.action("Their action.")]
    answer = a_link(theirs[1], "respondsTo", theirs[0])
    load(store, *story.papers, other, links=[*story.links, answer])
    before = store.marks()
    assert set(before.papers) == {paper.id for paper in store.documents()}
    assert set(before.links) == {MARLBURY, "Marlshire Borough"}
    assert store.marks() == before

    def told(change: Callable[[], object]) -> set[str]:
        nonlocal before
        change()
        after = store.marks()
        found = _unlike(before, after)
        before = after
        return found

    plan, link = story.plan, story.links[0]
    verdict = {"by": "A. Reader", "reason": "It says so."}
    assert told(lambda: store.meet(plan.document.id, origin="/copies/a.xlsx")) == {
        plan.document.id
    }
    assert told(lambda: review(store, link.id, state="confirmed", **verdict)) == {MARLBURY, "log"}
    assert told(lambda: store.relink(MARLBURY, story.links)) == set()
    assert told(lambda: store.relink(MARLBURY, story.links[1:])) == set()  # it was confirmed
    assert told(lambda: store.relink(MARLBURY, story.links[:2])) == {MARLBURY}
    assert told(lambda: store.relink(MARLBURY, story.links)) == {MARLBURY}
    assert told(lambda: store.remember("key", "value")) == set()
    assert told(lambda: store.forget(other.document.id)) == {
        other.document.id,
        "Marlshire Borough",
    }


def _unlike(one: Marks, other: Marks) -> set[str]:
    """Papers and authorities whose marks differ, and the log if that one does."""
    found = {"log"} if one.log != other.log else set()
    for old, new in ((one.papers, other.papers), (one.links, other.links)):
        found |= {key for key in {*old, *new} if old.get(key) != new.get(key)}
    return found


def test_sentences_that_may_tell_of_a_visit_come_with_every_chain(store: Store) -> None:
    """A sentence of a paper without a visit, with a word for one and a month; no other."""
    report = a_paper("report.pdf", visit="2020-01-31")
    concern = report.concern("The timeliness of health assessments.")
    minutes = a_paper("minutes.docx", published="2020-09")
    told = minutes.comment("The Monitoring Visit of MAY 2020 praised staff.")
    minutes.comment("Each visit to a child is recorded.")
    minutes.comment("In June the board met.")
    minutes.action("Prepare for the inspection in July.")
    load(store, report, minutes)

    assert list(store.neighbourhood(concern.id).reported) == [told]
    assert minutes.document.id in store.neighbourhood(concern.id).documents
    assert not store.neighbourhood(concern.id, as_of="2020-08").reported
    later = a_paper("later.docx", published="2020-10")
    again = later.comment("Inspectors came for an inspection in August.")
    load(store, later)
    assert list(store.neighbourhood(concern.id).reported) == [told, again]
    store.forget(minutes.document.id)
    assert list(store.neighbourhood(concern.id).reported) == [again]
