"""Words, marks and colours of pictures and pages: colour never speaks without a word.

Words for codes come from the vocabularies; only the marks and colours are at home here. All
colours keep WCAG 2.2 AA contrast (4.5 to 1) on white.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ontology.errors import OntologyError
from ontology.vocabulary import scheme

# Gaps in two or three words, for tags; the sentences are with the rules in graph.gaps.
GAPS = MappingProxyType(
    {
        "done_but_contradicted": "contradicted",
        "quote_altered": "altered quotation",
        "recurring": "raised before",
        "no_action": "no action",
        "planned_only": "only planned",
        "no_owner": "no owner",
        "no_due_date": "no date",
        "overdue": "overdue",
        "slipped": "date slipped",
        "no_evidence": "no evidence",
        "claimed_without_evidence": "claim without evidence",
        "no_later_comment": "no later comment",
        "uncovered_comment": "not answered",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one code is shown: a word, a mark before it, and a tone for its colour."""

    word: str
    mark: str
    tone: str

    def __str__(self) -> str:
        """Mark and word, as they stand in plain text."""
        return f"{self.mark} {self.word}"


# The five stages of a chain, left to right: code, heading, colour.
STAGES = MappingProxyType(
    {
        "concern": ("Concern", "#a3281c"),
        "recommendation": ("Recommendation", "#8a4b00"),
        "action": ("Action", "#0b6140"),
        "evidence": ("Evidence", "#55318f"),
        "comment": ("Later comment", "#14548c"),
    }
)

STATES = MappingProxyType(
    {
        "stated": Look(word="Stated", mark="●", tone="stated"),
        "proposed": Look(word="Proposed", mark="◌", tone="proposed"),
        "confirmed": Look(word="Confirmed", mark="✓", tone="confirmed"),
        "unsure": Look(word="Unsure", mark="?", tone="unsure"),
        "rejected": Look(word="Rejected", mark="✗", tone="rejected"),
    }
)

PROGRESS = MappingProxyType(
    {
        "resolved": Look(word="Resolved", mark="★", tone="better"),
        "improved": Look(word="Improved", mark="▲", tone="better"),
        "some_progress": Look(word="Some progress", mark="◆", tone="some"),
        "insufficient": Look(word="Not enough progress", mark="▼", tone="worse"),
        "silent": Look(word="Not mentioned", mark="–", tone="none"),
        "out_of_scope": Look(word="Out of scope", mark="∅", tone="none"),
        "not_held": Look(word="Paper not held", mark="□", tone="none"),
    }
)

MENTIONED = Look(word="Mentioned", mark="·", tone="none")
_UNKNOWN = Look(word="Unknown", mark="·", tone="none")


def state(code: str) -> Look:
    """How the state of a link is shown."""
    return STATES.get(code, _UNKNOWN)


def progress(code: str | None) -> Look:
    """How a word of progress is shown; ``None`` is a comment that says nothing about it."""
    return PROGRESS.get(code or "", MENTIONED)


@cache
def word(vocabulary: str, code: str) -> str:
    """Return the label of *code* in a vocabulary; the code itself, readable, if it has none."""
    try:
        return scheme(vocabulary)[code].label
    except OntologyError:
        return code.replace("_", " ").capitalize()
