"""Status of an action, from what the words mean and not from their tense alone.

"Has been developed and is being implemented" is under way; "is planned" is planned though its tense
is the present; "has prioritised" goes on; "each month the board has received" is a routine.
"""

from __future__ import annotations

import re

from loaders.clauses import Clause
from loaders.cues import cue_words, has_cue
from loaders.verbs import BE_FINITE, HAVE, MODALS, VerbGroup

PLANNED, UNDER_WAY, DONE = "planned", "under_way", "done"
_NEED = frozenset({"should", "must", "can", "could", "may", "might", "cannot"})
_OBLIGED = frozenset({"require", "expect", "ask", "instruct", "mandate", "task"})


def status_of(clause: Clause) -> str | None:
    """Return planned, under_way or done for the main verbs of *clause*; None where none tells.

    Several verbs with one subject are one action: unless they agree, it is under way.
    """
    told = {status for group in clause.groups if (status := group_status(group, clause))}
    if not told:
        return None
    status = told.pop() if len(told) == 1 else UNDER_WAY
    if clause.frame == "decided":
        return PLANNED
    if status == DONE and _goes_on(clause):
        return UNDER_WAY
    return status


def group_status(group: VerbGroup, clause: Clause) -> str | None:
    """Return what one verb group says of the action, or None where it says nothing."""
    if group.negated or group.parts[:1] and group.parts[0] in _NEED:
        return None
    by_verb = _status_by_verb(group, clause)
    return by_verb or _status_by_tense(group, clause)


def words_status(words: str, *, default: str = PLANNED) -> str:
    """Return the status that a phrase without a verb tells ("the set up of ...", "Continuing ...")."""
    if has_cue("actions", "coming", words):
        return PLANNED
    if re.match(r"(?i)\W*(?:continu\w+|maintain\w*|sustain\w*)\b", words) or re.search(
        r"(?i)\bbeing (?:\w+ed|done|held|made|taken|built)\b", words
    ):
        return UNDER_WAY
    if has_cue("actions", "being", words):
        return UNDER_WAY
    if has_cue("actions", "ended", words):
        return DONE
    return default


def _status_by_verb(group: VerbGroup, clause: Clause) -> str | None:
    future = bool(group.parts) and group.parts[0] in MODALS
    behind = clause.behind(group)
    if group.verb in cue_words("actions", "continuing"):
        return UNDER_WAY if group.verb == "continue" or not future else PLANNED
    if group.verb in cue_words("actions", "starting") and not future:
        return UNDER_WAY
    if _only_planned(group, behind):
        return PLANNED
    if group.form == "copula":
        return _status_of_state(group, behind, future=future)
    return None


def _only_planned(group: VerbGroup, behind: str) -> bool:
    if group.verb in cue_words("actions", "deciding") and group.inner:
        return True
    if group.verb not in cue_words("actions", "planning"):
        return False
    return not (group.verb in _OBLIGED and group.inner)


def _status_of_state(group: VerbGroup, behind: str, *, future: bool) -> str | None:
    """Status of "is under way", "are now in place", "has a meeting planned", "is to be"."""
    near = " ".join(behind.split()[:9])
    if group.verb == "be" and group.inner and group.parts[-1] in BE_FINITE:
        return PLANNED  # "is to be reviewed"
    if has_cue("actions", "coming", near):
        return PLANNED
    if re.search(r"\bbeing (?:\w+ed|done|held|made|taken|built)\b", near):
        return UNDER_WAY
    if has_cue("actions", "being", near):
        return UNDER_WAY
    if not future and has_cue("actions", "ended", " ".join(behind.split()[:4])):
        return DONE
    if future:
        return PLANNED
    return None


def _status_by_tense(group: VerbGroup, clause: Clause) -> str | None:
    parts = group.parts
    if parts and parts[0] in MODALS:
        return PLANNED
    if group.form == "ing" or "being" in parts:
        return DONE if parts[:1] in (("was",), ("were",)) else UNDER_WAY
    if parts and parts[0] in HAVE:
        lasting = group.verb in cue_words("actions", "lasting") and parts[0] != "had"
        return UNDER_WAY if lasting and not group.passive else DONE
    if parts[:1] in (("was",), ("were",)) or (not parts and group.form == "ed"):
        return DONE
    if group.form in ("s", "base"):
        return UNDER_WAY
    return UNDER_WAY if group.passive else None


def _goes_on(clause: Clause) -> bool:
    """Whether something told as done is a routine, goes on, or has its end still before it."""
    group = clause.groups[-1]
    perfect = group.parts[:1] in (("has",), ("have",))
    words = clause.words
    if perfect and has_cue("actions", "recurring", words):
        return True
    if re.match(r"(?:significant |good |further |steady |some )*progress\b", clause.subject):
        return True
    return perfect and has_cue("actions", "ahead", clause.behind(group))
