"""Finds the files to load in what a person names: files, folders, and things that are neither."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# What a paper's name may end in, when it is searched for in a folder. A file that is named one by
# one is always tried, whatever its name.
SUFFIXES = frozenset(
    {".pdf", ".docx", ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".html", ".htm", ".txt"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file or folder that was not taken in, and why, as one sentence for a person."""

    file: str
    reason: str


def collect(paths: Sequence[Path]) -> tuple[list[Path], list[Refusal]]:
    """Return the files to read, each once and in sorted order, and what cannot be searched.

    In a folder hidden files and lock files of word processors are passed over; a file that is no
    kind Sightline reads is refused, unless nothing else is there: then the folder is.
    """
    found: dict[str, Path] = {}
    refused: list[Refusal] = []
    for path in paths:
        files, faults = _in_folder(path) if path.is_dir() else _single(path)
        refused.extend(faults)
        for file in files:
            # Unlike Path.resolve this gives an answer for a link that leads to itself, too.
            found.setdefault(os.path.realpath(file), file)
    return sorted(found.values(), key=str), sorted(refused, key=lambda item: item.file)


def _single(path: Path) -> tuple[list[Path], list[Refusal]]:
    if path.is_file():
        return [path], []
    exists = os.path.lexists(path)
    why = "this is neither a file nor a folder" if exists else "there is no such file or folder"
    return [], [Refusal(file=str(path), reason=f"{path}: {why}")]


def _in_folder(folder: Path) -> tuple[list[Path], list[Refusal]]:
    refused: list[Refusal] = []

    def note(error: OSError) -> None:
        where = str(error.filename)
        refused.append(Refusal(file=where, reason=f"{where}: this folder cannot be opened"))

    files = [
        Path(where) / name
        for where, inner, names in os.walk(folder, onerror=note)
        for name in _shown(inner, names)
    ]
    papers = [file for file in files if file.suffix.lower() in SUFFIXES]
    if not papers and not refused:
        refused.append(Refusal(file=str(folder), reason=_no_papers(folder, len(files))))
    elif papers:
        refused.extend(_not_read(file) for file in files if file.suffix.lower() not in SUFFIXES)
    return papers, refused


def _shown(folders: list[str], names: Iterable[str]) -> list[str]:
    """Names worth a look; takes hidden folders out of *folders*, so that the walk skips them."""
    folders[:] = sorted(name for name in folders if not name.startswith("."))
    return [name for name in names if not name.startswith((".", "~$"))]


def _no_papers(folder: Path, others: int) -> str:
    if not others:
        return f"{folder}: this folder is empty"
    files = "its one file is no" if others == 1 else f"none of its {others} files is a"
    return (
        f"{folder}: this folder holds no papers: {files} PDF, Word, Excel, CSV, HTML or text file"
    )


def _not_read(file: Path) -> Refusal:
    kind = f"files ending in {file.suffix}" if file.suffix else "files without an ending"
    return Refusal(file=str(file), reason=f"{file}: {kind} are not read")
