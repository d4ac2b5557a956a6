"""The reader: where each quote stands, where it is used, what was left out, the file itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.routes.papers import attachment
from api.settings import Settings
from graph.store import open_store
from tests.api.test_pages import Page
from tests.builders import a_paper, load
from tests.sample import Sample


def test_every_quote_says_where_it_is_used(client: TestClient, chain: Sample) -> None:
    """Beside a comment stand the action and the concern that it speaks of, with their state."""
    page = Page(client.get(f"/documents/{chain.praise.document}").text)
    to = {a["href"] for a in page.all("a")}
    assert f"/concerns/{chain.concern.id}#{chain.praise.id}" in to
    assert f"/actions/{chain.done.id}" in to
    assert "Comments on The timeliness of return home interviews" in page.text
    assert "◌ Proposed" in page.text


def test_evidence_leads_back_to_its_action(client: TestClient, chain: Sample) -> None:
    """Beside a piece of evidence stands the action that it is offered for."""
    page = Page(client.get(f"/documents/{chain.audit.document}").text)
    assert f"/actions/{chain.done.id}" in {a["href"] for a in page.all("a")}
    assert "Is evidence for A new team now carries out" in page.text


def test_quotes_lead_to_each_other_in_order(client: TestClient, chain: Sample) -> None:
    """From the first quote, "next" leads through every quote once and ends at the last."""
    page = Page(client.get(f"/documents/{chain.done.document}").text)
    records = (chain.restated, chain.done, chain.planned, chain.audit)
    wanted = [f"#q-{record.id}" for record in sorted(records, key=lambda r: r.quote.start)]
    following = [a["href"] for a in page.all("a") if "Next quote" in a.get("aria-label", "")]
    before = [a["href"] for a in page.all("a") if "Previous" in a.get("aria-label", "")]
    assert following == wanted[1:]
    assert before == wanted[:-1]


def test_what_was_left_out_is_told(tmp_path: Path) -> None:
    """Lines passed over and lines nobody could place are listed, each with its reason."""
    made = a_paper("report.pdf", published="2020")
    made.concern("Supervision of social workers.")
    made.issue("Annex Q, see overleaf")
    store = open_store(str(tmp_path / "s.db"), create=True)
    load(store, made)
    store.close()
    app = create_app(Settings(store=str(tmp_path / "s.db")))
    with TestClient(app, base_url="http://localhost") as client:
        page = Page(client.get(f"/documents/{made.document.id}").text)
        data = client.get(f"/api/documents/{made.document.id}").json()
    assert "Lines that no rule could place (1)" in page.text
    assert "Annex Q, see overleaf" in page.text
    assert data["issues"][0]["text"] == "Annex Q, see overleaf"
    assert data["issues"][0]["why"] in page.text


def test_the_json_twin_holds_the_same_paper(client: TestClient, chain: Sample) -> None:
    """Its passages and records have the words that their offsets count to, and their links."""
    paper = chain.store.document(chain.praise.document)
    data = client.get(f"/api/documents/{paper.id}").json()
    text = chain.store.text(paper.id)
    for words in data["passages"]:
        assert text[words["start"] : words["end"]] == words["text"]
    found = {record["id"]: record for record in data["records"]}
    assert {link["object"] for link in found[chain.praise.id]["links"]} == {chain.concern.id}


def test_the_original_is_the_very_file(client: TestClient, chain: Sample) -> None:
    """The download has the bytes as received, is kept and not shown, and is never sniffed."""
    answer = client.get(f"/documents/{chain.concern.document}/original")
    assert answer.content == chain.store.original(chain.concern.document)
    assert answer.headers["content-disposition"].startswith('attachment; filename="report.txt"')
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/documents/document-0000/original").status_code == 404


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ('a"b;.pdf', "a_b_.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a__Set-Cookie_ x_1.pdf"),
        ("Café plan.pdf", "Cafe plan.pdf"),
        ("..", "paper"),
        ("计划.pdf", "pdf"),
    ],
)
def test_a_hostile_file_name_stays_a_name(name: str, plain: str) -> None:
    """The name of a download can neither break its header nor leave its folder."""
    told = attachment(name)
    assert f'filename="{plain}"' in told
    assert not {"\r", "\n"} & set(told)
    assert told.isascii()
