"""Grades given by a report: area, grade as code and as printed, with the words they stand in.

Codes: vocabularies ``judgement_areas`` and ``grades``. A recap of an earlier grade ("was judged
inadequate in 2020") is no judgement: only tables of judgements, headings that carry the grade and
the sentences in which a report gives its overall grade are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.ids import fold
from graph.quotes import Quote
from graph.records import Judgement
from loaders.common import Draft
from loaders.ofsted.sections import GRADE
from loaders.reading.blocks import Block
from ontology.vocabulary import scheme

_ALONE = re.compile(rf"(?:grade \d\s*\(?)?{GRADE}\)?[.\s\d]*", re.IGNORECASE)
_BEHIND_AREA = re.compile(
    rf"(?:\s*\(LSCB\))?[\s:–-]*(?:(?:is|are)\b[\s:–-]*)?(?:that it (?:is )?|judged to be )?"
    rf"{GRADE}[.\s\d]*",
    re.IGNORECASE,
)
_OVERALL = re.compile(
    rf"(?:\boverall judgement is\b|\bchildren[’']?s services?\b[^.]{{0,80}}?"
    rf"(?=\b(?:are|is|require)))[^.]{{0,60}}?\b{GRADE}\b",
    re.IGNORECASE,
)
_LSCB = re.compile(
    rf"(?:Safeguarding Children[’']?s? Boards?(?: \(LSCB\))?|\bLSCB)[,:]?\s+(?:(?:is|are)\s+)?"
    rf"(?:(?:judged )?to be\s+|judged\s+|that it (?:is )?)?{GRADE}\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*\d(?:\.\d)?\.?\s+")
_CODES = {
    "require improvement": "requires_improvement",
    "requires improvement": "requires_improvement",
    "requires improvement to be good": "requires_improvement",
    "require improvement to be good": "requires_improvement",
    "not judged": "not_judged",
}
_OUTCOMES = (
    ("widespread_failings", re.compile(r"widespread and/or systemic failings", re.IGNORECASE)),
    ("typically_positive", re.compile(r"typically (?:lead to )?positive\b", re.IGNORECASE)),
    ("inconsistent", re.compile(r"inconsistent experiences\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """An area or a grade found in a block, with its offsets there."""

    block: Block
    code: str
    start: int
    end: int


def table_of_judgements(draft: Draft, blocks: Sequence[Block]) -> list[Judgement]:
    """Return the grades of a table of judgements, however it was taken apart.

    A grade belongs to the area in its own block or row, else to the first area before it that has
    none yet. Blocks that hold an area or a grade count as used.
    """
    waiting: list[_Mark] = []
    found: list[Judgement] = []
    for block in blocks:
        area, grade = _area(block), _grade(block)
        if area is not None:
            draft.use(block)
            waiting.append(area)
        if grade is None or not waiting:
            continue
        draft.use(block)
        mine = next((one for one in waiting if _same_row(one, grade)), waiting[0])
        waiting.remove(mine)
        found.append(_judgement(draft, mine, grade))
    return found


def headings_with_grades(draft: Draft, headings: Iterable[Block]) -> list[Judgement]:
    """Return the grades that headings carry ("...: requires improvement to be good")."""
    found = []
    for heading in headings:
        area, grade = _area(heading), _grade(heading)
        if area is not None and grade is not None:
            found.append(_judgement(draft, area, grade))
    return found


def sentence_of_overall(draft: Draft, blocks: Iterable[Block]) -> Judgement | None:
    """Return the overall grade that a SIF report gives in a sentence on its cover."""
    return _in_sentence(draft, blocks, "overall", _OVERALL)


def sentence_of_board(draft: Draft, blocks: Iterable[Block]) -> Judgement | None:
    """Return the grade of the safeguarding board that a SIF report gives in a sentence."""
    return _in_sentence(draft, blocks, "lscb", _LSCB)


def outcome(draft: Draft, blocks: Iterable[Block]) -> Judgement | None:
    """Return the outcome that stands for a grade in an area SEND report."""
    for block in blocks:
        for code, pattern in _OUTCOMES:
            match = pattern.search(block.text)
            if match:
                quote = draft.quote(block, match.start(), match.end())
                return Judgement(area="send_outcome", grade=code, printed=quote.text, quote=quote)
    return None


def once(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return one judgement for each area: the first."""
    first: dict[str, Judgement] = {}
    for judgement in judgements:
        first.setdefault(judgement.area, judgement)
    return tuple(first.values())


def _in_sentence(
    draft: Draft, blocks: Iterable[Block], area: str, pattern: re.Pattern[str]
) -> Judgement | None:
    for block in blocks:
        match = pattern.search(block.text)
        if match:
            quote = draft.quote(block, match.start(), match.end())
            printed = match["grade"]
            return Judgement(area=area, grade=_code(printed), printed=printed, quote=quote)
    return None


def _area(block: Block) -> _Mark | None:
    number = _NUMBERED.match(block.text)
    start = number.end() if number else 0
    text = fold(block.text[start:])
    for label, code in _areas():
        if text.startswith(label) and len(text) < len(label) + 60:
            return _Mark(block=block, code=code, start=start, end=start + len(label))
    return None


def _grade(block: Block) -> _Mark | None:
    area = _area(block)
    match = _ALONE.fullmatch(block.text.strip())
    if match is None and area is not None:
        match = _BEHIND_AREA.fullmatch(block.text, area.end)
    if match is None:
        return None
    return _Mark(
        block=block, code=_code(match["grade"]), start=match.start("grade"), end=match.end("grade")
    )


def _same_row(area: _Mark, grade: _Mark) -> bool:
    one, other = area.block, grade.block
    if one is other:
        return True
    return one.table is not None and (one.table, one.row) == (other.table, other.row)


def _judgement(draft: Draft, area: _Mark, grade: _Mark) -> Judgement:
    quote = draft.quote(grade.block, grade.start, grade.end)
    first = area.block.start + area.start
    if first < quote.start and quote.start - first < 300:
        text = draft.reading.text[first : quote.end]
        quote = Quote(
            document=quote.document,
            text=text,
            start=first,
            end=quote.end,
            page=area.block.page_at(first),
        )
    printed = grade.block.text[grade.start : grade.end]
    return Judgement(area=area.code, grade=grade.code, printed=printed, quote=quote)


def _code(printed: str) -> str:
    plain = fold(printed)
    return _CODES.get(plain, plain.replace(" ", "_"))


@cache
def _areas() -> tuple[tuple[str, str], ...]:
    pairs: Iterator[tuple[str, str]] = (
        (fold(label), concept.id)
        for concept in scheme("judgement_areas")
        for label in concept.labels
    )
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
