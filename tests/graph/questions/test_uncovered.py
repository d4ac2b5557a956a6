"""Later weaknesses that no concern and no action takes up."""

from __future__ import annotations

from dataclasses import replace

from graph.questions.gaps import Gap, gaps
from graph.store.base import Store
from tests.builders import PaperBuilder, Story, a_link, a_paper, a_story, load


def found(store: Store) -> list[Gap]:
    """Uncovered comments."""
    return gaps(store, rules=["uncovered_comment"], today="2024-01-01")


def tell(store: Store, story: Story, *papers: PaperBuilder) -> None:
    """Load a story with more papers."""
    load(store, *story.papers, *papers, links=story.links)


def test_a_later_weakness_that_nothing_takes_up_is_reported(store: Store) -> None:
    """Of the latest visit, with the plan that is held; no strength, and nothing of the first."""
    story = a_story()
    weakness = story.letter.comment("Placements break down too often.")
    story.letter.comment("Managers are visible.", polarity="strength")
    story.report.comment("Records are out of date.")
    tell(store, story)
    (gap,) = found(store)

    assert (gap.subject, gap.severity) == (weakness.id, "medium")
    assert gap.why == (
        "Said on 2021-06-30; the latest plan held is older (improvement plan of 2020-06-01)."
    )


def test_a_plan_held_since_is_named(store: Store) -> None:
    """An earlier visit is asked about only where a plan is held that could have answered it."""
    story = a_story()
    weakness = story.letter.comment("Placements break down too often.")
    last = a_paper("last.pdf", visit="2022-06-30", kind="monitoring_visit")
    last.comment("Managers are visible.", polarity="strength")
    tell(store, story, last)
    assert found(store) == []

    plan = a_paper("plan-2.docx", kind="committee_report", published="2021-09")
    plan.action("Hold a meeting.")
    tell(store, story, last, plan)
    (gap,) = found(store)
    assert gap.subject == weakness.id
    assert "committee report of 2021-09, held since, does not take it up" in gap.why


def test_a_plan_that_answers_a_newer_inspection_is_not_asked(store: Store) -> None:
    """What a full inspection found since is in its own list of concerns."""
    story = a_story()
    story.letter.comment("Placements break down too often.")
    full = a_paper("full.pdf", visit="2022-06-30")
    full.concern("The stability of placements.")
    full.comment("Placements break down.")
    plan = a_paper("plan-2.xlsx", kind="improvement_plan", published="2022-09")
    plan.action("Hold a meeting.")
    tell(store, story, full, plan)

    assert found(store) == []


def test_without_a_plan_nothing_is_missing_from_it(store: Store) -> None:
    """Where no paper of the authority is held, this rule has nothing to say."""
    story = a_story()
    story.letter.comment("Placements break down too often.")
    load(store, story.report, story.letter)

    assert found(store) == []


def test_a_paragraph_is_one_gap(store: Store) -> None:
    """Its weaknesses are one gap with all their quotes; the next paragraph is another."""
    story = a_story()
    said = [
        story.letter.comment(words, **facts)
        for words, facts in (
            ("Placements break down.", {}),
            ("Some are far away.", {"polarity": "mixed"}),
            ("Carers are hard to find.", {}),
            ("Records are poor.", {}),
        )
    ]
    tell(store, story, close_up(story.letter, said[0].text, said[1].text, said[2].text))

    first, second = found(store)
    assert [quote.text for quote in first.quotes] == [said[0].text, said[2].text]
    assert "1 more of this paragraph likewise" in first.why
    assert [quote.text for quote in second.quotes] == [said[3].text]


def test_proposals_wait_and_settled_links_close(store: Store) -> None:
    """A sentence that only proposals take up comes last in its gap, a confirmed one not at all."""
    story = a_story()
    weakness = story.letter.comment("Assessments are late.")
    load(store, *story.papers, links=[*story.links, a_link(weakness, "commentsOn", story.concern)])
    (gap,) = found(store)
    assert (gap.severity, len(gap.proposed)) == ("low", 1)
    assert "Only 1 proposed link would close it" in gap.why

    stated = a_link(weakness, "commentsOn", story.concern, basis="stated")
    load(store, *story.papers, links=[*story.links, stated])
    assert found(store) == []


def close_up(paper: PaperBuilder, *sentences: str) -> PaperBuilder:
    """Return the paper with these sentences, which follow one another, in one paragraph."""
    made = a_paper(
        paper.document.file, data=paper.document.file.encode(), visit="2021-06-30",
        kind="monitoring_visit",
    )  # fmt: skip
    for record in paper.records:
        together = record.text in sentences[1:]
        made.text = made.text + " " if together else made.text
        start = len(made.text) if together else len(made.text) + (2 if made.text else 0)
        made.text = made.text if together or not made.text else made.text + "\n\n"
        made.text += record.text
        quote = replace(record.quote, start=start, end=len(made.text))
        made.records.append(replace(record, quote=quote))
    return made
