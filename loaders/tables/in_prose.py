"""Tables of actions in papers of prose, taken where they stand.

A PDF without tags gives a table as lines of loose words. Nothing is taken out of these by guess;
they are reported, so that a person can load the table from its Word or Excel file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.common import Draft
from loaders.prose.cues import plain
from loaders.reading.blocks import Block
from loaders.tables.columns import known_heading
from loaders.tables.grid import Sheet, sheets_of
from loaders.tables.plan_columns import ROLES, Overrides, plan_columns
from loaders.tables.rows import load_sheet

WHY = "a table whose cells this file does not mark: load it as Word, Excel or a tagged PDF"
_COLUMNS, _WORDS = 3, 4  # so many headings in a row make a table; a heading has so many words

_LOOKED_AT = 24  # words of a line
_SENTENCE = 12  # words: a line so long that ends with a full stop is prose again


@dataclass(slots=True, kw_only=True)
class TablesInProse:
    """Takes the tables of actions out of a paper of prose, at their place, block by block."""

    draft: Draft
    overrides: Overrides = None
    flat: bool = False
    _sheets: dict[int, Sheet] = field(init=False)
    _taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Find the tables of actions: where each cell begins, and its table."""
        self._sheets = {
            block.start: sheet
            for sheet in sheets_of(self.draft.reading)
            if plan_columns(sheet, self.overrides)
            for row in sheet.rows
            for block in row.values()
        }

    def takes(self, block: Block, *, under: str | None = None) -> bool:
        """Take *block* if it belongs to a table; return whether it does.

        Args:
            block: the next block of the paper.
            under: id of the concern whose heading the table stands under.
        """
        sheet = self._sheets.get(block.start)
        if sheet is None:
            return self._line_of_one(block)
        if block.start not in self._taken:
            load_sheet(self.draft, sheet, {}, overrides=self.overrides, under=under)
            self._taken |= {cell.start for row in sheet.rows for cell in row.values()}
        return True

    def _line_of_one(self, block: Block) -> bool:
        """Report a line of a table that is not marked as one."""
        numbered = bool(block.label) and re.match(r"\d+\.\d", block.label or "") is not None
        prose = len(block.text.split()) >= _SENTENCE and block.text.rstrip().endswith(".")
        if block.kind != "paragraph" or numbered or prose:
            self.flat = False
        elif headings_at_start(block.text) >= _COLUMNS:
            self.flat = True
        if self.flat:
            self.draft.doubt(block, WHY)
        return self.flat


def headings_at_start(words: str) -> int:
    """Count the different column headings that a line begins with, one after the other."""
    return _run(tuple(plain(words).split()[:_LOOKED_AT]), frozenset())


def _run(left: tuple[str, ...], roles: frozenset[str]) -> int:
    """Return the longest run; "Action lead officer" is two headings, though one may be longer."""
    runs = [len(roles)]
    for count in range(1, min(_WORDS, len(left)) + 1):
        role = known_heading(" ".join(left[:count]), ROLES)
        if role is not None and role not in roles:
            runs.append(_run(left[count:], roles | {role}))
    return max(runs)
