"""What people have said of columns: for one load, and for a council's papers ever since.

Which council a paper is from is known only when it has been read, so whoever loads it hands over
what is remembered of every council, and the paper picks its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.tables.columns import heading_key
from ontology.vocabulary import scheme

GIVEN, REMEMBERED, KNOWN = "given", "remembered", "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoices:
    """Headings and the fields that people gave them.

    Attributes:
        given: heading -> field, for this load. An empty field takes back what is remembered.
        remembered: authority -> heading -> field, from loads before.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, authority: str | None) -> dict[str, str]:
        """Return heading, in its plain form, -> field for the papers of one council."""
        before = self.remembered.get(authority or "", {})
        said = (*before.items(), *self.given.items())
        return {heading_key(heading): role for heading, role in said}

    def basis(self, authority: str | None, heading: str) -> str:
        """Tell where the field of a heading is from: given, remembered or the vocabulary."""
        key = heading_key(heading)
        if any(heading_key(one) == key for one in self.given):
            return GIVEN if self.of(authority)[key] else KNOWN
        before = self.remembered.get(authority or "", {})
        return REMEMBERED if any(heading_key(one) == key for one in before) else KNOWN


def fields() -> dict[str, str]:
    """Return the fields that a column can hold, and what each means."""
    return {concept.id: concept.definition for concept in scheme("columns")}
