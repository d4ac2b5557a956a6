"""Makes links: stated by a paper, or proposed with a score and reasons, never without."""

from __future__ import annotations

from graph.ids import link_id
from graph.records import Link


def stated(
    subject: str,
    relation: str,
    target: str,
    *,
    authority: str,
    document: str,
    reasons: tuple[str, ...] = (),
    progress: str | None = None,
) -> Link:
    """Return a link that *document* states."""
    return Link(
        id=link_id(subject, relation, target),
        subject=subject,
        relation=relation,
        object=target,
        basis="stated",
        state="stated",
        authority=authority,
        reasons=reasons,
        progress=progress,
        document=document,
    )


def proposed(
    subject: str,
    relation: str,
    target: str,
    *,
    authority: str,
    score: float,
    reasons: tuple[str, ...],
    progress: str | None = None,
) -> Link:
    """Return a link that matching proposes.

    Raises:
        ValueError: the score is not from 0 to 1, or there is no reason.
    """
    if not 0.0 <= score <= 1.0 or not reasons:
        raise ValueError(
            f"a proposal needs a score from 0 to 1 and a reason: {subject} {relation}"
        )
    return Link(
        id=link_id(subject, relation, target),
        subject=subject,
        relation=relation,
        object=target,
        basis="matched",
        state="proposed",
        authority=authority,
        score=round(score, 3),
        reasons=reasons,
        progress=progress,
    )
