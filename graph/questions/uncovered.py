"""Weaknesses of later visits that no concern and no action takes up, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.questions.facts import Facts
from graph.questions.findings import Finding, likely, waiting
from graph.records import Action, Comment, Document, Link, Record
from graph.visits import Visit
from ontology.vocabulary import scheme

PLANS = ("committee_report", "partnership_update", "improvement_plan")  # papers that answer
FULL = ("ilacs_report", "sif_report")  # after these, plans answer a new list of concerns
_TAKES_UP = ("commentsOn", "underlies")  # relations by which a comment is taken up


def uncovered_comment(facts: Facts) -> Iterator[Finding]:
    """A paragraph of a later visit with weaknesses that nothing takes up.

    Asked of visits after which a plan is held that could have answered, and of the latest visit;
    where the authority's papers hold no plan at all, there is nothing to be missing in. A full
    inspection sums its weaknesses up in a list of concerns, and ``no_action`` asks about those.
    """
    plans = _plans(facts)
    first = min((facts.date(c) for c in facts.concerns if facts.printed(c)), default="~")
    for visit in facts.visits:
        later = visit.date > first and not _full(visit)
        if later and (held := _plan_held(facts, visit, plans)):
            for paragraph in _paragraphs(facts, visit):
                yield from _untaken(facts, paragraph, f"Said on {visit.date}; {held}")


def _plans(facts: Facts) -> list[Document]:
    """Papers of the authority that hold actions and have a date, by date."""
    stating = {said.document for history in facts.history.values() for said in history}
    held = (facts.documents[key] for key in stating if key in facts.documents)
    dated = [paper for paper in held if paper.kind in PLANS and paper.date]
    return sorted(dated, key=lambda paper: (paper.date, paper.id))


def _plan_held(facts: Facts, visit: Visit, plans: Sequence[Document]) -> str:
    """Say what plan is held that could take up what a visit said; empty if none is to be asked."""
    fresh = min((v.date for v in facts.visits if _full(v) and v.date > visit.date), default="~")
    since = [plan for plan in plans if visit.date < plan.date < fresh]
    if since:
        return f"{_named(since[0])}, held since, does not take it up."
    if visit.date < facts.visits[-1].date:
        return ""
    before = [plan for plan in plans if plan.date <= visit.date]
    return f"the latest plan held is older ({_named(before[-1])})." if before else ""


def _full(visit: Visit) -> bool:
    return any(paper.kind in FULL for paper in visit.documents)


def _named(paper: Document) -> str:
    kind = scheme("kinds").concepts.get(paper.kind)
    return f"{(kind.label if kind else paper.kind).casefold()} of {paper.date}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weakness:
    """A sentence that names a weakness, with the links that take it up or would do so."""

    comment: Comment
    links: Sequence[Link]


def _paragraphs(facts: Facts, visit: Visit) -> Iterator[list[_Weakness]]:
    """The weaknesses that nothing settled takes up, one list for each paragraph."""
    said = [comment for comment in facts.comments if comment.document in visit.ids]
    for paragraph in paragraphs(said):
        weak = [c for c in paragraph if c.voice == "inspector" and c.polarity == "weakness"]
        linked = [_Weakness(comment=comment, links=_links(facts, comment)) for comment in weak]
        yield [one for one in linked if not any(link.settled for link in one.links)]


def _links(facts: Facts, comment: Comment) -> list[Link]:
    links = [link for relation in _TAKES_UP for link in facts.out(relation, comment.id)]
    return [
        link
        for link in links
        if likely(link) and not _told_by_inspectors(facts.records.get(link.object))
    ]


def _told_by_inspectors(record: Record | None) -> bool:
    """Whether this is an action that no paper of the authority tells of: it takes nothing up."""
    return isinstance(record, Action) and record.voice is not None


def paragraphs(said: Iterable[Comment]) -> Iterator[list[Comment]]:
    """Part comments, given in order, into paragraphs.

    Sentences share one where nothing but a space lies between them, or where the paper prints the
    same number for both.
    """
    paragraph: list[Comment] = []
    for comment in said:
        if paragraph and not _together(paragraph[-1], comment):
            yield paragraph
            paragraph = []
        paragraph.append(comment)
    if paragraph:
        yield paragraph


def _together(one: Comment, other: Comment) -> bool:
    if one.document != other.document:
        return False
    numbered = one.quote.paragraph is not None and one.section == other.section
    return other.quote.start - one.quote.end <= 1 or (
        numbered and one.quote.paragraph == other.quote.paragraph
    )


def _untaken(facts: Facts, paragraph: Sequence[_Weakness], why: str) -> Iterator[Finding]:
    """Find one gap for a paragraph: first the sentences that nothing even proposes to take up."""
    if not paragraph:
        return
    bare = [one for one in paragraph if not one.links]
    ranked = bare + [one for one in paragraph if one.links]
    if len(ranked) > 1:
        others = len(ranked) - 1
        why += f" {others} more of this paragraph likewise."
    links = [] if bare else [link for one in paragraph for link in one.links]
    yield Finding(
        subject=ranked[0].comment,
        why=why + waiting(links),
        others=[one.comment for one in ranked[1:]],
        proposed=links,
    )
