"""Measure the pages on a store: server time, weight, and readers while a load runs.

Run ``python -m bench.pages STORE [--rounds N] [--readers N --load PATH...] [--json FILE]``. Server
time is taken in this process, from the request to the whole answer, without a network; weight is
that of the compressed page with the style sheet. With ``--load``, readers in threads ask a server
of its own process for pages of a copy of the store, while another process loads papers into it.
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
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from bench.synthetic import SEED
from graph.records import Action, Concern
from graph.store import open_store

Kinds = dict[str, list[str]]
Figures = dict[str, float]
SIGHTLINE = Path(sys.executable).with_name("sightline")


def main() -> None:
    """Measure and print a table; write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--rounds", type=int, default=200, help="requests for each kind of page")
    parser.add_argument("--readers", type=int, default=50, help="who read while a load runs")
    parser.add_argument(
        "--load", type=Path, nargs="*", default=[], help="papers to load meanwhile"
    )
    parser.add_argument("--json", type=Path, help="file for the figures")
    asked = parser.parse_args()
    kinds = addresses(asked.store)
    found: dict[str, object] = {"pages": alone(asked.store, kinds, asked.rounds)}
    if asked.load:
        found["while loading"] = crowded(asked.store, kinds, asked.readers, asked.load)
    print(json.dumps(found, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1))


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
    """Ask for random pages of each kind, one after another; times in milliseconds."""
    chosen = random.Random(SEED)  # noqa: S311 no secret: a benchmark
    found = {}
    with TestClient(create_app(Settings(store=str(path))), base_url="http://localhost") as client:
        style = len(_raw(client, "/static/sightline.css")[2])
        for kind, some in kinds.items():
            first = [_raw(client, address)[0] for address in some[:1]]
            asked = [_raw(client, address) for address in chosen.choices(some, k=rounds)]
            work = _figures([work for _, work, _ in asked])
            found[kind] = _figures([seconds for seconds, _, _ in asked]) | {
                "cpu_p50": work["p50"],
                "cpu_p95": work["p95"],
                "first": round(first[0] * 1000, 1),
                "largest_kB": round((max(len(body) for _, _, body in asked) + style) / 1000, 1),
            }
    return found


def _raw(client: TestClient, address: str) -> tuple[float, float, bytes]:
    """Return the seconds of one answer, those of the processor, and its body as it is sent."""
    started, worked = time.perf_counter(), time.process_time()
    with client.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
        body = b"".join(answer.iter_raw())
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}")
    return seconds, work, body


def crowded(path: Path, kinds: Kinds, readers: int, papers: Sequence[Path]) -> dict[str, object]:
    """Let readers ask for chains, papers and gaps until a load in another process is done."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "pages.db"
        shutil.copy(path, copy)
        some = kinds["concern"] + kinds["reader"] + kinds["/gaps"]
        with served(copy) as server:
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
        with httpx.Client(base_url=server, timeout=60) as client:
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

    with ThreadPoolExecutor(readers) as pool:
        return [answer for answers in pool.map(reader, range(readers)) for answer in answers]


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Run a server in a process of its own; gives its address."""
    command = [SIGHTLINE, "serve", "--port", "0", "--store", store]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        told = process.stderr.readline() if process.stderr else ""
        try:
            yield next(word for word in told.split() if word.startswith("http"))
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
