"""Deciding on a page: by forms without scripts, from our own pages only, and with undoing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Sightline
from tests.api.test_pages import Page
from tests.sample import Sample

FORM = {"state": "confirmed", "by": "A. Reviewer", "reason": "The same team."}


def test_a_proposal_is_accepted_in_place(client: TestClient, chain: Sample) -> None:
    """The form of a card records the decision and leads back to the card, which then shows it."""
    link = chain.links[2]
    address = f"/concerns/{chain.concern.id}"
    page = Page(client.get(address).text)
    forms = {form["action"] for form in page.all("form") if "action" in form}
    assert f"/links/{link.id}/decisions" in forms
    back = f"{address}#{link.id}"
    assert {"type": "hidden", "name": "back", "value": back} in page.all("input")
    answer = client.post(
        f"/links/{link.id}/decisions", data=FORM | {"back": back}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == back
    text = Page(client.get(address).text).text
    assert "✓ Confirmed by A. Reviewer" in text
    assert "The same team." in text
    assert "Undo: confirmed" in text


def test_what_is_stated_is_not_put_to_a_vote(client: TestClient, chain: Sample) -> None:
    """A link that a paper states has no form."""
    page = Page(client.get(f"/concerns/{chain.concern.id}").text)
    forms = {form.get("action") for form in page.all("form")}
    assert f"/links/{chain.links[1].id}/decisions" not in forms


def test_a_rejected_proposal_can_be_undone(client: TestClient, chain: Sample) -> None:
    """What was rejected leaves the chain, is listed below it, and comes back when undone."""
    link = chain.links[2]
    address = f"/concerns/{chain.concern.id}"
    client.post(f"/links/{link.id}/decisions", data=FORM | {"state": "rejected"})
    page = Page(client.get(address).text)
    assert chain.planned.id not in page.ids
    assert link.id in page.ids
    assert "What people rejected" in page.text
    client.post(f"/links/{link.id}/decisions", data={"state": "undone", "by": "A. Reviewer"})
    page = Page(client.get(address).text)
    assert chain.planned.id in page.ids
    assert "What people rejected" not in page.text


def test_the_name_is_remembered(client: TestClient, chain: Sample) -> None:
    """The name comes back in the next form, from a cookie that no other site is sent."""
    name = "Zoë O’Neill; <b>"
    answer = client.post(
        f"/links/{chain.links[2].id}/decisions", data=FORM | {"by": name}, follow_redirects=False
    )
    cookie = answer.headers["set-cookie"]
    assert "SameSite=strict" in cookie
    assert "HttpOnly" in cookie
    fields = Page(client.get("/review").text).all("input")
    assert name in {field.get("value") for field in fields if field.get("name") == "by"}


@pytest.mark.parametrize("missing", ["by", "reason"])
def test_a_decision_without_name_or_reason_is_told(
    missing: str, client: TestClient, chain: Sample
) -> None:
    """The page says what is missing and leads back; nothing is recorded."""
    link = chain.links[2]
    answer = client.post(
        f"/links/{link.id}/decisions", data=FORM | {missing: " ", "back": "/review"}
    )
    assert answer.status_code == 409
    page = Page(answer.text)
    assert "A decision needs" in page.text
    assert "/review" in [a["href"] for a in page.all("a")]
    assert chain.store.link(link.id).decisions == ()


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_a_form_of_another_site_decides_nothing(
    headers: dict[str, str], client: TestClient, chain: Sample
) -> None:
    """A form that another site sends through a reader's browser is refused."""
    link = chain.links[2]
    answer = client.post(f"/links/{link.id}/decisions", data=FORM, headers=headers)
    assert answer.status_code == 403
    assert chain.store.link(link.id).decisions == ()


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
        "/\t/evil.example", "/a\r\nSet-Cookie: x=1", "\\evil.example", "evil.example", "/ /x",
    ],
)  # fmt: skip
def test_the_way_back_stays_here(back: str, client: TestClient, chain: Sample) -> None:
    """No address leads from a form to another server, or into the headers."""
    answer = client.post(
        f"/links/{chain.links[2].id}/decisions", data=FORM | {"back": back}, follow_redirects=False
    )
    assert answer.headers["location"] == "/"


def test_the_queue_counts_down(client: TestClient, chain: Sample) -> None:
    """Each decision takes one proposal out, is told with its undoing, and the next comes up."""
    seen = []
    for left in (3, 2, 1):
        page = Page(client.get("/review").text)
        assert f"1 of {left} proposal" in page.text
        form = next(f for f in page.all("form") if f.get("action", "").startswith("/links/"))
        seen.append(form["action"])
        back = next(f["value"] for f in page.all("input") if f.get("name") == "back")
        after = Page(client.post(form["action"], data=FORM | {"back": back}).text)
        assert "✓ Confirmed. By A. Reviewer: “The same team.”" in after.text
        assert "Undo: confirmed" in after.text
    assert len(set(seen)) == 3
    assert "No proposal waits for a decision here." in Page(client.get("/review").text).text


def test_a_proposal_is_shown_with_both_quotes(client: TestClient, chain: Sample) -> None:
    """Both ends stand side by side with their papers, why, and what a decision changes."""
    page = Page(client.get("/review?relation=respondsTo").text)
    assert "Does this action answer this concern?" in page.text
    assert f"“{chain.planned.text}”" in page.text
    assert f"“{chain.concern.text}”" in page.text
    assert chain.links[2].reasons[0] in page.text
    assert "What a decision changes" in page.text


def test_skipping_goes_through_the_queue_and_round(client: TestClient) -> None:
    """Skipping shows each proposal once and then begins again; nothing is decided."""
    address, seen = "/review", []
    for _ in range(4):
        page = Page(client.get(address).text)
        address = next(a["href"] for a in page.all("a") if a.get("accesskey") == "s")
        seen.append(
            next(f["action"] for f in page.all("form") if "action" in f and "links" in f["action"])
        )
    assert len(set(seen)) == 3
    assert seen[3] == seen[0]


def test_enter_decides_nothing(client: TestClient) -> None:
    """The button that Enter would press, the first of a form, is one that does nothing."""
    html = client.get("/review").text
    form = html[html.index('class="decide"') :]
    first = form[form.index("<button") :].split(">", 1)[0]
    assert "disabled" in first


def test_the_queue_can_be_narrowed(client: TestClient, chain: Sample) -> None:
    """A kind of link or a paper leaves only the proposals that fit, in page and twin alike."""
    assert "of 2 proposals" in Page(client.get("/review?relation=commentsOn").text).text
    assert (
        "of 2 proposals" in Page(client.get(f"/review?document={chain.slow.document}").text).text
    )
    twin = client.get(f"/api/review?document={chain.slow.document}").json()
    assert {row["relation"] for row in twin} == {"commentsOn"}


def test_the_queue_is_that_of_the_command_line(
    client: TestClient, sightline: Sightline, chain: Sample
) -> None:
    """The queue has the same members, order and reasons over HTTP and on the command line."""
    said = sightline("review", "--json", "--store", chain.url).json
    assert client.get("/api/review").json() == said


def test_what_is_kept_is_thrown_away_in_time(
    client: TestClient, chain: Sample, client_of: Callable[[Sample], TestClient]
) -> None:
    """A decision taken through another server changes the gaps that this one shows."""
    other = client_of(chain)
    before = client.get("/api/gaps").json()
    for link in chain.links[2:]:
        other.post(f"/links/{link.id}/decisions", data=FORM)
    after = client.get("/api/gaps").json()
    assert before != after
    assert not [gap for gap in after if gap["proposed"]]
