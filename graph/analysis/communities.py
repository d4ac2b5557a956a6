"""Families of concerns: themes that inspectors raise in one breath, and where they come back.

Two themes are joined where more concerns of inspectors name both than would if themes had nothing
to do with each other (the upper tail of the hypergeometric distribution; of what is joined, one in
a thousand by chance: Benjamini and Hochberg, 1995). Groups of themes that are joined to each other
more than to others are found by modularity (Clauset, Newman and Moore, 2004).

A group comes back at an authority where the papers of two visits hold a concern that names two of
its themes. Beside it stands at how many authorities it would if each visit raised it as often as
visits do anywhere. Links of recurrence are not asked: most are proposals. That two visits raised
the same is what the papers themselves say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, exp, lgamma

from graph.records import Concern
from graph.store.base import View

FEWEST = 5  # authorities that were visited twice, below which nothing can be told
_FALSE = 0.001  # share of the joined pairs that chance may have joined
_SEVERAL = 2  # themes of a group that a concern names, and visits that raised it


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two themes that so many concerns name together, and how many would by chance.

    ``luck`` is the probability that chance alone gives as many concerns or more.
    """

    themes: tuple[str, str]
    concerns: int
    by_chance: float
    luck: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """The concerns of one group that inspectors raised at one authority, at two visits or more.

    Attributes:
        authority: its name.
        concerns: each with the date of its visit (ISO), by date.
    """

    authority: str
    concerns: tuple[tuple[str, Concern], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Themes that concerns name together.

    Attributes:
        themes: their codes, the one in most concerns first; at least two.
        pairs: what joins them, the least likely by chance first.
        raised: at how many authorities inspectors raised it.
        by_chance: at how many it would come back by chance.
        returns: where it came back, by authority.
    """

    themes: tuple[str, ...]
    pairs: tuple[Pair, ...]
    raised: int
    by_chance: float
    returns: tuple[Return, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities:
    """What is raised together, and where it comes back.

    Attributes:
        authorities: how many were visited twice or more.
        concerns: how many concerns of inspectors were read.
        groups: those that came back at most authorities first.
    """

    authorities: int
    concerns: int
    groups: tuple[Group, ...]

    @property
    def enough(self) -> bool:
        """Whether there are authorities enough to tell anything."""
        return self.authorities >= FEWEST


def communities(view: View) -> Communities:
    """Return the families of concerns over all authorities of *view*."""
    visits = {p.id: (p.authority, p.date) for p in view.documents() if p.inspection and p.date}
    raised = [
        (*visits[concern.document], concern)
        for concern in view.records(Concern)
        if concern.kind != "self_identified" and concern.document in visits
    ]
    often = Counter(authority for authority, _ in set(visits.values()))
    several = {name: number for name, number in often.items() if number >= _SEVERAL}
    pairs = _pairs([concern for *_, concern in raised]) if len(several) >= FEWEST else []
    named = Counter(theme for *_, concern in raised for theme in concern.themes)
    groups = [
        _group(sorted(themes, key=lambda theme: (-named[theme], theme)), pairs, raised, often)
        for themes in _parted(pairs)
    ]
    return Communities(
        authorities=len(several),
        concerns=len(raised),
        groups=tuple(sorted(groups, key=lambda one: (-len(one.returns), one.themes))),
    )


def _pairs(concerns: Sequence[Concern]) -> list[Pair]:
    """Pairs of themes that concerns name together beyond chance."""
    named = Counter(theme for concern in concerns for theme in concern.themes)
    both = Counter(
        pair for concern in concerns for pair in combinations(sorted(set(concern.themes)), 2)
    )
    found = []
    for (one, other), together in both.items():
        here, there = named[one], named[other]
        luck = _luck(together, here, there, len(concerns))
        chance = round(here * there / len(concerns), 1)
        found.append(Pair(themes=(one, other), concerns=together, by_chance=chance, luck=luck))
    found.sort(key=lambda pair: (pair.luck, pair.themes))
    asked = comb(len(named), 2)
    last = max(
        (place for place, pair in enumerate(found, 1) if pair.luck <= _FALSE * place / asked),
        default=0,
    )
    return found[:last]


def _luck(together: int, here: int, there: int, number: int) -> float:
    """The upper tail of the hypergeometric distribution (Fisher's exact test, one-sided)."""
    whole = _ways(number, there)
    return sum(
        exp(_ways(here, both) + _ways(number - here, there - both) - whole)
        for both in range(together, min(here, there) + 1)
    )


def _ways(number: int, chosen: int) -> float:
    """The logarithm of the ways to choose so many; of none where there is no way."""
    if not 0 <= chosen <= number:
        return float("-inf")
    return lgamma(number + 1) - lgamma(chosen + 1) - lgamma(number - chosen + 1)


def _parted(pairs: Collection[Pair]) -> list[set[str]]:
    """Part the themes of *pairs* into groups."""
    if not pairs:
        return []
    import networkx as nx

    names = sorted({theme for pair in pairs for theme in pair.themes})
    # Numbers for nodes: the order of sets of words differs from process to process.
    places = {name: place for place, name in enumerate(names)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    for pair in sorted(pairs, key=lambda pair: pair.themes):
        one, other = (places[theme] for theme in pair.themes)
        graph.add_edge(one, other, weight=pair.concerns - pair.by_chance)
    found = nx.community.greedy_modularity_communities(graph, weight="weight")
    return [{names[place] for place in group} for group in found]


def _group(
    themes: Sequence[str],
    pairs: Iterable[Pair],
    raised: Iterable[tuple[str, str, Concern]],
    often: Mapping[str, int],
) -> Group:
    """Tell of a group where it was raised and where it came back."""
    inside = set(themes)
    at: dict[str, list[tuple[str, Concern]]] = defaultdict(list)
    for authority, date, concern in raised:
        if len(inside & set(concern.themes)) >= _SEVERAL:
            at[authority].append((date, concern))
    back = [
        Return(
            authority=name,
            concerns=tuple(sorted(at[name], key=lambda one: (one[0], one[1].id))),
        )
        for name in sorted(at)
        if len({date for date, _ in at[name]}) >= _SEVERAL
    ]
    visits = sum(len({date for date, _ in said}) for said in at.values())
    share = visits / sum(often.values())
    return Group(
        themes=tuple(themes),
        pairs=tuple(pair for pair in pairs if inside.issuperset(pair.themes)),
        raised=len(at),
        by_chance=round(sum(_twice(number, share) for number in often.values()), 1),
        returns=tuple(back),
    )


def _twice(visits: int, share: float) -> float:
    """How likely two or more of so many visits raise what this share of visits raises."""
    return float(1 - (1 - share) ** visits - visits * share * (1 - share) ** (visits - 1))
