"""What is made ready before the children that read papers start."""

from __future__ import annotations

import importlib

from loaders import ready
from loaders.polarity import verdict
from loaders.prose import deed_signs, owners
from loaders.reading import child
from ontology import themes


def test_what_children_share_is_ready_before_they_start() -> None:
    """What the fork server imports is there, and has read vocabularies and made patterns."""
    for name in child._READY_MADE:
        importlib.import_module(name)
    assert ready.__name__ in child._READY_MADE
    made = (deed_signs.signs, deed_signs._active, owners._party, themes._phrases, verdict._cues)
    for pattern in made:
        pattern.cache_clear()
    verdict._verdict.cache_clear()
    ready.make_ready()
    assert [pattern.cache_info().currsize for pattern in made] == [1] * len(made)
