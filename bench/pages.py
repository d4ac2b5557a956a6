"""Measure the pages: how long the server takes, what they weigh, and readers while a load runs.

Run ``python -m bench.pages [STORE...] [--edges N...] [--load PATH...] [--json FILE]``: on stores
that are there, on synthetic ones of so many edges, or on one of the papers to load. Each is served
by a process of its own and asked over one connection on this machine, page after page; ``first``
is when nobody has asked for that page since the server started. Weight is that of the page as it
is sent with the style sheet. With ``--load``, readers in threads ask a server for pages of a copy
of the first store, while another process loads papers into it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx

from bench.graph import build
from bench.synthetic import SEED
from graph.records import Action, Concern
from graph.store import open_store

Kinds = dict[str, list[str]]
Figures = dict[str, float]
FIRST = 50  # pages of a kind that are asked for the first time
CACHE = Path(tempfile.gettempdir())  # of synthetic stores, as bench.graph keeps them
SIGHTLINE = Path(sys.executable).with_name("sightline")


def main() -> None:
    """Measure, print a table for each store; write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stores", type=Path, nargs="*")
    parser.add_argument("--edges", type=int, nargs="*", default=[], help="of synthetic stores")
    parser.add_argument("--rounds", type=int, default=200, help="requests for each kind of page")
    parser.add_argument("--readers", type=int, default=50, help="who read while a load runs")
    parser.add_argument(
        "--load", type=Path, nargs="*", default=[], help="papers to load meanwhile"
    )
    parser.add_argument("--json", type=Path, help="file for the figures")
    asked = parser.parse_args()
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        stores = asked.stores or ([loaded(asked.load, Path(folder))] if asked.load else [])
        for path in [*stores, *(build(edges, CACHE)[0] for edges in asked.edges)]:
            found[path.name] = pages = alone(path, addresses(path), asked.rounds)
            print(f"\n{path.name}\n{table(pages)}", flush=True)
        if asked.load:
            path = stores[0]
            found["while loading"] = crowd = crowded(
                path, addresses(path), asked.readers, asked.load
            )
            print(f"\n{asked.readers} readers of {path.name} while a load runs: {crowd}")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1))


def loaded(papers: Sequence[Path], folder: Path) -> Path:
    """Load papers into a new store."""
    path = folder / "papers.db"
    command = [SIGHTLINE, "load", *papers, "--store", path]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)  # some may be refused
    return path


def table(pages: dict[str, Figures]) -> str:
    """Return the figures as lines, a row for each kind of page."""
    heads = list(next(iter(pages.values())))
    lines = ["".join([f"{'ms':20}", *(f"{head:>12}" for head in heads)])]
    for kind, figures in pages.items():
        lines.append("".join([f"{kind:20}", *(f"{figures[head]:>12,.1f}" for head in heads)]))
    return "\n".join(lines)


def addresses(path: Path) -> Kinds:
    """Return addresses of pages of a store, by kind."""
    store = open_store(str(path))
    names = [f"?authority={quote(name)}" for name in store.authorities()]
    concerns = [f"/concerns/{record.id}" for record in store.records(Concern)]
    actions = [f"/actions/{record.id}" for record in store.records(Action)]
    papers = [f"/documents/{paper.id}" for paper in store.documents() if paper.held]
    store.close()
    kinds = {
        "concern": concerns,
        "concern, timeline": [f"{concern}?view=timeline" for concern in concerns],
        "concern, table": [f"{concern}?view=table" for concern in concerns],
        "reader": papers,
        "action": actions,
        "search": ["/search?q=supervision", "/search?q=missing+children", "/search?q=court"],
    }
    lists = "/ /concerns /actions /owners /gaps /matrix /review /documents".split()
    kinds |= {address: [address + name for name in names] for address in lists}
    return {kind: some for kind, some in kinds.items() if some}


