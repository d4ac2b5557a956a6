"""Improvement plans and action trackers in rows, under whatever headers a council gives them.

Every row with an action is kept. A cell that is not what its header says (a date that is none, a
rating nobody knows) is an issue with its cell, and the printed words stay in the record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.ids import words as folded
from graph.records import Action, Concern, Evidence, Owner, Paper
from loaders.columns import Columns, columns_in, header_at
from loaders.common import Draft, Loader, place
from loaders.council import draft_of, stated_date
from loaders.cues import has_cue
from loaders.dates import date_in_name, dates_in
from loaders.evidence import AVAILABLE, NOT_HELD, evidence_in, examined_kind, has_figure
from loaders.leads import is_nobody, leads_in
from loaders.owners import owner
from loaders.ratings import (
    colour_name,
    key_in,
    key_in_line,
    progress_status,
    rating_of,
    rating_status,
    status_in_words,
)
from loaders.reading.blocks import Block, Reading
from loaders.reading.sentences import split
from loaders.status import PLANNED
from loaders.tables import Row, Sheet, filled, mostly_tables, sheets_of, words_of
from ontology.themes import themes_in

ROLES = frozenset(
    "ref area what action owner due start date status rating progress evidence measure cites origin"
    " other".split()
)
_NEEDED = frozenset({"action", "what", "area"})
_TELLING = frozenset({"owner", "due", "status", "rating", "progress"})
_CITED = re.compile(
    r"^\s*(?P<cite>(?:area|priority|recommendation|rec|theme|para(?:graph)?s?)\.?\s+[\d.]+(?:\s*,\s*[\d.]+)*)"
    r"\s*[:.–-]*\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?P<number>\d{1,2}(?:\.{1,2}\d{1,2}){0,2})[.):]?\s+(?=\S)")


def recognise(reading: Reading) -> str | None:
    """Return improvement_plan if a table of the paper has the columns of one."""
    found = mostly_tables(reading) and any(is_plan(sheet) for sheet in sheets_of(reading))
    return "improvement_plan" if found else None


def load(reading: Reading, kind: str, *, overrides: Mapping[str, str] | None = None) -> Paper:
    """Take the actions, owners, dates and evidence of a plan.

    Args:
        reading: the plan.
        kind: improvement_plan.
        overrides: header as printed -> role, where a person has corrected what was found.
    """
    sheets = sheets_of(reading)
    front = _front(sheets, overrides)
    stated = stated_date(tuple(front))
    named = date_in_name(reading.name)
    draft = draft_of(
        reading,
        kind,
        title=front[0].text if front else reading.title or reading.name,
        published=stated or (named.end if named else None),
        basis="stated" if stated else "file_name" if named else "unknown",
    )
    key: dict[str, str] = {}
    for sheet in sheets:
        key |= key_in(sheet) if columns_in(sheet, ROLES, _NEEDED) is None else {}
    for block in front:
        key |= key_in_line(block.text)
    for sheet in sheets:
        load_sheet(draft, sheet, key, overrides=overrides)
    for block in reading:
        if block.row is None:
            sheet_name = block.kind == "heading" and block.sheet is not None
            draft.ignore(block, "name of a sheet" if sheet_name else "text around the tables")
    return draft.finish()


def mapping(
    reading: Reading, *, overrides: Mapping[str, str] | None = None
) -> list[tuple[str | None, dict[str, str | None]]]:
    """Return, per table that holds actions, each header as printed and the role it was given."""
    told = []
    for sheet in sheets_of(reading):
        found = columns_in(sheet, ROLES, _NEEDED, overrides=overrides)
        if found:
            role = {column: name for name, where in found.roles.items() for column in where}
            told.append(
                (sheet.name, {words: role.get(at) for at, words in found.printed.items()})
            )
    return told


LOADER = Loader(name="improvement plan", recognise=recognise, load=load)


def is_plan(sheet: Sheet) -> bool:
    """Tell whether a table has the columns of a plan: an action, and two that tell of it."""
    found = columns_in(sheet, ROLES, _NEEDED)
    return found is not None and len(_TELLING & set(found.roles)) >= 2



def _front(sheets: list[Sheet], overrides: Mapping[str, str] | None) -> list[Block]:
    """Return the cells above the first header: title, version, date."""
    for sheet in sheets:
        found = columns_in(sheet, ROLES, _NEEDED, overrides=overrides)
        if found:
            return [block for row in sheet.rows[: found.row] for block in filled(row)]
    return []


def load_sheet(
    draft: Draft,
    sheet: Sheet,
    key: Mapping[str, str],
    *,
    overrides: Mapping[str, str] | None = None,
) -> None:
    """Take the rows of one table into *draft*; see ``load``."""
    columns = columns_in(sheet, ROLES, _NEEDED, overrides=overrides)
    if columns is None or not is_plan(sheet):
        why = "key of the ratings" if key_in(sheet) else "a table without actions"
        for row in sheet.rows:
            for block in filled(row):
                draft.ignore(block, why)
        return
    for row in sheet.rows[: columns.row]:
        for block in filled(row):
            draft.ignore(block, "title and notes above the table")
    rows = sheet.rows[columns.row :]
    columns = _with_areas(columns, rows[1:])
    reader = _Rows(draft=draft, columns=columns, key=key, overrides=overrides)
    for index, row in enumerate(rows):
        reader.read(row, index, rows[index + 1 :])


@dataclass(slots=True, kw_only=True)
class _Rows:
    """Reads the rows of one sheet from top to bottom; carries areas and groups down."""

    draft: Draft
    columns: Columns
    key: Mapping[str, str]
    overrides: Mapping[str, str] | None
    area: Concern | None = None
    cites: tuple[str, ...] = ()
    row_cites: tuple[str, ...] = ()

    def read(self, row: Row, index: int, rest: tuple[Row, ...]) -> None:
        """Place every cell of a row."""
        head = header_at(row, index, ROLES, overrides=self.overrides)
        if index == 0:
            self.draft.use(*filled(row))
        elif (len(head.roles) >= 3 and _NEEDED & set(head.roles) and _short(row)):
            self.columns = _with_areas(head, rest)
            self.draft.use(*filled(row))
        elif self._action_cell(row) is not None and len(filled(row)) > 1:
            self._row(row)
        elif len(filled(row)) == 1:
            self._group(filled(row)[0], rest)
        elif filled(row):
            self._without_action(row)

    def _action_column(self) -> int | None:
        """The column of actions; a tracker of recommendations has them there."""
        if "action" in self.columns or "what" in self.columns:
            return self.columns.first("action" if "action" in self.columns else "what")
        return self.columns.roles.get("area", (None,))[-1]

    def _action_cell(self, row: Row) -> Block | None:
        column = self._action_column()
        block = row.get(column) if column is not None else None
        return block if block and block.text.strip() else None

    def _area_column(self) -> int | None:
        if "area" in self.columns:
            first = self.columns.first("area")
            return first if first != self._action_column() else None
        return self.columns.first("what") if "action" in self.columns else None

    def _group(self, block: Block, rest: tuple[Row, ...]) -> None:
        """Take a row with one cell as the heading of the rows beneath, or as a note at the end."""
        heads = any(self._action_cell(row) and len(filled(row)) > 1 for row in rest)
        if block.column == self._area_column() and self._area_column() is not None:
            self._enter(block)
        elif not heads:
            self.draft.ignore(block, "note beneath the table")
        elif self._area_column() is None:
            self._enter(block)
        else:
            self.draft.use(block)

    def _enter(self, block: Block) -> None:
        """Enter an area: a concern in the plan's own words, without its printed number."""
        cited = _CITED.match(block.text)
        numbered = _NUMBERED.match(block.text)
        mark = cited or numbered
        start = mark.end() if mark and mark.end() < len(block.text.rstrip()) else 0
        end = len(block.text.rstrip(" ;:"))
        quote = self.draft.quote(block, start, max(end, start + 1), paragraph=place(block))
        number = re.search(r"[\d.]+", mark.group()) if mark else None
        self.area = Concern(
            id=self.draft.record_id("concern", quote.text),
            authority=self.draft.document.authority,
            quote=quote,
            themes=themes_in(quote.text),
            kind="self_identified",
            number=number.group().strip(".") if number else None,
        )
        self.cites = (cited["cite"],) if cited else ()
        self.draft.add(self.area)

    def _without_action(self, row: Row) -> None:
        area = self._area_column()
        if area is not None and words_of(row, area):
            self._enter(row[area])
        for block in filled(row):
            if area is None or block is not row.get(area):
                self.draft.doubt(block, "this row names no action")

    def _row(self, row: Row) -> None:
        area = self._area_column()
        if area is not None and words_of(row, area):
            self._enter(row[area])
        cell = self._action_cell(row)
        if cell is None:
            return
        self.draft.use(*filled(row))
        action = self._action(row, cell)
        self.draft.add(action)
        for role in ("evidence", "progress"):
            for column in self.columns.roles.get(role, ()):
                if words_of(row, column):
                    self._evidence(row[column], action, named=role == "evidence")

    def _action(self, row: Row, cell: Block) -> Action:
        ref, start = self._ref(row, cell)
        quote = self.draft.quote(cell, start, paragraph=place(cell))
        rating = self._rating(row)
        due, printed = self._due(row)
        return Action(
            id=self.draft.record_id("action", quote.text, ref),
            authority=self.draft.document.authority,
            quote=quote,
            themes=themes_in(quote.text),
            ref=ref,
            status=self._status(row, rating),
            rating=rating,
            due=due,
            due_printed=printed,
            owners=self._owners(row),
            under=self.area.id if self.area else None,
            cites=tuple(dict.fromkeys([*self.cites, *self._cited(row)])),
        )

    def _ref(self, row: Row, cell: Block) -> tuple[str | None, int]:
        """Return the printed reference, and where the words of the action begin."""
        printed = words_of(row, self.columns.first("ref"))
        if printed:
            return printed, 0
        numbered = _NUMBERED.match(cell.text)
        return (numbered["number"], numbered.end()) if numbered else (None, 0)

    def _cited(self, row: Row) -> list[str]:
        """Return the printed references to the inspectors' paper: "para 17", "Area 3"."""
        cites = []
        for column in self.columns.roles.get("cites", ()):
            words = words_of(row, column)
            header = self.columns.printed.get(column, "")
            kind = "para" if re.search(r"para", header, re.I) else "area"
            if re.fullmatch(r"[\d.,;()\s&and]+", words):
                cites += [f"{kind} {number}" for number in re.findall(r"\d+(?:\.\d+)*", words)]
            elif words:
                cites.append(words)
        if cites:
            self.row_cites = tuple(cites)
        elif self._same_area(row):
            cites = list(self.row_cites)  # a further action for the paragraph named above
        return cites

    def _same_area(self, row: Row) -> bool:
        area = self._area_column()
        return area is not None and not words_of(row, area)

    def _owners(self, row: Row) -> tuple[Owner, ...]:
        found: dict[str, Owner] = {}
        for column in self.columns.roles.get("owner", ()):
            words = words_of(row, column)
            if words and is_nobody(words):
                self.draft.doubt(row[column], "no owner is named here")
            for party in leads_in(words):
                one = owner(party.name, party.kind, self.draft.document.authority)
                found[one.id] = one
        return tuple(found.values())

    def _due(self, row: Row) -> tuple[str | None, str | None]:
        column = next(
            (at for at in reversed(self.columns.roles.get("due", ())) if words_of(row, at)), None
        )
        words = words_of(row, column)
        if column is None or not words:
            return None, None
        dates = [date for date in dates_in(words, near=self.draft.document.published) if date.end]
        if not dates:
            self.draft.doubt(row[column], "this is no date by which the action is to be done")
            return None, words
        return dates[-1].end, words

    def _rating(self, row: Row) -> str | None:
        for column in self.columns.roles.get("rating", ()):
            block = row.get(column)
            if block is None:
                colour = _blank_colour(row, column)
                if colour:
                    return f"{colour} fill"
                continue
            words = block.text.strip()
            if words:
                if rating_of(words) is None and words.casefold() not in self.key:
                    if status_in_words(words) is None:
                        self.draft.doubt(block, "this rating is in no key")
                return words
        return None

    def _status(self, row: Row, rating: str | None) -> str:
        """Return the status: by the status cell, the progress note, the rating, in this order."""
        cells = [
            words
            for role in ("status", "progress")
            for column in self.columns.roles.get(role, ())
            if (words := words_of(row, column))
        ]
        for words in cells:
            told = status_in_words(words)
            if told:
                return told
        for column in self.columns.roles.get("rating", ()):
            told = status_in_words(words_of(row, column))
            if told:
                return told
        by_rating = rating_status(rating, self.key) if rating else None
        if by_rating == "done":
            return by_rating
        by_prose = next((told for words in cells if (told := progress_status(words))), None)
        return by_prose or by_rating or PLANNED

    def _evidence(self, block: Block, action: Action, *, named: bool) -> None:
        """Take what an evidence cell names, and the figures and claims of a progress note."""
        for start, end in _lines(block.text):
            words = block.text[start:end]
            shown = [] if named else evidence_in(words, [])
            if named and len(folded(words)) > 1:
                status = AVAILABLE if has_figure(words) else NOT_HELD
                self._add(block, start, end, _kind(words), status, action)
            for one in shown:
                self._add(block, start + one.start, start + one.end, one.kind, one.status, action)

    def _add(
        self, block: Block, start: int, end: int, kind: str, status: str, action: Action
    ) -> None:
        quote = self.draft.quote(block, start, end, paragraph=place(block))
        self.draft.add(
            Evidence(
                id=self.draft.record_id("evidence", quote.text, action.id),
                authority=self.draft.document.authority,
                quote=quote,
                themes=themes_in(quote.text) or action.themes,
                kind=kind,
                status=status,
                supports=(action.id,),
            )
        )


