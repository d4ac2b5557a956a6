"""Cards and the stage layout: nothing overlaps, no line runs behind a card, words for states."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from graph.network import Asked, Rest, explore
from tests.sample import Sample
from viz.network import LOOKS, WIDTH, Card, card, engine, line_word, rest_card
from viz.network_layout import GAP, GUTTER, Layout, layout


def board(
    cards: int, lines: int, seed: int
) -> tuple[list[Card], dict[str, tuple[str, str]], Layout]:
    """A layout of random cards and lines."""
    dice = random.Random(seed)  # noqa: S311 no secret: places to draw
    kinds = list(LOOKS)
    made = [
        Card(
            key=f"c{number}", kind=dice.choice(kinds), head="Head",
            lines=("words",) * dice.randint(1, 4),
        )
        for number in range(cards)
    ]  # fmt: skip
    joined = {
        f"l{number}": (pair[0].key, pair[1].key)
        for number, pair in enumerate(dice.sample(list(combinations(made, 2)), lines))
    }
    return made, joined, layout(made, joined, dashed=set(list(joined)[::2]))


BOARDS = pytest.mark.parametrize(
    ("cards", "lines", "seed"), [(1, 0, 1), (12, 14, 2), (60, 70, 3), (300, 420, 4), (40, 300, 5)]
)


@BOARDS
def test_no_two_cards_overlap(cards: int, lines: int, seed: int) -> None:
    """Cards of one column keep their distance, and columns lie beside each other."""
    made, _, drawn = board(cards, lines, seed)
    for one, two in combinations(made, 2):
        (x0, y0), (x1, y1) = drawn.places[one.key], drawn.places[two.key]
        assert abs(x0 - x1) >= WIDTH + GUTTER or (
            abs(y0 - y1) >= (one.height + two.height) / 2 + GAP - 1
        )


@BOARDS
def test_no_line_runs_behind_a_card(cards: int, lines: int, seed: int) -> None:
    """Wherever a line passes through a column, no card stands."""
    made, _, drawn = board(cards, lines, seed)
    for route in drawn.routes.values():
        for (x0, y0), (x1, y1) in list(zip(route.points, route.points[1:], strict=False))[1::2]:
            assert y0 == y1
            for one in made:
                x, y = drawn.places[one.key]
                if x0 < x < x1:
                    assert abs(y - y0) > one.height / 2


@BOARDS
def test_no_dashed_line_runs_beneath_a_plain_one(cards: int, lines: int, seed: int) -> None:
    """A lane belongs to settled lines of one card, or to unsettled ones, never to both."""
    _, joined, drawn = board(cards, lines, seed)
    dashed = set(list(joined)[::2])
    lanes: dict[tuple[int, int], set[tuple[str, bool]]] = {}
    for key, route in drawn.routes.items():
        for point in route.points[1:-1]:
            lanes.setdefault(point, set()).add((route.ends[0], key in dashed))

    assert [owners for owners in lanes.values() if len(owners) > 1] == []


@BOARDS
def test_lines_end_at_the_edges_of_their_cards(cards: int, lines: int, seed: int) -> None:
    """A line goes from the right edge of a card to the left edge of one further to the right."""
    _, joined, drawn = board(cards, lines, seed)
    assert set(drawn.routes) == set(joined)
    for key, route in drawn.routes.items():
        assert set(route.ends) == set(joined[key])
        (x0, y0), (x1, y1) = (drawn.places[end] for end in route.ends)
        assert route.points[0] == (x0 + WIDTH // 2, y0)
        assert route.points[-1] == (x1 + (WIDTH // 2 if route.beside else -WIDTH // 2), y1)
        assert route.beside == (x0 == x1)


def test_columns_stand_in_the_order_of_a_chain_without_empty_ones() -> None:
    """Only kinds that are there have a column."""
    made = [Card(key=kind, kind=kind, head="", lines=()) for kind in ("comment", "concern")]
    drawn = layout(made, {})

    assert [kind for kind, _ in drawn.columns] == ["concern", "comment"]
    assert drawn.columns[1][1] == WIDTH + GUTTER


def test_a_pinned_card_stands_where_it_was_put() -> None:
    """Its lines lead there."""
    made = [Card(key=kind, kind=kind, head="", lines=()) for kind in ("concern", "action")]
    drawn = layout(made, {"line": ("action", "concern")}, pinned={"action": (900, -50)})

    assert drawn.places["action"] == (900, -50)
    assert drawn.routes["line"].points[-1] == (900 - WIDTH // 2, -50)


def test_only_what_is_settled_goes_without_a_word(made: Sample) -> None:
    """A card that only proposals join says so, and so does each line; a stated one needs none."""
    network = explore(made.store, Asked(start=(made.concern.id,)))
    nodes = {node.id: node for node in network.nodes}
    planned = [link for link in network.links if made.planned.id in (link.subject, link.object)]
    done = [link for link in network.links if made.done.id in (link.subject, link.object)]

    assert card(nodes[made.planned.id], planned).tag == "◌ Proposed"
    assert line_word(planned[0]) == "◌ Proposed 0.41"
    assert card(nodes[made.done.id], done + planned).tag == ""
    assert line_word(done[0]) == ""


def test_a_card_says_its_kind_date_and_first_words(made: Sample) -> None:
    """Kind and date stand above the words, and what more there is below them."""
    network = explore(made.store, Asked(start=(made.concern.id,)))
    (node,) = (node for node in network.nodes if node.id == made.done.id)
    drawn = card(node, network.links, pinned=True)

    assert drawn.head == "Action · 20 November 2023"
    assert " ".join(drawn.lines) == made.done.text
    assert drawn.foot == "Pinned · +3 around it"


def test_a_rest_says_how_many_of_what() -> None:
    """The card of a rest is a number and a word."""
    assert (
        rest_card(Rest(node="c", kind="evidence", number=92)).head == "+92 more pieces of evidence"
    )


def test_the_engine_is_there() -> None:
    """The package that brings vis-network brings it where we look for it."""
    assert (engine() / "vis-network.min.js").is_file()
