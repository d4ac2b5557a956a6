"""Short names that a paper explains: "Integrated Referral Team (IRT)"; later only "the IRT".

What a paper defines holds in that paper. Two papers may use the same letters for two bodies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_SHORT = re.compile(r"\((?P<short>[A-Z][A-Za-z&]{0,6}[A-Z])s?\)")
_WORD = re.compile(r"[^\W_][\w’'&/-]*")
_BEFORE = 90  # signs before the bracket in which the words stand
# They may be left out of the short name.
_SMALL = frozenset("of and for the in to on with a an & at".split())


@lru_cache(maxsize=4)
def defined_in(text: str) -> Mapping[str, str]:
    """Return the short names that *text* explains, each with the words it stands for.

    The words are those right before the bracket whose first letters are the short name's, small
    words counted or not; a hyphen may part two of them. The first explanation of a name counts.
    """
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        words = _words_before(before, match["short"])
        if words:
            found.setdefault(match["short"], words)
    return found


def _words_before(before: str, short: str) -> str | None:
    """Return the words at the end of *before* that *short* is made of, with one space between."""
    if not before.endswith((" ", "\n")):
        return None
    words = list(_WORD.finditer(before))
    at = len(words)
    left = [letter for letter in short.lower() if letter != "&"]
    while left and at:
        at -= 1
        word = words[at].group()
        parts = [part[0].lower() for part in re.split(r"[-/]", word) if part]
        if left[-len(parts) :] == parts:
            del left[-len(parts) :]
        elif left[-1] == parts[0]:
            left.pop()
        elif word.lower() not in _SMALL:
            return None
    whole = before[words[at].start() :] if not left and words[at:] else ""
    if not whole or len(words) - at < 2 or re.search(r"[.;:()]\s", whole):
        return None
    return " ".join(whole.split())
