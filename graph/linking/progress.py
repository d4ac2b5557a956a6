"""What a comment says of progress on the concern it is about.

Resolved: what the sentence speaks of is good now, without reservation. Improved: it is said to
have become better. Some progress: better with a reservation, or first steps. Insufficient: not
good enough, also where a welcome step is named beside it. A sentence that weighs something good
against a fault ("but", "although") is some progress; what is only called uneven, stays weak or
gets worse is insufficient. Only inspectors' own words tell: of a sentence that quotes them in
part, what stands in quotation marks.

Source of the scale: the rules by which the papers of the annotated authority were read.
"""

from __future__ import annotations

from functools import cache

from graph.alignment import quoted
from graph.records import Comment
from ontology.phrases import Phrases, tokens
from ontology.vocabulary import scheme


def progress(comment: Comment) -> str | None:
    """Return resolved, improved, some_progress or insufficient; ``None`` if it judges nothing."""
    said = _movements(_own_words(comment))
    match comment.polarity:
        case "strength":
            return "improved" if said & {"better", "reserved"} else "resolved"
        case "improving":
            return "some_progress" if said & {"first_steps", "reserved"} else "improved"
        case "mixed":
            one_sided = "short" in said and not said & {"reserved", "weighed"}
            return "insufficient" if one_sided or "stuck" in said else "some_progress"
        case "weakness":
            only_reserved = "reserved" in said and not said & {"short", "stuck"}
            return "some_progress" if only_reserved else "insufficient"
    return None


def _own_words(comment: Comment) -> str:
    """Return what inspectors say; an opening "but" joins that to another's words."""
    quoting = comment.voice == "inspector_quoted"
    pieces = quoted(comment.text, whole=False) if quoting else []
    return " ".join(piece.removeprefix("but ") for piece in pieces) or comment.text


def _movements(text: str) -> frozenset[str]:
    return _phrases().codes_in(tokens(text))


@cache
def _phrases() -> Phrases:
    return Phrases(
        (label, concept.id) for concept in scheme("movement") for label in concept.labels
    )
