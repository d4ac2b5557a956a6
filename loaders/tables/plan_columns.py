"""The columns of improvement plans and trackers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from loaders.tables.columns import SEARCHED, Columns, columns_in, header_at
from loaders.tables.grid import Row, Sheet, filled, words_of

ROLES = frozenset(
    "ref area what action owner due start date status rating progress evidence measure cites"
    " origin other".split()
)
_NEEDED = frozenset({"action", "what", "area"})
_TELLING = frozenset({"owner", "due", "status", "rating", "progress"})
_MARK = re.compile(r"(?i)|[\d.]+|[a-z]|yes|no|high|medium|low|critical|n/a|urgent|routine")
_HEADER_WORDS = 9
_FEWEST = 3  # columns of a plan

Overrides = Mapping[str, str] | None


def plan_columns(sheet: Sheet, overrides: Overrides = None) -> Columns | None:
    """Return the columns of a table that is a plan: an action, and two that tell of it."""
    found = columns_in(sheet, ROLES, _NEEDED, overrides=overrides)
    if found is None or len(_TELLING & set(found.roles)) < 2:
        return None
    return _with_areas(found, sheet.rows[found.row + 1 :])


def nearest_header(sheet: Sheet, overrides: Overrides = None) -> Columns | None:
    """Return the row of a table that looks most like a plan's header; None if none does at all."""
    heads = [
        header_at(row, index, ROLES, overrides=overrides)
        for index, row in enumerate(sheet.rows[:SEARCHED])
        if len(filled(row)) >= _FEWEST
    ]
    return max(heads, key=lambda head: (len(head.roles), -head.row), default=None)


def lacking(columns: Columns) -> str:
    """Say what a table lacks to be read as a plan; empty where it lacks nothing."""
    lacks = []
    if not _NEEDED & set(columns.roles):
        lacks.append("a column of actions (action, what or area)")
    if len(_TELLING & set(columns.roles)) < 2:
        lacks.append("two columns of owner, due, status, rating and progress")
    if len(columns.roles) < _FEWEST:
        lacks.append(f"{_FEWEST} columns with a known heading")
    return ", ".join(lacks)


def repeated_head(row: Row, rest: tuple[Row, ...], overrides: Overrides) -> Columns | None:
    """Return the columns of a row that is another header in the midst of a sheet, or None."""
    if any(len(block.text.split()) > _HEADER_WORDS for block in filled(row)):
        return None
    head = header_at(row, 0, ROLES, overrides=overrides)
    if len(head.roles) >= _FEWEST and _NEEDED & set(head.roles):
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
