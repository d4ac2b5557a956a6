"""A paper as its sections: what stands under which heading, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.ofsted.sections import IGNORED, LISTS, is_grade, is_heading, role
from loaders.reading.blocks import Block

_PARTS = ("part_lscb", "part_authority")
_SOFT = (None, "theme")  # headings that may stand within a list as well as end it
_GROUP = re.compile(r"(?:immediately|within|by|as soon as)\b.{0,40}:?$", re.IGNORECASE)
_LONG = 25  # words: a paragraph of findings, no cell of a table
_ENTRY = re.compile(r"\s\d{1,3}$")


@dataclass(slots=True, kw_only=True)
class Section:
    """The blocks under one heading.

    Attributes:
        role: code of the vocabulary ``sections``; ``opening`` before the first known heading,
            ``findings`` under headings that no rule knows.
        heading: the heading; ``None`` at the opening.
        lscb: whether it is about the safeguarding board.
        blocks: what stands beneath. Lists keep their own sub-headings among them.
    """

    role: str
    heading: Block | None = None
    lscb: bool = False
    blocks: list[Block] = field(default_factory=list)

    @property
    def title(self) -> str | None:
        """The heading as printed."""
        return self.heading.text if self.heading else None


def outline(blocks: Sequence[Block], *, themed: bool = False) -> list[Section]:
    """Part *blocks* into sections, in order.

    Args:
        blocks: the blocks of a paper, or of a part of it.
        themed: whether lists of concerns may have sub-headings of their own (SIF, JTAI).
    """
    sections = [Section(role="opening")]
    for index, block in enumerate(blocks):
        now = sections[-1]
        if not is_heading(block) or _entry(now, block):
            now.blocks.append(block)
            continue
        code = role(block.text)
        if is_grade(block.text):
            now.blocks.append(block)
            continue
        if code in _SOFT and _belongs(now, block, blocks[index + 1 :], themed=themed):
            now.blocks.append(block)
            continue
        sections.append(Section(role=_code(code, now), heading=block, lscb=_lscb(code, now)))
    return sections


def end_of_cover(blocks: Sequence[Block]) -> int:
    """Return where the cover of a report ends: at its first heading of a section.

    Rows of the table of judgements read like headings of findings; findings follow none of them.
    """
    for at, block in enumerate(blocks):
        code = role(block.text) if is_heading(block) else None
        if code is None:
            continue
        behind = blocks[at + 1] if at + 1 < len(blocks) else block
        if code not in ("findings", "theme") or number(behind) or len(behind.text.split()) > _LONG:
            return at
    return len(blocks)


def _code(code: str | None, before: Section) -> str:
    """What an opened section is; a heading of a part says nothing of its own."""
    if code is None:
        return before.role if before.role in (*IGNORED, "context", "opening") else "findings"
    if code == "improve_stem":
        return "area_for_improvement"
    return "findings" if code in (*_PARTS, "theme") else code


def _lscb(code: str | None, before: Section) -> bool:
    if code in _PARTS:
        return code == "part_lscb"
    return before.lscb and code not in ("about_inspection", "about_area")


def _entry(now: Section, block: Block) -> bool:
    """Tell whether *block* is a line of the table of contents, which fills a page of its own."""
    if now.role != "contents" or now.heading is None:
        return False
    return block.page == now.heading.page or bool(_ENTRY.search(block.text))


def _belongs(now: Section, heading: Block, following: Sequence[Block], *, themed: bool) -> bool:
    """Tell whether a heading stands inside the list of *now*, because the list goes on."""
    if now.role not in LISTS:
        return False
    if _GROUP.match(heading.text):
        return True
    items = [block for block in now.blocks if block.label]
    upcoming = next((block for block in following if not is_heading(block)), None)
    if upcoming is None or not themed:
        return False
    if not items:  # prose under sub-headings, or the first sub-heading of a list
        return True
    if upcoming.label is None:
        return False
    if number(upcoming) is not None:
        return number(upcoming) == _last_number(items) + 1
    return upcoming.label in [block.label for block in items]


def number(block: Block) -> int | None:
    """Return the number printed before *block* (``17.``), or ``None`` if there is none."""
    match = re.fullmatch(r"(\d{1,3})[.)]?", block.label or "")
    return int(match.group(1)) if match else None


def _last_number(items: Sequence[Block]) -> int:
    return next((n for n in (number(block) for block in reversed(items)) if n is not None), 0)
