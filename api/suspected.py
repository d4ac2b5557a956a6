"""Decisions whose words have changed: taken again about the words of today, or withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.decisions.review import review
from graph.decisions.suspects import Suspect
from graph.ids import link_id
from graph.records import Decision, Link
from graph.store.base import Store
from ontology.errors import ReviewError, UnknownRecordError


def renewed_link(one: Suspect) -> str | None:
    """Return the id of the link between what stands there now; None where an end has no heir."""
    if set(one.ends) - set(one.now):
        return None
    subject, target = _ends(one)
    return link_id(subject, one.decision.relation, target)


def renew(store: Store, one: Suspect, *, by: str, reason: str) -> Link:
    """Take a suspect decision again, about the words of today, and withdraw the old one.

    Raises:
        ReviewError: no name, no reason, or nothing stands in the place of the old words.
    """
    new = renewed_link(one)
    old = one.decision
    if new is None:
        raise ReviewError("nothing that is held has nearly these words; withdraw the decision")
    if not by.strip() or not reason.strip():
        raise ReviewError("a decision needs the name of the person who takes it, and a reason")
    link = _decided(store, one, new, by=by, reason=reason)
    if new != old.link:
        why = f"The words have changed; decided again as {new}"
        review(store, old.link, state="undone", by=by, reason=why)
    return link


def _decided(store: Store, one: Suspect, new: str, *, by: str, reason: str) -> Link:
    """Decide about the link of today; one that nothing proposes is entered by confirming it."""
    try:
        return review(store, new, state=one.decision.state, by=by, reason=reason)
    except UnknownRecordError as error:
        if one.decision.state == "rejected":
            told = "nothing proposes this link any more; withdraw the decision"
            raise ReviewError(told) from error
        return store.decide(_entered(one, new, by=by, reason=reason))


def _entered(one: Suspect, new: str, *, by: str, reason: str) -> Decision:
    subject, target = _ends(one)
    return Decision(
        link=new,
        subject=subject,
        relation=one.decision.relation,
        object=target,
        state=one.decision.state,
        by=by.strip(),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        reason=reason.strip(),
        subject_text=_words(one, "subject"),
        object_text=_words(one, "object"),
    )


def _ends(one: Suspect) -> tuple[str, str]:
    made, now = one.decision, one.now
    subject = now["subject"].id if "subject" in now else made.subject
    return subject, now["object"].id if "object" in now else made.object


def _words(one: Suspect, end: str) -> str:
    record = one.now.get(end)
    return record.text if record else str(getattr(one.decision, f"{end}_text"))
