"""The network as JSON: records and links as everywhere in the API, and beside them how they look.

Lists, panel and picture of the page are made of these rows alone, on the server or by the script.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType

from api.network.facts import facts, page_of
from api.network.state import State
from api.wording import count, here, relation
from graph.network import MOST, Network, Node
from graph.network.nodes import Thing, kind_of
from graph.questions.rows import Json, link_row, record_row
from graph.records import Document, Link, Owner
from viz.network import LOOKS, WIDTH, Card, card, line_word, rest_card, rest_key, standing, word_of
from viz.network_layout import layout
from viz.style import progress
from viz.style import state as state_look
from viz.words import day, place

# What records say of each other in themselves; the words of all other links are the ontology's.
RELATIONS = MappingProxyType(
    {"ownedBy": ("is owned by", "owns"), "partOf": ("is part of", "has as a part")}
)


def network_row(state: State, network: Network) -> Json:
    """Return the answer of ``/api/network`` about what has been found."""
    joined: dict[str, list[Link]] = defaultdict(list)
    for link in network.links:
        joined[link.subject].append(link)
        joined[link.object].append(link)
    nodes = sorted(network.nodes, key=lambda node: (list(LOOKS).index(node.kind), node.date))
    cards = {node.id: card(node, joined[node.id], pinned=node.id in state.pins) for node in nodes}
    rests = {rest_key(rest): rest for rest in network.rests}
    every = [*cards.values(), *map(rest_card, rests.values())]
    lines = {link.id: (link.subject, link.object) for link in network.links}
    lines |= {key: (rest.node, key) for key, rest in rests.items()}
    places = {key: at for key, at in state.pins.items() if at and key in cards}
    dashed = {link.id for link in network.links if not link.settled}
    drawn = layout(every, lines, dashed=dashed, pinned=places)
    return {
        "address": state.address(),
        "said": said(state, network),
        "most": MOST,
        "full": network.full,
        "filtered": network.filtered,
        "unknown": list(network.unknown),
        "path": list(network.path),
        "nodes": [_node(state, network, node, cards[node.id], joined[node.id]) for node in nodes],
        "links": [_link(link) for link in network.links],
        "rests": [
            {"id": key, "node": rest.node, "kind": rest.kind, "number": rest.number}
            | {"card": _card(rest_card(rest))}
            for key, rest in rests.items()
        ],
        "layout": {
            "kind": state.layout,
            "width": WIDTH,
            "top": drawn.top,
            "columns": [{"kind": kind, "x": x} for kind, x in drawn.columns],
            "places": drawn.places,
            "routes": {key: asdict(route) for key, route in drawn.routes.items()},
        },
        "looks": looks(),
        "dates": dates(network.documents.values()),
    }


def looks() -> Json:
    """Return word, colour and shape of every kind of node."""
    return {kind: asdict(look) for kind, look in LOOKS.items()}


def dates(papers: Iterable[Document]) -> list[Json]:
    """Return the dates of papers, oldest first, each with its words."""
    found = sorted({paper.date for paper in papers if paper.date})
    return [{"date": date, "words": day(date)} for date in found]


def thing_row(thing: Thing, papers: Mapping[str, Document]) -> Json:
    """Return a record or an owner with its kind in a word, where it stands, and its pages."""
    kind = kind_of(thing)
    row: Json = {"id": thing.id, "kind": kind, "word": word_of(kind), "facts": facts(thing)}
    if isinstance(thing, Owner):
        owner = {"id": thing.id, "name": thing.name, "kind": thing.kind}
        return (
            row
            | {"text": thing.name, "date": None, "day": "", "where": "", "reader": None}
            | {
                "page": None,
                "record": owner,
            }
        )
    paper = papers.get(thing.document)
    title = paper.title if paper else thing.document
    return row | {
        "text": thing.text,
        "date": (paper.date if paper else "") or None,
        "day": day(paper.date) if paper else "",
        "where": ", ".join(filter(None, (title, place(thing.quote)))),
        "reader": here(thing.quote, thing.id),
        "page": page_of(thing),
        "record": record_row(thing, paper.file if paper else None),
    }


def said(state: State, network: Network) -> str:
    """Return in a sentence or two what the picture holds, and what it does not."""
    kinds = Counter(node.kind for node in network.nodes)
    parts = [
        count(kinds[kind], _one(kind), look.words) for kind, look in LOOKS.items() if kinds[kind]
    ]
    told = [f"{count(len(network.nodes), 'node')} and {count(len(network.links), 'link')}"]
    told[0] += f": {', '.join(parts)}."
    if all(state.ends):
        told.append(_path(network))
    if network.filtered:
        out = count(network.filtered, "node")
        told.append(f"The filters leave out {out}, and what only they lead to.")
    if network.full:
        told.append(f"The picture is full: it holds at most {MOST} nodes.")
    if network.unknown:
        gone = count(len(network.unknown), "node")
        told.append(f"Of this address, {gone} cannot be found: its paper may have been replaced.")
    return " ".join(told)


def _one(kind: str) -> str:
    return "piece of evidence" if kind == "evidence" else LOOKS[kind].word.lower()


def _path(network: Network) -> str:
    if not network.path:
        return "No path joins the two nodes within eight links."
    pairs = {frozenset(pair) for pair in zip(network.path, network.path[1:], strict=False)}
    # Two nodes may be joined by several links; the best of them is the one to go by.
    best = {
        pair: standing(link for link in network.links if {link.subject, link.object} == pair)
        for pair in pairs
    }
    unsure = sum(found not in ("stated", "confirmed") for found in best.values())
    how = f", {unsure} of them not settled" if unsure else ", each stated or confirmed"
    return f"The path has {count(len(pairs), 'link')}{how}."


def _node(state: State, network: Network, node: Node, drawn: Card, links: list[Link]) -> Json:
    best = standing(links)
    return thing_row(node.thing, network.documents) | {
        "authority": node.authority,
        "distance": node.distance,
        "open": node.open,
        "around": node.around,
        "start": node.id in state.start,
        "pinned": node.id in state.pins,
        "placed": bool(state.pins.get(node.id)),
        "on_path": node.id in network.path,
        "standing": best,
        "tag": drawn.tag,
        "card": _card(drawn),
    }


def _card(drawn: Card) -> Json:
    return {
        "head": drawn.head,
        "lines": list(drawn.lines),
        "tag": drawn.tag,
        "foot": drawn.foot,
        "height": drawn.height,
    }


def _link(link: Link) -> Json:
    words = RELATIONS.get(link.relation) or (
        relation(link.relation),
        relation(link.relation, backwards=True),
    )
    return link_row(link) | {
        "settled": link.settled,
        "words": words[0],
        "inverse": words[1],
        "line": line_word(link),
        "state_words": str(state_look(link.state)),
        "progress_words": str(progress(link.progress)) if link.progress else "",
    }
