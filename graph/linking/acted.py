"""Actions that inspectors or news tell of: what they answer, and what is said of them at once.

Such an action stands in a sentence, and that sentence speaks of a concern, perhaps judges the
action, and is perhaps followed by one that does: "The introduction of two officers has brought
oversight." "This is not yet embedded." In a council's own paper it is the finding passed on
behind an action that judges it. All of this is proposed and never a fact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from graph.linking.candidates import matches
from graph.linking.case import Case
from graph.linking.heard import hear
from graph.linking.links import proposed
from graph.linking.progress import progress
from graph.linking.references import names_later_visit
from graph.linking.spoken import Spoken
from graph.linking.targets import targets_of
from graph.linking.terms import stems
from graph.linking.timeline import same_paper
from graph.linking.told import Sentences
from graph.records import Action, Comment, Link
from ontology.vocabulary import scheme

# Words by which an action says that it answers what the same paper found.
_ANSWERS_HERE = re.compile(
    r"\b(?:in response to (?:these|this|the|inspectors|our)\b|inspectors[’'] concerns"
    r"|(?:these|this) (?:deficienc|weakness|concern|shortfall|issue|gap|problem|deficit)\w*"
    r"|(?:raised|identified|highlighted) (?:by inspectors|during th))",
    re.IGNORECASE,
)
# Openings that point at what was just told to have been done: not "this lack of capacity".
_POINTS_AT_IT = re.compile(
    r"(?:(?:however|but|also|although|while|already|for example|in addition|consequently),?\s+)?"
    r"(?:(?:this|these|such|it)\s+(?:(?:also|now|already|still|is|are|has|have|was|were|will|can|led"
    r"|made)\b|(?:mean|enable|help|ensure|provide|allow|lead|support|give|make|include|reduce|improve"
    r"|strengthen|result|reflect|remain|build|bring|offer|appear|need)(?:s|d|ed)?\b)"
    r"|the impact of (?:this|these)\b|as a result\b"
    r"|early (?:signs|indications|evidence|impact)\b)",
    re.IGNORECASE,
)
_POINTS_BACK = "points back at the action told before it"
_IN_OTHER_WORDS = 5  # words that a sentence must say beside the action to say something of it
# How often readers found such links right (docs/linking.md).
_SAME_SENTENCE, _NEXT_SENTENCE = 0.8, 0.85
_OF_ITS_SENTENCE = 0.9  # what an action keeps of the score of its sentence
_SURE = 0.45  # score of a sentence's link from which on what it tells counts too
_NEARLY = 0.8  # of the best score, from which on another is no worse
_HERE = 0.33
_PASSED_ON = 0.4


def answers(case: Case, spoken: Sequence[Link]) -> Iterator[Link]:
    """Yield proposals that an action told answers the concern that its sentence speaks of.

    *spoken* are proposals that comments speak of concerns. A printed quotation speaks of what its
    source speaks of. Where the sentence says that it answers what was found here, concerns of the
    same paper count too.
    """
    of: dict[str, list[Link]] = defaultdict(list)
    for link in spoken:
        of[link.subject].append(link)
    sources = {one.quoting.id: one.source.id for one in case.printed}
    told = _told(case)
    for action, sentence in told:
        key = sentence.record.id
        for link in _surest((*of[key], *of[sources.get(key, "")])):
            yield proposed(
                action.id,
                "respondsTo",
                link.object,
                authority=case.authority,
                score=_OF_ITS_SENTENCE * (link.score or 0.0),
                reasons=("the sentence that tells of it speaks of this concern", *link.reasons),
            )
    yield from _answering_here(case, told)


def _surest(links: Sequence[Link]) -> list[Link]:
    """Of the links of one sentence those nearly as sure as the surest: the rest is beside it."""
    best = max((link.score or 0.0 for link in links), default=0.0)
    return [link for link in links if (link.score or 0.0) >= max(_SURE, _NEARLY * best)]


def _answering_here(case: Case, told: Iterable[tuple[Action, Spoken[Comment]]]) -> Iterator[Link]:
    here = {action.id for action, said in told if _ANSWERS_HERE.search(said.record.text)}
    papers = {action.document for action, _ in told if action.id in here}
    heard = [hear(said) for said in case.held.told(papers) if said.record.id in here]
    for one in matches(heard, case.targets, same_paper, level=_HERE) if heard else ():
        yield proposed(
            one.said.record.id,
            "respondsTo",
            one.target.record.id,
            authority=case.authority,
            score=one.right,
            reasons=("says that it answers what was found here", *one.reasons),
        )


def judged(case: Case) -> Iterator[Link]:
    """Yield proposals that a sentence judges the action told in it or just before it."""
    for document in sorted({action.document for action in case.held.actions if action.voice}):
        spoken = case.held.said_in(document)
        said = [one.record for one in spoken]
        places, paragraphs = Sentences(spoken), _Paragraphs(case, document)
        for action in case.held.actions:
            if action.document == document and (place := places.at(action)) >= 0 and action.voice:
                yield from _judging(case, action, said, place, paragraphs)


def _judging(
    case: Case, action: Action, said: Sequence[Comment], place: int, paragraphs: _Paragraphs
) -> Iterator[Link]:
    here = said[place]
    if _says_more(here, action):
        yield _on(case, here, action, _SAME_SENTENCE, "tells of it and judges it")
    for after in said[place + 1 :]:
        points = _POINTS_AT_IT.match(after.text) or _names_it().search(after.text)
        if not points or not paragraphs.same(here, after):
            return
        if after.polarity != "context":
            yield _on(case, after, action, _NEXT_SENTENCE, _POINTS_BACK)


def _says_more(comment: Comment, action: Action) -> bool:
    beside = len(comment.text.split()) - len(action.text.split())
    return comment.polarity != "context" and beside >= _IN_OTHER_WORDS


def passed_on(case: Case) -> Iterator[Link]:
    """Yield proposals that a finding passed on in a council's paper judges an action told in it.

    The finding names a later visit, or follows one that does, and stands behind the action in its
    paragraph or under the same heading.
    """
    for document in sorted({action.document for action in case.held.actions if not action.voice}):
        ids = {comment.id for comment in _findings(case.held.comments_in(document))}
        if ids:
            findings = [one for one in case.held.said_in(document) if one.record.id in ids]
            yield from _on_own_actions(case, document, findings)


def _findings(said: Iterable[Comment]) -> Iterator[Comment]:
    """Findings of a visit later than what the paper answers; the heading ends what one names."""
    named: str | None = None
    for comment in said:
        if comment.voice != "reported_by_authority":
            continue
        if names_later_visit(comment.text):
            named = comment.section
        if comment.polarity != "context" and named == comment.section:
            yield comment


def _on_own_actions(
    case: Case, document: str, findings: Sequence[Spoken[Comment]]
) -> Iterator[Link]:
    paragraphs = _Paragraphs(case, document)
    headings = {concern.id: concern.text for concern in case.held.headings}
    actions = [one for one in case.held.actions if one.document == document and not one.voice]
    reach: set[tuple[str, str]] = set()
    for said in findings:
        comment = said.record
        before = [one for one in actions if one.quote.end <= comment.quote.start]
        near = [one for one in before if paragraphs.same(one, comment)]
        if near and _names_it().search(comment.text):
            yield _on(case, comment, near[-1], _NEXT_SENTENCE, _POINTS_BACK)
        under = [one for one in before if one.under and headings.get(one.under) == comment.section]
        reach |= {(comment.id, one.id) for one in (*near, *under)}
    targets = targets_of(actions, first=case.held.first, names=stems(case.authority))
    heard = [case.held.heard(said) for said in findings]
    found = matches(heard, targets, same_paper, level=_PASSED_ON, may=lambda *pair: pair in reach)
    for one in found:
        if isinstance(one.target.record, Action):
            yield _on(case, one.said.record, one.target.record, one.right, *one.reasons)


@cache
def _names_it() -> re.Pattern[str]:
    """These arrangements, the new team: what was just told, named again."""
    nouns = "|".join(sorted(scheme("deeds")["pointing"].hidden, key=len, reverse=True))
    return re.compile(rf"\b(?:this|these|such|the new|the revised) (?:{nouns})\b", re.IGNORECASE)


class _Paragraphs:
    """Which records of one paper stand in the same block."""

    def __init__(self, case: Case, document: str) -> None:
        passages = case.held.passages(document)
        self._starts = sorted(passage.quote.start for passage in passages)

    def same(self, one: Comment | Action, other: Comment | Action) -> bool:
        """Tell whether both begin in one block."""
        return self._of(one) == self._of(other)

    def _of(self, record: Comment | Action) -> int:
        return bisect_right(self._starts, record.quote.start)


def _told(case: Case) -> list[tuple[Action, Spoken[Comment]]]:
    """Actions that a comment tells of, each with that comment."""
    sentences = {
        document: Sentences(case.held.said_in(document))
        for document in {action.document for action in case.held.actions if action.voice}
    }
    pairs = (
        (action, sentences[action.document].of(action))
        for action in case.held.actions
        if action.voice
    )
    return [(action, said) for action, said in pairs if said is not None]


def _on(case: Case, comment: Comment, action: Action, score: float, *reasons: str) -> Link:
    return proposed(
        comment.id,
        "commentsOn",
        action.id,
        authority=case.authority,
        score=score,
        reasons=reasons,
        progress=progress(comment),
    )
