"""The rules by which something is missing or contradicted: one function each, see GAPS.

A rule takes facts and yields what it finds; it knows no store. Links that only propose never
close a gap: they are handed on, so that the gap can say that they wait for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from graph.questions.facts import INSPECTORS, Facts
from graph.questions.findings import Finding, open_at
from graph.questions.unspoken import unspoken
from graph.records import Action, Comment, Concern, Link, Record, StatusRecord
from graph.visits import later_visits, why_silent
from ontology.phrases import Phrases, tokens
from ontology.vocabulary import scheme

PART_UNSAID = "No later inspector has commented on one part of this concern."
ALTERED = "altered"  # how the reason of a quotes link begins where the words differ


def no_action(facts: Facts) -> Iterator[Finding]:
    """A concern that no action answers; what answers the whole answers its sub-points too."""
    for concern in facts.concerns:
        if facts.own(concern):
            family = (*facts.whole(concern.id), *facts.above(concern.id))
            links = facts.into("respondsTo", *family)
            for found in open_at(concern, links, "No action held answers it."):
                # What inspectors saw done is no plan: that it may fit does not ease the gap.
                own = any(_of_its_own(facts.records.get(k.subject)) for k in found.proposed)
                yield found if own else replace(found, severity="medium")


def no_owner(facts: Facts) -> Iterator[Finding]:
    """An action for which no person, post or body is named."""
    for action in filter(_of_its_own, _current(facts)):
        if not action.owners:
            yield Finding(subject=action, why="The paper names nobody who is to do it.")


def no_due_date(facts: Facts) -> Iterator[Finding]:
    """An action still to be done without a date by which."""
    for action in filter(_of_its_own, _current(facts, "planned", "under_way")):
        if not action.due:
            printed = f" It prints “{action.due_printed}”." if action.due_printed else ""
            yield Finding(subject=action, why=f"The paper gives no date by which.{printed}")


def no_evidence(facts: Facts) -> Iterator[Finding]:
    """An action under way or done for which nothing is offered to show it."""
    for action in filter(_of_its_own, _current(facts, "under_way", "done")):
        links = facts.out("evidencedBy", action.id)
        yield from open_at(
            action, links, "Nothing held is offered to show that it was done or works."
        )


def overdue(facts: Facts) -> Iterator[Finding]:
    """An action whose date has passed and that is not done, as the latest paper has it."""
    for action in _current(facts, "planned", "under_way"):
        if action.due and action.due < facts.today[: len(action.due)]:
            said = facts.date(action) or "an unknown date"
            why = (
                f"It was due by {action.due}; the latest paper, of {said}, has it {action.status}."
            )
            yield Finding(subject=action, why=why.replace("under_way", "under way"))


def planned_only(facts: Facts) -> Iterator[Finding]:
    """A concern whose every action is still no more than planned."""
    for concern in filter(facts.own, facts.concerns):
        links = facts.into("respondsTo", *facts.whole(concern.id))
        answers = [(link, facts.records.get(link.subject)) for link in links]
        actions = [(link, action) for link, action in answers if isinstance(action, Action)]
        held = list({action.id: action for link, action in actions if link.settled}.values())
        begun = [link for link, action in actions if action.status != "planned"]
        if held:
            why = f"Of {len(held)} that answer it, none has begun."
            yield from open_at(concern, begun, why, others=held)


def claimed_without_evidence(facts: Facts) -> Iterator[Finding]:
    """An action called done that neither evidence at hand nor an inspector bears out."""
    for action in filter(_of_its_own, _current(facts, "done")):
        offered = [(k, e) for k, e in facts.evidence(action.id) if e.status == "available"]
        borne_out = [
            (link, comment)
            for link, comment in facts.remarks(action.id)
            if comment.voice in INSPECTORS and link.progress in ("resolved", "improved")
        ]
        links = [link for link, _ in (*offered, *borne_out)]
        yield from open_at(action, links, "It is called done, and nothing at hand bears that out.")


def no_later_comment(facts: Facts) -> Iterator[Finding]:
    """A concern of which no inspector has spoken since."""
    for concern in facts.concerns:
        if not facts.own(concern):
            continue
        since = [
            (k, c) for k, c in facts.remarks(*facts.whole(concern.id)) if _later(facts, c, concern)
        ]
        links = [link for link, comment in since if comment.voice in INSPECTORS]
        why, severity = _silence(facts, concern, [comment for _, comment in since])
        if any(comment.voice not in INSPECTORS for _, comment in since):
            why += " What others say inspectors said is no comment of inspectors."
        unsaid = unspoken(facts, concern, {c.document for _, c in since if c.voice in INSPECTORS})
        parts = "; ".join(f"“{part}”" for part in unsaid)
        if any(link.settled for link in links) and parts:
            told = f"Inspectors spoke of it since, but no paper held of this part of it: {parts}."
            yield Finding(subject=concern, why=told, text=PART_UNSAID)
        why += f" None speaks of {parts}." if parts else ""
        for found in open_at(concern, links, why):
            yield found if found.proposed else replace(found, severity=severity)


def recurring(facts: Facts) -> Iterator[Finding]:
    """A concern of inspectors that inspectors had raised before; both stay as they were.

    What an authority writes over a part of its own paper is no return of anything.
    """
    for concern in filter(facts.printed, facts.concerns):
        ends = [(k, facts.records.get(k.object)) for k in facts.out("recursFrom", concern.id)]
        before = [(k, c) for k, c in ends if isinstance(c, Concern) and facts.printed(c)]
        if before:
            yield _return(facts, concern, before)


def _return(facts: Facts, concern: Concern, before: Sequence[tuple[Link, Concern]]) -> Finding:
    """Tell when it was raised; what only proposals say was never raised for certain."""
    settled = [(link, earlier) for link, earlier in before if link.settled]
    dates = ", ".join(sorted({facts.date(earlier) for _, earlier in settled or before}))
    raised = f"Raised on {facts.date(concern)}, and"
    why = (
        f"{raised} before on {dates}."
        if settled
        else f"{raised} perhaps before on {dates}: nobody has confirmed that it is the same."
    )
    return Finding(
        subject=concern,
        why=why,
        others=[earlier for _, earlier in settled or before],
        proposed=() if settled else [link for link, _ in before],
    )


def quote_altered(facts: Facts) -> Iterator[Finding]:
    """Words given as a quotation that differ from those of the paper they are taken from."""
    for record in facts.subjects("quotes"):
        for link in facts.out("quotes", record.id):
            source = facts.records.get(link.object)
            changes = [reason for reason in link.reasons if reason.startswith(ALTERED)]
            if source is not None and changes:
                yield Finding(subject=record, why="; ".join(changes), others=[source])


def slipped(facts: Facts) -> Iterator[Finding]:
    """An action whose due date one paper moves later than another, without a word of why."""
    for action in facts.actions:
        moves = [
            f"{old.due} became {new.due} in the paper of {new.on or 'an unknown date'}"
            for old, new in dated(facts.history.get(action.id, ()))
            if moved_later(old, new) and not explained(facts, new)
        ]
        if moves:
            yield Finding(subject=action, why=f"Due {'; '.join(moves)}; no reason is given.")


def _current(facts: Facts, *statuses: str) -> Iterator[Action]:
    """Actions that still count, of these statuses if any are named."""
    for action in facts.actions:
        if action.status != "superseded" and (not statuses or action.status in statuses):
            yield action


def _of_its_own(record: Record | None) -> bool:
    """Whether the authority's own papers tell of an action, so that they owe owner and date."""
    return isinstance(record, Action) and record.voice is None


