"""Decisions whose words have changed, on the page where people look at them again."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from graph.decisions.review import review
from graph.ids import link_id
from graph.records import Comment
from tests.api.test_pages import Page
from tests.builders import a_link, a_paper, load
from tests.sample import Sample

FORM = {"by": "A. Reader", "reason": "Read both", "back": "/review#suspects"}
OLD = "Children are now offered an interview within three days."
NEW = "Children are now offered an interview within three working days."


def reprint(chain: Sample, words: str = NEW, *, proposed: bool = False) -> Comment:
    """Decide on the comment of a letter, then replace the letter by one with other words."""
    review(chain.store, chain.links[4].id, state="confirmed", by="B. Before", reason="Same")
    letter = a_paper(
        "letter.txt", data=b"again", visit="2024-02-08", kind="monitoring_visit", title="Letter"
    )
    said = letter.comment(words, polarity="improving")
    links = [one for one in chain.links if chain.praise.id not in (one.subject, one.object)]
    links = [one for one in links if chain.slow.id not in (one.subject, one.object)]
    if proposed:
        links.append(a_link(said, "commentsOn", chain.concern, progress="improved"))
    load(chain.store, letter, links=links)
    return said


def states(chain: Sample) -> dict[str, str]:
    """State of each link on the concern."""
    links = chain.store.links(objects=[chain.concern.id])
    return {link.id: link.state for link in links}


def test_both_texts_are_shown(client: TestClient, chain: Sample) -> None:
    """The words decided on, the words of today, who decided and why, and a notice above."""
    assert "words have changed" not in client.get("/review").text
    reprint(chain)
    page = Page(client.get("/review").text)
    assert "1 decision to look at again: the words have changed." in page.text
    assert f"“{OLD}”" in page.text
    assert f"“{NEW}”" in page.text
    assert "by B. Before" in page.text
    (told,) = client.get("/api/suspects").json()
    assert told["ends"][0]["now"]["text"] == NEW


@pytest.mark.parametrize("proposed", [True, False], ids=["proposed anew", "not proposed"])
def test_a_decision_is_taken_again(client: TestClient, chain: Sample, proposed: bool) -> None:
    """It then holds about the words of today, proposed or not, and the old one is undone."""
    said = reprint(chain, proposed=proposed)
    old, new = chain.links[4].id, link_id(said.id, "commentsOn", chain.concern.id)
    answer = client.post(f"/suspects/{old}", data={"do": "renew", **FORM}, follow_redirects=False)
    assert answer.headers["location"] == "/review#suspects"
    assert states(chain)[new] == "confirmed"
    assert client.get("/api/suspects").json() == []
    log = [(d.link, d.state, d.by) for d in chain.store.decisions()]
    assert log[1:] == [(new, "confirmed", "A. Reader"), (old, "undone", "A. Reader")]


def test_a_decision_is_withdrawn(client: TestClient, chain: Sample) -> None:
    """Where nothing alike is held it can only be withdrawn, and both stay in the log."""
    reprint(chain, "Foster panels meet each month.")
    old = chain.links[4].id
    page = Page(client.get("/review").text)
    assert "Nothing that is held has nearly these words." in page.text
    assert "It holds for the words of today" not in page.text
    refused = client.post(f"/suspects/{old}", data={"do": "renew", **FORM})
    assert refused.status_code == 409
    assert "withdraw the decision" in refused.text
    client.post(f"/suspects/{old}", data={"do": "withdraw", **FORM})
    assert client.get("/api/suspects").json() == []
    assert [d.state for d in chain.store.decisions()] == ["confirmed", "undone"]
    assert client.post(f"/suspects/{old}", data={"do": "withdraw", **FORM}).status_code == 404


def test_a_name_and_a_reason_are_needed(client: TestClient, chain: Sample) -> None:
    """Without them nothing is decided, and no part of it either."""
    reprint(chain)
    old = chain.links[4].id
    for form in ({"by": " ", "reason": "Read"}, {"by": "A. Reader", "reason": ""}):
        answer = client.post(f"/suspects/{old}", data={"do": "renew", **form})
        assert answer.status_code == 409
    assert len(client.get("/api/suspects").json()) == 1
    assert len(chain.store.decisions()) == 1
