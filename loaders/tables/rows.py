"""The rows of a plan from top to bottom: areas are carried down, every action is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.ids import words as folded
from graph.records import Action, Concern, Evidence
from loaders.common import Draft, place
from loaders.prose.cues import has_cue
from loaders.prose.evidence import (
    AVAILABLE,
    NOT_HELD,
    Shown,
    evidence_in,
    examined_kind,
    has_figure,
)
from loaders.reading.blocks import Block
from loaders.reading.sentences import split
from loaders.tables.cells import NUMBERED, Cells
from loaders.tables.columns import Columns
from loaders.tables.grid import Row, Sheet, filled, words_of
from loaders.tables.plan_columns import (
    Overrides,
    action_column,
    area_column,
    plan_columns,
    repeated_head,
)
from loaders.tables.ratings import key_in
from ontology.themes import themes_in

_CITED = re.compile(
    r"^\s*(?P<cite>(?:area|priority|recommendation|rec|theme|para(?:graph)?s?)\.?\s+"
    r"[\d.]+(?:\s*,\s*[\d.]+)*)\s*[:.–-]*\s*",
    re.IGNORECASE,
)


def load_sheet(
    draft: Draft,
    sheet: Sheet,
    key: Mapping[str, str],
    *,
    overrides: Overrides = None,
    under: str | None = None,
) -> None:
    """Take the rows of one table into *draft*; a table that is no plan is passed over.

    Args:
        draft: the paper in the making.
        sheet: the table.
        key: the plan's own key of ratings, see ``loaders.ratings.key_in``.
        overrides: header as printed -> role, where a person has corrected what was found.
        under: id of the concern whose heading the table stands under, for rows without an area.
    """
    columns = plan_columns(sheet, overrides)
    if columns is None:
        why = "key of the ratings" if key_in(sheet) else "a table without actions"
        for row in sheet.rows:
            for block in filled(row):
                draft.ignore(block, why)
        return
    for row in sheet.rows[: columns.row]:
        for block in filled(row):
            draft.ignore(block, "title and notes above the table")
    draft.use(*filled(sheet.rows[columns.row]))
    rows = sheet.rows[columns.row + 1 :]
    reader = PlanRows(draft=draft, columns=columns, key=key, overrides=overrides, under=under)
    for index, row in enumerate(rows):
        reader.read(row, rows[index + 1 :])


@dataclass(slots=True, kw_only=True)
class PlanRows:
    """Reads one sheet; remembers the area and the references that hold for the rows beneath."""

    draft: Draft
    columns: Columns
    key: Mapping[str, str]
    overrides: Overrides = None
    under: str | None = None
    area: Concern | None = None
    area_cites: tuple[str, ...] = ()
    row_cites: tuple[str, ...] = ()
    passed: set[int] = field(default_factory=set)

    def read(self, row: Row, rest: tuple[Row, ...]) -> None:
        """Place every cell of a row; *rest* are the rows beneath it."""
        cells = filled(row)
        head = repeated_head(row, rest, self.overrides)
        if head is not None:
            self.columns = head
            self.draft.use(*cells)
        elif self._action_cell(row) is not None and len(cells) > 1:
            self._row(row)
        elif len(cells) == 1:
            self._group(cells[0], rest)
        elif cells:
            self._without_action(row)

    def _action_cell(self, row: Row) -> Block | None:
        column = action_column(self.columns)
        return row[column] if column is not None and words_of(row, column) else None

    def _area_cell(self, row: Row) -> Block | None:
        column = area_column(self.columns)
        return row[column] if column is not None and words_of(row, column) else None

    def _group(self, block: Block, rest: tuple[Row, ...]) -> None:
        """Take a row with one cell: an area, the heading of the rows beneath, or a note."""
        heads = any(self._action_cell(row) and len(filled(row)) > 1 for row in rest)
        area = area_column(self.columns)
        if not heads:
            self.draft.ignore(block, "note beneath the table")
        elif area is None or block.column == area:
            self._enter(block)
        else:
            self.draft.use(block)

    def _enter(self, block: Block) -> None:
        """Enter an area: a concern in the plan's own words, without its printed number."""
        cited = _CITED.match(block.text)
        mark = cited or NUMBERED.match(block.text)
        start = mark.end() if mark and mark.end() < len(block.text.rstrip()) else 0
        end = max(len(block.text.rstrip(" ;:")), start + 1)
        quote = self.draft.quote(block, start, end, paragraph=place(block))
        number = re.search(r"[\d.]+", mark.group()) if mark else None
        self.area = Concern(
            id=self.draft.record_id("concern", quote.text),
            authority=self.draft.document.authority,
            quote=quote,
            themes=themes_in(quote.text),
            kind="self_identified",
            number=number.group().strip(".") if number else None,
        )
        self.area_cites = (cited["cite"],) if cited else ()
        self.draft.add(self.area)

    def _without_action(self, row: Row) -> None:
        area = self._area_cell(row)
        if area is not None:
            self._enter(area)
        for block in filled(row):
            if block is not area:
                self.draft.doubt(block, "this row names no action")

    def _row(self, row: Row) -> None:
        area, cell = self._area_cell(row), self._action_cell(row)
        if cell is None:
            return
        if area is not None:
            self._enter(area)
        self._use(row)
        cells = Cells(row=row, columns=self.columns, key=self.key, doubt=self.draft.doubt)
        cells.check_dates()
        cites = cells.cites()
        if cites or area is not None:
            self.row_cites = cites  # a further row of the same area keeps its references
        action = self._action(cells, cell)
        self.draft.add(action)
        for block in cells.of("evidence"):
            self._named(block, action)
        for block in cells.of("progress"):
            self._shown(block, action)

    def _use(self, row: Row) -> None:
        """Mark the cells of a row as used, those of columns that are not read as passed over."""
        read = {column for where in self.columns.roles.values() for column in where}
        for block in filled(row):
            if block.column in read:
                self.draft.use(block)
            elif block.start not in self.passed:
                self.passed.add(block.start)
                heading = self.columns.printed.get(block.column or 0, "")
                self.draft.ignore(
                    block,
                    f"column {heading!r} holds nothing that is read"
                    if heading
                    else "column without a heading",
                )

    def _action(self, cells: Cells, cell: Block) -> Action:
        ref, start = cells.ref(cell)
        quote = self.draft.quote(cell, start, paragraph=place(cell))
        rating = cells.rating()
        due, printed = cells.due(self.draft.document.published)
        return Action(
            id=self.draft.record_id("action", quote.text, ref),
            authority=self.draft.document.authority,
            quote=quote,
            themes=themes_in(quote.text),
            ref=ref,
            status=cells.status(rating),
            rating=rating,
            due=due,
            due_printed=printed,
            owners=cells.owners(self.draft.document.authority),
            under=self.area.id if self.area else self.under,
            cites=tuple(dict.fromkeys([*self.area_cites, *self.row_cites])),
        )

    def _named(self, block: Block, action: Action) -> None:
        """Take what an evidence cell names: a figure is at hand, a paper only named is not."""
        for start, end in _lines(block.text):
            words = block.text[start:end]
            if len(folded(words)) > 1:
                status = AVAILABLE if has_figure(words) else NOT_HELD
                kind = _kind(words)
                self._add(block, 0, Shown(start=start, end=end, kind=kind, status=status), action)

    def _shown(self, block: Block, action: Action) -> None:
        """Take the figures and claims of a progress note."""
        for start, end in _lines(block.text):
            for one in evidence_in(block.text[start:end], []):
                self._add(block, start, one, action)

    def _add(self, block: Block, begin: int, shown: Shown, action: Action) -> None:
        quote = self.draft.quote(
            block, begin + shown.start, begin + shown.end, paragraph=place(block)
        )
        self.draft.add(
            Evidence(
                id=self.draft.record_id("evidence", quote.text, action.id),
                authority=self.draft.document.authority,
                quote=quote,
                themes=themes_in(quote.text) or action.themes,
                kind=shown.kind,
                status=shown.status,
                supports=(action.id,),
            )
        )


def _lines(words: str) -> list[tuple[int, int]]:
    """Return the lines and sentences of a cell, by their offsets."""
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n;]+", words):
        inside = split(line.group())
        spans += [(line.start() + start, line.start() + end) for start, end in inside]
    return spans


def _kind(words: str) -> str:
    if has_cue("evidence", "scorecard", words):
        return "scorecard"
    return examined_kind(words) or ("indicator" if has_figure(words) else "document")
