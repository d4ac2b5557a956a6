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
import textwrap
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import pyvis
from jinja2 import Environment, PackageLoader, StrictUndefined
from pyvis.network import Network

from graph.trace import Chain
from viz.select import Node, Picture, picture
from viz.stages import COLUMN_WIDTH, columns, labels, positions
from viz.style import STAGES, progress, state
from viz.words import day, place

LARGEST = 700_000  # bytes, so that mail servers let it through
MOST = 150  # nodes; fewer where their words are many
WRAP = 33  # characters of a line within a box
LINES = 7  # of a quote within a box; the table has all of it
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
DASHED = [7, 5]
OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"dragNodes": False, "dragView": False, "zoomView": False},
    "nodes": {"shape": "box", "margin": 10, "font": {"size": 14, "align": "left"}},
    "edges": {"arrows": "to"},
}
BOX_WIDTH = 250  # pixels
HEADING = 110  # pixels from the middle of the first box up to the headings
MARGIN = 110  # pixels above the headings and below the middle of the last box
LINE = "#4a5968"
STRAIGHT = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal"}
# A line over several columns bows, or it would seem to end at the boxes that it runs behind.
BOW = {"enabled": True, "type": "curvedCCW", "roundness": 0.12}


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
    names = labels(table)
    places = positions(table, lines=lambda node: len(_label(node, names).split("\n")))
    nodes, edges, _, _, _, options = _network(drawn, places, names).get_network_data()
    sources: dict[str, list[str]] = defaultdict(list)
    for edge in drawn.edges:
        if edge.source in names and names[edge.source] not in sources[edge.target]:
            sources[edge.target].append(names[edge.source])
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
    drawn: Picture, places: Mapping[str, tuple[int, int]], names: Mapping[str, str]
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
        net.add_node(node.key, _label(node, names), "box", x=x, y=y, **_look(node))
    for edge in drawn.edges:
        if edge.state == "gap":
            continue  # the box of a gap names what it is about; lines to it would only cross
        sure = edge.state in ("stated", "confirmed")
        columns_over = (places[edge.target][0] - places[edge.source][0]) // COLUMN_WIDTH
        smooth = BOW if columns_over > 1 else STRAIGHT
        dashes = False if sure else DASHED
        net.add_edge(edge.source, edge.target, dashes=dashes, color=LINE, smooth=smooth)
    return net


def _label(node: Node, names: Mapping[str, str]) -> str:
    """What a box says: name, date and state, then as much of the words as fits."""
    words = textwrap.wrap(node.words, WRAP, max_lines=LINES, placeholder=" …")
    if node.role == "gap":
        about = dict.fromkeys(names[gap.subject] for gap in node.gaps if gap.subject in names)
        return "\n".join(["Gap:", *words, *textwrap.wrap(", ".join(about), WRAP, max_lines=2)])
    if node.role == "silence":
        return "\n".join([f"Silence · {day(node.date)}", *words])
    head = [f"{names[node.key]} · {day(node.date)}"]
    if node.links:
        head.append(str(state(node.state)))
    if node.progress:
        head.append(str(progress(node.progress)))
    return "\n".join([*head, *words])


def _look(node: Node) -> dict[str, object]:
    """Colours and border of a box; dashed where nothing settled stands behind it."""
    colour = {"gap": "#8f1d14", "silence": "#4a5968"}.get(node.role, STAGES[node.stage][1])
    ground = {"gap": "#fdf3f1", "silence": "#f4f6f8"}.get(node.role, "#ffffff")
    sure = node.role == "record" and node.state in ("stated", "confirmed")
    paint = {"background": ground, "border": colour}
    return {
        "color": paint | {"highlight": paint},
        "borderWidth": 2,
        "widthConstraint": BOX_WIDTH,
        "shapeProperties": {"borderDashes": False if sure else DASHED},
    }


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
