"""The walk through the network: how far it goes, what it leaves out, and what it says of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.network import MOST, STEP, Asked, Network, Opening, explore
from graph.records import Decision, Record
from graph.store.base import Store
from ontology.errors import UnknownRecordError
from tests.builders import a_link, a_paper, load
from tests.sample import Sample, sample


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Sample]:
    """A store with one whole chain."""
    made = sample(tmp_path)
    yield made
    made.store.close()


def ids(network: Network) -> set[str]:
    """Ids of the nodes."""
    return {node.id for node in network.nodes}


def relations(network: Network) -> set[str]:
    """Relations of the links."""
    return {link.relation for link in network.links}


def test_depth_is_counted_in_links(made: Sample) -> None:
    """One link from a concern stand its actions and comments; two links off, what they rest on."""
    near = explore(made.store, Asked(start=(made.concern.id,)))
    far = explore(made.store, Asked(start=(made.concern.id,), depth=2))
    owner = made.done.owners[0].id

    assert ids(near) == {
        made.concern.id, made.restated.id, made.done.id, made.planned.id, made.praise.id
    }  # fmt: skip
    assert ids(far) == ids(near) | {made.audit.id, made.slow.id, owner}
    assert {node.id: node.distance for node in far.nodes}[owner] == 2
    assert relations(far) == {"restates", "respondsTo", "evidencedBy", "commentsOn", "ownedBy"}


def test_every_link_between_two_shown_nodes_is_shown(made: Sample) -> None:
    """A link whose two ends are both in the picture is never left out, whoever brought them in."""
    network = explore(made.store, Asked(start=(made.done.id, made.slow.id, made.audit.id)))

    assert {(k.subject, k.object) for k in network.links} >= {
        (made.slow.id, made.done.id),
        (made.done.id, made.audit.id),
    }


def test_a_node_says_how_much_more_is_around_it(made: Sample) -> None:
    """A node that is not expanded counts its neighbours that are not in the picture."""
    network = explore(made.store, Asked(start=(made.concern.id,)))
    around = {node.id: node.around for node in network.nodes}

    assert around[made.done.id] == 3  # its owner, its evidence, and a comment
    assert around[made.praise.id] == 0


def test_expanding_brings_only_what_is_asked_for(made: Sample) -> None:
    """An expansion may be to one kind alone, and to papers of a span of time."""
    start = (made.concern.id,)
    evidence = Opening(kinds=frozenset({"evidence"}))
    late = Opening(since="2024-01")

    only = explore(made.store, Asked(start=start, openings={made.done.id: evidence}))
    after = explore(made.store, Asked(start=start, openings={made.done.id: late}))

    assert made.audit.id in ids(only)
    assert made.slow.id not in ids(only)
    assert made.slow.id in ids(after)
    assert made.audit.id not in ids(after)


def test_collapsing_takes_away_what_only_that_node_led_to(made: Sample) -> None:
    """A closed node near the start leads no further."""
    asked = Asked(start=(made.concern.id,), depth=2, shut=frozenset({made.done.id}))

    assert made.audit.id not in ids(explore(made.store, asked))


def test_what_is_kept_stays(made: Sample) -> None:
    """A pinned node stays in the picture although nothing leads to it any more."""
    network = explore(made.store, Asked(start=(made.concern.id,), kept=(made.audit.id,)))
    (pinned,) = (node for node in network.nodes if node.id == made.audit.id)

    assert pinned.distance is None
    assert (made.done.id, made.audit.id) in {(k.subject, k.object) for k in network.links}


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"kinds": frozenset({"comment"})}, {"praise"}),
        ({"theme": "missing_children"}, set()),
        ({"until": "2023"}, {"restated", "done", "planned"}),
        ({"since": "2024-02-08"}, {"praise"}),
        ({"states": frozenset({"stated"})}, {"restated", "done"}),
        ({"states": frozenset({"proposed"})}, {"planned", "praise"}),
        ({"states": frozenset({"rejected"})}, set()),
    ],
)
def test_filters_leave_out_what_does_not_fit(
    made: Sample, asked: dict[str, object], left: set[str]
) -> None:
    """Of a start's neighbours those stay that fit; the start itself always does."""
    network = explore(made.store, Asked(start=(made.concern.id,), **asked))  # type: ignore[arg-type]

    assert ids(network) - {made.concern.id} == {getattr(made, name).id for name in left}


def test_what_filters_leave_out_is_counted(made: Sample) -> None:
    """The number of neighbours that the filters hide is told."""
    asked = Asked(start=(made.concern.id,), kinds=frozenset({"comment"}))

    assert explore(made.store, asked).filtered == 3


