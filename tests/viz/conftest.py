"""Chains to draw."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.questions.trace import Chain, trace
from tests.sample import HOSTILE, Sample, sample


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Sample]:
    """A store with one whole chain."""
    made = sample(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def chain(made: Sample) -> Chain:
    """The chain of its concern."""
    return trace(made.store, made.concern.id)


@pytest.fixture
def hostile(tmp_path: Path) -> Chain:
    """The same chain out of papers that try to break out of every picture."""
    wild = sample(tmp_path, words=" ".join(HOSTILE), name="hostile.db")
    return trace(wild.store, wild.concern.id)
