"""What speaks for a link, each as a figure from 0 to 1 with its reason in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from graph.ids import fold
from graph.linking.background import background
from graph.linking.groups import Codes, named
from graph.linking.references import follows_up
from graph.linking.spoken import Spoken
from graph.linking.targets import Target
from graph.linking.topics import Topic
from graph.records import Record
from ontology.vocabulary import scheme

# Where a sentence has its subject from, and what each counts beside its own words.
OWN, CARRIED, BLOCK, SECTION = "own", "carried", "block", "section"
_LENDS = {OWN: 1.0, CARRIED: 0.85, BLOCK: 0.7, SECTION: 0.6}
_LENDS_WORDS = {OWN: 1.0, CARRIED: 0.85, BLOCK: 0.3, SECTION: 0.6}
_WHERE = {
    OWN: "",
    CARRIED: " (named in the sentence before)",
    BLOCK: " (named in the same paragraph)",
    SECTION: " (named in the heading over it)",
}
# What a second shared theme adds.
_SECOND = 0.3
# What a shared theme loses where the concern says much else that the sentence does not.
_UNSAID = 0.5
# What the broadest theme keeps where the two name it by different words.
_OTHER_WORDS = 0.75
# What one who acts counts as the subject of a sentence that names no other, and of one that does.
_ACTS_ALONE, _ACTS = 0.6, 0.4
# How far the groups of people spoken of lift or lower a score.
_SAME_CHILDREN, _SAME_WORK, _SAME_POST = 1.15, 1.15, 1.1
_ONE_GROUP_FOR_ALL, _NO_PLAN, _NOT_THEM, _OTHER_POST = 0.9, 0.9, 0.3, 0.8
_SAME_HEADING = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that speaks for a link, or a factor; ``why`` gives the reason when it is asked."""

    value: float
    why: Callable[[], str]

    @property
    def reason(self) -> str:
        """The reason in words; empty where there is none to give."""
        return self.why()


def _silent() -> str:
    return ""


NOTHING = Feature(value=0.0, why=_silent)
NEUTRAL = Feature(value=1.0, why=_silent)


def theme(said: Spoken[Record], target: Target) -> Feature:
    """The most telling theme that both speak of; a second one adds a little.

    It counts the less, the more the concern says that the sentence does not.
    """
    shared = sorted(
        (max(_of_theme(said, target, code)), code)
        for code in target.themes
        if any(code in getattr(said, level).themes for level in _LENDS)
    )
    if not shared:
        return NOTHING
    (best, level), code = shared[-1]
    second = shared[-2][0][0] if len(shared) > 1 else 0.0
    covered = _covered(said, target, [code for _, code in shared])
    return Feature(
        value=(best + _SECOND * second * (1 - best)) * (1 - _UNSAID * (1 - covered)),
        why=lambda: _about(code, target) + _WHERE[level],
    )


def _of_theme(said: Spoken[Record], target: Target, code: str) -> Iterator[tuple[float, str]]:
    for level, lends in _LENDS.items():
        topic: Topic = getattr(said, level)
        if code in topic.themes:
            share = _prominence(said, topic, code)
            if level == BLOCK:
                share = said.shares.get(code, 0.0)
            yield lends * target.themes[code] * share * _same_words(topic, target, code), level


def _prominence(said: Spoken[Record], topic: Topic, code: str) -> float:
    """1 for the main theme of a text; for one named beside it the less, the broader it is."""
    if code in topic.acting:
        return _ACTS if said.own.subjects or said.carried.subjects else _ACTS_ALONE
    place = topic.themes.index(code)
    if place == 0:
        return 1.0
    return (0.5 if place == 1 else 0.35) + 0.3 * background().theme_weight(code)


def _same_words(topic: Topic, target: Target, code: str) -> float:
    """1 where both name the theme by a word they share; else the less, the broader the theme."""
    naming = target.naming.get(target.near.get(code, code))
    if naming and not naming.isdisjoint(topic.stems):
        return 1.0
    return _OTHER_WORDS + (1 - _OTHER_WORDS) * background().theme_weight(code)


