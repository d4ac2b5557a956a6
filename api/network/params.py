"""The parameters of the explorer's addresses, as FastAPI checks and documents them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Query

from api.deps import Authority, Date
from api.network import marks
from api.network.state import DEEPEST, Layout, State, Step, within
from ontology.errors import SightlineError

Id = Annotated[str, Query(max_length=100)]
Ids = Annotated[list[Annotated[str, Query(max_length=100)]] | None, Query()]
Marks = Annotated[list[Annotated[str, Query(max_length=200)]] | None, Query()]
Place = Annotated[int | None, Query(ge=-999_999, le=999_999)]


def _state(
    authority: Authority = None,
    start: Annotated[
        Ids, Query(description="Id of a record or an owner to start at; may be repeated.")
    ] = None,
    depth: Annotated[
        int, Query(ge=1, le=DEEPEST, description="Links to follow from each start.")
    ] = 1,
    open: Annotated[
        Marks, Query(description="Expanded nodes: ID, or ID~KIND.KIND~SINCE~UNTIL.")
    ] = None,
    shut: Annotated[Ids, Query(description="Nodes near the start that stay closed.")] = None,
    more: Annotated[
        Marks, Query(description="How many neighbours of a kind to show: ID~KIND~NUMBER.")
    ] = None,
    pin: Annotated[Marks, Query(description="Nodes that stay: ID, or ID~X~Y.")] = None,
    first: Annotated[Id, Query(alias="from", description="One end of a path.")] = "",
    last: Annotated[Id, Query(alias="to", description="Its other end.")] = "",
    kind: Annotated[Ids, Query(description="Only nodes of this kind; may be repeated.")] = None,
    theme: Annotated[str | None, Query(max_length=100, description="Code of a theme.")] = None,
    state: Annotated[
        Ids, Query(description="Only links in this state; may be repeated. All but rejected.")
    ] = None,
    since: Date = None,
    until: Date = None,
    layout: Layout = "stage",
    node: Annotated[Id, Query(description="The node whose details are shown.")] = "",
    q: Annotated[str, Query(max_length=1000, description="Words to find a start by.")] = "",
) -> State:
    return within(
        State(
            authority=authority or None,
            start=tuple(dict.fromkeys(one for one in start or () if one)),
            depth=depth,
            openings=marks.openings(open or ()),
            shut=tuple(dict.fromkeys(shut or ())),
            more=marks.revealed(more or ()),
            pins=marks.pinned(pin or ()),
            ends=(first, last),
            kinds=marks.kinds(kind or ()),
            theme=theme or None,
            states=marks.states(state or ()),
            since=since or None,
            until=until or None,
            layout=layout,
            node=node,
            sought=q.strip(),
        )
    )


def _step(
    do: Annotated[
        Literal["", "expand", "collapse", "reveal", "pin", "unpin", "add", "drop"],
        Query(description="A step to take from this state; the answer has the new address."),
    ] = "",
    at: Annotated[Id, Query(description="The node that the step is about.")] = "",
    only: Annotated[Ids, Query(description="Kinds to expand to, or to reveal.")] = None,
    after: Date = None,
    before: Date = None,
    x: Place = None,
    y: Place = None,
) -> Step | None:
    if not do:
        return None
    if not at:
        raise SightlineError(f"name the node to {do} with at=ID")
    place = None if x is None or y is None else (x, y)
    return Step(do=do, at=at, only=tuple(only or ()), after=after, before=before, place=place)


StateDep = Annotated[State, Depends(_state)]
StepDep = Annotated[Step | None, Depends(_step)]
