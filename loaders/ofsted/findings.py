"""Findings: every sentence of inspectors as a comment, with its place and its polarity.

Where a sentence tells what the authority did, that is an action too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from graph.records import Comment
from loaders.common import Draft
from loaders.ofsted.outline import Section
from loaders.ofsted.sections import form, is_grade, is_heading
from loaders.polarity import polarity
from loaders.prose.telling import add_deeds
from loaders.reading.blocks import Block
from loaders.reading.sentences import split
from ontology.themes import themes_in

_PARAGRAPH = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_BACK_REFERENCE = re.compile(r"\((?:recommendations?|paragraphs?)\b[^)]*\)\.?", re.IGNORECASE)
_BULLET = re.compile(r"([•◼▪●■□◦○‣\u0336\uf000-\uf0ff])\s*(?=\w)")
_FOOTNOTE_IS_SMALLER_BY = 1.5


def body(draft: Draft) -> list[Block]:
    """Return the blocks of a paper without what no reader reads for findings.

    Footnotes, which are printed smaller, and lines of form in the same small print are passed
    over; the rest is returned in order, with a bullet at the head of a cell as its label.
    """
    sizes: Counter[float] = Counter()
    for block in draft.reading:
        if block.size:
            sizes[block.size] += len(block.text)
    limit = sizes.most_common(1)[0][0] - _FOOTNOTE_IS_SMALLER_BY if sizes else 0.0
    kept = []
    for block in draft.reading:
        if block.size and block.size <= limit:
            draft.ignore(block, form(block.text) or "footnote or small print")
        else:
            kept.append(_labelled(draft, block))
    return kept


def _labelled(draft: Draft, block: Block) -> Block:
    match = _BULLET.match(block.text)
    if block.label is not None or match is None:
        return block
    draft.use(block)
    return replace(
        block, label=match[1], text=block.text[match.end() :], start=block.start + match.end()
    )


def add_findings(draft: Draft, section: Section, *, context: bool = False) -> None:
    """Add the sentences of a section as comments of inspectors.

    Args:
        draft: the paper in the making.
        section: its blocks; headings among them become the section of what follows.
        context: the section only describes, so that no sentence of it is a judgement.
    """
    title, paragraph = section.title, None
    if section.heading is not None:
        draft.use(section.heading)
    for block in section.blocks:
        if is_heading(block):
            draft.use(block)
            if not is_grade(block.text):
                title, paragraph = block.text, None
            continue
        if block.label and _PARAGRAPH.fullmatch(block.label):
            paragraph = block.label.rstrip(".)")
        add_sentences(
            draft, block, title=title, paragraph=paragraph, context=context, own=not section.lscb
        )


def add_sentences(
    draft: Draft,
    block: Block,
    *,
    title: str | None,
    paragraph: str | None = None,
    context: bool = False,
    own: bool = True,
) -> None:
    """Add the sentences of one block as comments, and the actions that they tell of.

    A block of mere form is passed over. Where inspectors only describe, or speak of another body
    than the authority (not *own*), what they tell is no action of the authority.
    """
    why = form(block.text) or ("grade, taken as a judgement" if is_grade(block.text) else None)
    if why:
        draft.ignore(block, why)
        return
    before = ""
    for start, end in sentences(block):
        words = block.text[start:end]
        if form(words) or _BACK_REFERENCE.fullmatch(words):
            continue
        judged = "context" if context else polarity(words, before=before)
        add_sentence(draft, block, start, end, judged=judged, title=title, paragraph=paragraph)
        if own and not context:
            add_deeds(draft, block, start, end, voice="inspector", paragraph=paragraph)
        before = words
    draft.use(block)


def add_sentence(
    draft: Draft,
    block: Block,
    start: int,
    end: int,
    *,
    judged: str,
    title: str | None,
    paragraph: str | None = None,
) -> None:
    """Add one sentence of *block* as a comment of inspectors with the polarity *judged*."""
    words = block.text[start:end]
    draft.add(
        Comment(
            id=draft.record_id("comment", words),
            authority=draft.document.authority,
            quote=draft.quote(block, start, end, paragraph=paragraph),
            themes=themes_in(words),
            voice="inspector",
            polarity=judged,
            section=title,
        )
    )


def sentences(block: Block) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences of *block* that hold words."""
    for start, end in split(block.text):
        if any(letter.isalpha() for letter in block.text[start:end]):
            yield start, end
