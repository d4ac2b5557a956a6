"""Small questions that the command line and the HTTP API share."""

from __future__ import annotations

from collections.abc import Sequence

from graph.gaps import GAPS
from graph.records import Link
from graph.store.base import View
from ontology.errors import SightlineError


def the_authority(view: View, name: str | None) -> str:
    """Return the authority asked for, or the only one there is.

    Raises:
        SightlineError: no paper is held about it, or there are several and none is named.
    """
    known = view.authorities()
    if name is None and len(known) == 1:
        return known[0]
    if name in known:
        return name
    if not known:
        raise SightlineError("this store holds no papers yet; load some with: sightline load")
    several = ", ".join(known[:6]) + (", ..." if len(known) > 6 else "")
    if name is None:
        raise SightlineError(f"name one authority of {several}")
    raise SightlineError(f"no paper is held about {name!r}; there are papers about {several}")


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


def queue(view: View, authority: str | None = None) -> list[Link]:
    """Return the links that wait for a person to decide, the most likely first."""
    waiting = view.links(authority=authority, state="proposed")
    return sorted(waiting, key=lambda link: (-(link.score or 0.0), link.id))
