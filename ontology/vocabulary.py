"""Reads the vocabularies: closed lists of codes with the words that real papers use for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ontology.errors import OntologyError
from ontology.turtle import HERE, read

SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One code.

    Attributes:
        id: the code, as it stands in records and JSON (``care_leavers``).
        label: the word for it on pages.
        alternatives: other labels, as papers print them (skos:altLabel).
        hidden: words to match but never to show (skos:hiddenLabel).
        broader: code of the wider concept, if any.
        definition: one sentence on what it means.
        examples: sentences made up for the vocabulary.
    """

    id: str
    scheme: str
    label: str
    alternatives: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    broader: str | None = None
    definition: str = ""
    notation: str | None = None
    examples: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label by which a paper may name it."""
        return (self.label, *self.alternatives, *self.hidden)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A vocabulary: its concepts by code, in the order of the file."""

    id: str
    concepts: dict[str, Concept]

    def __iter__(self) -> Iterator[Concept]:
        """Iterate over the concepts in the order of the file."""
        return iter(self.concepts.values())

    def __getitem__(self, code: str) -> Concept:
        """Return the concept with this code. Raises OntologyError if there is none."""
        try:
            return self.concepts[code]
        except KeyError:
            raise OntologyError(f"{self.id} has no code {code!r}") from None

    def __contains__(self, code: object) -> bool:
        """Tell whether there is such a code."""
        return code in self.concepts


@cache
def scheme(name: str) -> Scheme:
    """Read ``vocabularies/<name>.ttl``. Raises OntologyError if it is missing or faulty."""
    statements = read(HERE / "vocabularies" / f"{name}.ttl")
    concepts: dict[str, Concept] = {}
    for subject, said in statements.items():
        labels = said.get(f"{SKOS}prefLabel")
        if f"{SKOS}inScheme" not in said:
            continue
        if not labels:
            raise OntologyError(f"{name}.ttl: {subject} has no skos:prefLabel")
        code = _code(subject)
        broader = said.get(f"{SKOS}broader")
        concepts[code] = Concept(
            id=code,
            scheme=name,
            label=labels[0],
            alternatives=tuple(said.get(f"{SKOS}altLabel", ())),
            hidden=tuple(said.get(f"{SKOS}hiddenLabel", ())),
            broader=_code(broader[0]) if broader else None,
            definition=next(iter(said.get(f"{SKOS}definition", ())), ""),
            notation=next(iter(said.get(f"{SKOS}notation", ())), None),
            examples=tuple(said.get(f"{SKOS}example", ())),
        )
    if not concepts:
        raise OntologyError(f"{name}.ttl holds no concept")
    return Scheme(id=name, concepts=concepts)


def _code(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
