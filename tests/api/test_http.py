"""The HTTP API: the same answers as the command line, plain errors, strict headers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.questions.listing import LISTS
from tests.api.conftest import Sightline
from tests.sample import Sample


@pytest.mark.parametrize("kind", LISTS)
def test_lists_equal_those_of_the_command_line(
    kind: str, client: TestClient, sightline: Sightline, chain: Sample
) -> None:
    """Every list is the same array over HTTP and on the command line."""
    assert (
        client.get(f"/api/{kind}").json()
        == sightline("list", kind, "--json", "--store", chain.url).json
    )


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/api/concerns/{id}/trace", ("trace", "{id}")),
        ("/api/concerns/{id}/trace?only=settled", ("trace", "{id}", "--only", "settled")),
        ("/api/concerns/{id}/trace?as_of=2023-12", ("trace", "{id}", "--as-of", "2023-12")),
        ("/api/gaps", ("gaps",)),
        ("/api/gaps?rule=no_owner", ("gaps", "--rule", "no_owner")),
        ("/api/matrix", ("matrix",)),
        ("/api/search?q=interviews", ("search", "interviews")),
        ("/api/links?state=proposed", ("list", "links", "--state", "proposed")),
        (
            "/api/concerns?theme=missing_children",
            ("list", "concerns", "--theme", "missing_children"),
        ),
    ],
)
def test_questions_equal_those_of_the_command_line(
    address: str, words: tuple[str, ...], client: TestClient, sightline: Sightline, chain: Sample
) -> None:
    """Every question has the same answer over HTTP and on the command line."""
    given = [word.format(id=chain.concern.id) for word in words]
    answer = client.get(address.format(id=chain.concern.id))
    assert answer.status_code == 200
    assert answer.json() == sightline(*given, "--json", "--store", chain.url).json


def test_one_concern_is_as_in_the_list(client: TestClient, chain: Sample) -> None:
    """A concern by its id is the same object as in the list."""
    listed = client.get("/api/concerns").json()
    assert client.get(f"/api/concerns/{chain.concern.id}").json() == listed[0]


def test_pages_of_a_list_join_to_the_whole(client: TestClient) -> None:
    """Following the Link header page by page gives every member once, in order."""
    for kind in ("links", "issues", "comments"):
        whole = client.get(f"/api/{kind}").json()
        found: list[Any] = []
        address: str | None = f"/api/{kind}?limit=2&state="
        while address:
            answer = client.get(address)
            found += answer.json()
            following = re.match(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
            address = following[1] if following else None
        assert found == whole


def test_a_cursor_that_is_gone_is_told(client: TestClient) -> None:
    """A cursor whose member no longer exists is refused, not taken as the beginning."""
    answer = client.get("/api/links?limit=2&cursor=link-gone")
    assert answer.status_code == 400
    assert "begin again" in answer.json()["error"]["detail"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/concerns/concern-0000", 404),
        ("/api/concerns/concern-0000/trace", 404),
        ("/api/nothing", 404),
        ("/api/matrix?authority=Nowhere", 400),
        ("/api/gaps?authority=Nowhere", 400),
        ("/api/gaps?theme=no_such_theme", 400),
        ("/api/concerns?authority=Nowhere", 400),
        ("/api/concerns?document=lost.pdf", 400),
        ("/api/concerns?theme=no_such_theme", 400),
        ("/api/links?state=maybe", 400),
        ("/api/concerns?state=proposed", 400),
        ("/api/search?q=care&authority=Nowhere", 400),
        ("/api/search?q=care&kind=leaflet", 400),
        ("/api/links?limit=0", 422),
        ("/api/links?limit=many", 422),
        ("/api/search", 422),
        ("/api/concerns?since=soon", 422),
        ("/api/gaps?rule=no_such_rule", 400),
    ],
)
def test_errors_have_one_shape(address: str, status: int, client: TestClient) -> None:
    """Every error below /api/ is a title and a detail, with the fitting status."""
    answer = client.get(address)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert set(answer.json()["error"]) == {"title", "detail"}
    assert all(answer.json()["error"].values())


def test_an_action_is_no_concern(client: TestClient, chain: Sample) -> None:
    """Asking for an action under the concerns is told, not answered with the action."""
    assert client.get(f"/api/concerns/{chain.done.id}").status_code == 404
    assert client.get(f"/api/concerns/{chain.done.id}/trace").status_code == 404


def test_a_wrong_method_has_the_same_shape(client: TestClient) -> None:
    """A method that an address does not take is told in the same shape."""
    answer = client.delete("/api/links")
    assert answer.status_code == 405
    assert set(answer.json()["error"]) == {"title", "detail"}


def test_a_decision_is_recorded(client: TestClient, chain: Sample) -> None:
    """A decision answers with the link in its new state, and the list knows it."""
    link = chain.links[2]
    verdict = {"state": "confirmed", "by": "A. Reviewer", "reason": "The same team."}
    answer = client.post(f"/api/links/{link.id}/decisions", json=verdict)
    assert answer.status_code == 201
    assert answer.json()["state"] == "confirmed"
    listed = {row["id"]: row for row in client.get("/api/links").json()}
    assert listed[link.id]["decisions"][0]["by"] == "A. Reviewer"


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        ({"state": "confirmed", "by": "A. Reviewer", "reason": " "}, 409),
        ({"state": "confirmed", "by": " ", "reason": "Because."}, 409),
        ({"state": "undone", "by": "A. Reviewer"}, 409),
        ({"state": "perhaps", "by": "A. Reviewer", "reason": "Because."}, 422),
        ({"state": "confirmed", "reason": "Because."}, 422),
    ],
)
def test_a_decision_that_cannot_be_recorded_is_told(
    verdict: dict[str, str], status: int, client: TestClient, chain: Sample
) -> None:
    """A decision without name, reason or known state changes nothing."""
    link = chain.links[2]
    answer = client.post(f"/api/links/{link.id}/decisions", json=verdict)
    assert answer.status_code == status
    assert chain.store.link(link.id).decisions == ()


def test_a_decision_about_no_link_is_told(client: TestClient) -> None:
    """A link that is not held answers 404."""
    verdict = {"state": "confirmed", "by": "A. Reviewer", "reason": "Because."}
    assert client.post("/api/links/link-0000/decisions", json=verdict).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_other_sites_may_not_write(
    headers: dict[str, str], client: TestClient, chain: Sample
) -> None:
    """A page of another site cannot record a decision through the reader's browser."""
    verdict = {"state": "confirmed", "by": "A. Reviewer", "reason": "Because."}
    link = chain.links[2]
    answer = client.post(f"/api/links/{link.id}/decisions", json=verdict, headers=headers)
    assert answer.status_code == 403
    assert chain.store.link(link.id).decisions == ()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""]
)
def test_unknown_host_names_are_refused(host: str, client: TestClient) -> None:
    """A request under a name that is not ours is refused (DNS rebinding)."""
    assert client.get("/api/concerns", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1234", "[::1]:8000"])
def test_our_own_names_are_answered(host: str, client: TestClient) -> None:
    """A request under one of our names, with any port, is answered."""
    assert client.get("/api/concerns", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/api/concerns", "/static/sightline.css", "/nowhere"])
def test_every_answer_carries_the_headers(address: str, client: TestClient) -> None:
    """Pages, data, files and errors carry a policy without inline script or outside sources."""
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy  # and so no script at all may run
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def test_openapi_names_every_address_of_the_api(client: TestClient) -> None:
    """The OpenAPI document holds the lists, the questions and the decisions."""
    paths = client.get("/openapi.json").json()["paths"]
    assert {f"/api/{kind}" for kind in LISTS} <= set(paths)
    assert "/api/concerns/{concern_id}/trace" in paths
    assert "/api/links/{link_id}/decisions" in paths
    assert client.get("/docs").status_code == 404


def test_a_fault_inside_is_told_without_its_traceback(
    chain: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the program answers 500 in the common shape, with the headers, and no more."""
    monkeypatch.setattr("api.routes.lists.listing", lambda *given: 1 / 0)
    app = create_app(Settings(store=chain.url))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        answer = client.get("/api/concerns")
    assert answer.status_code == 500
    assert set(answer.json()["error"]) == {"title", "detail"}
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_store_that_is_gone_stops_the_start(client_of: Callable[[Any], TestClient]) -> None:
    """The application does not start on a store that is not there."""
    from ontology.errors import StoreError

    with pytest.raises(StoreError), TestClient(create_app(Settings(store="/nowhere/x.db"))):
        pass
