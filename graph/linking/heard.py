"""What a sentence offers to a match, worked out once for the sentence and not for every pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, NamedTuple

from graph.linking.background import background
from graph.linking.groups import Codes
from graph.linking.realms import realm_of_heading, realm_of_topic
from graph.linking.references import follows_up
from graph.linking.spoken import R, Spoken, points_back
from graph.linking.topics import NOTHING, Topic
from graph.records import Record
from ontology.themes import wider

# Where a sentence has its subject from, and what each counts beside its own words.
OWN, CARRIED, BLOCK, SECTION = "own", "carried", "block", "section"
_LENDS = {OWN: 1.0, CARRIED: 0.7, BLOCK: 0.7, SECTION: 0.6}
_LENDS_WORDS = {OWN: 1.0, CARRIED: 0.85, BLOCK: 0.3, SECTION: 0.6}
# What stays for each further sentence that lies between.
_FURTHER = 0.8
# What one who acts counts as the subject of a sentence that names no other, and of one that does.
_ACTS_ALONE, _ACTS = 0.6, 0.4
# How telling a theme must be for its paragraph to lend it to a sentence that does not name it.
_PARTICULAR = 0.5
# The share of a paragraph that speaks of a theme from which on each of its sentences may.
_SHARED = 0.5


class Way(NamedTuple):
    """One way in which a sentence speaks of a theme: how much, named where, by a text of stems."""

    share: float
    level: str
    stems: frozenset[str]


class Named(NamedTuple):
    """Whom one of a sentence's texts names."""

    level: str
    topic: Topic
    children: Codes
    posts: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard(Generic[R]):
    """A sentence as matching reads it.

    Attributes:
        said: the sentence in its context.
        themes: by theme, the ways in which it speaks of it.
        words: by telling stem, what it counts, 0 to 1.
        telling: stems of its own and of what it leans on.
        near: themes by which it is sought.
        named: whom each of its texts names; the nearest text first.
        follows: whether it says what came of an earlier inspection.
        realm: the half of the work it speaks of, if of one alone.
    """

    said: Spoken[R]
    themes: Mapping[str, tuple[Way, ...]]
    words: Mapping[str, float]
    telling: frozenset[str]
    near: frozenset[str]
    named: tuple[Named, ...]
    follows: bool
    realm: str | None


def hear(said: Spoken[R]) -> Heard[R]:
    """Return *said* as matching reads it."""
    texts = [(level, topic) for level in _LENDS if (topic := _text(said, level)) is not NOTHING]
    words: dict[str, float] = {}
    for level, topic in texts:
        lends = _LENDS_WORDS[level]
        words |= {stem: max(lends, words.get(stem, 0.0)) for stem in topic.words}
    shared = {code for code, share in said.shares.items() if share >= _SHARED}
    return Heard(
        said=said,
        themes=_ways(said, texts),
        words=words,
        telling=frozenset((*said.own.words, *said.carried.words)),
        near=frozenset(shared.union(said.own.themes, said.carried.themes, said.section.themes)),
        named=tuple(
            Named(
                level=level,
                topic=topic,
                children=topic.groups.of_children.union(topic.themes),
                posts=topic.groups.particular.union(topic.themes),
            )
            for level, topic in texts
        ),
        follows=follows_up(said.record.text),
        realm=_realm(said),
    )


def _realm(said: Spoken[Record]) -> str | None:
    """The half of the work it speaks of: by itself, by what it leans on, or by its heading."""
    for topic in (said.own, said.carried):
        if found := realm_of_topic(topic):
            return found
    return realm_of_heading(said.heading) if said.heading else None


def _text(said: Spoken[Record], level: str) -> Topic:
    topic: Topic = getattr(said, level)
    return topic


def _ways(said: Spoken[Record], texts: list[tuple[str, Topic]]) -> dict[str, tuple[Way, ...]]:
    found: dict[str, list[Way]] = defaultdict(list)
    for level, topic in texts:
        for place, code in _places(topic.themes):
            if level == BLOCK and telling(code) < _PARTICULAR:
                continue
            share = (
                said.shares.get(code, 0.0)
                if level == BLOCK
                else _prominence(said, topic, place, code)
            )
            lends = _LENDS[level] * (_FURTHER ** (said.steps - 1) if level == CARRIED else 1.0)
            found[code].append(Way(lends * share, level, topic.stems))
    return {code: tuple(ways) for code, ways in found.items()}


def _places(themes: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each theme with its place; a theme and the wider one that it implies share a place."""
    places: dict[str, int] = {}
    for code in themes:
        kin = (places[other] for other in places if code == wider(other) or other == wider(code))
        places[code] = min(kin, default=len(set(places.values())))
        yield places[code], code


def _prominence(said: Spoken[Record], topic: Topic, place: int, code: str) -> float:
    """1 for the main theme of a text; for one named beside it the less, the broader it is."""
    if code in topic.acting:
        leans = said.carried.subjects and points_back(said.record.text)
        return _ACTS if said.own.subjects or leans else _ACTS_ALONE
    if place == 0 or topic.lists:
        return 1.0
    return (0.5 if place == 1 else 0.35) + 0.3 * telling(code)


@cache
def telling(theme: str) -> float:
    """How telling a theme is in this field, 0 to 1."""
    return background().theme_weight(theme)
