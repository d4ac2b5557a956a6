"""Quick tests: most sentences are known to tell of no action before they are taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from loaders.prose.cues import cue_words
from loaders.prose.deed_names import signs_of_names
from loaders.prose.deed_words import either, verbs
from loaders.prose.verbs import inflected


@cache
def signs() -> frozenset[str]:
    """Return words of which a sentence must hold one to be looked at more closely."""
    return _as_words(_made() | _begun() | _to_come() | signs_of_names())


def may_tell(lower: str, words: frozenset[str]) -> bool:
    """Tell whether the verbs of a sentence may tell of an action.

    Args:
        lower: the sentence in plain lower case.
        words: its words; a hyphen parts two.
    """
    if _alone().isdisjoint(words) and _nouns_of_work().isdisjoint(words):
        return False  # "was taken": nobody says that action was
    if not _passives().isdisjoint(words) and _passive().search(lower):
        return True
    return not _leading_words().isdisjoint(words) and _active().search(lower) is not None


@cache
def _made() -> frozenset[str]:
    """Participles of what is made or worked at."""
    return _forms(verbs("making") | verbs("working") | verbs("consulting"), "ed")


@cache
def _begun() -> frozenset[str]:
    known = verbs("making") | verbs("working") | verbs("consulting")
    return _forms(known, "ing") | {"process"}


@cache
def _to_come() -> frozenset[str]:
    planning = verbs("planning") | verbs("deciding")
    forms = frozenset(form for base in planning for form, _ in inflected(base))
    return forms | {"will", "plans", "due"}


@cache
def _leading() -> frozenset[str]:
    return frozenset(word.rsplit(" ", 1)[-1] for word in cue_words("deeds", "leading"))


@cache
def _passives() -> frozenset[str]:
    return _as_words(_made() | _to_come())


@cache
def _leading_words() -> frozenset[str]:
    return _as_words(_leading())


@cache
def _alone() -> frozenset[str]:
    """Forms that tell of an action without a noun of work beside them."""
    known = verbs("making") | verbs("consulting")
    forms = frozenset(form for base in known for form, _ in inflected(base))
    return _as_words(forms | _to_come() | {"process", "post", "posts"})


@cache
def _nouns_of_work() -> frozenset[str]:
    words = cue_words("deeds", "works") | cue_words("deeds", "means")
    return _as_words(word.split()[0] for word in words)


def _forms(bases: Iterable[str], wanted: str) -> frozenset[str]:
    return frozenset(form for base in bases for form, kind in inflected(base) if kind == wanted)


def _as_words(words: Iterable[str]) -> frozenset[str]:
    """Of each word the longest of the parts that hyphens make of it."""
    return frozenset(max(word.split("-"), key=len) for word in words)


@cache
def _active() -> re.Pattern[str]:
    """Those who lead, and not far behind them what they did, are doing or plan."""
    done, going = either(_made() | _to_come()), either(_made() | _begun() | _to_come())
    between = r"(?:,?\s+[\w'-]+){0,4}?,?\s+"
    return re.compile(
        rf"\b(?:{either(_leading())}){between}(?:{done}|(?:ha(?:s|ve)|is|are){between}(?:{going}))\b"
    )


@cache
def _passive() -> re.Pattern[str]:
    """A participle of making or planning behind an auxiliary, with few words between."""
    between = r"\s+(?:[\w-]+\s+){0,2}?"
    return re.compile(
        rf"\b(?:(?:been|being|was|were){between}(?:{either(_made())})"
        rf"|(?:is|are){between}(?:{either(_to_come())}))\b"
    )
