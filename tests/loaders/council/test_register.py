"""Registers of linked items: what each row is and what it links to."""

from __future__ import annotations

from pathlib import Path

from api.intake import intake
from graph.questions.gaps import gaps
from graph.questions.matrix import matrix
from graph.questions.trace import trace
from graph.records import Action, Concern
from graph.store import open_store
from loaders.registry import load_paper
from ontology.vocabulary import scheme

REGISTER = """Marlbury County Council: register of items, 1 March 2024
ID,Type,Text,Linked to,Status,Owner
E1,Evidence,An audit of 24 interviews,A1,,
C1,Concern,Return interviews are too late,,,
R1,Recommendation,Appoint an interviewer,C1,,
A1,Action,An interviewer is appointed,R1,In progress,Head of Front Door
A2,Action,Managers are trained,C1,Complete,
K1,Comment,Interviews are now timely,C1,,
X1,Wish,A brighter office,C1,,
A3,Action,Something else,C9,,
K2,Comment,The audit was sound,E1,,
"""


def test_every_item_is_a_record_with_its_links() -> None:
    """Each row is taken by its kind, in whatever order rows stand; numbers become links."""
    paper = load_paper(REGISTER.encode(), "register.csv")
    concern, advice = paper.concerns
    first, second, third = paper.actions
    assert (concern.kind, concern.number) == ("self_identified", "C1")
    assert (advice.kind, advice.parent) == ("recommendation", concern.id)
    assert (first.under, first.status, first.ref) == (advice.id, "under_way", "A1")
    assert [owner.name for owner in first.owners] == ["Head of Front Door"]
    assert (second.under, second.status, third.under) == (concern.id, "done", None)
    assert [one.supports for one in paper.evidence] == [(first.id,)]
    assert paper.comments[0].section == "C1"


def test_the_council_passes_comments_on() -> None:
    """A comment in a council's register is what the council reports, never inspectors' word."""
    paper = load_paper(REGISTER.encode(), "register.csv")
    assert {comment.voice for comment in paper.comments} == {"reported_by_authority"}


def test_what_leads_nowhere_is_an_issue() -> None:
    """An unknown kind, an id that no item has, and a link that cannot be are told with why."""
    issues = load_paper(REGISTER.encode(), "register.csv").issues
    told = {issue.text: issue.why for issue in issues}
    assert told["C9"] == "no item of this table has the id C9"
    assert told["E1"] == "comment K2 cannot be linked to evidence (E1)"
    assert told["A brighter office"] == "this row lacks an id, a known kind or words"


def test_the_links_of_a_register_are_stated(tmp_path: Path) -> None:
    """The chain of a concern holds what the register links, each step stated by the paper."""
    (tmp_path / "register.csv").write_text(REGISTER)
    store = open_store(str(tmp_path / "s.db"), create=True)
    intake(store, [tmp_path / "register.csv"])
    (concern,) = [one for one in store.records(Concern) if one.number == "C1"]
    chain = trace(store, concern.id, today="2024-04-01")
    assert [step.record.text for step in chain.recommendations] == ["Appoint an interviewer"]
    assert {step.record.ref for step in chain.actions} == {"A1", "A2"}
    assert [step.record.text for step in chain.comments] == ["Interviews are now timely"]
    assert {link.state for link in store.links()} == {"stated"}
    store.close()


def test_a_register_shows_no_progress_by_inspectors(tmp_path: Path) -> None:
    """That a register says "inspectors found it put right" closes no gap and colours no cell.

    The link is stated, for the register prints it; whose words they are is another thing.
    """
    said = "K9,Comment,Inspectors found in January 2024 that interviews are now timely,C1,,\n"
    (tmp_path / "register.csv").write_text(REGISTER + said)
    store = open_store(str(tmp_path / "s.db"), create=True)
    intake(store, [tmp_path / "register.csv"])
    (concern,) = [one for one in store.records(Concern) if one.number == "C1"]
    passed_on = [link for link in store.links() if link.relation == "commentsOn"]
    assert {link.state for link in passed_on} == {"stated"}
    assert "resolved" in {link.progress for link in passed_on}

    today = "2024-06-01"
    open_still = {(gap.rule, gap.subject) for gap in gaps(store, today=today)}
    (done,) = [one for one in store.records(Action) if one.ref == "A2"]
    assert ("no_later_comment", concern.id) in open_still
    assert ("claimed_without_evidence", done.id) in open_still
    laid_out = matrix(store, concern.authority)
    words = {cell.progress for row in laid_out.rows for cell in row.cells}
    assert [row.concern.id for row in laid_out.rows] == [one.id for one in store.records(Concern)]
    assert words <= {"not_held"}
    store.close()


def test_an_improvement_plan_is_no_register() -> None:
    """A plan with an id and a status, but no kinds and links, is read as a plan."""
    plan = (
        "Marlbury County Council improvement plan,,,\nID,Action,Lead,Status\n"
        "1,Appoint an interviewer,Head of Front Door,In progress\n"
    )
    assert load_paper(plan.encode(), "plan.csv").actions[0].ref == "1"


def test_no_two_kinds_share_a_word() -> None:
    """Each word for a kind of item stands for one kind."""
    labels = [label.casefold() for kind in scheme("items") for label in kind.labels]
    assert len(labels) == len(set(labels))
