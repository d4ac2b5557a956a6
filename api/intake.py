"""The one way in: files become papers, papers go into the store, links follow.

The command line and (later) uploads call the same function. Each paper is in the store as soon as
it is read, so that a load that is stopped keeps what it has done; one bad file refuses itself and
never stops the rest.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from api import columns
from api.collecting import Refusal, collect
from api.exchange import carries_graph, take
from graph.linking.remaking import remake
from graph.records import Document, Paper
from graph.store.base import Store
from loaders.preview import Preview, Previewer
from loaders.reading.child import Workshop
from loaders.registry import NOTHING_SAID, PaperLoader, load_paper
from ontology.errors import LoadError

Result = TypeVar("Result")

WORKERS, SECONDS, MEGABYTES = 2, 60, 400  # children that read, and the limits of each
PATIENCE = 300  # seconds by the clock: children give way to readers, and may get little of it
LARGEST = 200_000_000  # bytes; a paper is a few megabytes, a film that lies beside it is not read


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A file that was read and is now held."""

    file: str
    paper: Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """A file whose very bytes were held already; ``document.file`` is the name they came under."""

    file: str
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of every file, each list in the order of the paths.

    ``unmapped`` holds the headings that a mapping of columns names and no paper has.
    """

    loaded: tuple[Loaded, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()
    refused: tuple[Refusal, ...] = ()
    unmapped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a load is: *done* of *total* are behind it, *name* has just been dealt with.

    ``doing`` is ``reading`` (names are files) or ``linking`` (names are authorities).
    """

    doing: str
    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A file as it lies there: its path, bytes and their hash."""

    path: Path
    data: bytes
    sha256: str


Progress = Callable[[Step], None]


def intake(
    store: Store,
    paths: Sequence[Path],
    *,
    again: bool = False,
    mappings: Mapping[str, str] | None = None,
    on_progress: Progress | None = None,
) -> Report:
    """Take in files and folders, then bring the links of every changed authority up to date.

    Args:
        store: where the papers go.
        paths: files, and folders to search through.
        again: read files even when their very bytes are held already.
        mappings: heading of a column -> field, as a person has said it. What the papers have of
            them is remembered for their council. Files are then read even when they are held.
        on_progress: told of each file and each authority that is done.

    Raises:
        StoreError: the store cannot be written; papers taken in before stay.
    """
    files, refused = collect(paths)
    load = _Load(
        store=store,
        again=again or bool(mappings),
        mappings=mappings or {},
        total=len(files),
        tell=on_progress,
        refused=refused,
    )
    graphs = [file for file in files if carries_graph(file)]
    for file in graphs:
        load.take_graph(file)
    papers = [file for file in files if file not in graphs]
    for parcel, result in load.read(load.fresh(papers)):
        load.take(parcel, result)
    load.settle_twins()
    load.relink()
    return load.report()


def preview(
    store: Store | None, paths: Sequence[Path], *, mappings: Mapping[str, str] | None = None
) -> tuple[list[tuple[Path, Preview]], list[Refusal]]:
    """Return what a load would make of each file, and what cannot be read; nothing is stored.

    Args:
        store: where mappings of columns are remembered, if there is a store yet.
        paths: files and folders.
        mappings: as for ``intake``.
    """
    files, refused = collect(paths)
    previewer = Previewer(overrides=columns.choices(store, mappings or {}))
    found = []

    def parcels() -> Iterator[Parcel]:
        for path in files:
            parcel = _open(path)
            if isinstance(parcel, Parcel):
                yield parcel
            else:
                refused.append(Refusal(file=str(path), reason=parcel))

    for parcel, result in read_all(parcels(), previewer):
        if isinstance(result, str):
            refused.append(Refusal(file=str(parcel.path), reason=result))
        else:
            found.append((parcel.path, result))
    return found, sorted(refused, key=lambda item: item.file)


def read_all(
    parcels: Iterable[Parcel], reader: Callable[[bytes, str], Result]
) -> Iterator[tuple[Parcel, Result | str]]:
    """Read each parcel in a child process: the result, or one sentence on why it is refused.

    Two children read at once; each has limits of time and memory, so that a file that is made to
    do harm refuses itself and stops nothing else.
    """
    underway: deque[Parcel] = deque()

    def jobs() -> Iterator[tuple[bytes, str]]:
        for parcel in parcels:
            underway.append(parcel)
            yield parcel.data, parcel.path.name

    with Workshop(
        reader, workers=WORKERS, seconds=SECONDS, patience=PATIENCE, megabytes=MEGABYTES
    ) as workshop:
        for _, outcome in workshop.imap(jobs()):
            yield underway.popleft(), str(outcome) if isinstance(outcome, LoadError) else outcome


@dataclass(slots=True, kw_only=True)
class _Load:
    """One run of intake: what it has done so far."""

    store: Store
    again: bool
    mappings: Mapping[str, str]
    total: int
    tell: Progress | None
    refused: list[Refusal]
    loaded: list[Loaded] = field(default_factory=list)
    unchanged: list[Unchanged] = field(default_factory=list)
    twins: list[Parcel] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    mapped: set[str] = field(default_factory=set)
    done: int = 0

    def read(self, parcels: Iterable[Parcel]) -> Iterator[tuple[Parcel, Paper | str]]:
        """Read parcels with what was ever said of the columns of their councils."""
        said = columns.choices(self.store, self.mappings)
        return read_all(
            parcels, load_paper if said == NOTHING_SAID else PaperLoader(overrides=said)
        )

    def fresh(self, files: Iterable[Path]) -> Iterator[Parcel]:
        """Files whose bytes are new; the others are put down as unchanged or refused."""
        seen: set[str] = set()
        for path in files:
            parcel = _open(path)
            if isinstance(parcel, str):
                self._refuse(path, parcel)
            elif parcel.sha256 in seen:
                self.twins.append(parcel)
            elif not self.again and (held := self._held_under_first_name(parcel)):
                self._keep(path, held)
            else:
                seen.add(parcel.sha256)
                yield parcel

    def take_graph(self, path: Path) -> None:
        """Take in what another store handed over, or put down why it is refused."""
        try:
            taken = take(self.store, path)
        except LoadError as error:
            self._refuse(path, str(error))
            return
        self.loaded += (
            Loaded(file=f"{path}/{paper.document.file}", paper=paper) for paper in taken.papers
        )
        self.unchanged += (
            Unchanged(file=f"{path}/{known.file}", document=known) for known in taken.known
        )
        if taken.disputed:
            which = ", ".join(taken.disputed[:5])
            why = "these links were decided otherwise here, and what was decided here stands"
            self._refuse(path, f"{path.name}: {why}: {which}")
        else:
            self._tell("reading", path.name)

    def take(self, parcel: Parcel, result: Paper | str) -> None:
        """Put a paper into the store at once, or put down why there is none."""
        if isinstance(result, str):
            self.reasons[parcel.sha256] = result
            self._refuse(parcel.path, result)
            return
        self._store(parcel, result)
        self._remember(result)
        self.loaded.append(Loaded(file=str(parcel.path), paper=result))
        self._tell("reading", parcel.path.name)

    def settle_twins(self) -> None:
        """Give the second of two files with the same bytes the fate of the first."""
        earlier_name = [twin for twin in self.twins if self._names_better(twin)]
        for parcel, result in self.read(earlier_name):
            if isinstance(result, Paper):
                self._store(parcel, result)
        for parcel in self.twins:
            held = self.store.holds(parcel.sha256)
            if held is None:
                self._refuse(parcel.path, self.reasons[parcel.sha256])
            else:
                self._keep(parcel.path, held)

    def relink(self) -> None:
        """Make the links of every authority anew whose papers changed, now or before."""
        waiting = self.store.unlinked()
        self.done, self.total = 0, len(waiting)
        for authority in waiting:
            remake(self.store, authority)
            self._tell("linking", authority)

    def report(self) -> Report:
        """All that happened, by path."""
        return Report(
            loaded=tuple(sorted(self.loaded, key=lambda item: item.file)),
            unchanged=tuple(sorted(self.unchanged, key=lambda item: item.file)),
            refused=tuple(sorted(self.refused, key=lambda item: item.file)),
            unmapped=tuple(heading for heading in self.mappings if heading not in self.mapped),
        )

    def _held_under_first_name(self, parcel: Parcel) -> Document | None:
        """Return the held paper with these bytes, unless this name of it comes first.

        What a paper takes from its file name (a date, at most) is taken from the first of its
        names in sorted order, so that the order of loading does not matter.
        """
        held = self.store.holds(parcel.sha256)
        return held if held and held.file <= parcel.path.name else None

    def _names_better(self, twin: Parcel) -> bool:
        held = self.store.holds(twin.sha256)
        return held is not None and twin.path.name < held.file

    def _store(self, parcel: Parcel, paper: Paper) -> None:
        self.store.replace(paper, data=parcel.data, origin=str(parcel.path.resolve()))

    def _remember(self, paper: Paper) -> None:
        found = columns.headings_in(paper, self.mappings)
        if found:
            columns.remember(self.store, paper.document.authority, found)
            self.mapped |= found.keys()

    def _keep(self, path: Path, held: Document) -> None:
        self.store.meet(held.id, origin=str(path.resolve()))
        self.unchanged.append(Unchanged(file=str(path), document=held))
        self._tell("reading", path.name)

    def _refuse(self, path: Path, reason: str) -> None:
        # What a library says of a broken file may have lines; a refusal is one sentence.
        words = " ".join(reason.splitlines())
        self.refused.append(Refusal(file=_printable(path), reason=words))
        self._tell("reading", _printable(path.name))

    def _tell(self, doing: str, name: str) -> None:
        self.done += 1
        if self.tell:
            self.tell(Step(doing=doing, name=name, done=self.done, total=self.total))


def _printable(path: Path | str) -> str:
    """The path with a mark for each byte of it that is no text."""
    return os.fsencode(path).decode("utf-8", "replace")


def _open(path: Path) -> Parcel | str:
    if _printable(path) != str(path):
        return f"{_printable(path.name)}: this name is not in UTF-8; rename the file and load it"
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a pipe or a device, whose words may never end
            return (
                f"{path.name}: this is no file that can be read to its end; load the paper itself"
            )
        size = state.st_size
        if size > LARGEST:
            return f"{path.name}: this file has {size // 1_000_000} MB, too many for a paper"
        data = path.read_bytes()
    except OSError as error:
        return f"{path.name}: this file cannot be opened ({error.strerror or error})"
    return Parcel(path=path, data=data, sha256=hashlib.sha256(data).hexdigest())
