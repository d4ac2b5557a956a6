"""Which themes of concerns recur together across authorities, more often than by chance.

A theme recurs at an authority where inspectors raised a concern of that theme in the papers of
two visits at least. Two themes are joined where they recur at the same authorities more often
than they would if they had nothing to do with each other; groups of themes that are joined to
each other more than to others are found by modularity (Clauset, Newman and Moore, 2004).

Links of recurrence are not asked: most are proposals. That two visits raised a theme is what the
papers themselves say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb

from graph.records import Concern
from graph.store.base import View

FEWEST = 5  # authorities with a theme that recurs, below which nothing can be told
# How seldom two themes that have nothing to do with each other may recur together as often as
# these do: with sixty themes there are 1,770 pairs, of which this lets two pass by mere chance.
_LUCK = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two themes that recur together at so many authorities, and at how many by chance.

    ``luck`` is the probability that chance alone joins them at as many authorities or more.
    """

    themes: tuple[str, str]
    together: int
    by_chance: float
    luck: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities:
    """What recurs together.

    Attributes:
        authorities: how many have a theme that recurs.
        recurring: theme -> the authorities at which it recurs, sorted.
        groups: themes of each community, the largest first; at least two each.
        pairs: what joins them, the least likely by chance first.
    """

    authorities: int
    recurring: Mapping[str, tuple[str, ...]]
    groups: tuple[tuple[str, ...], ...]
    pairs: tuple[Pair, ...]

    @property
    def enough(self) -> bool:
        """Whether there are authorities enough to tell anything."""
        return self.authorities >= FEWEST


def communities(view: View) -> Communities:
    """Return the themes that recur together, over all authorities of *view*."""
    recurring = _recurring(view)
    names = {name for names in recurring.values() for name in names}
    pairs = _pairs(recurring, len(names)) if len(names) >= FEWEST else []
    return Communities(
        authorities=len(names),
        recurring=recurring,
        groups=_groups(pairs),
        pairs=tuple(pairs),
    )


def _recurring(view: View) -> dict[str, tuple[str, ...]]:
    visits = {p.id: (p.authority, p.date) for p in view.documents() if p.inspection and p.date}
    raised: dict[tuple[str, str], set[str]] = defaultdict(set)
    for concern in view.records(Concern):
        if concern.kind != "self_identified" and concern.document in visits:
            authority, date = visits[concern.document]
            for theme in concern.themes:
                raised[theme, authority].add(date)
    found: dict[str, set[str]] = defaultdict(set)
    for (theme, authority), dates in raised.items():
        if len(dates) > 1:
            found[theme].add(authority)
    return {theme: tuple(sorted(found[theme])) for theme in sorted(found)}


def _pairs(recurring: Mapping[str, Collection[str]], number: int) -> list[Pair]:
    found = []
    for one, other in combinations(sorted(recurring), 2):
        here, there = len(recurring[one]), len(recurring[other])
        together = len(set(recurring[one]) & set(recurring[other]))
        luck = _luck(together, here, there, number)
        if luck <= _LUCK:
            found.append(
                Pair(
                    themes=(one, other),
                    together=together,
                    by_chance=round(here * there / number, 1),
                    luck=round(luck, 6),
                )
            )
    return sorted(found, key=lambda pair: (pair.luck, pair.themes))


def _luck(together: int, here: int, there: int, number: int) -> float:
    """The upper tail of the hypergeometric distribution (Fisher's exact test, one-sided)."""
    ways = sum(
        comb(here, both) * comb(number - here, there - both)
        for both in range(together, min(here, there) + 1)
    )
    return ways / comb(number, there)


def _groups(pairs: Collection[Pair]) -> tuple[tuple[str, ...], ...]:
    if not pairs:
        return ()
    import networkx as nx

    names = sorted({theme for pair in pairs for theme in pair.themes})
    # Numbers for nodes: the order of sets of words differs from process to process.
    places = {name: place for place, name in enumerate(names)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    for pair in sorted(pairs, key=lambda pair: pair.themes):
        one, other = (places[theme] for theme in pair.themes)
        graph.add_edge(one, other, weight=pair.together - pair.by_chance)
    found = nx.community.greedy_modularity_communities(graph, weight="weight")
    groups = [tuple(names[place] for place in sorted(group)) for group in found]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))
