"""Inspectors' words that another passes on: which sentences they are, and of which visit.

A council that writes "Ofsted found that ..." speaks for inspectors whose letter may not be held.
Such words rank lower than the letter itself. A restatement of the inspection that the paper
answers is a recap and no news; praise of another council is not about this one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.prose.cues import cue_pattern, cue_words, has_cue, plain
from loaders.prose.verbs import forms
from ontology.authorities import canonical

_PRONOUN = re.compile(r"(?:they|these|this|it|those|such)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?:(?:\w+|a number of|the following)\s+)?"
    r"(?:areas? for|priorit(?:y|ies)|recommendations?)\b"
)
# "In Ofsted's first visit they found ..."
_THEY_FOUND = re.compile(
    r"\b(?:ofsted|inspectors|hmi)\b.*\bvisit\b.*\b(?:they|it) (?:found|saw|noted)\b"
)
_NOUNS = frozenset(
    "report reports comment comments state states rate rates evidence outline".split()
)
_COUNCIL = re.compile(r"\w (?:County|City|Borough|District|Metropolitan) Council$")
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
            attributed(lower) or _THEY_FOUND.search(lower) is not None or self._goes_on(lower)
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
    return speech_at(sentence) is not None


def speech_at(sentence: str) -> int | None:
    """Return where *sentence* says that inspectors found or said something, or None."""
    lower = plain(sentence)
    for match in _speech().finditer(lower):
        if not _COUNTED.match(lower, match.end()):
            return match.start()
    return None


def about_another(sentence: str, authority: str) -> bool:
    """Tell whether the subject of *sentence* is another authority than *authority*."""
    opening = _OPENING.match(sentence)
    if opening is None:
        return False
    name = re.sub(r"[’']s\b.*", "", opening.group()).strip()
    named = canonical(name) or (name if _COUNCIL.search(name) else None)
    return named is not None and plain(named) != plain(authority)


@cache
def _speech() -> re.Pattern[str]:
    """Inspectors or their visit, at most two small words, and a verb of finding or telling."""
    telling = cue_words("reported", "telling")
    told = {form: kind for form, (base, kind) in forms().items() if base in telling}
    singular = "|".join(form for form, kind in told.items() if kind in ("ed", "s"))
    # "The inspection reports ..." is a noun, and so is "the Ofsted report".
    written = "|".join(form for form in singular.split("|") if form not in _NOUNS)
    plural = "|".join(form for form, kind in told.items() if kind == "base")
    bare = "|".join(form for form in plural.split("|") if form not in _NOUNS)
    inspectors = cue_pattern("reported", "inspectorate").pattern
    visit = cue_pattern("reported", "visits").pattern
    # "Ofsted, the regulator, found"; "the visit by Ofsted to the council's services found".
    by = rf"{inspectors}(?:,[^,]{{3,90}},)?"
    seen = rf"{visit}(?:\s+(?:by|of|to|from|in)\s+[\w\s']{{2,70}}?)?"
    adverbs = r"(?:\s+(?:also|have|has|had|then|further|\w+ly)){0,2}\s+"
    return re.compile(
        rf"(?<!this )(?:(?:{by}){adverbs}(?:{singular}|{bare})\b"
        rf"|(?:{seen}){adverbs}(?:{written})\b|\b(?:inspectors|hmis?){adverbs}(?:{plural})\b)"
    )
