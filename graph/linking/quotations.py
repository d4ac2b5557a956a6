"""Quotations: where a later paper prints again what an inspector wrote, and what it changed."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from graph.ids import fold, words
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

    Two thirds of its telling words must stand in a source before the two are aligned, so the time
    grows with shared rare words and not with all pairs.
    """
    records = list(quoting)
    index = _Index(sources if records else ())
    found = []
    for record in records:
        best = max(
            (made for source in index.near(record) if (made := _quotation(record, source))),
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

    def near(self, record: Record) -> Iterator[Record]:
        """Yield sources of other papers that share enough telling words with *record*."""
        keys = _telling(record.text)
        shared: Counter[int] = Counter()
        for key in keys:
            shared.update(self._by_stem.get(key, ()))
        for place, number in shared.items():
            if number * 3 >= min(len(keys), self._sizes[place]) * 2:
                source = self._sources[place]
                if source.document != record.document:
                    yield source


@lru_cache(maxsize=50_000)
def _telling(text: str) -> frozenset[str]:
    weigh = background().weight
    return frozenset(key for key in stems(text) if weigh(key) > 0)


def _quotation(record: Record, source: Record) -> Quotation | None:
    here, there = _plain(record.text), _plain(source.text)
    if min(len(here.split()), len(there.split())) < _SHORTEST:
        return None
    alike = max(fuzz.ratio(here, there), fuzz.partial_ratio(here, there, score_cutoff=ALIKE))
    if alike < ALIKE:
        alike = _pieces(record.text, there)
    if alike < ALIKE:
        return None
    return Quotation(
        quoting=record,
        source=source,
        alike=alike,
        reasons=tuple(_reasons(here, there, alike, marked=_given_as_quoted(record))),
    )


def _pieces(text: str, there: str) -> float:
    """Likeness of the stretches between quotation marks, where the paper breaks a quotation up."""
    pieces = [piece for piece in _quoted(text) if len(piece.split()) >= _SHORTEST]
    if not pieces:
        return 0.0
    return min(fuzz.partial_ratio(piece, there) for piece in pieces)


def _quoted(text: str) -> list[str]:
    marks = fold(text).replace('"', "\x00").split("\x00")
    return [" ".join(words(piece)) for piece in marks[1::2]] if len(marks) > 2 else []


def _given_as_quoted(record: Record) -> bool:
    """Tell whether the paper gives *record* as the very words of another."""
    return bool(_quoted(record.text)) or getattr(record, "voice", None) == "inspector_quoted"


def _plain(text: str) -> str:
    return " ".join(words(text))


def _reasons(here: str, there: str, alike: float, *, marked: bool) -> Iterator[str]:
    """Say how alike they are; only words in quotation marks can be altered, others are retold."""
    yield f"prints the same words ({alike:.0f} of 100 alike)"
    changed = list(_changes(here.split(), there.split()))
    if changed:
        more = "" if len(changed) <= _ALTERATIONS_SHOWN else f", and {len(changed) - 3} more"
        told = "altered" if marked else "retold without quotation marks"
        yield f"{told}: {'; '.join(changed[:_ALTERATIONS_SHOWN])}{more}"
    if len(here.split()) < len(there.split()) * 0.8:
        yield "quotes only a part of the sentence"


def _changes(here: Sequence[str], there: Sequence[str]) -> Iterator[str]:
    """Yield words put in, left out or changed inside the stretch that both print."""
    steps = difflib.SequenceMatcher(None, there, here, autojunk=False).get_opcodes()
    while steps and steps[0][0] != "equal":
        steps = steps[1:]
    while steps and steps[-1][0] != "equal":
        steps = steps[:-1]
    for kind, first, last, start, end in steps:
        old, new = " ".join(there[first:last]), " ".join(here[start:end])
        if kind == "replace":
            yield f"'{old}' became '{new}'"
        elif kind == "delete":
            yield f"'{old}' left out"
        elif kind == "insert":
            yield f"'{new}' put in"
