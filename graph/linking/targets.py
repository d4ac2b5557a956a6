"""What can be spoken of later: concerns and actions, taken apart into their matters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from types import MappingProxyType

from graph.linking.background import background
from graph.linking.groups import Groups
from graph.linking.parts import VERBS, head_of, parts_of, without_asides
from graph.linking.realms import realm_of
from graph.linking.terms import stem, stems
from graph.linking.topics import Topic, topic_of, words_of_themes
from graph.records import Concern, Record
from ontology.phrases import split
from ontology.themes import wider
from ontology.turtle import HERE, read
from ontology.vocabulary import SKOS

# What the broadest theme weighs beside the most particular one.
_BROAD = 0.55
# What those who act weigh in a matter that names a subject: the oversight of senior leaders.
_BESIDE = 0.5
# What a theme named by one word keeps beside one named by many, and how much in telling words a
# matter says beyond the group that it is about before it is about something narrower.
_NAMED = 0.75
_LESS = 0.5
_SAYS_MORE = 0.4
# What a group of children weighs in a matter that says more, in no theme's words; and how much a
# theme must weigh to tell to which half of the work a matter belongs.
_CROWD = 0.4
_SUBJECT = 0.5
# What a word that names a theme makes at least of what a matter says.
_THEME_WORD = 0.3
# What the purpose of a concern, or an example, counts beside its subject.
_TAIL, _TAIL_MASS = 0.5, 0.25
# What a wider theme keeps where the words that name it name a narrower one too.
_IMPLIED = 0.6
# From what weight on a theme is a matter of its own in a concern that lists several.
_LISTED = 0.3
# What a near theme weighs beside the theme itself.
_KIN = 0.8
_CITED = re.compile(
    r"\((?:paragraphs?|paras?|recommendations?|throughout|outcomes?|pages?)\b[^)]*\)",
    re.IGNORECASE,
)


# What parts the matters of a list: without one, two themes make one matter together, as in the
# audit *of* decisions, and a sentence about either alone leaves half of it unsaid.
_SEPARATES = re.compile(r"[,;:/]|\b(?:and|or|as well as|including)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One matter of a concern or an action.

    Attributes:
        record: the concern or action.
        document: id of the paper that says it, of several the earliest.
        part: the matter in the record's own words; ``None`` where it is the whole of it.
        themes: weight 0..1 by theme: how much a sentence about it is about this matter.
        near: for themes that it does not name, the one it names to which they are near.
        words: weight 0..1 by telling stem.
        content: by stem, how much of all it says a word makes.
        naming: by theme, the stems of the words that name it.
        printed: the word as printed, by stem.
        groups: whom it names, or what it is part of names.
        realm: the half of the work to which it belongs, if to one alone.
        mass: the sum of ``content``.
        telling: the sum of ``words``.
    """

    record: Record
    document: str
    part: str | None
    themes: Mapping[str, float]
    near: Mapping[str, str]
    words: Mapping[str, float]
    content: Mapping[str, float]
    naming: Mapping[str, frozenset[str]]
    printed: Mapping[str, str]
    groups: Groups
    realm: str | None
    mass: float = field(init=False, default=0.0)
    telling: float = field(init=False, default=0.0)
    matters: int = field(init=False, default=1)

    def __post_init__(self) -> None:
        """Add up what is asked for at every pair."""
        object.__setattr__(self, "mass", sum(self.content.values()))
        object.__setattr__(self, "telling", sum(self.words.values()))
        listed = [c for c, w in self.themes.items() if c not in self.near and w >= _LISTED]
        narrower = [c for c in listed if c not in {wider(other) for other in listed}]
        text = self.part or self.record.text
        parted = 1 + len(_SEPARATES.findall(text))
        object.__setattr__(self, "matters", max(1, min(len(narrower), parted)))


def targets_of(
    records: Sequence[Record],
    *,
    first: Mapping[str, str] = MappingProxyType({}),
    names: Iterable[str] = (),
) -> list[Target]:
    """Return the matters of all *records*; a sub-point inherits the groups its parent names.

    Args:
        records: concerns or actions of one authority.
        first: for records that several papers state, the id of the earliest.
        names: stems of the authority's name, which stand in any of its papers.
    """
    known = frozenset(names)
    by_id = {record.id: record for record in records}
    found = []
    for record in records:
        above = by_id.get(record.parent or "") if isinstance(record, Concern) else None
        groups = topic_of(above.text, above.themes).groups if above else Groups()
        paper = first.get(record.id, record.document)
        found += [
            replace(
                target,
                document=paper,
                words={stem: w for stem, w in target.words.items() if stem not in known},
            )
            for target in _matters(record, groups)
        ]
    return found


