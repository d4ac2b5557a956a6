"""What the named queries must find, worked out in Python from records, links and questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from graph.questions.claims import done_but_contradicted
from graph.questions.facts import Facts, facts_of
from graph.questions.gap_rules import dated, explained, moved_later
from graph.questions.gaps import gaps
from graph.questions.listing import listing
from graph.questions.matrix import matrix
from graph.questions.trace import trace
from graph.records import Action, Comment, Concern, Evidence, Link, Record
from graph.store.base import Store
from graph.visits import visits
from ontology.vocabulary import scheme

TODAY = "2025-04-01"
Rows = set[tuple[Any, ...]]


def by_rule(rule: str) -> Callable[[Store], Rows]:
    """Subjects of the gaps of one rule."""
    return lambda store: {(gap.subject,) for gap in gaps(store, rules=[rule], today=TODAY)}


def all_facts(store: Store) -> Iterable[Facts]:
    """The facts of each authority."""
    return (facts_of(store, name, today=TODAY) for name in store.authorities())


def label(name: str, code: str) -> str:
    """The word for a code."""
    return scheme(name)[code].label


def settled_out(store: Store, relation: str) -> set[str]:
    """Subjects of settled links of a relation."""
    return {link.subject for link in store.links(relation=relation) if link.settled}


def returns(store: Store) -> Rows:
    """Every concern that recurs, with the earlier one and the state of the link."""
    return {
        (link.subject, link.object, label("link_states", link.state))
        for facts in all_facts(store)
        for link in facts.links
        if link.relation == "recursFrom" and both_printed(facts, link)
    }


def both_printed(facts: Facts, link: Link) -> bool:
    """Whether inspectors printed both ends."""
    ends = [facts.records.get(link.subject), facts.records.get(link.object)]
    return all(isinstance(end, Concern) and facts.printed(end) for end in ends)


def across_frameworks(store: Store) -> Rows:
    """Those whose two papers name different frameworks."""
    papers = {paper.id: paper.inspection for paper in store.documents()}
    found = set()
    for subject, target, _ in returns(store):
        ends = [papers[store.record(key).document] for key in (subject, target)]
        rules = [end.framework for end in ends if end]
        if None not in rules and rules[0] != rules[1]:
            found.add((subject, target))
    return found


def contradicted(store: Store) -> Rows:
    """What the gaps find, with every comment that speaks against the claim."""
    return {
        (found.subject.id, one.id)
        for facts in all_facts(store)
        for found in done_but_contradicted(facts)
        for one in found.others
        if isinstance(one, Comment)
    }


def moved(store: Store) -> Rows:
    """Due dates that one paper moved later than the one before, and whether it says why."""
    return {
        (action, old.due, new.due, explained(facts, new))
        for facts in all_facts(store)
        for action, history in facts.history.items()
        for old, new in dated(history)
        if moved_later(old, new)
    }


def only_claimed(store: Store) -> Rows:
    """Actions with evidence, all of it only claimed."""
    found = set()
    for facts in all_facts(store):
        for action in facts.actions:
            offered = {e.status for link, e in facts.evidence(action.id) if link.settled}
            if action.status != "superseded" and offered == {"claimed"}:
                found.add((action.id,))
    return found


def open_actions(store: Store) -> Rows:
    """How many open actions each owner of the list has."""
    status = {row["id"]: row["status"] for row in listing(store, "actions")}
    counts = {
        (row["id"], sum(status[key] in ("planned", "under_way") for key in row["actions"]))
        for row in listing(store, "owners")
    }
    return {(owner, number) for owner, number in counts if number}


def progress(store: Store) -> Rows:
    """How many later comments say what of progress, by state of the link."""
    counts = Counter(
        (
            label("progress", link.progress) if link.progress else "nothing of progress",
            label("link_states", link.state),
        )
        for link in store.links(relation="commentsOn")
    )
    return {(*key, number) for key, number in counts.items()}


def silent(store: Store) -> Rows:
    """Cells of the matrix of a visit whose paper is held and that holds no comment."""
    found = set()
    for name in store.authorities():
        of = {d: v for v in visits(store.documents(authority=name)) for d in v.ids}
        for row in matrix(store, name).rows:
            for cell in row.cells:
                visit = of[cell.document]
                if not cell.comments and any(paper.held for paper in visit.documents):
                    found.add((row.concern.id, visit.date, label("visits", visit.kind)))
    return found


def added(store: Store) -> Rows:
    """Each record with the first paper that states it."""
    first: dict[str, tuple[str, str]] = {}
    for paper in store.documents():
        for record in store.records(Record, document=paper.id):
            first.setdefault(record.id, (paper.id, type(record).__name__.lower()))
    return {(document, kind, record) for record, (document, kind) in first.items()}


def chains(store: Store) -> Rows:
    """What the settled chain of each concern holds."""
    found: Rows = set()
    for concern in store.records(Concern):
        chain = trace(store, concern.id, only="settled", today=TODAY)
        key = concern.id
        found |= {(key, "comment", step.record.id) for step in chain.comments}
        for step in chain.actions:
            found.add((key, "action", step.record.id))
            found |= {(key, "evidence", one.record.id) for one in step.evidence}
            found |= {(key, "comment", one.record.id) for one in step.comments}
    return found


def history(store: Store) -> Rows:
    """What each paper said of each action."""
    actions = [action.id for action in store.records(Action)]
    return {
        (key, said.on or "", label("action_statuses", said.status), said.due)
        for key, entries in store.history(actions).items()
        for said in entries
    }


def off_target(store: Store) -> Rows:
    """Measures that miss their target."""
    return {
        (item.id, item.measure.name)
        for item in store.records(Evidence)
        if item.measure is not None and item.measure.met is False
    }


def untaken(store: Store) -> Rows:
    """Weaknesses in inspectors' own words with no settled link of the kinds that take them up."""
    taken = settled_out(store, "commentsOn") | settled_out(store, "underlies")
    return {
        (comment.id,)
        for comment in store.records(Comment)
        if comment.voice == "inspector" and comment.polarity == "weakness"
        if comment.id not in taken
    }


