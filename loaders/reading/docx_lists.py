"""The labels that Word prints before list items: counted here, as the file does not hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docx.oxml.ns import qn

from loaders.reading.markup import Node

if TYPE_CHECKING:
    from docx.document import Document

_ROMAN = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
_STEP = 18.0  # points; Word's own step from level to level


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level is labelled: Word's format name, pattern (``%1.%2``), first number, indent."""

    form: str
    pattern: str
    start: int
    left: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in a list: label, depth from 1, left edge in points."""

    label: str | None
    depth: int
    left: float


class Lists:
    """The lists of one paper; counts their items in the order in which they are asked for."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        part = next(
            (part for part in document.part.package.iter_parts() if "numbering" in part.partname),
            None,
        )
        root = getattr(part, "element", None)
        if root is not None:
            self._read(root)
        self._read_styles(cast("Node", document.styles.element))

    def label(self, paragraph: Node) -> Place | None:
        """Return the label before a paragraph and its place in a list, ``None`` without a list."""
        found = self._number_of(paragraph)
        if found is None:
            return None
        number, depth = found
        abstract = self._abstract.get(number, number)
        level = self._levels.get(abstract, {}).get(depth)
        own = _indent(paragraph)
        if level is None:
            return Place(None, depth + 1, own or _STEP * depth)
        left = level.left if own is None else own
        if level.form in ("bullet", "none"):
            return Place(level.pattern.strip() or None, depth + 1, left)
        self._count(abstract, depth, level.start)
        return Place(self._printed(abstract, level.pattern), depth + 1, left)

    def _read(self, root: Node) -> None:
        for definition in root.iter(qn("w:abstractNum")):
            levels = {}
            for level in definition.iter(qn("w:lvl")):
                levels[int(level.get(qn("w:ilvl")) or 0)] = _Level(
                    form=_value(level, "w:numFmt") or "decimal",
                    pattern=_value(level, "w:lvlText") or "",
                    start=int(_value(level, "w:start") or 1),
                    left=_indent(level) or 0.0,
                )
            self._levels[definition.get(qn("w:abstractNumId")) or ""] = levels
        for instance in root.iter(qn("w:num")):
            abstract = _value(instance, "w:abstractNumId")
            if abstract is not None:
                self._abstract[instance.get(qn("w:numId")) or ""] = abstract

    def _read_styles(self, root: Node) -> None:
        for style in root.iter(qn("w:style")):
            found = _numbering(style)
            if found is not None:
                self._by_style[style.get(qn("w:styleId")) or ""] = found

    def _number_of(self, paragraph: Node) -> tuple[str, int] | None:
        own = _numbering(paragraph)
        if own is not None:
            return own if own[0] != "0" else None
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._by_style.get(style.get(qn("w:val")) or "") if style is not None else None

    def _count(self, abstract: str, depth: int, start: int) -> None:
        key = (abstract, depth)
        self._counts[key] = self._counts.get(key, start - 1) + 1
        for other in [other for other in self._counts if other[0] == abstract]:
            if other[1] > depth:
                del self._counts[other]

    def _printed(self, abstract: str, pattern: str) -> str | None:
        def number(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            level = self._levels[abstract].get(depth)
            count = self._counts.get((abstract, depth), level.start if level else 1)
            return _form(count, level.form if level else "decimal")

        return re.sub(r"%(\d)", number, pattern).strip() or None


def _numbering(element: Node) -> tuple[str, int] | None:
    found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    number = _value(found, "w:numId") if found is not None else None
    if found is None or number is None:
        return None
    return number, int(_value(found, "w:ilvl") or 0)


def _indent(element: Node) -> float | None:
    """Return the left indent in points; the file has it in twentieths."""
    found = element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    if found is None:
        return None
    left = found.get(qn("w:left")) or found.get(qn("w:start"))
    return int(left) / 20 if left and left.lstrip("-").isdigit() else None


def _value(element: Node, tag: str) -> str | None:
    found = element.find(qn(tag))
    return found.get(qn("w:val")) if found is not None else None


def _form(count: int, form: str) -> str:
    if form.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman"):
        roman, rest = "", count
        for value, sign in _ROMAN:
            times, rest = divmod(rest, value)
            roman += sign * times
        return roman.upper() if form.startswith("upper") else roman
    return str(count)
