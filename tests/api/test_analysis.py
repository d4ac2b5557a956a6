"""The commands path, absence and communities: for people, as JSON, and where they refuse."""

from __future__ import annotations

from pathlib import Path

from graph.store import open_store
from tests.api.conftest import Sightline
from tests.builders import a_paper
from tests.sample import Sample


def test_a_path_tells_each_step_with_its_quote(sightline: Sightline, chain: Sample) -> None:
    """From a concern to evidence: words, quotes and states for people, the same as JSON."""
    evidence = chain.audit.id
    words = ("path", chain.concern.id, evidence, "--store", chain.url)
    ran = sightline(*words)
    assert ran.status == 0
    assert "evidenced by" in ran.out and "“" in ran.out
    (way, *_) = sightline(*words, "--json").json
    assert way["start"]["id"] == chain.concern.id
    assert way["steps"][-1]["record"]["id"] == evidence
    assert {"relation", "forward", "state", "link", "record", "owner"} == set(way["steps"][0])


def test_two_records_that_nothing_joins(sightline: Sightline, chain: Sample) -> None:
    """No way is an answer and no fault: a sentence for people, an empty list as JSON."""
    words = ("path", chain.lonely.id, chain.audit.id, "--store", chain.url)
    assert "No link leads from" in sightline(*words).out
    ran = sightline(*words, "--json")
    assert (ran.status, ran.json) == (0, [])
    unknown = sightline("path", chain.concern.id, "action-00000000", "--store", chain.url)
    assert unknown.status == 1 and "there is no" in unknown.err


def test_an_absence_names_what_is_left(sightline: Sightline, chain: Sample) -> None:
    """By name: the actions that nobody would own; an unknown name is refused in a sentence."""
    owner = sightline("list", "owners", "--store", chain.url, "--json").json[0]
    found = sightline("absence", owner["name"], "--store", chain.url, "--json").json
    assert owner["id"] in [one["id"] for one in found["owners"]]
    left = [*found["unowned"], *found["shared"]]
    assert len(left) + found["done"] == len(owner["actions"])
    assert (
        "Actions that nobody would own"
        in sightline("absence", owner["id"], "--store", chain.url).out
    )
    refused = sightline("absence", "the lamplighter", "--store", chain.url)
    assert refused.status == 1 and "nobody called 'the lamplighter'" in refused.err


def test_communities_need_several_authorities(sightline: Sightline, chain: Sample) -> None:
    """With one authority the command says that it cannot tell, and exits in good order."""
    ran = sightline("communities", "--store", chain.url)
    assert ran.status == 0 and "needed to tell" in ran.out
    assert sightline("communities", "--store", chain.url, "--json").json["enough"] is False


def test_communities_are_quoted(sightline: Sightline, tmp_path: Path) -> None:
    """For people and as JSON: the themes, the authorities, and the words of both visits."""
    url = str(tmp_path / "many.db")
    store = open_store(url, create=True)
    for number in range(12):
        name = f"Marlbury {number} Council"
        for year in (2020, 2022):
            paper = a_paper(f"{name} {year}.pdf", visit=f"{year}-01-15", authority=name)
            themes = ("neglect", "supervision") if number < 6 else ("health",)
            paper.concern(f"What must improve at {name} in {year}.", themes=themes)
            store.replace(paper.paper(), data=paper.data, origin=paper.document.file)
    store.close()

    ran = sightline("communities", "--store", url)
    assert ran.status == 0 and "came back at 6 of 12" in " ".join(ran.out.split())
    assert "2022-01-15 “What must improve at Marlbury 0 Council in 2022.”" in ran.out

    own = sightline("communities", "--authority", "Marlbury 5 Council", "--store", url)
    assert "Marlbury 5 Council in 2020" in own.out and "Marlbury 0 Council in" not in own.out

    (group,) = sightline("communities", "--store", url, "--json").json["groups"]
    assert [theme["id"] for theme in group["themes"]] == ["neglect", "supervision"]
    assert (group["raised"], group["came_back"], len(group["returns"])) == (6, 6, 6)
    first, second = group["returns"][0]["concerns"]
    assert (first["date"], second["date"]) == ("2020-01-15", "2022-01-15")
    assert first["document"] and first["text"].endswith("in 2020.")

    refused = sightline("communities", "--authority", "Nowhere", "--store", url)
    assert refused.status == 1 and "Nowhere" in refused.err
