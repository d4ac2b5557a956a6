"""Claims met by later words: called done, or said to work, and inspectors say: not enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.linking.parts import parts_named
from graph.linking.targets import targets_of
from graph.questions.facts import INSPECTORS, Facts
from graph.questions.findings import Finding, likely, told
from graph.records import Action, Comment, Concern, Link, Record


def done_but_contradicted(facts: Facts) -> Iterator[Finding]:
    """An action called done, or said to work, of which a later comment says it is not enough."""
    for action in facts.actions:
        claim = None if action.status == "superseded" else _claim(facts, action)
        if claim is None:
            continue
        answered = _answered(facts, action)
        against = [
            (link, comment)
            for link, comment in facts.remarks(action.id, *answered)
            if link.progress == "insufficient"
            and likely(link)
            and facts.date(comment) > claim.date
            and (link.object == action.id or _same_matter(facts, action, link, comment))
            # What inspectors tell of is no claim on a concern, but what they say of it counts.
            and (link.object == action.id or action.voice is None)
        ]
        if against:
            yield _contradiction(facts, action, claim, against)


def _answered(facts: Facts, action: Action) -> list[str]:
    """Concerns that the action answers: those that inspectors printed, if there are any.

    A heading of the council's own is wider than the concern behind it, and what is said of the
    concern is linked to the concern.
    """
    found = [link.object for link in facts.out("respondsTo", action.id)]
    ends = ((key, facts.records.get(key)) for key in found)
    printed = [key for key, end in ends if isinstance(end, Concern) and facts.printed(end)]
    return printed or found


def _same_matter(facts: Facts, action: Action, link: Link, comment: Comment) -> bool:
    """Tell whether a comment on a concern bears on this action of the many that answer it.

    A concern may hold several matters: a comment on one is not held against an action on another.
    The matters are compared by their themes, without those of the whole. Where the paper itself
    parts the concern into sub-points, the comment must name the action's own matter; elsewhere a
    comment without a theme may speak of any of them.
    """
    top = [link.object, *facts.above(link.object)][-1]
    parted = len(facts.whole(top)) > 1
    whole = set(facts.records[top].themes) if parted else set()
    done, said = set(action.themes) - whole, set(comment.themes) - whole
    same = not done or not done.isdisjoint(said) or not (said or parted)
    return same and _same_part(facts, action, link)


def _same_part(facts: Facts, action: Action, link: Link) -> bool:
    """Tell whether the part of a concern that a comment is about may be the action's own part."""
    named = parts_named(link.reasons)
    concern = facts.records[link.object]
    if not named or not isinstance(concern, Concern):
        return True
    parts = {one.part for one in targets_of([concern]) if one.themes.keys() & set(action.themes)}
    return not parts or not parts.isdisjoint(named)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """That the authority called an action done, or claimed an outcome of it: when, and where."""

    date: str
    said: str
    records: tuple[Record, ...] = ()


def _claim(facts: Facts, action: Action) -> _Claim | None:
    """The first claim that is dated; a claim without a date cannot be followed by anything."""
    claims = [
        _Claim(date=status.on, said=_said(action))
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


def _said(action: Action) -> str:
    if action.voice is None:
        return "the authority called it done"
    if action.voice == "inspector":
        return "inspectors told of it as done"
    return "it was told of as done"


def _contradiction(
    facts: Facts, action: Action, claim: _Claim, against: Sequence[tuple[Link, Comment]]
) -> Finding:
    """Set a claim against what was said later; grave only where nothing rests on proposals."""
    answers = {link.object: link for link in facts.out("respondsTo", action.id)}
    chains = [
        [link, *([answers[link.object]] if link.object in answers else [])] for link, _ in against
    ]
    settled = [
        comment
        for chain, (_, comment) in zip(chains, against, strict=True)
        if all(link.settled for link in chain)
    ]
    spoken = list({comment.id: comment for _, comment in against}.values())
    own = any(comment.voice in INSPECTORS for comment in settled or spoken)
    of_it = any(link.object == action.id for link, _ in against)
    said = "said later" if of_it else "said later of a concern that it answers"
    why = (
        f"On {claim.date} {claim.said}; {said}: {told(facts, against)}."
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
