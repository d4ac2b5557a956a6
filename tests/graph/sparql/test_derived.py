"""What rules see in words stands in the projection as facts."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from graph.decisions.review import review
from graph.linking.parts import about_part, parts_of
from graph.rdf.terms import iri_of
from graph.sparql.projection import Projection
from graph.store.base import Store
from ontology.schema import NS
from tests.builders import a_link, a_paper, load

BOTH = "The supervision of social workers, and the timeliness of health assessments."


def said(store: Store, about: str, prop: str) -> list[str]:
    """Values of a property of a thing, the last part of names only, sorted."""
    made = Projection()
    made.follow(store)
    found = made.store.quads_for_pattern(
        ox.NamedNode(iri_of(about)), ox.NamedNode(f"{NS}{prop}"), None, None
    )
    return sorted(quad.object.value.rsplit("/", 1)[-1] for quad in found)


def test_a_compound_concern_has_its_matters(store: Store) -> None:
    """Each matter in the concern's own words, and the themes of all; one matter has no words."""
    report = a_paper("report.pdf", visit="2020-01-31")
    both, one = report.concern(BOTH), report.concern("The supervision of social workers.")
    load(store, report)

    assert said(store, both.id, "matter") == sorted(parts_of(BOTH)) and len(parts_of(BOTH)) == 2
    assert {"supervision", "health"} <= set(said(store, both.id, "matterTheme"))
    assert said(store, one.id, "matter") == []
    assert "health" not in said(store, one.id, "matterTheme")


def test_a_link_names_the_matter_that_it_is_about(store: Store) -> None:
    """With the themes of that matter alone; a link about the whole names none."""
    report = a_paper("report.pdf", visit="2020-01-31")
    letter = a_paper("letter.pdf", visit="2021-06-30", kind="monitoring_visit")
    concern = report.concern(BOTH)
    part, _ = parts_of(BOTH)
    first = letter.comment("Supervision is regular now.")
    second = letter.comment("Progress is good.")
    narrow = a_link(first, "commentsOn", concern, reasons=("a reason", about_part(part)))
    wide = a_link(second, "commentsOn", concern)
    load(store, report, letter, links=[narrow, wide])

    assert said(store, narrow.id, "aboutMatter") == [part]
    assert "supervision" in said(store, narrow.id, "aboutTheme")
    assert "health" not in said(store, narrow.id, "aboutTheme")
    assert said(store, wide.id, "aboutMatter") == said(store, wide.id, "aboutTheme") == []


def test_a_likely_link_says_so(store: Store) -> None:
    """Settled links and good proposals are likely; weak and rejected ones say nothing."""
    report = a_paper("report.pdf", visit="2020-01-31")
    letter = a_paper("letter.pdf", visit="2021-06-30", kind="monitoring_visit")
    concern = report.concern("The supervision of social workers.")
    facts = (
        {"basis": "stated"},
        {"score": 0.3},
        {"score": 0.29},
        {"score": 0.9},
    )
    links = [
        a_link(letter.comment(f"Words {n}."), "commentsOn", concern, **fact)
        for n, fact in enumerate(facts)
    ]
    load(store, report, letter, links=links)
    review(store, links[3].id, state="rejected", by="A. Reviewer", reason="Another matter.")

    likely = [said(store, link.id, "likely") for link in links]
    assert likely == [["true"], ["true"], [], []]


def test_sentences_of_one_paragraph_share_it(store: Store) -> None:
    """By the number that the paper prints; where it prints none, far sentences stand alone."""
    letter = a_paper("letter.pdf", visit="2021-06-30", kind="monitoring_visit")
    for number, words in (("4", "One."), ("4", "Two."), ("5", "Three."), (None, "Four.")):
        letter.comment(words)
        last = letter.records[-1]
        letter.records[-1] = replace(last, quote=replace(last.quote, paragraph=number))
    ids = [record.id for record in letter.records]
    load(store, letter)
    one, two, three, four = (said(store, key, "inParagraph") for key in ids)

    assert one == two and len({*one, *three, *four}) == 3


def test_words_that_say_why_a_date_moved_are_told(store: Store) -> None:
    """Beside the date, or in evidence; "Ongoing" gives no reason."""
    plan = a_paper("plan.xlsx", kind="improvement_plan", published="2024-01-01")
    moved = plan.action("Recruit.", due="2025-01", due_printed="January, because of a vacancy")
    kept = plan.action("Train.", due="2025-01", due_printed="Ongoing")
    note = plan.evidence("Awaiting the board's decision.")
    load(store, plan)

    assert beside_status(store, moved.id) == ["reason_given"]
    assert beside_status(store, kept.id) == []
    assert said(store, note.id, "givesReason") == ["reason_given"]


def beside_status(store: Store, action: str) -> list[str]:
    """Reasons that the one paper gives beside the status of an action."""
    made = Projection()
    made.follow(store)
    about = ox.NamedNode(iri_of(action))
    (status,) = made.store.quads_for_pattern(None, ox.NamedNode(f"{NS}statusOf"), about, None)
    found = made.store.quads_for_pattern(
        status.subject, ox.NamedNode(f"{NS}givesReason"), None, None
    )
    return [quad.object.value.rsplit("/", 1)[-1] for quad in found]
