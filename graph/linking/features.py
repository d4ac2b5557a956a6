"""What speaks for a link, each as a figure from 0 to 1 with its reason in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from graph.ids import fold
from graph.linking.groups import Codes, named
from graph.linking.heard import BLOCK, CARRIED, OWN, SECTION, Heard, telling
from graph.linking.targets import Target
from graph.records import Record
from ontology.vocabulary import scheme

_WHERE = {
    OWN: "",
    CARRIED: " (named in the sentence before)",
    BLOCK: " (named in the same paragraph)",
    SECTION: " (named in the heading over it)",
}
# How much in telling words two texts must share that share no theme.
_WORDS_ALONE = 0.9
# What a second shared theme adds.
_SECOND = 0.3
# What a shared theme loses where the concern says much else that the sentence does not.
_UNSAID = 0.5
# How far a word that names a theme is said by a sentence that names the theme by another.
_SYNONYM = 0.9
# Of a concern that says more than this (in the weight of its words) no sentence says the whole.
_LONG = 3.0
# What the broadest theme keeps where the two name it by different words.
_OTHER_WORDS = 0.6
# How far the groups of people spoken of lift or lower a score.
_SAME_CHILDREN, _SAME_WORK, _SAME_POST = 1.15, 1.15, 1.1
_ONE_GROUP_FOR_ALL, _NO_PLAN, _NOT_THEM, _OTHER_POST = 0.9, 0.9, 0.3, 0.8
_OTHER_REALM = 0.6
HIGHEST_FACTOR = _SAME_CHILDREN * _SAME_WORK
_SAME_HEADING = 90


class Feature(NamedTuple):
    """One thing that speaks for a link, or a factor; ``why`` gives the reason when it is asked.

    ``telling`` is how rare in this field the rarest thing shared is that the sentence itself, or
    the one it leans on, names: 0 to 1.
    """

    value: float
    why: Callable[[], str]
    telling: float = 0.0

    @property
    def reason(self) -> str:
        """The reason in words; empty where there is none to give."""
        return self.why()


def _silent() -> str:
    return ""


NOTHING = Feature(0.0, _silent)
NEUTRAL = Feature(1.0, _silent)


def theme(heard: Heard[Record], target: Target, *, enough: float = 0.0) -> Feature:
    """The most telling theme that both speak of; a second one adds a little.

    It counts the less, the more the concern says that the sentence does not; that is not worked
    out where even all of it would not be *enough*.
    """
    shared = _shared(heard, target)
    if not shared:
        return NOTHING
    best, level, code = shared[-1]
    value = best + _SECOND * (shared[-2][0] if len(shared) > 1 else 0.0) * (1 - best)
    if value < enough:
        return NOTHING
    covered = _covered(heard, target, [code for _, _, code in shared])
    return Feature(
        value * (1 - _UNSAID * (1 - covered)),
        lambda: _about(code, target) + _WHERE[level],
        telling(code) if level in (OWN, CARRIED) else 0.0,
    )


def _shared(heard: Heard[Record], target: Target) -> list[tuple[float, str, str]]:
    """The themes that both speak of: how much, named where, and the code; the best one last."""
    found = []
    for code, weight in target.themes.items():
        ways = heard.themes.get(code, ())
        if len(ways) == 1:
            share, level, stems = ways[0]
            found.append((share * weight * _same_words(stems, target, code), level, code))
        elif ways:
            value, level = max(
                (share * weight * _same_words(stems, target, code), level)
                for share, level, stems in ways
            )
            found.append((value, level, code))
    if len(found) > 1:
        found.sort()
    return found


def _same_words(stems: frozenset[str], target: Target, code: str) -> float:
    """1 where both name the theme by a word they share; else the less, the broader the theme."""
    naming = target.naming.get(target.near.get(code, code))
    if naming and not naming.isdisjoint(stems):
        return 1.0
    return _OTHER_WORDS + (1 - _OTHER_WORDS) * telling(code)


def _covered(heard: Heard[Record], target: Target, shared: list[str]) -> float:
    """How much of what the concern says is said too, by a shared theme or in the same words."""
    total = min(target.mass / target.matters, _LONG)
    if not total:
        return 1.0
    named = frozenset().union(
        *(target.naming.get(target.near.get(code, code), ()) for code in shared)
    )
    said = sum(
        [
            mass if stem in heard.telling else _SYNONYM * mass
            for stem, mass in target.content.items()
            if stem in heard.telling or stem in named
        ]
    )
    return min(1.0, said / total)


def _about(code: str, target: Target) -> str:
    near = target.near.get(code)
    if near:
        return f"is about {_label(code)}, near to {_label(near)}"
    return f"both are about {_label(code)}"


def _label(code: str) -> str:
    return scheme("themes")[code].label.lower() if code in scheme("themes") else code


def words(heard: Heard[Record], target: Target) -> Feature:
    """How much of what the concern says in telling words the sentence says too."""
    said = heard.words
    found = {stem: said[stem] * weight for stem, weight in target.words.items() if stem in said}
    shared = sum(found.values())
    if not found or (shared < _WORDS_ALONE and not target.themes.keys() & heard.themes.keys()):
        return NOTHING
    return Feature(
        min(1.0, shared / (target.telling + 0.5)),
        lambda: _shares(found, target),
        max((target.words[stem] for stem in found if stem in heard.telling), default=0.0),
    )


def _shares(found: dict[str, float], target: Target) -> str:
    shown = sorted(found, key=lambda stem: (-found[stem], stem))[:3]
    printed = ", ".join(f"'{target.printed.get(stem, stem)}'" for stem in shown)
    return f"shares {printed}, rare in this field"


def heading(heard: Heard[Record], target: Target) -> Feature:
    """Whether it stands under a heading that prints this concern."""
    printed = heard.said.heading
    if not printed or not _alike(printed, target.record.text):
        return NOTHING
    return Feature(1.0, lambda: "stands under a heading that prints this concern")


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(fold(one), fold(other)) >= _SAME_HEADING


def reference(heard: Heard[Record]) -> Feature:
    """Whether it refers to an earlier inspection and says what came of it."""
    if not heard.follows:
        return NOTHING
    return Feature(1.0, lambda: "refers back to an earlier inspection")


def children(heard: Heard[Record], target: Target) -> Feature:
    """How far both speak of the same children: a factor, above 1 if they do.

    A concern for one particular group is not met by words about another, nor by words that name
    no group at all. A concern for all is less likely meant by words about one group.
    """
    wanted = target.groups.of_children if target.groups.children else target.groups.by_plan
    if not wanted:
        return _plain(_ONE_GROUP_FOR_ALL) if heard.said.own.groups.children else NEUTRAL
    for text in heard.named:
        both = wanted & text.children
        if both:
            near = text.level in (OWN, CARRIED)
            return _people(_SAME_CHILDREN if near else 1.0, both, text.level)
        if text.topic.groups.of_children and text.level in (OWN, CARRIED):
            break
    return _plain(_NOT_THEM if target.groups.children else _NO_PLAN)


def realm(heard: Heard[Record], target: Target) -> Feature:
    """Whether one speaks of help and protection and the other of care: a factor, below 1 if so."""
    both = heard.realm and target.realm
    return _plain(_OTHER_REALM) if both and heard.realm != target.realm else NEUTRAL


def staff(heard: Heard[Record], target: Target) -> Feature:
    """How far both speak of the same people's work: a factor, above 1 if they do."""
    wanted = target.groups.particular
    if wanted and not target.groups.general:
        for text in heard.named:
            both = wanted & text.posts
            if both:
                return _people(_SAME_WORK, both, text.level)
            if text.topic.groups.of_staff and text.level in (OWN, CARRIED):
                break
        return _plain(_NOT_THEM)
    said = heard.said
    both = said.own.groups.of_staff & target.groups.of_staff
    if both:
        return _people(_SAME_POST, both, OWN)
    others = said.own.groups.particular or said.carried.groups.particular
    same_half = target.realm is not None and heard.realm == target.realm
    return _plain(_OTHER_POST) if others - wanted and not same_half else NEUTRAL


def _plain(factor: float) -> Feature:
    return Feature(factor, _silent)


def _people(factor: float, both: Codes, level: str) -> Feature:
    return Feature(factor, lambda: f"both speak of {named(both)}{_WHERE[level]}")
