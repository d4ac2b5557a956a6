"""Words made comparable: stems that ``planning`` and ``plans`` share, and how rare each one is."""

from __future__ import annotations

from functools import lru_cache

from ontology.phrases import plain, split

# Endings, the longest first, each with what stays. Some words part ways on purpose: permanence and
# permanency share a stem, permanent (staff) has another.
_ENDINGS = (
    ("ancies", "an"),
    ("encies", "en"),
    ("ements", "e"),
    ("ations", "at"),
    ("ancy", "an"),
    ("ance", "an"),
    ("ency", "en"),
    ("ence", "en"),
    ("ation", "at"),
    ("ement", ""),
    ("ments", ""),
    ("ingly", ""),
    ("ively", ""),
    ("ness", ""),
    ("ment", ""),
    ("sion", "s"),
    ("tion", "t"),
    ("ally", ""),
    ("ing", ""),
    ("ive", ""),
    ("ity", ""),
    ("ate", "at"),
    ("ed", ""),
    ("er", ""),
    ("or", ""),
    ("ly", ""),
    ("e", ""),
    ("y", ""),
)
_SHORTEST = 4


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case *word*; rough, but the same on both sides of a comparison."""
    word = plain(word)
    for ending, kept in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(kept) >= _SHORTEST:
            return _undouble(word.removesuffix(ending) + kept)
    return word


def stems(text: str) -> list[str]:
    """Return the stems of the words of *text*, in order; numbers and single letters are left out."""
    return [stem(word) for word in split(text) if len(word) > 1 and not word[0].isdigit()]


def _undouble(word: str) -> str:
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeslo":
        return word[:-1]
    return word