def test_rejected_links_are_shown_only_when_asked_for(made: Sample) -> None:
    """A link that a person rejected joins nothing, unless rejected links are asked for."""
    link = made.links[4]
    made.store.decide(
        Decision(
            link=link.id, subject=link.subject, relation=link.relation, object=link.object,
            state="rejected", by="A. Reader", at="2025-05-01T10:00:00+00:00", reason="other",
        )
    )  # fmt: skip
    plain = explore(made.store, Asked(start=(made.concern.id,)))
    asked = Asked(start=(made.concern.id,), states=frozenset({"rejected"}))

    assert made.praise.id not in ids(plain)
    assert ids(explore(made.store, asked)) == {made.concern.id, made.praise.id}


def test_the_shortest_path_is_found(made: Sample) -> None:
    """From a comment over its action to the concern and on to another comment."""
    asked = Asked(start=(made.slow.id,), ends=(made.slow.id, made.praise.id))
    network = explore(made.store, asked)

    assert network.path == (made.slow.id, made.done.id, made.concern.id, made.praise.id)
    assert set(network.path) <= ids(network)


@pytest.mark.parametrize("states", [{"stated"}, {"confirmed"}])
def test_a_path_uses_only_links_that_are_followed(made: Sample, states: set[str]) -> None:
    """Without proposals there is no path over one."""
    ends = (made.slow.id, made.praise.id)
    asked = Asked(start=(made.slow.id,), ends=ends, states=frozenset(states))

    assert explore(made.store, asked).path == ()


def test_an_owner_is_a_node_like_any_other(made: Sample) -> None:
    """One can start at an owner and come to what it owns."""
    owner = made.done.owners[0]
    network = explore(made.store, Asked(start=(owner.id,)))

    assert ids(network) == {owner.id, made.done.id}
    assert network.nodes[0].thing == owner
    assert network.nodes[0].kind == "owner"


def test_what_is_no_longer_held_is_told(made: Sample) -> None:
    """Unknown ids in a kept address are named; where no start is known, that is an error."""
    asked = Asked(start=(made.concern.id, "concern-gone"), kept=("action-gone",))

    assert explore(made.store, asked).unknown == ("concern-gone", "action-gone")
    with pytest.raises(UnknownRecordError, match="concern-gone"):
        explore(made.store, Asked(start=("concern-gone",)))


@dataclass(frozen=True)
class Star:
    """A concern with many comments, each with its own action's worth of more."""

    store: Store
    middle: Record
    comments: list[Record]


@pytest.fixture
def star(store: Store) -> Star:
    """A concern that 500 comments are proposed for, the later the likelier."""
    report = a_paper("report.txt", visit="2023-05-19")
    middle = report.concern("The middle of it all.")
    letter = a_paper("letter.txt", visit="2024-02-08", kind="monitoring_visit")
    comments = [letter.comment(f"Comment number {number}.") for number in range(500)]
    links = [
        a_link(comment, "commentsOn", middle, score=number / 1000)
        for number, comment in enumerate(comments)
    ]
    load(store, report, letter, links=links)
    return Star(store, middle, list(comments))


def test_of_many_neighbours_the_best_come_first(star: Star) -> None:
    """An expansion brings so many of a kind, the likeliest ones, and tells the rest."""
    network = explore(star.store, Asked(start=(star.middle.id,)))

    best = {comment.id for comment in star.comments[-STEP:]}
    assert ids(network) == {star.middle.id} | best
    (rest,) = network.rests
    assert (rest.node, rest.kind, rest.number) == (star.middle.id, "comment", 500 - STEP)
    assert not network.full


def test_more_of_a_kind_can_be_asked_for(star: Star) -> None:
    """As many come as are asked for."""
    asked = Asked(start=(star.middle.id,), more={(star.middle.id, "comment"): 40})
    network = explore(star.store, asked)

    assert len(network.nodes) == 41
    assert network.rests[0].number == 460


@pytest.mark.parametrize("wanted", [298, 299, 300, 450, 9999])
def test_a_picture_never_holds_more_than_its_limit(star: Star, wanted: int) -> None:
    """Nodes and those that stand for a rest are at most 300; what found no room is counted."""
    asked = Asked(start=(star.middle.id,), more={(star.middle.id, "comment"): wanted})
    network = explore(star.store, asked)

    assert len(network.nodes) + len(network.rests) <= MOST
    assert len(network.nodes) - 1 + network.rests[0].number == 500
    assert network.full == (wanted > 298)


def test_the_same_question_has_the_same_answer(star: Star) -> None:
    """Nodes and links come in the same order every time."""
    asked = Asked(start=(star.middle.id,), depth=3)

    assert explore(star.store, asked) == explore(star.store, asked)
