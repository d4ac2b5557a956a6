"""The explorer over HTTP: the page, its data and its downloads show the same, and nothing runs."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import networkx as nx
from fastapi.testclient import TestClient
from httpx import QueryParams

from tests.api.test_pages import Page
from tests.hostile_words import WORDS
from tests.sample import Sample


def asked(client: TestClient, **values: object) -> Any:
    """The network that these parameters ask for; ``from_`` stands for ``from``."""
    params = {name.rstrip("_"): value for name, value in values.items()}
    answer = client.get("/api/network", params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return answer.json()


def node_ids(row: Any) -> set[str]:
    """Ids of the nodes of an answer."""
    return {node["id"] for node in row["nodes"]}


def test_records_and_links_are_those_of_the_lists(client: TestClient, chain: Sample) -> None:
    """Every record and every link is the same object as in the API's lists, with words beside."""
    row = asked(client, start=chain.concern.id, depth=2)
    kinds = ("concerns", "comments", "actions", "evidence", "owners")
    listed = {one["id"]: one for kind in kinds for one in client.get(f"/api/{kind}").json()}
    links = {one["id"]: one for one in client.get("/api/links").json()}

    for node in row["nodes"]:
        same = {"addresses", "actions"}  # which need more than the record itself
        theirs = {k: v for k, v in listed[node["id"]].items() if k not in same}
        assert {k: v for k, v in node["record"].items() if k not in same} == theirs
    for link in row["links"]:
        if link["relation"] not in ("ownedBy", "partOf"):
            assert {name: link[name] for name in links[link["id"]]} == links[link["id"]]
    assert len(row["links"]) == 7


def test_a_proposal_never_looks_like_a_fact(client: TestClient, chain: Sample) -> None:
    """Each link says its state in a word; what only proposals join says so on its card."""
    row = asked(client, start=chain.concern.id)
    nodes = {node["id"]: node for node in row["nodes"]}

    for link in row["links"]:
        assert link["settled"] == (link["state"] == "stated")
        assert bool(link["line"]) == (not link["settled"])
    assert nodes[chain.planned.id]["tag"] == "◌ Proposed"
    assert nodes[chain.done.id]["tag"] == ""
    page = Page(client.get(f"/network?start={chain.concern.id}").text).text
    assert "◌ Proposed 0.41" in page


def test_what_the_picture_holds_is_said_in_words(client: TestClient, chain: Sample) -> None:
    """Numbers of nodes by kind, what filters leave out, the path, and what is gone."""
    start = chain.slow.id
    row = asked(
        client, start=[start, "concern-gone"], depth=3, kind=["comment", "action", "concern"],
        from_=start, to=chain.praise.id,
    )  # fmt: skip

    assert row["said"] == (
        "5 nodes and 4 links: 1 concern, 2 actions, 2 comments."
        " The path has 3 links, 2 of them not settled."
        " The filters leave out 3 nodes, and what only they lead to."
        " Of this address, 1 node cannot be found: its paper may have been replaced."
    )


def test_a_missing_path_is_told(client: TestClient, chain: Sample) -> None:
    """Where nothing joins two nodes, that is said."""
    row = asked(client, start=chain.concern.id, from_=chain.concern.id, to=chain.lonely.id)

    assert row["path"] == []
    assert "No path joins the two nodes" in row["said"]


def test_the_page_holds_the_same_as_the_data_without_a_script(
    client: TestClient, chain: Sample
) -> None:
    """Every node and link of the JSON stands in the page's lists, with its words and ways on."""
    address = f"/network?start={chain.concern.id}&depth=2"
    row = client.get(f"/api{address}").json()
    page = Page(client.get(address).text)
    listed = {one["data-id"] for one in page.all("li") if "data-id" in one}

    assert listed == node_ids(row)
    for node in row["nodes"]:
        assert node["text"] in page.text
    for link in row["links"]:
        assert link["words"] in page.text
    links = [urljoin(address, a["href"]) for a in page.all("a")]
    assert any(f"do=collapse&at={chain.done.id}" in link for link in links)
    assert any(link.startswith(f"/documents/{chain.concern.document}#") for link in links)
    assert f"/concerns/{chain.concern.id}" in links


def test_the_page_is_sound(client: TestClient, chain: Sample) -> None:
    """One heading, unique ids, a label for each field, no script but a file of ours, no style."""
    for address in (
        "/network",
        "/network?q=interviews",
        f"/network?start={chain.concern.id}&depth=2&kind=action&layout=force",
        f"/network?start={chain.done.owners[0].id}&q=interviews&from={chain.done.id}",
    ):
        page = Page(client.get(address).text)
        assert page.open == []
        assert len(page.all("h1")) == 1
        assert len(page.ids) == len(set(page.ids))
        labelled = {label["for"] for label in page.all("label")}
        fields = [*page.all("input"), *page.all("select")]
        assert {f["id"] for f in fields if f.get("type") != "hidden"} <= labelled
        assert [one["src"] for one in page.all("script")] == ["/static/network/main.js"]
        assert not [name for _, names in page.elements for name in names if name.startswith("on")]
        assert not [1 for _, names in page.elements if "style" in names]


