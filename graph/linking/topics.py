"""What a stretch of text is about, as matching compares it: by themes, words and groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graph.linking.background import background
from graph.linking.groups import (
    Groups,
    actors_in,
    groups_in,
    joined,
    without_actors,
    words_of_groups,
)
from graph.linking.terms import stem, stems
from ontology.phrases import Phrases, tokens
from ontology.themes import themes_in
from ontology.vocabulary import scheme

_LISTING = 2  # semicolons


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What one text is about.

    Attributes:
        themes: codes, the main one first.
        acting: those of them that only the name of an actor brings in (``senior leaders``).
        words: telling stems, with weights from 0 to 1, but for those that name a group.
        stems: all its stems but words of grammar.
        groups: whom it names.
        lists: whether it lists matters of equal weight.
    """

    themes: tuple[str, ...] = ()
    acting: frozenset[str] = frozenset()
    words: dict[str, float] = field(default_factory=dict)
    stems: frozenset[str] = frozenset()
    groups: Groups = field(default_factory=Groups)
    lists: bool = False
    subjects: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Find the subjects: themes that more than the name of an actor speaks for."""
        subjects = tuple(code for code in self.themes if code not in self.acting)
        object.__setattr__(self, "subjects", subjects)


NOTHING = Topic()


@lru_cache(maxsize=50_000)
def topic_of(text: str, themes: tuple[str, ...] | None = None) -> Topic:
    """Return what *text* is about; *themes* where a record has them already."""
    named = [code for code in (themes_in(text) if themes is None else themes) if _subject(code)]
    groups = groups_in(text)
    naming = {stem(word) for word in words_of_groups(text)} if groups else frozenset()
    subjects = named
    if groups.general:
        beyond = _beyond_actors(text)
        bare = themes_in(without_actors(text))
        subjects = [*bare, *(code for code in named if code in beyond and code not in bare)]
    acting = [code for code in named if code not in subjects]
    keys = dict.fromkeys(stems(text))
    return Topic(
        themes=(*(code for code in subjects if code in named), *acting),
        acting=frozenset(acting),
        words={key: weight for key in keys if key not in naming and (weight := _weight(key)) > 0},
        stems=frozenset(keys),
        groups=groups,
        lists=text.count(";") >= _LISTING,
    )


def _beyond_actors(text: str) -> set[str]:
    """Themes named by phrases that hold an actor and more: ``changes of social worker``."""
    words = tokens(text)
    actors = actors_in(text)
    return {
        code
        for hit in _theme_phrases().find(words)
        if not actors.isdisjoint(range(hit.start, hit.end))
        and not actors.issuperset(range(hit.start, hit.end))
        for code in hit.codes
    }


def _weight(key: str) -> float:
    return 0.0 if key in _aspects() else background().weight(key)


@cache
def _aspects() -> frozenset[str]:
    labels = (label for concept in scheme("aspects") for label in concept.labels)
    return frozenset(key for label in labels for key in stems(label))


def words_of_themes(text: str) -> dict[str, list[str]]:
    """By theme, the stems of the words of *text* that name it."""
    words = tokens(text)
    found: dict[str, list[str]] = defaultdict(list)
    for hit in _theme_phrases().find(words):
        for code in hit.codes:
            found[code] += stems(" ".join(words[hit.start : hit.end]))
    return found


def _subject(theme: str) -> bool:
    return theme not in scheme("aspects")


@cache
def _theme_phrases() -> Phrases:
    return Phrases((label, theme.id) for theme in scheme("themes") for label in theme.labels)


def together(topics: Sequence[Topic]) -> Topic:
    """Return what several texts are about; the themes of most of them come first."""
    if len(topics) < 2:
        return topics[0] if topics else NOTHING
    themes = [theme for topic in topics for theme in topic.themes]
    subjects = {theme for topic in topics for theme in topic.themes if theme not in topic.acting}
    words: dict[str, float] = {}
    for topic in topics:
        words |= topic.words
    return Topic(
        themes=tuple(sorted(dict.fromkeys(themes), key=lambda theme: -themes.count(theme))),
        acting=frozenset(themes) - subjects,
        words=words,
        stems=frozenset().union(*(topic.stems for topic in topics)),
        groups=joined(topic.groups for topic in topics),
    )
