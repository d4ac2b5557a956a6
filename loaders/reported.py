"""Inspectors' words that another passes on: which sentences they are, and of which visit.

A council that writes "Ofsted found that ..." speaks for inspectors whose letter may not be held.
Such words rank lower than the letter itself. A restatement of the inspection that the paper answers
is a recap and no news; praise of another council is not about this one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.cues import cue_pattern, cue_words, has_cue, plain
from loaders.verbs import forms
from ontology.authorities import canonical

_PRONOUN = re.compile(r"(?:they|these|this|it|those|such)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?:(?:\w+|a number of|the following)\s+)?(?:areas? for|priorit(?:y|ies)|recommendations?)\b"
)
_OPENING = re.compile(r"(?:[A-Z][\w’'&-]*\s+){1,4}(?=(?:was|were|is|are|has|have|had)\b)")


@dataclass(slots=True, kw_only=True)
class Listener:
    """Follows a paper sentence by sentence and tells which pass on what inspectors found.

    Attributes:
        authority: official name of the council that the paper is about.
        later: whether the visit spoken of is one after the inspection that the paper answers.
        passing: whether the sentence before passed on a finding.
    """

    authority: str
    later: bool = False
    passing: bool = False

    def new_section(self) -> None:
        """Forget which visit was spoken of."""
        self.later = self.passing = False

    def new_paragraph(self) -> None:
        """A finding is not carried on into the next paragraph; the visit is."""
        self.passing = False

    def hears(self, sentence: str) -> bool:
        """Tell whether *sentence* passes on a finding about this authority."""
        lower = plain(sentence)
        if has_cue("reported", "later", sentence):
            self.later = True
        elif has_cue("reported", "recap", sentence):
            self.later = False
        self.passing = not about_another(sentence, self.authority) and (
            attributed(lower) or self._goes_on(lower)
        )
        return self.passing

    def _goes_on(self, lower: str) -> bool:
        """Tell whether the sentence carries on a finding passed on just before it."""
        passive = has_cue("reported", "told_of", lower)
        by_inspectors = has_cue("reported", "inspectorate", lower) and "inadequate" not in lower
        if not self.passing:
            return passive and by_inspectors
        told = re.search(
            r"\b(?:was|were) (?:not )?(?:found|judged|observed|seen|identified)\b", lower
        )
        return passive or (bool(_PRONOUN.match(lower)) and bool(told))


def attributed(sentence: str) -> bool:
    """Tell whether *sentence* says in so many words that inspectors found or said something."""
    lower = plain(sentence)
    for match in _speech().finditer(lower):
        if not _COUNTED.match(lower, match.end()):
            return True
    return False


def about_another(sentence: str, authority: str) -> bool:
    """Tell whether the subject of *sentence* is another authority than *authority*."""
    opening = _OPENING.match(sentence)
    if opening is None:
        return False
    named = canonical(re.sub(r"[’']s\b.*", "", opening.group()).strip())
    return named is not None and named != authority


@cache
def _speech() -> re.Pattern[str]:
    """Inspectors or their visit, at most two small words, and a verb of finding or telling."""
    telling = cue_words("reported", "telling")
    told = {form: kind for form, (base, kind) in forms().items() if base in telling}
    singular = "|".join(form for form, kind in told.items() if kind in ("ed", "s"))
    plural = "|".join(form for form, kind in told.items() if kind == "base")
    inspectors = cue_pattern("reported", "inspectorate").pattern
    visit = cue_pattern("reported", "visits").pattern
    # "Ofsted, the regulator, found"; "the visit by Ofsted to the council's services found".
    who = rf"{inspectors}(?:,[^,]{{3,90}},)?|{visit}(?:\s+(?:by|of|to|from|in)\s+[\w\s']{{2,70}}?)?"
    adverbs = r"(?:\s+(?:also|have|has|had|then|further|\w+ly)){0,2}\s+"
    many = r"(?:inspectors|hmis?)"
    verbs = rf"(?:{who}){adverbs}(?:{singular})\b|\b{many}{adverbs}(?:{plural})\b"
    return re.compile(rf"(?<!this )(?:{verbs})")
