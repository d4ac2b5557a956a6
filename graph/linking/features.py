"""What speaks for a link, each as a figure from 0 to 1 with its reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from graph.ids import fold
from graph.linking.background import background
from graph.linking.groups import named
from graph.linking.references import follows_up
from graph.linking.spoken import Spoken
from graph.linking.targets import Target
from graph.linking.topics import Topic
from graph.records import Record
from ontology.vocabulary import scheme

# What a context lends counts for less than a sentence's own words.
OWN, CARRIED, BLOCK, SECTION = "own", "carried", "block", "section"
_LENDS = {OWN: 1.0, CARRIED: 0.85, BLOCK: 0.7, SECTION: 0.6}
# What a second shared theme adds.
_SECOND = 0.3
# What a shared theme loses where the concern says much else that the sentence does not.
_UNSAID = 0.5
# What the rest of a paragraph lends to a sentence that names a subject of its own.
_OWN_SUBJECT = 1.0
_WHERE = {
    OWN: "",
    CARRIED: " (named in the sentence before)",
    BLOCK: " (named in the same paragraph)",
    SECTION: " (named in the heading over it)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that speaks for a link (or against it); no reason where it says nothing."""

    value: float = 0.0
    reason: str = ""


def theme(said: Spoken[Record], target: Target) -> Feature:
    """The most telling theme that both speak of; a second one adds a little."""
    shared: dict[str, tuple[float, str]] = {}
    for level, lends in _LENDS.items():
        topic: Topic = getattr(said, level)
        for code in topic.themes:
            weight = target.themes.get(code, 0.0)
            if not weight:
                continue
            if level == BLOCK:
                share = said.shares.get(code, 0.0) * (_OWN_SUBJECT if said.own.subjects else 1.0)
            else:
                share = _prominence(said, topic, code)
            shared[code] = max(
                shared.get(code, (0.0, "")), (lends * weight * share, _WHERE[level])
            )
    ranked = sorted(shared, key=lambda code: (-shared[code][0], code))
    if not ranked:
        return Feature()
    best, where = shared[ranked[0]]
    second = shared[ranked[1]][0] if len(ranked) > 1 else 0.0
    value = (best + _SECOND * second * (1 - best)) * (
        1 - _UNSAID * (1 - _covered(said, target, ranked))
    )
    return Feature(value=value, reason=_about(ranked[0], target) + where)


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
        return f"is about {_theme(code)}, near to {_theme(near)}"
    return f"both are about {_theme(code)}"


def words(said: Spoken[Record], target: Target) -> Feature:
    """How much of what the concern says in telling words the sentence says too."""
    total = sum(target.words.values())
    found: dict[str, float] = {}
    for level in (SECTION, BLOCK, CARRIED, OWN):
        topic: Topic = getattr(said, level)
        lends = _LENDS[level] if level != BLOCK else 0.3
        found |= {stem: lends * target.words[stem] for stem in topic.words if stem in target.words}
    if not found:
        return Feature()
    shown = sorted(found, key=lambda stem: (-found[stem], stem))[:3]
    return Feature(
        value=min(1.0, sum(found.values()) / (total + 0.5)),
        reason="shares "
        + ", ".join(f"'{target.printed.get(stem, stem)}'" for stem in shown)
        + ", rare in this field",
    )


def heading(said: Spoken[Record], target: Target) -> Feature:
    """Whether it stands under a heading that prints this concern."""
    if not said.heading or fuzz.ratio(fold(said.heading), fold(target.record.text)) < 90:
        return Feature()
    return Feature(value=1.0, reason="stands under a heading that prints this concern")


def reference(said: Spoken[Record], _: Target) -> Feature:
    """Whether it refers to an earlier inspection and says what came of it."""
    if not follows_up(said.record.text):
        return Feature()
    return Feature(value=1.0, reason="refers back to an earlier inspection")


def children(said: Spoken[Record], target: Target) -> tuple[float, str]:
    """How far both speak of the same children: a factor, above 1 if so, and the reason.

    A concern for one particular group is not met by words about another, nor by words that name
    no group at all. A concern for all is less likely meant by words about one group.
    """
    wanted = target.groups.children or target.groups.by_plan
    if not wanted:
        return (0.9, "") if said.own.groups.children else (1.0, "")
    for level in (OWN, CARRIED, BLOCK, SECTION):
        topic: Topic = getattr(said, level)
        both = wanted & (topic.groups.of_children | set(topic.themes))
        if both:
            return 1.15, f"both speak of {named(both)}{_WHERE[level]}"
        if topic.groups.of_children and level in (OWN, CARRIED):
            break
    return (0.3, "") if target.groups.children else (0.9, "")


def staff(said: Spoken[Record], target: Target) -> tuple[float, str]:
    """How far both speak of the same people's work: a factor and the reason."""
    wanted = target.groups.particular
    if wanted and not target.groups.general:
        for level in (OWN, CARRIED, BLOCK, SECTION):
            topic: Topic = getattr(said, level)
            both = wanted & (topic.groups.particular | set(topic.themes))
            if both:
                return 1.15, f"both speak of {named(both)}{_WHERE[level]}"
            if topic.groups.of_staff and level in (OWN, CARRIED):
                break
        return 0.3, ""
    both = said.own.groups.of_staff & target.groups.of_staff
    if both:
        return 1.1, f"both speak of {named(both)}"
    others = said.own.groups.particular or said.carried.groups.particular
    return (0.8, "") if others - wanted else (1.0, "")


def _prominence(said: Spoken[Record], topic: Topic, code: str) -> float:
    """1 for the main theme of a text; for one named beside it the less, the broader it is."""
    if code in topic.acting:
        return 0.4 if said.own.subjects or said.carried.subjects else 0.6
    place = topic.themes.index(code)
    if place == 0:
        return 1.0
    return (0.5 if place == 1 else 0.35) + 0.3 * background().theme_weight(code)


def _theme(code: str) -> str:
    return scheme("themes")[code].label.lower() if code in scheme("themes") else code
