"""The PDF library's raw calls: text runs with font and tag of each page, and the tag tree.

One ctypes call per character is what makes reading slow, so the words of a page are fetched in
one call and cut where the text object changes; the change is found by doubling steps.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import hypot
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

Path = tuple[int, ...]
_Type = type[ctypes.c_void_p] | type[ctypes.c_int] | type[ctypes.c_size_t] | type[ctypes.c_ulong]

_LONGEST_PROPERTY = 4_000  # bytes, two for each character


@dataclass(frozen=True, slots=True)
class Font:
    """What tells a heading from body text."""

    name: str
    bold: bool
    italic: bool


@dataclass(slots=True)
class Run:
    """Consecutive characters of one text object; ``mark`` is -1 outside all tags."""

    text: str
    mark: int
    size: float
    font: Font
    handle: int


@dataclass(slots=True)
class Tag:
    """One element of the tag tree, as far as it stands on one page.

    Attributes:
        kind: P, H1, LI, LBody, Table, TD ... in the standard's words.
        path: place among its parents' children; the same element has the same path on each page.
        children: marked-content ids and further tags, each with its place, in reading order.
    """

    kind: str
    path: Path
    children: list[int | Tag]


def _quick(name: str, result: _Type, *arguments: _Type) -> Callable[..., Any]:
    """Return a raw call that takes and gives plain numbers: half the cost of pointer objects."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    prototype = ctypes.CFUNCTYPE(result, *arguments)
    function: Callable[..., Any] = prototype(address)
    return function


_pointer, _int, _bool = ctypes.c_void_p, ctypes.c_int, ctypes.c_int
_object_at = _quick("FPDFText_GetTextObject", _pointer, _pointer, _int)
_mark_of = _quick("FPDFPageObj_GetMarkedContentID", _int, _pointer)
_font_of = _quick("FPDFTextObj_GetFont", _pointer, _pointer)
_size_of = _quick("FPDFTextObj_GetFontSize", _bool, _pointer, _pointer)
_matrix_of = _quick("FPDFPageObj_GetMatrix", _bool, _pointer, _pointer)
_bounds_of = _quick("FPDFPageObj_GetBounds", _bool, _pointer, *[_pointer] * 4)
_font_name = _quick(
    "FPDFFont_GetBaseFontName", ctypes.c_size_t, _pointer, _pointer, ctypes.c_size_t
)
_font_weight = _quick("FPDFFont_GetWeight", _int, _pointer)
_tree_size = _quick("FPDF_StructTree_CountChildren", _int, _pointer)
_tree_child = _quick("FPDF_StructTree_GetChildAtIndex", _pointer, _pointer, _int)
_kids = _quick("FPDF_StructElement_CountChildren", _int, _pointer)
_kid = _quick("FPDF_StructElement_GetChildAtIndex", _pointer, _pointer, _int)
_kid_mark = _quick("FPDF_StructElement_GetChildMarkedContentID", _int, _pointer, _int)
_kind_of = _quick("FPDF_StructElement_GetType", ctypes.c_ulong, _pointer, _pointer, ctypes.c_ulong)


