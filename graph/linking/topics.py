"""What a stretch of text is about, in the three terms in which matching compares: themes, words
and groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from graph.linking.background import background
from graph.linking.groups import Groups, groups_in, joined
from graph.linking.terms import stems
from ontology.themes import themes_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Themes (main first), telling words (stem to weight 0..1) and groups of one text."""

    themes: tuple[str, ...] = ()
    words: dict[str, float] = field(default_factory=dict)
    groups: Groups = Groups()


NOTHING = Topic()


@lru_cache(maxsize=50_000)
def topic_of(text: str, themes: tuple[str, ...] | None = None) -> Topic:
    """Return what *text* is about; *themes* where a record has them already."""
    weigh = background().weight
    words = {stem: weigh(stem) for stem in stems(text)}
    return Topic(
        themes=themes_in(text) if themes is None else themes,
        words={stem: weight for stem, weight in words.items() if weight > 0},
        groups=groups_in(text),
    )


def together(topics: Sequence[Topic]) -> Topic:
    """Return what several texts are about; the themes of most of them come first."""
    if len(topics) < 2:
        return topics[0] if topics else NOTHING
    themes = [theme for topic in topics for theme in topic.themes]
    words: dict[str, float] = {}
    for topic in topics:
        words |= topic.words
    return Topic(
        themes=tuple(sorted(dict.fromkeys(themes), key=lambda theme: -themes.count(theme))),
        words=words,
        groups=joined(topic.groups for topic in topics),
    )
