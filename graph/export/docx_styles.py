"""The styles of the Word file: all looks live here, so that they can be changed in one place."""

from __future__ import annotations

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Calibri"
INK, NAVY, RED, GREY = "1A1A1A", "14375E", "A3281C", "4A4A4A"
PAPER, MARGIN = (Cm(21.0), Cm(29.7)), Cm(2.0)  # A4
WIDTH = PAPER[0] - 2 * MARGIN

# Paragraphs of our own: name, style it rests on, size in points, colour, bold, italic.
OWN = (
    ("Source", "Normal", 9, GREY, False, False),
    ("Note", "Normal", 10, INK, False, False),
    ("Cell", "Normal", 9, INK, False, False),
    ("Cell Strong", "Cell", 9, INK, True, False),
    ("Cell Small", "Cell", 8, GREY, False, False),
    ("Cell Quote", "Cell", 9, INK, False, False),
    ("Cell Code", "Cell", 7, INK, False, False),
    ("Cell Head", "Cell", 9, "FFFFFF", True, False),
    ("toc 1", "Normal", 10.5, INK, False, False),
)
# What the styles of cells are called for each kind of piece.
TABLE = {
    "plain": "Cell",
    "strong": "CellStrong",
    "small": "CellSmall",
    "quote": "CellQuote",
    "code": "CellCode",
}
_HEADINGS = {"Title": 26, "Subtitle": 13, "Heading 1": 17, "Heading 2": 12.5}


def dress(word: Word, *, title: str) -> None:
    """Set paper, language and styles; *title* is shown by readers in place of the file's name."""
    section = word.sections[0]
    section.page_width, section.page_height = PAPER
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    _language(word)
    _normal(word)
    for name, size in _HEADINGS.items():
        _heading(word, name, size)
    for name, base, size, colour, bold, italic in OWN:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == "toc 1")
        style.base_style = word.styles[base]
        _font(style, size, colour, bold=bold, italic=italic)
        space = Pt(0 if name.startswith("Cell") else 6)
        style.paragraph_format.space_after = Pt(2) if name.startswith("Cell") else space
    _contents(word)
    _quote(word)
    _edge(word.styles["Note"], "8A4B00", "dashed")
    word.core_properties.title = title


def _normal(word: Word) -> None:
    style = word.styles["Normal"]
    _font(style, 10.5, INK)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.line_spacing = 1.1
    word.styles["List Bullet"].paragraph_format.space_after = Pt(3)


def _heading(word: Word, name: str, size: float) -> None:
    style = word.styles[name]
    _font(style, size, NAVY, bold=name != "Subtitle", italic=False)
    style.paragraph_format.space_before = Pt(0 if name in _TOP else 14)
    style.paragraph_format.space_after = Pt(14 if name == "Subtitle" else 5)
    style.paragraph_format.keep_with_next = True
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


_TOP = ("Title", "Subtitle")


def _contents(word: Word) -> None:
    """Page numbers of the contents stand at the right; long entries keep clear of them."""
    form = word.styles["toc 1"].paragraph_format
    form.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    form.right_indent = Cm(1.2)


def _quote(word: Word) -> None:
    style = word.styles["Quote"]
    _font(style, 11.5, INK, italic=False)
    style.paragraph_format.left_indent = Cm(0.4)
    style.paragraph_format.space_before = Pt(8)
    style.paragraph_format.space_after = Pt(2)
    style.paragraph_format.keep_with_next = True
    _edge(style, RED, "single")
    word.styles["Source"].paragraph_format.left_indent = Cm(0.4)


def _font(
    style: ParagraphStyle, size: float, colour: str, *, bold: bool = False, italic: bool = False
) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _edge(style: ParagraphStyle, colour: str, line: str) -> None:
    """Draw a line along the left of every paragraph of a style."""
    border = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", line), ("sz", "18"), ("space", "8"), ("color", colour)):
        left.set(qn(f"w:{name}"), value)
    border.append(left)
    # The order of these elements is fixed (ECMA-376, 17.3.1.26): the border before spacing.
    properties = style.element.get_or_add_pPr()
    before = [child for child in properties if child.tag in _BEFORE_BORDER]
    properties.insert(len(before), border)


_BEFORE_BORDER = {
    qn(f"w:{name}")
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr",
                 "widowControl", "numPr", "suppressLineNumbers")
}  # fmt: skip


def _language(word: Word) -> None:
    """Say that the words are British English, for readers aloud and for spelling."""
    for element in word.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), "en-GB")
    for element in word.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), "en-GB")
    word.core_properties.language = "en-GB"
