"""Sentences: where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nupunkt import sent_spans

# A footnote's figure hides the end of its sentence: "... were resolved.3 The council ...".
# (The look behind comes after the digit, so that only digits are looked behind.)
_FIGURE = re.compile(r"\d(?<=[^\W\d_]{3}[.!?]\d)\d?(?=\s+[‘“\"'(]?[^\W\d_])")
# nupunkt knows abbreviations of the law, and takes the end of "needs are well met." for one.
_MISSED = re.compile(r"\b([^\W\d_]{3,})[.!?][”’\"')\]]*(?=\s+[‘“\"'(]?[A-Z])")
_STOP = re.compile(r"[.!?]")
_ABBREVIATIONS = frozenset(
    "mrs prof rev hon cllr supt insp sgt capt gen col nos fig figs para paras vol dept approx est"
    " tel ref ext etc inc ltd jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# What belongs to the sentence before it: "... reviews. (Recommendation)", a figure, a stray mark.
_TAIL = re.compile(r"\([^().]{1,60}\)\.?|\W*\d{0,2}\W*")

_REFERENCE = re.compile(r"(\([^().]{1,60}\)\.?)\s+(?=[‘“]?[A-Z])")


def split(text: str) -> list[tuple[int, int]]:
    """Return the offsets of each sentence of *text*, without the white space around it.

    Semicolons end no sentence; quotation marks stay with the sentence they stand around; the
    figure of a footnote, or a reference in brackets, stays with the sentence it follows.
    """
    found: list[tuple[int, int]] = []
    for start, end in _spans(text):
        if found and _TAIL.fullmatch(text, start, end):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for number, (start, end) in enumerate(_found(text)):
        reference = _REFERENCE.match(text, start, end) if number else None
        if reference:
            yield start, reference.end(1)
            start = reference.end()
        yield start, end


def _found(text: str) -> Iterator[tuple[int, int]]:
    for start, end in sent_spans(text):
        ends: list[int] = []
        if _STOP.search(text, start, end - 1):  # most have none but the one at their end
            ends += [match.end() for match in _FIGURE.finditer(text, start, end)]
            for match in _MISSED.finditer(text, start, end):
                if match.group(1).lower() not in _ABBREVIATIONS:
                    ends.append(match.end())
        for stop in [*sorted(ends), end]:
            yield from _trimmed(text, start, stop)
            start = stop


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip())
    if last > first:
        yield first, last
