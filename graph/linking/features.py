"""What speaks for a link, each as a figure from 0 to 1 with its reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from graph.ids import fold
from graph.linking.background import background
from graph.linking.groups import Codes, Groups, named
from graph.linking.references import follows_up
from graph.linking.spoken import Spoken
from graph.linking.targets import Target
from graph.linking.topics import Topic
from ontology.vocabulary import scheme

# What a context lends counts for less than a sentence's own words.
OWN, CARRIED, BLOCK, SECTION = "own", "carried", "block", "section"
_LENDS = {OWN: 1.0, CARRIED: 0.85, BLOCK: 0.7, SECTION: 0.6}
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


def theme(said: Spoken, target: Target) -> Feature:
    """The most telling theme that both speak of."""
    best = Feature()
    for level, lends in _LENDS.items():
        topic: Topic = getattr(said, level)
        for code in topic.themes:
            weight = target.themes.get(code, 0.0)
            if not weight:
                continue
            share = said.shares.get(code, 0.0) if level == BLOCK else _prominence(topic, code)
            value = lends * weight * share
            if value > best.value:
                best = Feature(
                    value=value, reason=f"both are about {_theme(code)}{_WHERE[level]}"
                )
    return best


def words(said: Spoken, target: Target) -> Feature:
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
        reason="shares " + ", ".join(f"'{target.printed.get(stem, stem)}'" for stem in shown)
        + ", rare in this field",
    )


def heading(said: Spoken, target: Target) -> Feature:
    """Whether it stands under a heading that prints this concern."""
    if not said.heading or fuzz.ratio(fold(said.heading), fold(target.record.text)) < 90:
        return Feature()
    return Feature(value=1.0, reason="stands under a heading that prints this concern")


def reference(said: Spoken, _: Target) -> Feature:
    """Whether it refers to an earlier inspection and says what came of it."""
    if not follows_up(said.record.text):
        return Feature()
    return Feature(value=1.0, reason="refers back to an earlier inspection")


def children(said: Spoken, target: Target) -> tuple[float, str]:
    """How far both speak of the same children: a factor, above 1 if so, and the reason.

    A concern for one particular group is not met by words about another, nor by words that name
    no group at all, unless the theme itself is that group.
    """
    wanted = target.groups.children or target.groups.by_plan
    if not wanted:
        return 1.0, ""
    for level in (OWN, CARRIED, BLOCK, SECTION):
        groups: Groups = getattr(said, level).groups
        if groups.of_children & wanted:
            return 1.15, f"both speak of {named(groups.of_children & wanted)}{_WHERE[level]}"
        if groups.of_children and level in (OWN, CARRIED):
            break
    if target.groups.children:
        return 0.3, ""
    return 0.8, ""


def staff(said: Spoken, target: Target) -> tuple[float, str]:
    """How far both speak of the same people's work: a factor and the reason."""
    wanted: Codes = target.groups.particular
    if not wanted or target.groups.general:
        wanted = target.groups.of_staff
        both = said.own.groups.of_staff & wanted
        return (1.1, f"both speak of {named(both)}") if both else (1.0, "")
    for level in (OWN, CARRIED, BLOCK, SECTION):
        groups: Groups = getattr(said, level).groups
        if groups.particular & wanted:
            return 1.15, f"both speak of {named(groups.particular & wanted)}{_WHERE[level]}"
        if groups.of_staff and level in (OWN, CARRIED):
            break
    return 0.3, ""


def _prominence(topic: Topic, code: str) -> float:
    """1 for the main theme of a text; for one named beside it the less, the broader it is."""
    if topic.themes[0] == code:
        return 1.0
    weigh = background().theme_weight
    heaviest = max(weigh(other) for other in topic.themes)
    return 0.5 + 0.5 * (weigh(code) / heaviest) ** 2


def _theme(code: str) -> str:
    return scheme("themes")[code].label.lower() if code in scheme("themes") else code
