"""Ofsted's reports on whole services: inspections up to 2013, SIF 2013-18, ILACS since 2018."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.records import Document, Inspection, Judgement, Paper
from loaders.common import Draft, Loader, document_id
from loaders.dates import dates_in
from loaders.ofsted import judgements
from loaders.ofsted.concern_list import ConcernList
from loaders.ofsted.cover import lead_inspector, log_missing, publication, span
from loaders.ofsted.findings import add_findings, add_sentences, body
from loaders.ofsted.outline import Section, end_of_cover, outline
from loaders.ofsted.sections import IGNORED, LISTS, form, is_heading
from loaders.reading.blocks import Block, Reading
from ontology.authorities import authority_in

_SIF = re.compile(
    r"inspection of services for children in need of help and\s+protection,?\s+children looked",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"inspection of (?:looked after children|local authority arrangements for the protection of"
    r"|safeguarding and looked after|the arrangements for the protection of)",
    re.IGNORECASE,
)
_ILACS = re.compile(
    r"\binspection of\b.{0,90}?\b(?:children[’']?s?\b.{0,40}?services|social care services)",
    re.IGNORECASE | re.DOTALL,
)
_DATES = re.compile(r"inspection dates?\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:\bto|\band|[,–-])\s*$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:inspection of|review of)\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?<=[a-z])\d{1,2}$")  # the raised figure of a footnote behind a title
_PUBLISHED = re.compile(r"\b(?:report\s+)?published:?\s", re.IGNORECASE)
_COVER_LENGTH = 12


def recognise(reading: Reading) -> str | None:
    """Return the kind of report, or ``None`` if *reading* is none of Ofsted's whole reports."""
    head = "\n".join(block.text for block in reading.blocks[: _COVER_LENGTH * 2])
    if not _DATES.search(head) or "SEND" in head[:300]:
        return None
    if _SIF.search(head) or _EARLIER.search(head):
        return "sif_report"
    return "ilacs_report" if _ILACS.search(head) else None


def load(reading: Reading, kind: str) -> Paper:
    """Take the records of a report.

    Concerns come from the lists of what must improve, comments from every sentence of findings;
    tables of contents, figures on the area and words about the inspection are passed over.
    """
    draft = Draft(reading=reading, document=_document(reading, kind))
    blocks = body(draft)
    end = end_of_cover(blocks)
    cover = Section(role="opening", blocks=blocks[:end])
    sections = [cover, *outline(blocks[end:], themed=kind == "sif_report")]
    draft.document = replace(draft.document, judgements=_judgements(draft, sections))
    _cover(draft, cover)
    for section in sections[1:]:
        _section(draft, section)
    log_missing(draft)
    return draft.finish()


def _document(reading: Reading, kind: str) -> Document:
    cover = reading.blocks[: _COVER_LENGTH * 2]
    stated = next((_day(block.text) for block in cover if _PUBLISHED.search(block.text)), None)
    published, basis = publication(reading.name, stated)
    start, end = _visit(cover)
    head = "\n".join(block.text for block in cover)
    return Document(
        id=document_id(reading.sha256),
        file=reading.name,
        sha256=reading.sha256,
        kind=kind,
        title=_title(cover),
        authority=authority_in(head) or "",
        publisher="Ofsted",
        published=published,
        published_basis=basis,
        pages=reading.pages,
        inspection=Inspection(
            kind=kind,
            start=start,
            end=end,
            lead_inspector=lead_inspector(reading.blocks),
            framework=_framework(head, kind),
        ),
    )


def _framework(head: str, kind: str) -> str:
    if kind == "ilacs_report":
        return "ilacs"
    return "sif" if _SIF.search(head) else "before_2013"


def _visit(cover: Sequence[Block]) -> tuple[str | None, str | None]:
    """Return first and last day of the visit; the line that states them may go on in the next."""
    for index, block in enumerate(cover):
        match = _DATES.search(block.text)
        if match:
            lines = [block.text[match.end() :], *(one.text for one in cover[index + 1 :][:2])]
            whole = lines[0]
            for line in lines[1:]:
                if not whole.strip(" :") or _GOES_ON.search(whole):
                    whole = f"{whole} {line}"
            return span(whole)
    return None, None


def _day(text: str) -> str | None:
    return next((one.start for one in dates_in(text) if one.precision == "day"), None)


def _title(cover: Sequence[Block]) -> str:
    """Return the title as printed, without a footnote's figure; its lines may be blocks."""
    lines: list[str] = []
    for block in cover:
        if _DATES.search(block.text):
            break
        if lines or _TITLE.match(block.text):
            lines.append(block.text)
    return _FOOTNOTE.sub("", " ".join(lines) or cover[0].text)


def _judgements(draft: Draft, sections: Sequence[Section]) -> tuple[Judgement, ...]:
    cover = sections[0].blocks
    headings = [section.heading for section in sections if section.heading is not None]
    found = judgements.table_of_judgements(draft, [*cover, *_record_of_main_findings(sections)])
    found += judgements.headings_with_grades(draft, headings)
    if draft.document.kind == "sif_report":
        overall = judgements.sentence_of_overall(draft, cover)
        board = [one for section in sections if section.lscb for one in _whole(section)]
        lscb = judgements.sentence_of_board(draft, [*cover, *board])
        found = [*([overall] if overall else []), *found, *([lscb] if lscb else [])]
    return judgements.once(found)


def _record_of_main_findings(sections: Sequence[Section]) -> list[Block]:
    """Return the last pages of reports up to 2013, which hold the table of judgements."""
    titles = [(section.title or "").lower() for section in sections]
    at = next((i for i, one in enumerate(titles) if one.startswith("record of main")), len(titles))
    return [block for section in sections[at:] for block in _whole(section)]


def _whole(section: Section) -> list[Block]:
    return [*([section.heading] if section.heading else []), *section.blocks]


def _cover(draft: Draft, opening: Section) -> None:
    """Use the lines of the cover; sentences behind the table of judgements are the summary."""
    for block in opening.blocks:
        why = form(block.text)
        if why:
            draft.ignore(block, why)
        elif len(block.text.split()) > 8 and block.text.rstrip("”’").endswith((".", "!")):
            add_sentences(draft, block, title=None)
        elif is_heading(block) or len(block.text.split()) < 20:
            draft.use(block)


def _section(draft: Draft, section: Section) -> None:
    if section.role in IGNORED:
        for block in _whole(section):
            draft.ignore(block, IGNORED[section.role])
    elif section.role in LISTS:
        _list(draft, section)
    else:
        add_findings(draft, section, context=section.role == "context")


def _list(draft: Draft, section: Section) -> None:
    after = ConcernList(draft=draft, section=section).add()
    rest = Section(role="findings", heading=section.heading, lscb=section.lscb, blocks=after)
    add_findings(draft, rest)


LOADER = Loader(name="Ofsted inspection report", recognise=recognise, load=load)
