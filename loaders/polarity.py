"""How inspectors judge in a sentence: strength, improving, mixed, weakness or context."""

from __future__ import annotations

from functools import cache

from ontology.phrases import Phrases, tokens
from ontology.vocabulary import scheme


def polarity(sentence: str, *, before: str = "") -> str:
    """Return strength, improving, mixed, weakness or context for a *sentence*."""
    found = {code for hit in _cues().find(tokens(sentence)) for code in hit.codes}
    if "weakness" in found:
        return "mixed" if found & {"strength", "improving"} else "weakness"
    for code in ("mixed", "improving", "strength"):
        if code in found:
            return code
    return "context"


@cache
def _cues() -> Phrases:
    return Phrases((label, cue.id) for cue in scheme("polarity") for label in cue.labels)
