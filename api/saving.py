"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ontology.errors import SightlineError


def saved(path: Path, write: Callable[[BinaryIO], object]) -> int:
    """Write a file beside *path*, put it on the disk, and only then in the place of *path*.

    Returns:
        How many bytes it has.

    Raises:
        SightlineError: it cannot be written; what stood at *path* stays as it was.
    """
    try:
        return _written(path, write)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise SightlineError(f"{path}: cannot be written: {why}") from None


def _written(path: Path, write: Callable[[BinaryIO], object]) -> int:
    if path.is_dir():
        raise SightlineError(f"{path}: cannot be written: this is a folder; name a file in it")
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as handle:
            write(handle)
            handle.flush()
            os.fsync(handle.fileno())
            size = handle.tell()
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return size


def _umask() -> int:
    """Return the mask of the permissions of new files; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
