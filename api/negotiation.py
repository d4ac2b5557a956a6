"""Chooses among the forms of an answer by what the other side accepts (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Mapping


def chosen(accept: str | None, offered: Mapping[str, str], *, default: str) -> str | None:
    """Return the name of the form that is wanted most; ``None`` if none of them is wanted.

    Args:
        accept: the header; everything is accepted without one.
        offered: names of forms by media type, the first of equals goes first.
        default: the name for whoever takes anything.
    """
    wanted = [_range(part) for part in (accept or "*/*").split(",") if part.strip()]
    best, name = 0.0, None
    for media_type, form in offered.items():
        quality = _quality(wanted, media_type)
        if quality > best:
            best, name = quality, form
    anything = max((quality for kind, quality in wanted if kind == "*/*"), default=0.0)
    return default if anything and anything >= best else name


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().casefold() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return kind.casefold(), quality


def _quality(wanted: list[tuple[str, float]], media_type: str) -> float:
    """How much a form is wanted; the most particular of what is said of it counts."""
    said = dict(reversed(wanted))
    family = f"{media_type.split('/', maxsplit=1)[0]}/*"
    for kind in (media_type, family, "*/*"):
        if kind in said:
            return said[kind]
    return 0.0
