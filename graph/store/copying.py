"""Whole stores from one place to another: copies that are proved by hash, backups, restores.

A copy may be stopped at any moment and begun again: what is there already, to the letter, is left
as it is. Nothing is done twice, because papers have ids of their own and the log of decisions is
only ever gone on with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from graph.records import Action, Document, Link, Record
from graph.store import is_server, open_store
from graph.store.base import Store
from graph.store.marks import digest
from graph.store.sqlite_backup import back_up, put_back
from graph.store.whole import paper_of
from ontology.errors import StoreError, UnknownRecordError

Progress = Callable[[int, int], None]  # papers done, papers in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a copy came to.

    Attributes:
        documents: papers that both stores now hold.
        written: how many of them were not there before, or not as they are now.
        links: how many links.
        decisions: how many decisions.
        left_out: how many links were not copied because an end of theirs is not held; only a file
            that an earlier version wrote has such.
        digest: hash of all that is held, worked out of each store by itself; they are the same.
    """

    documents: int
    written: int
    links: int
    decisions: int
    left_out: int
    digest: str


def copy(source: Store, target: Store, *, on_progress: Progress | None = None) -> Copied:
    """Copy everything in one store into another, which is empty or holds part of such a copy.

    Args:
        source: what is copied; it is only read.
        target: where it goes.
        on_progress: told after each paper.

    Raises:
        StoreError: the target holds what the source does not, the source changed meanwhile, or
            the two do not have the same hash in the end.
    """
    revision = source.revision()
    _refuse_others(source, target)
    documents = source.documents()
    held = {paper.id for paper in target.documents()}
    written = 0
    digests: list[tuple[str, str]] = []
    ends: set[str] = set()
    for number, paper in enumerate(documents, start=1):
        pair = _digests(source, target, paper, ends) if paper.id in held else None
        if pair is None or pair[0] != pair[1]:
            _write(source, target, paper, known=paper.id in held)
            written += 1
            pair = _digests(source, target, paper, ends)
        if pair[0] != pair[1]:
            raise StoreError(f"{paper.file} came out different in the copy")
        digests.append(pair)
        if on_progress:
            on_progress(number, len(documents))
    _copy_log(source, target)
    _copy_links(source, target, ends)
    counts, links = source.counts(), target.counts().links
    found, copied = (
        _digest(store, [pair[side] for pair in digests], ends)
        for side, store in enumerate((source, target))
    )
    if source.revision() != revision:
        raise StoreError("the store changed while it was copied: run the same command again")
    if found != copied:
        raise StoreError("the copy is not the same as its source: run the same command again")
    return Copied(
        documents=len(documents),
        written=written,
        links=links,
        decisions=counts.decisions,
        left_out=counts.links - links,
        digest=found,
    )


def backup(url: str, file: Path, *, on_progress: Progress | None = None) -> None:
    """Write a consistent copy of a store into one new file, while others work with the store.

    Raises:
        StoreError: there is no such store, or the file exists or cannot be written.
    """
    if not is_server(url):
        back_up(Path(url), file)
        return
    if file.exists():
        raise StoreError(f"{file} exists already: name a new file")
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    source, target = open_store(url), open_store(str(part), create=True)
    try:
        copy(source, target, on_progress=on_progress)
    finally:
        source.close()
        target.close()
    part.rename(file)


def restore(
    file: Path, url: str, *, overwrite: bool = False, on_progress: Progress | None = None
) -> None:
    """Make a store what a backup of it holds.

    Args:
        file: the backup.
        url: the store: a file, or an empty database on a server.
        overwrite: whether what a file holds now may go.
        on_progress: told after each paper that goes to a server.

    Raises:
        StoreError: the backup is damaged or no store, or the store holds papers.
    """
    if not is_server(url):
        put_back(file, Path(url), overwrite=overwrite)
        return
    source, target = open_store(str(file)), open_store(url, create=True)
    try:
        copy(source, target, on_progress=on_progress)
    finally:
        source.close()
        target.close()


