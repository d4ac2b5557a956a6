"""Reading in child processes, each with limits: one bad file never stops or starves the rest.

The libraries that open PDFs and office files are written for files that mean well. What comes in
by mail may crash them, fill the memory or never end; then a child is lost, and replaced.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Generic, TypeVar

from ontology.errors import LoadError

Result = TypeVar("Result")

# A fork server is started from nothing, so children inherit no threads and no open stores; what
# it has imported they share, so that they start in milliseconds, with the vocabularies read.
_CONTEXT = multiprocessing.get_context("forkserver")
_READY_MADE = ["loaders.reading.pdf", "loaders.ready"]
_STATM = Path("/proc/self/statm")
_LIBRARIES = 20_000_000  # bytes of code that is mapped at the start and held only when it is used


def start_early(module: str) -> None:
    """Start what children are forked from, which imports *module* while this process goes on.

    Done first of all it spares the first file half a second of waiting. Without it the same
    happens when the first file is there.
    """
    _CONTEXT.set_forkserver_preload([module, *_READY_MADE])
    # Ctrl-C reaches it too, and would end it in the middle of an import with a traceback; this
    # process decides what an interrupt ends. The tracker unblocks the signal, so it goes first.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Workshop(Generic[Result]):
    """A few child processes that apply one function to files.

    Args:
        function: takes a file's bytes and its name; must stand at the top of a module, and its
            result be picklable. A LoadError that it raises comes back as its outcome.
        workers: number of child processes; more than there are cores is of no use.
        seconds: longest time of the processor for one file.
        patience: longest time by the clock, in seconds; the same if not given. More is of use
            where a child gives way to others, and gets little of a busy processor.
        megabytes: memory that a child may hold; one that has just started holds 75.

    Safe to use from several threads: each waits for a free child.
    """

    def __init__(
        self,
        function: Callable[[bytes, str], Result],
        *,
        workers: int = 2,
        seconds: float = 120,
        patience: float | None = None,
        megabytes: int = 400,
    ) -> None:
        _CONTEXT.set_forkserver_preload([function.__module__, *_READY_MADE])
        self._children: list[_Child[Result]] = [
            _Child(function, seconds, patience or seconds, megabytes) for _ in range(workers)
        ]
        self._idle: SimpleQueue[_Child[Result]] = SimpleQueue()
        for child in self._children:
            self._idle.put(child)

    def run(self, data: bytes, name: str) -> Result:
        """Apply the function to one file.

        Raises:
            LoadError: the function refused the file, failed, or went beyond a limit.
        """
        child = self._idle.get()
        try:
            return child.do(data, name)
        finally:
            self._idle.put(child)

    def imap(self, jobs: Iterable[tuple[bytes, str]]) -> Iterator[tuple[str, Result | LoadError]]:
        """Apply the function to many files and yield name and outcome of each, in their order.

        Jobs are taken as they are needed, a few ahead, so that a generator that reads the files
        never holds all of them.
        """
        waiting: deque[tuple[str, Future[Result]]] = deque()
        with ThreadPoolExecutor(len(self._children)) as pool:
            for data, name in jobs:
                waiting.append((name, pool.submit(self.run, data, name)))
                if len(waiting) > 2 * len(self._children):
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)

    def _next(self, waiting: deque[tuple[str, Future[Result]]]) -> tuple[str, Result | LoadError]:
        name, future = waiting.popleft()
        try:
            return name, future.result()
        except LoadError as error:
            return name, error

    def close(self) -> None:
        """End the child processes."""
        for child in self._children:
            child.stop()

    def __enter__(self) -> Workshop[Result]:
        """Return the workshop itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child processes."""
        self.close()


class _Child(Generic[Result]):
    """One child process, started when it is needed and again after it is lost."""

    def __init__(
        self,
        function: Callable[[bytes, str], Result],
        seconds: float,
        patience: float,
        megabytes: int,
    ) -> None:
        self._function = function
        self._seconds = seconds
        self._patience = patience
        self._megabytes = megabytes
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    def do(self, data: bytes, name: str) -> Result:
        line = self._send(data, name)
        try:
            if not line.poll(self._patience):
                raise LoadError(self._too_long(name, self._patience))
            result, refusal = line.recv()
        except (EOFError, ConnectionError) as error:
            raise LoadError(self._lost(name)) from error
        except BaseException:
            self.stop()
            raise
        if refusal is not None:
            raise LoadError(refusal)
        return result  # type: ignore[no-any-return] # what the function returned, by the pipe

    def _send(self, data: bytes, name: str) -> Connection:
        """Hand over a job; a child that was lost while it had nothing to do is replaced."""
        for _ in range(2):
            if self._line is None or self._process is None or not self._process.is_alive():
                self._start()
            if self._line is not None:
                with contextlib.suppress(ConnectionError):
                    self._line.send((data, name))
                    return self._line
            self.stop()
        raise LoadError(f"{name}: no child process could be started to read it; try again")

    def _start(self) -> None:
        self.stop()
        self._line, other = _CONTEXT.Pipe()
        process = _CONTEXT.Process(
            target=_work,
            args=(other, self._function, self._seconds, self._megabytes),
            daemon=True,
        )
        process.start()
        other.close()
        self._process = process

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._line = self._process = None

    def _too_long(self, name: str, limit: float) -> str:
        return (
            f"{name}: reading took longer than {limit:g} seconds and was stopped; "
            "split the file or load it in another format"
        )

    def _lost(self, name: str) -> str:
        """Say why the process has ended, and clear up after it."""
        process = self._process
        if process is not None:
            process.join(5)
        code = process.exitcode if process is not None else None
        self.stop()
        if code == -signal.SIGXCPU:
            return self._too_long(name, self._seconds)
        return (
            f"{name}: the file made the reading process fail (exit code {code}); it may be "
            "damaged or made to do harm: open it in its own program, save it anew and load that"
        )


def _work(
    line: Connection,
    function: Callable[[bytes, str], object],
    seconds: float,
    megabytes: int,
) -> None:
    """Serve jobs until the parent hangs up."""
    _limit_memory(megabytes)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    while True:
        try:
            data, name = line.recv()
        except EOFError:
            return
        _limit_time(seconds)
        line.send(_answer(function, data, name, megabytes))


def _answer(
    function: Callable[[bytes, str], object], data: bytes, name: str, megabytes: int
) -> tuple[object, str | None]:
    try:
        return function(data, name), None
    except LoadError as error:
        return None, str(error)
    except MemoryError:
        return None, (
            f"{name}: reading needs more than {megabytes} MB of memory and was stopped; "
            "split the file or load it in another format"
        )
    except Exception as error:  # whatever a library raises on a broken file
        return None, (
            f"{name}: reading failed ({type(error).__name__}: {error}); it may be damaged: "
            "open it in its own program, save it anew and load that"
        )


def _limit_memory(megabytes: int) -> None:
    """Limit the address space so that what is held of it, now and later, is *megabytes* at most.

    What is mapped but not held (libraries, mostly) is many times that, and costs nothing.
    """
    mapped, held = 0, 0
    if _STATM.exists():
        mapped, held = (
            int(pages) * resource.getpagesize() for pages in _STATM.read_text().split()[:2]
        )
    most = mapped - held + megabytes * 1_000_000 - _LIBRARIES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Limit the processor time to what was used and *seconds* more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
