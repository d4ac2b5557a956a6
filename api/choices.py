"""The filters that a page offers, and the authority that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from graph.store.base import View
from ontology.errors import UnknownRecordError


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One field of a filter form: a list to choose from, or a field to type into.

    Attributes:
        name: of the query parameter.
        label: what it says above the field.
        value: what is chosen now.
        options: (value, words) to choose from; ``None`` for a field to type into.
        type: kind of a field to type into.
    """

    name: str
    label: str
    value: str = ""
    options: tuple[tuple[str, str], ...] | None = None
    type: str = "text"


def in_scope(view: View, authority: str | None) -> str | None:
    """Return the authority that a page is about: the one named, or the only one there is.

    ``None`` means that there are several, or none, and the reader has to choose.

    Raises:
        UnknownRecordError: no paper is held about the one named.
    """
    known = view.authorities()
    if authority and authority not in known:
        raise UnknownRecordError(f"No paper is held about {authority!r}.")
    return authority or (known[0] if len(known) == 1 else None)
