"""Links that the papers themselves state: by heading, printed reference, offer or quotation."""

from __future__ import annotations

from collections.abc import Iterator

from graph.linking.case import Case
from graph.linking.cited import cited
from graph.linking.links import proposed, stated
from graph.linking.progress import progress
from graph.records import Action, Concern, Link

# Of what stands beside an action in annotated papers half was offered for it (8 of 16).
_BESIDE = 0.5


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
    yield from cited(case)


def recommended(case: Case) -> Iterator[Link]:
    """Yield a link from each recommendation to the concern that its paper prints it beneath."""
    above = {concern.id: concern for concern in case.held.concerns}
    for concern in case.held.concerns:
        whole = above.get(concern.parent or "")
        if whole and concern.kind == "recommendation" != whole.kind:
            yield stated(
                concern.id,
                "recommendedFor",
                whole.id,
                authority=case.authority,
                document=concern.document,
                reasons=("the paper recommends it for this concern",),
            )


def spoken_of(case: Case) -> Iterator[Link]:
    """Yield a link from each comment of a register to the concern whose number it stands under."""
    numbered: dict[tuple[str, str | None], Concern] = {
        (concern.document, concern.number): concern
        for concern in case.held.concerns
        if concern.number
    }
    for comment in case.held.comments:
        concern = numbered.get((comment.document, comment.section))
        if concern and comment.voice != "inspector":
            yield stated(
                comment.id,
                "commentsOn",
                concern.id,
                authority=case.authority,
                document=comment.document,
                reasons=("the paper gives it as a comment on this concern",),
                progress=progress(comment),
            )


def evidenced(case: Case) -> Iterator[Link]:
    """Yield a link from each action to the evidence that its paper offers for it.

    Where the paper puts evidence beside actions and does not say for which, it is proposed.
    """
    actions = {action.id for action in case.held.actions}
    for evidence in case.held.evidence:
        for action in actions.intersection(evidence.supports):
            yield stated(
                action,
                "evidencedBy",
                evidence.id,
                authority=case.authority,
                document=evidence.document,
                reasons=("the paper offers it for this action",),
            )
        for action in actions.intersection(evidence.beside):
            yield proposed(
                action,
                "evidencedBy",
                evidence.id,
                authority=case.authority,
                score=_BESIDE,
                reasons=("stands beside this action; the paper does not say for which it is",),
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
