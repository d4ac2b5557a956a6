"""Review: named people decide about links, and the queue of links that wait for them."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.records import Decision, Link, Record
from graph.standing import as_known, standing, state_of
from graph.store.base import Store
from ontology.errors import ReviewError

__all__ = ["VERDICTS", "as_known", "review", "standing", "state_of"]

VERDICTS = ("confirmed", "rejected", "unsure")


def review(
    store: Store, link_id: str, *, state: str, by: str, reason: str, at: str | None = None
) -> Link:
    """Record what a named person decided about a link and return it in its new state.

    Args:
        store: where the link is kept.
        link_id: the link.
        state: confirmed, rejected, unsure or undone.
        by: name of the person.
        reason: why, in words; an undoing may go without.
        at: when, ISO with time and zone; now if not given.

    Raises:
        ReviewError: no name, no reason, no such verdict, or nothing to undo.
        UnknownRecordError: the store has no such link.
    """
    link = store.link(link_id)
    _insist(link, state=state, by=by, reason=reason)
    # Owners, which sameAs joins, have no words of their own: theirs stay empty.
    words = {r.id: r.text for r in store.records(Record, ids=[link.subject, link.object])}
    return store.decide(
        Decision(
            link=link.id,
            subject=link.subject,
            relation=link.relation,
            object=link.object,
            state=state,
            by=by.strip(),
            at=at or datetime.now(UTC).isoformat(timespec="seconds"),
            reason=reason.strip(),
            subject_text=words.get(link.subject, ""),
            object_text=words.get(link.object, ""),
        )
    )


def _insist(link: Link, *, state: str, by: str, reason: str) -> None:
    if state not in (*VERDICTS, "undone"):
        raise ReviewError(f"{state!r} is no decision; say {', '.join(VERDICTS)} or undone")
    if not by.strip():
        raise ReviewError("a decision needs the name of the person who takes it")
    if state != "undone" and not reason.strip():
        raise ReviewError("a decision needs a reason, in words")
    if state == "undone" and standing(link.decisions) is None:
        raise ReviewError(f"there is nothing to undo on {link.id}: no decision stands")
