"""The whole way, on the example authority: papers in, and every chain of its story comes out.

The story stands in api/example/README.md. Nothing here is decided by a person: what only a matcher
says is a proposal, and is asked for as one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from api.cli.common import WIDTH
from api.cli.trace import tree
from api.intake import Report, intake
from graph.checking.check import check
from graph.questions.gaps import Gap, gaps
from graph.questions.trace import ActionStep, Chain, trace
from graph.records import Action, Concern
from graph.store import open_store
from graph.store.base import Store

TODAY = "2025-04-01"
INSPECTION, MONITORING, FOCUSED = "2023-03-24", "2024-01-24", "2025-02-12"


@dataclass(frozen=True, slots=True)
class Journey:
    """The example's papers in a store, and how to ask it in the words of the papers."""

    store: Store
    report: Report

    def concern(self, words: str, *, date: str = INSPECTION) -> Concern:
        """The concern of one visit whose text begins with *words*."""
        papers = {paper.id for paper in self.store.documents() if paper.date == date}
        (found,) = (
            concern
            for concern in self.store.records(Concern)
            if concern.document in papers and concern.text.startswith(words)
        )
        return found

    def chain(self, words: str) -> Chain:
        """The chain of the concern of 2023 whose text begins with *words*."""
        return trace(self.store, self.concern(words).id, today=TODAY)

    def action(self, ref: str) -> Action:
        """The action of the plan with this reference."""
        (found,) = (action for action in self.store.records(Action) if action.ref == ref)
        return found

    def found(self, rule: str) -> list[Gap]:
        """What one rule finds."""
        return gaps(self.store, rules=[rule], today=TODAY)

    def refs(self, rule: str) -> set[str]:
        """References of the plan's actions that one rule finds."""
        records = (self.store.record(gap.subject) for gap in self.found(rule))
        return {one.ref for one in records if isinstance(one, Action) and one.ref}


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory, example_papers: Path) -> Iterator[Journey]:
    """The example's papers, loaded into a store of their own."""
    store = open_store(str(tmp_path_factory.mktemp("journey") / "example.db"), create=True)
    yield Journey(store, intake(store, [example_papers]))
    store.close()


def planned(chain: Chain) -> dict[str, ActionStep]:
    """The plan's actions in a chain, by reference."""
    return {step.record.ref: step for step in chain.actions if step.record.ref}


def progress(chain: Chain, date: str) -> list[tuple[str, str | None]]:
    """What inspectors said on one day: the words and what they say of progress."""
    return [(step.record.text, step.progress) for step in chain.comments if step.date == date]


def test_every_paper_is_taken_in(journey: Journey, example_papers: Path) -> None:
    """No paper of the example is refused, and all are about the one authority."""
    assert journey.report.refused == ()
    assert len(journey.report.loaded) == len(list(example_papers.iterdir()))
    assert journey.store.authorities() == ["Marlbury County Council"]


def test_every_quote_stands_in_its_paper(journey: Journey) -> None:
    """Each record's words are found again in its paper, and each link joins two records."""
    assert list(check(journey.store)) == []


def test_the_report_gives_its_list(journey: Journey) -> None:
    """The inspection gives six areas for improvement, the last with three sub-points."""
    papers = {paper.id for paper in journey.store.documents() if paper.date == INSPECTION}
    concerns = [c for c in journey.store.records(Concern) if c.document in papers]
    whole = journey.concern("The support for care leavers")

    assert len([c for c in concerns if c.parent is None]) == 6
    assert len([c for c in concerns if c.parent == whole.id]) == 3
    assert len(concerns) == 9


def test_the_letter_gives_its_scope(journey: Journey) -> None:
    """The list of what a monitoring visit looked at is its scope, and no list of concerns."""
    (letter,) = (p for p in journey.store.documents() if p.kind == "monitoring_visit")

    assert letter.inspection is not None
    assert len(letter.inspection.scope) == 3
    assert journey.store.records(Concern, document=letter.id) == []


def test_a_concern_is_resolved(journey: Journey) -> None:
    """Health assessments: two actions done, evidence, and inspectors who call it established."""
    chain = journey.chain("The timeliness of initial health assessments")
    actions = planned(chain)
    said = progress(chain, MONITORING)

    assert {ref: step.record.status for ref, step in actions.items()} == {
        "1.1": "done",
        "1.2": "done",
    }
    assert all(step.link.state == "stated" for step in actions.values())
    assert len(actions["1.1"].evidence) >= 2
    assert ("Timely initial health assessments are well established.", "resolved") in said
    assert "insufficient" not in {word for _, word in said}


def test_a_plan_has_a_history(journey: Journey) -> None:
    """Three versions of the plan are three statements about one action, oldest first."""
    step = planned(journey.chain("The frequency and quality of supervision"))["2.1"]

    assert [(past.on, past.status) for past in step.history] == [
        ("2023-07", "under_way"),
        ("2024-01", "done"),
        ("2024-09", "done"),
    ]


def test_a_complete_action_is_contradicted(journey: Journey) -> None:
    """Supervision is called done, inspectors find it too infrequent, and that is reported."""
    chain = journey.chain("The frequency and quality of supervision")
    said = progress(chain, FOCUSED)

    assert ("Supervision of social workers is still too infrequent.", "insufficient") in said
    assert "2.1" in journey.refs("done_but_contradicted")
    assert [step.record.text for step in chain.later if step.link.score] != []


