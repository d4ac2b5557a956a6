"""What a spreadsheet cell shows: its value in its own format, and the colour behind it."""

from __future__ import annotations

import colorsys
import datetime
import re
from collections.abc import Iterator
from typing import Protocol

from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.styles.fills import PatternFill
from openpyxl.styles.fonts import Font

from loaders.reading.pieces import mended

# Excel keeps its short date under this name and shows it as the country does.
_SHORT_DATE = "mm-dd-yy"
_BRITISH = "dd/mm/yyyy"
_DATE_PART = re.compile(r"y+|m+|d+|h+|s+|AM/PM|\"[^\"]*\"|\\.|\[[^\]]*\]|.", re.I)
_PERCENT = re.compile(r"0(?:\.(0+))?%")
# Order in which colours are numbered against the order of the theme's own file.
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_WHITE = "FFFFFF"
_LARGEST = 1e300


class SheetCell(Protocol):
    """A cell as the library gives it in a read-only sheet; rows and columns count from 1."""

    row: int
    column: int
    value: object
    number_format: str
    has_style: bool
    fill: PatternFill
    font: Font


class Sheet(Protocol):
    """A read-only sheet."""

    title: str
    _worksheet_path: str

    def reset_dimensions(self) -> None:
        """Forget the size that the file states, which may be wrong."""

    def iter_rows(self) -> Iterator[tuple[SheetCell, ...]]:
        """Read the rows one by one."""
        ...


def shown(cell: SheetCell) -> str:
    """Return what a cell shows, with single spaces; empty without a value."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _dated(value, cell.number_format)
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return mended(str(value)).strip()


def _number(value: float, form: str) -> str:
    if not -_LARGEST < value < _LARGEST:  # nor where it is no number
        return str(value)
    percent = _PERCENT.search(form)
    if percent:
        return f"{value:.{len(percent.group(1) or '')}%}"
    return str(int(value)) if value == int(value) else repr(round(value, 10))


def _dated(value: datetime.datetime | datetime.date | datetime.time, form: str) -> str:
    form = _BRITISH if form in (_SHORT_DATE, "General") else form.split(";")[0]
    words = ""
    hours = False
    for part in _DATE_PART.findall(form):
        sign, width = part[0].lower(), len(part)
        if part[0] in '"\\[':
            words += "" if part[0] == "[" else part.strip('"\\')
        elif sign == "m" and hours:
            words += value.strftime("%M")
        elif isinstance(value, datetime.date) and sign in "ymd":
            words += _date_part(value, sign, width)
        elif sign in "hs":
            hours = sign == "h"
            words += value.strftime("%H" if sign == "h" else "%S")
        elif part.upper() != "AM/PM" and sign not in "ymd":
            words += part
    return mended(words).strip() or value.isoformat()


def _date_part(value: datetime.date, sign: str, width: int) -> str:
    if sign == "y":
        return f"{value.year:04}" if width > 2 else f"{value.year % 100:02}"
    number = value.month if sign == "m" else value.day
    if width > 3:
        return value.strftime("%B" if sign == "m" else "%A")
    if width == 3:
        return value.strftime("%b" if sign == "m" else "%a")
    return f"{number:02}" if width == 2 else str(number)


class Palette:
    """The colours of one workbook; *theme* is its theme's XML."""

    def __init__(self, theme: bytes | None) -> None:
        words = (theme or b"").decode("utf-8", "replace")
        self._theme: list[str | None] = []
        for name in _THEME:
            found = re.search(
                rf"<a:{name}>.*?(?:lastClr|srgbClr val)=\"([0-9A-Fa-f]{{6}})\"", words, re.S
            )
            self._theme.append(found.group(1).upper() if found else None)

    def fill(self, cell: SheetCell) -> str | None:
        """Return the colour behind a cell, ``None`` for none and for white."""
        if not cell.has_style or cell.fill.patternType != "solid":
            return None
        colour = self._hexadecimal(cell.fill.fgColor)
        return None if colour == _WHITE else colour

    def _hexadecimal(self, colour: Color) -> str | None:
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            return colour.rgb[-6:].upper()
        if colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
            return COLOR_INDEX[colour.indexed][-6:].upper()
        if colour.type == "theme" and colour.theme < len(self._theme):
            base = self._theme[colour.theme]
            return _tinted(base, colour.tint) if base else None
        return None


def _tinted(colour: str, tint: float) -> str:
    """Return *colour* lighter (tint above 0) or darker, as the file format defines it."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    shades = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{round(shade * 255):02X}" for shade in shades)
