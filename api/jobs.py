"""Loads that somebody asked for in the browser: one after another, whoever still watches.

Jobs live in the memory of the server: a job goes on when its page is closed, and is forgotten
when the server stops. What it has taken in by then is in the store, each paper whole.
"""

from __future__ import annotations

import multiprocessing
import secrets
import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue

from api.intake import Step
from api.loading import Fault, Looked, News, Outcome, Task, work

REMEMBERED = 200  # finished jobs
ASKED = 20  # jobs that wait for a person; the copies of their files wait on the disk
# A process that begins from nothing takes none of the server's threads or open stores along.
_CONTEXT = multiprocessing.get_context("spawn")
_UNDER_WAY = ("looking", "reading", "linking")
_OVER = ("done", "failed", "dropped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One load as it stands; a new one takes its place at every step.

    Attributes:
        state: waiting; looking, then asked, where a person wants to see beforehand what would be
            read; reading, linking, done or failed; dropped where the person would not have it.
        files: names of the files, as they were sent.
        folder: where their copies wait.
        look: whether to look only, and then to ask.
        mappings: heading of a column -> field, as the person has said it.
        done: how many files (reading) or authorities (linking) are behind it, of *total*.
        looked: what a load would make of the files, once that is known.
        report: what became of every file, once it is done.
        fault: why it failed, in a sentence.
    """

    id: str
    state: str
    files: tuple[str, ...]
    folder: Path
    look: bool = False
    mappings: Mapping[str, str] = field(default_factory=dict)
    done: int = 0
    total: int = 0
    looked: Looked | None = None
    report: Outcome | None = None
    fault: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in _OVER

    @property
    def moving(self) -> bool:
        """Whether something will happen by itself."""
        return not self.over and self.state != "asked"


class Jobs:
    """The jobs of one server, and the thread that has them done one by one.

    Args:
        store: address of the store that papers go into.
    """

    def __init__(self, store: str) -> None:
        self._store = store
        self._jobs: dict[str, Job] = {}
        self._waiting: SimpleQueue[str | None] = SimpleQueue()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def add(
        self,
        folder: Path,
        names: Sequence[str],
        *,
        look: bool = False,
        mappings: Mapping[str, str] | None = None,
    ) -> Job:
        """Line up a load of all files in *folder*, which is the job's own and goes with it.

        Args:
            folder: holds one folder for each file, named by its number.
            names: of the files, in order.
            look: show first what would be read, and ask.
            mappings: heading of a column -> field.
        """
        job = Job(
            id=f"job-{secrets.token_hex(8)}",
            state="waiting",
            files=tuple(names),
            folder=folder,
            look=look,
            mappings=dict(mappings or {}),
        )
        self._line_up(job)
        return job

    def answer(self, job_id: str, *, mappings: Mapping[str, str], look: bool) -> bool:
        """Line an asked job up again with what the person says of columns; False if none asks.

        Args:
            job_id: the job.
            mappings: heading -> field.
            look: show once more what would be read, before anything is stored.
        """
        with self._guard:
            job = self._jobs.get(job_id)
            if job is None or job.state != "asked":
                return False
            job = replace(job, state="waiting", mappings=dict(mappings), look=look)
            self._jobs[job_id] = job
        self._line_up(job)
        return True

    def drop(self, job_id: str) -> bool:
        """Give an asked job up; nothing of it is stored. False if none asks."""
        with self._guard:
            job = self._jobs.get(job_id)
            if job is None or job.state != "asked":
                return False
            self._jobs[job_id] = replace(job, state="dropped", looked=None)
        shutil.rmtree(job.folder, ignore_errors=True)
        return True

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
            if self._thread.is_alive() and self._process is not None:
                self._process.terminate()
                self._thread.join()
        self._hang_up()
        for job in self._jobs.values():
            shutil.rmtree(job.folder, ignore_errors=True)

    def _line_up(self, job: Job) -> None:
        with self._guard:
            self._jobs[job.id] = job
            self._forget()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="loads", daemon=True)
                self._thread.start()
        self._waiting.put(job.id)

    def _work(self) -> None:
        while (job_id := self._waiting.get()) is not None:
            job = self._put(job_id, state="looking" if self._jobs[job_id].look else "reading")
            try:
                self._do(job)
            finally:
                if self._jobs[job_id].over:
                    shutil.rmtree(job.folder, ignore_errors=True)

    def _do(self, job: Job) -> None:
        """Have a job done by the process for it, and keep what it tells."""
        self._put(job.id, done=0, total=len(job.files))
        task = Task(store=self._store, folder=job.folder, mappings=job.mappings, look=job.look)
        line = self._connect()
        try:
            line.send(task)
            while self._jobs[job.id].state in _UNDER_WAY:
                self._hear(job.id, line.recv())
        except (EOFError, ConnectionError):
            told = "The process that read the papers has ended; what it had read is kept."
            self._put(job.id, state="failed", fault=told)
            self._hang_up()

    def _connect(self) -> Connection:
        """Return the line to the process, which is started for the first job and kept."""
        if self._process is None or self._line is None or not self._process.is_alive():
            self._hang_up()
            self._line, there = _CONTEXT.Pipe()
            self._process = _CONTEXT.Process(target=work, args=(there,), name="sightline loads")
            self._process.start()
            there.close()
        return self._line

    def _hang_up(self) -> None:
        """End the process; what it was about to store is not stored."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.terminate()
            self._process.join()
        self._line = self._process = None

    def _hear(self, job_id: str, news: News) -> None:
        match news:
            case Step():
                self._put(job_id, state=news.doing, done=news.done, total=news.total)
            case Looked() if news.asks:
                self._put(job_id, state="asked", looked=news)
            case Looked():  # no columns to ask about
                self._line_up(self._put(job_id, state="waiting", look=False))
            case Outcome():
                self._put(job_id, state="done", report=news, looked=None)
            case Fault():
                self._put(job_id, state="failed", fault=news.why)

    def _put(self, job_id: str, **news: object) -> Job:
        with self._guard:
            self._jobs[job_id] = replace(self._jobs[job_id], **news)  # type: ignore[arg-type]
            return self._jobs[job_id]

    def _forget(self) -> None:
        """Forget the oldest of the finished jobs, and of those that nobody answers."""
        over = [key for key, job in self._jobs.items() if job.over]
        asked = [key for key, job in self._jobs.items() if job.state == "asked"]
        for key in (*over[: max(0, len(over) - REMEMBERED)], *asked[: max(0, len(asked) - ASKED)]):
            shutil.rmtree(self._jobs.pop(key).folder, ignore_errors=True)