def alone(path: Path, kinds: Kinds, rounds: int) -> dict[str, Figures]:
    """Ask for pages of each kind, one after another, each kind of a server that has just started.

    First for some pages for the first time, then for random ones.
    """
    chosen = random.Random(SEED)  # noqa: S311 no secret: a benchmark
    found = {}
    for kind, some in kinds.items():
        new = chosen.sample(some, k=min(len(some), FIRST))
        with (
            served(path) as (server, process),
            httpx.Client(base_url=server, timeout=120) as client,
        ):
            style = len(_ask(client, "/static/sightline.css")[1])
            _ask(client, "/upload")
            first = [_ask(client, address) for address in new]
            before = _worked(process)
            again = [_ask(client, address) for address in chosen.choices(some, k=rounds)]
            worked = (_worked(process) - before) / rounds
        heaviest = max(len(body) for _, body in (*first, *again)) + style
        found[kind] = _figures([seconds for seconds, _ in again]) | {
            "processor": round(worked * 1000, 1),
            "first p50": _figures([seconds for seconds, _ in first])["p50"],
            "first p95": _figures([seconds for seconds, _ in first])["p95"],
            "largest kB": round(heaviest / 1000, 1),
        }
    return found


def _ask(client: httpx.Client, address: str) -> tuple[float, bytes]:
    """Return the seconds of one answer, and its body as it is sent."""
    started = time.perf_counter()
    with client.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
        body = b"".join(answer.iter_raw())
    seconds = time.perf_counter() - started
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}")
    return seconds, body


def _worked(process: int) -> float:
    """Seconds of the processor that a process has had; 0 where the system does not tell."""
    told = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in told) / 1e9


def crowded(path: Path, kinds: Kinds, readers: int, papers: Sequence[Path]) -> dict[str, object]:
    """Let readers ask for chains, papers and gaps until a load in another process is done."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "pages.db"
        shutil.copy(path, copy)
        some = kinds["concern"] + kinds["reader"] + kinds["/gaps"]
        with served(copy) as (server, _):
            for each in kinds.values():  # a server that nobody has asked yet is another matter
                httpx.get(server + each[0], timeout=60)
            command = [SIGHTLINE, "load", "--again", *papers, "--store", copy]
            started = time.perf_counter()
            with subprocess.Popen(command, stdout=subprocess.DEVNULL) as load:
                answers = read(server, some, readers, lambda: load.poll() is None)
            seconds = time.perf_counter() - started
    faults = [status for _, status in answers if status != 200]
    times = [taken for taken, _ in answers]
    return {
        **_figures(times),
        "readers": readers,
        "answers": len(answers),
        "faults": len(faults),
        "load_seconds": round(seconds, 1),
        "load_status": load.returncode,
    }


def read(
    server: str, some: Sequence[str], readers: int, going: Callable[[], bool]
) -> list[tuple[float, int]]:
    """Ask for pages in threads as long as *going* says; each reader looks at a page for a second.

    Returns seconds and status of every answer.
    """

    def reader(seed: int) -> list[tuple[float, int]]:
        chosen, answers = random.Random(seed), []  # noqa: S311 no secret: a benchmark
        time.sleep(chosen.random())
        while going():
            started = time.perf_counter()
            try:
                status = client.get(chosen.choice(some)).status_code
            except httpx.HTTPError:
                status = 0  # no answer is a fault like any other
            answers.append((time.perf_counter() - started, status))
            time.sleep(chosen.uniform(0.5, 1.5))
        return answers

    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)
    with (
        httpx.Client(base_url=server, timeout=60, limits=limits) as client,
        ThreadPoolExecutor(readers) as pool,
    ):
        return [answer for answers in pool.map(reader, range(readers)) for answer in answers]


@contextmanager
def served(store: Path) -> Iterator[tuple[str, int]]:
    """Run a server in a process of its own; gives its address and the number of the process."""
    command = [SIGHTLINE, "serve", "--port", "0", "--store", store]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        told = process.stderr.readline() if process.stderr else ""
        try:
            yield next(word for word in told.split() if word.startswith("http")), process.pid
        finally:
            process.terminate()


def _figures(seconds: Sequence[float]) -> Figures:
    """Return middle, 95th percentile and longest, in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[max(0, math.ceil(0.95 * len(ordered)) - 1)]
    return {
        "p50": round(statistics.median(ordered) * 1000, 1),
        "p95": round(high * 1000, 1),
        "longest": round(ordered[-1] * 1000, 1),
    }


if __name__ == "__main__":
    main()
