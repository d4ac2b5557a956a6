"""Finds what a sentence might speak of, by its themes and telling words, never pair by pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from graph.linking.score import LEVEL, Match, match
from graph.linking.spoken import R, Spoken
from graph.linking.targets import Target
from graph.linking.timeline import Bearing
from graph.records import Record

Bears = Callable[[str, str], Bearing | None]
_TELLING = 0.2
_SHARED = 0.5


class Index:
    """Targets by their themes and telling words."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._targets = targets
        self._by_theme: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for place, target in enumerate(targets):
            for code in target.themes:
                self._by_theme[code].append(place)
            for stem, weight in target.words.items():
                if weight >= _TELLING:
                    self._by_word[stem].append(place)

    def near(self, said: Spoken[Record]) -> Iterator[Target]:
        """Yield the targets that share a theme or a telling word with *said*, in their order."""
        themes = {*said.own.themes, *said.carried.themes, *said.section.themes}
        themes |= {code for code, share in said.shares.items() if share >= _SHARED}
        words = {*said.own.words, *said.carried.words}
        places = {place for code in themes for place in self._by_theme.get(code, ())}
        places |= {place for stem in words for place in self._by_word.get(stem, ())}
        for place in sorted(places):
            yield self._targets[place]


def matches(
    spoken: Iterable[Spoken[R]],
    targets: Sequence[Target],
    bears: Bears,
    *,
    level: float = LEVEL,
) -> list[Match[R]]:
    """Return the best match of each sentence with each record, at *level* or above.

    Args:
        spoken: sentences in their context.
        targets: what they may speak of.
        bears: told the documents of sentence and target, how far the one may bear on the other.
        level: the score below which nothing is said.
    """
    index = Index(targets)
    bearings: dict[tuple[str, str], Bearing | None] = {}
    best: dict[tuple[str, str], Match[R]] = {}
    for said in spoken:
        for target in index.near(said):
            papers = (said.record.document, target.document)
            if papers not in bearings:
                bearings[papers] = bears(*papers)
            bearing = bearings[papers]
            found = match(said, target, bearing, level=level) if bearing else None
            key = (said.record.id, target.record.id)
            if found and (key not in best or found.score > best[key].score):
                best[key] = found
    return list(best.values())
