"""Scorecards: one figure per measure, with period, target, direction and rating, as evidence.

A scorecard says where things stand and not why. Figures are kept as printed and, where the print
is a number, as numbers, so that the distance to the target can be told.
"""

from __future__ import annotations

import re
from functools import partial

from graph.records import Evidence, Measure, Paper
from loaders.common import Draft, Loader, place
from loaders.council.cover import draft_of, stated_date
from loaders.dates import date_in_name, dates_in
from loaders.prose.cues import plain
from loaders.prose.evidence import AVAILABLE, CLAIMED
from loaders.reading.blocks import Block, Reading
from loaders.tables.columns import Columns, columns_in, header_at
from loaders.tables.figures import Figure, comparable, figure_in
from loaders.tables.found import TableFound, table_found
from loaders.tables.grid import Row, Sheet, filled, mostly_tables, sheets_of, words_of
from loaders.tables.plan_columns import Overrides
from loaders.tables.ratings import colour_name, rating_of
from ontology.themes import themes_in

ROLES = frozenset(
    "indicator period value aim direction comparator trend rating ref area owner".split()
)
_NEEDED = frozenset({"indicator"})
_HIGH = re.compile(r"\b(?:high|higher|bigger|up|increase|more|above|maximise)\b|↑|▲")
_LOW = re.compile(r"\b(?:low|lower|smaller|down|decrease|less|fewer|below|minimise)\b|↓|▼")


def recognise(reading: Reading, *, overrides: Overrides = None) -> str | None:
    """Return scorecard if a table of the paper has the columns of one."""
    found = mostly_tables(reading) and any(
        _columns(sheet, overrides) for sheet in sheets_of(reading)
    )
    return "scorecard" if found else None


def load(reading: Reading, kind: str, *, overrides: Overrides = None) -> Paper:
    """Take one piece of evidence per measure; *overrides* as for improvement plans."""
    sheets = sheets_of(reading)
    front = [block for block in reading.blocks[:6] if block.row is None or block.row < 3]
    stated, named = stated_date(tuple(front)), date_in_name(reading.name)
    latest = max((date.end or "" for b in reading for date in dates_in(b.text)), default="")
    named = named if named and len(named.end or "") > 4 else None
    draft = draft_of(
        reading,
        kind,
        title=front[0].text if front else reading.name,
        published=stated or (named.end if named else latest[:7] or None),
        basis="stated"
        if stated
        else "file_name"
        if named
        else "inferred"
        if latest
        else "unknown",
    )
    for sheet in sheets:
        _load_sheet(draft, sheet, _columns(sheet, overrides))
    for block in reading:
        if block.row is None:
            draft.ignore(block, "text around the tables")
    return draft.finish()


def tables(reading: Reading, *, overrides: Overrides = None) -> list[TableFound]:
    """Return what was found of each table that holds measures."""
    found = ((sheet, _columns(sheet, overrides)) for sheet in sheets_of(reading))
    return [table_found(sheet, columns) for sheet, columns in found if columns]


def loader(overrides: Overrides = None) -> Loader:
    """Return the loader of scorecards, with columns as a person has corrected them."""
    return Loader(
        name="scorecard",
        recognise=partial(recognise, overrides=overrides),
        load=partial(load, overrides=overrides),
        corrected=loader,
    )


LOADER = loader()


def _columns(sheet: Sheet, overrides: Overrides = None) -> Columns | None:
    found = columns_in(sheet, ROLES, _NEEDED, overrides=overrides)
    if found and ("value" in found or _periods(found)):
        return found
    heads = (
        header_at(row, index, ROLES, overrides=overrides)
        for index, row in enumerate(sheet.rows[:20])
    )
    return next((one for one in heads if "indicator" in one and len(_periods(one)) > 1), None)


def _periods(columns: Columns) -> list[int]:
    """Return the columns whose header is a month or quarter: one figure each, the latest last."""
    return [
        column
        for column, words in columns.printed.items()
        if any(d.precision in ("month", "quarter", "financial_year") for d in dates_in(words))
    ]