def _later(facts: Facts, comment: Comment, concern: Concern) -> bool:
    return comment.document != concern.document and facts.date(comment) > facts.date(concern)


def _silence(facts: Facts, concern: Concern, said: Sequence[Comment]) -> tuple[str, str]:
    """What later visits are known and what they hold, in words, and how grave the silence is."""
    paper = facts.documents.get(concern.document)
    since = later_visits(facts.visits, paper) if paper else []
    after = facts.date(concern)[:7]
    unheld = [one.date for one in facts.mentions if one.date > after]
    if not since:
        others = f" Others tell of a visit in {', '.join(unheld)}." if unheld else ""
        return f"No paper of a later visit is held.{others}", "low"
    spoken = {comment.document for comment in said}
    told = [
        f"{visit.date}: "
        + ("only a proposed comment" if visit.ids & spoken else why_silent(visit, concern))
        for visit in since
    ]
    told += [f"{date}: paper not held, known only second hand" for date in unheld]
    return f"Inspectors came back ({'; '.join(sorted(told))}).", "medium"


def dated(history: Sequence[StatusRecord]) -> Iterator[tuple[StatusRecord, StatusRecord]]:
    """Pairs of statements that follow each other, of those that give a due date."""
    dated = [status for status in history if status.due]
    return pairwise(dated)


def moved_later(old: StatusRecord, new: StatusRecord) -> bool:
    """Whether the date moved later; a date that only became more exact did not move."""
    before, now = old.due or "", new.due or ""
    exact = min(len(before), len(now))
    return now[:exact] > before[:exact]


def explained(facts: Facts, new: StatusRecord) -> bool:
    """Whether the paper that moved the date gives a reason beside it."""
    notes = [item.text for _, item in facts.evidence(new.action) if item.document == new.document]
    return any(reasons_in(text) for text in (new.due_printed or "", *notes))


def reasons_in(text: str) -> tuple[str, ...]:
    """Return the codes of the words in *text* by which papers say why a date was moved."""
    return tuple(code for hit in _reasons().find(tokens(text)) for code in hit.codes)


@cache
def _reasons() -> Phrases:
    return Phrases((label, concept.id) for concept in scheme("slips") for label in concept.labels)
