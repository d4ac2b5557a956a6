"""Which group of children, and whose work, a text speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from ontology.phrases import Hit, Phrases, tokens
from ontology.vocabulary import scheme

Codes = frozenset[str]
NOBODY: Codes = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Whom a text names, by the wider concepts of ``vocabularies/groups.ttl``.

    Attributes:
        children: particular groups (care leavers, disabled children).
        by_plan: children by the plan they have (in need, with a protection plan, in care).
        particular: posts with one particular task (conference chairs, personal advisers).
        general: posts found all over the service (social workers, managers, senior leaders).
    """

    children: Codes = NOBODY
    by_plan: Codes = NOBODY
    particular: Codes = NOBODY
    general: Codes = NOBODY

    def __bool__(self) -> bool:
        """Whether anybody is named."""
        return bool(self.of_children or self.of_staff)

    @property
    def of_children(self) -> Codes:
        """All groups of children named."""
        return self.children | self.by_plan

    @property
    def of_staff(self) -> Codes:
        """All posts named."""
        return self.particular | self.general


def groups_in(text: str) -> Groups:
    """Return the groups that *text* names, by the labels of ``vocabularies/groups.ttl``."""
    _, hits = _read(text)
    found = {code for hit in hits for code in hit.codes}
    return Groups(
        children=_of(found, "children"),
        by_plan=_of(found, "plan_status"),
        particular=_of(found, "particular_post"),
        general=_of(found, "general_post"),
    )


def actors_in(text: str) -> set[int]:
    """Return the places of the words that name posts found everywhere, who act in any sentence."""
    acting: set[int] = set()
    for hit in _read(text)[1]:
        if any(_kinds()[code] == "general_post" for code in hit.codes):
            acting.update(range(hit.start, hit.end))
    return acting


def without_actors(text: str) -> str:
    """Return the words of *text* without the posts found everywhere, who act in any sentence."""
    words, acting = _read(text)[0], actors_in(text)
    return " ".join(word for place, word in enumerate(words) if place not in acting)


def words_of_groups(text: str) -> set[str]:
    """Return the words of *text*, in plain form, by which it names groups of children and posts.

    Signs of a group that say something else too (``pathway plan``) are not among them.
    """
    words, hits = _read(text)
    if not hits:
        return set()
    return {word for hit in _names().find(list(words)) for word in words[hit.start : hit.end]}


@lru_cache(maxsize=4_096)
def _read(text: str) -> tuple[tuple[str, ...], tuple[Hit, ...]]:
    words = tokens(text)
    return tuple(words), tuple(_phrases().find(words))


def joined(several: Iterable[Groups]) -> Groups:
    """Return all that any of *several* names."""
    all_of = list(several)
    return Groups(
        children=NOBODY.union(*(groups.children for groups in all_of)),
        by_plan=NOBODY.union(*(groups.by_plan for groups in all_of)),
        particular=NOBODY.union(*(groups.particular for groups in all_of)),
        general=NOBODY.union(*(groups.general for groups in all_of)),
    )


def named(codes: Codes) -> str:
    """The words for groups on pages."""
    return " and ".join(scheme("groups")[code].label for code in sorted(codes))


@cache
def _phrases() -> Phrases:
    concepts = [concept for concept in scheme("groups") if concept.broader]
    return Phrases((label, concept.id) for concept in concepts for label in concept.labels)


@cache
def _names() -> Phrases:
    concepts = [concept for concept in scheme("groups") if concept.broader]
    return Phrases(
        (label, concept.id)
        for concept in concepts
        for label in (concept.label, *concept.alternatives)
    )


@cache
def _kinds() -> dict[str, str]:
    return {concept.id: concept.broader for concept in scheme("groups") if concept.broader}


def _of(found: Set[str], kind: str) -> Codes:
    return frozenset(code for code in found if _kinds()[code] == kind)
