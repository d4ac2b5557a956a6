"""Reads files of papers once more, to prove that what was taken from them stands in them."""

from __future__ import annotations


def text_of(data: bytes, name: str) -> str:
    """Return the text of a paper, read as when it was taken in."""
    from loaders.reading.files import read

    return read(data, name).text


def plain_words(data: bytes, name: str) -> list[str]:
    """Return the words of an original, page by page, read again.

    A PDF is read by another way than the loader's: the plain text of its pages. Formats that have
    but one way are read by that once more.
    """
    from loaders.reading import files, pdf

    if data[:1024].lstrip().startswith(b"%PDF"):
        return pdf.plain_pages(data)
    return [files.read(data, name).text]
