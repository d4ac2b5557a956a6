"""A quote: the exact words of a paper and where they stand. No fact exists without one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one document, to the letter.

    Attributes:
        document: id of the document.
        text: the exact words; equal to ``text_of_document[start:end]``.
        start: offset of the first character in the document's text, in code points.
        end: offset behind the last character, in code points.
        page: page of the first word, counted from 1; ``None`` where the paper has no pages.
        paragraph: what the paper calls the place: a printed number (``3.2``), or a sheet and cell
            (``Plan!C7``); ``None`` where it has no name.
    """

    document: str
    text: str
    start: int
    end: int
    page: int | None = None
    paragraph: str | None = None

    def __post_init__(self) -> None:
        """Refuse a quote without words or with offsets that cannot hold them."""
        if not self.text.strip():
            raise ValueError("a quote needs words")
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(f"offsets {self.start}-{self.end} do not hold {self.text[:40]!r}")

    def stands_in(self, document_text: str) -> bool:
        """Tell whether these very words stand at these offsets of *document_text*."""
        return document_text[self.start : self.end] == self.text
