"""What an inspection paper says of itself: days of the visit, inspector, publication."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.records import Document
from loaders.common import Draft, document_id
from loaders.dates import DateFound, date_in_name, dates_in
from loaders.reading.blocks import Block, Reading

_RANK = re.compile(
    r"\b(?:(?:Her|His) Majesty[’']?s? (?:Senior )?Inspectors?|(?:Senior |Ofsted )?HMI|Ofsted|"
    r"Social Care Regulatory Inspector|Regulatory Inspection Manager|Senior Inspector|"
    r"(?:Reporting|Lead|Social Care|Ofsted|Additional) Inspectors?)\b.*",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[^\W\d_][\w’'-]*\.?(?: (?:(?:de|van|von|der|la|le|du|O) )?[^\W\d_a-z][\w’'-]*\.?){1,3}"
)
_HONORIFIC = re.compile(r"^(?:Mrs?|Ms|Miss|Dr|Sir|Dame)\.? ", re.IGNORECASE)
_LEAD = re.compile(r"\b(?:lead|reporting) inspectors?\b\s*[:–-]?\s*", re.IGNORECASE)
_NOT_OURS = re.compile(r"\b(?:deputy|CQC|Care Quality Commission|HMICFRS)\W*$", re.IGNORECASE)
_JOINED = re.compile(r"\W*(?:(?:and|to|between|from|on|of|the)\W*)*", re.IGNORECASE)


def blank(reading: Reading, kind: str, *, publisher: str | None = None) -> Document:
    """Return the document of a paper of which only its kind is known yet."""
    return Document(
        id=document_id(reading.sha256),
        file=reading.name,
        sha256=reading.sha256,
        kind=kind,
        title="",
        authority="",
        publisher=publisher,
        pages=reading.pages,
    )


def span(text: str, *, near: str | None = None) -> tuple[str | None, str | None]:
    """Return first and last day of the visit that *text* names, ISO; ``None`` where it names none.

    Days that follow one another with nothing but "and", "to" or a comma between are one visit
    ("8 to 12 July and 7 to 8 August 2019"). Dates to the month are no dates of a visit.
    """
    days = [one for one in dates_in(text, near=near) if one.precision == "day"]
    if not days:
        return None, None
    run = [days[0]]
    for one in days[1:]:
        if not _JOINED.fullmatch(text[run[-1].last : one.first]):
            break
        run.append(one)
    return min(one.start or "" for one in run), max(one.end or "" for one in run)


def publication(
    name: str, stated: str | None, *, visit: str | None = None
) -> tuple[str | None, str]:
    """Return the day of publication and how it is known.

    Args:
        name: the file's name.
        stated: the day that the paper itself prints, ISO, if any.
        visit: last day of the visit; a printed day before it is a misprint.
    """
    found: DateFound | None = date_in_name(name)
    misprint = bool(stated and visit and stated < visit and found)
    if stated and not misprint:
        return stated, "stated"
    if found is not None and found.start:
        return found.start, "file_name"
    return None, "unknown"


def person(text: str) -> str | None:
    """Return the name at the beginning of *text*, without rank or comma: ``Jo Bloggs``."""
    words = _HONORIFIC.sub("", _RANK.sub("", text).strip(" ,:;–-"))
    match = _NAME.match(words)
    return re.sub(r"(?<=\w\w)\.$", "", match.group()) if match else None


def lead_inspector(blocks: Iterable[Block]) -> str | None:
    """Return the name that follows the words "Lead inspector" in *blocks*, on a cover or a list.

    Two of them ("Lead inspectors: ...") are returned joined by "and". The lead inspector of
    another inspectorate is not meant.
    """
    expected = False
    for block in blocks:
        if expected:
            name = person(block.text)
            if name:
                return name
        match = _LEAD.search(block.text)
        if match is None:
            continue
        before, behind = block.text[: match.start()], block.text[match.end() :]
        if _NOT_OURS.search(before):
            continue
        if "inspectors" in match.group().lower():
            return " and ".join(_people(behind)) or None
        name = person(behind) or person(before)
        if name:
            return name
        expected = True
    return None


def _people(text: str) -> list[str]:
    parts = re.split(r",|\band\b", text)
    return [name for name in map(person, parts) if name]


def log_missing(draft: Draft) -> None:
    """Log what a paper should say of itself and no rule could read, for a person to look at."""
    document, visit = draft.document, draft.document.inspection
    missing = [] if document.authority else ["which authority it is about"]
    if visit is None or visit.start is None:
        missing.append("on which days the visit was")
    if document.kind != "jtai" and (visit is None or visit.lead_inspector is None):
        missing.append("who led the inspection")
    for what in missing:
        draft.doubt(draft.reading.blocks[0], f"no rule could read from this paper {what}")


def signature(blocks: Iterable[Block]) -> str | None:
    """Return who signed a letter: the first name behind "Yours sincerely"."""
    signed = False
    for block in blocks:
        text = re.sub(r"^you?rs? (?:sincerely|faithfully)\W*", "", block.text, flags=re.IGNORECASE)
        signed = signed or text != block.text
        name = person(text) if signed else None
        if name:
            return name
    return None