# The same concerns are spoken of by comments, by actions and by later concerns.
@lru_cache(maxsize=2_048)
def _matters(record: Record, above: Groups) -> tuple[Target, ...]:
    lent = (topic_of(head_of(without_asides(record.text))).groups, above)
    pieces = parts_of(record.text)
    if len(pieces) == 1:
        return (_target(record, None, lent),)
    targets = [_target(record, piece, lent) for piece in pieces]
    named = tuple(target for target in targets if target.themes)
    return named or (_target(record, None, lent),)


def _target(record: Record, part: str | None, lent: tuple[Groups, Groups]) -> Target:
    text = _CITED.sub(" ", VERBS.sub(" ", without_asides(part or record.text)))
    topic = topic_of(text)
    groups = topic_of(head_of(without_asides(part or record.text))).groups
    children = next((named for named in (groups, *lent) if named.of_children), groups)
    naming = words_of_themes(text)
    head = topic_of(head_of(text))
    weights = _weights(topic, {code: len(stems) for code, stems in naming.items()})
    weights = {c: _IMPLIED * w if _implied(c, naming) else w for c, w in weights.items()}
    if head.themes:
        weights = {c: w if c in head.themes else _TAIL * w for c, w in weights.items()}
    near = _near(weights)
    return Target(
        record=record,
        document=record.document,
        part=part,
        themes=weights
        | {
            code: max(weights.get(code, 0.0), _KIN * min(weights[of], _weight(code)))
            for code, of in near.items()
        },
        near=near,
        words=topic.words,
        content=_content(topic, naming, stems(head_of(text))),
        naming={code: frozenset(stems) for code, stems in naming.items()},
        printed={stem(word): word for word in reversed(split(part or record.text))},
        groups=Groups(
            children=children.children,
            by_plan=children.by_plan,
            particular=groups.particular,
            general=groups.general or lent[0].general,
        ),
        realm=realm_of(
            (
                *(code for code, weight in weights.items() if weight >= _SUBJECT),
                *children.of_children,
                *groups.particular,
            )
        ),
    )


def _implied(theme: str, naming: Mapping[str, Sequence[str]]) -> bool:
    """Whether all words that name *theme* name one of its narrower themes as well."""
    said = set(naming.get(theme, ()))
    return any(wider(other) == theme and said <= set(words) for other, words in naming.items())


def _weights(topic: Topic, length: Mapping[str, int]) -> dict[str, float]:
    """Weigh the themes of a matter: its subject counts, what is named beside it counts less.

    A group of children that many sentences name (care leavers) is the subject only of a matter
    that says nothing else, and so are those who act (senior leaders).
    """
    tell = background().theme_weight
    crowd = topic.groups.of_children
    subjects = [theme for theme in topic.subjects if theme not in crowd]
    weights = {theme: _weight(theme) for theme in subjects}
    heaviest = max(weights.values(), default=0.0)
    longest = max((length.get(theme, 1) for theme in subjects), default=1)
    found = {
        theme: weight
        * (weight / heaviest) ** _LESS
        * (_NAMED + (1 - _NAMED) * length.get(theme, 1) / longest)
        for theme, weight in weights.items()
    }
    for theme in topic.themes:
        if theme in crowd:
            alone = not subjects and sum(topic.words.values()) < _SAYS_MORE
            found[theme] = 1.0 if alone else max(tell(theme), 0.0 if subjects else _CROWD)
        elif theme in topic.acting:
            found[theme] = _BESIDE if subjects else _BROAD
    return found


def _weight(theme: str) -> float:
    return _BROAD + (1 - _BROAD) * background().theme_weight(theme)


def _content(
    topic: Topic, naming: Mapping[str, Sequence[str]], head: Sequence[str]
) -> dict[str, float]:
    mass = background().mass
    found = {stem: mass(stem) for stem in topic.words}
    crowd = topic.groups.of_children if set(topic.themes) - topic.groups.of_children else ()
    for code in topic.themes:
        if code in crowd:
            continue
        found |= {stem: max(_THEME_WORD, mass(stem)) for stem in naming.get(code, ())}
    return {stem: mass if stem in head else _TAIL_MASS * mass for stem, mass in found.items()}


def _near(weights: Mapping[str, float]) -> dict[str, str]:
    """Themes near to a heavier one that is named: each with the heaviest such."""
    found: dict[str, str] = {}
    for theme in sorted(weights, key=lambda code: (weights[code], code)):
        found |= {
            other: theme
            for other in kin().get(theme, ())
            if weights.get(other, 0.0) < weights[theme]
        }
    return found


@cache
def kin() -> dict[str, frozenset[str]]:
    """Themes near to each theme, both ways, from ``vocabularies/theme_kin.ttl``."""
    near: dict[str, set[str]] = defaultdict(set)
    for subject, said in read(HERE / "vocabularies" / "theme_kin.ttl").items():
        for other in said.get(f"{SKOS}related", ()):
            one, two = subject.rsplit("/", 1)[-1], other.rsplit("/", 1)[-1]
            near[one].add(two)
            near[two].add(one)
    return {theme: frozenset(others) for theme, others in near.items()}
