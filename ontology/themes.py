"""What a sentence is about: themes by the words that papers use for them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from ontology.phrases import Hit, Phrases, tokens
from ontology.vocabulary import scheme

Rank = tuple[float, int, bool]


def themes_in(text: str) -> tuple[str, ...]:
    """Return the codes of the themes that *text* names, the main theme first.

    The words of each theme are in ``vocabularies/themes.ttl``. The main theme is the one with the
    most words matched; of two equals, the one named first, and of these the narrower. Words that
    only look like a theme (``at an early stage``) are in ``vocabularies/theme_traps.ttl`` and
    count for none.
    """
    found: dict[str, list[Hit]] = defaultdict(list)
    for hit in _phrases().find(tokens(text)):
        for code in hit.codes:
            found[code].append(hit)
    for trap in scheme("theme_traps").concepts:
        found.pop(trap, None)
    return tuple(sorted(found, key=lambda code: _rank(code, found[code])))


@cache
def wider(theme: str) -> str:
    """Return the code of the theme of which *theme* is a narrower one; empty if of none."""
    themes = scheme("themes")
    return (themes[theme].broader or "") if theme in themes else ""


def _rank(code: str, hits: list[Hit]) -> Rank:
    return -float(sum(hit.length for hit in hits)), hits[0].start, not wider(code)


@cache
def _phrases() -> Phrases:
    return Phrases(
        (label, concept.id)
        for name in ("themes", "theme_traps")
        for concept in scheme(name)
        for label in concept.labels
    )
