"""Which half of the work a text speaks of: help and protection, or care and leaving it.

Reports part their findings so, and many words (plans, reviews, assessments) stand in both halves.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from graph.linking.topics import Topic
from ontology.phrases import Phrases, tokens
from ontology.turtle import HERE, read
from ontology.vocabulary import SKOS, scheme


def realm_of(codes: Iterable[str]) -> str | None:
    """Return the one half to which all of *codes* belong that belong to one; else ``None``.

    Args:
        codes: of themes and of groups of people.
    """
    known = _homes()
    found = {known[code] for code in codes if code in known}
    return found.pop() if len(found) == 1 else None


def realm_of_topic(topic: Topic) -> str | None:
    """Return the half that a text speaks of, if it speaks of one only."""
    return realm_of((*topic.subjects, *topic.groups.of_children, *topic.groups.particular))


@lru_cache(maxsize=4_096)
def realm_of_heading(heading: str) -> str | None:
    """Return the half that a heading names, if it names one only."""
    found = _phrases().codes_in(tokens(heading))
    return next(iter(found)) if len(found) == 1 else None


@cache
def _phrases() -> Phrases:
    return Phrases((label, realm.id) for realm in scheme("realms") for label in realm.labels)


@cache
def _homes() -> dict[str, str]:
    """The half to which each theme and each group belongs that belongs to one."""
    return {
        other.rsplit("/", 1)[-1]: subject.rsplit("/", 1)[-1]
        for subject, said in read(HERE / "vocabularies" / "realms.ttl").items()
        for other in said.get(f"{SKOS}related", ())
    }
