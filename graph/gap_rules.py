"""The rules by which something is missing or contradicted: one function each, see GAPS.

A rule takes facts and yields what it finds; it knows no store. Links that only propose never
close a gap: they are handed on, so that the gap can say that they wait for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from graph.facts import INSPECTORS, Facts
from graph.records import Action, Comment, Concern, Link, Record, StatusRecord
from graph.visits import later_visits, why_silent
from ontology.phrases import Phrases, tokens
from ontology.vocabulary import scheme

_SHOWN = 3  # how many comments a gap repeats in its reason; its quotes hold all of them
ALTERED = "altered"  # how the reason of a quotes link begins where the words differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule saw at one record; ``severity`` where it differs from the rule's."""

    subject: Record
    why: str
    others: Sequence[Record] = ()
    proposed: Sequence[Link] = ()
    severity: str | None = None


def no_action(facts: Facts) -> Iterator[Finding]:
    """A concern that no action answers; what answers the whole answers its sub-points too."""
    for concern in facts.concerns:
        if facts.own(concern):
            family = (*facts.whole(concern.id), *facts.above(concern.id))
            yield from _open(
                concern, facts.into("respondsTo", *family), "No action held answers it."
            )


def no_owner(facts: Facts) -> Iterator[Finding]:
    """An action for which no person, post or body is named."""
    for action in _current(facts):
        if not action.owners:
            yield Finding(subject=action, why="The paper names nobody who is to do it.")


def no_due_date(facts: Facts) -> Iterator[Finding]:
    """An action still to be done without a date by which."""
    for action in _current(facts, "planned", "under_way"):
        if not action.due:
            printed = f" It prints “{action.due_printed}”." if action.due_printed else ""
            yield Finding(subject=action, why=f"The paper gives no date by which.{printed}")


def no_evidence(facts: Facts) -> Iterator[Finding]:
    """An action under way or done for which nothing is offered to show it."""
    for action in _current(facts, "under_way", "done"):
        links = facts.out("evidencedBy", action.id)
        yield from _open(
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
    for concern in facts.concerns:
        links = facts.into("respondsTo", *facts.whole(concern.id))
        answers = [facts.records.get(link.subject) for link in links if link.settled]
        held = [action for action in answers if isinstance(action, Action)]
        if facts.own(concern) and held and all(action.status == "planned" for action in held):
            why = f"Of {len(held)} that answer it, none has begun."
            yield Finding(subject=concern, why=why, others=held)


def claimed_without_evidence(facts: Facts) -> Iterator[Finding]:
    """An action called done that neither evidence at hand nor an inspector bears out."""
    for action in _current(facts, "done"):
        offered = [(k, e) for k, e in facts.evidence(action.id) if e.status == "available"]
        borne_out = [
            (link, comment)
            for link, comment in facts.remarks(action.id)
            if comment.voice in INSPECTORS and link.progress in ("resolved", "improved")
        ]
        links = [link for link, _ in (*offered, *borne_out)]
        yield from _open(action, links, "It is called done, and nothing at hand bears that out.")


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
        for found in _open(concern, links, why):
            yield found if found.proposed else replace(found, severity=severity)


def done_but_contradicted(facts: Facts) -> Iterator[Finding]:
    """An action called done, or said to work, of which a later comment says it is not enough."""
    for action in facts.actions:
        claim = _claim(facts, action)
        if claim is None:
            continue
        answered = [link.object for link in facts.out("respondsTo", action.id)]
        against = [
            (link, comment)
            for link, comment in facts.remarks(action.id, *answered)
            if link.progress == "insufficient" and facts.date(comment) > claim.date
        ]
        if against:
            yield _contradiction(facts, action, claim, against)


def recurring(facts: Facts) -> Iterator[Finding]:
    """A concern that inspectors had raised before."""
    for concern in facts.concerns:
        links = facts.out("recursFrom", concern.id)
        earlier = [facts.records[link.object] for link in links if link.object in facts.records]
        if earlier:
            dates = ", ".join(sorted({facts.date(record) for record in earlier}))
            yield Finding(
                subject=concern,
                why=f"Raised on {facts.date(concern)}, and before on {dates}.",
                others=earlier,
                proposed=() if any(k.settled for k in links) else links,
            )


def uncovered_comment(facts: Facts) -> Iterator[Finding]:
    """A weakness named after a plan was made, and that no concern or action takes up."""
    planned = min((d for d in map(facts.date, facts.actions) if d), default=None)
    for comment in facts.comments:
        paper = facts.documents.get(comment.document)
        if paper is None or paper.inspection is None or planned is None or paper.date <= planned:
            continue
        if comment.voice == "inspector" and comment.polarity == "weakness":
            links = facts.out("commentsOn", comment.id) + facts.out("underlies", comment.id)
            why = f"Said on {paper.date}, after the first plan held ({planned}); not taken up."
            yield from _open(comment, links, why)


def quote_altered(facts: Facts) -> Iterator[Finding]:
    """Words given as a quotation that differ from those of the paper they are taken from."""
    for record in facts.of(Record):
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
            for old, new in _dated(facts.history.get(action.id, ()))
            if _moved(old, new) and not _explained(facts, new)
        ]
        if moves:
            yield Finding(subject=action, why=f"Due {'; '.join(moves)}; no reason is given.")


