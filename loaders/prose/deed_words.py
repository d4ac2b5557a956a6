"""Words by which deeds are known, made ready: see ``ontology/vocabularies/deeds.ttl``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from loaders.prose.cues import cue_pattern, cue_words, has_cue
from loaders.prose.verbs import inflected

HEDGED = re.compile(
    r"\b(?:yet to|need(?:s|ed)? to|not yet|fail(?:s|ed|ure|ing) to|should|would|could|unless"
    r"|whether|no longer|lack of|absence of|without|previously|no evidence|prior to|before|in the"
    r" context of|backdrop of)\b"
)
# What is set against an action is no part of it.
AGAINST = re.compile(
    r"[,;]?\s+(?:but|however|although|though|yet)\b|;|,?\s+and,?\s+(?:while|whilst)\b"
    r"|,\s+(?:while|whilst)\b"
)
# Behind the verb, or at the head of the subject: nothing was done, or another verb is meant.
NONE = re.compile(r"(?:only|no|few|little|limited|insufficient|not|that|whether|how)\b")
_PREPOSITION = re.compile(
    r"\b(?:of|for|to|in|on|with|within|at|by|from|between|across|around|about|that|who|which"
    r"|where)\b"
)
_COUNTED = re.compile(
    r"\b(?:a (?:\w+ )?(?:number|range|series|set|group)|some|many|all|most) of\b"
)
_POSSESSIVE = re.compile(r"\b[\w-]+(?:'s|s')(?=\s)")
_ADVERBS_BEHIND = re.compile(
    r"(?:\s+(?:also|now|then|already|both|themselves|since|based|\w+ly))+$"
)
_LED_IN = re.compile(
    r"^(?:in|on|at|since|following|during|as|to|for|over|under)\b[^,]*,\s*", re.IGNORECASE
)


def head(subject: str) -> str:
    """Return the words of a subject that say who or what: without an opening phrase."""
    bare = subject.strip(" ,")
    parts = [part for part in re.split(r",\s+", bare) if part]
    if len(parts) > 1 and not re.search(r"\band\b", parts[-1]):
        return parts[-1]
    return _LED_IN.sub("", bare)


def head_is(subject: str, code: str) -> bool:
    """Tell whether a subject, or a thing made, is at its head one of the words of *code*."""
    first = _PREPOSITION.split(_COUNTED.sub(" ", head(subject)), maxsplit=1)[0].strip(" ,")
    bare = _POSSESSIVE.sub(" ", _ADVERBS_BEHIND.sub("", first))
    return _at_end(code).search(bare) is not None


def names(words: str, code: str, most: int) -> bool:
    """Tell whether one of the first *most* words names something of *code*."""
    return has_cue("deeds", code, " ".join(words.split()[:most]))


def is_vague(words: str) -> bool:
    """Tell whether what is behind a verb of making is nothing that was done."""
    return NONE.match(words) is not None or names(words, "vague", 7)


@cache
def verbs(code: str) -> frozenset[str]:
    """Return the verbs of *code* in their base form."""
    of = "actions" if code in ("planning", "deciding") else "deeds"
    return frozenset(word.split()[0] for word in cue_words(of, code))


def acts(verb: str) -> bool:
    """Tell whether a verb, in its base form, may tell what is to be done."""
    return verb in verbs("making") or verb in verbs("working") or verb in verbs("consulting")


@cache
def bases() -> dict[str, str]:
    """Return every form of the verbs of making with its base."""
    known = verbs("making") | verbs("working")
    return {form: base for base in known for form, _ in inflected(base)}


def either(words: Iterable[str]) -> str:
    """Return *words* as alternatives of a pattern, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def _at_end(code: str) -> re.Pattern[str]:
    return re.compile(rf"{cue_pattern('deeds', code).pattern}\s*$")
