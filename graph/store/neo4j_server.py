"""One Neo4j database: its address, its driver, and transactions that are tried again.

Every change begins by raising the store's ``revision``, which takes the lock of that node: writers
have their turn one after the other, as with SQLite. Readers never wait. Neo4j shows a reader what
is committed at each moment and not one state throughout, so a reader asks for the revision as
well, and asks its question again where that is not the one it knew before.

What costs is not the bytes but the messages: each has to be waited for, and each row of an answer
is one. So a question that reads travels by itself, without a transaction around it, and its rows
come packed into few.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar, cast
from urllib.parse import unquote, urlsplit

from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, Session
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from ontology.errors import StoreError

OLDEST = (5, 26)
RETRY_SECONDS = 15.0  # how long a transaction is tried again after a fault that may pass
CHANGING = "the store changes all the time: try again when others are done"
TRIES = 20  # how often a question is asked again because a change came in between
BATCH = 500  # rows in one message, where there may be very many
_REVISION = "MATCH (s:Sightline {key: 'store'}) RETURN s.revision"
_NEXT = "MATCH (s:Sightline {key: 'store'}) SET s.revision = s.revision + 1"

# What the driver would log has a sentence of ours, which a second line would only blur; whoever
# sets up logging sees it all the same.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A question that reads: what finds its rows, in their order, and what a row holds.

    Attributes:
        find: Cypher up to the rows, which are the values of the variable *each*.
        row: what is wanted of each, as a list in Cypher.
        each: the variable.
    """

    find: str
    row: str
    each: str = "each"

    def whole(self) -> str:
        """Return a question for all rows in one message, with the revision before and after.

        They are collected in between, so that nothing is read after the last look at it.
        """
        return (
            "MATCH (m:Sightline {key: 'store'}) WITH m.revision AS before"
            f" CALL () {{ {self.find} RETURN collect({self.row}) AS rows }} WITH before, rows"
            " MATCH (m:Sightline {key: 'store'}) RETURN before, rows, m.revision"
        )

    def batches(self) -> str:
        """Return a question for any number of rows, so many in a message; none is kept whole."""
        return (
            f"{self.find} WITH collect({self.each}) AS found"
            f" UNWIND range(0, size(found) - 1, {BATCH}) AS start"
            f" RETURN [{self.each} IN found[start..start + {BATCH}] | {self.row}]"
        )


class Work:
    """One transaction at work: questions in, rows out.

    Attributes:
        revision: of a change, that which it makes.
        opened: what the opening of a change answered, where it asks for something.
    """

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction
        self.revision = 0
        self.opened: Row = []

    def rows(self, question: str, /, **values: object) -> list[Row]:
        """Ask, and return every row as the list of its values."""
        result = self._transaction.run(question, values)
        return result.values()

    def many(self, reading: Reading, /, **values: object) -> list[Row]:
        """Ask for any number of rows."""
        return [row for batch in self.rows(reading.batches(), **values) for row in batch[0]]

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
        self._database = address.database
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._idle: deque[Session] = deque()  # a session serves one thread at a time
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

    def rows(self, reading: Reading, /, **values: object) -> list[Row]:
        """Ask one question, whose rows all are of one revision; not for a whole store's rows."""
        question = reading.whole()
        for _ in range(TRIES):
            ((before, rows, now),) = self._there(self.ask(question, **values))
            if before == now:
                return cast(list[Row], rows)
        raise StoreError(CHANGING)

    def ask(self, question: str, /, **values: object) -> list[Row]:
        """Ask one question in one message there and back; again, if a passing fault is met."""
        self._refuse_closed()
        try:
            session = self._idle.pop()
        except IndexError:
            session = self._session()
        try:
            with self._told():
                found = session.run(question, values).values()
        except StoreError as error:
            session.close()
            if isinstance(error.__cause__, Neo4jError | DriverError) and (
                error.__cause__.is_retryable()
            ):
                return self.glance(lambda work: work.rows(question, **values))
            raise
        self._idle.append(session)
        return found

    def write(
        self,
        work: Callable[[Work], Answer],
        *,
        opening: str = "WITH s RETURN s.revision",
        **values: object,
    ) -> Answer:
        """Make one change, kept whole or not at all.

        Args:
            work: makes it; it may be run again after a fault.
            opening: asked together with the lock on the node *s*, in one message: returns the
                revision and what else *work* will find in ``opened``.
            values: parameters of the opening.
        """

        def change(work_: Work) -> tuple[list[Row], Answer]:
            opened = self._there(work_.rows(f"{_NEXT} {opening}", **values))
            ((work_.revision, *work_.opened),) = opened
            return [[work_.revision]], work(work_)

        self._seen, answer = self._managed(change, change=True)
        return answer

    def prepare(self, *commands: str) -> None:
        """Run changes of the schema, each in a transaction of its own."""
        for command in commands:
            self._managed(partial(Work.do, question=command), change=True)

    def close(self) -> None:
        """Close every connection."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()
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
            with self._driver.session(database=self._database) as session:
                answered = session.run("RETURN 1").consume()
        agent = answered.server.agent
        # Its name is given from now on, so that the driver never has to ask for it again.
        self._database = answered.database or self._database
        _, _, version = agent.partition("/")
        numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
        if numbers < OLDEST:
            raise StoreError(
                f"the server at {self.address.shown} is {agent.replace('/', ' ')}; "
                f"Sightline needs Neo4j {OLDEST[0]}.{OLDEST[1]} or later"
            )

    def _managed(self, work: Callable[[Work], Answer], *, change: bool) -> Answer:
        self._refuse_closed()

        def job(transaction: ManagedTransaction) -> Answer:
            return work(Work(transaction))

        with self._told(), self._session() as session:
            return session.execute_write(job) if change else session.execute_read(job)

    def _session(self) -> Session:
        return self._driver.session(
            database=self._database,
            bookmark_manager=self._bookmarks,
            fetch_size=-1,
            default_access_mode=READ_ACCESS,
        )

    def _there(self, found: list[Row]) -> list[Row]:
        """Give on what was found beside the store's own node, without which there is nothing."""
        if not found:
            raise StoreError(f"there is no store at {self.address.shown} any more")
        return found

    def _refuse_closed(self) -> None:
        if self._closed:
            raise StoreError(f"the store at {self.address.shown} has been closed")

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
