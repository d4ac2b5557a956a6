"""What a server has a process of its own do: take papers in, or look at them beforehand.

A load works the processor for seconds. In the server's own process every reader would wait for
it, so it has another, which reports over a pipe and may be slower than those who read.
"""

from __future__ import annotations

import contextlib
import logging
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from api.background import step_back
from api.collecting import Refusal
from api.intake import Loaded, Report, Step, Unchanged, intake, preview
from graph.store import open_store
from graph.store.base import Store
from loaders.preview import Preview
from ontology.errors import SightlineError

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be done.

    Attributes:
        store: address of the store.
        folder: holds one folder for each file.
        mappings: heading of a column -> field, as a person has said it.
        look: only look, and store nothing.
    """

    store: str
    folder: Path
    mappings: Mapping[str, str] = field(default_factory=dict)
    look: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A paper that was taken in, and how many records it gave."""

    file: str
    id: str
    title: str
    kind: str
    authority: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file whose very bytes were held already, under the name *known_as*."""

    file: str
    id: str
    title: str
    known_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of every file; ``unmapped`` are headings that no paper has."""

    loaded: tuple[Taken, ...] = ()
    unchanged: tuple[Held, ...] = ()
    refused: tuple[Refusal, ...] = ()
    unmapped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a load would make of each file."""

    previews: tuple[Preview, ...] = ()
    refused: tuple[Refusal, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether there is a plan or a scorecard, or a table that might be one, to ask about."""
        return any(one.tables and one.kind in _TABULAR for one in self.previews)


_TABULAR = (None, "improvement_plan", "scorecard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a task failed, in a sentence."""

    why: str


News = Step | Outcome | Looked | Fault


def work(line: Connection) -> None:
    """Do the tasks that come over the line, one after another, until the server hangs up.

    Of each, steps are sent back, and in the end what came of it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides what an interrupt ends
    step_back()
    with contextlib.suppress(EOFError, ConnectionError):  # the server is gone
        while True:
            task = line.recv()
            line.send(_done(task, line.send))


def _done(task: Task, tell: Callable[[Step], None]) -> News:
    try:
        return _look(task) if task.look else _load(task, tell)
    except ConnectionError:
        raise  # nobody hears any more; each paper taken in by now is whole
    except SightlineError as error:
        return Fault(why=str(error))
    except Exception as error:  # told to the person who waits; the next task is done
        _LOG.exception("A load failed")
        return Fault(
            why=f"Something broke inside ({type(error).__name__}). Please report what you did."
        )


def _load(task: Task, tell: Callable[[Step], None]) -> Outcome:
    with _opened(task.store) as store:
        report = intake(store, _files(task), mappings=task.mappings, on_progress=tell)
    return outcome(report)


def _look(task: Task) -> Looked:
    with _opened(task.store) as store:
        found, refused = preview(store, _files(task), mappings=task.mappings)
    return Looked(previews=tuple(one for _, one in found), refused=_named(refused))


@contextlib.contextmanager
def _opened(url: str) -> Iterator[Store]:
    store = open_store(url)
    try:
        yield store
    finally:
        store.close()


def _files(task: Task) -> list[Path]:
    return [path for place in sorted(task.folder.iterdir()) for path in place.iterdir()]


def outcome(report: Report) -> Outcome:
    """Return what a report says, without the papers, and each file by its name.

    In which folder it waited is nobody's matter.
    """
    return Outcome(
        loaded=tuple(map(_taken, report.loaded)),
        unchanged=tuple(map(_held, report.unchanged)),
        refused=_named(report.refused),
        unmapped=report.unmapped,
    )


def _named(refused: tuple[Refusal, ...] | list[Refusal]) -> tuple[Refusal, ...]:
    return tuple(Refusal(file=Path(one.file).name, reason=one.reason) for one in refused)


def _taken(item: Loaded) -> Taken:
    paper = item.paper
    return Taken(
        file=Path(item.file).name,
        id=paper.document.id,
        title=paper.document.title,
        kind=paper.document.kind,
        authority=paper.document.authority,
        counts={
            "concerns": len(paper.concerns),
            "comments": len(paper.comments),
            "actions": len(paper.actions),
            "evidence": len(paper.evidence),
            "issues": len(paper.issues),
        },
    )


def _held(item: Unchanged) -> Held:
    document = item.document
    name = Path(item.file).name
    return Held(file=name, id=document.id, title=document.title, known_as=document.file)
