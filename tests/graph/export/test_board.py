"""The board pack: what changed, told apart from what was there, and never that all is well."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.export.board.changes import board
from graph.export.board.paper import NOTHING, basis_of, shown
from graph.export.board.past import Past, held, known_on
from graph.questions.facts import facts_of as facts_now
from graph.questions.gaps import find_gaps
from graph.questions.matrix import matrix
from graph.records import Decision
from graph.store.base import Store
from ontology.errors import SightlineError
from tests.boards import PAPERS, pack_of, words_of
from tests.builders import MARLBURY, Story, a_document, a_link, a_paper, a_story, load
from tests.exports import folded


@pytest.fixture
def story(store: Store) -> Story:
    """A concern with action, evidence and comment, the plan in a second version with a slip."""
    made = a_story(ref="1", status="planned", due="2020-12-31")
    later = a_paper("plan-2.xlsx", kind="improvement_plan", published="2021-02-10")
    later.action(
        made.action.text, owner="Head of Health", ref="1", status="under_way", due="2021-03-31"
    )
    load(store, *made.papers, later, links=made.links)
    return made


def decided(story: Story, at: str, state: str = "rejected") -> Decision:
    """A decision on the comment's link."""
    link = story.links[-1]
    return Decision(
        link=link.id, subject=link.subject, relation=link.relation, object=link.object,
        state=state, by="Ada Reviewer", at=at, reason="Another matter",
        subject_text=story.comment.text, object_text=story.concern.text,
    )  # fmt: skip


def test_a_status_that_moved_and_a_date_that_slipped_are_told(store: Store, story: Story) -> None:
    """Both versions stand beside each other, with the direction and that no reason is given."""
    pack = pack_of(store, "2021-02-01", "2021-02-28")

    (move,) = pack.statuses
    assert (move.old.status, move.new.status) == ("planned", "under_way")
    (slip,) = pack.dates
    assert (slip.old.due, slip.new.due) == ("2020-12-31", "2021-03-31")
    assert slip.later and not slip.explained
    assert [paper.file for paper in pack.papers] == ["plan-2.xlsx"]
    assert pack.actions == ()


def test_what_moved_before_or_after_is_not_told(store: Store, story: Story) -> None:
    """The same move is in no pack of another month."""
    for month in ("2021-01", "2021-03"):
        pack = pack_of(store, month, month)
        assert (pack.statuses, pack.dates, pack.papers) == ((), (), ())


def test_a_date_brought_forward_is_no_slip(store: Store) -> None:
    """A due date that a new paper gives earlier is told as earlier."""
    made = a_story(ref="1", due="2020-12-31")
    later = a_paper("plan-2.xlsx", kind="improvement_plan", published="2020-08-01")
    later.action(made.action.text, owner="Head of Health", ref="1", due="2020-10-31")
    load(store, *made.papers, later, links=made.links)
    (move,) = pack_of(store, "2020-08", "2020-08").dates

    assert not move.later


def test_new_words_of_inspectors_come_with_what_they_are_on(store: Store, story: Story) -> None:
    """A stated comment of a new letter stands with its concern; the concern's own paper is old."""
    pack = pack_of(store, "2021-06", "2021-06")

    (said,) = pack.said
    assert said.comment.text == story.comment.text
    assert [record.id for _, record in said.on] == [story.concern.id]
    assert pack.concerns == ()
    assert pack.after.papers - pack.before.papers == 1


def test_a_letter_counts_from_its_publication(store: Store) -> None:
    """A visit in May whose letter is published in July is news of July, not of May."""
    letter = a_paper(
        "letter.pdf", visit="2021-05-27", kind="monitoring_visit", published="2021-07-15"
    )
    letter.comment("Supervision is too rare.")
    load(store, letter)

    assert pack_of(store, "2021-05", "2021-05").empty
    assert len(pack_of(store, "2021-07", "2021-07").said) == 1


def test_proposals_are_left_out_and_counted(store: Store) -> None:
    """A proposed comment is a sentence of which nobody has said what it bears on."""
    made = a_story()
    proposed = a_link(made.comment, "commentsOn", made.concern, progress="improved", score=0.9)
    load(store, *made.papers, links=[*made.links[:-1], proposed])
    pack = pack_of(store, "2021-06", "2021-06")
    whole = pack_of(store, "2021-06", "2021-06", only="all")

    (said,) = pack.said
    assert (said.on, said.waiting) == ((), 1)
    assert (pack.left_out, pack.left_out_new) == (1, 1)
    assert "One proposed link that nobody has decided on is left out" in shown(pack)
    assert [link.id for link, _ in whole.said[0].on] == [proposed.id]
    for name in PAPERS:
        assert folded("Proposed by Sightline") not in words_of(pack, name)
        assert folded("nothing above rests on them") in words_of(whole, name)


def test_a_visit_with_proposals_alone_is_not_silent(store: Store) -> None:
    """In the matrix of a settled pack such a visit is called not decided, and has no word."""
    made = a_story()
    proposed = a_link(made.comment, "commentsOn", made.concern, progress="improved", score=0.9)
    load(store, *made.papers, links=[*made.links[:-1], proposed])

    for found in (
        pack_of(store, "2021-06", "2021-06").matrix,
        matrix(store, MARLBURY, only="settled"),
    ):
        (cell,) = found.rows[0].cells
        assert (cell.progress, cell.state, cell.comments) == ("undecided", None, ())


