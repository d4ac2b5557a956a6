"""What single cells of a plan's row say: reference, owners, date, rating, status.

A cell that is not what its header says is reported through ``doubt`` and kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from graph.records import Owner
from loaders.dates import dates_in
from loaders.prose.owners import owner
from loaders.prose.status import DONE, PLANNED
from loaders.reading.blocks import Block
from loaders.tables.columns import Columns
from loaders.tables.grid import Row, words_of
from loaders.tables.leads import is_nobody, leads_in
from loaders.tables.ratings import (
    colour_name,
    progress_status,
    rating_of,
    rating_status,
    status_in_words,
)

NUMBERED = re.compile(r"^\s*(?P<number>\d{1,2}(?:\.{1,2}\d{1,2}){0,2})[.):]?\s+(?=\S)")
_NUMBERS = re.compile(r"[\d.,;()\s&and]+")
_STATUS_WORDS = 3  # what is longer is a note

Doubt = Callable[[Block, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """One row with its columns; ``key`` is the plan's own key of ratings."""

    row: Row
    columns: Columns
    key: Mapping[str, str]
    doubt: Doubt

    def of(self, role: str) -> Iterator[Block]:
        """Yield the cells with words in the columns of a role, from left to right."""
        for column in self.columns.roles.get(role, ()):
            if words_of(self.row, column):
                yield self.row[column]

    def ref(self, action: Block) -> tuple[str | None, int]:
        """Return the printed reference, and where the words of the action begin."""
        printed = next(self.of("ref"), None)
        if printed is not None:
            return printed.text.strip(), 0
        numbered = NUMBERED.match(action.text)
        return (numbered["number"], numbered.end()) if numbered else (None, 0)

    def cites(self) -> tuple[str, ...]:
        """Return the printed references to the inspectors' paper: "para 17", "Area 3"."""
        cites: list[str] = []
        for cell in self.of("cites"):
            header = self.columns.printed.get(cell.column or 0, "")
            kind = "para" if re.search(r"para", header, re.IGNORECASE) else "area"
            if _NUMBERS.fullmatch(cell.text):
                cites += [f"{kind} {number}" for number in re.findall(r"\d+(?:\.\d+)*", cell.text)]
            else:
                cites.append(cell.text.strip())
        return tuple(cites)

    def owners(self, authority: str) -> tuple[Owner, ...]:
        """Return whoever the row names as lead, each once."""
        found: dict[str, Owner] = {}
        for cell in self.of("owner"):
            if is_nobody(cell.text):
                self.doubt(cell, "no owner is named here")
            for party in leads_in(cell.text):
                one = owner(party.name, party.kind, authority)
                found[one.id] = one
        return tuple(found.values())

    def due(self, near: str | None) -> tuple[str | None, str | None]:
        """Return the ISO date by which, and what is printed; the last date of the cell counts."""
        cell = next(reversed(list(self.of("due"))), None)
        if cell is None:
            return None, None
        words = cell.text.strip()
        dates = [date for date in dates_in(words, near=near) if date.end]
        if not dates:
            self.doubt(cell, "this is no date by which the action is to be done")
            return None, words
        return dates[-1].end, words

    def check_dates(self) -> None:
        """Report cells of the other columns of dates that hold none."""
        for role in ("start", "date"):
            for cell in self.of(role):
                if not is_nobody(cell.text) and not any(date.end for date in dates_in(cell.text)):
                    self.doubt(cell, "this is no date")

    def rating(self) -> str | None:
        """Return the rating as printed, or the name of the colour behind an empty cell."""
        for cell in self.of("rating"):
            words = cell.text.strip()
            known = rating_of(words) or words.casefold() in self.key or status_in_words(words)
            if not known:
                self.doubt(cell, "this rating is in no key")
            return words
        fills = {at: fill for block in self.row.values() for at, fill in block.blank_fills}
        colours = (colour_name(fills.get(at, "")) for at in self.columns.roles.get("rating", ()))
        colour = next((name for name in colours if name), None)
        return f"{colour} fill" if colour else None

    def status(self, rating: str | None) -> str:
        """Return the status: by the status cell, the progress note, the rating, in this order."""
        notes = [*self._stated(), *(cell.text for cell in self.of("progress"))]
        ratings = [cell.text for cell in self.of("rating")]
        told = next(
            (code for words in (*notes, *ratings) if (code := status_in_words(words))), None
        )
        by_rating = rating_status(rating, self.key) if rating else None
        if told or by_rating == DONE:
            return told or DONE
        by_prose = next((code for words in notes if (code := progress_status(words))), None)
        return by_prose or by_rating or PLANNED

    def _stated(self) -> Iterator[str]:
        """Yield what the status cells say; a word or two that nobody knows is reported instead."""
        for cell in self.of("status"):
            words = cell.text.strip()
            known = status_in_words(words) or rating_of(words) or words.casefold() in self.key
            if known or len(words.split()) > _STATUS_WORDS:
                yield words
            elif not is_nobody(words):
                self.doubt(cell, "this status is in no key")
