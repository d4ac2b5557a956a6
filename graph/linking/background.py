"""How rare words and themes are in this field: counts over many papers, shipped as a small file.

The file holds words and counts and no sentence. Scores must not change because another
authority's papers are loaded or not, so nothing is counted in the store itself.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from graph.linking.terms import stems
from ontology.errors import OntologyError
from ontology.themes import themes_in

SHIPPED = Path(__file__).with_name("background.tsv")
_SENTENCES = "*"
_THEME = "@"
_SELDOM = 5
_NAME = re.compile(r"(?<=[\w,;:)] )[A-Z][a-z]\w*(?:['’]s)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """In how many of ``sentences`` sentences each stem and each theme occurs."""

    sentences: int
    words: dict[str, int]
    themes: dict[str, int]

    def weight(self, stem: str) -> float:
        """How telling a stem is, 0 to 1: nothing for one in thirty sentences, 1 for the rarest."""
        return _rarity(self.sentences, self.words.get(stem, _SELDOM), none=3.4, full=7.0)

    def mass(self, stem: str) -> float:
        """How much of what a text says a word makes, 0 to 1: nothing for the most common."""
        return _rarity(self.sentences, self.words.get(stem, _SELDOM), none=2.0, full=6.0)

    def theme_weight(self, theme: str) -> float:
        """How telling a theme is, 0 to 1: one that many sentences name tells little."""
        return _rarity(self.sentences, self.themes.get(theme, 0), none=2.0, full=4.0)


@cache
def background() -> Background:
    """The shipped counts. Raises OntologyError if the file is missing or faulty."""
    return read(SHIPPED)


def read(path: Path) -> Background:
    """Read counts written by ``write``. Raises OntologyError if they are missing or faulty."""
    words: dict[str, int] = {}
    themes: dict[str, int] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            name, count = line.split("\t")
            home = themes if name.startswith(_THEME) else words
            home[name.removeprefix(_THEME)] = int(count)
        return Background(sentences=words.pop(_SENTENCES), words=words, themes=themes)
    except (OSError, ValueError, KeyError) as fault:
        raise OntologyError(
            f"{path.name} cannot be read as word counts ({fault}); make it again"
        ) from fault


def count(sentences: Iterable[str]) -> Background:
    """Count the sentences in which each stem and each theme occurs.

    Left out are stems that are seldom, and names: words that stand with a capital within a
    sentence, but for those all in capitals (``MASH``).
    """
    words: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    total = 0
    for sentence in sentences:
        total += 1
        words.update(set(stems(_NAME.sub(" ", sentence))))
        themes.update(themes_in(sentence))
    kept = {word: number for word, number in words.items() if number >= _SELDOM}
    return Background(sentences=total, words=kept, themes=dict(themes))


def write(found: Background, path: Path) -> None:
    """Write counts as lines of word, tab, count, in alphabetical order."""
    rows = [
        (_SENTENCES, found.sentences),
        *sorted((f"{_THEME}{theme}", number) for theme, number in found.themes.items()),
        *sorted(found.words.items()),
    ]
    path.write_text("".join(f"{name}\t{number}\n" for name, number in rows), encoding="utf-8")


@lru_cache(maxsize=100_000)
def _rarity(total: int, number: int, *, none: float, full: float) -> float:
    surprise = math.log(max(total, 1) / max(number, 1))
    return min(1.0, max(0.0, (surprise - none) / (full - none)))
