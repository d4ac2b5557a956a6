"""Gaps, actions, owners, evidence and comments: filters are addresses, and twins honour them."""

from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient

from api.narrowing import leaf
from api.sheets import sheet
from graph.questions.findings import LIKELY
from graph.questions.gaps import GAPS
from tests.api.test_pages import Page
from tests.sample import Sample


def test_every_number_leads_to_what_it_counts(client: TestClient) -> None:
    """Each figure of the overview leads to a list that says the same number."""
    page = Page(client.get("/").text)
    links = [
        a["href"] for a in page.all("a") if a["href"].startswith("/gaps?") and "rule" in a["href"]
    ]
    counts = {rule.name: 0 for rule in GAPS}
    for gap in client.get("/api/gaps").json():
        counts[gap["rule"]] += 1
    assert len(links) == sum(number > 0 for number in counts.values())
    for link in links:
        number = counts[link.partition("rule=")[2]]
        assert f"{number} gap" in Page(client.get(link).text).text
    assert "3 proposed links wait for a decision" in page.text
    links = [a for a in client.get("/api/links?state=proposed").json() if a["score"] >= LIKELY]
    assert f"{len(links)} {'is' if len(links) == 1 else 'are'} likely" in page.text
    assert "1 new letter nobody has reviewed" in page.text


def test_a_letter_is_new_until_somebody_decides(client: TestClient, chain: Sample) -> None:
    """The first decision about a letter's sentences takes it out of the new ones."""
    form = {"state": "unsure", "by": "A. Reviewer", "reason": "Too general."}
    client.post(f"/links/{chain.links[4].id}/decisions", data=form)
    text = Page(client.get("/").text).text
    assert "new letter" not in text
    assert "1 proposal" in text


def test_a_guess_is_no_certainty_on_the_overview(client: TestClient) -> None:
    """A rule all of whose gaps rest on proposals speaks in its words for doubt."""
    text = Page(client.get("/").text).text
    assert "a later comment may say that it is not enough. 1 rests on proposals" in text


def test_rules_are_checkboxes(client: TestClient) -> None:
    """Every rule is a checkbox with its count; those of the address are ticked and shown alone."""
    page = Page(client.get("/gaps?rule=no_owner&rule=no_action").text)
    boxes = {
        box["value"]: "checked" in box for box in page.all("input") if box.get("name") == "rule"
    }
    assert set(boxes) == {rule.name for rule in GAPS}
    assert {name for name, on in boxes.items() if on} == {"no_owner", "no_action"}
    twin = client.get("/api/gaps?rule=no_owner&rule=no_action").json()
    assert f"{len(twin)} gaps" in page.text
    assert {gap["rule"] for gap in twin} == {"no_owner", "no_action"}


def test_gaps_are_narrowed_by_theme(client: TestClient, chain: Sample) -> None:
    """A theme leaves only gaps about it, on the page, in its twin and in its sheet."""
    theme = "theme=missing_children"
    twin = client.get(f"/api/gaps?{theme}").json()
    assert {gap["subject"] for gap in twin} == {chain.concern.id}
    assert f"{len(twin)} gap" in Page(client.get(f"/gaps?{theme}").text).text
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/gaps?{theme}&format=csv").text)))
    assert {row["subject"] for row in rows} == {chain.concern.id}


def test_the_sheet_holds_every_quote(client: TestClient) -> None:
    """The spreadsheet has one row for each quote of each gap, word for word."""
    answer = client.get("/api/gaps?format=csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="gaps.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    quotes = [quote["text"] for gap in client.get("/api/gaps").json() for quote in gap["quotes"]]
    assert [row["quote"] for row in rows] == quotes


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(words: str) -> None:
    """What a spreadsheet would run begins with an apostrophe."""
    body = bytes(sheet("x.csv", ["a"], [[words]]).body).decode("utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(body, newline="")))[1:]
    assert row == [f"'{words}"]


def test_long_lists_come_in_pages() -> None:
    """Pages join to the whole; a page too far is the last one, and nothing is one empty page."""
    members = list(range(120))
    pages = [leaf(members, number) for number in (1, 2, 3)]
    assert [m for page in pages for m in page.members] == members
    assert leaf(members, 9) == pages[2]
    assert (leaf([], 1).pages, leaf([], 1).total) == (1, 0)


def test_actions_say_owner_date_and_evidence(client: TestClient, chain: Sample) -> None:
    """Each action stands with status, due date, owner, what it answers and its evidence."""
    text = Page(client.get("/actions").text).text
    assert f"“{chain.done.text}”" in text
    for words in ("Done", "October 2023", "Head of Service", chain.audit.text):
        assert words in text
    assert "Gap: nobody named" in text


@pytest.mark.parametrize("query", ["status=done", "owner={owner}"])
def test_actions_are_narrowed(query: str, client: TestClient, chain: Sample) -> None:
    """A status or an owner leaves only what fits, on the page and in its twin."""
    asked = query.format(owner=chain.done.owners[0].id)
    text = Page(client.get(f"/actions?{asked}").text).text
    assert chain.done.text in text
    assert chain.planned.text not in text
    twin = client.get(f"/api/actions?{asked.replace('status', 'state')}").json()
    assert [row["id"] for row in twin] == [chain.done.id]


def test_overdue_is_what_the_rule_says(client: TestClient) -> None:
    """The filter leaves the very actions that the rule of that name finds."""
    late = {gap["subject"] for gap in client.get("/api/gaps?rule=overdue").json()}
    assert {row["id"] for row in client.get("/api/actions?overdue=true").json()} == late
    assert f"{len(late)} action" in Page(client.get("/actions?overdue=true").text).text


def test_one_action_has_its_own_page(client: TestClient, chain: Sample) -> None:
    """It shows what the action answers, its evidence, and what inspectors said of it."""
    text = Page(client.get(f"/actions/{chain.done.id}").text).text
    for record in (chain.done, chain.concern, chain.audit, chain.slow):
        assert f"“{record.text}”" in text
    assert "▼ Insufficient" in text
    assert client.get(f"/actions/{chain.concern.id}").status_code == 404


def test_owners_say_what_they_hold(client: TestClient, chain: Sample) -> None:
    """Each owner stands with kind and actions; actions without one are counted."""
    text = Page(client.get("/owners").text).text
    assert "Head of Service" in text
    assert chain.done.text in text
    assert "1 action without an owner" in text


def test_evidence_and_comments_say_what_they_bear_on(client: TestClient, chain: Sample) -> None:
    """Each stands with its paper, its state, and what it bears on."""
    text = Page(client.get("/evidence").text).text
    assert f"“{chain.audit.text}”" in text
    assert "Is evidence for A new team" in text
    text = Page(client.get("/comments?status=improving").text).text
    assert f"“{chain.praise.text}”" in text
    assert chain.slow.text not in text
