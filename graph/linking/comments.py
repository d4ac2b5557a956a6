"""Which comments count as later words on a concern or an action, and what they say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from graph.linking.calibration import BASIS, right
from graph.linking.candidates import matches
from graph.linking.case import Case
from graph.linking.heard import Heard
from graph.linking.links import proposed
from graph.linking.progress import progress
from graph.linking.references import looks_back, names_later_visit
from graph.linking.score import Match
from graph.linking.targets import targets_of
from graph.linking.terms import stems
from graph.linking.timeline import same_paper
from graph.linking.weighing import Beside
from graph.records import Comment, Concern, Link

# Strength from which on matches are weighed beside each other, and how often one must be right.
LEVEL_ON_CONCERNS = 0.17
_LEAST = 0.12
_ON_ACTIONS = 0.45
_BASIS = 0.36
# How many proposals a person is asked to read: on one action from one paper, for one concern.
_PER_ACTION = 2
_PER_BASIS, _PER_STRONG_BASIS = 8, 16
# Strength from which on nearly all findings of the same report were what a concern rests on.
_STRONG_BASIS = 0.5
# How rare in this field what a comment shares with an action must be.
_PARTICULAR = 0.5
# What share of the best score on a matter another sentence of the same paper must reach.
_BESIDE_BEST = 0.33
_FAULTS = ("weakness", "mixed")


def on_concerns(case: Case, spoken: Sequence[Heard[Comment]]) -> Iterator[Link]:
    """Yield proposals that a comment speaks of an earlier paper's concern, with its progress.

    *spoken* are the comments that count (see ``eligible``).
    """
    if not spoken:
        return
    sentences = Counter(heard.said.record.document for heard in spoken)
    found = matches(spoken, case.targets, case.times.bearing, level=LEVEL_ON_CONCERNS)
    likely = Beside(found, sentences).weighed(_beside_best(found), _LEAST)
    for one in _most_specific(likely):
        yield _link(one, "commentsOn", case.authority)


def on_actions(
    case: Case, spoken: Sequence[Heard[Comment]], links: Sequence[Link]
) -> Iterator[Link]:
    """Yield proposals that a comment speaks of what an action of an earlier paper was to do.

    An action is known by the concern it answers: a comment speaks of the action only if it speaks
    of that concern too. *links* are those made so far between comments, actions and concerns.
    """
    answered, commented = _answered(links), _commented(case, links)
    if not any(heard.said.record.id in commented for heard in spoken):
        return
    targets = targets_of(case.held.actions, first=case.held.first, names=stems(case.authority))

    def may(comment: str, action: str) -> bool:
        return not commented[comment].isdisjoint(answered[action])

    said = [heard for heard in spoken if heard.said.record.id in commented]
    found = matches(said, targets, case.times.bearing, level=_ON_ACTIONS, may=may)
    particular = [one for one in found if one.telling >= _PARTICULAR]
    for one in _best(particular, _PER_ACTION, by=lambda one: one.said.record.document):
        yield _link(one, "commentsOn", case.authority)


def _answered(links: Iterable[Link]) -> dict[str, set[str]]:
    """Concerns by action: those that its paper states, where it states any, else the proposed."""
    answers = [link for link in links if link.relation == "respondsTo"]
    told = {link.subject for link in answers if link.basis == "stated"}
    found: dict[str, set[str]] = defaultdict(set)
    for link in answers:
        if link.basis == "stated" or link.subject not in told:
            found[link.subject].add(link.object)
    return found


def _commented(case: Case, links: Iterable[Link]) -> dict[str, set[str]]:
    """Concerns by comment, with the concern of which one is a sub-point."""
    parents = {concern.id: concern.parent for concern in case.held.concerns if concern.parent}
    found: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.relation == "commentsOn":
            found[link.subject] |= {link.object, parents.get(link.object, link.object)}
    return found


def basis(case: Case) -> Iterator[Link]:
    """Yield proposals that a finding of the same report is what a printed concern rests on."""
    concerns = [concern for concern in case.held.printed if not concern.addressed_to]
    faults = [
        case.held.heard(said)
        for document in dict.fromkeys(concern.document for concern in concerns)
        if any(map(_is_fault, case.held.comments_in(document)))
        for said in case.held.said_in(document)
        if _is_fault(said.record)
    ]
    if not faults:
        return
    found = matches(
        faults, targets_of(concerns, names=stems(case.authority)), same_paper, level=_BASIS
    )
    # Who only stands beside it in a paragraph may be about anything.
    own = [one for one in found if one.telling]
    strong = (one for one in own if one.score >= _STRONG_BASIS)
    kept = (*_best(own, _PER_BASIS), *_best(strong, _PER_STRONG_BASIS))
    for one in {(one.said.record.id, one.target.record.id): one for one in kept}.values():
        yield _link(replace(one, likely=right(one.score, BASIS)), "underlies", case.authority)


def _is_fault(comment: Comment) -> bool:
    return comment.polarity in _FAULTS and comment.voice == "inspector"


def eligible(case: Case) -> list[Heard[Comment]]:
    """Return the comments that judge how things are, in their context.

    Left out: what no concern came before; what judges nothing; what prints another's words; what
    only tells what was found before; and a finding that a council's paper passes on, unless it, or
    a sentence before it under the same heading, names the visit: else it tells again what the
    paper answers.
    """
    if not case.speaking:
        return []
    kept = []
    anchored: tuple[str, str | None] | None = None
    for said in case.held.spoken:
        comment = said.record
        place = (comment.document, comment.section)
        if comment.voice != "inspector" and names_later_visit(comment.text):
            anchored = place
        again = comment.voice == "reported_by_authority" and anchored != place
        if comment.polarity == "context" or again or comment.document not in case.speaking:
            continue
        if looks_back(comment.text):
            continue
        if comment.id not in case.quoting:
            kept.append(case.held.heard(said))
    return kept


def _best(
    found: Iterable[Match[Comment]],
    most: int,
    *,
    by: Callable[[Match[Comment]], str] = lambda _: "",
) -> Iterator[Match[Comment]]:
    """Yield, for each record spoken of, the *most* best matches of each group *by*."""
    groups: dict[tuple[str, str], list[Match[Comment]]] = defaultdict(list)
    for one in found:
        groups[one.target.record.id, by(one)].append(one)
    for group in groups.values():
        yield from sorted(group, key=lambda one: (-one.score, one.said.record.id))[:most]


def _beside_best(found: Sequence[Match[Comment]]) -> Iterator[Match[Comment]]:
    """Yield matches, but not the far weaker ones beside the best of the same paper on a matter.

    Where a paper speaks of a matter outright, what only borders on it there is about another.
    """
    best: dict[tuple[str, str | None, str], float] = defaultdict(float)
    for one in found:
        best[_matter(one)] = max(best[_matter(one)], one.score)
    for one in found:
        if one.score >= _BESIDE_BEST * best[_matter(one)]:
            yield one


def _matter(one: Match[Comment]) -> tuple[str, str | None, str]:
    return one.target.record.id, one.target.part, one.said.record.document


def _most_specific(matched: Iterable[Match[Comment]]) -> Iterator[Match[Comment]]:
    """Yield matches, but not with a parent whose sub-point the same comment speaks of."""
    found = list(matched)
    narrower = {
        (one.said.record.id, one.target.record.parent)
        for one in found
        if isinstance(one.target.record, Concern)
    }
    for one in found:
        if (one.said.record.id, one.target.record.id) not in narrower:
            yield one


def _link(one: Match[Comment], relation: str, authority: str) -> Link:
    comment = one.said.record
    return proposed(
        comment.id,
        relation,
        one.target.record.id,
        authority=authority,
        score=one.right,
        reasons=one.reasons,
        progress=progress(comment) if relation == "commentsOn" else None,
    )
