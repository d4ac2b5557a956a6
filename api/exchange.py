"""Takes in what another Sightline handed over: RDF files, and crates with the papers."""

from __future__ import annotations

import zipfile
from pathlib import Path

from api.rereading import plain_words, text_of
from graph.checking.crates import Verdict, verify
from graph.export.crate_zip import METADATA
from graph.rdf.files import FORMATS, dataset_from
from graph.rdf.reading import papers_from
from graph.rdf.taking import Taken, take_in
from graph.store.base import Store
from loaders.reading.child import Workshop
from ontology.errors import LoadError

SECONDS, MEGABYTES = 60, 400  # limits of the child that reads the papers of a crate again
LARGEST = 500_000_000  # bytes of a file; a whole authority has twenty million


def carries_graph(path: Path) -> bool:
    """Tell whether a file is RDF by its name, or a crate by what it holds."""
    name = path.name.lower()
    if not name.endswith(".zip"):
        return name.endswith(tuple(FORMATS))
    if not path.is_file():  # a pipe named so would never end
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return METADATA in archive.namelist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False


def take(store: Store, path: Path) -> Taken:
    """Take a file in whole, or not at all.

    Raises:
        LoadError: it cannot be read, holds something that no paper can hold, or is a crate of
            which not every byte and every quote is as it was.
        StoreError: the store cannot be written.
    """
    data = contents(path)
    if path.name.lower().endswith(tuple(FORMATS)):
        holdings = papers_from(dataset_from(data, path.name), path.name)
        return take_in(store, holdings, originals={})
    verdict = prove(data, path.name)
    if verdict.faults or verdict.holdings is None:
        first = verdict.faults[0]
        raise LoadError(
            f"{path.name}: this crate is not as it was made: {first.where}: {first.why}; "
            "ask for it once more, and see: sightline verify"
        )
    return take_in(store, verdict.holdings, originals=verdict.originals)


def prove(data: bytes, name: str) -> Verdict:
    """Check a crate; its papers are read again in a child process with limits.

    Raises:
        LoadError: it is no crate, or cannot be opened safely.
    """
    with (
        Workshop(text_of, workers=1, seconds=SECONDS, megabytes=MEGABYTES) as texts,
        Workshop(plain_words, workers=1, seconds=SECONDS, megabytes=MEGABYTES) as words,
    ):
        return verify(data, name, text_of=texts.run, plain_words=words.run)


def contents(path: Path) -> bytes:
    """Return the bytes of a file. Raises LoadError where it is missing or far too large."""
    try:
        if path.exists() and not path.is_file():
            raise LoadError(f"{path.name}: this is no file that can be read to its end")
        if path.stat().st_size > LARGEST:
            raise LoadError(f"{path.name}: this file is larger than any that Sightline writes")
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise LoadError(f"{path.name}: this file cannot be opened ({why})") from error
