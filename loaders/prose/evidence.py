"""Evidence in prose: what a paper offers to show that something was done or worked.

Evidence comes as something examined (an audit, a review, a dip sample), as figures, as a paper
that the council has and we do not (a scorecard), or as a bare claim. They are kept apart by kind
and status, because a planned audit shows nothing yet and a claim is only a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.prose.actions import Told
from loaders.prose.clauses import clauses_of
from loaders.prose.cues import cue_pattern, has_cue, plain
from loaders.prose.status import PLANNED, UNDER_WAY

AVAILABLE, CLAIMED, NOT_HELD = "available", "claimed", "not_held"
EXAMINED = (
    "dip_sample", "practice_review", "diagnostic", "case_review", "audit", "review", "analysis",
    "feedback",
)  # fmt: skip
_CUT = re.compile(r"\s(?:to|which|that|who|so|where|in order)\s|\s–\s|,\s+including\b")
_FIGURE = re.compile(
    r"\b\d[\d,.]*\s?(?:%|per ?cent\b)"
    r"|\bfrom\s+(?:an\s+\w+\s+of\s+)?\d[\d,.]*%?\s+(?:\w+\s+){0,4}?to\s+\d"
    r"|\b\d[\d,]*\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?\d"
    r"|\b(?:average|averages|averaging|rate|number|total)\s+(?:\w+\s+){0,3}(?:of\s+|is\s+|at\s+)?\d"
    r"|\b\d[\d.]*\s+percentage\s+points?\b"
    r"|\b(?:one|two|three|four|six|seven|eight|nine) (?:in|out of) (?:three|four|five|ten)\b"
    r"|\b(?:half|two[ -]thirds|three[ -]quarters) of (?:all|our|the)\b"
    r"|\b(?:fallen|fell|dropped|reduced|risen|rose|increased|decreased|improved)\s+(?:\w+\s+){0,2}(?:to|by)\s+\d"
)
_RESULT = re.compile(
    r"\b(?:confirm|show|found|find|identified|demonstrat|reveal|conclud|indicat|highlight)\w*"
    r"|\bof which\b|\btold us\b|\b(?:was|were|is) (?:largely |very |mostly )?(?:positive|mixed)\b"
)
# That something was looked at is said, what came of it is not.
_OFFERED = re.compile(r"\bevidenced (?:by|in|through)\b|^\W*evidence\s*[:–-]")
_BRACKETS = re.compile(r"\(([^()]*\d\s?(?:%|per ?cent)[^()]*)\)")
# An audit tool is no audit.
_TOOL = re.compile(
    r"\s+(?:tools?|frameworks?|templates?|programmes?|forms?|process(?:es)?|standards?|schedules?"
    r"|cycles?|teams?|officers?|committees?|managers?|systems?|meetings?|panels?|dates?)\b"
)
_RELATIVE = re.compile(r",\s+(?:which|who|that)\b[^,]*,")
_LATER = re.compile(r"\buntil\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Evidence as a sentence gives it; ``action`` is the index of the action that it also is."""

    start: int
    end: int
    kind: str
    status: str
    action: int | None = None


def evidence_in(sentence: str, actions: list[Told], *, elsewhere: bool = False) -> list[Shown]:
    """Return the evidence in *sentence*, in order.

    Args:
        sentence: one sentence, exactly as printed.
        actions: the actions found in it; an audit is both an action and evidence.
        elsewhere: whether the paper only tells that a meeting was shown it.
    """
    found = [
        shown
        for index, told in enumerate(actions)
        if (shown := _examined(sentence, told, index, elsewhere=elsewhere))
    ]
    found += _in_brackets(sentence)
    found += _claims(sentence, actions, found)
    return sorted(found, key=lambda one: (one.start, one.end))


def examined_kind(words: str) -> str | None:
    """Return the kind of examination that *words* name, or None."""
    lower = plain(words)
    for kind in EXAMINED:
        for match in cue_pattern("evidence", kind).finditer(lower):
            if not _TOOL.match(lower, match.end()):
                return kind
    return None


def has_figure(words: str) -> bool:
    """Tell whether *words* give a figure that could show something: a share, a rate, a change."""
    return _FIGURE.search(plain(words)) is not None