def bounds(run: Run) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a run in points; only while its page is open."""
    corners = (ctypes.c_float * 4)()
    start = ctypes.addressof(corners)
    _bounds_of(run.handle, start, start + 4, start + 8, start + 12)
    left, bottom, right, top = corners
    return left, bottom, right, top


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF and close it again; raises pypdfium2.PdfiumError where it cannot be opened."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def property_of(document: pypdfium2.PdfDocument, key: str) -> str:
    """Return a property that the file states; empty without, or where it is no such words.

    The library's own call fails on halves of characters.
    """
    name = key.encode() + b"\x00"
    size = raw.FPDF_GetMetaText(document.raw, name, None, 0)
    if size > _LONGEST_PROPERTY:
        return ""
    words = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document.raw, name, words, size)
    return words.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


def page_text(page: pypdfium2.PdfPage) -> str:
    """Return the plain text of one page."""
    words = page.get_textpage()
    try:
        text: str = words.get_text_range()
    finally:
        words.close()
    return text


@contextmanager
def page_runs(page: pypdfium2.PdfPage) -> Iterator[list[Run]]:
    """Give the text runs of a page, and close the page behind the last use of them."""
    words = page.get_textpage()
    try:
        yield _PageText(words).runs()
    finally:
        words.close()
        page.close()


def has_picture(page: pypdfium2.PdfPage) -> bool:
    """Tell whether a page shows a picture."""
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))


class _PageText:
    """The words of one page, and which text object each character belongs to."""

    def __init__(self, words: pypdfium2.PdfTextPage) -> None:
        self._handle = ctypes.cast(words.raw, ctypes.c_void_p).value
        self._fonts: dict[int, Font] = {}
        self._number = ctypes.c_float()
        self._matrix = (ctypes.c_float * 6)()
        self._to_number = ctypes.addressof(self._number)
        self._to_matrix = ctypes.addressof(self._matrix)
        self.text: str = words.get_text_range()

    def runs(self) -> list[Run]:
        """Return the runs; what the library adds (spaces, line ends) belongs to the run before."""
        found: list[Run] = []
        start, count = 0, len(self.text)
        while start < count:
            handle = _object_at(self._handle, start)
            end = self._end_of_run(handle, start, count)
            if self.text.startswith("\r\n", end):  # added by the library, and of no object
                end += 2
            words = self.text[start:end]
            if found and (handle is None or found[-1].handle == handle):
                found[-1].text += words
            elif handle is not None:
                found.append(self._run(handle, words))
            start = end
        return found

    def _end_of_run(self, handle: int | None, start: int, count: int) -> int:
        """Find the first character behind *start* of another object: double, then halve.

        Many runs go on to the end of their line, so that is tried first.
        """
        if handle is None:  # added characters come in ones and twos, with short runs between
            return start + 1
        line = self.text.find("\r\n", start)
        if line > start and _object_at(self._handle, line - 1) == handle:
            return line
        step, same = 4, start
        while same + step < count and _object_at(self._handle, same + step) == handle:
            same += step
            step *= 2
        low, high = same, min(same + step, count)
        while high - low > 1:
            middle = (low + high) // 2
            if _object_at(self._handle, middle) == handle:
                low = middle
            else:
                high = middle
        return high

    def _run(self, handle: int, text: str) -> Run:
        font = _font_of(handle)
        known = self._fonts.get(font)
        if known is None:
            known = self._fonts[font] = _describe(font)
        return Run(text, _mark_of(handle), self._size(handle), known, handle)

    def _size(self, handle: int) -> float:
        """Return the printed size: the font's size times the scale of the text's own matrix."""
        _size_of(handle, self._to_number)
        _matrix_of(handle, self._to_matrix)
        _, _, along, across, _, _ = self._matrix
        return round(self._number.value * hypot(along, across), 1)


_NO_FONT = Font("", False, False)


def _describe(font: int | None) -> Font:
    if not font:
        return _NO_FONT
    buffer = ctypes.create_string_buffer(256)
    _font_name(font, buffer, 256)
    name = buffer.value.decode("latin-1")
    low = name.lower()
    bold = any(word in low for word in ("bold", "black", "heavy"))
    italic = any(word in low for word in ("italic", "oblique"))
    return Font(name, bold or _font_weight(font) >= 600, italic)


def tags(page: pypdfium2.PdfPage) -> list[Tag]:
    """Return the tag tree of one page; empty where the file is not tagged."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return []
    try:
        handle = ctypes.cast(tree, ctypes.c_void_p).value
        found = []
        for place in range(_tree_size(handle)):
            element = _tree_child(handle, place)
            if element:
                found.append(_tag(element, (place,)))
        return found
    finally:
        raw.FPDF_StructTree_Close(tree)


_BUFFER = ctypes.create_string_buffer(64)
# The few kinds that there are, by their bytes.
_KINDS = {
    f"{kind}\0".encode("utf-16-le"): kind for kind in "P Span L LI LBody Lbl TR TD TH".split()
}


def _kind(size: int) -> str:
    return _BUFFER.raw[: max(size - 2, 0)].decode("utf-16-le", "replace") if size <= 64 else "?"


def _tag(element: int, path: Path) -> Tag:
    size = _kind_of(element, _BUFFER, 64)
    kind = _KINDS.get(_BUFFER.raw[:size]) or _kind(size)
    children: list[int | Tag] = []
    for place in range(_kids(element)):
        mark = _kid_mark(element, place)
        if mark >= 0:
            children.append(mark)
            continue
        child = _kid(element, place)
        if child:
            children.append(_tag(child, (*path, place)))
    return Tag(kind, path, children)
