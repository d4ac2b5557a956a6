"""Small words of the pages: counts, addresses, and what links mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote, urlencode

from graph.quotes import Quote
from ontology.schema import relations

# What an empty column of a chain says; emptiness is never passed over in silence.
NOTHING = {
    "concern": "No concern is held.",
    "recommendation": "No paper restates it or recommends anything for it.",
    "action": "No action answers it.",
    "evidence": "No evidence is held for it.",
    "comment": "No later visit is held.",
}

# How a load stands.
JOB_STATES = MappingProxyType(
    {
        "waiting": "Waiting for its turn",
        "looking": "Looking at the columns",
        "asked": "Waiting for you to look at its columns",
        "reading": "Reading papers",
        "linking": "Linking what they say",
        "done": "Done",
        "failed": "Failed",
        "dropped": "Given up",
    }
)

# One and several of each kind of record.
PLURALS = MappingProxyType(
    {
        "concern": ("concern", "concerns"),
        "action": ("action", "actions"),
        "evidence": ("piece of evidence", "pieces of evidence"),
        "comment": ("comment in use", "comments in use"),
    }
)

# The question that a person answers about a proposal of each relation.
QUESTIONS = MappingProxyType(
    {
        "respondsTo": "Does this action answer this concern?",
        "recommendedFor": "Is this recommended for this concern?",
        "evidencedBy": "Does this evidence bear this action out?",
        "commentsOn": "Does this comment follow this up?",
        "underlies": "Does this concern rest on this comment?",
        "restates": "Does the first restate the second?",
        "quotes": "Does the first quote the second?",
        "recursFrom": "Does the first raise the second again?",
        "sameAs": "Are these two one and the same?",
    }
)

# What people decide, in their own words; offered while a reason is typed, never put in.
REASONS = (
    "Same matter, same service",
    "Same words",
    "Another matter",
    "Another service",
    "Too general to tell",
)


def relation(code: str, *, backwards: bool = False) -> str:
    """Return what a link says: ``responds to``, or seen from its object ``is answered by``."""
    known = relations().get(code)
    if known is None:
        return code
    return known.inverse if backwards else known.label


def question(code: str) -> str:
    """Return the question that a person answers about a proposed link."""
    return QUESTIONS.get(code, "Does this link hold?")


def count(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 action`` or ``3 actions``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def here(words: Quote, record_id: str) -> str:
    """Return the address of a quote in the reader."""
    return f"/documents/{quote(words.document, safe='')}#{spot(record_id)}"


def spot(record_id: str) -> str:
    """Return the name of a record's quote in the reader."""
    return f"q-{anchor(record_id)}"


@lru_cache(maxsize=20_000)
def anchor(record_id: str) -> str:
    """Return the name of a record's anchor on a page."""
    return quote(record_id, safe="")


def query(path: str, values: Mapping[str, object]) -> str:
    """Return *path* with those values that say something as its query string."""
    said = {name: value for name, value in values.items() if value not in (None, "", (), [])}
    return f"{path}?{urlencode(said, doseq=True)}" if said else path


def bullet(label: str) -> str:
    """Return a printed label; a bullet out of a symbol font, which has no shape here, as a dot."""
    return "".join("•" if "\ue000" <= sign <= "\uf8ff" else sign for sign in label)
