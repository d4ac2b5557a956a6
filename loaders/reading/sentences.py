"""Sentences: where each begins and ends."""

from __future__ import annotations

from nupunkt import sent_spans


def split(text: str) -> list[tuple[int, int]]:
    """Return the offsets of each sentence of *text*, without the white space around it."""
    spans = []
    for start, end in sent_spans(text):
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        last = start + len(words.rstrip())
        if last > first:
            spans.append((first, last))
    return spans
