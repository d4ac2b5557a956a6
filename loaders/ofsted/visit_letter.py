"""Ofsted's letters on one visit to an authority: focused visits and monitoring visits."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.quotes import Quote
from graph.records import Document, Inspection, Paper
from loaders.common import Draft, Loader
from loaders.ofsted.concern_list import ConcernList
from loaders.ofsted.cover import blank, log_missing, publication, signature
from loaders.ofsted.findings import add_findings, body
from loaders.ofsted.letter import (
    Letter,
    add_opening,
    authority_of,
    place_frame,
    take_apart,
    visit_days,
)
from loaders.ofsted.outline import Section, outline
from loaders.ofsted.sections import IGNORED, LISTS, is_heading
from loaders.reading.blocks import Reading

_KIND = re.compile(
    r"\bletter\s+(?:summarises|outlines|sets out|contains|details)\b[^.]{0,60}?\bfindings\b"
    r"[^.]{0,60}?\b(?P<kind>focused|monitoring)\s+visit",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(?P<kind>focused|monitoring) visit (?:to|of)\b", re.IGNORECASE)
_HEAD_LENGTH = 60


def recognise(reading: Reading) -> str | None:
    """Return the kind of letter, or ``None`` if *reading* is no letter on a visit."""
    head = reading.blocks[:_HEAD_LENGTH]
    if not any(block.text.startswith("Dear") for block in head):
        return None
    for block in head:
        match = _TITLE.match(block.text) or _KIND.search(block.text)
        if match:
            return f"{match['kind'].lower()}_visit"
    return None


def load(reading: Reading, kind: str) -> Paper:
    """Take the records of a letter.

    The list of areas that a monitoring visit looked at is its scope and never a list of concerns.
    """
    draft = Draft(reading=reading, document=blank(reading, kind, publisher="Ofsted"))
    letter = take_apart(body(draft))
    draft.document = _document(draft.document, letter)
    place_frame(draft, letter)
    scope = list(add_opening(draft, letter.opening))
    for section in outline(letter.body):
        scope += _section(draft, section)
    visit = draft.document.inspection
    if visit is not None:
        draft.document = replace(draft.document, inspection=replace(visit, scope=tuple(scope)))
    log_missing(draft)
    return draft.finish()


def _document(empty: Document, letter: Letter) -> Document:
    start, end = visit_days(letter, near=letter.written or publication(empty.file, None)[0])
    published, basis = publication(empty.file, letter.written, visit=end)
    title = letter.title or empty.kind.replace("_", " ").capitalize()
    return replace(
        empty,
        title=title,
        authority=authority_of(letter, title),
        published=published,
        published_basis=basis,
        inspection=Inspection(
            kind=empty.kind,
            start=start,
            end=end,
            lead_inspector=signature(letter.ending),
            framework="ilacs",
        ),
    )


def _section(draft: Draft, section: Section) -> list[Quote]:
    """Place one section; return what it says of the scope of the visit."""
    if section.role == "scope":
        return _scope(draft, section)
    if section.role in IGNORED:
        for block in section.blocks:
            draft.ignore(block, IGNORED[section.role])
        if section.heading is not None:
            draft.use(section.heading)
    elif section.role in LISTS:
        after = ConcernList(draft=draft, section=section).add()
        add_findings(draft, Section(role="findings", heading=section.heading, blocks=after))
    else:
        add_findings(draft, section)
    return []


def _scope(draft: Draft, section: Section) -> list[Quote]:
    if section.heading is not None:
        draft.use(section.heading)
    items = [block for block in section.blocks if block.label and not is_heading(block)]
    others = [block for block in section.blocks if block not in items]
    stated = add_opening(draft, others)
    return [draft.quote(block) for block in items] or list(stated)


LOADER = Loader(name="Ofsted letter on a visit", recognise=recognise, load=load)
