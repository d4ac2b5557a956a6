"""Which column holds what: headers matched with the vocabulary, whatever a council calls them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from loaders.prose.cues import plain
from loaders.tables.grid import Row, Sheet
from ontology.vocabulary import scheme

_HEADER_WORDS = 9  # a header is no sentence
_SEARCHED = 40  # rows from the top in which a header may stand


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


def role_of(
    header: str, among: frozenset[str], *, overrides: Mapping[str, str] | None = None
) -> str | None:
    """Return the role of a header, or None.

    Args:
        header: the header as printed.
        among: the roles to choose from; a plan and a scorecard use the same words differently.
        overrides: header as printed -> role, as a person has set it; compared without case.
    """
    bare = _bare(header)
    for printed, role in (overrides or {}).items():
        if _bare(printed) == bare:
            return role
    if not bare or len(bare.split()) > _HEADER_WORDS:
        return None
    exact = _labels().get(bare, ())
    for role in exact:
        if role in among:
            return role
    held = [
        (len(label), role)
        for label, roles in _labels().items()
        for role in roles
        if role in among
        and len(label) > 2
        and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", bare)
    ]
    return max(held)[1] if held else None


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
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
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


def _bare(header: str) -> str:
    return " ".join(re.sub(r"[:*†]+|\(.*?\)", " ", plain(header)).split()).strip(" .-–")


@cache
def _labels() -> dict[str, tuple[str, ...]]:
    """Return every header that the vocabulary knows, without marks: header -> its roles."""
    labels: dict[str, tuple[str, ...]] = {}
    for concept in scheme("columns"):
        for label in concept.hidden:
            bare = _bare(label)
            labels[bare] = (*labels.get(bare, ()), concept.id)
    return labels
