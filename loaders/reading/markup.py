"""The shape of an XML element, as the libraries for Word and web pages hand it out untyped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Node(Protocol):
    """An element with its attributes and children."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Node]:
        """Iterate over the children."""
        ...

    def get(self, key: str) -> str | None:
        """Return an attribute."""

    def find(self, path: str) -> Node | None:
        """Return the first element on a path below this one."""

    def iter(self, *tags: str) -> Iterator[Node]:
        """Iterate over this element and all below with one of the tags, in reading order."""
        ...

    def iterancestors(self) -> Iterator[Node]:
        """Iterate over the elements around this one, the nearest first."""
        ...

    def xpath(self, path: str) -> list[str]:
        """Return the words that an XPath expression finds."""
        ...
