"""The snapshot: one safe file that says what the chain says."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html import unescape

import pytest

from graph.questions.trace import Chain, trace
from tests.builders import a_link, a_paper, load
from tests.sample import HOSTILE, Sample
from viz.snapshot import LARGEST, snapshot


def _scripts(html: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", html, flags=re.S)


def _policy(html: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert found
    return unescape(found[1])


def _data(html: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert found
    data: dict[str, list[dict[str, object]]] = json.loads(found[1])
    return data


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_allows_just_what_is_inside(chain: Chain) -> None:
    """The policy names the two scripts and the style by hash, and nothing else may load."""
    html = snapshot(chain)
    policy = _policy(html)
    scripts = _scripts(html)
    assert len(scripts) == 2
    assert all(f"'sha256-{_hash(script)}'" in policy for script in scripts)
    style = re.findall(r"<style>(.*?)</style>", html, flags=re.S)
    assert len(style) == 1
    assert f"'sha256-{_hash(style[0])}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_nothing_is_loaded(chain: Chain) -> None:
    """Our part of the file has no address of anything to load."""
    html = snapshot(chain)
    ours = html.replace(_scripts(html)[0], "")
    assert not re.search(r"""(src|href)\s*=|url\(|@import|https?://""", ours)


def test_the_table_says_what_the_chain_says(chain: Chain, made: Sample) -> None:
    """The table holds every quote in full, its paper, state and progress, gaps and silence."""
    html = unescape(snapshot(chain))
    for record in (made.concern, made.restated, made.done, made.audit, made.praise, made.slow):
        assert f"“<bdi>{record.text}</bdi>”" in html
    for words in ("Gap: No owner is named", "Silence: no comment found", "◌ Proposed; ▲ Improved"):
        assert words in html
    assert html.startswith('<!doctype html>\n<html lang="en-GB">')
    assert html.count("<h1>") == html.count("<main>") == html.count("<title>") == 1


def test_boxes_stand_still_in_their_columns(chain: Chain, made: Sample) -> None:
    """Physics is off, and every box has a place that Python gave it."""
    data = _data(snapshot(chain))
    options: object = data["options"]
    assert isinstance(options, dict)
    assert options["physics"] == {"enabled": False}
    places = {str(node["id"]): (node["x"], node["y"]) for node in data["nodes"]}
    assert places[made.concern.id][0] == 0
    assert len({x for x, _ in places.values()}) == 5
    assert len(set(places.values())) == len(places)


def test_proposed_boxes_and_lines_are_dashed(chain: Chain, made: Sample) -> None:
    """What is only proposed is dashed, what a paper states is not."""
    data = _data(snapshot(chain))
    borders = {str(node["id"]): node.get("shapeProperties") for node in data["nodes"]}
    assert borders[made.done.id] == {"borderDashes": False}
    assert borders[made.planned.id] == {"borderDashes": [7, 5]}
    lines = {str(edge["to"]): edge["dashes"] for edge in data["edges"]}
    assert lines == {made.restated.id: False, made.done.id: False, made.audit.id: False}


def test_no_line_runs_behind_boxes(chain: Chain, made: Sample) -> None:
    """A line over a column with boxes is not drawn, or it would show a link that nobody made."""
    data = _data(snapshot(chain))
    assert made.praise.id not in {edge["to"] for edge in data["edges"]}
    labels = {str(node["id"]): str(node["label"]) for node in data["nodes"]}
    assert labels[made.praise.id].endswith("\non C1")
    assert labels[made.planned.id].endswith("\nfor C1")


def test_a_line_crosses_empty_columns(made: Sample) -> None:
    """Where the columns between are empty, a line is drawn, dashed where it is only proposed."""
    link = a_link(made.praise, "commentsOn", made.concern, progress="improved")
    made.store.relink(made.concern.authority, [link])
    drawn = _data(snapshot(trace(made.store, made.concern.id)))["edges"]
    assert [(edge["from"], edge["to"]) for edge in drawn] == []
    chain = replace(trace(made.store, made.concern.id), gaps=())
    (edge,) = _data(snapshot(chain))["edges"]
    assert (edge["from"], edge["to"], edge["dashes"]) == (made.concern.id, made.praise.id, [7, 5])


def test_hostile_words_stay_words(hostile: Chain, chain: Chain) -> None:
    """Papers full of markup add no element, end no script, and come back word for word."""
    html, tame = snapshot(hostile), snapshot(chain)
    assert html.count("<script") == tame.count("<script")
    assert html.count("</script") == tame.count("</script") == 3
    assert _scripts(html) == _scripts(tame)
    for element in ("<img", "<iframe", "<svg", "<style", "<title"):
        assert html.count(element) == tame.count(element)
    for words in HOSTILE:
        assert words in unescape(html)
    assert len(_data(html)["nodes"]) == len(_data(tame)["nodes"])


@pytest.mark.parametrize("length", [40, 3000])
def test_a_large_chain_stays_small_enough(length: int, made: Sample) -> None:
    """Whatever a chain holds, the file stays below 700 kB and says what it leaves out."""
    letter = a_paper("more.txt", visit="2024-06-01", kind="monitoring_visit")
    said = [letter.comment(f"Number {number}: " + "late " * length) for number in range(400)]
    links = [a_link(c, "commentsOn", made.concern, progress="insufficient") for c in said]
    load(made.store, letter, links=[*made.links, *links])
    html = snapshot(trace(made.store, made.concern.id))
    assert len(html.encode()) <= LARGEST
    assert "steps found no room" in html
