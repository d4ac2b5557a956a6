"""Review: named people decide about links, and the queue of links that wait for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from graph.records import Decision, Link, Record
from graph.standing import as_known, standing, state_of
from graph.store.base import Store
from ontology.errors import ReviewError, UnknownRecordError

__all__ = ["VERDICTS", "as_known", "review", "review_all", "standing", "state_of"]

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
    return review_all(store, [link_id], state=state, by=by, reason=reason, at=at)[0]


def review_all(
    store: Store, ids: Sequence[str], *, state: str, by: str, reason: str, at: str | None = None
) -> list[Link]:
    """Record one decision about several links, each once, and return them in their new states.

    All of them are looked at before the first is decided: where one cannot be, none is. The
    arguments and errors are those of ``review``. A decision about a link that is gone with a
    paper can still be undone.
    """
    links = [_link(store, key, state) for key in dict.fromkeys(ids)]
    faults = list(dict.fromkeys(_faults(links, state=state, by=by, reason=reason)))
    if faults:
        raise ReviewError("; ".join(faults))
    moment = at or datetime.now(UTC).isoformat(timespec="seconds")
    return [_decide(store, link, state, by.strip(), reason.strip(), moment) for link in links]


def _link(store: Store, key: str, state: str) -> Link:
    try:
        return store.link(key)
    except UnknownRecordError:
        log = tuple(decision for decision in store.decisions() if decision.link == key)
        last = standing(log)
        if state != "undone" or last is None:
            raise
        return Link(
            id=key,
            subject=last.subject,
            relation=last.relation,
            object=last.object,
            basis="entered",
            state=last.state,
            authority="",
            decisions=log,
        )


def _decide(store: Store, link: Link, state: str, by: str, reason: str, at: str) -> Link:
    # Owners, which sameAs joins, have no words of their own: theirs stay empty.
    words = {r.id: r.text for r in store.records(Record, ids=[link.subject, link.object])}
    return store.decide(
        Decision(
            link=link.id,
            subject=link.subject,
            relation=link.relation,
            object=link.object,
            state=state,
            by=by,
            at=at,
            reason=reason,
            subject_text=words.get(link.subject, ""),
            object_text=words.get(link.object, ""),
        )
    )


def _faults(links: Sequence[Link], *, state: str, by: str, reason: str) -> Iterator[str]:
    if state not in (*VERDICTS, "undone"):
        yield f"{state!r} is no decision; say {', '.join(VERDICTS)} or undone"
    if not by.strip():
        yield "a decision needs the name of the person who takes it"
    if state != "undone" and not reason.strip():
        yield "a decision needs a reason, in words"
    for link in links if state == "undone" else ():
        if standing(link.decisions) is None:
            yield f"there is nothing to undo on {link.id}: no decision stands"
