"""Verb groups: a shallow grammar of English, enough to tell what is done from what is planned.

No parser is needed: council papers write long but plain sentences, and what counts is the finite
verb with its auxiliaries ("will now be used", "has been being implemented", "is planned").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.prose.cues import cue_words, plain
from ontology.vocabulary import scheme

_TOKEN = re.compile(
    r"(?:is|are|was|were|has|have|had|do|does|did|wo|ca|would|could|should|must)(?=n't\b)"
    r"|n't\b|'(?:m|re|ve|ll)\b|[^\W_]+(?:(?:-|'(?!m\b|re\b|ve\b|ll\b))[^\W_]+)*%?|[^\w\s]"
)
_CONTRACTED = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "n't": "not"}

BE_FINITE = frozenset({"am", "is", "are", "was", "were"})
HAVE = frozenset({"has", "have", "had"})
MODALS = frozenset({"will", "shall", "would"})
_OTHER_MODALS = frozenset({"can", "could", "may", "might", "must", "should", "cannot"})
_DO = frozenset({"do", "does", "did"})
_FINITE = BE_FINITE | HAVE | MODALS | _OTHER_MODALS | _DO
_INNER = frozenset({"be", "been", "being", "have", "having"})
_ADVERBS = frozenset(
    "also now already still then not never both all yet since just once again therefore however"
    " today first next further thus always often sometimes well so soon too very more"
    " almost nearly"
    " just".split()
)
_NOT_ADVERBS = frozenset(
    {"family", "early", "only", "apply", "supply", "rely", "monthly", "weekly"}
)
_IRREGULAR = {
    "begin": ("began", "begun"),
    "bring": ("brought", "brought"),
    "build": ("built", "built"),
    "become": ("became", "become"),
    "do": ("did", "done"),
    "draw": ("drew", "drawn"),
    "feel": ("felt", "felt"),
    "find": ("found", "found"),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "have": ("had", "had"),
    "hear": ("heard", "heard"),
    "hold": ("held", "held"),
    "know": ("knew", "known"),
    "lead": ("led", "led"),
    "make": ("made", "made"),
    "mean": ("meant", "meant"),
    "meet": ("met", "met"),
    "oversee": ("oversaw", "overseen"),
    "put": ("put", "put"),
    "rewrite": ("rewrote", "rewritten"),
    "run": ("ran", "run"),
    "say": ("said", "said"),
    "see": ("saw", "seen"),
    "seek": ("sought", "sought"),
    "set": ("set", "set"),
    "show": ("showed", "shown"),
    "stand": ("stood", "stood"),
    "take": ("took", "taken"),
    "tell": ("told", "told"),
    "understand": ("understood", "understood"),
    "undertake": ("undertook", "undertaken"),
    "write": ("wrote", "written"),
}
_NO_VERBS = frozenset("ongoing on-going outstanding underway during nothing something".split())
_DOUBLING = frozenset({"plan", "map", "refer", "commit", "submit", "embed", "set", "run", "put"})
_VOWELS = "aeiou"
# Participles that do not end in -ed, of verbs that no vocabulary lists.
_PARTICIPLES = frozenset(
    "found shown known told kept left felt taught sent spent lost won paid said drawn chosen"
    " understood thought bought caught driven fallen risen grown spoken read cut".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark: its plain form and its place in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbGroup:
    """A finite verb with what belongs to it.

    Attributes:
        first: index of its first token; ``last`` is the index of its last.
        parts: the auxiliaries and adverbs of time, in order.
        verb: base form of the main verb, if the vocabulary knows it; else its form as it stands.
        form: ing, ed (past or participle), base, s, or copula where no main verb follows.
        negated: whether "not", "never" or "no longer" belongs to it.
        inner: base form of the verb after "to" ("is expected to take"), if any.
    """

    first: int
    last: int
    parts: tuple[str, ...]
    verb: str
    form: str
    negated: bool = False
    inner: str | None = None

    @property
    def passive(self) -> bool:
        """Whether the subject has it done to it ("was reviewed", "is being reviewed")."""
        return self.form == "ed" and bool({"be", "been", "being"} & set(self.parts) or self._is_be)

    @property
    def _is_be(self) -> bool:
        return bool(BE_FINITE & set(self.parts))


def tokens_of(text: str) -> list[Token]:
    """Split *text* into words and marks; what stands in brackets is left out."""
    found: list[Token] = []
    depth = 0
    for match in _TOKEN.finditer(plain(text)):
        word = match.group()
        if word == "may" and text[match.start()] == "M" and match.start():
            word = "May"  # the month, not the verb
        depth += word in "([" if len(word) == 1 else 0
        if not depth:
            found.append(Token(_CONTRACTED.get(word, word), match.start(), match.end()))
        depth = max(0, depth - (word in ")]" if len(word) == 1 else 0))
    return found


def verb_groups(tokens: list[Token]) -> list[VerbGroup]:
    """Return the finite verb groups in *tokens*, in order.

    A verb without auxiliary is taken only where the vocabulary knows it and no finite verb with
    an auxiliary claims the subject before it ("the plan developed in May was approved").
    """
    groups: list[VerbGroup] = []
    at = 0
    while at < len(tokens):
        group = _with_auxiliary(tokens, at) or _alone(tokens, at, groups)
        if group is not None:
            groups.append(group)
            at = group.last + 1
        else:
            at += 1
    return [group for i, group in enumerate(groups) if not _participle(tokens, groups, i)]


def is_adverb(word: str) -> bool:
    """Tell whether *word* may stand inside a verb group without changing what it says."""
    return word in _ADVERBS or (word.endswith("ly") and word not in _NOT_ADVERBS)


@cache
def forms() -> dict[str, tuple[str, str]]:
    """Return every form of every verb that the vocabulary knows: form -> (base, kind of form)."""
    known: dict[str, tuple[str, str]] = {}
    concepts = (*scheme("actions"), scheme("reported")["telling"])
    for verb in (word for one in concepts if one.notation == "verb" for word in one.hidden):
        base = plain(verb).split()[0]
        for form, kind in inflected(base):
            known.setdefault(form, (base, kind))
    return known


def known_form(word: str) -> tuple[str, str] | None:
    """Return base and kind of a verb form that the vocabulary knows, also with re- or co-."""
    return forms().get(word) or forms().get(re.sub(r"^(?:re|co)-", "", word))


def inflected(base: str) -> list[tuple[str, str]]:
    """Return the forms of a verb with the kind of each: ed, ing, s or base."""
    stem = base + base[-1] if base in _DOUBLING else base
    if base.endswith("e"):
        stem = base[:-1]
    past = stem + "ed"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s")
    if base.endswith("y") and base[-2] not in _VOWELS:
        past, third = base[:-1] + "ied", base[:-1] + "ies"
    before, participle = _IRREGULAR.get(base, (past, past))
    return [
        (before, "ed"),
        (participle, "ed"),
        (stem + "ing", "ing"),
        (third, "s"),
        (base, "base"),
    ]


def _with_auxiliary(tokens: list[Token], at: int) -> VerbGroup | None:
    if tokens[at].word not in _FINITE or (at and tokens[at - 1].word == "to"):
        return None
    parts, last, negated = [tokens[at].word], at, False
    i = at + 1
    while i < len(tokens) and (is_adverb(tokens[i].word) or tokens[i].word in _INNER):
        if tokens[i].word in _INNER:
            parts.append(tokens[i].word)
            last = i
        negated |= tokens[i].word in ("not", "never")
        i += 1
    if i < len(tokens) and (main := _main_verb(tokens[i].word, parts)):
        verb, form = main
        inner = _infinitive(tokens, i + 1)
        return VerbGroup(
            first=at,
            last=i,
            parts=tuple(parts),
            verb=verb,
            form=form,
            negated=negated,
            inner=inner,
        )
    return VerbGroup(
        first=at,
        last=last,
        parts=tuple(parts),
        verb="have" if parts[-1] in HAVE | {"have", "having"} else "be",
        form="copula",
        negated=negated,
        inner=_infinitive(tokens, last + 1),
    )


def _main_verb(word: str, parts: list[str]) -> tuple[str, str] | None:
    """Return base and form of a main verb that fits the auxiliaries, or None."""
    wanted = "base" if parts[-1] in MODALS | _OTHER_MODALS | _DO else ""
    known = known_form(word)
    if word in _NO_VERBS:
        return None
    if known and (not wanted or known[1] == wanted or known[0] == word):
        if known[1] == "s" or (
            known[1] == "base" and not wanted and known[0] not in ("set", "put")
        ):
            return None
        return known[0], "base" if wanted else known[1].replace("base", "ed")
    if wanted and word.isalpha():
        return word, "base"
    if not wanted and word.endswith("ing") and parts[-1] in BE_FINITE | {"been", "being"}:
        return word, "ing"
    if not wanted and (word in _PARTICIPLES or (word.endswith("ed") and len(word) > 3)):
        return word, "ed"
    return None


def _infinitive(tokens: list[Token], at: int) -> str | None:
    if at + 1 < len(tokens) and tokens[at].word == "to":
        i = at + 1
        while i + 1 < len(tokens) and (is_adverb(tokens[i].word) or tokens[i].word == "be"):
            i += 1
        known = known_form(tokens[i].word)
        return known[0] if known and known[1] in ("base", "ing") else None
    return None


def _alone(tokens: list[Token], at: int, groups: list[VerbGroup]) -> VerbGroup | None:
    """Return the group of a verb that stands without auxiliary ("The service launched ...")."""
    known = known_form(tokens[at].word)
    if known is None or known[1] not in ("ed", "s", "base") or at == 0:
        return None
    before = at - 1
    while before >= 0 and is_adverb(tokens[before].word):
        before -= 1
    if before < 0 or not _may_be_subject(tokens[before].word):
        return None
    base, form = known
    following = tokens[at + 1].word if at + 1 < len(tokens) else "."
    if form == "ed" and (following in _BEHIND_PARTICIPLE or _time_follows(tokens, at + 1)):
        return None
    if form == "s" and following in (
        ",",
        ".",
        "and",
        "of",
        "for",
        "in",
        "that",
        "are",
        "is",
        "to",
    ):
        if base not in ("continue", "remain"):
            return None
    if form == "base" and not _plural_subject(tokens, before, at):
        return None
    return VerbGroup(
        first=at, last=at, parts=(), verb=base, form=form, inner=_infinitive(tokens, at + 1)
    )


_BEHIND_PARTICIPLE = frozenset("by in with and for at on to as during since".split())
_TIMES = frozenset("week month quarter term year spring summer autumn winter".split())
_NO_SUBJECT = frozenset(
    "the a an of to for in on at by with from and or but as be been being is are was were has have"
    " had our their its his her this that these those which new all any every more less"
    " , ; : ( . -"
    " will would shall can could may must should not further improved revised following since"
    " through when where while whilst if because including such".split()
)


def _may_be_subject(word: str) -> bool:
    return word in ("this", "these", "which", "who", "they", "we", "i", "it") or (
        word not in _NO_SUBJECT and not word.endswith("%") and word.isascii() and word[0].isalpha()
    )


def _time_follows(tokens: list[Token], at: int) -> bool:
    """Tell whether "this summer" or "last year" stands at *at*."""
    words = [token.word for token in tokens[at : at + 2]]
    return len(words) == 2 and words[0] in ("this", "last") and words[1] in _TIMES


def _plural_subject(tokens: list[Token], before: int, at: int) -> bool:
    """Tell whether a verb in its base form is finite: "we meet", "managers now review"."""
    word = tokens[before].word
    following = tokens[at + 1].word if at + 1 < len(tokens) else "."
    if word in ("we", "they", "i", "who") or (tokens[at].word == "continue" and following == "to"):
        return True
    people = cue_words("owners", "post") | cue_words("owners", "body")
    sure = before + 1 < at or following in ("the", "all", "every", "each", "their", "our", "that")
    return word.endswith("s") and word in people and sure


def _participle(tokens: list[Token], groups: list[VerbGroup], index: int) -> bool:
    """Tell whether a verb alone is no finite verb, because one with an auxiliary follows it."""
    group = groups[index]
    if group.parts or group.form not in ("ed", "s") or index + 1 == len(groups):
        return False
    between = tokens[group.last + 1 : groups[index + 1].first]
    joints = {",", ";", ":", "and", "but", "that", "which", "who", "where", "when", "so", "–"}
    return not any(token.word in joints for token in between)