def _load_sheet(draft: Draft, sheet: Sheet, columns: Columns | None) -> None:
    for index, row in enumerate(sheet.rows):
        if columns is None or index < columns.row:
            for block in filled(row):
                draft.ignore(block, "title and notes of the scorecard")
        elif index == columns.row:
            draft.use(*filled(row))
        else:
            _row(draft, row, columns)


def _row(draft: Draft, row: Row, columns: Columns) -> None:
    name_column = columns.first("indicator")
    value = _value_cell(row, columns)
    if name_column is None or not words_of(row, name_column) or len(filled(row)) < 2:
        for block in filled(row):
            draft.ignore(block, "heading or note of the scorecard")
        return
    measure = _measure(draft, row, columns, value)
    cells = filled(row)
    first, last = row[name_column], cells[-1]
    draft.use(*cells)
    # The whole line is the quote: a figure without its name or its target says nothing.
    start = min(first.start, cells[0].start) - cells[0].start
    quote = draft.quote(
        cells[0], start, last.end - cells[0].start, paragraph=place(value or first)
    )
    draft.add(
        Evidence(
            id=draft.record_id("evidence", quote.text),
            authority=draft.document.authority,
            quote=quote,
            themes=themes_in(first.text),
            kind="indicator",
            status=AVAILABLE if measure.value is not None else CLAIMED,
            measure=measure,
        )
    )


def _value_cell(row: Row, columns: Columns) -> Block | None:
    """Return the cell with the figure: of the value column, else of the latest period."""
    where = list(columns.roles.get("value", ())) or list(reversed(_periods(columns)))
    return next((row[column] for column in where if words_of(row, column)), None)


def _measure(draft: Draft, row: Row, columns: Columns, value: Block | None) -> Measure:
    figure = figure_in(value.text) if value else None
    if figure is None or figure.at_least is not None:
        why = "this measure has no figure" if figure is None else "a bound is no exact figure"
        draft.doubt(value or filled(row)[0], why)
    aim = _aim(draft, row, columns, figure)
    period = words_of(row, columns.first("period"))
    if not period and value is not None and value.column in columns.printed:
        printed = columns.printed[value.column]
        period = printed if dates_in(printed) else ""
    direction = _direction(words_of(row, columns.first("direction")))
    return Measure(
        name=words_of(row, columns.first("indicator")),
        period=period or None,
        value=figure.number if figure and figure.at_least is None else None,
        target=aim.number if aim else None,
        unit=(figure.unit if figure else None) or (aim.unit if aim else None),
        # A target of "at least 90%" says by itself which way is good.
        higher_is_better=aim.at_least if direction is None and aim else direction,
        rating=_rating(draft, row, columns),
    )


def _aim(draft: Draft, row: Row, columns: Columns, figure: Figure | None) -> Figure | None:
    """Return the target; one that is no figure, or counts something else, is an issue."""
    column = columns.first("aim")
    if column is None or not words_of(row, column):
        return None
    aim = figure_in(row[column].text)
    if aim is None:
        draft.doubt(row[column], "this target is no figure")
    elif figure and not comparable(figure, aim):
        draft.doubt(row[column], "value and target are in different units")
        return None
    return aim


def _direction(words: str) -> bool | None:
    if _HIGH.search(plain(words)):
        return True
    return False if _LOW.search(plain(words)) else None


def _rating(draft: Draft, row: Row, columns: Columns) -> str | None:
    column = columns.first("rating")
    words = words_of(row, column)
    if words and column is not None:
        if rating_of(words) is None:
            draft.doubt(row[column], "this rating is in no key")
        return words
    fills = {at: fill for block in row.values() for at, fill in block.blank_fills}
    colour = colour_name(fills.get(column, "")) if column is not None else None
    return f"{colour} fill" if colour else None
