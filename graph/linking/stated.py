"""Links that the papers themselves state: by heading, printed reference, offer or quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ids import fold
from graph.linking.case import Case
from graph.linking.held import Held
from graph.linking.links import proposed, stated
from graph.records import Action, Concern, Link

_NUMBER = re.compile(
    r"(?P<word>recommendation|rec|area|priority|action|concern|afi|item|no|number|paragraph|para|¶)?"
    r"[\s.:#]*(?P<number>\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)
_PARAGRAPH = ("paragraph", "para", "¶")


def restates(case: Case) -> Iterator[Link]:
    """Yield a link from each heading to the printed concern that it repeats."""
    authority = case.authority
    for one in case.repeated:
        ends = (one.heading.id, "restates", one.concern.id)
        if one.stated:
            reason = "the heading prints the same words"
            yield stated(
                *ends, authority=authority, document=one.heading.document, reasons=(reason,)
            )
        else:
            reason = f"the heading prints nearly the same words ({one.alike:.0f} of 100 alike)"
            yield proposed(*ends, authority=authority, score=one.alike / 100, reasons=(reason,))


def responds(case: Case) -> Iterator[Link]:
    """Yield a link from each action to the concern over it, what that restates, what it cites."""
    original = {one.heading.id: one for one in case.repeated}
    authority = case.authority
    for action in case.held.actions:
        if action.under:
            yield _under(action, action.under, authority, "stands under this heading")
            one = original.get(action.under)
            if one and one.stated:
                reason = "stands under a heading that prints this concern"
                yield _under(action, one.concern.id, authority, reason)
            elif one:
                yield proposed(
                    action.id,
                    "respondsTo",
                    one.concern.id,
                    authority=authority,
                    score=one.alike / 100,
                    reasons=("stands under a heading that prints nearly the same words",),
                )
        yield from _cited(case.held, action, authority)


def evidenced(case: Case) -> Iterator[Link]:
    """Yield a link from each action to the evidence that its paper offers for it."""
    actions = {action.id for action in case.held.actions}
    for evidence in case.held.evidence:
        for action in evidence.supports:
            if action in actions:
                yield stated(
                    action,
                    "evidencedBy",
                    evidence.id,
                    authority=case.authority,
                    document=evidence.document,
                    reasons=("the paper offers it for this action",),
                )


def quotes(case: Case) -> Iterator[Link]:
    """Yield a link from each sentence to the sentence of inspectors whose words it prints."""
    for one in case.printed:
        yield stated(
            one.quoting.id,
            "quotes",
            one.source.id,
            authority=case.authority,
            document=one.quoting.document,
            reasons=one.reasons,
        )


def _under(action: Action, concern: str, authority: str, reason: str) -> Link:
    return stated(
        action.id,
        "respondsTo",
        concern,
        authority=authority,
        document=action.document,
        reasons=(reason,),
    )


def _cited(held: Held, action: Action, authority: str) -> Iterator[Link]:
    for cited in action.cites:
        for concern in _named_by(held, action, cited):
            yield _under(action, concern.id, authority, f"cites '{cited}'")


def _named_by(held: Held, action: Action, cited: str) -> Iterator[Concern]:
    """Yield concerns of the latest inspection before the action's paper that *cited* names."""
    day = held.papers[action.document].date
    known = [c for c in held.printed if not day or held.papers[c.document].date <= day]
    for match in _NUMBER.finditer(fold(cited)):
        number, paragraph = match["number"], match["word"] in _PARAGRAPH
        fitting = [c for c in known if (c.quote.paragraph if paragraph else c.number) == number]
        yield from (c for c in fitting if c.document == fitting[-1].document)
