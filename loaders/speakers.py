"""Who speaks in a news page: inspectors, the council's own people, or somebody else.

A quotation without a speaker belongs to whoever spoke last; a quotation that opens a paragraph after
one that was not closed goes on with the same speaker (as newspapers print long quotations).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.cues import cue_words, has_cue, plain
from loaders.reported import attributed
from loaders.verbs import forms

INSPECTORS, COUNCIL, OTHER = "inspectors", "council", "other"
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|(?<![\w])‘[^‘’]*(?:’(?=\w)[^‘’]*)*’(?!\w)|\"[^\"]*(?:\"|$)")
_NAMED_INSPECTOR = re.compile(
    r"\b(?:[Ii]nspector|HMI)\s+([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)"
    r"|\b([A-Z][\w’'-]+\s[A-Z][\w’'-]+),\s+(?:(?:the|an?|Ofsted’s|Ofsted's)\s+)?(?:lead\s+)?"
    r"(?:[Ii]nspector|HMI|His Majesty|Her Majesty)"
)
_TELLING = (
    "said|says|say|added|adds|wrote|writes|write|noted|notes|told|continued|explained|commented"
    "|concluded|goes on|went on"
)
_PRONOUN = re.compile(
    rf"\b(?:they|it|he|she|the report|the letter)\s+(?:also\s+)?(?:{_TELLING}|found|confirms?"
    r"|confirmed|acknowledged?|acknowledges|recognised|identified|praised|highlighted|warned|saw)\b",
    re.I,
)
_SOMEBODY = re.compile(rf"\b(?:[A-Z][\w’'-]+\s+)?[A-Z][\w’'-]+(?:,[^,“”]{{3,120}},)?\s+(?:{_TELLING})\b")


@dataclass(slots=True, kw_only=True)
class Floor:
    """Who has the floor; follows a page sentence by sentence.

    Attributes:
        speaker: who spoke last: inspectors, council, other or None at the beginning.
        open: whether the last quotation was not closed.
    """

    speaker: str | None = None
    open: bool = False
    inspectors: set[str] = field(default_factory=set)

    def hear(self, sentence: str) -> str | None:
        """Return who is said, in so many words, to speak in *sentence*; None if it does not say."""
        said = self._said(sentence)
        if said:
            self.speaker = said
        self.open = sentence.count("“") > sentence.count("”")
        return said

    def _said(self, sentence: str) -> str | None:
        bare = unquoted(sentence)
        for match in _NAMED_INSPECTOR.finditer(bare):
            self.inspectors.add((match.group(1) or match.group(2)).split()[-1])
        speech = re.search(rf"\b(?:{_TELLING}|commented|responded)\b", bare)
        if speech and has_cue("reported", "quoting", bare[: speech.end() + 120]):
            return COUNCIL
        if attributed(bare) or _inverted(bare) or self._named(bare):
            return INSPECTORS
        if _PRONOUN.search(bare) and self.speaker:
            return self.speaker
        return OTHER if _SOMEBODY.search(bare) and not _PRONOUN.search(bare) else None

    def _named(self, bare: str) -> bool:
        """Tell whether an inspector named before speaks: "Mr Lowe said"."""
        return any(
            re.search(rf"\b{re.escape(name)}\s+(?:{_TELLING})\b", bare) for name in self.inspectors
        )


def quotations(sentence: str) -> list[str]:
    """Return what *sentence* quotes, without terms of two words or fewer."""
    inside = [match.group().strip("“”‘’\" ,.") for match in _QUOTED.finditer(sentence)]
    return [words for words in inside if len(words.split()) > 2]


def unquoted(sentence: str) -> str:
    """Return *sentence* with quotations blanked out; terms of one or two words stay."""

    def blank(match: re.Match[str]) -> str:
        words = match.group()
        return words if len(words.split()) <= 2 else " " * len(words)

    return _QUOTED.sub(blank, sentence)


def quoted_share(sentence: str) -> float:
    """Return which part of the words of *sentence* stands in quotation marks, 0..1."""
    return sum(len(words.split()) for words in quotations(sentence)) / max(1, len(sentence.split()))


def _inverted(bare: str) -> bool:
    """Tell whether the verb stands first: "..., confirm inspectors"."""
    telling = cue_words("reported", "telling")
    verbs = "|".join(form for form, (base, kind) in forms().items() if base in telling and kind != "ing")
    return re.search(rf"\b(?:{verbs})\s+(?:the\s+)?(?:ofsted\s+)?(?:inspectors|ofsted)\b", plain(bare)) is not None
