"""Consistent copies of a SQLite store, made while other programs read and write it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from graph.store.sqlite_schema import connect, ensure
from ontology.errors import StoreError


def back_up(path: Path, file: Path) -> None:
    """Write the store at *path*, as it is at one moment, into the new file *file*.

    Raises:
        StoreError: there is no such store, or the file exists or cannot be written.
    """
    ensure(path, create=False)
    if file.exists():
        raise StoreError(f"{file} exists already: name a new file")
    _copy(path, file)


def put_back(file: Path, path: Path, *, overwrite: bool) -> None:
    """Make the store at *path* what the backup *file* holds, for all who have it open.

    Raises:
        StoreError: the backup is no store or damaged, or the store holds papers that are not to
            be overwritten.
    """
    ensure(file, create=False)
    _prove(file)
    if not path.exists():
        _copy(file, path)
        return
    ensure(path, create=False)
    if _holds_papers(path) and not overwrite:
        raise StoreError(
            f"{path} holds papers: name another store, or give --overwrite to let them go"
        )
    try:
        _pages(file, path)
    except sqlite3.Error as error:
        raise StoreError(f"{path} could not be restored: {error}") from error


def _copy(path: Path, file: Path) -> None:
    """Copy a store into a file that is not there before it is whole."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        _pages(path, part)
        _prove(part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(file)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{file} cannot be written: {error}") from error


def _pages(path: Path, file: Path) -> None:
    """Copy all pages in one transaction of each side."""
    source, target = connect(path), connect(file)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()


def _prove(file: Path) -> None:
    """Raise StoreError if the file is damaged."""
    try:
        connection = connect(file)
        try:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        raise StoreError(f"{file} is damaged and cannot be used: {' '.join(found.split())}")


def _holds_papers(path: Path) -> bool:
    connection = connect(path)
    try:
        return connection.execute("SELECT 1 FROM document LIMIT 1").fetchone() is not None
    finally:
        connection.close()
