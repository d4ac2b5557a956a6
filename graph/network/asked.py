"""What one asks of the network: where to start, how far to go, and what to leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.records import Link

LIVE = frozenset({"stated", "confirmed", "proposed", "unsure"})  # all but what people rejected


def dated(date: str, since: str | None, until: str | None) -> bool:
    """Tell whether an ISO date lies in a span; both ends count, each to its own precision.

    An unknown date (empty) lies in no span but the one without ends.
    """
    if since and date < since:
        return False
    return not until or (bool(date) and date[: len(until)] <= until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """That a node is expanded, and to which of its neighbours.

    Attributes:
        kinds: only neighbours of these kinds; empty for all.
        since: only neighbours whose paper is of this date or later, ISO.
        until: only those of this date or earlier.
    """

    kinds: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None

    def fits(self, kind: str, date: str) -> bool:
        """Tell whether a neighbour is asked for; owners have no date and fit every span."""
        if self.kinds and kind not in self.kinds:
            return False
        return kind == "owner" or dated(date, self.since, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to show of the network. Ids that no longer exist are passed over, and told.

    Attributes:
        start: ids of records or owners to start at.
        depth: how many links to follow from each start without being asked.
        openings: nodes that are expanded, wherever they stand.
        shut: nodes that are not expanded, although they are near enough.
        more: for a node and a kind of neighbour, how many of them to show.
        kept: nodes that stay in the picture, whatever else is asked.
        ends: two nodes to find a path between.
        kinds: only nodes of these kinds; empty for all.
        theme: only records about this theme.
        states: only links in these states; empty for all but the rejected.
        since: only records of papers of this date or later, ISO.
        until: only those of this date or earlier.
    """

    start: tuple[str, ...]
    depth: int = 1
    openings: Mapping[str, Opening] = field(default_factory=dict)
    shut: frozenset[str] = frozenset()
    more: Mapping[tuple[str, str], int] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    ends: tuple[str, str] | None = None
    kinds: frozenset[str] = frozenset()
    theme: str | None = None
    states: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None

    def follows(self, link: Link) -> bool:
        """Tell whether a link is followed and shown."""
        return link.state in (self.states or LIVE)

    def fits(self, kind: str, date: str, themes: tuple[str, ...]) -> bool:
        """Tell whether a node is shown. Owners have neither date nor theme, only a kind."""
        if self.kinds and kind not in self.kinds:
            return False
        if kind == "owner":
            return True
        if self.theme and self.theme not in themes:
            return False
        return dated(date, self.since, self.until)
