"""Owners as a plan's cell names them: one or several, posts, bodies or people."""

from __future__ import annotations

import re
from functools import cache

from loaders.prose.cues import cue_words, plain
from loaders.prose.owners import Party, parties_in

_PARTS = re.compile(r"\s*[;\n/]\s*")
_COMMA = re.compile(r"\s*,\s*|\s+[-–]\s+")
_BARE_POST = re.compile(r"(?:[A-Z][a-z]+\s)+[A-Z][a-z]+")  # a post that says nothing of where
_AND = re.compile(r"\s+(?:&|and|with)\s+")
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

    A slash, a semicolon and a line end part two owners. A comma, a dash and "and" do so only
    between two of them ("Head of MASH and Head of QA") and not inside one ("Service Manager,
    Leaving Care", "Head of Early Help and Youth Justice").
    """
    found: list[Party] = []
    if is_nobody(cell):
        return found
    for part in _parts(cell):
        found += _named(part)
    return found


def is_nobody(cell: str) -> bool:
    """Tell whether a cell says that nobody is named yet."""
    return plain(cell).strip(" .") in _NOBODY


def _parts(cell: str) -> list[str]:
    parts: list[str] = []
    for part in _PARTS.split(cell):
        for piece in _apart(part, _COMMA):
            parts += _apart(_lead_words().sub("", piece), _AND)
    return [part.strip(" .,") for part in parts if not is_nobody(part)]


def _apart(words: str, between: re.Pattern[str]) -> list[str]:
    """Return the pieces of *words* if each is an owner by itself, else *words* whole.

    What looks like a name behind a post ("Head of Early Help and Youth Justice") may be a service.
    """
    pieces = [piece for piece in between.split(words) if piece]
    kinds = [_kind(piece) for piece in pieces]
    if between is _COMMA and kinds[:2] == ["post", "body"] and _BARE_POST.fullmatch(pieces[0]):
        return [words]  # "Service Manager, MASH"
    named = all(kind in ("post", "body") for kind in kinds) or set(kinds) == {"person"}
    named = named or (bool(kinds) and kinds[0] == "person" and None not in kinds)
    return pieces if named else [words]


@cache
def _lead_words() -> re.Pattern[str]:
    """What stands before the name of a lead: "Lead: "."""
    words = "|".join(map(re.escape, sorted(cue_words("owners", "lead_words"), key=len)[::-1]))
    return re.compile(rf"^(?:{words})\s*:\s*", re.IGNORECASE)


def _named(part: str) -> list[Party]:
    """Return one owner, or two for a post and a person of whom one stands in brackets."""
    outside = re.sub(r"\s*\([^)]*\)", "", part).strip()
    inside = re.findall(r"\(([^)]*)\)", part)
    names = [(outside, _kind(outside) or "post")]
    names += [
        (words, kind)
        for words in inside
        if (kind := _kind(words)) in ("person", "post") and kind != names[0][1]
    ]
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
