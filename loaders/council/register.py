"""Registers of linked items: one row per item, with its kind, its words and what it links to.

Tools of traceability, and councils' own lists, keep concerns, recommendations, actions, evidence
and comments in one table. What a row says of its links is stated by the paper. A comment in such
a table is what the council passes on, whoever is said to have made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypedDict

from graph.quotes import Quote
from graph.records import Action, Comment, Concern, Evidence, Paper
from loaders.common import Draft, Loader, place
from loaders.council.cover import draft_of, stated_date
from loaders.dates import date_in_name
from loaders.polarity import polarity
from loaders.prose.evidence import AVAILABLE, NOT_HELD, examined_kind, has_figure
from loaders.reading.blocks import Block, Reading
from loaders.tables.cells import Cells
from loaders.tables.columns import Columns, columns_in
from loaders.tables.grid import Row, Sheet, filled, mostly_tables, sheets_of, words_of
from ontology.themes import themes_in
from ontology.vocabulary import scheme

ROLES = frozenset("item sort words linked owner due status".split())
_NEEDED = ("item", "sort", "words", "linked")
# In this order, so that what an item links to is known before it.
_ORDER = ("concern", "recommendation", "action", "evidence", "comment")
# What may be linked to what: kind of an item -> kinds of what it may stand under.
_UNDER = {
    "concern": (),
    "recommendation": ("concern",),
    "action": ("recommendation", "concern"),
    "evidence": ("action",),
    "comment": ("concern", "recommendation"),
}


def recognise(reading: Reading) -> str | None:
    """Return improvement_plan if a table has ids, kinds that are known, words and links."""
    found = mostly_tables(reading) and any(_columns(sheet) for sheet in sheets_of(reading))
    return "improvement_plan" if found else None


def load(reading: Reading, kind: str) -> Paper:
    """Take every item of a register with the links that it states.

    Raises:
        LoadError: the register names no council.
    """
    tables = [(sheet, columns) for sheet in sheets_of(reading) if (columns := _columns(sheet))]
    front = [
        block
        for sheet, columns in tables[:1]
        for row in sheet.rows[: columns.row]
        for block in filled(row)
    ]
    stated, named = stated_date(tuple(front)), date_in_name(reading.name)
    draft = draft_of(
        reading,
        kind,
        title=front[0].text if front else reading.title or reading.name,
        published=stated or (named.end if named else None),
        basis="stated" if stated else "file_name" if named else "unknown",
    )
    for sheet, columns in tables:
        _Register(draft, columns).read(sheet)
    for block in reading:
        if block.row is None:
            draft.ignore(block, "text around the tables")
    return draft.finish()


LOADER = Loader(name="register of linked items", recognise=recognise, load=load)


def _columns(sheet: Sheet) -> Columns | None:
    """Return the columns of a register; most of its rows must be of a kind that is known."""
    found = columns_in(sheet, ROLES, frozenset(("linked",)))
    if found is None or not all(role in found for role in _NEEDED):
        return None
    rows = sheet.rows[found.row + 1 :]
    known = sum(_kind(words_of(row, found.first("sort"))) is not None for row in rows)
    return found if 2 * known > len(rows) else None


@cache
def _kinds() -> Mapping[str, str]:
    return {label.casefold(): one.id for one in scheme("items") for label in one.labels}


def _kind(words: str) -> str | None:
    return _kinds().get(" ".join(words.split()).casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One row: its number and kind, and the cell with its words."""

    number: str
    kind: str
    words: Block
    row: Row


class _Common(TypedDict):
    """What records of all kinds have."""

    id: str
    authority: str
    quote: Quote
    themes: tuple[str, ...]


class _Register:
    """Reads one table; remembers the id that each printed number has got."""

    def __init__(self, draft: Draft, columns: Columns) -> None:
        self.draft = draft
        self.columns = columns
        self.known: dict[str, tuple[str, str]] = {}  # printed number -> kind, id of the record

    def read(self, sheet: Sheet) -> None:
        """Place every cell of the table."""
        for row in sheet.rows[: self.columns.row]:
            for block in filled(row):
                self.draft.ignore(block, "title and notes above the table")
        self.draft.use(*filled(sheet.rows[self.columns.row]))
        items = list(self._items(sheet))
        makers: dict[str, Callable[[_Item, Quote, str | None], None]] = {
            "concern": self._concern,
            "recommendation": self._concern,
            "action": self._action,
            "evidence": self._evidence,
            "comment": self._comment,
        }
        for kind in _ORDER:
            for item in items:
                if item.kind == kind:
                    quote = self.draft.quote(item.words, paragraph=place(item.words))
                    makers[kind](item, quote, self._upward(item))

    def _items(self, sheet: Sheet) -> Iterator[_Item]:
        for row in sheet.rows[self.columns.row + 1 :]:
            number = words_of(row, self.columns.first("item"))
            kind = _kind(words_of(row, self.columns.first("sort")))
            column = self.columns.first("words")
            if number and kind and column is not None and words_of(row, column):
                self.draft.use(*filled(row))
                yield _Item(number=number, kind=kind, words=row[column], row=row)
            else:
                for block in filled(row):
                    self.draft.doubt(block, "this row lacks an id, a known kind or words")

    def _upward(self, item: _Item) -> str | None:
        """Return the id of the record that an item is linked to; what leads nowhere is told."""
        cell = item.row.get(self.columns.first("linked") or 0)
        printed = cell.text.strip() if cell else ""
        if not printed or cell is None:
            return None
        kind, record = self.known.get(printed, ("", ""))
        if kind in _UNDER[item.kind]:
            return record
        self.draft.doubt(
            cell,
            f"{item.kind} {item.number} cannot be linked to {kind} ({printed})"
            if kind
            else f"no item of this table has the id {printed}",
        )
        return None

    def _common(self, item: _Item, quote: Quote) -> _Common:
        kind = "concern" if item.kind == "recommendation" else item.kind
        made = self.draft.record_id(kind, quote.text, item.number)
        self.known[item.number] = (item.kind, made)
        return {
            "id": made,
            "authority": self.draft.document.authority,
            "quote": quote,
            "themes": themes_in(quote.text),
        }

    def _concern(self, item: _Item, quote: Quote, above: str | None) -> None:
        self.draft.add(
            Concern(
                **self._common(item, quote),
                kind="recommendation" if item.kind == "recommendation" else "self_identified",
                parent=above,
                number=item.number,
            )
        )

    def _action(self, item: _Item, quote: Quote, above: str | None) -> None:
        cells = Cells(row=item.row, columns=self.columns, key={}, doubt=self.draft.doubt)
        due, printed = cells.due(self.draft.document.published)
        self.draft.add(
            Action(
                **self._common(item, quote),
                ref=item.number,
                status=cells.status(None),
                due=due,
                due_printed=printed,
                owners=cells.owners(self.draft.document.authority),
                under=above,
            )
        )

    def _evidence(self, item: _Item, quote: Quote, above: str | None) -> None:
        figure = has_figure(quote.text)
        self.draft.add(
            Evidence(
                **self._common(item, quote),
                kind=examined_kind(quote.text) or ("indicator" if figure else "document"),
                status=AVAILABLE if figure else NOT_HELD,
                supports=(above,) if above else (),
            )
        )

    def _comment(self, item: _Item, quote: Quote, above: str | None) -> None:
        linked = words_of(item.row, self.columns.first("linked"))
        self.draft.add(
            Comment(
                **self._common(item, quote),
                voice="reported_by_authority",
                polarity=polarity(quote.text),
                section=linked if above else None,
            )
        )
