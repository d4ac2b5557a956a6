"""The columns of improvement plans and trackers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from loaders.tables.columns import Columns, columns_in, header_at
from loaders.tables.grid import Row, Sheet, filled, words_of

ROLES = frozenset(
    "ref area what action owner due start date status rating progress evidence measure cites"
    " origin other".split()
)
_NEEDED = frozenset({"action", "what", "area"})
_TELLING = frozenset({"owner", "due", "status", "rating", "progress"})
_MARK = re.compile(r"(?i)|[\d.]+|[a-z]|yes|no|high|medium|low|critical|n/a|urgent|routine")
_HEADER_WORDS = 9

Overrides = Mapping[str, str] | None


def plan_columns(sheet: Sheet, overrides: Overrides = None) -> Columns | None:
    """Return the columns of a table that is a plan: an action, and two that tell of it."""
    found = columns_in(sheet, ROLES, _NEEDED, overrides=overrides)
    if found is None or len(_TELLING & set(found.roles)) < 2:
        return None
    return _with_areas(found, sheet.rows[found.row + 1 :])


def repeated_head(row: Row, rest: tuple[Row, ...], overrides: Overrides) -> Columns | None:
    """Return the columns of a row that is another header in the midst of a sheet, or None."""
    head = header_at(row, 0, ROLES, overrides=overrides)
    short = all(len(block.text.split()) <= _HEADER_WORDS for block in filled(row))
    if len(head.roles) >= 3 and _NEEDED & set(head.roles) and short:
        return _with_areas(head, rest)
    return None


def action_column(columns: Columns) -> int | None:
    """Return the column of actions; a tracker of recommendations has them in its last area."""
    if "action" in columns or "what" in columns:
        return columns.first("action" if "action" in columns else "what")
    return columns.roles.get("area", (None,))[-1]


def area_column(columns: Columns) -> int | None:
    """Return the column of what must improve, or None where only group rows say it."""
    if "area" in columns:
        first = columns.first("area")
        return first if first != action_column(columns) else None
    return columns.first("what") if "action" in columns else None


def _with_areas(columns: Columns, rows: tuple[Row, ...]) -> Columns:
    """Drop columns that are called areas or priorities but hold only marks: "Yes", "High", "2"."""
    areas = tuple(
        column
        for column in columns.roles.get("area", ())
        if any(not _MARK.fullmatch(words_of(row, column)) for row in rows)
    )
    roles = {role: where for role, where in columns.roles.items() if role != "area"}
    if areas:
        roles["area"] = areas
    return replace(columns, roles=roles)