def test_every_link_of_the_page_leads_somewhere(client: TestClient, chain: Sample) -> None:
    """Every step, view, source and download of the explorer answers."""
    address = f"/network?start={chain.concern.id}&depth=2&from={chain.done.id}&q=interviews"
    links = {a["href"].partition("#")[0] for a in Page(client.get(address).text).all("a")}

    for link in links - {""}:
        answer = client.get(link, headers={"Accept": "text/html"})  # as browsers do
        assert answer.status_code == 200, link


def test_only_this_page_may_run_a_script(client: TestClient, chain: Sample) -> None:
    """Its policy allows files of this server alone; every other page allows none."""
    policy = client.get(f"/network?start={chain.concern.id}").headers["content-security-policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    for other in ("/", "/concerns", f"/api/network?start={chain.concern.id}", "/network/else"):
        assert "script" not in client.get(other).headers["content-security-policy"]


def test_the_engine_comes_from_its_package(client: TestClient) -> None:
    """The engine is served from where it is installed, with its licence on its head."""
    answer = client.get("/static/vendor/vis-network.min.js")

    assert answer.status_code == 200
    assert "Apache 2.0" in answer.text[:1000]
    assert answer.headers["content-type"].startswith("text/javascript")


def test_words_find_where_to_start(client: TestClient, chain: Sample) -> None:
    """Records are found by words of their passages, owners by name."""
    found = asked(client, q="interviews")["found"]
    named = asked(client, q="head service")["found"]

    assert {chain.concern.id, chain.done.id, chain.slow.id} <= {one["id"] for one in found}
    assert [one["id"] for one in named] == [chain.done.owners[0].id]
    page = Page(client.get("/network?q=interviews").text)
    assert f"/network?start={chain.concern.id}" in [a["href"] for a in page.all("a")]


def test_without_a_start_the_page_names_some(client: TestClient, chain: Sample) -> None:
    """The concerns with the gravest gaps are offered."""
    page = Page(client.get("/network").text)

    assert f"/network?start={chain.lonely.id}" in [a["href"] for a in page.all("a")]


def test_chains_and_actions_lead_here(client: TestClient, chain: Sample) -> None:
    """The pages of a concern and of an action link to their place in the network."""
    for address in (f"/concerns/{chain.concern.id}", f"/actions/{chain.done.id}"):
        page = Page(client.get(address).text)
        here = address.rsplit("/", 1)[1]
        assert f"/network?start={here}" in [a["href"] for a in page.all("a")]


def test_the_view_is_taken_away_as_graphml(client: TestClient, chain: Sample) -> None:
    """The file holds the view's nodes and links with their attributes, twice the same bytes."""
    params = {"start": chain.concern.id, "depth": 2, "format": "graphml"}
    answer = client.get("/api/network", params=params)
    graph = nx.read_graphml(io.BytesIO(answer.content), force_multigraph=True)
    row = asked(client, start=chain.concern.id, depth=2)

    assert set(graph.nodes) == node_ids(row)
    assert {data["id"] for _, _, data in graph.edges(data=True)} == {k["id"] for k in row["links"]}
    assert graph.nodes[chain.concern.id]["text"] == chain.concern.text
    assert client.get("/api/network", params=params).content == answer.content
    assert "attachment" in answer.headers["content-disposition"]


def test_no_hostile_paper_or_query_breaks_out(
    hostile: Sample, client_of: Callable[[Sample], TestClient]
) -> None:
    """Papers full of markup, and addresses full of it, are words on the page and in the data."""
    client = client_of(hostile)
    start = hostile.concern.id
    addresses = [(f"/network?start={start}&depth=3", {})]
    for words in WORDS:
        said = words[:90]
        for name in ("node", "from", "theme", "q"):
            addresses.append((f"/network?start={start}", {name: said}))
    for address, values in addresses:
        answer = client.get(f"{address}&{QueryParams(values)}")
        assert answer.status_code == 200, (address, values, answer.text[-300:])
        page = Page(answer.text)
        assert page.open == []
        assert len(page.all("script")) == 1
        assert page.all("iframe") == page.all("img") == page.all("object") == []
        assert not [name for _, names in page.elements for name in names if name.startswith("on")]
    assert hostile.concern.text in [
        node["text"] for node in asked(client, start=start, depth=3)["nodes"]
    ]
    graph = client.get(f"/api/network?start={start}&format=graphml").content
    assert nx.read_graphml(io.BytesIO(graph), force_multigraph=True).nodes
