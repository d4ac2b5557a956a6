"""Who speaks in a news page: inspectors, the council's own people, or somebody else.

A quotation without a speaker belongs to whoever spoke last; one that opens a paragraph after a
quotation that was not closed goes on with the same speaker (as newspapers print long quotations).
"She added" goes back to a person, "it added" and "they write" to a body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from loaders.prose.cues import cue_pattern, cue_words, has_cue, plain
from loaders.prose.reported import speech_at
from loaders.prose.verbs import forms

INSPECTORS, COUNCIL, OTHER = "inspectors", "council", "other"
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|(?<![\w])‘[^‘’]*(?:’(?=\w)[^‘’]*)*’(?!\w)")
_STRAIGHT = re.compile(r"(?<!\w)'([^']{12,}?)'(?!\w)")
_NAMED_INSPECTOR = re.compile(
    r"\b(?:[Ii]nspector|HMI)\s+([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)"
    r"|\b([A-Z][\w’'-]+\s[A-Z][\w’'-]+),\s+(?:(?:the|an?|Ofsted’s|Ofsted's)\s+)?(?:lead\s+)?"
    r"(?:[Ii]nspector|HMI|His Majesty|Her Majesty)"
)
_TELLING = (
    "said|says|say|added|adds|wrote|writes|write|noted|notes|told|continued|explained|commented"
    "|concluded|goes on|went on|responded"
)
_FINDING = (
    "found|finds|confirms?|confirmed|acknowledged?|acknowledges|recognised|identified|praised"
    "|highlighted|warned|saw"
)
_PERSON = re.compile(rf"\b(?:he|she)\s+(?:also\s+)?(?:{_TELLING}|{_FINDING})\b", re.I)
_BODY = re.compile(
    rf"\b(?:they|it|the report|the letter)\s+(?:also\s+)?(?:{_TELLING}|{_FINDING})\b", re.I
)
_SOMEBODY = re.compile(
    rf"\b(?:[A-Z][\w’'-]+\s+)?[A-Z][\w’'-]+(?:,[^,“”]{{3,120}},)?\s+(?:{_TELLING})\b"
)


@dataclass(slots=True, kw_only=True)
class Floor:
    """Who has the floor; follows a page sentence by sentence.

    Attributes:
        speaker: who spoke last: inspectors, council, other or None at the beginning.
        open: whether the last quotation was not closed.
    """

    speaker: str | None = None
    open: bool = False
    person: str | None = None
    body: str | None = None
    inspectors: set[str] = field(default_factory=set)

    def hear(self, sentence: str) -> str | None:
        """Return who is said, in so many words, to speak in *sentence*; None if nobody is."""
        said = self._said(sentence)
        if said:
            self.speaker = said
        self.open = sentence.count("“") > sentence.count("”")
        return said

    def _said(self, sentence: str) -> str | None:
        """Return the speaker whose attribution comes first in the sentence."""
        bare = unquoted(sentence)
        for match in _NAMED_INSPECTOR.finditer(bare):
            self.inspectors.add((match.group(1) or match.group(2)).split()[-1])
        told = [one for one in self._attributions(sentence, bare) if one[1]]
        if has_cue("reported", "inspectorate", bare):
            self.body = INSPECTORS
        if not told:
            return None
        said = min(told)[1]
        return said

    def _attributions(self, sentence: str, bare: str) -> list[tuple[int, str | None]]:
        """Return each attribution of the sentence: where it begins, and to whom."""
        found: list[tuple[int, str | None]] = []
        named = self._named(bare)
        if named is not None:
            self.person = INSPECTORS
            found.append((named, INSPECTORS))
        at = speech_at(bare)
        inverted = _inverted().search(plain(sentence))
        found += [(at, INSPECTORS)] if at is not None else []
        found += [(inverted.start(), INSPECTORS)] if inverted else []
        council = _council().search(plain(bare))
        if council and named is None:
            self.person = COUNCIL
            self.body = COUNCIL if "council " in council.group()[:12] else self.body
            found.append((council.start(), COUNCIL))
        for pattern, back in ((_PERSON, self.person), (_BODY, self.body or self.speaker)):
            pronoun = pattern.search(bare)
            found += [(pronoun.start(), back)] if pronoun else []
        if not found and (somebody := _SOMEBODY.search(bare)):
            self.person = OTHER
            found.append((somebody.start(), OTHER))
        return found

    def _named(self, bare: str) -> int | None:
        """Return where an inspector named before speaks: "Mr Lowe said"."""
        for name in self.inspectors:
            match = re.search(rf"\b{re.escape(name)}\s+(?:{_TELLING})\b", bare)
            if match:
                return match.start()
        return None


def curled(text: str) -> str:
    """Return *text* with straight quotation marks curled by their place; its length is kept."""
    double = re.sub(r"(?:(?<=^)|(?<=[\s(\[–—-]))\"", "“", text).replace('"', "”")
    return _STRAIGHT.sub(r"‘\1’", double)


def quotations(sentence: str) -> list[str]:
    """Return what *sentence* quotes, without terms of two words or fewer."""
    inside = [match.group().strip("“”‘’ ,.") for match in _QUOTED.finditer(sentence)]
    return [words for words in inside if len(words.split()) > 2]


def unquoted(sentence: str) -> str:
    """Return *sentence* with quotations blanked out; terms of one or two words stay."""

    def blank(match: re.Match[str]) -> str:
        words = match.group()
        return words if len(words.split()) <= 2 else " " * len(words)

    return _QUOTED.sub(blank, sentence)


def quoted_share(sentence: str) -> float:
    """Return which part of the words of *sentence* stands in quotation marks, 0..1."""
    return sum(len(words.split()) for words in quotations(sentence)) / max(
        1, len(sentence.split())
    )


@cache
def _inverted() -> re.Pattern[str]:
    """The verb first, behind a quotation: "...”, confirm inspectors"."""
    telling = cue_words("reported", "telling")
    verbs = "|".join(
        form for form, (base, kind) in forms().items() if base in telling and kind != "ing"
    )
    return re.compile(
        rf"[”’\"]\s*,?\s*(?:{verbs})\s+(?:the\s+)?(?:ofsted\s+)?(?:inspectors|ofsted)\b"
    )


@cache
def _council() -> re.Pattern[str]:
    """Somebody of the council and a verb of telling, with no word for inspectors between them."""
    who = cue_pattern("reported", "quoting").pattern
    inspectors = cue_pattern("reported", "inspectorate").pattern
    spoken = rf"(?:(?!{inspectors})[^.]){{0,120}}?\b(?:{_TELLING})\b"
    return re.compile(rf"(?:{who}){spoken}|\bcouncil\s+(?:has\s+|have\s+)?(?:{_TELLING})\b")
