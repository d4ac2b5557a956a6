"""JSON and GraphML: what programs read, and that no words of a paper can do harm in any format."""

from __future__ import annotations

import io
import json
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

from graph.export import EXPORTERS
from graph.export.common import Portfolio, printable
from graph.export.walk import portfolio
from graph.questions.answers import chain_json
from graph.questions.trace import trace
from tests.exports import QUOTES, READERS, Page, folded, pdf_words, written
from tests.graph.export.conftest import TODAY
from tests.sample import HOSTILE, Sample, sample

ALLOWED = set(
    "html head meta title style body main h1 h2 h3 p table caption colgroup col thead tbody tr th "
    "td nav ul li a blockquote bdi footer cite strong code".split()
)


@pytest.fixture
def hostile(tmp_path: Path) -> Sample:
    """A chain whose every text tries to break out of every format."""
    return sample(tmp_path, words=" ".join(HOSTILE), name="hostile.db")


@pytest.fixture
def attacked(hostile: Sample) -> Portfolio:
    """The evidence about it, proposals too."""
    return portfolio(hostile.store, [hostile.concern.id], only="all", today=TODAY, environ={})


def test_every_format_is_described() -> None:
    """Each format has a name of its own, a media type and a suffix, and is written by a call."""
    assert set(READERS) <= set(EXPORTERS)
    assert len({one.suffix for one in EXPORTERS.values()}) == len(EXPORTERS)
    for name, exporter in EXPORTERS.items():
        assert exporter.name == name
        assert "/" in exporter.media_type
        assert exporter.suffix.startswith(".")


def test_json_holds_what_trace_gives(everything: Portfolio) -> None:
    """Each chain is what ``trace`` answers, with its sub-points; the sources stand beside."""
    told = json.loads(written(everything, "json"))
    concern = everything.chains[0].concern.id
    answer = json.loads(json.dumps(chain_json(trace(everything.view, concern, today=TODAY))))

    assert {key: told["chains"][0][key] for key in answer} == answer
    assert [len(chain["parts"]) for chain in told["chains"]].count(3) == 1
    assert {source["id"] for source in told["sources"]} == set(everything.sources)
    assert told["only"] == "all"
    assert told["proposals_left_out"] == 0


def test_json_says_what_is_left_out(settled: Portfolio) -> None:
    """The settled export gives the number of proposals left out, as a whole and by chain."""
    told = json.loads(written(settled, "json"))

    assert told["proposals_left_out"] == settled.proposals_left_out > 0
    assert (
        sum(chain["proposals_left_out"] for chain in told["chains"]) >= settled.proposals_left_out
    )


def test_networkx_reads_the_graph_back(everything: Portfolio) -> None:
    """Every record and every link within the chains is in the GraphML file, with its state."""
    graph = nx.read_graphml(io.BytesIO(written(everything, "graphml")), force_multigraph=True)
    edges = {facts["id"]: facts for _, _, facts in graph.edges(data=True)}
    within = {
        link.id: link
        for link in everything.links.values()
        if link.subject in everything.records and link.object in everything.records
    }

    assert set(everything.records) <= set(graph.nodes)
    assert set(everything.sources) <= set(graph.nodes)
    assert len(within) > 100
    assert {key: edges[key]["state"] for key in within} == {
        key: link.state for key, link in within.items()
    }
    assert {facts["kind"] for _, facts in graph.nodes(data=True)} >= {"owner", "document"}


def test_the_graph_says_who_owns_and_what_is_part(everything: Portfolio) -> None:
    """Edges lead from actions to owners, from sub-points to their whole, from all to papers."""
    graph = nx.read_graphml(io.BytesIO(written(everything, "graphml")), force_multigraph=True)
    relations = [facts["relation"] for _, _, facts in graph.edges(data=True)]

    assert relations.count("partOf") == 3
    assert relations.count("statedIn") == len(everything.records)
    assert relations.count("ownedBy") > 5


@pytest.mark.parametrize("name", QUOTES)
def test_hostile_words_stay_words(name: str, attacked: Portfolio) -> None:
    """Words that try to break out of a format are still there as words, in every format."""
    found = set(QUOTES[name](written(attacked, name)))
    exact = name not in ("html", "docx", "graphml")  # these cannot hold control signs
    words = {r.text if exact else printable(r.text) for r in attacked.records.values()}

    assert {_one_line(text) for text in words} <= {_one_line(text) for text in found}


def _one_line(text: str) -> str:
    """Return *text* with U+2028 as the line break that some readers make of it."""
    return " ".join(text.split())


def test_hostile_words_are_no_markup_of_the_pdf(attacked: Portfolio) -> None:
    """Signs of markup and of programs stand in the text of the PDF as they are printed."""
    text = folded(pdf_words(written(attacked, "pdf")))

    for words in HOSTILE[:6]:
        assert folded(words) in text


def test_hostile_words_are_inert_in_the_web_page(attacked: Portfolio) -> None:
    """The page holds no element but its own, no attribute that runs, no address but its own."""
    page = Page(written(attacked, "html"))

    assert {tag for tag, _ in page.tags} <= ALLOWED
    for tag, facts in page.tags:
        assert not [name for name in facts if name.startswith("on")]
        assert str(facts.get("href", "#")).startswith("#")
        assert "style" not in facts or tag == "col"


def test_hostile_words_open_in_a_workbook(attacked: Portfolio) -> None:
    """A workbook of such words opens, and none of its cells is a formula."""
    book = openpyxl.load_workbook(io.BytesIO(written(attacked, "xlsx")))

    assert "f" not in {cell.data_type for sheet in book for row in sheet for cell in row}
