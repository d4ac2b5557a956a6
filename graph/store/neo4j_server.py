"""One Neo4j database: its address, its driver, and transactions that are tried again.

Every change begins by raising the store's ``revision``, which takes the lock of that node: writers
have their turn one after the other, as with SQLite. Readers never wait. Neo4j shows a reader what
is committed at each moment and not one state throughout, so a reader asks for the revision as
well, and asks its question again where that is not the one it knew before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from neo4j import Driver, GraphDatabase, ManagedTransaction
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from ontology.errors import StoreError

OLDEST = (5, 26)
RETRY_SECONDS = 15.0  # how long a transaction is tried again after a fault that may pass
CHANGING = "the store changes all the time: try again when others are done"
TRIES = 20  # how often a question is asked again because a change came in between
_REVISION = "MATCH (s:Sightline {key: 'store'}) RETURN s.revision"
_NEXT = "MATCH (s:Sightline {key: 'store'}) SET s.revision = s.revision + 1 RETURN s.revision"

Answer = TypeVar("Answer")
Row = list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a database is, and who asks. The password shows in no message and no repr."""

    uri: str
    shown: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None


def parse(url: str) -> Address:
    """Take ``neo4j://user:password@host:port/database`` apart; all but the host may be missing.

    Raises:
        StoreError: there is no host, or the port is no number.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.query or parts.fragment:
        raise StoreError(
            "the address of a Neo4j server is written neo4j://user:password@host:7687/database; "
            "put signs such as / # ? @ in a password as %2F %23 %3F %40"
        )
    place = f"[{host}]" if ":" in host else host
    shown = f"{place}:{port or 7687}"
    return Address(
        uri=f"{parts.scheme}://{shown}",
        shown=shown,
        user=None if parts.username is None else unquote(parts.username),
        password=None if parts.password is None else unquote(parts.password),
        database=unquote(parts.path.strip("/")) or None,
    )


class Work:
    """One transaction at work: questions in, rows out."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def rows(self, question: str, /, **values: object) -> list[Row]:
        """Ask, and return every row as the list of its values."""
        result = self._transaction.run(question, values)
        return result.values()

    def do(self, question: str, **values: object) -> None:
        """Run what answers nothing."""
        self._transaction.run(question, values)

    def each(self, question: str, rows: list[Mapping[str, object]], /, **values: object) -> None:
        """Run a change for all rows, a thousand at a time (``UNWIND $rows AS row``)."""
        for start in range(0, len(rows), 1000):
            self.do(question, rows=rows[start : start + 1000], **values)


class Server:
    """The driver of one database; safe to share between threads."""

    def __init__(self, address: Address) -> None:
        """Connect.

        Raises:
            StoreError: no server answers, it refuses the password, or it is too old.
        """
        self.address = address
        self._closed = False
        self._seen: list[Row] = []  # the revision last heard of
        self._driver = self._connect()
        self._bookmarks = GraphDatabase.bookmark_manager()
        try:
            self._check_version()
        except StoreError:
            self._driver.close()
            raise

    def read(self, work: Callable[[Work], Answer]) -> Answer:
        """Ask questions that belong together; all of them see the store at one revision."""

        def whole(work_: Work) -> tuple[list[Row], Answer]:
            answer = work(work_)
            return work_.rows(_REVISION), answer

        for _ in range(TRIES):
            known = self._seen
            self._seen, answer = self._managed(whole, change=False)
            if self._seen == known:
                return answer
        raise StoreError(CHANGING)

    def glance(self, work: Callable[[Work], Answer]) -> Answer:
        """Ask what is one question only, or looks after its revision itself."""
        return self._managed(work, change=False)

    def write(self, work: Callable[[Work], Answer]) -> Answer:
        """Make one change, kept whole or not at all; *work* may be run again after a fault."""

        def change(work_: Work) -> tuple[list[Row], Answer]:
            return work_.rows(_NEXT), work(work_)

        self._seen, answer = self._managed(change, change=True)
        return answer

    def prepare(self, *commands: str) -> None:
        """Run changes of the schema, each in a transaction of its own."""
        for command in commands:
            self._managed(partial(Work.do, question=command), change=True)

    def close(self) -> None:
        """Close every connection."""
        self._closed = True
        self._driver.close()

    def _connect(self) -> Driver:
        address = self.address
        auth = None if address.user is None else (address.user, address.password or "")
        with self._told():
            return GraphDatabase.driver(
                address.uri,
                auth=auth,
                max_transaction_retry_time=RETRY_SECONDS,
                connection_timeout=10.0,
                connection_acquisition_timeout=20.0,
                telemetry_disabled=True,
                notifications_min_severity="OFF",
                user_agent="Sightline",
            )

    def _check_version(self) -> None:
        with self._told():
            with self._driver.session(database=self.address.database) as session:
                agent = session.run("RETURN 1").consume().server.agent
        _, _, version = agent.partition("/")
        numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
        if numbers < OLDEST:
            raise StoreError(
                f"the server at {self.address.shown} is {agent.replace('/', ' ')}; "
                f"Sightline needs Neo4j {OLDEST[0]}.{OLDEST[1]} or later"
            )

    def _managed(self, work: Callable[[Work], Answer], *, change: bool) -> Answer:
        if self._closed:
            raise StoreError(f"the store at {self.address.shown} has been closed")

        def job(transaction: ManagedTransaction) -> Answer:
            return work(Work(transaction))

        with (
            self._told(),
            self._driver.session(
                database=self.address.database, bookmark_manager=self._bookmarks, fetch_size=-1
            ) as session,
        ):
            return session.execute_write(job) if change else session.execute_read(job)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn every fault of driver and server into one sentence, without the password."""
        try:
            yield
        except (Neo4jError, DriverError) as error:
            raise StoreError(self._explain(error)) from error

    def _explain(self, error: Exception) -> str:
        where = self.address.shown
        if isinstance(error, AuthError):
            who = f"user {self.address.user!r}" if self.address.user else "anyone without a name"
            return (
                f"the Neo4j server at {where} refuses {who}: check name and password in the "
                "address (neo4j://user:password@host)"
            )
        if isinstance(error, ServiceUnavailable | SessionExpired):
            return f"no Neo4j server answers at {where}: start it, or correct the address"
        if isinstance(error, Neo4jError):
            if (error.code or "").endswith("DatabaseNotFound"):
                return f"the Neo4j server at {where} has no database {self.address.database!r}"
            said = " ".join((error.message or str(error)).split())
            return f"the Neo4j server at {where} refuses: {said[:300]}"
        return f"the Neo4j server at {where} cannot be used: {' '.join(str(error).split())[:300]}"
