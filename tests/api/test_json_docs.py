"""docs/json.md says what ``--json`` gives: every key that comes out stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Sightline

PAGE = Path(__file__).resolve().parents[2] / "docs" / "json.md"
CALLS = (
    *(("list", kind) for kind in "documents concerns comments actions evidence owners".split()),
    *(("list", kind) for kind in ("links", "themes")),
    ("gaps",),
    ("matrix",),
    ("search", "children"),
    ("review",),
)
MEASURES = "measure"  # its keys stand with ``sightline list``


def keys(value: Any) -> Iterator[str]:
    """Yield every key of a JSON document, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from keys(one)
    if isinstance(value, dict):
        yield from value
        for name, one in value.items():
            if name != MEASURES:
                yield from keys(one)


@pytest.fixture
def loaded(sightline: Sightline, example_papers: Path) -> Sightline:
    """The command line, with the example authority in its store and one link decided on."""
    assert sightline("load", example_papers).status == 0
    link = sightline("review", "--json").json[0]["id"]
    assert sightline("review", "accept", link, "--by", "A. Reader", "--reason", "Read").status == 0
    return sightline


def test_every_key_is_documented(loaded: Sightline) -> None:
    """Whoever writes a script finds each key that he meets, and none that is not there."""
    documented = set(re.findall(r"`([a-z_0-9]+)`", PAGE.read_text("utf-8")))
    found: set[str] = set()
    for words in CALLS:
        answer = loaded(*words, "--json").json
        assert answer
        found |= set(keys(answer))
    for concern in loaded("list", "concerns", "--json").json:
        found |= set(keys(loaded("trace", concern["id"], "--json").json))

    assert found - documented == set()
    assert documented - found <= {"null"}
