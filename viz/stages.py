"""Lays a picture out in stages: the column is known, only the order within it is open.

The order follows the barycentre rule (Sugiyama, Tagawa and Toda, 1981): each node stands at the
mean place of what it follows from, so that lines cross little. Stages are few and fixed, so one
pass to the right, one back and one to the right again are enough, and no layout library is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from viz.select import Node, Picture
from viz.style import STAGES

COLUMN_WIDTH = 400  # pixels from the middle of one column to the middle of the next
GAP = 46  # pixels between two boxes of a column
LINE_HEIGHT = 17  # pixels of one line of a label

LAST = "comment"
LETTERS = {"concern": "C", "recommendation": "R", "action": "A", "evidence": "E", "comment": "L"}


def columns(picture: Picture) -> dict[str, list[Node]]:
    """Return the nodes of each stage, all stages in order, each column in its best order.

    What papers state or people confirmed stands above what is only proposed. The last column is a
    line of time: comments and silences by date. Gaps end each column.
    """
    table = {stage: [n for n in picture.nodes if n.stage == stage] for stage in STAGES}
    before: dict[str, set[str]] = {node.key: set() for node in picture.nodes}
    after: dict[str, set[str]] = {node.key: set() for node in picture.nodes}
    for edge in picture.edges:
        if edge.state == "gap":
            continue  # gaps stand at the end of their column, whatever they are about
        before[edge.target].add(edge.source)
        after[edge.source].add(edge.target)
    stages = list(STAGES)
    for order, beside in ((stages, before), (stages[::-1], after), (stages, before)):
        for stage in order[1:]:
            table[stage] = _sorted(table[stage], beside, _places(table))
    for stage, nodes in table.items():
        if stage == LAST:
            nodes.sort(key=lambda node: node.date)
        else:
            nodes.sort(key=lambda node: node.state in ("proposed", "unsure"))
        nodes.sort(key=lambda node: node.role == "gap")
    return table


def positions(
    table: Mapping[str, Sequence[Node]], *, lines: Callable[[Node], int]
) -> dict[str, tuple[int, int]]:
    """Return the middle of each node in pixels, columns from left to right, all from 0 down.

    Args:
        table: what ``columns`` gives.
        lines: how many lines the label of a node has.
    """
    where: dict[str, tuple[int, int]] = {}
    for index, nodes in enumerate(table.values()):
        heights = [lines(node) * LINE_HEIGHT + GAP for node in nodes]
        top = 0.0
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


def labels(table: Mapping[str, Sequence[Node]]) -> dict[str, str]:
    """Return a short name for each record, unique in its picture: ``A2``, the second action."""
    return {
        node.key: f"{LETTERS[stage]}{number}"
        for stage, nodes in table.items()
        for number, node in enumerate((n for n in nodes if n.role == "record"), 1)
    }