def _lines(words: str) -> list[tuple[int, int]]:
    """Return the lines or sentences of a cell, by their offsets."""
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n;]+", words):
        text = line.group()
        spans += [(line.start() + start, line.start() + end) for start, end in split(text)]
    return spans


def _kind(words: str) -> str:
    if has_cue("evidence", "scorecard", words):
        return "scorecard"
    return examined_kind(words) or ("indicator" if has_figure(words) else "document")


def _with_areas(columns: Columns, rows: tuple[Row, ...]) -> Columns:
    """Drop columns that are called areas or priorities but hold only marks: "Yes", "High", "2"."""
    areas = tuple(
        column
        for column in columns.roles.get("area", ())
        if any(len(words_of(row, column).split()) > 1 for row in rows)
        or not any(words_of(row, column) for row in rows)
    )
    roles = {role: where for role, where in columns.roles.items() if role != "area"}
    if areas:
        roles["area"] = areas
    return replace(columns, roles=roles)


def _blank_colour(row: Row, column: int) -> str | None:
    """Return the fill colour of a cell without words."""
    fills = {at: fill for block in row.values() for at, fill in block.blank_fills}
    return colour_name(fills.get(column, ""))


def _short(row: Row) -> bool:
    return all(len(block.text.split()) <= 9 for block in filled(row))
