"""Asks SPARQL of a store: starts the keeper, hands queries to it, and tells how they ended."""

from __future__ import annotations

import json
import multiprocessing
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import send_handle
from types import TracebackType

from graph.sparql.answering import GRAPHS, KNOWN, Answer
from graph.sparql.formats import FORMATS
from graph.sparql.keeper import Job, Limits, keep
from graph.sparql.refusing import allowed
from graph.sparql.wire import receive
from ontology.errors import BusyError, LimitError, QueryError, SightlineError, StoreError

Progress = Callable[[int, int], None]
# Started from nothing, so that the keeper inherits no threads and no open stores, and may fork.
_CONTEXT = multiprocessing.get_context("forkserver")
_GRACE = 0.5  # seconds after the limit in which the kernel's word on a child must have come
_FAULTS: dict[str, type[SightlineError]] = {
    "query": QueryError,
    "limit": LimitError,
    "store": StoreError,
}
_AT_ONCE = 2  # queries; more would only wait for each other on the cores there are


class Endpoint:
    """SPARQL over one store. Safe to use from several threads.

    Args:
        url: of the store.
        authority: ask only of this one; everybody if not given.
        limits: of each query.
        patience: seconds to wait for the graph to be made, and for a turn.
    """

    def __init__(
        self,
        url: str,
        *,
        authority: str | None = None,
        limits: Limits | None = None,
        patience: float = 600.0,
    ) -> None:
        self.url = url
        self.limits = limits or Limits()
        self._authority = authority
        self._patience = patience
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._guard = threading.Lock()
        self._keeper: BaseProcess | None = None
        self._line: Connection | None = None

    def ask(
        self,
        text: str,
        *,
        table: str = "json",
        graph: str = "turtle",
        graphs: Sequence[str] = (),
        named: Sequence[str] = (),
        progress: Progress = lambda done, of: None,
    ) -> Answer:
        """Answer a query.

        Args:
            text: in SPARQL 1.1; the prefixes of the ontology need not be declared.
            table: format of a SELECT or ASK: json, xml, csv or tsv.
            graph: format of a CONSTRUCT or DESCRIBE: turtle, nt, jsonld or rdfxml.
            graphs: IRIs of the graphs to ask; all of them if none is named here or by FROM.
            named: IRIs of the graphs that GRAPH may name, likewise.
            progress: told how many graphs are made, and of how many, while they are.

        Raises:
            QueryError: the query is refused or faulty.
            LimitError: it needs more than one query may use.
            BusyError: the graph is not ready yet, or too many queries run.
            StoreError: the store does not answer.
            KeyError: there is no such format.
        """
        job = Job(
            asked=allowed(text, prefixes=KNOWN, graphs=graphs, named=named),
            table=_known(table, FORMATS),
            graph=_known(graph, GRAPHS),
        )
        found = self._do(job, progress)
        if found is None:
            raise StoreError("the query was lost; ask again")
        return found

    def prepare(self, *, progress: Progress = lambda done, of: None) -> None:
        """See that the graph is there and up to date. Raises as ``ask`` does."""
        self._do(Job(asked=None), progress)

    def warm(self) -> None:
        """Begin to make the graph, and do not wait for it."""
        mine, theirs = socket.socketpair()
        with mine, theirs:
            self._hand_over(Job(asked=None), theirs)

    def close(self) -> None:
        """End the keeper and every query."""
        with self._guard:
            self._stop()

    def __enter__(self) -> Endpoint:
        """Return the endpoint itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the keeper."""
        self.close()

    def _do(self, job: Job, progress: Progress) -> Answer | None:
        if not self._turns.acquire(timeout=min(self._patience, 2 * self.limits.seconds)):
            raise BusyError("too many queries run at once; ask again in a moment")
        try:
            mine, theirs = socket.socketpair()
            with mine:
                with theirs:
                    self._hand_over(job, theirs)
                return self._wait(mine, progress)
        finally:
            self._turns.release()

    def _hand_over(self, job: Job, reply: socket.socket) -> None:
        """Give a job to the keeper; one that was lost is replaced."""
        with self._guard:
            for _ in range(2):
                try:
                    line, keeper = self._started()
                    line.send(job)
                    send_handle(line, reply.fileno(), keeper.pid)
                except OSError:
                    self._stop()
                else:
                    return
        raise StoreError("no process could be started to answer; try again")

    def _started(self) -> tuple[Connection, BaseProcess]:
        if self._line is None or self._keeper is None or not self._keeper.is_alive():
            self._stop()
            self._line, other = _CONTEXT.Pipe()
            self._keeper = _CONTEXT.Process(
                target=keep, args=(other, self.url, self._authority, self.limits), daemon=True
            )
            self._keeper.start()
            other.close()
        return self._line, self._keeper

    def _stop(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._keeper is not None:
            self._keeper.kill()
            self._keeper.join()
        self._line = self._keeper = None

    def _wait(self, reply: socket.socket, progress: Progress) -> Answer | None:
        """Read what comes back; see ``graph.sparql.keeper``."""
        until = time.monotonic() + self._patience
        started = False
        while True:
            try:
                message = receive(reply, until=until)
            except TimeoutError:
                raise self._late(started) from None
            if message is None:
                raise self._lost()
            facts = json.loads(message)
            if "done" in facts:
                progress(facts["done"], facts["of"])
            elif "started" in facts:
                started, until = True, time.monotonic() + self.limits.seconds + _GRACE
            elif "answer" in facts:
                return self._answer(reply, facts["answer"], until)
            elif "ready" in facts:
                return None
            elif "error" in facts:
                raise _FAULTS[facts["fault"]](facts["error"])
            elif "ended" in facts:
                raise self._ended(facts["ended"])

    def _answer(self, reply: socket.socket, facts: dict[str, object], until: float) -> Answer:
        try:
            body = receive(reply, until=until)
        except TimeoutError:
            raise self._late(True) from None
        if body is None:
            raise self._lost()
        rows = facts["rows"]
        return Answer(
            media_type=str(facts["media_type"]),
            body=body,
            rows=rows if isinstance(rows, int) else 0,
        )

    def _late(self, started: bool) -> SightlineError:
        if started:
            return self._too_long()
        return BusyError("the graph is still being made; ask again in a minute")

    def _too_long(self) -> LimitError:
        return LimitError(
            f"the query took longer than {self.limits.seconds:g} seconds and was stopped; "
            "join fewer things, or narrow it down first"
        )

    def _ended(self, status: int) -> LimitError:
        """Say why a child has ended without an answer."""
        if status in (-signal.SIGALRM, -signal.SIGXCPU):
            return self._too_long()
        if status in (-signal.SIGABRT, -signal.SIGKILL, signal.SIGABRT, 256 - signal.SIGABRT):
            return LimitError(
                f"the query needs more than {self.limits.megabytes} MB of memory and was "
                "stopped; join fewer things, or narrow it down first"
            )
        return LimitError(
            f"the query brought its process down (exit status {status}) and nothing else; "
            "it may be nested too deeply: write it flatter"
        )

    def _lost(self) -> StoreError:
        return StoreError("the process that holds the graph was lost; ask again to start another")


def _known(name: str, formats: Mapping[str, object]) -> str:
    if name not in formats:
        raise KeyError(name)
    return name
