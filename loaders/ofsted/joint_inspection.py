"""Joint inspections: JTAI letters of several inspectorates, and area SEND reports."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.records import Document, Inspection, Paper
from loaders.common import Draft, Loader
from loaders.ofsted.concern_list import ConcernList
from loaders.ofsted.cover import blank, lead_inspector, log_missing, publication, span
from loaders.ofsted.findings import add_findings, body
from loaders.ofsted.judgements import outcome
from loaders.ofsted.letter import (
    Letter,
    add_opening,
    authority_of,
    place_frame,
    take_apart,
    visit_days,
)
from loaders.ofsted.outline import Section, end_of_cover, outline
from loaders.ofsted.sections import IGNORED, LISTS, form
from loaders.reading.blocks import Reading
from ontology.authorities import authority_in

_JTAI = re.compile(r"\bjoint(?: targeted)?(?: area)? inspection (?:of|\(JTAI\))", re.IGNORECASE)
_SEND = re.compile(
    r"\barea SEND (?:\w+ )?inspection\b|\barea special educational needs", re.IGNORECASE
)
_SEND_DATES = re.compile(r"^inspection dates?:?", re.IGNORECASE)
_HEAD_LENGTH = 40
_LONG_ITEM = 45  # words: from there on an item is findings at length


def recognise(reading: Reading) -> str | None:
    """Return ``jtai`` or ``area_send``, or ``None`` if *reading* is no joint inspection."""
    head = reading.blocks[:_HEAD_LENGTH]
    if any(_SEND.search(block.text) for block in head[:8]):
        return "area_send"
    if any(block.text.startswith("Dear") for block in head) and any(
        _JTAI.search(block.text) for block in head
    ):
        return "jtai"
    return None


def load(reading: Reading, kind: str) -> Paper:
    """Take the records of a joint inspection."""
    return _load_send(reading) if kind == "area_send" else _load_jtai(reading)


def _load_jtai(reading: Reading) -> Paper:
    draft = Draft(reading=reading, document=blank(reading, "jtai"))
    letter = take_apart(body(draft))
    draft.document = _jtai(draft.document, letter)
    place_frame(draft, letter)
    scope = add_opening(draft, letter.opening)
    visit = draft.document.inspection
    if visit is not None:
        draft.document = replace(draft.document, inspection=replace(visit, scope=scope))
    for section in outline(letter.body, themed=True):
        _section(draft, section)
    log_missing(draft)
    return draft.finish()


def _load_send(reading: Reading) -> Paper:
    draft = Draft(reading=reading, document=_send(blank(reading, "area_send"), reading))
    blocks = body(draft)
    end = end_of_cover(blocks)
    for block in blocks[:end]:
        draft.ignore(block, form(block.text) or "cover")
    for section in outline(blocks[end:]):
        if section.role == "outcome":
            found = outcome(draft, section.blocks)
            if found is not None:
                draft.document = replace(draft.document, judgements=(found,))
        _section(draft, section, prose=True)
    log_missing(draft)
    return draft.finish()


def _jtai(empty: Document, letter: Letter) -> Document:
    start, end = visit_days(letter, near=letter.written or publication(empty.file, None)[0])
    published, basis = publication(empty.file, letter.written, visit=end)
    title = letter.title or "Joint targeted area inspection"
    return replace(
        empty,
        title=title,
        authority=authority_of(letter, title),
        publisher="Ofsted, Care Quality Commission and other inspectorates",
        published=published,
        published_basis=basis,
        inspection=Inspection(kind="jtai", start=start, end=end, framework="jtai"),
    )


def _send(empty: Document, reading: Reading) -> Document:
    head = reading.blocks[:_HEAD_LENGTH]
    published, basis = publication(empty.file, None)
    title = next((one.text for one in head if _SEND.search(one.text)), "Area SEND inspection")
    at = next((i for i, one in enumerate(head) if _SEND_DATES.match(one.text)), 0)
    days = (span(block.text, near=published) for block in head[at : at + 3])
    start, end = next((found for found in days if found[0]), (None, None))
    return replace(
        empty,
        title=title,
        authority=authority_in(title) or authority_in("\n".join(one.text for one in head)) or "",
        publisher="Ofsted and Care Quality Commission",
        published=published,
        published_basis=basis,
        inspection=Inspection(
            kind="area_send",
            start=start,
            end=end,
            lead_inspector=lead_inspector(reading.blocks),
            framework="area_send",
        ),
    )


def _section(draft: Draft, section: Section, *, prose: bool = False) -> None:
    if section.role in IGNORED:
        for block in (*([section.heading] if section.heading else []), *section.blocks):
            draft.ignore(block, IGNORED[section.role])
    elif section.role in LISTS:
        marked = any(block.label for block in section.blocks)
        words = [len(block.text.split()) for block in section.blocks]
        long = bool(words) and max(words) > _LONG_ITEM and not prose
        items = ConcernList(
            draft=draft, section=section, prose=prose or not marked, sentences=long, joint=True
        )
        after = items.add()
        add_findings(draft, Section(role="findings", heading=section.heading, blocks=after))
    else:
        add_findings(draft, section, context=section.role == "context")


LOADER = Loader(name="Joint inspection", recognise=recognise, load=load)