def _covered(said: Spoken[Record], target: Target, shared: list[str]) -> float:
    """How much of what the concern says is said too, by a shared theme or in the same words."""
    total = sum(target.content.values())
    if not total:
        return 1.0
    met = {stem for code in shared for stem in target.naming.get(target.near.get(code, code), ())}
    met |= said.own.words.keys() | said.carried.words.keys()
    return sum(mass for stem, mass in target.content.items() if stem in met) / total


def _about(code: str, target: Target) -> str:
    near = target.near.get(code)
    if near:
        return f"is about {_label(code)}, near to {_label(near)}"
    return f"both are about {_label(code)}"


def _label(code: str) -> str:
    return scheme("themes")[code].label.lower() if code in scheme("themes") else code


def words(said: Spoken[Record], target: Target) -> Feature:
    """How much of what the concern says in telling words the sentence says too."""
    found = {}
    for stem, weight in target.words.items():
        lends = max(
            (_LENDS_WORDS[level] for level in _LENDS_WORDS if stem in getattr(said, level).words),
            default=0.0,
        )
        if lends:
            found[stem] = lends * weight
    if not found:
        return NOTHING
    return Feature(
        value=min(1.0, sum(found.values()) / (sum(target.words.values()) + 0.5)),
        why=lambda: _shares(found, target),
    )


def _shares(found: dict[str, float], target: Target) -> str:
    shown = sorted(found, key=lambda stem: (-found[stem], stem))[:3]
    printed = ", ".join(f"'{target.printed.get(stem, stem)}'" for stem in shown)
    return f"shares {printed}, rare in this field"


def heading(said: Spoken[Record], target: Target) -> Feature:
    """Whether it stands under a heading that prints this concern."""
    if not said.heading or not _alike(said.heading, target.record.text):
        return NOTHING
    return Feature(value=1.0, why=lambda: "stands under a heading that prints this concern")


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(fold(one), fold(other)) >= _SAME_HEADING


def reference(said: Spoken[Record]) -> Feature:
    """Whether it refers to an earlier inspection and says what came of it."""
    if not follows_up(said.record.text):
        return NOTHING
    return Feature(value=1.0, why=lambda: "refers back to an earlier inspection")


def children(said: Spoken[Record], target: Target) -> Feature:
    """How far both speak of the same children: a factor, above 1 if they do.

    A concern for one particular group is not met by words about another, nor by words that name
    no group at all. A concern for all is less likely meant by words about one group.
    """
    wanted = target.groups.children or target.groups.by_plan
    if not wanted:
        return _plain(_ONE_GROUP_FOR_ALL) if said.own.groups.children else NEUTRAL
    for level in _LENDS:
        topic: Topic = getattr(said, level)
        both = wanted & (topic.groups.of_children | set(topic.themes))
        if both:
            return _people(_SAME_CHILDREN, both, level)
        if topic.groups.of_children and level in (OWN, CARRIED):
            break
    return _plain(_NOT_THEM if target.groups.children else _NO_PLAN)


def staff(said: Spoken[Record], target: Target) -> Feature:
    """How far both speak of the same people's work: a factor, above 1 if they do."""
    wanted = target.groups.particular
    if wanted and not target.groups.general:
        for level in _LENDS:
            topic: Topic = getattr(said, level)
            both = wanted & (topic.groups.particular | set(topic.themes))
            if both:
                return _people(_SAME_WORK, both, level)
            if topic.groups.of_staff and level in (OWN, CARRIED):
                break
        return _plain(_NOT_THEM)
    both = said.own.groups.of_staff & target.groups.of_staff
    if both:
        return _people(_SAME_POST, both, OWN)
    others = said.own.groups.particular or said.carried.groups.particular
    return _plain(_OTHER_POST) if others - wanted else NEUTRAL


def _plain(factor: float) -> Feature:
    return Feature(value=factor, why=_silent)


def _people(factor: float, both: Codes, level: str) -> Feature:
    return Feature(value=factor, why=lambda: f"both speak of {named(both)}{_WHERE[level]}")