def paper_digest(store: Store, paper: Document) -> str:
    """Return a hash of all that a store holds of one paper: facts, words, bytes, places."""
    return _paper_digest(store, paper, set())


def _paper_digest(store: Store, paper: Document, ends: set[str]) -> str:
    """Hash a paper, and add the ids of its records and owners to *ends*: what links may join."""
    key = paper.id
    records = store.records(Record, document=key)
    ends.update(record.id for record in records)
    for record in records:
        if isinstance(record, Action):
            ends.update(owner.id for owner in record.owners)
    return digest(
        store.document(key),
        store.text(key),
        *store.passages(key),
        *records,
        *store.issues(document=key),
        "ignored",
        *store.ignored(document=key),
        hashlib.sha256(_bytes(store, key)).hexdigest(),
        *store.origins(key),
    )


def store_digest(store: Store) -> str:
    """Return a hash of all that a store holds; equal hashes mean equal stores of any kind."""
    ends: set[str] = set()
    papers = [_paper_digest(store, paper, ends) for paper in store.documents()]
    return _digest(store, papers, ends)


def _digests(source: Store, target: Store, paper: Document, ends: set[str]) -> tuple[str, str]:
    return _paper_digest(source, paper, ends), paper_digest(target, paper)


def _digest(store: Store, papers: Iterable[str], ends: Collection[str]) -> str:
    return digest(
        *papers,
        "links",
        *_joining(store.links(), ends),
        *store.decisions(),
        sorted(store.settings().items()),
        store.unlinked(),
    )


def _refuse_others(source: Store, target: Store) -> None:
    """Raise StoreError if the target holds what the source does not."""
    ours = {paper.id for paper in source.documents()}
    others = [paper.file for paper in target.documents() if paper.id not in ours]
    if others:
        raise StoreError(
            f"the store to copy into holds {len(others)} papers that the other does not "
            f"({others[0]}): copy into an empty one"
        )
    ours_said, theirs_said = source.decisions(), target.decisions()
    if ours_said[: len(theirs_said)] != theirs_said:
        raise StoreError("other decisions were taken in the store to copy into: name an empty one")


def _write(source: Store, target: Store, document: Document, *, known: bool) -> None:
    """Put one paper in, as it is, with every place at which its file lies."""
    if known:
        target.forget(document.id)
    origins = source.origins(document.id)
    first = min(origins, key=lambda one: (PurePath(one).name != document.file, one))
    target.replace(paper_of(source, document), data=_bytes(source, document.id), origin=first)
    for origin in origins:
        if origin != first:
            target.meet(document.id, origin=origin)


def _bytes(store: Store, document_id: str) -> bytes:
    """Return the file as received; nothing where only what it says is held."""
    try:
        return store.original(document_id)
    except UnknownRecordError:
        return b""


def _copy_log(source: Store, target: Store) -> None:
    fresh = source.decisions()[len(target.decisions()) :]
    if fresh:
        target.adopt(fresh)
    kept = target.settings()
    for key, value in source.settings().items():
        if kept.get(key) != value:
            target.remember(key, value)


def _joining(links: Iterable[Link], ends: Collection[str]) -> list[Link]:
    """Those links both of whose ends are held."""
    return [link for link in links if link.subject in ends and link.object in ends]


def _copy_links(source: Store, target: Store, ends: Collection[str]) -> None:
    """Put the links of every authority in, where they differ."""
    unlinked, waiting = set(source.unlinked()), set(target.unlinked())
    names = {paper.authority for paper in source.documents()} | unlinked | waiting
    for name in sorted(names | {link.authority for link in (*source.links(), *target.links())}):
        made = _joining(source.links(authority=name), ends)
        same = [replace(link, decisions=()) for link in target.links(authority=name)] == [
            replace(link, decisions=()) for link in made
        ]
        if not same or (name in unlinked) != (name in waiting):
            target.mirror(name, made, linked=name not in unlinked)
