"""Takes a compound concern apart, so that progress on one half does not hide silence on the other.

``The work with children who experience neglect, and the use of pre-proceedings`` is two matters in
one bullet. ``To assess, support and protect children`` is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.linking.background import background
from graph.linking.groups import groups_in, without_actors
from ontology.themes import themes_in

_LIST = re.compile(
    r",?\s+including(?:\s+(?:in|on|for))?:?\s+|:\s+"
    r"|,?\s+with (?:a )?(?:particular |specific |clear |strong )?(?:focus|emphasis) on\s+"
)
_STOP = re.compile(r"(?<=[a-z)])\.\s+(?=[A-Z])")
_SEMICOLON = re.compile(r"\s*;\s*(?:and\s+)?")
_DETERMINED = re.compile(r",?\s+(?:and|as well as)\s+(?=(?:the|that|how|whether|their|its)\s)")
_AND = re.compile(r",?\s+(?:and|as well as)\s+")
_AND_OR_COMMA = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
VERBS = re.compile(
    r"(?<!access )(?<!response )(?<!responses )(?<!relation )(?<!attention )(?<!approach )"
    r"\bto\s+(?:\w+,\s+)*\w+,?\s+and\s+\w+|\bbe\s+\w+ed,?\s+and\s+(?:\w+\s+)?\w+ed\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'&]*(?:\s+(?:[A-Z][\w’'&]*|of|and|the|for))*\s+[A-Z][\w’'&]*")
# Those whom papers name together, so that no matter ends between them.
_THOSE_NEAR = re.compile(
    r",?\s+and their (?:famil(?:y|ies)|parents?|carers?|siblings?)\b", re.IGNORECASE
)
# Where a concern turns from what must be better to what for, or for whom above all.
TAIL = re.compile(
    r",?\s+(?:so that|so as to|in order (?:to|that|for)|to (?:ensure|make sure|enable|inform|help|"
    r"reflect|drive|meet|secure|promote|prevent|avoid|allow)|particularly|in particular|"
    r"especially|such as|including|with (?:a )?(?:particular|specific|clear) reference|"
    r"with (?:a )?(?:particular |specific |clear |strong )?(?:focus|emphasis)|"
    r"specifically|where|when|which|(?<!sure )(?<!so )(?<!ensure )(?<!know )that)\b",
    re.IGNORECASE,
)
# Groups of children put in as examples: ``children, including care leavers, benefit``.
_ASIDE = re.compile(r",\s+(?:including|particularly|especially)\s+([^,;.]+),")
# Two heads that share what follows: ``the oversight and impact of the board`` is one matter.
_SHARED = re.compile(
    r"(?:(?!(?:of|for|in|to|by|with|from|on|at|between|that|which)\b)[\w’'-]+,?\s*){1,4}\|"
    r"(?:[\w’'-]+\s+){1,3}(?:of|for|in|to|with|by)\b",
    re.IGNORECASE,
)
# A piece that ends so says half of something: ``referrals from, and meetings with, the police``.
_OPEN = re.compile(r"\b(?:of|for|in|to|by|with|from|on|at|between|the|a|an)$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:this|these|that|those|they|it|also|however|although|while|for example|as a result|"
    r"consequently|therefore|some|in some|in addition)\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"\s+should\b", re.IGNORECASE)
_ABOUT = "about the part '{}'"
_TOLD = re.compile(re.escape(_ABOUT).replace(re.escape("{}"), "(.+)"))
_NEAR = 4  # words
_SENTENCES = 2  # a printed concern has at most so many
_SHORTEST = 8  # letters that say something before a concern turns to what for
_BROAD = 0.5


def parts_of(text: str) -> tuple[str, ...]:
    """Return the matters that *text* holds, in its own words; one where it cannot be parted.

    It is parted at the ends of sentences and semicolons, at "including", at "and the ...", and at
    any other "and" (behind "including" also at a comma) where either side names a subject that the
    other does not. A list of verbs, of groups of children, or within a name stays whole, and so
    does an example too broad to stand for itself.
    """
    found: list[str] = []
    for sentence in _stating(_cut(without_asides(text), _STOP)):
        head, *lists = _cut(sentence, _LIST)
        heads = _cut(head, _SEMICOLON)
        halves = [
            part
            for one in heads
            for half in _cut(one, _DETERMINED)
            for part in _by_subject(half, _AND)
        ]
        examples = [
            part
            for items in lists
            for item in _cut(items, _SEMICOLON)
            for part in _by_subject(item, _AND_OR_COMMA)
        ]
        if lists and not all(_stands(example) for example in examples):
            # What is listed is in what respect the subject must be better, and nothing by itself.
            halves[-1] = sentence[sentence.index(halves[-1]) :]
            examples = []
        found += halves + examples
    kept = tuple(part for part in (piece.strip(" .,:;") for piece in found) if part)
    return kept or (text,)


def about_part(part: str) -> str:
    """Return the reason that says that a link is about one part of a compound concern."""
    return _ABOUT.format(part)


def parts_named(reasons: Iterable[str]) -> tuple[str, ...]:
    """Return the parts that the *reasons* of a link name; none where it is about the whole."""
    told = (_TOLD.fullmatch(reason) for reason in reasons)
    return tuple(reason[1] for reason in told if reason)


def _stating(sentences: list[str]) -> list[str]:
    """Return the sentences that state a concern: where it is a whole paragraph, the first.

    What follows there tells how it shows, what came of it, and what is good beside it.
    """
    first, *more = sentences
    if len(sentences) > _SENTENCES:
        return [first]
    return [first, *(one for one in more if not _GOES_ON.match(one))]


def is_paragraph(text: str) -> bool:
    """Tell whether a concern is a whole paragraph: it goes on after its second sentence."""
    return len(_cut(text, _STOP)) > _SENTENCES


def without_asides(text: str) -> str:
    """Return *text* without groups of children that it only names as examples."""
    return _ASIDE.sub(lambda aside: " " if groups_in(aside[1]).of_children else aside[0], text)


def head_of(text: str) -> str:
    """Return what *text* says before it turns to what for, or for whom above all.

    It does not turn before it has named a subject. What a subject "should" do or be says in what
    respect it must be better.
    """
    tails = (turn.start() for turn in TAIL.finditer(text, _SHORTEST))
    turn = next((place for place in tails if themes_in(text[:place])), len(text))
    asked = _SHOULD.search(text)
    if asked and subjects_in(text[: asked.start()]):
        turn = min(turn, asked.start())
    return text[:turn]


def subjects_in(text: str) -> set[str]:
    """Return the themes of *text* that are more than the name of a group or of a post."""
    return set(themes_in(without_actors(text))) - groups_in(text).of_children


def _stands(example: str) -> bool:
    tell = background().theme_weight
    return any(tell(theme) >= _BROAD for theme in subjects_in(example))


def _by_subject(text: str, pattern: re.Pattern[str]) -> list[str]:
    kept: list[str] = []
    start = end = 0
    for piece in _cut(text, pattern):
        first = text.index(piece, end)
        end = first + len(piece)
        if kept and _differ(kept[-1], piece):
            start = first
            kept.append(piece)
        elif kept:
            kept[-1] = text[start:end]
        else:
            kept.append(piece)
    return kept


def _differ(one: str, other: str) -> bool:
    here, there = subjects_in(one), subjects_in(other)
    return bool(here and there) and not here & there and not _lists_groups(one, other)


def _lists_groups(one: str, other: str) -> bool:
    """Whether the two meet between groups of children: ``in need | and with protection plans``."""
    last, first = one.split()[-_NEAR:], other.split()[:_NEAR]
    return bool(groups_in(" ".join(last)).of_children and groups_in(" ".join(first)).of_children)


def _cut(text: str, pattern: re.Pattern[str]) -> list[str]:
    kept = (VERBS, _NAME, _THOSE_NEAR)
    whole = [match.span() for matcher in kept for match in matcher.finditer(text)]
    if pattern not in (_STOP, _LIST, _SEMICOLON):
        whole.append((len(head_of(text)), len(text)))
    pieces, start = [], 0
    for match in pattern.finditer(text):
        if any(first <= match.start() < last for first, last in whole):
            continue
        if pattern is not _STOP and _OPEN.search(text[start : match.start()]):
            continue
        if pattern is _AND and _SHARED.match(
            text[start : match.start()] + "|" + text[match.end() :]
        ):
            continue
        pieces.append(text[start : match.start()])
        start = match.end()
    return [*pieces, text[start:]]
