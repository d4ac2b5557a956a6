"""Lays a picture out in stages: the column is known, only the order within it is open.

The order follows the barycentre rule (Sugiyama, Tagawa and Toda, 1981): each node stands at the
mean place of what it follows from, so that lines cross little. Stages are few and fixed, so one
pass in each direction is enough, and no layout library is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from viz.select import Node, Picture
from viz.style import STAGES

COLUMN_WIDTH = 330  # pixels from the middle of one column to the middle of the next
GAP = 26  # pixels between two boxes of a column
LINE_HEIGHT = 17  # pixels of one line of a label

K = TypeVar("K")


def columns(picture: Picture) -> dict[str, list[Node]]:
    """Return the nodes of each stage, all stages in order, each column in its best order."""
    table = {stage: [n for n in picture.nodes if n.stage == stage] for stage in STAGES}
    before: dict[str, set[str]] = {node.key: set() for node in picture.nodes}
    after: dict[str, set[str]] = {node.key: set() for node in picture.nodes}
    for edge in picture.edges:
        before[edge.target].add(edge.source)
        after[edge.source].add(edge.target)
    for order, beside in ((list(STAGES), before), (list(STAGES)[::-1], after)):
        for stage in order[1:]:
            table[stage] = _sorted(table[stage], beside, _places(table))
    # The last pass went leftwards; what a reader follows goes to the right.
    for stage in list(STAGES)[1:]:
        table[stage] = _sorted(table[stage], before, _places(table))
    return table


def positions(
    table: Mapping[str, Sequence[Node]], *, lines: Callable[[Node], int]
) -> dict[str, tuple[int, int]]:
    """Return the middle of each node in pixels, columns from left to right, centred at 0.

    Args:
        table: what ``columns`` gives.
        lines: how many lines the label of a node has.
    """
    where: dict[str, tuple[int, int]] = {}
    for index, nodes in enumerate(table.values()):
        heights = [lines(node) * LINE_HEIGHT + GAP for node in nodes]
        top = -sum(heights) / 2
        for node, height in zip(nodes, heights, strict=True):
            where[node.key] = (index * COLUMN_WIDTH, round(top + height / 2))
            top += height
    return where


def _places(table: Mapping[str, Sequence[Node]]) -> dict[str, float]:
    """Place of each node within its column, from 0 to 1."""
    return {
        node.key: (index + 0.5) / len(nodes)
        for nodes in table.values()
        for index, node in enumerate(nodes)
    }


def _sorted(
    nodes: Sequence[Node], beside: Mapping[str, Collection[str]], places: Mapping[str, float]
) -> list[Node]:
    def mean(node: Node) -> float:
        around = [places[key] for key in beside[node.key]]
        return sum(around) / len(around) if around else places[node.key]

    return sorted(nodes, key=mean)
