"""Quotations: where a later paper prints again what an inspector wrote, and what it changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from graph import alignment
from graph.alignment import plain, quoted, stands_in
from graph.linking.background import background
from graph.linking.terms import stems
from graph.records import Record

ALIKE = 94.0
_SHORTEST = 5  # words
_ALTERATIONS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """That *quoting* prints words of *source*; ``alike`` is 94 to 100, ``reasons`` in words."""

    quoting: Record
    source: Record
    alike: float
    reasons: tuple[str, ...]


def quotations(quoting: Iterable[Record], sources: Sequence[Record]) -> list[Quotation]:
    """Return, for each of *quoting*, the source whose words it prints best, if any does.

    Two thirds of its telling words, or of those in quotation marks, must stand in a source before
    the two are aligned, so the time grows with shared rare words and not with all pairs.
    """
    records = list(quoting)
    if not records or not sources:
        return []
    index = _Index(sources)
    found = []
    for record in records:
        pieces = _pieces(record)
        near = index.near(record, pieces)
        best = max(
            (made for source in near if (made := _quotation(record, pieces, source))),
            key=lambda made: (made.alike, made.source.id),
            default=None,
        )
        if best:
            found.append(best)
    return found


class _Index:
    """Sources by their telling words."""

    def __init__(self, sources: Sequence[Record]) -> None:
        self._sources = sources
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._sizes = []
        for place, source in enumerate(sources):
            telling = _telling(source.text)
            self._sizes.append(len(telling))
            for key in telling:
                self._by_stem[key].append(place)

    def near(self, record: Record, pieces: Sequence[str]) -> Iterator[Record]:
        """Yield sources of other papers that share enough telling words with it or a piece."""
        places: dict[int, None] = {}
        for said in (record.text, *pieces):
            keys = _telling(said)
            shared: Counter[int] = Counter()
            for key in keys:
                shared.update(self._by_stem.get(key, ()))
            for place, number in shared.items():
                if number * 3 >= min(len(keys), self._sizes[place]) * 2:
                    places[place] = None
        for source in (self._sources[place] for place in places):
            if source.document != record.document:
                yield source


@lru_cache(maxsize=50_000)
def _telling(text: str) -> frozenset[str]:
    weigh = background().weight
    return frozenset(key for key in stems(text) if weigh(key) > 0)


def _quotation(record: Record, pieces: Sequence[str], source: Record) -> Quotation | None:
    here, there = plain(record.text), plain(source.text)
    if min(len(here.split()), len(there.split())) < _SHORTEST:
        return None
    alike = max(fuzz.ratio(here, there), fuzz.partial_ratio(here, there, score_cutoff=ALIKE))
    if alike < ALIKE:
        alike = min((fuzz.partial_ratio(piece, there) for piece in pieces), default=0.0)
    if alike < ALIKE:
        return None
    reasons = tuple(_reasons(record, there, alike))
    return Quotation(quoting=record, source=source, alike=alike, reasons=reasons)


def _pieces(record: Record) -> list[str]:
    """The stretches between quotation marks, where the paper breaks a quotation up."""
    return [one for one in quoted(record.text, whole=False) if len(one.split()) >= _SHORTEST]


def _reasons(record: Record, there: str, alike: float) -> Iterator[str]:
    """Say how alike they are; only words in quotation marks can be altered, others are retold."""
    yield f"prints the same words ({alike:.0f} of 100 alike)"
    printed = quoted(record.text, whole=getattr(record, "voice", None) == "inspector_quoted")
    here = plain(record.text)
    told = "altered" if printed else "retold without quotation marks"
    pieces = [piece for piece in printed or [here] if not stands_in(piece, there)]
    changed = [change for piece in pieces for change in _changes(piece, there)]
    if changed:
        more = len(changed) - _ALTERATIONS_SHOWN
        and_more = f", and {more} more" if more > 0 else ""
        yield f"{told}: {'; '.join(changed[:_ALTERATIONS_SHOWN])}{and_more}"
    if len(here.split()) < len(there.split()) * 0.8:
        yield "quotes only a part of the sentence"


def _changes(piece: str, there: str) -> list[str]:
    """Words changed in a stretch; one that is not alike is from elsewhere, and not altered."""
    if alignment.likeness(piece, there) < alignment.ALIKE:
        return []
    return alignment.difference(piece, there).split("; ")
