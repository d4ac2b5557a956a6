"""The state that a log of decisions gives to a link: pure functions that every store shares.

The log only grows. ``undone`` takes back the last decision that still stands, so that accepting,
undoing and rejecting leaves the same state as rejecting alone, with all of it on the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.records import Decision, Link

_BASE = {"stated": "stated", "matched": "proposed", "entered": "proposed"}


def standing(decisions: Iterable[Decision]) -> Decision | None:
    """Return the decision that holds after all of *decisions*, oldest first; ``None`` if none."""
    stack: list[Decision] = []
    for decision in decisions:
        if decision.state != "undone":
            stack.append(decision)
        elif stack:
            stack.pop()
    return stack[-1] if stack else None


def state_of(basis: str, decisions: Iterable[Decision]) -> str:
    """Return the state of a link of this basis after *decisions*, oldest first.

    A stated link is stated and a matched one proposed until a decision stands. A link that a
    person entered and then took back is a proposal again, never a fact.
    """
    last = standing(decisions)
    return last.state if last else _BASE[basis]


def as_known(link: Link, as_of: str) -> Link:
    """Return *link* as it stood at the end of the day (month, year) *as_of*, an ISO date."""
    known = tuple(d for d in link.decisions if not after(d.at[:10], as_of))
    return replace(link, decisions=known, state=state_of(link.basis, known))


def after(date: str, as_of: str) -> bool:
    """Tell whether *date* is after *as_of*; both ISO, to the day, month or year.

    A date known to the month only is compared by month. An unknown date (empty) is never after.
    """
    return date[: len(as_of)] > as_of


def entered(decision: Decision, authority: str) -> Link:
    """Return the link that a person made by deciding about two records that nothing joined."""
    return Link(
        id=decision.link,
        subject=decision.subject,
        relation=decision.relation,
        object=decision.object,
        basis="entered",
        state=decision.state,
        authority=authority,
    )
