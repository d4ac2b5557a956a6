"""Pieces out of the tag tree of a PDF.

An element has the same path (its place among its parents' children) on every page it stands on,
so a paragraph that the file itself carries over a page comes out as one piece, in the order of
the tree. What no tag claims is page furniture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.reading.labels import is_glyph, is_label
from loaders.reading.pdfium import Path, Run, Tag, bounds
from loaders.reading.pieces import Cell, Piece, Stretch, cut

_BLOCKS = frozenset(
    "P H H1 H2 H3 H4 H5 H6 LI LBody Lbl TD TH Caption TOCI Title Note BlockQuote Quote".split()
)
_CELLS = frozenset({"TD", "TH"})
_CONTENTS = frozenset({"TOC", "TOCI"})
_SURROUNDING = _CELLS | _CONTENTS | {"Table", "TR", "L", "LI", "Note"}


@dataclass(slots=True, kw_only=True)
class _Element:
    """One element in the making: its words of all pages, and what stands around it."""

    tag: str
    depth: int = 0
    item: Path | None = None
    cell: tuple[Path, Path, Path] | None = None
    contents: bool = False
    note: bool = False
    stretches: list[Stretch] = field(default_factory=list)

    def words(self) -> str:
        """Return the words as the page has them."""
        return "".join(run.text for one in self.stretches for run in one.runs).strip()


@dataclass(frozen=True, slots=True)
class _Around:
    """What an element stands in."""

    table: Path | None = None
    row: Path | None = None
    cell: Path | None = None
    item: Path | None = None
    depth: int = 0
    contents: bool = False
    note: bool = False

    def inside(self, tag: Tag) -> _Around:
        """Return what the children of *tag* stand in."""
        kind, path = tag.kind, tag.path
        if kind not in _SURROUNDING:
            return self
        if kind == "Table":
            return _Around(table=path, contents=self.contents, note=self.note)
        if kind == "TR":
            return _Around(self.table, path, None, None, 0, self.contents, self.note)
        if kind in _CELLS:
            return _Around(self.table, self.row, path, None, 0, self.contents, self.note)
        depth = self.depth + (kind == "L")
        return _Around(
            self.table,
            self.row,
            self.cell,
            path if kind == "LI" else self.item,
            depth,
            self.contents or kind in _CONTENTS,
            self.note or kind == "Note",
        )


class TagReader:
    """Collects the elements of a tagged file, page by page."""

    def __init__(self) -> None:
        self._elements: dict[Path, _Element] = {}

    def add_page(self, number: int, tree: list[Tag], runs: list[Run]) -> list[Run]:
        """Take the runs that tags claim and return the others."""
        marks: dict[int, list[Run]] = {}
        order: dict[int, int] = {}
        for place, run in enumerate(runs):
            marks.setdefault(run.mark, []).append(run)
            order.setdefault(run.mark, place)
        for tag in tree:
            self._take(tag, _Around(), None, number, marks, order)
        return [run for rest in marks.values() for run in rest]

    def _take(
        self,
        tag: Tag,
        around: _Around,
        element: _Element | None,
        page: int,
        marks: dict[int, list[Run]],
        order: dict[int, int],
    ) -> None:
        around = around.inside(tag)
        if element is None or tag.kind in _BLOCKS:
            element = self._element(tag, around)
        for child in tag.children:
            if isinstance(child, Tag):
                self._take(child, around, element, page, marks, order)
            elif child in marks:
                taken = marks.pop(child)
                left, _, _, top = bounds(taken[0]) if not element.stretches else (0, 0, 0, 0)
                element.stretches.append(Stretch(page, taken, left, top, order[child]))

    def _element(self, tag: Tag, around: _Around) -> _Element:
        known = self._elements.get(tag.path)
        if known is None:
            cell = None
            if around.table and around.row and around.cell:
                cell = (around.table, around.row, around.cell)
            known = self._elements[tag.path] = _Element(
                tag=tag.kind,
                depth=around.depth,
                item=around.item,
                cell=cell,
                contents=around.contents,
                note=around.note,
            )
        return known

    def pieces(self) -> list[Piece]:
        """Return the pieces of all pages in the order of the tag tree."""
        return list(self._pieces())

    def _pieces(self) -> Iterator[Piece]:
        tables: dict[Path, int] = {}
        rows: dict[Path, int] = {}
        rows_of: dict[Path, int] = {}
        self._return_words()
        label: str | None = None
        item: Path | None = None
        for path in sorted(self._elements):
            element = self._elements[path]
            if not element.stretches:
                continue
            if element.tag == "Lbl":
                label, item = element.words(), element.item
                continue
            cell = None
            if element.cell:
                table, row, column = element.cell
                number = tables.setdefault(table, len(tables))
                if row not in rows:
                    rows[row] = rows_of[table] = rows_of.get(table, -1) + 1
                cell = Cell(number, rows[row], column[-1])
            for piece in cut(element.stretches):
                piece.tag = "Note" if element.note else element.tag
                piece.cell, piece.depth, piece.contents = cell, element.depth, element.contents
                if label is not None and item == element.item:
                    piece.label = label
                label = None
                yield piece

    def _return_words(self) -> None:
        """Return words that were tagged as labels by mistake to the item they were taken from.

        Some papers tag the first words of an item, or half of one, as its label, or as that of
        the item before. The order of the page's own text tells where they belong: behind the
        bullet they follow, else before the item's other words.
        """
        for path, element in self._elements.items():
            if element.tag == "Lbl" and element.stretches and not is_label(element.words()):
                owner = self._behind_glyph(element) or self._body_of(path, element) or element
                if owner is element:
                    element.tag = "P"
                    continue
                owner.stretches.extend(element.stretches)
                owner.stretches.sort(key=lambda stretch: (stretch.page, stretch.order))
                element.stretches = []

    def _behind_glyph(self, element: _Element) -> _Element | None:
        page, order = element.stretches[0].page, element.stretches[0].order
        earlier = [
            (stretch.order, stretch, owner)
            for owner in self._elements.values()
            for stretch in owner.stretches
            if stretch.page == page and stretch.order < order
        ]
        if not earlier:
            return None
        _, stretch, owner = max(earlier, key=lambda found: found[0])
        words = "".join(run.text for run in stretch.runs).strip()
        return owner if words and is_glyph(words) and len(words) == 1 else None

    def _body_of(self, path: Path, element: _Element) -> _Element | None:
        for other, body in self._elements.items():
            if other > path and body.item == element.item and body.stretches:
                return body
        return None
