"""Marks: what an address says of one node, in one parameter, its parts between tildes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TypeAlias

from graph.network import KINDS, Opening
from graph.network.asked import LIVE
from ontology.errors import SightlineError

Point: TypeAlias = tuple[int, int]

_DATE = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")
_SIGN = "~"  # no id holds it, and addresses need not escape it


def mark(*parts: object) -> str:
    """Return a mark of these parts."""
    return _SIGN.join(str(part) for part in parts)


def opened(node: str, opening: Opening) -> str:
    """Return the mark of an expanded node, ``ID~KIND.KIND~SINCE~UNTIL``, as short as can be."""
    kinds = ".".join(kind for kind in KINDS if kind in opening.kinds)
    return mark(node, kinds, opening.since or "", opening.until or "").rstrip(_SIGN)


def openings(marks: Iterable[str]) -> dict[str, Opening]:
    """Read the marks of expanded nodes. Raises SightlineError for one that is none."""
    found = {}
    for one in marks:
        node, kinds, since, until, *rest = (*one.split(_SIGN), "", "", "")
        named = frozenset(kinds.split(".")) - {""}
        if not node or any(rest) or not named <= set(KINDS) or not _dates(since, until):
            raise SightlineError(f"open={one[:60]!r} is not of the form ID~KINDS~SINCE~UNTIL")
        found[node] = Opening(kinds=named, since=since or None, until=until or None)
    return found


def revealed(marks: Iterable[str]) -> dict[tuple[str, str], int]:
    """Read how many neighbours of a kind a node shows. Raises SightlineError likewise."""
    found = {}
    for one in marks:
        node, kind, number, *rest = (*one.split(_SIGN), "", "")
        if not node or any(rest) or kind not in KINDS or not re.fullmatch(r"[0-9]{1,4}", number):
            raise SightlineError(f"more={one[:60]!r} is not of the form ID~KIND~NUMBER")
        found[node, kind] = int(number)
    return found


def pinned(marks: Iterable[str]) -> dict[str, Point | None]:
    """Read pins: nodes that stay, some at a place. Raises SightlineError likewise."""
    found: dict[str, Point | None] = {}
    for one in marks:
        node, *place = one.split(_SIGN)
        fits = not place or (
            len(place) == 2 and all(re.fullmatch(r"-?[0-9]{1,6}", part) for part in place)
        )
        if not node or not fits:
            raise SightlineError(f"pin={one[:60]!r} is not of the form ID or ID~X~Y")
        found[node] = (int(place[0]), int(place[1])) if place else None
    return found


def kinds(named: Collection[str]) -> tuple[str, ...]:
    """Return kinds in their order; none where all are named, which is the same and shorter.

    Raises:
        SightlineError: one of them is no kind.
    """
    _known(named, KINDS, "kind")
    return () if set(named) == set(KINDS) else tuple(kind for kind in KINDS if kind in named)


def states(named: Collection[str]) -> tuple[str, ...]:
    """Return states of links, sorted; none where all are named that are shown anyway.

    Raises:
        SightlineError: one of them is no state.
    """
    _known(named, (*LIVE, "rejected"), "state")
    return () if set(named) == LIVE else tuple(sorted(set(named)))


def _known(named: Iterable[str], known: Collection[str], what: str) -> None:
    for one in named:
        if one not in known:
            there = ", ".join(sorted(known))
            raise SightlineError(f"{one[:60]!r} is no {what}; there are {there}")


def _dates(*dates: str) -> bool:
    return all(_DATE.fullmatch(date) for date in dates)