def _open(subject: Record, links: Sequence[Link], why: str) -> Iterator[Finding]:
    """Find a gap at *subject* unless a settled link closes it."""
    if any(link.settled for link in links):
        return
    if links:
        what = "1 proposed link" if len(links) == 1 else f"{len(links)} proposed links"
        why += f" Only {what} would close it, and nobody has confirmed any."
    yield Finding(subject=subject, why=why, proposed=links)


def _current(facts: Facts, *statuses: str) -> Iterator[Action]:
    """Actions that still count, of these statuses if any are named."""
    for action in facts.actions:
        if action.status != "superseded" and (not statuses or action.status in statuses):
            yield action


def _later(facts: Facts, comment: Comment, concern: Concern) -> bool:
    return comment.document != concern.document and facts.date(comment) > facts.date(concern)


def _silence(facts: Facts, concern: Concern, said: Sequence[Comment]) -> tuple[str, str]:
    """What later visits are known and what they hold, in words, and how grave the silence is."""
    paper = facts.documents.get(concern.document)
    since = later_visits(facts.visits, paper) if paper else []
    if not since:
        return "No paper of a later visit is held.", "low"
    spoken = {comment.document for comment in said}
    told = [
        f"{visit.date}: "
        + ("only a proposed comment" if visit.ids & spoken else why_silent(visit, concern))
        for visit in since
    ]
    return f"Inspectors came back ({'; '.join(told)}).", "medium"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """That the authority called an action done, or claimed an outcome of it: when, and where."""

    date: str
    said: str
    records: tuple[Record, ...] = ()


def _claim(facts: Facts, action: Action) -> _Claim | None:
    """The first claim that is dated; a claim without a date cannot be followed by anything."""
    claims = [
        _Claim(date=status.on, said="the authority called it done")
        for status in facts.history.get(action.id, ())
        if status.status == "done" and status.on
    ]
    claims += [
        _Claim(
            date=facts.date(item), said="the authority claimed an outcome of it", records=(item,)
        )
        for _, item in facts.evidence(action.id)
        if "claimed" in (item.status, item.kind.split("_")[0]) and facts.date(item)
    ]
    return min(claims, key=lambda claim: claim.date, default=None)


def _contradiction(
    facts: Facts, action: Action, claim: _Claim, against: Sequence[tuple[Link, Comment]]
) -> Finding:
    """Set a claim against what was said later; grave only where nothing rests on proposals."""
    answers = {link.object: link for link in facts.out("respondsTo", action.id)}
    chains = [
        [link, *([answers[link.object]] if link.object in answers else [])] for link, _ in against
    ]
    settled = any(all(link.settled for link in chain) for chain in chains)
    spoken = list({comment.id: comment for _, comment in against}.values())
    own = any(comment.voice in INSPECTORS for comment in spoken)
    why = (
        f"On {claim.date} {claim.said}; said later: {_told(facts, against)}."
        + ("" if own else " These are not inspectors' own words, but what others report of them.")
        + ("" if settled else " This rests on links that nobody has confirmed.")
    )
    waiting = [] if settled else [k for chain in chains for k in chain if not k.settled]
    return Finding(
        subject=action,
        why=why,
        others=(*claim.records, *spoken),
        proposed=list({link.id: link for link in waiting}.values()),
        severity="high" if settled and own else "medium",
    )


def _told(facts: Facts, against: Sequence[tuple[Link, Comment]]) -> str:
    """The comments that speak most surely of it, by date, and how many more there are."""
    best: dict[str, Comment] = {}
    for _, comment in sorted(against, key=lambda k: (not k[0].settled, -(k[0].score or 0.0))):
        best.setdefault(comment.id, comment)
    shown = sorted(list(best.values())[:_SHOWN], key=facts.place)
    told = "; ".join(f"“{comment.text}” ({facts.date(comment)})" for comment in shown)
    return told if len(best) <= _SHOWN else f"{told}; and {len(best) - _SHOWN} more"


def _dated(history: Sequence[StatusRecord]) -> Iterator[tuple[StatusRecord, StatusRecord]]:
    """Pairs of statements that follow each other, of those that give a due date."""
    dated = [status for status in history if status.due]
    return pairwise(dated)


def _moved(old: StatusRecord, new: StatusRecord) -> bool:
    """Whether the date moved later; a date that only became more exact did not move."""
    before, now = old.due or "", new.due or ""
    exact = min(len(before), len(now))
    return now[:exact] > before[:exact]


def _explained(facts: Facts, new: StatusRecord) -> bool:
    """Whether the paper that moved the date gives a reason beside it."""
    notes = [item.text for _, item in facts.evidence(new.action) if item.document == new.document]
    printed = (new.due_printed or "", *notes)
    return any(True for text in printed for _ in _reasons().find(tokens(text)))


@cache
def _reasons() -> Phrases:
    return Phrases((label, concept.id) for concept in scheme("slips") for label in concept.labels)
