"""What a comment says of progress on the concern it is about.

Resolved: what the sentence speaks of is good now, without reservation. Improved: it is said to
have become better. Some progress: better with a reservation, or first steps. Insufficient: not
good enough, also where a welcome step is named beside it.

Source of the scale: the rules by which the papers of the annotated authority were read.
"""

from __future__ import annotations

from functools import cache

from graph.records import Comment
from ontology.phrases import Phrases, tokens
from ontology.vocabulary import scheme


def progress(comment: Comment) -> str | None:
    """Return resolved, improved, some_progress or insufficient; ``None`` if it judges nothing."""
    said = _movements(comment.text)
    match comment.polarity:
        case "strength":
            return "improved" if said & {"better", "reserved"} else "resolved"
        case "improving":
            held_back = said & {"first_steps", "reserved"}
            return "improved" if said & {"better", "ended"} and not held_back else "some_progress"
        case "mixed":
            return (
                "insufficient" if "short" in said and "reserved" not in said else "some_progress"
            )
        case "weakness":
            only_reserved = "reserved" in said and "short" not in said
            return "some_progress" if only_reserved else "insufficient"
    return None


def _movements(text: str) -> frozenset[str]:
    return _phrases().codes_in(tokens(text))


@cache
def _phrases() -> Phrases:
    return Phrases(
        (label, concept.id) for concept in scheme("movement") for label in concept.labels
    )
