"""Finds what a sentence might speak of, by its themes and telling words, never pair by pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from graph.linking.heard import Heard
from graph.linking.parts import about_part
from graph.linking.score import LEVEL, Match, match
from graph.linking.spoken import R
from graph.linking.targets import Target
from graph.linking.timeline import Bearing
from graph.records import Record

Bears = Callable[[str, str], Bearing | None]
_TELLING = 0.2


class Index:
    """Targets by their themes and telling words."""

    def __init__(self, targets: Sequence[Target], bears: Bears) -> None:
        self._targets, self._bears = targets, bears
        self._by_theme: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._within: dict[str, list[Bearing | None]] = {}
        for place, target in enumerate(targets):
            for code in target.themes:
                self._by_theme[code].append(place)
            for stem, weight in target.words.items():
                if weight >= _TELLING:
                    self._by_word[stem].append(place)

    def near(self, heard: Heard[Record]) -> Iterator[tuple[Target, Bearing]]:
        """Yield the targets that share a theme or a telling word, in order, with its bearing."""
        places: set[int] = set()
        for homes, keys in ((self._by_theme, heard.near), (self._by_word, heard.telling)):
            for key in keys:
                places.update(homes.get(key, ()))
        within = self._reach(heard.said.record.document)
        for place in sorted(places):
            bearing = within[place]
            if bearing:
                yield self._targets[place], bearing

    def _reach(self, document: str) -> list[Bearing | None]:
        """For each target, how far words of *document* may bear on it."""
        if document not in self._within:
            papers = {target.document for target in self._targets}
            bears = {paper: self._bears(document, paper) for paper in papers}
            self._within[document] = [bears[target.document] for target in self._targets]
        return self._within[document]


def matches(
    sentences: Iterable[Heard[R]],
    targets: Sequence[Target],
    bears: Bears,
    *,
    level: float = LEVEL,
    may: Callable[[str, str], bool] | None = None,
) -> list[Match[R]]:
    """Return the best match of each sentence with each record, at *level* or above.

    Args:
        sentences: what is said, in its context.
        targets: what they may speak of.
        bears: told the documents of sentence and target, how far the one may bear on the other.
        level: the score below which nothing is said.
        may: told the ids of sentence and record, whether the two may be joined at all.
    """
    index = Index(targets, bears)
    best: dict[tuple[str, str], Match[R]] = {}
    parts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for heard in sentences:
        for target, bearing in index.near(heard):
            key = (heard.said.record.id, target.record.id)
            if may and not may(*key):
                continue
            found = match(heard, target, bearing, level=level)
            if found and target.part:
                parts[key].append(target.part)
            if found and (key not in best or found.score > best[key].score):
                best[key] = found
    return [_with_parts(one, parts[key]) for key, one in best.items()]


def _with_parts(one: Match[R], parts: Sequence[str]) -> Match[R]:
    """Name in the reasons every part that is spoken of, so that none is taken for unsaid."""
    others = [about_part(part) for part in parts if part != one.target.part]
    return replace(one, reasons=(*one.reasons, *others)) if others else one
