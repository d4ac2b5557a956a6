"""``/network`` and ``/api/network``: the graph itself, explored node by node."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.choices import in_scope
from api.deps import KnownDep, StoreDep
from api.known import Known
from api.network.finding import found, owners, pressing
from api.network.graphml import graphml
from api.network.params import StateDep, StepDep
from api.network.rows import dates, looks, network_row, thing_row
from api.network.state import DEEPEST, State, take
from api.pages import page
from graph.network import MOST, Network, explore
from graph.network.holdings import Holdings, holdings_of
from graph.network.nodes import Thing
from graph.questions.rows import Json
from graph.records import Owner
from graph.store.base import Store
from ontology.vocabulary import scheme

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
data = APIRouter(prefix="/api", tags=["questions"])

Format = Annotated[
    Literal["json", "graphml"], Query(description="graphml: a file for Gephi or yEd.")
]
EXAMPLE = {"address": "/network?start=concern-0123456789abcdef", "nodes": [], "links": []}


@router.get("/network")
def network(store: StoreDep, known: KnownDep, state: StateDep, step: StepDep) -> Response:
    """The part of the graph that the address asks for, as lists and, with a script, a picture."""
    if step:
        return RedirectResponse(take(state, step).address(), status_code=303)
    authority = in_scope(store, state.authority)
    row = _row(store, known, state)
    nodes = {str(node["id"]): node for node in _nodes(row)}
    scope = state.authority or _only(row) or authority
    return page(
        "network.html",
        title="Network",
        section="/network",
        twin=state.address("/api/network"),
        authority=scope,
        authorities=store.authorities(),
        net=row,
        texts={key: str(node["text"]) for key, node in nodes.items()},
        chosen=nodes.get(state.node) or nodes.get(next(iter(state.start), "")),
        now=state,
        deepest=DEEPEST,
        themes=[(theme.id, theme.label) for theme in scheme("themes")],
        states=[concept.id for concept in scheme("link_states")],
        hints=[] if state.start else _hints(store, known, authority),
    )


@data.get(
    "/network",
    response_class=JSONResponse,
    responses={200: {"content": {"application/json": {"example": EXAMPLE}}}},
)
def network_data(
    store: StoreDep, known: KnownDep, state: StateDep, step: StepDep, format: Format = "json"
) -> Response:
    """Nodes and links around a start; with a step, those after it and the address that they have.

    At most 300 nodes; ``rests`` tell what an expanded node has more.
    """
    if step:
        state = take(state, step)
    if format == "graphml":
        return Response(
            graphml(_explore(store, known, state)),
            media_type="application/graphml+xml",
            headers={"Content-Disposition": 'attachment; filename="sightline-network.graphml"'},
        )
    return JSONResponse(_row(store, known, state))


def _row(store: Store, known: Known, state: State) -> Json:
    """What is found by words, and the network where there is a start."""
    sought = _found(store, known, state) if state.sought else []
    results = {"found": [_result(store, thing) for thing in sought]}
    if not state.start:
        return _nothing(store, state) | results
    return network_row(state, _explore(store, known, state)) | results


def _explore(store: Store, known: Known, state: State) -> Network:
    return explore(store, state.asked(), holdings=lambda name: _holdings(store, known, name))


def _holdings(store: Store, known: Known, authority: str) -> Holdings:
    return known.keep(("holdings", authority), lambda: holdings_of(store, authority))


def _nothing(store: Store, state: State) -> Json:
    """The answer while no start is chosen."""
    return {
        "address": state.address(),
        "said": "Nothing is chosen to start at.",
        "most": MOST,
        "full": False,
        "filtered": 0,
        "unknown": [],
        "path": [],
        "nodes": [],
        "links": [],
        "rests": [],
        "layout": None,
        "looks": looks(),
        "dates": dates(store.documents(authority=state.authority)),
    }


def _found(store: Store, known: Known, state: State) -> list[Thing]:
    authority = in_scope(store, state.authority)
    named: Iterable[Owner] = ()
    if authority:
        named = owners(_holdings(store, known, authority), state.sought)
    return [*named, *found(store, state.sought, authority=authority)]


def _result(store: Store, thing: Thing) -> Json:
    if isinstance(thing, Owner):
        return thing_row(thing, {})
    return thing_row(thing, {thing.document: store.document(thing.document)})


def _hints(store: Store, known: Known, authority: str | None) -> list[Json]:
    """Concerns to begin with, those with the gravest gaps."""
    if authority is None:
        return []
    return [_result(store, thing) for thing in pressing(store, known.gaps(authority))]


def _only(row: Json) -> str | None:
    """The authority of all nodes, if it is one."""
    names = {str(node["authority"]) for node in _nodes(row)}
    return names.pop() if len(names) == 1 else None


def _nodes(row: Json) -> list[Json]:
    return cast(list[Json], row["nodes"])
