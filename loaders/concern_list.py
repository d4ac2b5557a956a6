"""The list of what must improve: each printed item as one concern, sub-points under their stem.

Source of the rules: the layouts of the list by year, as the documentation of papers lists them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.quotes import Quote
from graph.records import Concern
from loaders.common import Draft
from loaders.findings import add_sentences
from loaders.outline import Section
from loaders.reading.blocks import Block
from loaders.sections import form, is_heading

_DASHES = "−–—-‒\uf02d"
_SMALL_GLYPHS = "o▪‣⁃○◦\uf0a7\uf0d8"
_CLOSED = (".", ":", ";", "!", "?", ")", "”", "’")
_NOTHING = re.compile(
    r"^(?:there (?:are|were) (?:currently )?no\b|no (?:areas?|priority|recommendations?)\b|none\b)",
    re.IGNORECASE,
)
# A lead-in that only announces the items; anything else before a colon is a stem with a meaning.
_ANNOUNCES = re.compile(
    r"\bfollowing\b|\b(?:should|must|needs? to|are|is|include|including|that)\s*(?:the)?\s*:$"
    r"|^(?:immediately|within|as a matter|by |in addition)",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class _Item:
    """One printed item in the making: its blocks (more than one if a page parts it) and rank."""

    blocks: list[Block]
    rank: int
    number: str | None = None
    body: str | None = None
    concern: Concern | None = None

    @property
    def text(self) -> str:
        return self.blocks[-1].text


@dataclass(slots=True, kw_only=True)
class ConcernList:
    """Reads one list.

    Attributes:
        draft: the paper in the making.
        section: the list's section.
        prose: whether paragraphs without a mark before them are items too (area SEND, JTAI).
        sentences: whether the items are findings at length, to be taken as comments too.
    """

    draft: Draft
    section: Section
    prose: bool = False
    sentences: bool = False
    _items: list[_Item] = field(default_factory=list)
    _marks: list[str] = field(default_factory=list)
    _body: str | None = None
    _after: list[Block] = field(default_factory=list)

    def add(self) -> list[Block]:
        """Add the concerns of the list; return the blocks behind its end, which are findings."""
        if self.section.heading is not None:
            self.draft.use(self.section.heading)
        blocks = self.section.blocks
        for index, block in enumerate(blocks):
            if self._after:
                self._after.append(block)
            else:
                self._take(block, blocks[index + 1 :])
        for item in self._items:
            self._record(item)
        return self._after

    def _take(self, block: Block, following: Sequence[Block]) -> None:
        why = form(block.text)
        if why:
            self.draft.ignore(block, why)
        elif is_heading(block):
            self.draft.use(block)
            self._marks.clear()
        elif _NOTHING.match(block.text):
            self.draft.ignore(block, "says that there is nothing to list")
        elif self._carries_on(block):
            self._items[-1].blocks.append(block)
        elif block.label:
            self._items.append(self._item(block))
        else:
            self._paragraph(block, following)

    def _paragraph(self, block: Block, following: Sequence[Block]) -> None:
        """A paragraph without a mark: lead-in, stem, item of prose, or what comes after the list."""
        items_follow = bool(following) and following[0].label is not None
        if items_follow and (_ANNOUNCES.search(block.text) or not block.text.endswith(":")):
            if self._items and not block.text.endswith(":"):
                self._after.append(block)
            else:
                self.draft.use(block)
        elif items_follow or self.prose:
            self._marks.clear()
            self._items.append(_Item(blocks=[block], rank=0))
            self._marks.append("")
        else:
            self._after.append(block)

    def _carries_on(self, block: Block) -> bool:
        """Tell whether *block* is the rest of the item before it, which a page parted."""
        if block.label or not self._items:
            return False
        last = self._items[-1].text
        return not last.endswith(_CLOSED) and block.text[:1].islower()

    def _item(self, block: Block) -> _Item:
        mark = _mark(block)
        if mark in self._marks:
            del self._marks[self._marks.index(mark) + 1 :]
        elif self._marks and not self._opens_level(block, mark):
            self._marks[-1] = mark
        else:
            self._marks.append(mark)
        return _Item(
            blocks=[block],
            rank=len(self._marks) - 1,
            number=_number(block.label),
            body=self._body,
        )

    def _opens_level(self, block: Block, mark: str) -> bool:
        """Tell whether a mark that is new in the list goes one level down."""
        above = self._marks[-1]
        return (
            above in ("", "1.")
            or mark in ("-", "o")
            or block.level > self._items[-1].blocks[0].level
            or self._items[-1].text.endswith((":", ","))
        )

    def _record(self, item: _Item) -> None:
        parent = self._parent(item)
        quote = self._quote(item)
        scope = (parent.id,) if parent else ()
        item.concern = Concern(
            id=self.draft.record_id("concern", quote.text, *scope),
            authority=self.draft.document.authority,
            quote=quote,
            themes=self._themes(quote.text, parent),
            kind=self.section.role,
            heading=self.section.title,
            parent=parent.id if parent else None,
            number=item.number,
            addressed_to="lscb" if self.section.lscb else item.body,
        )
        self.draft.add(item.concern)
        if self.sentences:
            for block in item.blocks:
                add_sentences(self.draft, block, title=self.section.title)

    def _parent(self, item: _Item) -> Concern | None:
        before = self._items[: self._items.index(item)]
        above = (one for one in reversed(before) if one.rank < item.rank)
        return next((one.concern for one in above), None)

    def _quote(self, item: _Item) -> Quote:
        quote = self.draft.quote(item.blocks[0], paragraph=item.number)
        for block in item.blocks[1:]:
            self.draft.use(block)
            last = self.draft.quote(block)
            quote = Quote(
                document=quote.document,
                text=self.draft.reading.text[quote.start : last.end],
                start=quote.start,
                end=last.end,
                page=quote.page,
                paragraph=quote.paragraph,
            )
        return quote

    def _themes(self, text: str, parent: Concern | None) -> tuple[str, ...]:
        from ontology.themes import themes_in

        own = themes_in(text)
        return own or (parent.themes if parent else ())


def _mark(block: Block) -> str:
    """Return the kind of mark before an item: glyphs of one look, numbers and letters are kinds."""
    label = (block.label or "").strip()
    if re.fullmatch(r"\(?\d{1,3}[.)]?", label):
        return "1."
    if re.fullmatch(r"\(?[a-z][.)]", label):
        return "a."
    if label in _DASHES:
        return "-"
    if label in _SMALL_GLYPHS:
        return "o"
    return label


def _number(label: str | None) -> str | None:
    match = re.fullmatch(r"\(?(\d{1,3}(?:\.\d+)*|[a-z])[.)]?", label or "")
    return match.group(1) if match else None
