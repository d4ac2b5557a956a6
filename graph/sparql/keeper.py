"""The keeper: a process that holds the projection and forks a child for each query.

A child shares the memory of the keeper, sees the graph as it was when it was asked, and may do
what it likes: it has no way to open a file or a connection, and the kernel ends it when its time
or memory is over. Nothing has to be built anew then.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import signal
import socket
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import recv_handle
from pathlib import Path

from graph.sparql.answering import Most, answer
from graph.sparql.projection import Projection
from graph.sparql.refusing import Asked
from graph.sparql.wire import send
from graph.store import open_store
from graph.store.base import Store
from ontology.errors import LimitError, QueryError, SightlineError

_STATM = Path("/proc/self/statm")
NICE = 10  # how much a query yields to the server beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may use.

    Attributes:
        seconds: by the clock, and of the processor.
        megabytes: of memory beyond the projection, which all queries share.
        rows: of an answer.
        size: of an answer, in bytes.
    """

    seconds: float = 10.0
    megabytes: int = 500
    rows: int = 100_000
    size: int = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One query with the formats of its answer; ``asked`` is ``None`` to be made ready only."""

    asked: Asked | None
    table: str = "json"
    graph: str = "turtle"


def keep(line: Connection, url: str, authority: str | None, limits: Limits) -> None:
    """Serve jobs until the other end hangs up.

    Args:
        line: jobs come by it, each followed by the socket that the answer goes to.
        url: of the store.
        authority: hold only this one; everybody if ``None``.
        limits: of each query.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks decides what an interrupt ends
    keeper = _Keeper(line, url, authority, limits)
    try:
        keeper.serve()
    finally:
        keeper.close()


class _Keeper:
    def __init__(self, line: Connection, url: str, authority: str | None, limits: Limits) -> None:
        self._line = line
        self._url = url
        self._limits = limits
        self._store: Store | None = None
        self._projection = Projection(authority=authority)
        self._running: dict[int, socket.socket] = {}
        self._bell, ring = socket.socketpair()
        self._ring = ring
        self._bell.setblocking(False)
        ring.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # so that the bell rings
        signal.set_wakeup_fd(ring.fileno(), warn_on_full_buffer=False)

    def serve(self) -> None:
        while True:
            ready = wait([self._line, self._bell])
            if self._bell in ready:
                with contextlib.suppress(BlockingIOError):
                    self._bell.recv(4096)
                self._reap()
            if self._line in ready:
                try:
                    job = self._line.recv()
                    handle = recv_handle(self._line)
                except (EOFError, OSError):
                    return
                self._take(job, socket.socket(fileno=handle))

    def close(self) -> None:
        for child in self._running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        if self._store is not None:
            self._store.close()

    def _take(self, job: Job, reply: socket.socket) -> None:
        """See that the projection is up to date, and start a child."""
        try:
            if self._store is None:
                self._store = open_store(self._url)
            self._projection.follow(
                self._store, progress=lambda done, of: _tell(reply, done=done, of=of)
            )
        except SightlineError as error:
            _tell(reply, fault="store", error=str(error))
            reply.close()
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            _tell(reply, fault="store", error=f"the graph could not be made ({what[:200]})")
            reply.close()
        else:
            self._start(job, reply)

    def _start(self, job: Job, reply: socket.socket) -> None:
        if job.asked is None:
            _tell(reply, ready=True)
            reply.close()
            return
        _tell(reply, started=True)
        gc.freeze()  # what is there stays where it is, and need not be copied for the child
        child = os.fork()
        if child == 0:
            self._work(job, job.asked, reply)
        self._running[child] = reply

    def _work(self, job: Job, asked: Asked, reply: socket.socket) -> None:
        """Answer in the child, which never returns."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            confine(self._limits)
            most = Most(rows=self._limits.rows, size=self._limits.size)
            store = self._projection.store
            made = answer(store, asked, table=job.table, graph=job.graph, most=most)
            _answered(reply, made.body, media_type=made.media_type, rows=made.rows)
            status = 0
        except QueryError as error:
            fault = "limit" if isinstance(error, LimitError) else "query"
            _tell(reply, fault=fault, error=str(error))
            status = 0
        except MemoryError:
            status = -signal.SIGABRT
        finally:
            os._exit(status & 0xFF)

    def _reap(self) -> None:
        """Tell of each child that has ended how it ended."""
        while self._running:
            try:
                child, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not child:
                return
            reply = self._running.pop(child, None)
            if reply is not None:
                _tell(reply, ended=os.waitstatus_to_exitcode(status))
                reply.close()


def confine(limits: Limits) -> None:
    """Limit this process, for good: its time, its memory, and what it may open."""
    for number in (signal.SIGALRM, signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)  # without a handler it ends the process
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)  # the engine's last words when it is out of memory
    os.nice(NICE)
    mapped = 0
    if _STATM.exists():
        mapped = int(_STATM.read_text().split()[0]) * resource.getpagesize()
    memory = mapped + limits.megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))  # what is open stays; nothing else opens


def _tell(reply: socket.socket, **facts: object) -> None:
    with contextlib.suppress(OSError):  # who asked has gone away
        send(reply, json.dumps(facts).encode())


def _answered(reply: socket.socket, body: bytes, **facts: object) -> None:
    with contextlib.suppress(OSError):
        send(reply, json.dumps({"answer": facts}).encode())
        send(reply, body)
