"""What a sentence quotes, and how that stands to a source: the same, altered, or absent.

Words are folded (``graph.ids.words``): case, marks and white space never count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from graph.ids import words

ALIKE = 0.8  # of the words of both, where a quotation was altered and not made up
_FEWEST = 5  # words: of fewer it cannot be said that they were altered
_SHORTEST = 3  # words; what is shorter is a term and no quotation
_DOUBLE = re.compile(r"“([^“”]*)(?:”|$)|^([^“”]*)”|\"([^\"]*)(?:\"|$)")
_SINGLE = re.compile(r"(?<!\w)‘([^‘]*?)’(?!\w)|(?<!\w)'([^']{12,}?)'(?!\w)")

Step = tuple[str, int, int, int, int]


def plain(text: str) -> str:
    """Return the folded words of *text*, parted by single spaces."""
    return " ".join(words(text))


def quoted(text: str, *, whole: bool) -> list[str]:
    """Return the stretches of *text* in quotation marks, as plain words; terms are left out.

    A mark that opens and never closes reaches to the end; one that only closes, from the start.
    With *whole*, a text without any mark is quoted altogether, as a sentence amid others may be.
    """
    inside = ["".join(filter(None, found.groups())) for found in _DOUBLE.finditer(text)]
    inside += ["".join(filter(None, found.groups())) for found in _SINGLE.finditer(text)]
    pieces = [words(piece) for piece in (inside or [text] * whole)]
    return [" ".join(piece) for piece in pieces if len(piece) >= _SHORTEST]


def stands_in(piece: str, text: str) -> bool:
    """Tell whether a stretch of plain words stands in another, from word to word."""
    return f" {piece} " in f" {text} "


def likeness(piece: str, source: str) -> float:
    """Return the share of words, 0..1, that a piece and the stretch of the source it fits have.

    What the source says before and behind that stretch does not count. Pieces of fewer than five
    words are like nothing.
    """
    here, there = piece.split(), source.split()
    if len(here) < _FEWEST or not _enough(here, there):
        return 0.0
    steps = _steps(here, there)
    same = sum(end - start for kind, _, _, start, end in steps if kind == "equal")
    width = sum(last - first for kind, first, last, *_ in steps if kind != "insert")
    return 2 * same / (len(here) + width)


def difference(piece: str, source: str) -> str:
    """Say which words of a piece are not those of the source; empty where they are the same."""
    here, there = piece.split(), source.split()
    told = []
    for kind, first, last, start, end in _steps(here, there):
        old, new = " ".join(there[first:last]), " ".join(here[start:end])
        if kind == "replace":
            told.append(f"'{old}' became '{new}'")
        elif kind == "insert":
            told.append(f"'{new}' put in")
        elif kind == "delete":
            told.append(f"'{old}' left out")
    return "; ".join(told)


def _steps(here: Sequence[str], there: Sequence[str]) -> list[Step]:
    """Return how the source becomes the piece, without what the source says around it."""
    found = SequenceMatcher(None, there, here, autojunk=False).get_opcodes()
    steps: list[Step] = []
    for kind, first, last, start, end in found:
        at_edge = start == 0 or end == len(here)
        if kind == "delete" and at_edge:
            continue
        if kind == "replace" and start == 0:
            first = max(first, last - (end - start))
        elif kind == "replace" and end == len(here):
            last = min(last, first + (end - start))
        steps.append((kind, first, last, start, end))
    return steps


def _enough(here: Sequence[str], there: Sequence[str]) -> bool:
    """Tell whether enough words of the piece stand in the source to be worth aligning."""
    held = set(there)
    return sum(word in held for word in here) >= ALIKE * len(here) * 0.8
