"""Small questions that the command line and the HTTP API share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graph.questions.gaps import GAPS
from graph.questions.listing import in_short, refuse_unheld
from graph.questions.rows import Json, link_row, record_row
from graph.records import Record
from graph.store.base import View
from ontology.errors import SightlineError

if TYPE_CHECKING:
    from graph.decisions.queue import Waiting
    from graph.decisions.suspects import Suspect


def the_authority(view: View, name: str | None) -> str:
    """Return the authority asked for, or the only one there is.

    Raises:
        SightlineError: no paper is held about it, or there are several and none is named.
    """
    known = view.authorities()
    if name is None and len(known) == 1:
        return known[0]
    if name is None and known:
        raise SightlineError(f"name one authority of {in_short(known)}")
    refuse_unheld(view, name or "")
    return name or ""


def about(view: View, name: str | None) -> list[str]:
    """Return the authorities to ask about: the one named, or all of them.

    Raises:
        SightlineError: no paper is held about the one named.
    """
    refuse_unheld(view, name or None)
    return [name] if name else view.authorities()


def known_rules(names: Sequence[str] | None) -> Sequence[str] | None:
    """Return the names of rules that were asked for; ``None`` for all of them.

    Raises:
        SightlineError: one of them is no rule.
    """
    rules = [rule.name for rule in GAPS]
    for name in names or ():
        if name not in rules:
            raise SightlineError(f"{name!r} is no rule; there are {', '.join(rules)}")
    return names or None


def waiting_row(one: Waiting, ends: Mapping[str, Record]) -> Json:
    """Return a link as in ``list links``, with the words of its ends and what would change."""
    subject, target = ends.get(one.link.subject), ends.get(one.link.object)
    return link_row(one.link) | {
        "subject_text": subject.text if subject else None,
        "object_text": target.text if target else None,
        "changes": [
            {
                "decision": change.decision,
                "effect": change.effect,
                "rule": change.rule,
                "subject": change.subject,
                "text": change.text,
            }
            for change in one.changes
        ],
    }


def suspect_row(one: Suspect, files: Mapping[str, str]) -> Json:
    """Return a suspect decision with what was decided on and what may stand there now."""
    decision = one.decision
    return {
        "link": decision.link,
        "relation": decision.relation,
        "state": decision.state,
        "by": decision.by,
        "at": decision.at,
        "reason": decision.reason,
        "why": one.why,
        "ends": [
            {
                "end": end,
                "id": getattr(decision, end),
                "text": getattr(decision, f"{end}_text") or None,
                "now": record_row(now, files.get(now.document)) if now else None,
            }
            for end in one.ends
            for now in [one.now.get(end)]
        ],
    }
