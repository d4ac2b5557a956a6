"""Owners as a plan's cell names them: one or several, posts, bodies or people."""

from __future__ import annotations

import re

from loaders.prose.cues import cue_words, plain
from loaders.prose.owners import Party, parties_in

_PARTS = re.compile(
    r"\s*(?:;|\n|\s/\s|(?<=[a-z])/(?=[A-Z])|/|\s&\s(?=[A-Z][a-z]+ [A-Z])|\band\b(?=\s+[A-Z]))\s*"
)
_NOBODY = frozenset(
    {
        "",
        "tbc",
        "tba",
        "tbd",
        "n/a",
        "na",
        "none",
        "vacant",
        "-",
        "–",
        "to be confirmed",
        "?",
        "to be agreed",
        "unassigned",
        "to be appointed",
    }
)
_PERSON = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Cllr|Councillor|Prof)\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z]\.?)?(?:\s+[A-Z][\w’'-]+){1,2}"
)
_INITIALS = re.compile(r"[A-Z]{2,3}")


def leads_in(cell: str) -> list[Party]:
    """Return the owners that a cell names, in order; none for an empty cell or "TBC".

    A slash, a semicolon, a line end and "and" part two owners. A comma does so only between two of
    them ("Head of MASH, Head of QA") and not inside one ("Service Manager, Leaving Care").
    """
    found: list[Party] = []
    for part in _parts(cell):
        found += _named(part)
    return found


def is_nobody(cell: str) -> bool:
    """Tell whether a cell says that nobody is named yet."""
    return plain(cell).strip(" .") in _NOBODY


def _parts(cell: str) -> list[str]:
    parts: list[str] = []
    for part in _PARTS.split(cell):
        pieces = re.split(r"\s*,\s*", part)
        parts += pieces if _apart([_kind(piece) for piece in pieces]) else [part]
    return [part.strip(" .,") for part in parts if not is_nobody(part)]


def _apart(kinds: list[str | None]) -> bool:
    """Tell whether commas part several owners: "Service Manager, Leaving Care" is one."""
    named = all(kind in ("post", "body") for kind in kinds) or set(kinds) == {"person"}
    return named or (kinds[0] == "person" and None not in kinds)


def _named(part: str) -> list[Party]:
    """Return one owner, or two for a post with the person in brackets."""
    outside = re.sub(r"\s*\([^)]*\)", "", part).strip()
    inside = re.findall(r"\(([^)]*)\)", part)
    names = [(outside, _kind(outside) or "post")]
    names += [(words, "person") for words in inside if _PERSON.fullmatch(words)]
    return [
        Party(name=" ".join(name.split()), kind=kind, start=0, end=len(name))
        for name, kind in names
        if name
    ]


def _kind(words: str) -> str | None:
    """Return post, body or person for a name; None if it is none by itself."""
    bare = re.sub(r"\s*\([^)]*\)", "", words).strip()
    parties = parties_in(bare)
    if plain(bare.split(" ")[0]) in cue_words("owners", "post"):
        return "post"  # "HoS MASH"
    if parties and parties[0].start == 0:
        return parties[0].kind
    if parties or plain(bare) in cue_words("owners", "body"):
        return "body"
    if _PERSON.fullmatch(bare) or _INITIALS.fullmatch(bare):
        return "person"
    return None
