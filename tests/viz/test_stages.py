"""Where the nodes of a picture stand."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.questions.trace import Chain
from tests.builders import a_link, a_paper
from viz.select import Edge, Node, Picture, picture
from viz.stages import columns, labels, positions
from viz.style import STAGES


def _node(stage: str, name: str, date: str = "") -> Node:
    return Node(key=name, stage=stage, role="record", words=name, date=date)


def _picture(nodes: list[Node], pairs: list[tuple[str, str]]) -> Picture:
    edges = tuple(Edge(source=a, target=b, state="stated") for a, b in pairs)
    return Picture(nodes=tuple(nodes), edges=edges)


def _crossings(table: dict[str, list[Node]], pairs: list[tuple[str, str]]) -> int:
    """How many pairs of lines between the same two columns cross."""
    row = {n.key: (stage, i) for stage, nodes in table.items() for i, n in enumerate(nodes)}
    lines = [(row[a], row[b]) for a, b in pairs]
    return sum(
        (a1[1] - b1[1]) * (a2[1] - b2[1]) < 0
        for i, (a1, a2) in enumerate(lines)
        for b1, b2 in lines[:i]
        if (a1[0], a2[0]) == (b1[0], b2[0])
    )


def test_lines_do_not_cross_where_they_need_not() -> None:
    """Evidence that is given in the reverse order of its actions is put into their order."""
    actions = [_node("action", f"a{i}") for i in range(6)]
    evidence = [_node("evidence", f"e{i}") for i in reversed(range(6))]
    pairs = [(f"a{i}", f"e{i}") for i in range(6)]
    table = columns(_picture([*actions, *evidence], pairs))
    assert _crossings(table, pairs) == 0


def test_the_last_column_is_a_line_of_time() -> None:
    """Later comments stand in the order of their dates, whatever they are about."""
    comments = [_node("comment", f"c{year}", date=str(year)) for year in (2024, 2021, 2022)]
    actions = [_node("action", "a1"), _node("action", "a2")]
    table = columns(_picture([*actions, *comments], [("a2", "c2021"), ("a1", "c2024")]))
    assert [node.key for node in table["comment"]] == ["c2021", "c2022", "c2024"]


def test_what_papers_state_stands_above_proposals() -> None:
    """In a column of actions those that a paper states come first, whatever the lines."""
    letter = a_paper("letter.pdf")
    concern = letter.concern("Plans are weak.")
    said = [letter.action("Write plans."), letter.action("Check plans.")]
    links = [a_link(said[0], "respondsTo", concern)]
    links.append(a_link(said[1], "respondsTo", concern, basis="stated"))
    actions = [
        Node(key=one.id, stage="action", role="record", words=one.text, links=(link,))
        for one, link in zip(said, links, strict=True)
    ]
    table = columns(_picture(actions, []))
    assert [node.key for node in table["action"]] == [said[1].id, said[0].id]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_node_is_lost_and_no_two_overlap(data: st.DataObject) -> None:
    """Every node stands in its own column, once, and boxes of one column do not overlap."""
    stages = data.draw(st.lists(st.sampled_from(list(STAGES)), min_size=1, max_size=25))
    nodes = [_node(stage, f"n{number}") for number, stage in enumerate(stages)]
    ends = st.sampled_from([node.key for node in nodes])
    pairs = data.draw(st.lists(st.tuples(ends, ends), max_size=30))
    table = columns(_picture(nodes, pairs))
    assert sorted(n.key for column in table.values() for n in column) == sorted(
        n.key for n in nodes
    )
    assert all(node.stage == stage for stage, column in table.items() for node in column)
    places = positions(table, lines=lambda node: 4)
    for column in table.values():
        heights = [places[node.key][1] for node in column]
        assert len({places[node.key][0] for node in column}) <= 1
        assert all(below - above >= 4 * 17 for above, below in pairwise(heights))


def test_names_are_unique_and_count_from_the_top(chain: Chain) -> None:
    """Each record has a short name of its own, gaps and silences have none."""
    table = columns(picture(chain))
    names = labels(table)
    assert len(set(names.values())) == len(names) == 7
    assert [names[node.key] for node in table["action"] if node.role == "record"] == ["A1", "A2"]


def test_gaps_end_their_column(chain: Chain) -> None:
    """Gap cards stand below the records of their column."""
    for column in columns(picture(chain)).values():
        roles = [node.role == "gap" for node in column]
        assert roles == sorted(roles)
