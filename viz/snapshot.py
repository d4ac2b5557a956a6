"""The snapshot: one chain as one HTML file to mail or to keep, made with pyvis.

pyvis builds the network, but the page is our own: the template of pyvis loads style sheets from
outside and runs script that stands in headings or node ids. Here everything is escaped, the only
scripts are two that a content security policy names by their hashes, nothing is loaded, and a
table below the picture holds the same content in full.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import pyvis
from jinja2 import Environment, PackageLoader, StrictUndefined
from pyvis.network import Network

from graph.questions.trace import Chain
from viz.boxes import DASHED, follows, label, lines, look
from viz.select import Node, Picture, picture
from viz.stages import COLUMN_WIDTH, columns, positions
from viz.stages import labels as names_of
from viz.style import STAGES, progress, state
from viz.words import day, place

LARGEST = 700_000  # bytes, so that mail servers let it through
MOST = 150  # nodes; fewer where their words are many
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"dragNodes": False, "dragView": False, "zoomView": False},
    "nodes": {"shape": "box", "margin": 10, "font": {"size": 14, "align": "left"}},
    "edges": {
        "arrows": "to",
        "smooth": {"type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.7},
    },
}
HEADING = 110  # pixels from the middle of the first box up to the headings
MARGIN = 110  # pixels above the headings and below the middle of the last box
LINE = "#4a5968"


def snapshot(chain: Chain, *, most: int = MOST) -> str:
    """Return one whole HTML page that shows *chain* and needs nothing from outside.

    Args:
        chain: what to show.
        most: nodes in the picture at most; fewer where the page would grow beyond LARGEST bytes.
    """
    html = _page(chain, picture(chain, most=most))
    if len(html.encode()) > LARGEST and most > 1:
        return snapshot(chain, most=most // 2)
    return html


def _page(chain: Chain, drawn: Picture) -> str:
    table = columns(drawn)
    names = names_of(table)
    sources = follows(drawn, names)
    labels = {node.key: label(node, names, sources[node.key]) for node in drawn.nodes}
    places = positions(table, lines=lambda node: labels[node.key].count("\n") + 1)
    net = _network(drawn, table, labels=labels, places=places)
    nodes, edges, _, _, _, options = net.get_network_data()
    template = _environment().get_template("snapshot.html")
    style, boot = _asset("snapshot.css") + _shape(places), _asset("snapshot.js")
    return template.render(
        chain=chain,
        paper=chain.documents[chain.concern.document],
        table=table,
        names=names,
        sources=sources,
        left_out=drawn.left_out,
        data={"nodes": nodes, "edges": edges, "options": json.loads(options)},
        style=style,
        engine=_engine(),
        boot=boot,
        scripts=f"'{_hash(_engine())}' '{_hash(boot)}'",
        styles=f"'{_hash(style)}'",
    )


def _network(
    drawn: Picture,
    table: Mapping[str, Sequence[Node]],
    *,
    labels: Mapping[str, str],
    places: Mapping[str, tuple[int, int]],
) -> Network:
    """Build the network: boxes at fixed places, headings above the columns, arrows."""
    net = Network(directed=True, cdn_resources="in_line")
    net.set_options(json.dumps(OPTIONS))
    top = min(y for _, y in places.values()) - HEADING
    for index, (heading, colour) in enumerate(STAGES.values()):
        font = {"size": 20, "color": colour}
        x = index * COLUMN_WIDTH
        net.add_node(f"stage-{index}", heading, "text", x=x, y=top, font=font)
    for node in drawn.nodes:
        x, y = places[node.key]
        net.add_node(node.key, labels[node.key], "box", x=x, y=y, **look(node))
    for edge in lines(drawn, table):
        dashes = False if edge.state in ("stated", "confirmed") else DASHED
        net.add_edge(edge.source, edge.target, dashes=dashes, color=LINE)
    return net


def _shape(places: Mapping[str, tuple[int, int]]) -> str:
    """The proportions of the picture, so that it fills its frame at any width."""
    heights = [y for _, y in places.values()]
    width = COLUMN_WIDTH * len(STAGES)
    height = max(heights) - min(heights) + HEADING + 2 * MARGIN
    return f"#picture{{aspect-ratio:{width}/{height}}}\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("viz"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = day
    environment.globals.update(place=place, state=state, progress=progress, stages=STAGES)
    return environment


@cache
def _engine() -> str:
    return files(pyvis).joinpath(VIS).read_text(encoding="utf-8")


@cache
def _asset(name: str) -> str:
    return files("viz").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The name of an inline script or style in a content security policy."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
