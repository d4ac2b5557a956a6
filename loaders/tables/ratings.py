"""What a plan's status words and ratings stand for, by the plan's own key before any other."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

from loaders.dates import dates_in
from loaders.prose.actions import actions_in
from loaders.prose.cues import phrase_pattern, plain
from loaders.prose.status import DONE, PLANNED, UNDER_WAY
from loaders.reading.sentences import split
from loaders.tables.grid import Sheet
from ontology.vocabulary import Concept, scheme

_HUES = ((20, "red"), (68, "amber"), (170, "green"), (265, "blue"), (345, "purple"), (361, "red"))
_DAY = r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
_NOTE = re.compile(rf"(?:^|\s+)(?={_DAY})")


def rating_of(words: str) -> Concept | None:
    """Return the rating that *words* print, or None if they print none that is known."""
    bare = plain(words).strip(" .-")
    for concept in scheme("ratings"):
        if bare in concept.hidden or re.fullmatch(rf"{concept.id}\b.{{0,40}}", bare):
            return concept
    return None


def colour_name(fill: str) -> str | None:
    """Return the name of a fill colour given as six hex digits; None for white and no colour."""
    try:
        red, green, blue = (int(fill[-6:][i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return None
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.12:
        return "grey" if 0.2 < value < 0.95 else None
    return next(name for limit, name in _HUES if hue * 360 < limit)


def key_in(sheet: Sheet) -> dict[str, str]:
    """Return a plan's own key: rating as printed, or its fill colour, in plain form -> meaning.

    A key is a small table whose first column holds ratings and whose second says what they mean.
    """
    key: dict[str, str] = {}
    for row in sheet.rows:
        cells = [row[column] for column in sorted(row)]
        if len(cells) < 2 or not cells[1].text.strip():
            continue
        colour = colour_name(cells[0].fill or "")
        if not (rating_of(cells[0].text) or (colour and len(cells[0].text) < 25)):
            continue
        for name in (plain(cells[0].text).strip(), f"{colour} fill" if colour else ""):
            if name:
                key[name] = cells[1].text
    return key if len(key) >= 2 and len(sheet.rows) <= 30 else {}


def key_in_line(words: str) -> dict[str, str]:
    """Return a key printed in one line: "Key: Blue = complete, Green = on track"."""
    found = re.findall(r"\b([A-Za-z/]{3,12})\s*(?:=|:|–|-)\s*([^;,|\n=:]{3,60})", words)
    key = {plain(name): meaning.strip() for name, meaning in found if rating_of(name)}
    return key if len(key) >= 2 else {}


def rating_status(rating: str, key: Mapping[str, str]) -> str | None:
    """Return the status that a rating stands for: by the plan's own key, else as commonly used."""
    meaning = key.get(plain(rating).strip())
    if meaning is not None:
        told = status_in_words(meaning)
        if told:
            return told
    concept = rating_of(rating.removesuffix(" fill"))
    return concept.notation if concept else None


def status_in_words(words: str) -> str | None:
    """Return the status that a cell opens with, or that one of its sentences is; None if none.

    Of several dated notes the latest counts: "9.12.16 In progress 13.1.17 COMPLETED" is done.
    """
    note = latest_note(words)
    for sentence in [note, *(note[start:end] for start, end in split(note))]:
        bare = plain(re.sub(r"^[\W\d]+", "", sentence)).strip(" .-")
        for code in ("superseded", "planned", "under_way", "done"):
            match = phrase_pattern(scheme("plan_status")[code].hidden).match(bare)
            if match and not _contradicted(code, bare[match.end() :]):
                return code
    return None


def progress_status(words: str) -> str | None:
    """Return the status that a progress note tells in prose; None for an empty one."""
    note = latest_note(words)
    told = [action.status for start, end in split(note) for action in actions_in(note[start:end])]
    if not note.strip():
        return None
    if told and all(status == PLANNED for status in told):
        return PLANNED
    return UNDER_WAY


def latest_note(words: str) -> str:
    """Return the latest of several dated notes in one cell; the whole cell where none is dated."""
    if not re.match(rf"\s*{_DAY}", words):
        return words
    notes = [note for note in _NOTE.split(words) if note.strip()]
    dated = [
        (found[0].end, index, note)
        for index, note in enumerate(notes)
        if (found := dates_in(note[:14])) and found[0].end
    ]
    return re.sub(r"^\s*\S+\s+", "", max(dated)[2]) if dated else words


def _contradicted(code: str, rest: str) -> bool:
    """Tell whether "Complete" goes on with "in two of six teams": not all of it is."""
    return code == DONE and bool(re.match(r"\s*(?:in|for|by)\s+\w+\s+(?:of|out of)\b", rest))
