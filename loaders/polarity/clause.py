"""A clause as it is being read: what it says so far, and how far the cues in it reach."""

from __future__ import annotations

from dataclasses import dataclass, field

from ontology.phrases import Hit

# How many words a cue reaches behind itself: "no evidence of drift", "identify and act on delay".
REACH = {
    "negation": 4,
    "handling": 6,
    "purpose": 8,
    "lessening": 7,
    "spoiling": 4,
    "aside": 2,
    "enabling": 8,
    "condition": 6,
    "relative": 6,
    "asked": 6,
    "instead": 4,
    "fault": 3,
    "ill": 10,
}


@dataclass(slots=True)
class Clause:
    """What one clause says, and how far the cues read so far reach.

    Attributes:
        turns: whether it begins with ``but`` inside the sentence.
        splits: whether it ends at the next comma, having begun with ``while`` or ``despite``.
        yields: whether it only concedes (``despite``).
        good, better, begun, compared, lately, fair, bad, uneven, leaning: cues that it holds.
        aside: whether a negation only told which children or cases are meant.
        negated: whether a negation waits for what it negates.
    """

    turns: bool = False
    splits: bool = False
    yields: bool = False
    good: bool = False
    better: bool = False
    begun: bool = False
    compared: bool = False
    lately: bool = False
    fair: bool = False
    bad: bool = False
    uneven: bool = False
    leaning: bool = False
    aside: bool = False
    negated: bool = False
    until: dict[str, int] = field(default_factory=dict)

    @property
    def faulty(self) -> bool:
        """Whether it finds fault; a negation that found nothing to negate does so too."""
        return self.bad or self.negated

    def reaches(self, at: int, *cues: str) -> bool:
        """Tell whether one of *cues*, read before, reaches the word *at*."""
        return any(at <= self.until.get(cue, -1) for cue in cues)

    def opens(self, cue: str, hit: Hit) -> None:
        """Let *cue* reach behind itself, at least as far as it already does."""
        self.until[cue] = max(self.until.get(cue, -1), hit.end - 1 + REACH[cue])
