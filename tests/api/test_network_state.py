"""The explorer's address is its state, and each step is an address that leads to the next."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx import QueryParams

from api.network.state import MOST_MARKS, State, Step, take
from graph.network import Opening
from ontology.errors import SightlineError
from tests.api.test_network import asked, node_ids
from tests.api.test_pages import Page
from tests.sample import Sample

FULL = {
    "authority": ["Marlbury County Council"],
    "start": ["concern-1", "owner-2"],
    "depth": ["2"],
    "open": ["action-3~evidence.comment~2020~2023-05", "action-4"],
    "shut": ["action-5"],
    "more": ["concern-1~comment~32"],
    "pin": ["comment-6", "comment-7~-40~12"],
    "from": ["concern-1"],
    "to": ["comment-6"],
    "kind": ["concern", "action"],
    "theme": ["neglect"],
    "state": ["confirmed", "stated"],
    "since": ["2019"],
    "until": ["2024-06-30"],
    "layout": ["force"],
    "node": ["action-3"],
    "q": ["social workers"],
}


def test_an_address_says_all_of_the_state(client: TestClient, chain: Sample) -> None:
    """What an address says comes back as the same address."""
    params = QueryParams({**FULL, "start": chain.concern.id})
    answer = client.get("/api/network", params=params)

    assert parse_qs(urlsplit(answer.json()["address"]).query) == {
        **FULL, "start": [chain.concern.id]
    }  # fmt: skip


def test_what_is_so_anyway_is_not_in_the_address(client: TestClient, chain: Sample) -> None:
    """All kinds, and all states that are shown anyway, make no address longer."""
    address = f"/network?start={chain.concern.id}"
    states = ["stated", "confirmed", "proposed", "unsure"]
    kinds = ["concern", "recommendation", "action", "owner", "evidence", "comment"]
    row = asked(
        client, start=chain.concern.id, state=states, kind=kinds, theme="", since="", depth=1
    )

    assert row["address"] == address


STATE = State(start=("concern-1",))


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        (STATE, Step(do="expand", at="a"), {"openings": {"a": Opening()}, "node": "a"}),
        (
            State(start=("c",), shut=("a", "b")),
            Step(do="expand", at="a", only=("comment",), after="2020", before="2021"),
            {
                "shut": ("b",),
                "openings": {
                    "a": Opening(kinds=frozenset({"comment"}), since="2020", until="2021")
                },
            },
        ),
        (
            State(start=("c",), openings={"a": Opening()}, more={("a", "comment"): 32}),
            Step(do="collapse", at="a"),
            {"openings": {}, "more": {}, "shut": ("a",)},
        ),
        (STATE, Step(do="reveal", at="a", only=("action",)), {"more": {("a", "action"): 32}}),
        (
            State(start=("c",), more={("a", "action"): 32}),
            Step(do="reveal", at="a", only=("action",)),
            {"more": {("a", "action"): 56}},
        ),
        (STATE, Step(do="pin", at="a", place=(3, -4)), {"pins": {"a": (3, -4)}, "node": "a"}),
        (State(start=("c",), pins={"a": None}), Step(do="unpin", at="a"), {"pins": {}}),
        (STATE, Step(do="add", at="a"), {"start": ("concern-1", "a"), "sought": ""}),
        (State(start=("c", "a")), Step(do="drop", at="a"), {"start": ("c",)}),
        (STATE, Step(do="drop", at="concern-1"), {"start": ("concern-1",)}),
    ],
)
def test_each_step_leads_to_one_next_state(
    before: State, step: Step, after: dict[str, object]
) -> None:
    """A step changes what it is about, and nothing else."""
    reached = take(before, step)

    assert {name: getattr(reached, name) for name in after} == after


def test_an_address_holds_only_so_much() -> None:
    """Where an address would grow without end, a sentence says what to do instead."""
    state = State(start=("c",), openings={f"a{n}": Opening() for n in range(MOST_MARKS - 1)})

    with pytest.raises(SightlineError, match="collapse or unpin"):
        take(state, Step(do="pin", at="b"))


def test_a_step_is_a_plain_link_that_leads_to_the_next_address(
    client: TestClient, chain: Sample
) -> None:
    """Following it changes nothing on the server; the answer is the address of the next state."""
    start, action = chain.concern.id, chain.done.id
    step = f"/network?start={start}&do=expand&at={action}&only=evidence&after=2023"
    answer = client.get(step, follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"] == (
        f"/network?start={start}&open={action}~evidence~2023&node={action}"
    )
    twin = asked(client, start=start, do="expand", at=action, only="evidence", after="2023")
    assert twin["address"] == answer.headers["location"]
    assert chain.audit.id in node_ids(twin)
    assert chain.slow.id not in node_ids(twin)


@pytest.mark.parametrize(
    ("values", "status", "words"),
    [
        ({"start": "concern-gone"}, 404, "concern-gone"),
        ({"start": "{id}", "open": "~~"}, 400, "open="),
        ({"start": "{id}", "open": "a~nothing"}, 400, "ID~KINDS"),
        ({"start": "{id}", "open": "a~~01.02.2020"}, 400, "ID~KINDS"),
        ({"start": "{id}", "pin": "a~1"}, 400, "ID~X~Y"),
        ({"start": "{id}", "pin": "a~x~y"}, 400, "ID~X~Y"),
        ({"start": "{id}", "more": "a~comment"}, 400, "ID~KIND~NUMBER"),
        ({"start": "{id}", "kind": "paper"}, 400, "'paper' is no kind"),
        ({"start": "{id}", "state": "true"}, 400, "'true' is no state"),
        ({"start": "{id}", "do": "expand"}, 400, "at=ID"),
        ({"start": "{id}", "do": "explode", "at": "a"}, 422, "do"),
        ({"start": "{id}", "depth": "99"}, 422, "depth"),
        ({"start": "{id}", "since": "yesterday"}, 422, "since"),
        ({"start": "{id}", "authority": "Nowhere"}, 404, "Nowhere"),
    ],
)
def test_what_is_not_understood_is_refused_in_a_sentence(
    client: TestClient, chain: Sample, values: dict[str, str], status: int, words: str
) -> None:
    """The page and its data say which parameter is wrong; nothing breaks."""
    params = {name: value.format(id=chain.concern.id) for name, value in values.items()}
    data = client.get("/api/network", params=params)
    page = client.get("/network", params=params)

    assert page.status_code == status
    assert words in Page(page.text).text
    if "authority" not in values:
        assert data.status_code == status
        assert words in data.json()["error"]["detail"]


def test_openapi_documents_the_explorer(client: TestClient) -> None:
    """Every parameter of the address is described, and there is an example."""
    described = client.get("/openapi.json").json()["paths"]["/api/network"]["get"]
    names = {one["name"] for one in described["parameters"]}

    assert {*FULL, "do", "at", "only", "format"} <= names
    assert described["responses"]["200"]["content"]["application/json"]["example"]
