"""Limits that keep one hostile or broken file from harming the others, each with its reason."""

from __future__ import annotations

import io
import zipfile
import zlib

from ontology.errors import LoadError

# The longest of 274 real papers has 58 pages; a plan with its annexes may reach 300.
MAX_PDF_PAGES = 1_000
# The biggest of 274 real papers has 0.7 MB; scans with pictures reach 60.
MAX_BYTES = 100_000_000
# Office files unpacked: real ones stay under 20 MB. A bomb states less than it holds, so what
# comes out is counted as well as what the directory says.
MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
MAX_MEMBERS = 2_000
# The words of a Word file are held as a whole, with their markup, in ten times the memory.
MAX_WORD_PART = 30_000_000
# Plans have hundreds of rows; a national data file 30,000.
MAX_ROWS = 50_000
MAX_CELLS = 2_000_000
MAX_CELL = 32_767  # Excel's own limit of characters in a cell
MAX_SHEETS = 250  # plans have up to thirty
# The longest of 274 real papers has 250,000 characters; a thousand full pages have four million.
MAX_CHARACTERS = 5_000_000
_CHUNK = 1 << 20
# What the standard library raises on archives that are broken or locked.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
# Text entities can grow without end, and no office program writes a document type.
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


def check_size(data: bytes, name: str) -> None:
    """Raise LoadError where a file is larger than any real paper."""
    if len(data) > MAX_BYTES:
        raise LoadError(
            f"{name}: the file has {len(data) / 1e6:.0f} MB, more than the {MAX_BYTES / 1e6:.0f} "
            "that are read; load the paper without its pictures"
        )


def check_length(characters: int, name: str) -> None:
    """Raise LoadError where a text is longer than a thousand full pages."""
    if characters > MAX_CHARACTERS:
        raise LoadError(
            f"{name}: the file holds {characters / 1e6:.1f} million characters, more than the "
            f"{MAX_CHARACTERS / 1e6:.0f} million that are read; load the part that matters"
        )


def check_office(data: bytes, name: str) -> None:
    """Unpack an office file in small steps without keeping it, and refuse what is unsafe.

    Raises:
        LoadError: it is damaged, unpacks to more than any real paper, or declares XML entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members, len(data), name)
            unpacked = 0
            for member in members:
                unpacked += _check_member(archive, member, name, MAX_UNPACKED - unpacked)
    except _DAMAGED as error:
        raise LoadError(
            f"{name}: the office file is damaged or protected by a password; "
            "open it in its own program, save it anew without a password and load that"
        ) from error


def _check_directory(members: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    stated = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or stated > MAX_UNPACKED or stated > MAX_RATIO * packed:
        raise _bomb(name)


def _check_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, allowed: int
) -> int:
    """Return the size of one member; raise LoadError where it is too big or has entities."""
    size = 0
    tail = b""
    is_markup = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    if is_markup and member.filename.startswith("word/"):
        allowed = min(allowed, MAX_WORD_PART)
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > allowed:
                raise _bomb(name)
            if is_markup and _declares_entities(tail + chunk):
                raise LoadError(
                    f"{name}: the file declares XML entities, which no office program writes; "
                    "it is not opened, ask where it came from"
                )
            tail = chunk[-64:]
    return size


def _declares_entities(words: bytes) -> bool:
    """Look for declarations in any encoding that XML may use: zero bytes are passed over."""
    return any(mark in words.replace(b"\x00", b"").upper() for mark in _FORBIDDEN)


def _bomb(name: str) -> LoadError:
    return LoadError(
        f"{name}: the file unpacks to far more than any real paper holds; "
        "it is not opened, ask where it came from"
    )
