"""The zip of a crate: written so that the same files give the same bytes, and sealed as a whole.

The seal is the archive's comment: the sha256 of every byte before it. It finds what the hashes of
the files cannot: a changed byte between the files.
"""

from __future__ import annotations

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from ontology.errors import LoadError

# Where things stand in a crate.
METADATA, MANIFEST = "ro-crate-metadata.json", "manifest-sha256.txt"
TRIG, JSONLD, WORD, README = "graph.trig", "graph.jsonld", "evidence.docx", "README.txt"
PAPERS = "papers"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip archive can hold
_SEAL = b"sha256:"
_SEAL_LENGTH = len(_SEAL) + 64
# The papers of the largest authority held have 40 MB; whoever needs more asks for fewer concerns.
MAX_UNPACKED = 500_000_000
MAX_RATIO = 200
MAX_MEMBERS = 2_000
_CHUNK = 1 << 20
# What the standard library raises on archives that are broken or locked.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What is in a zip file.

    Attributes:
        files: bytes of each file, by its path.
        broken: paths of files that do not unpack to what the archive says of them.
        sealed: whether every byte is as it was written; ``None`` for an archive without a seal,
            such as one that was packed again.
    """

    files: Mapping[str, bytes]
    broken: tuple[str, ...]
    sealed: bool | None


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a sealed zip archive of these files, in sorted order and without any time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(path, date_time=_FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix on every system, for the same bytes
            member.external_attr = 0o644 << 16
            archive.writestr(member, files[path])
    # The two last bytes of an archive without a comment are the comment's length.
    body = buffer.getvalue()[:-2] + _SEAL_LENGTH.to_bytes(2, "little")
    return body + _seal_of(body)


def unpack(data: bytes, name: str) -> Archive:
    """Return the files of an archive, kept in memory and never written to a disk.

    Raises:
        LoadError: it is no archive, a bomb, or holds a path that leads out of it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(members, len(data), name)
            files: dict[str, bytes] = {}
            broken = []
            left = MAX_UNPACKED
            for member in members:
                content = _content(archive, member, left, name)
                if content is None:
                    broken.append(member.filename)
                else:
                    files[member.filename] = content
                    left -= len(content)
    except _DAMAGED as error:
        raise LoadError(
            f"{name}: this is no zip archive, or one that is damaged; ask for it once more"
        ) from error
    return Archive(files=files, broken=tuple(broken), sealed=_sealed(data))


def _check(members: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    stated = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or stated > min(MAX_UNPACKED, MAX_RATIO * packed):
        raise _bomb(name)
    seen: set[str] = set()
    for member in members:
        # orig_filename still has what zipfile cuts off behind a zero byte.
        path = member.orig_filename
        if not _safe(path) or stat.S_ISLNK(member.external_attr >> 16):
            raise LoadError(
                f"{name}: this archive holds the path {path!r}, which leads out of it; it is not "
                "opened, ask where it came from"
            )
        if path.casefold() in seen:
            raise LoadError(f"{name}: this archive holds {path!r} twice; it is not opened")
        seen.add(path.casefold())


def _safe(path: str) -> bool:
    parts = path.split("/")
    return (
        path.isprintable()
        and not set(path) & set('\\:*?"<>|')
        and not {"", ".", ".."} & set(parts)
    )


def _content(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowed: int, name: str
) -> bytes | None:
    """Return the bytes of one member; ``None`` where they are not those that were packed."""
    pieces = []
    size = 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                if size > allowed:
                    raise _bomb(name)
                pieces.append(piece)
    except _DAMAGED:
        return None
    return b"".join(pieces) if size == member.file_size else None


def _sealed(data: bytes) -> bool | None:
    body, seal = data[:-_SEAL_LENGTH], data[-_SEAL_LENGTH:]
    if seal == _seal_of(body):
        return True
    # Where the seal itself was changed, its length is still there to tell that there was one.
    sealed = body[-2:] == _SEAL_LENGTH.to_bytes(2, "little") or seal.startswith(_SEAL)
    return False if sealed else None


def _seal_of(body: bytes) -> bytes:
    return _SEAL + hashlib.sha256(body).hexdigest().encode()


def _bomb(name: str) -> LoadError:
    return LoadError(
        f"{name}: this archive unpacks to far more than a crate holds "
        f"({MAX_UNPACKED / 1e6:.0f} MB, {MAX_RATIO} times its size, {MAX_MEMBERS:,} files); "
        "it is not opened, ask where it came from"
    )
