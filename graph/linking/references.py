"""Whether a sentence tells history, follows an earlier finding up, or names a visit at all."""

from __future__ import annotations

from functools import cache, lru_cache

from ontology.phrases import Phrases, tokens
from ontology.vocabulary import scheme


def looks_back(text: str) -> bool:
    """Tell whether *text* only tells what an earlier inspection found, with no word of today."""
    found = _codes(text)
    return "looking_back" in found and "today" not in found


def follows_up(text: str) -> bool:
    """Tell whether *text* refers to an earlier inspection and says what came of it."""
    found = _codes(text)
    return "following_up" in found or ("looking_back" in found and "today" in found)


def names_later_visit(text: str) -> bool:
    """Tell whether *text*, passing on a finding, says that it is of a visit and which."""
    return any(True for _ in _visits().find(tokens(text)))


@lru_cache(maxsize=50_000)
def _codes(text: str) -> frozenset[str]:
    return _phrases().codes_in(tokens(text))


@cache
def _phrases() -> Phrases:
    return Phrases(
        (label, concept.id) for concept in scheme("references") for label in concept.labels
    )


@cache
def _visits() -> Phrases:
    return Phrases((label, "later") for label in scheme("reported")["later"].labels)
