"""Posts and bodies of different papers that may be one: proposed, never assumed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from graph.ids import fold, words
from graph.linking.background import background
from graph.linking.case import Case
from graph.linking.links import proposed
from graph.linking.terms import stem
from graph.records import Action, Link, Owner
from ontology.themes import themes_in

_LEVEL = 0.6
_SAME_SUBJECT = 0.15
# Heads of titles that one paper may use for what another calls by the other word.
_HEADS = (
    frozenset(("manager", "officer", "lead", "coordinator", "head", "leader", "adviser")),
    frozenset(("director", "chief", "executive", "officer", "secretary")),
    frozenset(("board", "group", "panel", "partnership", "forum", "committee", "team")),
    frozenset(("service", "team", "unit", "hub")),
)
_SMALL = frozenset(("of", "the", "for", "and", "to", "in", "s", "two", "a", "all"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    owner: Owner
    papers: frozenset[str]


def identities(case: Case) -> Iterator[Link]:
    """Yield a proposal for each two owners, not named by one paper, that may be the same."""
    named = _owners(case.held.actions)
    for one, other in _pairs(named):
        score, reason = _alike(one.owner, other.owner)
        if score >= _LEVEL and not one.papers & other.papers:
            yield proposed(
                one.owner.id,
                "sameAs",
                other.owner.id,
                authority=case.authority,
                score=score,
                reasons=(reason,),
            )


def _owners(actions: Iterable[Action]) -> list[_Named]:
    owners: dict[str, Owner] = {}
    papers: dict[str, set[str]] = defaultdict(set)
    for action in actions:
        for owner in action.owners:
            owners.setdefault(owner.id, owner)
            papers[owner.id].add(action.document)
    return [_Named(owner=owners[key], papers=frozenset(papers[key])) for key in sorted(owners)]


def _pairs(named: list[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Yield pairs that share a word, or whose initials meet, each once and in the order of ids."""
    by_key: dict[str, set[int]] = defaultdict(set)
    for place, one in enumerate(named):
        for key in (*_content(one.owner.name), _initials(one.owner.name)):
            by_key[key].add(place)
    pairs = {(a, b) for places in by_key.values() for a in places for b in places if a < b}
    yield from ((named[a], named[b]) for a, b in sorted(pairs))


def _alike(one: Owner, other: Owner) -> tuple[float, str]:
    if one.kind == "person" or other.kind == "person":
        return _same_person(one, other)
    here, there = fold(one.name), fold(other.name)
    if _initials(one.name) == _initials(other.name) and min(len(here), len(there)) <= 5:
        return 0.8, f"'{one.name}' and '{other.name}' have the same initials"
    ratio = fuzz.token_sort_ratio(here, there) / 100
    if ratio >= 0.88:
        return min(0.95, ratio), f"'{one.name}' and '{other.name}' are written nearly alike"
    return _same_work(one, other)


def _same_work(one: Owner, other: Owner) -> tuple[float, str]:
    """Titles that differ in the head of the title and share the rest of what tells them apart."""
    here, there = _content(one.name), _content(other.name)
    shared = here & there
    weight = sum(max(0.2, background().weight(key)) for key in shared)
    total = sum(max(0.2, background().weight(key)) for key in here | there)
    heads = {_head(one.name), _head(other.name)}
    kin = len(heads) == 1 or any(heads <= family for family in _HEADS)
    if not shared or not kin or one.kind != other.kind:
        return 0.0, ""
    told = ", ".join(f"'{key}'" for key in sorted(shared))
    subjects = set(themes_in(one.name)), set(themes_in(other.name))
    if all(subjects) and not subjects[0] & subjects[1]:
        return 0.0, ""
    bonus = _SAME_SUBJECT if subjects[0] & subjects[1] else 0.0
    return (
        min(0.95, 0.35 + 0.6 * weight / total + bonus),
        f"both titles hold {told}, and each is a kind of {_kind(heads)}",
    )


def _same_person(one: Owner, other: Owner) -> tuple[float, str]:
    here, there = words(one.name), words(other.name)
    if one.kind != other.kind or len(here) < 2 or len(there) < 2 or here[-1] != there[-1]:
        return 0.0, ""
    if here[0][0] != there[0][0] or (len(here[0]) > 1 and len(there[0]) > 1):
        return 0.0, ""
    return 0.75, f"'{one.name}' and '{other.name}' share a surname and an initial"


def _content(name: str) -> frozenset[str]:
    heads = frozenset().union(*_HEADS)
    return frozenset(
        stem(word) for word in _plain(name) if word not in _SMALL and word not in heads
    )


def _head(name: str) -> str:
    # What stands before "of" or "for" tells the rank: a head of service is a head, not a service.
    rank = re.split(r"\b(?:of|for)\b", name, maxsplit=1)[0]
    for part in (_plain(rank), _plain(name)):
        known = [word for word in part if any(word in family for family in _HEADS)]
        if known:
            return known[-1]
    return (_plain(name) or [""])[-1]


def _kind(heads: set[str]) -> str:
    return " or ".join(sorted(heads))


def _plain(name: str) -> list[str]:
    return [re.sub(r"(?<=[^s])s$", "", word) for word in words(name)]


def _initials(name: str) -> str:
    parts = [word for word in words(name) if word not in _SMALL]
    return (
        "".join(word[0] for word in parts) if len(parts) > 1 else re.sub(r"s$", "", "".join(parts))
    )
