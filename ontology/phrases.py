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

_FOLD = str.maketrans("‘’‑–—−", "''----", "\u00ad")
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
        text = unicodedata.normalize("NFKC", text).translate(_FOLD)
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
        at, first = 0, self._root.next
        while at < len(words):
            # Most words begin no phrase: they are passed over without a further call.
            hit = self._longest(words, at) if words[at] in first else None
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

    def _longest(self, words: Sequence[str], start: int) -> Hit | None:
        node, best = self._root, None
        for end in range(start, len(words)):
            following = node.next.get(words[end])
            if following is None:
                if end > start and words[end] in self._fillers:
                    continue
                break
            node = following
            if node.codes:
                best = Hit(codes=node.codes, start=start, end=end + 1)
        return best