def test_decisions_are_told_with_name_and_reason(store: Store, story: Story) -> None:
    """Who decided what, when and why, in the month in which it was, and in no other."""
    store.decide(decided(story, "2022-03-04T09:30:00+00:00"))
    pack = pack_of(store, "2022-03", "2022-03")

    assert [one.by for one in pack.decisions] == ["Ada Reviewer"]
    assert pack_of(store, "2022-02", "2022-02").decisions == ()
    for name in PAPERS:
        text = words_of(pack, name)
        for words in ("Ada Reviewer", "Another matter", "4 March 2022", story.comment.text):
            assert folded(words) in text


def test_a_rejected_comment_opens_the_gap_again(store: Store, story: Story) -> None:
    """Before the decision the concern had a later comment, and after it none: a new gap."""
    store.decide(decided(story, "2022-03-04T09:30:00+00:00"))
    pack = pack_of(store, "2022-03", "2022-03")

    assert [(gap.rule, gap.subject) for gap in pack.opened] == [
        ("no_later_comment", story.concern.id)
    ]
    assert pack.closed == ()


def test_a_gap_that_something_settled_closes_is_no_longer_found(
    store: Store, story: Story
) -> None:
    """The letter's stated comment closes the gap that no inspector had come back."""
    pack = pack_of(store, "2021-06", "2021-06")

    assert ("no_later_comment", story.concern.id) in {
        (gap.rule, gap.subject) for gap in pack.closed
    }
    assert len(pack.standing) == sum(pack.after.gaps.values())


@pytest.mark.parametrize("name", PAPERS)
def test_an_empty_month_never_says_that_all_is_well(name: str, store: Store, story: Story) -> None:
    """Of a month without papers and decisions the pack says so, and that gaps still stand."""
    pack = pack_of(store, "2023-05", "2023-05")
    text = words_of(pack, name)

    assert pack.empty
    assert folded(NOTHING) in text
    assert folded("Nobody decided on a link in this time.") in text
    assert folded("No new words of inspectors are held. Silence is no progress.") in text
    assert len(pack.standing) > 0
    assert folded(f"{len(pack.standing)} stand") in text


def test_a_pack_of_an_empty_store_is_empty(store: Store) -> None:
    """An authority with one paper without a date has a pack that counts it."""
    load(store, a_paper("undated.txt"))
    pack = pack_of(store, "2023-05", "2023-05")

    assert pack.empty
    assert pack.undated == 1
    assert any(words.startswith("One paper of this authority carries") for words in basis_of(pack))


@pytest.mark.parametrize("only", ["settled", "all"])
def test_the_last_day_is_today(only: str, marlbury: Store) -> None:
    """At the end of all papers the pack knows the same records, links, gaps and matrix as now."""
    past = Past(held(marlbury, MARLBURY), "2030-01-01")
    now = facts_now(marlbury, MARLBURY, today="2030-01-01")

    assert past.records == dict(now.records)
    assert {link.id: link.state for link in past.whole.links} == {
        link.id: link.state for link in now.links
    }
    assert find_gaps(past.whole) == find_gaps(now)
    pack = pack_of(marlbury, "2030-01-01", "2030-01-01", only=only)
    assert pack.matrix == matrix(marlbury, MARLBURY, only=only)


def test_the_days_add_up(marlbury: Store) -> None:
    """Packs of following months have each paper once, and the figures of one begin the next."""
    months = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    packs = [pack_of(marlbury, month, month) for month in months]
    papers = [paper.id for pack in packs for paper in pack.papers]

    assert sorted(papers) == sorted(paper.id for paper in marlbury.documents())
    for one, following in pairwise(packs):
        assert one.after.actions == following.before.actions
        assert one.after.papers == following.before.papers


def test_a_paper_counts_from_the_later_of_its_days() -> None:
    """Publication after the visit counts; a publication before the end of a visit is misread."""
    published = a_document("a.pdf", visit="2021-05-27", published="2021-07-15")
    misread = a_document("b.pdf", visit="2021-05-27", published="2021-01-01")

    assert known_on(published) == "2021-07-15"
    assert known_on(misread) == "2021-05-27"
    assert known_on(a_document("c.pdf")) == ""


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2024", "2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", "2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-12", "2024-12", ("2024-12-01", "2024-12-31")),
        ("2024-12-31", "2025", ("2024-12-31", "2025-12-31")),
    ],
)
def test_months_and_years_are_whole(
    since: str, until: str, days: tuple[str, str], store: Store
) -> None:
    """A month begins on its first day and ends on its last, and so does a year."""
    load(store, a_paper("undated.txt"))
    pack = pack_of(store, since, until)

    assert (pack.since, pack.until) == days


def test_a_time_that_ends_before_it_begins_is_refused(store: Store) -> None:
    """The sentence names both days."""
    load(store, a_paper("undated.txt"))
    with pytest.raises(SightlineError, match="from 2024-03-01 to 2024-02-01 would end before"):
        pack_of(store, "2024-03-01", "2024-02-01")


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13", "soon", "0001-01-01", "2024-1"])
def test_what_is_no_day_is_refused(day: str, store: Store) -> None:
    """A day that no calendar has, or that has no day before it, is told in a sentence."""
    load(store, a_paper("undated.txt"))
    with pytest.raises(SightlineError, match="is no time between two days"):
        pack_of(store, day, "2024")


def test_the_day_may_come_from_outside(store: Store) -> None:
    """Without a last day SOURCE_DATE_EPOCH gives it, and the time within the file."""
    load(store, a_paper("undated.txt"))
    pack = board(store, MARLBURY, since="2024", environ={"SOURCE_DATE_EPOCH": "1717200000"})

    assert pack.until == "2024-06-01"
    assert pack.stamp.isoformat() == "2024-06-01T00:00:00+00:00"
