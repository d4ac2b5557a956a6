"""Status of an action, from what the words mean and not from their tense alone.

"Has been developed and is being implemented" is under way; "is planned" is planned though its
tense is the present; "has prioritised" goes on; "each month the board has received" is a routine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.prose.clauses import Clause
from loaders.prose.cues import cue_pattern, cue_words, has_cue, plain
from loaders.prose.verbs import BE_FINITE, HAVE, MODALS, VerbGroup, tokens_of, verb_groups

PLANNED, UNDER_WAY, DONE = "planned", "under_way", "done"
_NEED = frozenset({"should", "must", "can", "could", "may", "might", "cannot"})
_PURPOSE = re.compile(r"(?<=[a-z])\s+to\s+[a-z]+")
_ADVERBIAL = re.compile(r"\s*(?:$|[.,;)]|(?:by|to|with|and|at|in|through|since|for|on)\b)")
_NEW_DATE = re.compile(
    r"\s*(?:back\s+|forward\s+)?(?:from\s+[^,.;]{3,30}?\s+)?(?:back\s+)?to\s+"
    r"(?:(?:early|late|mid|the end of|the beginning of)[\s-]+)?"
    r"(?:\d|q[1-4]\b|spring|summer|autumn|winter|next\b|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct"
    r"|nov|dec)"
)
_OBLIGED = frozenset({"require", "expect", "ask", "instruct", "mandate", "task"})


def status_of(clause: Clause, groups: Sequence[VerbGroup]) -> str | None:
    """Return planned, under_way or done for the verbs of *clause* that act; None if none tells.

    Several verbs with one subject are one action: unless they agree, it is under way.
    """
    told = {status for group in groups if (status := group_status(group, clause))}
    if not told:
        return None
    status = told.pop() if len(told) == 1 else UNDER_WAY
    if clause.frame == "decided":
        return PLANNED
    if status == DONE and _goes_on(clause, groups[-1]):
        return UNDER_WAY
    return status


def group_status(group: VerbGroup, clause: Clause) -> str | None:
    """Return what one verb group says of the action, or None where it says nothing."""
    if group.negated or (group.parts[:1] and group.parts[0] in _NEED):
        return None
    by_verb = _status_by_verb(group, clause)
    return by_verb or _status_by_tense(group, clause)


def words_status(words: str, *, default: str = PLANNED) -> str:
    """Return the status that a phrase without verb tells ("the set up of", "Continuing")."""
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


def heading_status(words: str) -> str | None:
    """Return the status of what stands under a heading such as "Achievements this month".

    None for a heading that says nothing of it, or that opens risks and issues.
    """
    if has_cue("council_sections", "worries", words):
        return None
    for code, status in (
        ("late", PLANNED),
        ("ahead", PLANNED),
        ("current", UNDER_WAY),
        ("achieved", DONE),
    ):
        if has_cue("council_sections", code, words):
            return status
    return None


def list_status(lead_in: str) -> str | None:
    """Return the status of what a list names, from the line that opens it; None if none does.

    "Work has been completed, including:" opens a list of things done, "Priorities are:" one of
    things planned.
    """
    sentence = lead_in.rstrip()
    if sentence[-1:] not in (":", ";"):
        return None
    groups = verb_groups(tokens_of(sentence))
    parts = groups[-1].parts if groups else ()
    if "being" in parts or (groups and groups[-1].form == "ing"):
        return UNDER_WAY
    return DONE if parts[:1] in (("has",), ("have",), ("was",), ("were",)) else PLANNED


def _status_by_verb(group: VerbGroup, clause: Clause) -> str | None:
    future = bool(group.parts) and group.parts[0] in MODALS
    behind = clause.behind(group)
    if group.verb == "move" and _NEW_DATE.match(plain(behind)):
        return PLANNED  # "has moved from February to April": it is still to be done
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
    return not (group.passive and group.verb in _OBLIGED and group.inner)


def _status_of_state(group: VerbGroup, behind: str, *, future: bool) -> str | None:
    """Status of "is under way", "are now in place", "has a meeting planned", "is to be"."""
    near = " ".join(behind.split()[:9])
    if re.match(r"\s*plans? to\b", behind):
        return PLANNED
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
    return DONE if group.parts[0] in HAVE and "been" in group.parts else None


def _status_by_tense(group: VerbGroup, clause: Clause) -> str | None:
    parts = group.parts
    if parts and parts[0] in MODALS:
        return PLANNED
    if group.form == "ing" or "being" in parts:
        return UNDER_WAY
    if _nearly(group, clause):
        return UNDER_WAY
    if parts and parts[0] in HAVE:
        lasting = group.verb in cue_words("actions", "lasting") and parts[0] != "had"
        return UNDER_WAY if lasting and not group.passive else DONE
    if parts[:1] in (("was",), ("were",)) or (not parts and group.form == "ed"):
        return DONE
    if group.form in ("s", "base"):
        return UNDER_WAY
    return UNDER_WAY if group.passive else None


def _nearly(group: VerbGroup, clause: Clause) -> bool:
    """Tell whether it is only almost done."""
    words = [token.word for token in clause.tokens[group.first : group.last]]
    return bool({"almost", "nearly", "partly", "partially"} & set(words))


def repeated(words: str) -> bool:
    """Tell whether *words* say that something is done again and again.

    "Weekly" counts where it says when something is done, not where it says what ("weekly
    supervision" was introduced once).
    """
    return any(
        not match.group().endswith("ly") or _ADVERBIAL.match(plain(words), match.end())
        for match in cue_pattern("actions", "recurring").finditer(plain(words))
    )


def _goes_on(clause: Clause, group: VerbGroup) -> bool:
    """Whether something told as done is a routine, goes on, or has its end still before it."""
    perfect = group.parts[:1] in (("has",), ("have",))
    purpose = _PURPOSE.search(clause.words)  # "set up a panel to read a sample each month"
    if perfect and repeated(clause.words[: purpose.start()] if purpose else clause.words):
        return True
    if re.match(r"(?:significant |good |further |steady |some )*progress\b", clause.subject):
        return True
    return perfect and has_cue("actions", "ahead", clause.behind(group))
