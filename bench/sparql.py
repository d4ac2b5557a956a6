"""What SPARQL costs on a store: making the graph, following a change, asking, and being attacked.

``python -m bench.sparql STORE`` measures a store that is there (a copy of it is changed), without
one a made-up graph of 100,000 edges. The hostile queries are asked of the real server, while pages
are asked of it too.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.graph import build
from graph.checking.validate import validate
from graph.decisions.review import review
from graph.sparql.endpoint import Endpoint
from graph.sparql.keeper import Limits
from graph.store import open_store
from ontology.errors import QueryError
from ontology.named import named_queries
from tests.graph.sparql.hostile import HOSTILE

SECONDS = 2.0  # limit of a hostile query


def main() -> None:
    """Print figures, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path, nargs="?", help="measured in the place of a made one")
    parser.add_argument("--edges", type=int, default=100_000)
    asked = parser.parse_args()
    path = asked.store or build(asked.edges, Path(tempfile.gettempdir()))[0]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        shutil.copy(path, copy)
        following(copy)
        shapes(copy)
        attack(copy)


def following(path: Path) -> None:
    """Make the graph, change the store in small ways, and ask every named query."""
    with Endpoint(str(path), limits=Limits(seconds=120, rows=10**6, size=10**9)) as endpoint:
        show("graph made", timed(endpoint.prepare))
        count = json.loads(endpoint.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)
        print(f"{'statements':32} {int(count['results']['bindings'][0]['n']['value']):>12,}")
        print(f"{'memory of the graph':32} {megabytes(endpoint):>9,.0f} MB")
        store = open_store(str(path))
        proposed = [link.id for link in store.links(state="proposed")[:5]]
        changes = []
        for link in proposed:
            review(store, link, state="unsure", by="Bench", reason="Measuring.")
            changes.append(timed(endpoint.prepare))
        show("follow one decision, median", statistics.median(changes))
        last = store.documents()[-1]
        store.forget(last.id)
        show("follow a paper taken out", timed(endpoint.prepare))
        store.close()
        nothing = [timed(lambda: endpoint.ask("ASK {}")) for _ in range(20)]
        show("an empty query, median", statistics.median(nothing))
        for name, query in named_queries().items():
            text = query.filled()
            rows = 0

            def ask(text: str = text) -> None:
                nonlocal rows
                rows = endpoint.ask(text).rows

            show(f"  {name}", timed(ask), f"{rows:,} rows")


def shapes(path: Path) -> None:
    """Hold the shapes against the store."""
    store = open_store(str(path))
    show("validate, with making the graph", timed(lambda: validate(store)))
    store.close()


def attack(path: Path) -> None:
    """Ask the hostile queries of a server, and pages meanwhile."""
    with served(path) as url:
        ask(url, "ASK {}")
        stop, pages = threading.Event(), []

        def read() -> None:
            while not stop.wait(0.2):
                pages.append(timed(lambda: fetch(f"{url}/api/documents?limit=20")))

        reader = threading.Thread(target=read)
        reader.start()
        taken = {
            name: timed(lambda query=query: ask(url, query)) for name, query in HOSTILE.items()
        }
        stop.set()
        reader.join()
    slowest = max(taken, key=lambda name: taken[name])
    print(f"{'hostile queries':32} {len(taken):>12}")
    show("the slowest", taken[slowest], f"limit {SECONDS:g} s: {slowest}")
    late = [name for name, seconds in taken.items() if seconds > SECONDS + 1]
    print(f"{'over the limit plus one second':32} {len(late):>12}  {', '.join(late)}")
    show("a page meanwhile, median", statistics.median(pages), f"{len(pages)} pages")
    show("the slowest page meanwhile", max(pages))


@contextmanager
def served(path: Path) -> Iterator[str]:
    """Serve a store with a small limit for queries."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    code = (
        "import sys, uvicorn; from api.app import create_app; from api.settings import Settings; "
        "uvicorn.run(create_app(Settings(store=sys.argv[1], query_seconds=float(sys.argv[3]))), "
        "port=int(sys.argv[2]), log_level='error')"
    )
    call = [sys.executable, "-c", code, str(path), str(port), str(SECONDS)]
    server = subprocess.Popen(call)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                fetch(f"{url}/api/documents?limit=1")
                break
            except OSError:
                time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait()


def ask(url: str, query: str) -> None:
    """Send a query as the protocol has it; a refusal is an answer too."""
    fetch(f"{url}/sparql", query.encode("utf-8", "replace"))


def fetch(url: str, body: bytes | None = None) -> bytes:
    """Return what a server answers, whatever the status."""
    head = {"Content-Type": "application/sparql-query"} if body is not None else {}
    request = urllib.request.Request(url, data=body, headers=head)  # noqa: S310 our own server
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return error.read()
    except (BrokenPipeError, ConnectionResetError) as error:
        raise QueryError(f"the server hung up: {error}") from error


def megabytes(endpoint: Endpoint) -> float:
    """Memory that the keeper holds; 0 where the system does not tell."""
    keeper = endpoint._keeper
    status = Path(f"/proc/{keeper.pid if keeper else 0}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    held = [line.split()[1] for line in lines if line.startswith("VmRSS")]
    return int(held[0]) / 1000 if held else 0.0


def timed(do: Callable[[], object]) -> float:
    """Return the seconds by the clock."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def show(what: str, seconds: float, more: str = "") -> None:
    """Print one figure."""
    print(f"{what:32} {seconds:>10.3f} s  {more}", flush=True)


if __name__ == "__main__":
    main()
