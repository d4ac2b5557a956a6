"""A council's own name and colour in the header, from a small file.

The file is TOML: a table for each council, named as its papers name it, with ``accent``, a colour
as ``#rrggbb``, and ``name``, what the header says instead of the council's name; each may be left
out. A table ``default`` is for pages that are about no council, and for all councils without a
table of their own. White words stand on the colour, so it must be dark enough to read them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from ontology.errors import SettingsError

DEFAULT = "default"
CONTRAST = 4.5  # to 1, of words to their ground: WCAG 2.2, success criterion 1.4.3
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_KNOWN = {"accent", "name"}
_LONGEST = 60  # letters of a name; the header has one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What the header of one council shows; ``None`` for what is left as it is."""

    name: str | None = None
    accent: str | None = None

    @property
    def deep(self) -> str:
        """The colour a third darker, for buttons under the pointer."""
        parts = _parts(self.accent or "#000000")
        return "#" + "".join(f"{int(part * 0.67):02x}" for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """The themes of one server, by council."""

    by_council: Mapping[str, Theme] = field(default_factory=dict)

    def of(self, authority: str | None) -> Theme:
        """Return the theme of pages about a council, or about none."""
        default = self.by_council.get(DEFAULT, Theme())
        own = self.by_council.get(authority or DEFAULT)
        if own is None:
            return default
        return Theme(name=own.name or authority, accent=own.accent or default.accent)


# Of the request under way; pages are made without being handed the settings of their server.
current: ContextVar[Themes] = ContextVar("themes", default=Themes())  # noqa: B039 frozen


def read_themes(path: Path) -> Themes:
    """Read a file of themes.

    Raises:
        SettingsError: it cannot be read, says what nobody knows, or a colour is too pale; every
            fault is named.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not in UTF-8"
        raise SettingsError(f"{path}: the themes cannot be read: {why}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: the themes are no TOML: {error}") from None
    faults = list(_faults(told))
    if faults:
        raise SettingsError(f"{path}: {'; '.join(faults)}")
    return Themes(by_council={council: Theme(**said) for council, said in told.items()})


def _faults(told: Mapping[str, object]) -> Iterator[str]:
    for council, said in told.items():
        if not isinstance(said, dict):
            yield f'{council!r} stands outside a table; write ["COUNCIL"] above it'
            continue
        for key in said.keys() - _KNOWN:
            yield f"{key!r} of {council} is unknown; there are accent and name"
        yield from _faults_of(council, said.get("accent"), said.get("name"))


def _faults_of(council: str, accent: object, name: object) -> Iterator[str]:
    if name is not None and not (isinstance(name, str) and 0 < len(name.strip()) <= _LONGEST):
        yield f"the name of {council} must be words, {_LONGEST} letters at most"
    if accent is None:
        return
    if not isinstance(accent, str) or not _COLOUR.fullmatch(accent):
        yield f"the accent of {council} is {accent!r}, and not a colour such as '#17344f'"
    elif (found := contrast(accent)) < CONTRAST:
        yield (
            f"white words on the accent {accent} of {council} have a contrast of {found:.2f} to 1,"
            f" and need {CONTRAST}; choose a darker colour"
        )


def contrast(colour: str) -> float:
    """Return the contrast of white to a colour ``#rrggbb``, 1 to 21.

    Source: WCAG 2.2, definitions of contrast ratio and of relative luminance.
    """
    linear = (_linear(part / 255) for part in _parts(colour))
    weights = (0.2126, 0.7152, 0.0722)
    return 1.05 / (sum(w * part for w, part in zip(weights, linear, strict=True)) + 0.05)


def _parts(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def style_sheet(theme: Theme) -> str:
    """Return the CSS that puts a theme's colour in the place of ours."""
    if theme.accent is None:
        return ""
    return f":root {{ --brand: {theme.accent}; --brand-deep: {theme.deep}; }}\n"
