"""What the boxes of the snapshot say and look like, and which lines join them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from viz.select import Edge, Node, Picture
from viz.style import STAGES, progress, state
from viz.words import day

WRAP = 31  # characters of a line
LINES = 7  # of a quote; the table has all of it
DASHED = [7, 5]
WIDTH = 264  # pixels


def follows(drawn: Picture, names: Mapping[str, str]) -> dict[str, list[str]]:
    """Return for each node the names of what it follows from, each once."""
    found: dict[str, list[str]] = {node.key: [] for node in drawn.nodes}
    for edge in drawn.edges:
        name = names.get(edge.source)
        if name and name not in found[edge.target]:
            found[edge.target].append(name)
    return found


def label(node: Node, names: Mapping[str, str], sources: Sequence[str]) -> str:
    """What a box says: name, date and state, then as much of the words as fits."""
    words = textwrap.wrap(node.words, WRAP, max_lines=LINES, placeholder=" …")
    about = textwrap.wrap(f"{_how(node)} {', '.join(sources)}", WRAP, max_lines=2)
    about = about if sources else []
    if node.role == "gap":
        return "\n".join(["Gap:", *words, *about])
    if node.role == "silence":
        return "\n".join([f"Silence · {day(node.date)}", *words])
    head = [f"{names[node.key]} · {day(node.date)}"]
    if node.links:
        head.append(str(state(node.state)))
    if node.progress:
        head.append(str(progress(node.progress)))
    return "\n".join([*head, *words, *about])


def _how(node: Node) -> str:
    """How a node stands to what it follows from."""
    if node.role == "gap":
        return "on"
    return {"concern": "after", "comment": "on"}.get(node.stage, "for")


def look(node: Node) -> dict[str, object]:
    """Colours and border of a box; dashed where nothing settled stands behind it."""
    colour = {"gap": "#8f1d14", "silence": "#4a5968"}.get(node.role, STAGES[node.stage][1])
    ground = {"gap": "#fdf3f1", "silence": "#f4f6f8"}.get(node.role, "#ffffff")
    sure = node.role == "record" and node.state in ("stated", "confirmed")
    paint = {"background": ground, "border": colour}
    return {
        "color": paint | {"highlight": paint},
        "borderWidth": 2,
        "widthConstraint": WIDTH,
        "shapeProperties": {"borderDashes": False if sure else DASHED},
    }


def lines(drawn: Picture, table: Mapping[str, Sequence[Node]]) -> Iterator[Edge]:
    """Edges to draw: those between columns with no box between them.

    A line that ran behind the boxes of a column would seem to come from one of them, and show a
    link that nobody made. Every box names what it follows from, whether a line is drawn or not.
    """
    stages = list(STAGES)
    column = {node.key: stages.index(node.stage) for node in drawn.nodes}
    for edge in drawn.edges:
        first, last = sorted((column[edge.source], column[edge.target]))
        between = any(table[stage] for stage in stages[first + 1 : last])
        if edge.state != "gap" and not between and first != last:
            yield edge
