"""How the network looks: a card for each node, a word and a line for each link.

The page draws exactly what stands here, so that picture, list and downloads say the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from graph.network import Node, Rest
from graph.records import Link, Owner
from viz.style import STAGES, state
from viz.words import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one kind of node is shown.

    Attributes:
        word: for one of it; ``words`` for several.
        colour: keeps 4.5 to 1 on white (WCAG 2.2 AA).
        shape: outline of its mark as an SVG path in a box of 12 by 12.
    """

    word: str
    words: str
    colour: str
    shape: str


def _look(word: str, words: str, colour: str, shape: str) -> Look:
    return Look(word=word, words=words, colour=colour, shape=shape)


# A comment is not always a later one here: some are what concerns rest on.
LOOKS = MappingProxyType(
    {
        "concern": _look("Concern", "concerns", STAGES["concern"][1], "M6 0.5 12 11.5H0z"),
        "recommendation": _look(
            "Recommendation",
            "recommendations",
            STAGES["recommendation"][1],
            "M6 0 12 4.6 9.7 11.7H2.3L0 4.6z",
        ),
        "action": _look("Action", "actions", STAGES["action"][1], "M0.7 0.7H11.3V11.3H0.7z"),
        "owner": _look("Owner", "owners", "#3d4f60", "M3 0.6H9L12 6 9 11.4H3L0 6z"),
        "evidence": _look(
            "Evidence", "pieces of evidence", STAGES["evidence"][1], "M6 0 12 6 6 12 0 6z"
        ),
        "comment": _look(
            "Comment",
            "comments",
            STAGES["comment"][1],
            "M6 0.4A5.6 5.6 0 1 1 6 11.6A5.6 5.6 0 1 1 6 0.4z",
        ),
    }
)
WIDTH = 236  # pixels of a card
WRAP = 32  # characters of a line
LINES = 4  # of the words on a card; list and panel have all of them
LINE = 17  # pixels from one line to the next
PADDING = 11  # pixels above the first line and below the last
_SURE = ("stated", "confirmed")
_ENGINE = ("templates", "lib", "vis-9.1.2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A node as it is drawn.

    Attributes:
        head: kind and date.
        lines: the first of its words, wrapped.
        tag: the word that holds for every link that joins it to the picture while none of them
            is settled; empty where one is. Such a card has a dashed edge.
        foot: whether it is pinned, and how much more is around a node that is not expanded.
        height: pixels.
    """

    key: str
    kind: str
    head: str
    lines: tuple[str, ...]
    tag: str = ""
    foot: str = ""

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        rows = 1 + len(self.lines) + bool(self.tag) + bool(self.foot)
        return 2 * PADDING + rows * LINE


def word_of(kind: str, *, number: int = 1) -> str:
    """Return the word for a kind of node: ``Action`` for one, ``actions`` for several."""
    return LOOKS[kind].word if number == 1 else LOOKS[kind].words


def standing(links: Iterable[Link]) -> str | None:
    """Return the best state among links: a settled one if there is any; ``None`` without links."""
    states = {link.state for link in links}
    return next((one for one in (*_SURE, "unsure", "proposed", "rejected") if one in states), None)


def card(node: Node, links: Iterable[Link], *, pinned: bool = False) -> Card:
    """Return the card of a node that these links of the picture join.

    A start is there because somebody asked for it, so it has no tag.
    """
    best = standing(links)
    words = node.thing.name if isinstance(node.thing, Owner) else node.thing.text
    date = f" · {day(node.date)}" if node.date else ""
    return Card(
        key=node.id,
        kind=node.kind,
        head=f"{word_of(node.kind)}{date}",
        lines=tuple(textwrap.wrap(words, WRAP, max_lines=LINES, placeholder=" …")) or ("–",),
        tag="" if best in (None, *_SURE) or node.distance == 0 else str(state(best)),
        foot=" · ".join(
            [
                *(["Pinned"] if pinned else []),
                *([f"+{node.around} around it"] if node.around and not node.open else []),
            ]
        ),
    )


def rest_key(rest: Rest) -> str:
    """Return the name of the node that stands for a rest; no id of a record looks like it."""
    return f"{rest.node}~{rest.kind}"


def rest_card(rest: Rest) -> Card:
    """Return the card that stands for a rest."""
    words = f"+{rest.number} more {word_of(rest.kind, number=rest.number).lower()}"
    return Card(key=rest_key(rest), kind=rest.kind, head=words, lines=())


def line_word(link: Link) -> str:
    """Return the word beside a line; a settled link needs none, and its line is not dashed."""
    if link.state in _SURE:
        return ""
    score = "" if link.score is None or link.state != "proposed" else f" {link.score:.2f}"
    return f"{state(link.state)}{score}"


def engine() -> Path:
    """Return the folder of vis-network, which comes inside pyvis.

    It is found without importing pyvis, which would take a second for what is only a folder.
    """
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pyvis is not installed")
    return Path(spec.origin).parent.joinpath(*_ENGINE)


def columns_of(kinds: Iterable[str]) -> Mapping[str, int]:
    """Return for each kind that is there its column, from the left."""
    there = set(kinds)
    return {kind: place for place, kind in enumerate(kind for kind in LOOKS if kind in there)}
