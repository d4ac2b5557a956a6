"""For which actions a council offers its evidence: by what its prose says, and where it does."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graph.records import Action
from loaders.prose.evidence import AVAILABLE, Shown
from ontology.themes import themes_in

_ANAPHORIC = re.compile(
    r"^(?:this|these|it|as a result|the impact|consequently|since then|they)\b", re.IGNORECASE
)
# "A further audit is planned": it is no evidence of the audit before it.
_AGAIN = re.compile(
    r"(?:in addition,\s+)?(?:an?|the|some)?\s*(?:further|additional|another|second|follow-up"
    r"|repeat|limited)\b",
    re.IGNORECASE,
)
_ABOUT_ONE_ABOVE = ("audit", "dip_sample", "case_review")


def offered_for(
    shown: Shown,
    sentence: str,
    *,
    own: Sequence[Action],
    earlier: Sequence[Action],
    above: Sequence[Action],
    examined: Collection[str],
) -> tuple[str, ...]:
    """Return the ids of the actions that evidence is offered for, each once.

    Args:
        shown: the evidence.
        sentence: the sentence it stands in.
        own: the actions of that sentence.
        earlier: the actions of the paragraph before it.
        above: the actions of the paragraph before that, under the same heading.
        examined: ids of actions that are evidence themselves, such as audits.
    """
    if shown.action is not None:
        offered = _by_examining(shown, sentence, own, earlier, above, examined)
    elif shown.start == 0 and _ANAPHORIC.match(sentence):
        offered = [*earlier, *own]  # "This has led to ..."
    else:
        offered = list(own) or [*alike(earlier, sentence), *earlier[-1:]]
    offered = offered or ([] if earlier else _answered(shown, sentence, above))
    return tuple(dict.fromkeys(action.id for action in offered))


def alike(actions: Sequence[Action], words: str) -> list[Action]:
    """Return those of *actions* that name the main theme of *words*; auditing itself is none."""
    theme = next((one for one in themes_in(words) if one != "quality_assurance"), None)
    return [action for action in actions if theme in action.themes]


def _by_examining(
    shown: Shown,
    sentence: str,
    own: Sequence[Action],
    earlier: Sequence[Action],
    above: Sequence[Action],
    examined: Collection[str],
) -> list[Action]:
    """Return what an action that examines is evidence for.

    An examination bears itself out only where the paper gives its result.
    """
    beside = [one for one in own[: shown.action] if one.id not in examined]
    before = [*earlier, *beside] or _answered(shown, sentence, above)
    if _AGAIN.match(sentence, shown.start):
        before = [action for action in before if action.id not in examined]
    itself = shown.action is not None and shown.status == AVAILABLE
    return [*before, *(own[shown.action : (shown.action or 0) + 1] if itself else [])]


def _answered(shown: Shown, sentence: str, above: Sequence[Action]) -> list[Action]:
    """Return the actions of the paragraph before that an audit at the head of one is about."""
    if shown.kind not in _ABOUT_ONE_ABOVE:
        return []
    return alike(above, sentence[shown.start : shown.end])
