"""The shortest way between two nodes: outwards from both, one round of links after another."""

from __future__ import annotations

from collections.abc import Callable

from graph.network.ground import Ground, other, worth
from graph.records import Link

LONGEST = 8  # links of a path; what is further apart has little to do with each other
WIDEST = 4000  # nodes that are looked at before the search gives up


def path(
    ground: Ground, ends: tuple[str, str], *, follows: Callable[[Link], bool]
) -> tuple[str, ...]:
    """Return the ids of the nodes from one end to the other; empty if there is no way.

    Of ways of the same length, one that begins with settled links is taken.

    Args:
        ground: where to look; what is looked at is fetched.
        ends: two ids; unknown ones have no way.
        follows: whether a link may be used.
    """
    first, last = ends
    ground.meet(ends)
    if first not in ground.things or last not in ground.things:
        return ()
    if first == last:
        return (first,)
    # For each side, what every node was reached from; None for the end itself.
    sides: tuple[dict[str, str | None], ...] = ({first: None}, {last: None})
    edges: list[list[str]] = [[first], [last]]
    for _ in range(LONGEST):
        turn = 0 if len(edges[0]) <= len(edges[1]) else 1
        met, edges[turn] = _round(ground, edges[turn], sides[turn], sides[1 - turn], follows)
        if met:
            back, on = _trail(sides[0], met), _trail(sides[1], met)
            return (*back[::-1], *on[1:])
        if not edges[turn] or len(sides[0]) + len(sides[1]) > WIDEST:
            break
    return ()


def _round(
    ground: Ground,
    edge: list[str],
    reached: dict[str, str | None],
    across: dict[str, str | None],
    follows: Callable[[Link], bool],
) -> tuple[str | None, list[str]]:
    """Go one link further on one side; gives the node where the sides meet, or the new edge."""
    ground.explore(edge)
    new: list[str] = []
    for node in edge:
        for link in sorted(filter(follows, ground.links(node).values()), key=worth):
            found = other(link, node)
            if found not in reached:
                reached[found] = node
                new.append(found)
    ground.meet(new)
    new = [node for node in new if node in ground.things]
    return next((node for node in new if node in across), None), new


def _trail(reached: dict[str, str | None], node: str | None) -> list[str]:
    trail: list[str] = []
    while node is not None:
        trail.append(node)
        node = reached[node]
    return trail
