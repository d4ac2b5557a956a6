"""The one way to read a file: by its first bytes, then by its name."""

from __future__ import annotations

from loaders.reading import pdf, text
from loaders.reading.blocks import Reading
from ontology.errors import LoadError


def read(data: bytes, name: str) -> Reading:
    """Read one file into blocks.

    Args:
        data: the file's bytes.
        name: its name without folders, for messages and where the bytes do not decide.

    Raises:
        LoadError: the file is empty, damaged, protected or of no known format.
    """
    if not data.strip():
        raise LoadError(f"{name}: the file is empty; fetch it again")
    if data[:1024].lstrip().startswith(b"%PDF"):
        return pdf.read(data, name)
    return text.read(data, name)
