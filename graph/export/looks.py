"""Words and marks of codes, wherever they are shown: colour never speaks without a word.

Words for codes come from the vocabularies; only the marks, and words for what no vocabulary has,
are at home here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ontology.errors import OntologyError
from ontology.vocabulary import scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one code is shown: a word, a mark before it, and a tone for its colour."""

    word: str
    mark: str
    tone: str

    def __str__(self) -> str:
        """Mark and word, as they stand in plain text."""
        return f"{self.mark} {self.word}"


# Mark and tone of each state of a link (vocabulary link_states).
STATES = MappingProxyType(
    {
        "stated": ("●", "stated"),
        "proposed": ("◌", "proposed"),
        "confirmed": ("✓", "confirmed"),
        "unsure": ("?", "unsure"),
        "rejected": ("✗", "rejected"),
    }
)

# Mark and tone of each word of progress (vocabulary progress), and words for where there is none.
PROGRESS = MappingProxyType(
    {
        "resolved": ("★", "better"),
        "improved": ("▲", "better"),
        "some_progress": ("◆", "some"),
        "insufficient": ("▼", "worse"),
        "silent": ("–", "none"),
        "out_of_scope": ("∅", "none"),
        "not_held": ("□", "none"),
        "undecided": ("◌", "none"),
        "mentioned": ("·", "none"),
    }
)
NO_PROGRESS = MappingProxyType(
    {
        "silent": "Not mentioned",
        "out_of_scope": "Out of scope",
        "not_held": "Paper not held",
        "undecided": "Not decided",
        "mentioned": "Mentioned",
    }
)


def state(code: str) -> Look:
    """How the state of a link is shown."""
    mark, tone = STATES.get(code, ("·", "none"))
    return Look(word=word("link_states", code), mark=mark, tone=tone)


def progress(code: str | None) -> Look:
    """How a word of progress is shown; ``None`` is a comment that says nothing about it."""
    code = code or "mentioned"
    mark, tone = PROGRESS.get(code, ("·", "none"))
    return Look(word=NO_PROGRESS.get(code) or word("progress", code), mark=mark, tone=tone)


@cache
def word(vocabulary: str, code: str) -> str:
    """Return the label of *code* in a vocabulary; the code itself, readable, if it has none."""
    try:
        return scheme(vocabulary)[code].label
    except OntologyError:
        return code.replace("_", " ").capitalize()
