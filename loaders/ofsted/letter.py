"""The frame of a letter from inspectors: address, salutation, what the visit was, signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graph.quotes import Quote
from loaders.common import Draft
from loaders.dates import dates_in
from loaders.ofsted.cover import span
from loaders.ofsted.findings import add_sentence, sentences
from loaders.ofsted.sections import form, is_heading, role
from loaders.polarity import polarity
from loaders.reading.blocks import Block
from ontology.authorities import authority_in

_DEAR = re.compile(r"^Dear\b", re.IGNORECASE)
_SIGNED = re.compile(r"^you?rs? (?:sincerely|faithfully)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:focused visit|monitoring visit|joint targeted area|joint inspection|jtai)\b",
    re.IGNORECASE,
)
_LOOKED_AT = re.compile(
    r"^(?:(?:for|during|on|at|in|as part of) [^.]{3,80}, )?(?:the )?(?:inspectors|they|we)\b"
    r".{0,20}?\b(?:looked|considered|evaluated|reviewed|focused|examined|scrutinised|assessed|explored|"
    r"appraised|tested|measured|carried|undertook|visited|met|spoke|sampled|held|used|observed|read|talked|"
    r"interviewed|took|gathered|discussed|conducted|were able|had access)\b"
    r"|^specifically\b"
    r"|^(?:the|this) (?:focused )?visit (?:looked|considered|focused|included|reviewed)"
    r"|^(?:a|an) (?:wide )?range of evidence|^alongside th|^between \d|^these teams also"
    r"|^the (?:local authority is|visit was) in scope",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"range of (?:other )?evidence|case (?:records|discussions)|\bmet\b|\bspoke\b|"
    r"discussions with|children[’']s records|case files",
    re.IGNORECASE,
)
_INSPECTORS = re.compile(r"\b(?:Her|His) Majesty[’']s Inspectors?\b", re.IGNORECASE)
_FEW = 4  # words: the end of a line of form, such as a date
_LOOKS_BACK = re.compile(
    r"\b(?:judged|judgement|last inspection|previous inspection|previous(?:ly)?|last visit|"
    r"since the|(?:first|second|third|fourth|fifth|sixth|seventh|eighth) (?:monitoring|focused)"
    r" visit)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter, taken apart: what stands before, in and behind it.

    Attributes:
        address: sender and receiver, with the day on which it was written.
        opening: what the visit was, from the salutation to the first heading of findings.
        body: the rest, up to the signature.
        ending: the signature and what follows.
    """

    address: tuple[Block, ...]
    opening: tuple[Block, ...]
    body: tuple[Block, ...]
    ending: tuple[Block, ...]

    @property
    def written(self) -> str | None:
        """The day printed at the head of the letter, ISO."""
        for block in self.address:
            days = [one for one in dates_in(block.text) if one.precision == "day"]
            if days:
                return days[0].start
        return None

    @property
    def title(self) -> str | None:
        """Its subject line as printed."""
        lines = (block.text for block in (*self.opening, *self.address))
        return next((text for text in lines if _TITLE.match(text) and len(text) < 200), None)


def take_apart(blocks: Sequence[Block]) -> Letter:
    """Take a letter apart at its salutation, its first known heading and its signature."""
    dear = _first(blocks, lambda block: bool(_DEAR.match(block.text)), 0)
    signed = _first(blocks, lambda block: bool(_SIGNED.match(block.text)), len(blocks))
    known = _first(
        blocks[dear:signed],
        lambda block: is_heading(block) and role(block.text) is not None,
        signed - dear,
    )
    return Letter(
        address=tuple(blocks[:dear]),
        opening=tuple(blocks[dear : dear + known]),
        body=tuple(blocks[dear + known : signed]),
        ending=tuple(blocks[signed:]),
    )


def _first(blocks: Sequence[Block], test: Callable[[Block], bool], otherwise: int) -> int:
    return next((at for at, block in enumerate(blocks) if test(block)), otherwise)


def visit_days(letter: Letter, *, near: str | None) -> tuple[str | None, str | None]:
    """Return first and last day of the visit, from the first sentences that name days."""
    days = (span(block.text, near=near) for block in letter.opening)
    return next((found for found in days if found[0]), (None, None))


def authority_of(letter: Letter, title: str) -> str:
    """Return the authority that a letter is about: by its subject, its opening, its address."""
    for words in (
        title,
        "\n".join(block.text for block in letter.opening),
        "\n".join(block.text for block in letter.address),
    ):
        name = authority_in(words)
        if name:
            return name
    return ""


def place_frame(draft: Draft, letter: Letter) -> None:
    """Pass over the address and the signature, for their reasons."""
    for block in letter.address:
        draft.ignore(block, "address and date of the letter")
    for block in letter.ending:
        draft.ignore(block, form(block.text) or "signature")


def add_opening(draft: Draft, opening: Iterable[Block]) -> tuple[Quote, ...]:
    """Place the opening of a letter and return what it says that inspectors looked at.

    Its other sentences are findings or references to earlier visits, and become comments.
    """
    scope: list[Quote] = []
    listing = False
    for block in opening:
        if is_heading(block) or _DEAR.match(block.text) or _TITLE.match(block.text):
            draft.use(block)
        elif block.label and listing:
            scope.append(draft.quote(block))
        else:
            listing = _paragraph(draft, block, scope)
    return tuple(scope)


def _paragraph(draft: Draft, block: Block, scope: list[Quote]) -> bool:
    """Place one paragraph of the opening; return whether it announces a list of matters."""
    about = False
    for start, end in sentences(block):
        words = block.text[start:end]
        if _LOOKED_AT.match(words):
            about = True
            if not _HOW.search(words):
                scope.append(draft.quote(block, start, end))
        elif form(words) or _INSPECTORS.search(words) or len(words.split()) < _FEW:
            about = True
        elif _LOOKS_BACK.search(words):
            add_sentence(draft, block, start, end, judged="context", title=None)
        elif not about:
            add_sentence(draft, block, start, end, judged=polarity(words), title=None)
    if about:
        draft.ignore(block, "how the visit or inspection was carried out")
    return block.text.endswith(":")
