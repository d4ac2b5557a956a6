"""What stands beneath which heading, and which lines are mere form: words in vocabularies.

Source: ``ontology/vocabularies/sections.ttl`` and ``boilerplate.ttl``; whoever meets a new heading
adds it there.
"""

from __future__ import annotations

import re
from functools import cache

from graph.ids import fold
from loaders.reading.blocks import Block
from ontology.vocabulary import scheme

LISTS = ("priority_action", "area_for_improvement", "recommendation")
IGNORED = {
    "contents": "table of contents",
    "about_area": "figures on the area, brought up to date by the authority itself: no findings",
    "about_inspection": "about the inspection and its team",
}

# A grade as any framework prints it, in a group named "grade".
GRADE = (
    r"(?P<grade>outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate|"
    r"not judged)"
)

_FOOTNOTE = re.compile(r"(?<=[a-z?:.)])\s?\d{1,2}$")
_STRENGTHS = re.compile(r"\bstrengths?\b")
_GRADE_ALONE = re.compile(rf"(?:grade \d\b.*|{GRADE})")
_AREA_IN_WORDS = 5  # shorter names of areas are sub-headings of lists as well
_SENTENCE = 15  # words: longer text that ends with a full stop is no heading, whatever its tag
_MARKS = " :;.?,-*#"
_LONGEST_HEADING = 160
_KEY = 2  # letters by which lines of form are looked up


def plain(heading: str) -> str:
    """Return *heading* for comparison: folded, without footnote figure or mark at the end."""
    text = fold(heading).strip(_MARKS)
    return _FOOTNOTE.sub("", text).strip(_MARKS)


def role(heading: str) -> str | None:
    """Return the code of the section that *heading* opens, or ``None`` if no rule knows it."""
    if len(heading) > _LONGEST_HEADING:
        return None
    text = plain(heading)
    whole, beginnings = _headings()
    if text in whole:
        return whole[text]
    for words, code in beginnings:
        if text.startswith(words):
            return code
    return "findings" if _STRENGTHS.search(text) else None


def form(text: str) -> str | None:
    """Return why *text* is mere form (an address, a licence ...), or ``None`` if it is not."""
    head = fold(text[:80])
    candidates = _forms().get(head[:_KEY], ())
    return next((why for words, why in candidates if head.startswith(words)), None)


def is_heading(block: Block) -> bool:
    """Tell whether *block* is a heading: by its look, or because its words are a known one."""
    if block.kind == "heading":
        words = len(block.text.split())
        return words <= _SENTENCE or (words < 2 * _SENTENCE and not block.text.endswith("."))
    return block.label is None and len(block.text) < _LONGEST_HEADING and _known(block.text)


def is_grade(heading: str) -> bool:
    """Tell whether *heading* is nothing but a grade ("Grade 4 (Inadequate)", "Good")."""
    return _GRADE_ALONE.fullmatch(plain(heading)) is not None


def _known(text: str) -> bool:
    return plain(text) in _headings()[0]


@cache
def _headings() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    whole: dict[str, str] = {}
    beginnings: list[tuple[str, str]] = []
    for area in scheme("judgement_areas"):
        long = (label for label in area.labels if len(label.split()) >= _AREA_IN_WORDS)
        whole |= {plain(label): "findings" for label in long}
    for concept in scheme("sections"):
        whole |= {plain(label): concept.id for label in (concept.label, *concept.alternatives)}
        beginnings += [(plain(words), concept.id) for words in concept.hidden]
    beginnings.sort(key=lambda pair: -len(pair[0]))
    return whole, tuple(beginnings)


@cache
def _forms() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for concept in scheme("boilerplate"):
        for words in map(fold, concept.hidden):
            key = words[:_KEY]
            found[key] = (*found.get(key, ()), (words, concept.definition))
    return found
