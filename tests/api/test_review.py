"""Review and relinking on the command line."""

from __future__ import annotations

from graph.decisions.review import review
from tests.api.conftest import Sightline
from tests.builders import a_paper, load
from tests.sample import Sample

BY = ("--by", "A. Reviewer", "--reason", "read both papers")


def test_the_queue_says_what_a_decision_would_change(sightline: Sightline, chain: Sample) -> None:
    """The comment that contradicts a claim comes first, on a terminal and in JSON."""
    ran = sightline("review", "--store", chain.url, "--json")
    first = ran.json[0]

    assert first["subject"] == chain.slow.id
    assert first["changes"][0]["effect"] == "makes_certain"
    assert first["changes"][0]["rule"] == "done_but_contradicted"
    said = sightline("review", "--store", chain.url, "--limit", "1").out
    assert "→ Confirming it makes certain the gap “Called done, yet contradicted”" in said
    assert "3 proposed links to decide on" in said


def test_the_queue_can_be_asked_for_one_relation(sightline: Sightline, chain: Sample) -> None:
    """A relation that there is not is a wrong call."""
    store = ("--store", chain.url)
    rows = sightline("review", "--relation", "respondsTo", "--json", *store).json
    assert [row["id"] for row in rows] == [chain.links[2].id]

    ran = sightline("review", "--relation", "likes", *store)
    assert (ran.status, "'likes' is no relation" in ran.err) == (2, True)


def test_several_links_are_decided_at_once(sightline: Sightline, chain: Sample) -> None:
    """All of them or, where one cannot be, none."""
    store = ("--store", chain.url)
    ids = [link.id for link in chain.links if link.basis == "matched"]
    ran = sightline("review", "accept", *ids, "link-unknown", *BY, *store)
    assert ran.status == 1
    assert "there is no link 'link-unknown'" in ran.err
    assert chain.store.decisions() == []

    ran = sightline("review", "accept", *ids, *BY, *store)
    assert ran.out.count("is now confirmed") == len(ids) == 3
    ran = sightline("review", "undo", ids[0], chain.links[1].id, *BY, *store)
    assert (ran.status, "nothing to undo on" in ran.err) == (1, True)
    assert len(chain.store.decisions()) == 3


def test_suspect_decisions_are_shown(sightline: Sightline, chain: Sample) -> None:
    """With the words decided on, what may stand there now, and a way to take them back."""
    store = ("--store", chain.url)
    link = chain.links[4]
    review(chain.store, link.id, state="confirmed", by="A. Reviewer", reason="read")
    (letter,) = (d for d in chain.store.documents() if d.file == "letter.txt")
    other = a_paper("letter.txt", data=b"2", visit="2024-02-08", kind="monitoring_visit")
    now = other.comment("Children are now offered interviews within three days.")
    load(chain.store, other)
    assert letter.id not in {d.id for d in chain.store.documents()}

    (row,) = sightline("review", "suspects", "--json", *store).json
    assert (row["link"], row["state"], row["by"]) == (link.id, "confirmed", "A. Reviewer")
    assert [end["text"] for end in row["ends"]] == [chain.praise.text]
    assert row["ends"][0]["now"]["id"] == now.id
    said = sightline("review", "suspects", *store).out
    assert "perhaps this is now" in said
    assert "1 suspect decision\n" in said

    assert "is now" in sightline("review", "undo", link.id[:12], *BY, *store).out
    assert sightline("review", "suspects", "--json", *store).json == []


def test_relinking_says_what_it_would_do(sightline: Sightline, chain: Sample) -> None:
    """With --dry-run nothing is done; without it, just what was said."""
    store = ("--store", chain.url)
    before = chain.store.links()
    (dry,) = sightline("relink", "--dry-run", "--json", *store).json
    assert chain.store.links() == before
    assert dry["done"] is False
    assert dry["dropped"]

    assert " would be dropped" in sightline("relink", "--dry-run", *store).out
    (done,) = sightline("relink", "--json", *store).json
    assert done == dry | {"done": True}
    gone = {row["id"] for row in done["dropped"]}
    now = {link.id for link in chain.store.links()}
    assert now == {k.id for k in before} - gone | {row["id"] for row in done["added"]}
    (again,) = sightline("relink", "--json", *store).json
    assert not (again["added"] or again["dropped"] or again["changed"])
