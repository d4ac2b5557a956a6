"""Loads that somebody asked for in the browser: one after another, whoever still watches.

Jobs live in the memory of the server: a job goes on when its page is closed, and is forgotten
when the server stops. What it has taken in by then is in the store, each paper whole.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue

from api.intake import Report, Step, intake
from graph.store.base import Store
from ontology.errors import SightlineError

REMEMBERED = 200  # finished jobs
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One load as it stands; a new one takes its place at every step.

    Attributes:
        state: waiting, reading, linking, done or failed.
        files: names of the files, as they were sent.
        done: how many files (reading) or authorities (linking) are behind it, of *total*.
        report: what became of every file, once it is done.
        fault: why it failed, in a sentence.
    """

    id: str
    state: str
    files: tuple[str, ...]
    done: int = 0
    total: int = 0
    report: Report | None = None
    fault: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


class Jobs:
    """The jobs of one server, and the thread that does them one by one.

    Args:
        store: where papers go.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._jobs: dict[str, Job] = {}
        self._waiting: SimpleQueue[tuple[str, Path] | None] = SimpleQueue()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, folder: Path, names: Sequence[str]) -> Job:
        """Line up a load of all files in *folder*, which is the job's own and goes with it.

        Args:
            folder: holds one folder for each file, named by its number.
            names: of the files, in order.
        """
        job = Job(id=f"job-{secrets.token_hex(8)}", state="waiting", files=tuple(names))
        with self._guard:
            self._forget()
            self._jobs[job.id] = job
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="loads", daemon=True)
                self._thread.start()
        self._waiting.put((job.id, folder))
        return job

    def find(self, job_id: str) -> Job | None:
        """Return a job as it stands now, if it is known."""
        return self._jobs.get(job_id)

    def latest(self, number: int) -> list[Job]:
        """Return the latest jobs, the last one first."""
        with self._guard:
            return list(self._jobs.values())[::-1][:number]

    def close(self, *, seconds: float = 30) -> None:
        """Let the job under way end, for so long, and take no more."""
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(seconds)

    def _work(self) -> None:
        while (item := self._waiting.get()) is not None:
            job_id, folder = item
            try:
                self._load(job_id, folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def _load(self, job_id: str, folder: Path) -> None:
        def tell(step: Step) -> None:
            self._put(job_id, state=step.doing, done=step.done, total=step.total)

        self._put(job_id, state="reading", total=len(self._jobs[job_id].files))
        paths = [path for place in sorted(folder.iterdir()) for path in place.iterdir()]
        try:
            report = intake(self._store, paths, on_progress=tell)
        except SightlineError as error:
            self._put(job_id, state="failed", fault=str(error))
        except Exception as error:  # the thread lives on for the next job
            _LOG.exception("A load failed")
            told = f"Something broke inside ({type(error).__name__}). Please report what you did."
            self._put(job_id, state="failed", fault=told)
        else:
            self._put(job_id, state="done", report=_named(report))

    def _put(self, job_id: str, **news: object) -> None:
        with self._guard:
            self._jobs[job_id] = replace(self._jobs[job_id], **news)  # type: ignore[arg-type]

    def _forget(self) -> None:
        over = [key for key, job in self._jobs.items() if job.over]
        for key in over[: max(0, len(over) - REMEMBERED)]:
            del self._jobs[key]


def _named(report: Report) -> Report:
    """Call each file by its name: in which folder it waited is nobody's matter."""
    return replace(
        report,
        loaded=tuple(replace(item, file=Path(item.file).name) for item in report.loaded),
        unchanged=tuple(replace(item, file=Path(item.file).name) for item in report.unchanged),
        refused=tuple(replace(item, file=Path(item.file).name) for item in report.refused),
    )
