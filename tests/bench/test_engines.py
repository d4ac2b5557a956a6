"""The engines that are compared give the same chains and counts before any of them is timed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.engine_kinds import kinds, plan_of
from bench.synthetic import authorities
from graph.records import Concern

MADE = list(authorities(3_000))
NAMES = list(kinds(Path("nowhere"), None))
CONCERNS = [
    record.id
    for authority in MADE
    for paper in authority.papers
    for record in paper.records
    if isinstance(record, Concern)
]


@pytest.fixture(scope="module")
def floor(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The chains as bare dicts give them."""
    engine = kinds(tmp_path_factory.mktemp("floor"), None)["bare dict"]()
    engine.fill(MADE)
    return [sorted(engine.chain(concern)) for concern in CONCERNS]


@pytest.mark.parametrize("name", NAMES)
def test_every_engine_gives_the_same_chains(
    name: str, tmp_path: Path, floor: list[list[str]]
) -> None:
    """Each chain holds the same ids in every engine, also after a paper was replaced."""
    engine = kinds(tmp_path, None)[name]()
    engine.fill(MADE)
    assert [sorted(engine.chain(concern)) for concern in CONCERNS] == floor
    if name != "our trace on dicts":
        paper = plan_of(MADE[0])
        assert paper.actions
        engine.replace(MADE[0])
        assert [sorted(engine.chain(concern)) for concern in CONCERNS] == floor
