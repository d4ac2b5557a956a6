"""Improvement plans and action trackers in rows, under whatever headers a council gives them.

Every row with an action is kept. A cell that is not what its header says (a date that is none, a
rating nobody knows) is an issue with its cell, and the printed words stay in the record.
"""

from __future__ import annotations

from functools import partial

from graph.records import Paper
from loaders.common import Loader
from loaders.council.cover import draft_of, stated_date
from loaders.dates import date_in_name
from loaders.reading.blocks import Block, Reading
from loaders.tables.found import TableFound, table_found
from loaders.tables.grid import Sheet, filled, mostly_tables, sheets_of
from loaders.tables.plan_columns import Overrides, lacking, nearest_header, plan_columns
from loaders.tables.ratings import key_in, key_in_line
from loaders.tables.rows import load_sheet


def recognise(reading: Reading, *, overrides: Overrides = None) -> str | None:
    """Return improvement_plan if the paper is a table with the columns of one."""
    found = mostly_tables(reading) and any(
        plan_columns(sheet, overrides) for sheet in sheets_of(reading)
    )
    return "improvement_plan" if found else None


def load(reading: Reading, kind: str, *, overrides: Overrides = None) -> Paper:
    """Take the actions, owners, dates and evidence of a plan.

    Args:
        reading: the plan.
        kind: improvement_plan.
        overrides: header as printed -> role, where a person has corrected what was found.

    Raises:
        LoadError: the plan names no council.
    """
    sheets = sheets_of(reading)
    front = _front(sheets, overrides)
    stated, named = stated_date(tuple(front)), date_in_name(reading.name)
    draft = draft_of(
        reading,
        kind,
        title=front[0].text if front else reading.title or reading.name,
        published=stated or (named.end if named else None),
        basis="stated" if stated else "file_name" if named else "unknown",
    )
    key = _key(sheets, front, overrides)
    for sheet in sheets:
        load_sheet(draft, sheet, key, overrides=overrides)
    for block in reading:
        if block.row is None:
            sheet_name = block.kind == "heading" and block.sheet is not None
            draft.ignore(block, "name of a sheet" if sheet_name else "text around the tables")
    return draft.finish()


def tables(reading: Reading, *, overrides: Overrides = None) -> list[TableFound]:
    """Return what was found of each table: its headings, and what it lacks to be a plan."""
    found = []
    for sheet in sheets_of(reading):
        columns = plan_columns(sheet, overrides)
        if columns:
            found.append(table_found(sheet, columns))
        elif not key_in(sheet) and (nearest := nearest_header(sheet, overrides)):
            found.append(table_found(sheet, nearest, missing=lacking(nearest)))
    return found


def key_of(reading: Reading, *, overrides: Overrides = None) -> dict[str, str]:
    """Return the plan's own key of ratings: rating, or colour of a fill, -> meaning as printed."""
    sheets = sheets_of(reading)
    return _key(sheets, _front(sheets, overrides), overrides)


def loader(overrides: Overrides = None) -> Loader:
    """Return the loader of improvement plans, with columns as a person has corrected them."""
    return Loader(
        name="improvement plan",
        recognise=partial(recognise, overrides=overrides),
        load=partial(load, overrides=overrides),
        corrected=loader,
    )


LOADER = loader()


def _front(sheets: list[Sheet], overrides: Overrides) -> list[Block]:
    """Return the cells above the first header: title, version, date."""
    for sheet in sheets:
        found = plan_columns(sheet, overrides)
        if found:
            return [block for row in sheet.rows[: found.row] for block in filled(row)]
    return []


def _key(sheets: list[Sheet], front: list[Block], overrides: Overrides) -> dict[str, str]:
    """Return the plan's own key of ratings: on a sheet of its own, or in a line above the head."""
    key: dict[str, str] = {}
    for sheet in sheets:
        key |= {} if plan_columns(sheet, overrides) else key_in(sheet)
    for block in front:
        key |= key_in_line(block.text)
    return key
