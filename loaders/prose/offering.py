"""For which actions a council offers its evidence: by what its prose says, and where it does."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from graph.records import Action
from loaders.prose.evidence import AVAILABLE, Shown
from ontology.themes import themes_in

_POINTS_BACK = re.compile(
    r"^(?:this|these|it|as a result|the impact|consequently|since then|they)\b", re.IGNORECASE
)
_NAMES_AGAIN = re.compile(r"\b(?:this|these|such)\b", re.IGNORECASE)
# "A further audit is planned": it is no evidence of the audit before it.
_AGAIN = re.compile(
    r"(?:in addition,\s+)?(?:an?|the|some)?\s*(?:further|additional|another|second|follow-up"
    r"|repeat|limited)\b",
    re.IGNORECASE,
)
_ABOUT_ONE_ABOVE = ("audit", "dip_sample", "case_review")


class Offered(NamedTuple):
    """Ids of actions: those that evidence is offered for, and those that it only stands beside."""

    supports: tuple[str, ...]
    beside: tuple[str, ...]


def offered_for(
    shown: Shown,
    sentence: str,
    *,
    own: Sequence[Action],
    earlier: Sequence[Action],
    above: Sequence[Action],
    examined: Collection[str],
) -> Offered:
    """Return the actions that evidence bears on.

    It is offered for those of its own sentence, and for those that the sentence points back at
    ("This has led to ..."). Where the paper only puts it behind others, nobody says for which.

    Args:
        shown: the evidence.
        sentence: the sentence it stands in.
        own: the actions of that sentence.
        earlier: the actions before it in its paragraph.
        above: the actions of the paragraph before that, under the same heading.
        examined: ids of actions that are evidence themselves, such as audits.
    """
    points = _POINTS_BACK.match(sentence) is not None
    said: Sequence[Action] = own
    near: Sequence[Action] = ()
    if shown.action is not None:
        said, near = _by_examining(shown, sentence, own, earlier, examined)
        said, near = ([*near, *said], ()) if points else (said, near)
    elif points and shown.start == 0:
        said = [*earlier, *own]
    elif not own:
        near = [*alike(earlier, sentence), *earlier[-1:]]
    if not (said or near or earlier):
        near = _answered(shown, sentence, above)
    return _offered(said, near)


def found_by_inspectors(words: str, earlier: Sequence[Action]) -> Offered:
    """Return the actions before it that a good finding of inspectors, passed on, bears out.

    It says for which only where it names them again ("judged these arrangements effective").
    """
    about = alike(earlier, words) or earlier
    return _offered(about, ()) if _NAMES_AGAIN.search(words) else _offered((), about)


def _offered(said: Sequence[Action], near: Sequence[Action]) -> Offered:
    supports = dict.fromkeys(action.id for action in said)
    beside = dict.fromkeys(action.id for action in near if action.id not in supports)
    return Offered(tuple(supports), tuple(beside))


def alike(actions: Sequence[Action], words: str) -> list[Action]:
    """Return those of *actions* that name the main theme of *words*; auditing itself is none."""
    theme = next((one for one in themes_in(words) if one != "quality_assurance"), None)
    return [action for action in actions if theme in action.themes]


def _by_examining(
    shown: Shown,
    sentence: str,
    own: Sequence[Action],
    earlier: Sequence[Action],
    examined: Collection[str],
) -> tuple[list[Action], list[Action]]:
    """Return what an action that examines is evidence for, in its sentence and before it.

    An examination bears itself out only where the paper gives its result.
    """
    place = shown.action or 0
    said = [one for one in own[:place] if one.id not in examined]
    again = _AGAIN.match(sentence, shown.start)
    near = [one for one in earlier if not (again and one.id in examined)]
    return [*said, *(own[place : place + 1] if shown.status == AVAILABLE else [])], near


def _answered(shown: Shown, sentence: str, above: Sequence[Action]) -> list[Action]:
    """Return the actions of the paragraph before that an audit at the head of one is about."""
    if shown.kind not in _ABOUT_ONE_ABOVE:
        return []
    return alike(above, sentence[shown.start : shown.end])