def themed(store: Store) -> Rows:
    """How many concerns and actions each theme has."""
    rows = listing(store, "themes")
    return {(r["id"], r["concerns"], r["actions"]) for r in rows if r["concerns"] or r["actions"]}


def judged(store: Store) -> Rows:
    """Every judgement with its date."""
    return {
        (label("judgement_areas", one.area), paper.date, label("grades", one.grade), one.printed)
        for paper in store.documents()
        for one in paper.judgements
    }


# For each query, the columns to compare and the same answer in Python.
ANSWERS: dict[str, tuple[tuple[str, ...], Callable[[Store], Rows]]] = {
    "concerns-without-action": (("concern",), by_rule("no_action")),
    "concerns-only-planned": (("concern",), by_rule("planned_only")),
    "concerns-without-later-comment": (("concern",), by_rule("no_later_comment")),
    "recurring-concerns": (("concern", "earlier", "state"), returns),
    "recurring-across-frameworks": (("concern", "earlier"), across_frameworks),
    "actions-without-owner": (("action",), by_rule("no_owner")),
    "actions-without-date": (("action",), by_rule("no_due_date")),
    "actions-without-evidence": (("action",), by_rule("no_evidence")),
    "actions-overdue": (("action",), by_rule("overdue")),
    "done-without-proof": (("action",), by_rule("claimed_without_evidence")),
    "done-but-contradicted": (("action", "comment"), contradicted),
    "due-dates-moved": (("action", "due", "moved_to", "explained"), moved),
    "evidence-only-claimed": (("action",), only_claimed),
    "actions-answering-nothing": (
        ("action",),
        lambda store: {(row["id"],) for row in listing(store, "actions") if not row["addresses"]},
    ),
    "owners-with-open-actions": (("owner", "open"), open_actions),
    "comments-by-progress": (("progress", "state", "comments"), progress),
    "silent-visits": (("concern", "visit", "kind"), silent),
    "proposals-waiting": (
        ("link", "relation", "subject", "object"),
        lambda store: {
            (one.id, one.relation, one.subject, one.object)
            for one in store.links(state="proposed")
        },
    ),
    "decisions": (
        ("link", "decided", "by", "at", "because"),
        lambda store: {
            (d.link, label("decision_states", d.state), d.by, d.at, d.reason)
            for d in store.decisions()
        },
    ),
    "what-a-paper-added": (("document", "kind", "record"), added),
    "altered-quotations": (("record",), by_rule("quote_altered")),
    "chain-of-a-concern": (("concern", "stage", "record"), chains),
    "judgements-over-time": (("area", "date", "grade", "printed"), judged),
    "concerns-by-theme": (("theme", "concerns", "actions"), themed),
    "second-hand-comments": (
        ("comment",),
        lambda store: {
            (row["id"],) for row in listing(store, "comments") if row["voice"] != "inspector"
        },
    ),
    "weaknesses-nothing-takes-up": (("comment",), untaken),
    "weaknesses-no-plan-answers": (("comment",), by_rule("uncovered_comment")),
    "unplaced-lines": (
        ("text", "why"),
        lambda store: {(one.text, one.why) for one in store.issues()},
    ),
    "measures-off-target": (("evidence", "measure"), off_target),
    "status-history": (("action", "date", "status", "due"), history),
}
