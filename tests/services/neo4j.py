"""A real Neo4j Community server for tests and benchmarks, from its published Maven artifacts.

Needs java 17 or later and, the first time, mvn. The artifacts are kept in a cache folder outside
the checkout (``~/.cache/sightline/neo4j``, or below ``XDG_CACHE_HOME``). Each server has its data
in a temporary folder, a password of its own and a free port on 127.0.0.1.

    python -m tests.services.neo4j    starts one, prints its address, stops it on Ctrl-C
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from tests.services.maven import MissingError, artifacts

POM = Path(__file__).with_suffix(".xml")
STARTS_WITHIN = 120.0  # seconds
CONFIGURATION = """
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.heap.max_size={heap}
dbms.usage_report.enabled=false
"""
# Tests empty their database again and again, and have several servers at a time.
QUICK = """
dbms.cypher.min_replan_interval=1h
server.memory.pagecache.size=64m
"""
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")


class Neo4jServer:
    """One server that can be stopped, killed and started again on the same data."""

    def __init__(self, folder: Path, *, heap: str = "512m", quick: bool = True) -> None:
        """Prepare a server.

        Args:
            folder: where its data are.
            heap: most memory for the Java heap.
            quick: start sooner and stay slower, as tests like it; benchmarks have the server as
                its makers set it up.
        """
        self.folder, self.heap, self.quick = folder, heap, quick
        self.password = secrets.token_urlsafe(12)
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("conf", "data", "logs", "plugins", "import", "run"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        said = CONFIGURATION.format(port=self.port, heap=heap) + (QUICK if quick else "")
        (folder / "conf" / "neo4j.conf").write_text(said)

    @property
    def url(self) -> str:
        """The address of its store."""
        return f"bolt://neo4j:{self.password}@127.0.0.1:{self.port}"

    @property
    def process(self) -> int:
        """Id of the running process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it, and return when it answers. Raises MissingError."""
        first = self._process is None
        with (self.folder / "logs" / "console.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        self._await("neo4j" if first else self.password)
        if first:
            self._set_password()

    def stop(self) -> None:
        """Stop it in good order."""
        self._end(subprocess.Popen.terminate)

    def kill(self) -> None:
        """Kill it without warning."""
        self._end(subprocess.Popen.kill)

    def run(self, question: str) -> list[list[object]]:
        """Ask something in Cypher, past Sightline."""
        auth = ("neo4j", self.password)
        with GraphDatabase.driver(f"bolt://127.0.0.1:{self.port}", auth=auth) as driver:
            return [list(row) for row in driver.execute_query(question).records]

    def plan(self, question: str, **values: object) -> list[str]:
        """The names of all steps by which a question is answered, and is not."""
        auth = ("neo4j", self.password)
        url = f"bolt://127.0.0.1:{self.port}"
        with GraphDatabase.driver(url, auth=auth, notifications_min_severity="OFF") as driver:
            found = driver.execute_query(f"EXPLAIN {question}", values).summary.plan
        waiting, steps = [found], []
        for step in waiting:  # grows while it is read
            steps.append(step["operatorType"])
            waiting += step.get("children", ())
        return steps

    def _command(self) -> list[str]:
        sooner = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"] if self.quick else []
        return [
            *("java", f"-Xmx{self.heap}", *sooner),
            *(f"--add-opens={name}=ALL-UNNAMED" for name in OPENED),
            *("-cp", f"{artifacts(POM)}/*", "org.neo4j.server.CommunityEntryPoint"),
            *(f"--home-dir={self.folder}", f"--config-dir={self.folder / 'conf'}"),
        ]

    def _await(self, password: str) -> None:
        assert self._process is not None
        until = time.monotonic() + STARTS_WITHIN
        while True:
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                said = (self.folder / "logs" / "console.log").read_text()[-600:]
                raise MissingError(f"Neo4j did not start: {said}")
            with contextlib.suppress(DriverError, Neo4jError):
                self._system("SHOW DEFAULT DATABASE", password)
                return
            time.sleep(0.2)

    def _set_password(self) -> None:
        self._system(f"ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO '{self.password}'", "neo4j")

    def _system(self, command: str, password: str) -> None:
        url, auth = f"bolt://127.0.0.1:{self.port}", ("neo4j", password)
        with (
            GraphDatabase.driver(url, auth=auth, notifications_min_severity="OFF") as driver,
            driver.session(database="system") as session,
        ):
            try:
                session.run(command).consume()
            except Neo4jError as error:
                # The server is up and wants its first password changed: that is an answer too.
                if not (error.code or "").endswith("CredentialsExpired"):
                    raise

    def _end(self, how: Callable[[subprocess.Popen[bytes]], None]) -> None:
        if self._process is not None and self._process.poll() is None:
            how(self._process)
            self._process.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(*, heap: str = "512m", quick: bool = True) -> Iterator[Neo4jServer]:
    """Run a server for as long as it is needed; its data go with it. Raises MissingError."""
    with tempfile.TemporaryDirectory(prefix="sightline-neo4j-") as folder:
        server = Neo4jServer(Path(folder), heap=heap, quick=quick)
        try:
            server.start()
            yield server
        finally:
            server.kill()  # its data go with it: there is nothing to put in order


if __name__ == "__main__":
    with running() as started, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"{started.url}\n")
        sys.stdout.flush()
        while True:
            time.sleep(60)
