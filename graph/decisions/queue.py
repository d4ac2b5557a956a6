"""The links that wait for a person, ordered by what a decision about each would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.questions.facts import INSPECTORS, Facts, facts_of
from graph.questions.findings import cut
from graph.questions.gaps import Gap, find_gaps
from graph.records import Action, Comment, Concern, Link
from graph.store.base import View
from ontology.vocabulary import scheme

# What a change weighs: a claim contradicted by one link, then by several, then all other gaps.
_ALONE, _TOGETHER, _GAP, NOTHING = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one gap when a link is decided about.

    Attributes:
        decision: the decision that brings it: confirmed or rejected.
        effect: closes, opens, shortens (one sentence of several is taken up), makes_certain, or
            bears_on (makes certain together with one link more).
        rule: name of the gap's rule.
        subject: id of the record that the gap is about.
        text: the same in a sentence.
        rank: how much it weighs, the gravest 0.
    """

    decision: str
    effect: str
    rule: str
    subject: str
    text: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A proposed link and what a decision about it would change, the gravest first."""

    link: Link
    changes: tuple[Change, ...]

    @property
    def rank(self) -> int:
        """How much a decision would change: that of the gravest change, or NOTHING."""
        return self.changes[0].rank if self.changes else NOTHING


def queue(
    view: View, *, authority: str | None = None, relation: str | None = None, today: str
) -> list[Waiting]:
    """Return the proposed links: by what a decision would change, then the likeliest first.

    A contradiction that one link makes certain comes first, then one that needs another link as
    well, then every link that opens or closes a gap, then those that do neither.

    Args:
        view: the store.
        authority: of whom; everybody if not given.
        relation: name of a relation; all of them if not given.
        today: the day for which gaps are asked, ISO.
    """
    names = view.authorities() if authority is None else [authority]
    found = (one for name in names for one in waiting(facts_of(view, name, today=today)))
    return in_order(one for one in found if relation in (None, one.link.relation))


def in_order(found: Iterable[Waiting]) -> list[Waiting]:
    """Return them by what a decision would change, then the likeliest first."""
    return sorted(found, key=lambda one: (one.rank, -(one.link.score or 0.0), one.link.id))


def waiting(facts: Facts, *, gaps: Iterable[Gap] | None = None) -> Iterator[Waiting]:
    """Tell of each proposed link in *facts* what a decision about it would change.

    Args:
        facts: of one authority.
        gaps: all that are in *facts*, where they are known already.
    """
    resting: defaultdict[str, list[Gap]] = defaultdict(list)
    for gap in find_gaps(facts) if gaps is None else gaps:
        for key in gap.proposed:
            resting[key].append(gap)
    for link in facts.links:
        if link.state == "proposed":
            changes = [_confirmed(facts, link, gap) for gap in resting[link.id]]
            changes += [*_planned(facts, link), *_restated(facts, link)]
            changes.sort(key=lambda change: (change.rank, change.rule, change.subject))
            yield Waiting(link=link, changes=tuple(changes))


def _confirmed(facts: Facts, link: Link, gap: Gap) -> Change:
    """What confirming does to a gap that rests on this proposal or waits for it."""
    if gap.rule == "done_but_contradicted":
        return _contradiction(facts, link, gap)
    if gap.rule == "recurring":
        return _change(facts, gap, "makes_certain", "makes certain")
    if gap.rule == "uncovered_comment" and len(gap.quotes) > 1:
        return _change(facts, gap, "shortens", "takes a sentence out of")
    return _change(facts, gap, "closes", "closes")


def _contradiction(facts: Facts, link: Link, gap: Gap) -> Change:
    """A contradiction is certain once a whole chain from claim to comment is settled."""
    said = facts.records.get(link.subject)
    second_hand = isinstance(said, Comment) and said.voice not in INSPECTORS
    if not _alone(facts, link, gap):
        words, effect, rank = "with one link more makes certain", "bears_on", _TOGETHER
    elif second_hand:
        words, effect, rank = "makes certain, by others' words only,", "makes_certain", _GAP
    else:
        words, effect, rank = "makes certain", "makes_certain", _ALONE
    return _change(facts, gap, effect, words, rank=rank)


def _alone(facts: Facts, link: Link, gap: Gap) -> bool:
    """Whether everything else between the claim and a comment against it is settled."""
    if link.relation == "commentsOn":
        answers = [k for k in facts.out("respondsTo", gap.subject) if k.object == link.object]
        return link.object == gap.subject or any(k.settled for k in answers)
    return any(
        other.settled and other.progress == "insufficient" and comment.quote in gap.quotes
        for other, comment in facts.remarks(link.object)
    )


def _planned(facts: Facts, link: Link) -> Iterator[Change]:
    """Confirming the first answer to a concern opens a gap where that answer is only planned."""
    action, concern = facts.records.get(link.subject), facts.records.get(link.object)
    if link.relation != "respondsTo" or not isinstance(action, Action) or concern is None:
        return
    for key in (concern.id, *facts.above(concern.id)):
        one = facts.records.get(key)
        answers = facts.into("respondsTo", *facts.whole(key))
        first = action.status == "planned" and not any(k.settled for k in answers)
        if first and isinstance(one, Concern) and facts.own(one):
            yield _told(facts, "planned_only", key, "opens", "Confirming it opens")


def _restated(facts: Facts, link: Link) -> Iterator[Change]:
    """Rejecting that a concern only repeats another makes it one that must be answered."""
    if link.relation == "restates" and len(facts.out("restates", link.subject)) == 1:
        words = "Rejecting it makes this a concern of its own, and may open"
        yield _told(facts, "no_action", link.subject, "opens", words, decision="rejected")


def _change(facts: Facts, gap: Gap, effect: str, verb: str, *, rank: int = _GAP) -> Change:
    return _told(facts, gap.rule, gap.subject, effect, f"Confirming it {verb}", rank=rank)


def _told(
    facts: Facts,
    rule: str,
    subject: str,
    effect: str,
    opening: str,
    *,
    rank: int = _GAP,
    decision: str = "confirmed",
) -> Change:
    about = f"the gap “{scheme('gap_rules')[rule].label}” about"
    return Change(
        decision=decision,
        effect=effect,
        rule=rule,
        subject=subject,
        text=f"{opening} {about} “{cut(facts.records[subject].text)}”.",
        rank=rank,
    )