def test_a_concern_is_raised_again(journey: Journey) -> None:
    """Supervision and homelessness stand in the list of 2025 again, each as a concern."""
    for words, again in (
        ("The frequency and quality of supervision", "The regularity and recording"),
        ("The assessment and support of children aged 16", "The timeliness of assessments"),
    ):
        later = journey.concern(again, date=FOCUSED)
        assert later.id in {step.record.id for step in journey.chain(words).later}


def test_silence_is_said(journey: Journey) -> None:
    """Private fostering: an action under way, and two visits whose silence has its reason."""
    chain = journey.chain("The identification and assessment of children who are privately")

    assert chain.comments == ()
    assert [(gone.date, gone.why) for gone in chain.silent] == [
        (MONITORING, "out of scope of that visit"),
        (FOCUSED, "out of scope of that visit"),
    ]
    assert planned(chain)["3.1"].record.status == "under_way"
    assert "no_later_comment" in {gap.rule for gap in chain.gaps}


def test_a_concern_without_action_is_a_gap(journey: Journey) -> None:
    """Homeless children: no action in any paper, and inspectors find it insufficient."""
    chain = journey.chain("The assessment and support of children aged 16 and 17")

    assert chain.actions == ()
    assert "no_action" in {gap.rule for gap in chain.gaps}
    assert "insufficient" in {word for _, word in progress(chain, FOCUSED)}


def test_one_half_does_not_hide_the_other(journey: Journey) -> None:
    """Missing children progress; no comment is taken to be about children educated at home."""
    chain = journey.chain("The response to children who go missing")
    parts = {
        reason
        for step in chain.comments
        for reason in step.link.reasons
        if reason.startswith("about the part")
    }

    assert "resolved" in {word for _, word in progress(chain, FOCUSED)}
    assert set(planned(chain)) == {"5.1", "5.2"}
    assert parts == {"about the part 'The response to children who go missing'"}


def test_sub_points_fare_differently(journey: Journey) -> None:
    """Care leavers: pathway plans are insufficient, health histories are good now."""
    plans = progress(journey.chain("pathway plans"), MONITORING)
    histories = progress(journey.chain("young people’s knowledge"), MONITORING)

    assert ("Too many pathway plans are still out of date.", "insufficient") in plans
    assert (
        "Care leavers now receive a clear summary of their health history.",
        "resolved",
    ) in histories


@pytest.mark.parametrize(
    ("rule", "refs"),
    [
        ("no_owner", {"5.1"}),
        ("no_due_date", {"5.2"}),
        ("no_evidence", {"3.1"}),
        ("overdue", {"3.1", "6.1", "6.2"}),
        ("slipped", {"3.1"}),
    ],
)
def test_gaps_of_the_plan(journey: Journey, rule: str, refs: set[str]) -> None:
    """Each rule finds the actions of the plan that were written for it, and no other."""
    assert journey.refs(rule) == refs


def test_an_altered_quotation_is_reported(journey: Journey) -> None:
    """The news page's quotation that leaves out two words is reported, the faithful one not."""
    quoted = {journey.store.record(gap.subject).text for gap in journey.found("quote_altered")}

    assert any("Leaders have acted on the areas" in text for text in quoted)
    assert not any("are well established" in text for text in quoted)


def test_two_names_of_a_post_are_proposed_as_one(journey: Journey) -> None:
    """The plan's and the committee report's name of one post are proposed as the same."""
    names = {owner.id: owner.name for a in journey.store.records(Action) for owner in a.owners}
    pairs = {
        frozenset((names[link.subject], names[link.object])): link.state
        for link in journey.store.links(relation="sameAs")
    }
    posts = frozenset(("Head of Corporate Parenting", "Head of Service for Corporate Parenting"))

    assert pairs.get(posts) == "proposed"


def test_only_inspectors_raise_a_concern_again(journey: Journey) -> None:
    """What recurs is what inspectors list again, not the council's restating of their list."""
    subjects = [journey.store.record(gap.subject) for gap in journey.found("recurring")]

    assert {one.kind for one in subjects if isinstance(one, Concern)} == {"area_for_improvement"}


def test_a_paraphrase_is_no_alteration(journey: Journey) -> None:
    """Only words in quotation marks can be altered; the page's own account is not reported."""
    assert len(journey.found("quote_altered")) == 1


def test_the_comment_on_one_sub_point_is_not_held_against_another(journey: Journey) -> None:
    """The health histories are done and praised; late pathway plans do not contradict that."""
    assert "6.3" not in journey.refs("done_but_contradicted")


def test_what_is_not_safe_is_no_progress(journey: Journey) -> None:
    """A sentence on care leavers who are not safe says that progress is insufficient."""
    said = progress(journey.chain("The support for care leavers"), MONITORING)

    assert ("Some of them still live in places where they are not safe.", "insufficient") in said


def test_the_readme_shows_a_true_chain(journey: Journey, root: Path) -> None:
    """Each line of the chain in the README is a line of the chain, in that order."""
    concern = journey.concern("The identification and assessment of children who are privately")
    console = Console(file=io.StringIO(), width=WIDTH, highlight=False)
    console.print(tree(journey.chain(concern.text)))
    told = iter(line.rstrip() for line in console.file.getvalue().splitlines())
    (shown,) = re.findall(
        r"^```\n(Concern .*?)^```$", (root / "README.md").read_text("utf-8"), re.S | re.M
    )

    assert [line for line in shown.splitlines() if line != "..." and line not in told] == []


def test_loading_again_changes_nothing(journey: Journey, example_papers: Path) -> None:
    """The same papers again are unchanged, and the graph with them."""
    links = journey.store.links()
    again = intake(journey.store, sorted(example_papers.iterdir(), reverse=True))

    assert len(again.unchanged) == len(journey.report.loaded)
    assert journey.store.links() == links
