"""Which column holds what: headers matched with the vocabulary, whatever a council calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from loaders.prose.cues import plain
from loaders.tables.grid import Row, Sheet
from ontology.vocabulary import scheme

_HEADER_WORDS = 9  # a header is no sentence
_HEADER_LENGTH = 300  # characters; some writing has no words that a space parts
_WITHIN_WORD = re.compile(r"(?<=\w)(?=\w)")
SEARCHED = 40  # rows from the top in which a header may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A header row that was found, and the role of each of its columns.

    Attributes:
        row: index of the header row among the rows of the sheet.
        roles: role (code of vocabulary ``columns``) -> its columns, from left to right.
        printed: column -> header as printed; also of columns without a role.
    """

    row: int
    roles: dict[str, tuple[int, ...]]
    printed: dict[int, str] = field(default_factory=dict)

    def first(self, role: str) -> int | None:
        """Return the first column with a role, or None."""
        return next(iter(self.roles.get(role, ())), None)

    def __contains__(self, role: object) -> bool:
        """Tell whether a column has this role."""
        return role in self.roles


def heading_key(heading: str) -> str:
    """Return a heading without case, marks and brackets: what two papers' headings share."""
    return " ".join(re.sub(r"[:*†]+|\(.*?\)", " ", plain(heading)).split()).strip(" .-–")


def role_of(
    header: str, among: frozenset[str], *, overrides: Mapping[str, str] | None = None
) -> str | None:
    """Return the role of a header, or None.

    Args:
        header: the header as printed.
        among: the roles to choose from; a plan and a scorecard use the same words differently.
        overrides: header as printed -> role, as a person has set it; compared by ``heading_key``.
            An empty role leaves the header to the vocabulary.
    """
    bare = heading_key(header)
    for printed, role in (overrides or {}).items():
        if role and heading_key(printed) == bare:
            return role if role in among else None
    return _known_role(bare, among)


@lru_cache(maxsize=4096)
def _known_role(bare: str, among: frozenset[str]) -> str | None:
    """Return the role that the vocabulary gives a header: as a whole, else for what it holds."""
    if not bare or len(bare) > _HEADER_LENGTH or len(bare.split()) > _HEADER_WORDS:
        return None
    whole = known_heading(bare, among)
    if whole is not None:
        return whole
    labels = _labels()
    held = [
        (len(words), role)
        for words in _phrases(bare)
        if len(words) > 2
        for role in labels.get(words, ())
        if role in among
    ]
    return max(held)[1] if held else None


def known_heading(heading: str, among: frozenset[str]) -> str | None:
    """Return the role of a heading that the vocabulary lists as a whole, or None."""
    roles = _labels().get(heading_key(heading), ())
    return next((role for role in roles if role in among), None)


def _phrases(bare: str) -> Iterator[str]:
    """Yield every stretch of a header that begins and ends between words."""
    edges = [at for at in range(len(bare) + 1) if not _WITHIN_WORD.match(bare, at)]
    for place, first in enumerate(edges):
        yield from (bare[first:last] for last in edges[place + 1 :])


def columns_in(
    sheet: Sheet,
    among: frozenset[str],
    needed: frozenset[str],
    *,
    overrides: Mapping[str, str] | None = None,
) -> Columns | None:
    """Find the header row of a sheet: the one with the most roles, all of one needed set at least.

    Args:
        sheet: the table.
        among: roles that may occur.
        needed: a header needs one of these and three roles in all.
        overrides: see ``role_of``.
    """
    best: Columns | None = None
    for index, row in enumerate(sheet.rows[:SEARCHED]):
        found = header_at(row, index, among, overrides=overrides)
        if not needed & set(found.roles) or len(found.roles) < 3:
            continue
        if best is None or len(found.roles) > len(best.roles):
            best = found
    return best


def header_at(
    row: Row, index: int, among: frozenset[str], *, overrides: Mapping[str, str] | None = None
) -> Columns:
    """Read a row as a header."""
    roles: dict[str, list[int]] = {}
    printed: dict[int, str] = {}
    for column in sorted(row):
        printed[column] = row[column].text
        role = role_of(row[column].text, among, overrides=overrides)
        if role is not None:
            roles.setdefault(role, []).append(column)
    return Columns(
        row=index, roles={role: tuple(found) for role, found in roles.items()}, printed=printed
    )


@cache
def _labels() -> dict[str, tuple[str, ...]]:
    """Return every header that the vocabulary knows, without marks: header -> its roles."""
    labels: dict[str, tuple[str, ...]] = {}
    for concept in scheme("columns"):
        for label in concept.hidden:
            bare = heading_key(label)
            labels[bare] = (*labels.get(bare, ()), concept.id)
    return labels