def _examined(sentence: str, told: Told, index: int, *, elsewhere: bool) -> Shown | None:
    """Return the evidence that an action is, if what it does is to examine."""
    words = sentence[told.start : told.end]
    cut = _CUT.search(words, 1)
    head = words[: cut.start()] if cut and told.subject == "" else _head(words, told)
    kind = examined_kind(head)
    if kind is None:
        if has_cue("evidence", "scorecard", head):
            return Shown(
                start=told.start, end=told.end, kind="scorecard", status=NOT_HELD, action=index
            )
        return None
    status = _status(words, told.status)
    if elsewhere and told.status != PLANNED:
        status = NOT_HELD
    return Shown(start=told.start, end=told.end, kind=kind, status=status, action=index)


def _head(words: str, told: Told) -> str:
    """Return subject, verb and the first words of the object, without the purpose behind them."""
    begin = min(len(told.subject), len(words))
    cut = _CUT.search(words, begin)
    return _RELATIVE.sub(" ", words[:begin]) + words[begin : cut.start() if cut else None]


def _status(words: str, status: str) -> str:
    if status in (PLANNED, UNDER_WAY):
        return status
    told = _FIGURE.search(plain(words)) or _RESULT.search(plain(words))
    return AVAILABLE if told else CLAIMED


def _in_brackets(sentence: str) -> list[Shown]:
    """Return figures given in brackets: "(leading to 17% being downgraded)"."""
    return [
        Shown(
            start=match.start(1),
            end=match.end(1),
            kind=_figure_kind(match.group(1)),
            status=AVAILABLE,
        )
        for match in _BRACKETS.finditer(sentence)
        if len(match.group(1).split()) > 3  # "(January: 91%)" goes with the figure before it
    ]


def _figure_kind(words: str) -> str:
    return "audit_moderation" if has_cue("evidence", "audit_moderation", words) else "indicator"


def _claims(sentence: str, actions: list[Told], found: list[Shown]) -> list[Shown]:
    """Return claims and figures in the parts of the sentence that no evidence covers yet."""
    claims: list[Shown] = []
    for start, end in _parts(sentence, actions):
        words = sentence[start:end]
        covered = any(one.start <= start and end <= one.end for one in found)
        kind = None if covered else _claim_kind(words)
        if kind is None:
            continue
        bare = _FIGURE.search(plain(re.sub(r"\([^()]*\)", " ", words)))
        only_offered = _OFFERED.search(plain(words)) and not _RESULT.search(plain(words))
        told = bare or (kind in EXAMINED and not only_offered)
        status = AVAILABLE if told else CLAIMED
        if kind == "scorecard" or _paper_says(words):
            status = NOT_HELD
        claims.append(Shown(start=start, end=end, kind=kind, status=status))
    return claims


def _claim_kind(words: str) -> str | None:
    lower = plain(words)
    outcome = cue_pattern("evidence", "claimed_outcome").search(lower)
    if outcome and re.match(r"\s+(?:\w+\s+)?(?:analysis|review|audit)\b", lower[outcome.end() :]):
        return examined_kind(lower[outcome.end() :])
    figure = _FIGURE.search(re.sub(r"\([^()]*\)", " ", lower))
    examined = examined_kind(words)
    if examined and (figure or _RESULT.search(lower) or _OFFERED.search(lower)):
        return examined
    if figure:
        return "indicator"
    if outcome:
        return "claimed_outcome"
    if has_cue("evidence", "assertion", words):
        return "assertion"
    return "scorecard" if has_cue("evidence", "scorecard", words) else None


def _paper_says(words: str) -> bool:
    """Tell whether the claim rests on a paper that the council has and we do not."""
    return has_cue("evidence", "scorecard", words)


def _parts(sentence: str, actions: list[Told]) -> list[tuple[int, int]]:
    """Return the clauses of a sentence, and the words of "until performance improved" apart."""
    parts: list[tuple[int, int]] = []
    for clause in clauses_of(sentence):
        later = _LATER.search(plain(sentence), clause.start, clause.end)
        if later and has_cue("evidence", "claimed_outcome", sentence[later.start() : clause.end]):
            stop = sentence.find(",", later.start(), clause.end)
            parts.append((later.start(), clause.end if stop < 0 else stop))
        else:
            parts.append((clause.start, clause.end))
    if parts and not any(told.start == 0 for told in actions) and parts[0][0] > 0:
        parts.insert(0, (0, len(sentence[: parts[0][0]].rstrip(" ,;"))))
    return parts or [(0, len(sentence))]
