"""Deeds that are named and not told by a verb: "the introduction of a tracker has helped"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from loaders.prose.actions import Told
from loaders.prose.cues import cue_pattern, cue_words
from loaders.prose.deed_words import (
    AGAINST,
    HEDGED,
    acts,
    either,
    head_is,
    is_vague,
    names,
    verbs,
)
from loaders.prose.status import DONE, PLANNED, words_status
from loaders.prose.verbs import inflected

_NAME_ENDS = re.compile(
    r"[;:.”\"]|\s(?:has|have|had|is|are|was|were|will|which|that|who|means|mean|ensures|enables"
    r"|helps|led|supports|provides|and is|but)\b"
)
_FINITE = re.compile(r"\s(?:has|have|had|is|are|was|were|will)\b")
_LEADS_IN = re.compile(
    r"\b(?:following|with|by|through|since|after|of|in|to|from|including|as|and|on|for|about)"
    r"\s*$"
)
_MEANS_END = re.compile(r",|\s+and\s+(?=staff|this|they|it|there)|\.?$")
_THERE_IS = re.compile(r"\bthere (?:is|are) now (?:an?|the)?\s*")
_BEEN_TAKEN = re.compile(r"\b(?:action|steps) ha(?:s|ve) (?:\w+ )?been taken\b[^,;]*")
_PLANS = ("plan", "plans", "intend", "intends")
_LONGEST = 40  # words of a name
_OPENING = 60  # signs before a noun of making in which its article and adjectives stand
# By these verbs practice with a child is told as often as an action.
_EITHER_WAY = frozenset("create develop open prioritise train".split())


def named_in(sentence: str, lower: str, words: frozenset[str]) -> Iterator[Told]:
    """Yield the deeds that a sentence names; some may overlap.

    Args:
        sentence: exactly as printed.
        lower: the same in plain lower case.
        words: its words, so that most ways of naming need not be tried.
    """
    for kind, find in _WAYS.items():
        if not _signs(kind).isdisjoint(words):
            for start, end, status in find(lower):
                kept = len(sentence[start:end].rstrip(" ,;.\n"))
                yield Told(start=start, end=start + kept, status=status)


Span = tuple[int, int, str]


def _nouns(lower: str) -> Iterator[Span]:
    """A noun of making with what was made: "recent investment in the participation team"."""
    for match in _noun().finditer(lower):
        opening = _opening().search(lower, max(0, match.start() - _OPENING), match.start())
        start = opening.start() if opening else match.start()
        end = _name_end(lower, start, match.end())
        made = lower[match.end() : end]
        if _fits(lower, start, end) and not (head_is(made, "practice") or head_is(made, "vague")):
            yield start, end, words_status(lower[start:end], default=DONE)


def _announced(lower: str) -> Iterator[Span]:
    """What stands behind "recent initiatives, such as"."""
    for match in _announcing().finditer(lower):
        end = _name_end(lower, match.start(), match.end())
        if _fits(lower, match.end(), end):
            yield match.end(), end, words_status(lower[match.end() : end], default=DONE)


def _means(lower: str) -> Iterator[Span]:
    """What is named as the means: "by introducing spans of responsibility"."""
    for match in _by_making().finditer(lower):
        start = match.start("name")
        stops = (_MEANS_END.search(lower, start), AGAINST.search(lower, start))
        end = min(stop.start() for stop in stops if stop)
        made = lower[match.end() : end]
        if _fits(lower, start, end) and not (head_is(made, "practice") or is_vague(made)):
            yield start, end, DONE


def _new_now(lower: str) -> Iterator[Span]:
    """What there is now and was not before: "there is now a new team"."""
    for match in _THERE_IS.finditer(lower):
        near = " ".join(lower[match.end() :].split()[:6])
        if cue_pattern("deeds", "fresh").match(near) and names(near, "works", 6):
            cut = AGAINST.search(lower, match.end())
            yield match.start(), cut.start() if cut else len(lower), DONE


def _lately(lower: str) -> Iterator[Span]:
    """What was made not long ago: "the recently introduced tracker"."""
    for match in _made_lately().finditer(lower):
        end = _name_end(lower, match.start(), match.end())
        made = lower[match.end() : end]
        if _fits(lower, match.start(), end) and not any(
            head_is(made, code) for code in ("practice", "vague", "staff")
        ):
            yield match.start(), end, DONE


def _effective(lower: str) -> Iterator[Span]:
    """What opens a sentence and is said to have had an effect.

    There is more of a means ("increased investment in the team has reduced ..."), or something is
    done ("basing nurses in schools is helping ...").
    """
    for pattern in (_more(), _doing()):
        match = pattern.match(lower)
        if match and _fits(lower, 0, match.end("name")):
            yield match.start("name"), match.end("name"), DONE


def _plans(lower: str) -> Iterator[Span]:
    """What those who lead plan: "the council intends to open a second hub"."""
    for match in _planning().finditer(lower):
        cut = AGAINST.search(lower, match.end())
        end = cut.start() if cut else len(lower)
        if acts(match["verb"]) and not is_vague(lower[match.end() : end].lstrip()):
            yield match.start(), end, PLANNED


def _taken(lower: str) -> Iterator[Span]:
    """Action that "has recently been taken"."""
    yield from ((*match.span(), DONE) for match in _BEEN_TAKEN.finditer(lower))


_WAYS: dict[str, Callable[[str], Iterator[Span]]] = {
    "naming": _nouns,
    "initiatives": _announced,
    "by": _means,
    "now": _new_now,
    "taken": _taken,
    "lately": _lately,
    "more": _effective,
    "effects": _effective,
    "plans": _plans,
}


def signs_of_names() -> frozenset[str]:
    """Return the words of which a sentence must hold one to name a deed."""
    return frozenset().union(*map(_signs, _WAYS))


@cache
def _signs(kind: str) -> frozenset[str]:
    """Words of which a sentence must hold one for a way of naming to be tried."""
    if kind == "by":
        return frozenset(max(word.split("-"), key=len) for word in _gerunds())
    if kind == "plans":
        return frozenset(_PLANS)
    if kind == "effects":
        return frozenset(max(word.split("-"), key=len) for word in _placing() | _gerunds())
    if kind in ("now", "taken"):
        return frozenset({kind})
    at = 0 if kind == "naming" else -1
    words = (name.split()[at] for name in cue_words("deeds", kind))
    return frozenset(max(word.split("-"), key=len) for word in words)


def _fits(lower: str, start: int, end: int) -> bool:
    return len(lower[start:end].split()) <= _LONGEST and not HEDGED.search(lower[:end])


def _name_end(lower: str, start: int, at: int) -> int:
    """Where a name ends: at the verb, or at the first comma where it only leads in."""
    stop = _NAME_ENDS.search(lower, at)
    end = stop.start() if stop else len(lower)
    comma = lower.find(",", at, end)
    subject = stop is not None and _FINITE.match(stop.group()) is not None
    leads_in = not subject or _LEADS_IN.search(lower[:start]) is not None
    return comma if comma >= 0 and leads_in else end


@cache
def _planning() -> re.Pattern[str]:
    who = rf"(?:\b(?:the|its|senior|political)\s+)*{cue_pattern('deeds', 'leading').pattern}"
    adverb = r"(?:also\s+|now\s+|currently\s+|then\s+)?"
    return re.compile(rf"{who}\s+{adverb}(?:{either(_PLANS)})\s+{adverb}to\s+(?P<verb>[\w-]+)")


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"{cue_pattern('deeds', 'naming').pattern}\s+")


@cache
def _opening() -> re.Pattern[str]:
    """Article and adjectives at the end of what stands before a noun of making."""
    adjectives = either(cue_words("deeds", "opening"))
    return re.compile(rf"(?:\b(?:the|an?|their|its|this)\s+)?(?:\b(?:{adjectives})\s+){{0,3}}$")


@cache
def _announcing() -> re.Pattern[str]:
    opening = cue_pattern("deeds", "initiatives").pattern
    return re.compile(
        rf"\b(?:recent|new|these|additional)\s+{opening},?\s+(?:such as|including)\s+"
    )


@cache
def _by_making() -> re.Pattern[str]:
    """A verb of making in -ing behind a word for a means, and perhaps behind who did it."""
    who = rf"(?:(?:the|its|senior)\s+)*{cue_pattern('deeds', 'leading').pattern}\s+"
    opening = cue_pattern("deeds", "by").pattern
    return re.compile(
        rf"{opening}\s+(?P<name>(?:{who})?(?:recently\s+|successfully\s+)?(?:{either(_gerunds())}))\s+"
    )


@cache
def _gerunds() -> frozenset[str]:
    return _formed(verbs("making") - _EITHER_WAY, "ing")


@cache
def _placing() -> frozenset[str]:
    return _formed(verbs("placing"), "ing")


def _formed(bases: Iterable[str], wanted: str) -> frozenset[str]:
    return frozenset(form for base in bases for form, kind in inflected(base) if kind == wanted)


@cache
def _made_lately() -> re.Pattern[str]:
    """A participle of making behind "recently", before what was made; not "has recently made"."""
    lately = either(cue_words("deeds", "lately"))
    made = either(_formed(verbs("making"), "ed"))
    not_told = r"(?<!has )(?<!have )(?<!had )(?<!been )(?<!is )(?<!are )(?<!was )(?<!were )"
    behind = r"(?!(?:by|in|to|for|and|with|at|on|as|from|or|of|an?|the|its|their|new|more)\b)"
    return re.compile(
        rf"(?:\b(?:the|an?|its|their|this)\s+)?{not_told}\b(?:{lately})[ -](?:{made}),?\s+{behind}"
        r"(?=[a-z‘'])"
    )


@cache
def _effect() -> str:
    """The verb by which something is said to have had an effect."""
    told = either(cue_words("deeds", "effects"))
    shows = either(_formed((word.split()[0] for word in cue_words("deeds", "effects")), "s"))
    formed = _formed((word.split()[0] for word in cue_words("deeds", "effects")), "ed")
    going = _formed((word.split()[0] for word in cue_words("deeds", "effects")), "ing")
    few = r"(?:not\s+)?(?:\w+\s+){0,2}?"
    return (
        rf"(?:(?:has|have)\s+{few}(?:{either(formed)})|(?:is|are)\s+{few}(?:{either(going)})"
        rf"|(?:{told}|{shows}))\b"
    )


_SUBJECT = r"(?:(?!\b(?:is|are|has|have|was|were|will|that|which|who|to)\b)[^;.]){0,120}?"


@cache
def _more() -> re.Pattern[str]:
    more, means = either(cue_words("deeds", "more")), either(cue_words("deeds", "staffing"))
    return re.compile(
        rf"(?P<name>(?:the\s+)?(?:{more})\s+(?:(?!(?:of|for|in|to|on|with|at)\b)[\w'-]+,?\s+){{0,6}}?(?:{means})\b{_SUBJECT}),?"
        rf"\s+{_effect()}"
    )


@cache
def _doing() -> re.Pattern[str]:
    placed = either(cue_words("deeds", "staff"))
    placing = rf"(?:{either(_placing())})\s+(?:[\w'-]+\s+){{0,3}}?(?:{placed})"
    making = rf"(?:{either(_gerunds())})"
    return re.compile(rf"(?P<name>(?:{placing}|{making})\s+{_SUBJECT}),?\s+{_effect()}")
