"""The portfolio: what is chosen, what is left out, and what silence is called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.export.choose import chosen, in_words
from graph.export.common import Portfolio, printable
from graph.export.lines import STAGES, lines, lines_of
from graph.export.prose import prose
from graph.export.walk import portfolio
from graph.questions.listing import Filters
from graph.questions.trace import UNDECIDED
from graph.records import Decision, Link
from graph.store.base import Store
from ontology.errors import SightlineError, UnknownRecordError
from tests.builders import MARLBURY, Story, a_link, a_paper, a_story, load

TODAY = "2025-04-01"


def told(store: Store, *concerns: str, **how: object) -> Portfolio:
    """Gather these concerns on a fixed day, whatever the environment says."""
    facts = {"today": TODAY, "environ": {}, **how}
    return portfolio(store, concerns, **facts)  # type: ignore[arg-type]


def proposed(story: Story) -> list[Link]:
    """The links of a story, its later comment only proposed."""
    comment = a_link(story.comment, "commentsOn", story.concern, progress="improved", score=0.8)
    return [link for link in story.links if link.relation != "commentsOn"] + [comment]


def test_proposals_are_left_out_and_counted(store: Store) -> None:
    """Of a chain with one proposed comment, the settled export holds the rest and says one."""
    story = a_story()
    load(store, *story.papers, links=proposed(story))

    evidence = told(store, story.concern.id)

    assert story.comment.id not in evidence.records
    assert evidence.proposals_left_out == 1
    assert story.evidence.id in evidence.records
    assert told(store, story.concern.id, only="all").proposals_left_out == 0


def test_a_visit_with_a_proposed_comment_is_not_called_silent(store: Store) -> None:
    """A settled export does not say of a visit that it is silent when a proposal waits there."""
    story = a_story()
    load(store, *story.papers, links=proposed(story))

    (silence,) = told(store, story.concern.id).chains[0].silent

    assert silence.why == UNDECIDED
    assert "nobody has decided" in silence.why


def test_a_visit_without_any_comment_is_silent(store: Store) -> None:
    """Where no proposal waits either, the settled export gives the reason of the chain."""
    story = a_story()
    load(store, *story.papers, links=[k for k in story.links if k.relation != "commentsOn"])
    everything = told(store, story.concern.id, only="all").chains[0].silent

    silent = told(store, story.concern.id).chains[0].silent

    assert silent == everything
    assert silent[0].why == "no comment found"


def test_a_gap_says_that_proposals_would_close_it(store: Store) -> None:
    """A settled export tells of a gap how many proposals wait, without quoting them."""
    story = a_story()
    load(store, *story.papers, links=proposed(story))

    evidence = told(store, story.concern.id)
    gap = next(gap for gap in evidence.gaps if gap.rule == "no_later_comment")

    assert len(gap.proposed) == 1
    assert "nobody has confirmed" in gap.why
    assert story.comment.quote not in gap.quotes


def test_what_may_be_contradicted_is_not_stated(store: Store) -> None:
    """A contradiction that rests on proposals alone is in the export of everything only."""
    story = a_story(progress="insufficient", status="done")
    links = [
        a_link(story.comment, "commentsOn", story.concern, progress="insufficient", score=0.8)
        if link.relation == "commentsOn" else link
        for link in story.links
    ]  # fmt: skip
    load(store, *story.papers, links=links)
    rules = {
        only: {gap.rule for gap in told(store, story.concern.id, only=only).gaps}
        for only in ("settled", "all")
    }

    assert "done_but_contradicted" in rules["all"]
    assert "done_but_contradicted" not in rules["settled"]


def test_a_confirmed_link_is_settled_and_names_who(store: Store) -> None:
    """A link that a person confirmed is exported with their name and reason."""
    story = a_story()
    links = proposed(story)
    load(store, *story.papers, links=links)
    link = links[-1]
    store.decide(
        Decision(
            link=link.id, subject=link.subject, relation=link.relation, object=link.object,
            state="confirmed", by="Ada Reviewer", at="2025-03-01T09:00:00", reason="Same matter",
        )
    )  # fmt: skip

    evidence = told(store, story.concern.id)

    assert evidence.proposals_left_out == 0
    assert evidence.links[link.id].decisions[0].by == "Ada Reviewer"


def test_proposals_stand_behind_what_is_settled(store: Store) -> None:
    """With proposals, the steps of a chain are numbered with all settled ones first."""
    story = a_story()
    load(store, *story.papers, links=proposed(story))

    steps = lines_of(told(store, story.concern.id, only="all"), 0)

    assert [line.settled for line in steps] == [True] * (len(steps) - 1) + [False]
    assert [line.number for line in steps] == [f"1.{n + 1}" for n in range(len(steps))]
    assert steps[-1].record == story.comment


def test_evidence_of_a_proposed_action_is_proposed_too(store: Store) -> None:
    """What a paper states of an action is not settled where the action itself is proposed."""
    story = a_story()
    answer = a_link(story.action, "respondsTo", story.concern, score=0.6)
    links = [answer, *(link for link in story.links if link.relation != "respondsTo")]
    load(store, *story.papers, links=links)

    steps = {
        line.stage: line.settled for line in lines_of(told(store, story.concern.id, only="all"), 0)
    }

    assert (steps["action"], steps["evidence"], steps["concern"]) == (False, False, True)
    assert story.evidence.id not in told(store, story.concern.id).records


def test_every_stage_has_a_name(everything: Portfolio) -> None:
    """Every step of the example is of a stage that the formats know."""
    found = {line.stage for line in lines(everything)}

    assert found <= set(STAGES)
    assert len(found) >= 9


def test_an_authority_means_what_inspectors_printed(marlbury: Store) -> None:
    """Concerns that the authority writes over its own plan, and sub-points, are not chosen."""
    ids = chosen(marlbury, Filters(authority=MARLBURY))
    concerns = [marlbury.record(key) for key in ids]

    assert len(ids) == 8
    assert all(concern.kind != "self_identified" for concern in concerns)  # type: ignore[attr-defined]
    assert all(concern.parent is None for concern in concerns)  # type: ignore[attr-defined]


def test_sub_points_stand_with_their_concern(settled: Portfolio) -> None:
    """The concern that is printed with three sub-points is exported with them."""
    numbers = [len(parts) for parts in settled.parts.values()]

    assert sorted(numbers)[-1] == 3
    assert sum(line.stage == "part" for line in lines(settled)) == 3


def test_filters_choose(marlbury: Store) -> None:
    """A theme, a date and a paper each choose some of the concerns, and say so in words."""
    every = chosen(marlbury, Filters(authority=MARLBURY))
    later = chosen(marlbury, Filters(authority=MARLBURY, since="2025"))
    themed = chosen(marlbury, Filters(theme="care_leavers"))

    assert 0 < len(later) < len(every)
    assert 0 < len(themed) < len(every)
    assert in_words(Filters(since="2025", theme="care_leavers")) == (
        ("Theme", "Care leavers"),
        ("Papers since", "2025"),
    )


def test_nothing_chosen_is_an_error(marlbury: Store) -> None:
    """A filter that no concern fits is told in a sentence that names it."""
    with pytest.raises(SightlineError, match=r"no concern of inspectors fits .*1999"):
        chosen(marlbury, Filters(authority=MARLBURY, until="1999"))
    with pytest.raises(SightlineError, match="at least one concern"):
        told(marlbury)


def test_as_of_leaves_later_papers_out(marlbury: Store) -> None:
    """Nothing that a later paper says is in an export as of a day, and due dates count on it."""
    ids = chosen(marlbury, Filters(authority=MARLBURY), as_of="2023-12-31")
    evidence = portfolio(marlbury, ids, as_of="2023-12-31", environ={})

    assert evidence.day == "2023-12-31"
    assert max(paper.date for paper in evidence.sources.values()) <= "2023-12-31"
    with pytest.raises(UnknownRecordError):
        told(marlbury, ids[0], as_of="2020")


def test_the_time_within_files_comes_from_outside(marlbury: Store) -> None:
    """Files carry SOURCE_DATE_EPOCH where it is set, else the first moment of the day asked."""
    ids = chosen(marlbury, Filters(authority=MARLBURY))
    fixed = portfolio(marlbury, ids, environ={"SOURCE_DATE_EPOCH": "1700000000"})

    assert fixed.stamp == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert fixed.day == "2023-11-14"
    assert told(marlbury, *ids).stamp == datetime(2025, 4, 1, tzinfo=UTC)
    with pytest.raises(SightlineError, match="SOURCE_DATE_EPOCH"):
        portfolio(marlbury, ids, environ={"SOURCE_DATE_EPOCH": "soon"})


def test_every_paper_named_is_among_the_sources(everything: Portfolio) -> None:
    """Papers of quotes, statuses, links and silences are all listed, each with its hash."""
    used = {record.document for record in everything.records.values()}
    used |= {link.document for link in everything.links.values() if link.document}
    used |= {quote.document for gap in everything.gaps for quote in gap.quotes}

    assert used <= set(everything.sources)
    assert all(len(paper.sha256) == 64 for paper in everything.sources.values() if paper.held)


def test_prose_says_what_the_steps_say(store: Store) -> None:
    """The sentences count actions, owners and evidence, and give the later comment its date."""
    story = a_story(progress="improved")
    load(store, *story.papers, links=story.links)
    evidence = told(store, story.concern.id)

    text = " ".join(prose(evidence, lines_of(evidence, 0)))

    assert "One action answers it (step 1.3): 1 under way" in text
    assert "An owner is named for it." in text
    assert "Evidence is offered for it (step 1.4): 1 available." in text
    assert "came back to it later: 30 June 2021 (read as improved; step 1.5)." in text


def test_prose_of_an_empty_chain_claims_nothing(store: Store) -> None:
    """Of a concern that nothing answers the sentences say so, and nothing of progress."""
    report = a_paper("report.pdf", visit="2020-01-31")
    concern = report.concern("The timeliness of health assessments.")
    load(store, report)
    evidence = told(store, concern.id)

    text = " ".join(prose(evidence, lines_of(evidence, 0)))

    assert "No action that a paper states or a person has confirmed answers it." in text
    assert "No later words of inspectors on it are stated or confirmed." in text
    assert "improved" not in text


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x0b", "\ufffe", "\u202e", "\x9f"])
def test_signs_that_no_file_can_hold_are_shown_as_such(sign: str) -> None:
    """A control sign is shown as U+FFFD; letters, line breaks and tabs stay."""
    assert printable(f"a{sign}b") == "a\ufffdb"
    assert printable("Ā“x”\n\té") == "Ā“x”\n\té"
