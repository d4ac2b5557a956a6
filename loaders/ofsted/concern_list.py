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
from loaders.ofsted.findings import add_sentence, add_sentences, sentences
from loaders.ofsted.outline import Section
from loaders.ofsted.sections import form, is_heading
from loaders.polarity import polarity
from loaders.reading.blocks import Block
from ontology.authorities import canonical
from ontology.themes import themes_in

_DASHES = "−–—-‒\u0336\uf02d"
_SMALL_GLYPHS = "o▪‣⁃○◦\uf0a7\uf0d8"
_SHORT = 5  # words: a lead-in of so few announces items and says nothing of its own
_LONG = 60  # words
_CLOSED = (".", ":", ";", "!", "?", ")", "”", "’")
_NOTHING = re.compile(
    r"^(?:there (?:are|were) (?:currently )?no\b|no (?:areas?|priority|recommendation)|none\b"
    r"|[^.]{0,60}\bdid not (?:find|identify)\b[^.]{0,20}\bareas?\b)",
    re.IGNORECASE,
)
_CARRIED_OVER = re.compile(
    r"^(?:the|these|all|those)\b[^.]{0,80}\bareas?\b[^.]{0,80}"
    r"\b(?:remain|continue|are the same|stand)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r",|\band [A-Z]|\b(?:NHS|ICB|Board|Trust|Police)\b")
_BODY = re.compile(r"^(?P<body>.{3,90}?)\s+(?:should|must|needs? to)\b.*:$")
_LEAD_IN = re.compile(r"^in order to\b.*\bfollowing\b[^.:]*[.:]$", re.IGNORECASE)
_ONE_AREA = re.compile(r"^area for\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"\bfollowing\b|\b(?:should|must|needs? to|ensure(?: that)?|address|that|to)\s*:$",
    re.IGNORECASE,
)
# A verb in what comes before any clause: then it is a sentence, else the name of an area.
_SENTENCE = re.compile(
    r"^(?:(?!\b(?:so|that|which|who|to|when|where)\b).)*?"
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|cannot|could|know|knows|"
    r"recognise|identified|continues?|remains?)\b",
    re.IGNORECASE,
)
# A lead-in that only announces the items; anything else before a colon is a stem with a meaning.
_ANNOUNCES = re.compile(
    r"\bfollowing\b|\b(?:are|is|include|including|that)\s*(?:the)?\s*:$"
    r"|\b(?:should|must|needs? to)(?: \w+){0,2}\s*:$"
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
        joint: whether several bodies are inspected, so that a lead-in may name who is to act.
    """

    draft: Draft
    section: Section
    prose: bool = False
    sentences: bool = False
    joint: bool = False
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
        elif not any(letter.isalpha() for letter in block.text):
            self.draft.ignore(block, "a mark without words")
        elif is_heading(block):
            self.draft.use(block)
            self._marks.clear()
        elif _NOTHING.match(block.text):
            self.draft.ignore(block, "says that there is nothing to list")
        elif _CARRIED_OVER.match(block.text) and not block.text.endswith(":"):
            add_sentences(self.draft, block, title=self.section.title)
        elif self._carries_on(block, following):
            self._items[-1].blocks.append(block)
        elif block.label and not self._items and following and _LEAD_IN.search(block.text):
            self.draft.use(block)
        elif block.label:
            self._items.append(self._item(block))
        else:
            self._paragraph(block, following)

    def _paragraph(self, block: Block, following: Sequence[Block]) -> None:
        """A paragraph without a mark: lead-in, stem, item, or what comes after the list."""
        stem = block.text.endswith(":") and bool(following) and following[0].label is not None
        if self.prose:
            self._prose(block)
        elif self._items:
            if not stem:
                self._after.append(block)
            elif _ANNOUNCES.search(block.text):
                self._lead_in(block)
            else:
                self._prose(block)
        elif any(one.label for one in following):
            one_area = bool(_ONE_AREA.match(self.section.title or ""))
            if stem and one_area and not _EMPTY.search(block.text):
                self._prose(block)
            else:
                self._lead_in(block)
        elif self._is_single_item(block, following):
            self._prose(block)
        else:
            self._after.append(block)

    def _is_single_item(self, block: Block, following: Sequence[Block]) -> bool:
        """Tell whether a lone paragraph is the one item of its list and not prose about it."""
        if following or len(block.text.split()) > _LONG:
            return False
        return self.section.role == "priority_action" or not _SENTENCE.match(block.text)

    def _lead_in(self, block: Block) -> None:
        """A line that announces items; in a joint inspection it may name the body they are for.

        Its other sentences are findings.
        """
        self.draft.use(block)
        title = self.section.title
        for start, end in sentences(block):
            words = block.text[start:end]
            if not words.endswith(":") and not _EMPTY.search(words):
                add_sentence(self.draft, block, start, end, judged=polarity(words), title=title)
        match = _BODY.match(block.text) if self.joint else None
        if match:
            self._body = _other_than(self.draft.document.authority, match["body"])

    def _prose(self, block: Block) -> None:
        """A paragraph or a cell as an item; the first column of a table names who is to act."""
        if self._names_body(block):
            self._body = _other_than(self.draft.document.authority, block.text)
            self.draft.use(block)
        elif self._ends_body(block):
            self._body = self._items[-1].body = f"{self._body} {block.text}"
            self.draft.use(block)
        elif block.text.endswith(":") and len(block.text.split()) <= _SHORT:
            self.draft.use(block)
        else:
            self._marks[:] = [""]
            self._items.append(_Item(blocks=[block], rank=0, body=self._body))

    def _ends_body(self, block: Block) -> bool:
        """Tell whether *block* is the end of the name of a body that a page parted."""
        next_page = bool(self._items) and block.page != self._items[-1].blocks[-1].page
        short = len(block.text.split()) <= _SHORT and not block.text.endswith(".")
        return block.kind == "cell" and self._body is not None and next_page and short

    def _names_body(self, block: Block) -> bool:
        return block.column == 0 and any(
            other.column == 1 and (other.table, other.row) == (block.table, block.row)
            for other in self.section.blocks
        )

    def _carries_on(self, block: Block, following: Sequence[Block]) -> bool:
        """Tell whether *block* is the rest of the item before it, which a page parted."""
        if block.label or not self._items or is_heading(block):
            return False
        last = self._items[-1].blocks[-1]
        if not last.text.endswith(_CLOSED) and block.text[:1].islower():
            return True
        next_page = last.page is not None and block.page == last.page + 1
        marks = {one.label for one in following if one.label}
        return next_page and self._items[-1].blocks[0].label in marks

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
        own = themes_in(text)
        return own or (parent.themes if parent else ())


def _mark(block: Block) -> str:
    """Return the kind of mark before an item: a glyph, or one of numbers, letters and dashes."""
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


def _other_than(authority: str, body: str) -> str | None:
    """Return *body* as printed, or ``None`` where it is the authority and nobody else."""
    alone = not _TOGETHER.search(body) and authority in (body, canonical(body))
    return None if alone else body


def _number(label: str | None) -> str | None:
    match = re.fullmatch(r"\(?(\d{1,3}(?:\.\d+)*|[a-z])[.)]?", label or "")
    return match.group(1) if match else None
