"""Finds the phrases of a vocabulary in a sentence: whole words, the longest phrase first.

A tree of words is walked once from left to right, so the time grows with the sentence and not
with the vocabulary (a regular expression of 900 alternatives takes forty times as long).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

# Replaced one after the other, which takes a tenth of the time of str.translate.
_FOLD = (("‘", "'"), ("’", "'"), ("‑", "-"), ("–", "-"), ("—", "-"), ("−", "-"), ("\u00ad", ""))
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_KEPT = ("ss", "us", "is", "'s")


def tokens(text: str) -> list[str]:
    """Return the words of *text* in plain form: lower case, hyphens parted, singular."""
    return list(_tokens(text))


def split(text: str) -> list[str]:
    """Return the words of *text*, lower case, as they stand; a hyphen parts two words."""
    return list(_split(text))


# Several readers (themes, groups, words of movement) ask for the words of one sentence in turn.
@lru_cache(maxsize=4_096)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(map(plain, _split(text)))


@lru_cache(maxsize=4_096)
def _split(text: str) -> tuple[str, ...]:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        for printed, simple in _FOLD:
            text = text.replace(printed, simple)
    return tuple(_WORD.findall(text.casefold()))


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """Return *word* without possessive or plural ending: ``agencies`` -> ``agency``.

    Both sides of a comparison pass through here, so an odd stem (``sery``) does no harm.
    """
    word = word.removesuffix("'s")
    if word == "children":
        return "child"
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(_KEPT):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A phrase found: the codes it stands for, and the words from ``start`` up to ``end``."""

    codes: tuple[str, ...]
    start: int
    end: int

    @property
    def length(self) -> int:
        """How many words it is long."""
        return self.end - self.start


@dataclass(slots=True)
class _Node:
    codes: tuple[str, ...] = ()
    next: dict[str, _Node] = field(default_factory=dict)


class Phrases:
    """Phrases, each with the code it stands for; one phrase may stand for several codes."""

    def __init__(self, phrases: Iterable[tuple[str, str]], *, fillers: Iterable[str] = ()) -> None:
        """Take *phrases* as pairs of phrase and code; *fillers* may stand inside any of them."""
        self._root = _Node()
        self._fillers = frozenset(plain(word) for word in fillers)
        for phrase, code in phrases:
            self._add(tokens(phrase), code)

    def _add(self, words: list[str], code: str) -> None:
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
        if words and code not in node.codes:
            node.codes = (*node.codes, code)

    def find(self, words: Sequence[str]) -> Iterator[Hit]:
        """Yield the phrases in *words* (see ``tokens``), none overlapping, longest first.

        Of phrases that begin at one word the longest wins, and its words are used up: so a longer
        phrase claims its words for its own code (``permanent staff`` is never permanence).
        """
        first, fillers = self._root.next, self._fillers
        at, last = 0, len(words) - 1
        while at <= last:
            node = first.get(words[at])
            # Most words begin no phrase, or none that goes on: no further call for those.
            if node is None or (
                not node.codes
                and (
                    at == last or (words[at + 1] not in node.next and words[at + 1] not in fillers)
                )
            ):
                at += 1
                continue
            hit = self._longest(words, at, node)
            if hit is None:
                at += 1
            else:
                yield hit
                at = hit.end

    def codes_in(self, words: Sequence[str]) -> frozenset[str]:
        """Return the codes of all phrases in *words*, also where they overlap; no fillers."""
        found: set[str] = set()
        first = self._root.next
        for at, word in enumerate(words):
            node = first.get(word)
            while node is not None:
                found.update(node.codes)
                at += 1
                node = node.next.get(words[at]) if at < len(words) else None
        return frozenset(found)

    def _longest(self, words: Sequence[str], start: int, node: _Node) -> Hit | None:
        """Return the longest phrase from *start*, whose word led to *node*."""
        fillers = self._fillers
        codes, stop = node.codes, start + 1
        for end in range(start + 1, len(words)):
            if not node.next:
                break
            following = node.next.get(words[end])
            if following is not None:
                node = following
                if node.codes:
                    codes, stop = node.codes, end + 1
            elif words[end] not in fillers:
                break
        return Hit(codes=codes, start=start, end=stop) if codes else None
