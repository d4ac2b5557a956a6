"""Measure the network explorer: ``python -m bench.network [STORE] [--edges N] [--json FILE]``.

On a store that is there, or on a synthetic one, a view of 300 nodes is opened in Chromium without
a window and without a graphics card. What counts is the processor time of all of the browser's
processes from the address to the drawn picture; the browser itself runs already. The server has a
process of its own, whose time is that of its answers, over one connection on this machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
from playwright.sync_api import Browser, sync_playwright

from bench.graph import build
from bench.pages import served
from bench.synthetic import SEED
from graph.network import MOST, Asked, explore
from graph.records import Concern
from graph.store import open_store
from graph.store.base import Store

READY = "#explorer[data-ready]"
TICK = os.sysconf("SC_CLK_TCK")
ROUNDS = 60  # concerns around which the server is asked
Figures = dict[str, float]


def main() -> None:
    """Measure and print; write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path, nargs="?")
    parser.add_argument("--edges", type=int, default=100_000, help="of a synthetic store")
    parser.add_argument("--runs", type=int, default=5, help="how often the picture is opened")
    parser.add_argument("--json", type=Path, help="file for the figures")
    asked = parser.parse_args()
    path = asked.store or build(asked.edges, Path(tempfile.gettempdir()))[0]
    store = open_store(str(path))
    view, concerns = crowd(store), store.records(Concern)
    store.close()
    with served(path) as (server, _):
        found: dict[str, object] = {"server": answers(server, view, [c.id for c in concerns])}
        found["weight"] = weight(server, view)
        for layout in ("stage", "force"):
            found[f"picture, {layout}"] = pictures(f"{server}{view}&layout={layout}", asked.runs)
    print(json.dumps(found, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1))


def crowd(store: Store) -> str:
    """Return the address of a view with as many nodes as a picture may hold.

    It starts at concerns of one authority, one after the other, until there is no room.
    """
    starts: list[str] = []
    authority = store.authorities()[0]
    for concern in store.records(Concern, authority=authority):
        starts.append(concern.id)
        network = explore(store, Asked(start=tuple(starts), depth=2))
        if network.full:
            return f"/network?{urlencode({'start': starts, 'depth': 2}, doseq=True)}"
    raise SystemExit(f"{authority} has too few records for a view of {MOST} nodes")


def answers(server: str, view: str, concerns: list[str]) -> Figures:
    """Ask for the data around random concerns and for the full view; milliseconds."""
    chosen = random.Random(SEED).choices(concerns, k=ROUNDS)  # noqa: S311 no secret: a benchmark
    with httpx.Client(base_url=server, timeout=60) as client:
        client.get(f"/api/network?start={chosen[0]}")
        near = sorted(_timed(client, f"/api/network?start={one}") for one in chosen)
        full = sorted(_timed(client, f"/api{view}") for _ in range(15))
        page = sorted(_timed(client, view) for _ in range(15))
    return {
        "one expansion p50 ms": statistics.median(near),
        "one expansion p95 ms": near[int(0.95 * len(near))],
        "300 nodes p50 ms": statistics.median(full),
        "page of 300 nodes p50 ms": statistics.median(page),
    }


def _timed(client: httpx.Client, address: str) -> float:
    started = time.perf_counter()
    client.get(address).raise_for_status()
    return round((time.perf_counter() - started) * 1000, 1)


def weight(server: str, view: str) -> Figures:
    """Return what comes over the wire, compressed, in kilobytes of a thousand bytes."""
    scripts = Path(__file__).parents[1] / "api" / "static" / "network"
    addresses = {
        "page": [view],
        "data": [f"/api{view}"],
        "styles": ["/static/sightline.css", "/static/network/network.css"],
        "our scripts": [f"/static/network/{file.name}" for file in scripts.glob("*.js")],
        "engine": ["/static/vendor/vis-network.min.js"],
    }
    with httpx.Client(base_url=server, timeout=60) as client:
        return {name: sum(_size(client, one) for one in some) for name, some in addresses.items()}


def _size(client: httpx.Client, address: str) -> float:
    with client.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
        return round(sum(map(len, answer.iter_raw())) / 1000, 1)


def pictures(address: str, runs: int) -> Figures:
    """Open the view afresh, with nothing kept from before; seconds of the processor and clock."""
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("there is no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        found = [picture(browser, address) for _ in range(runs)]
        browser.close()
    work, clock, nodes = zip(*found, strict=True)
    return {
        "nodes": min(nodes),
        "cpu s, middle": round(statistics.median(work), 2),
        "cpu s, worst": round(max(work), 2),
        "clock s, middle": round(statistics.median(clock), 2),
    }


def picture(browser: Browser, address: str) -> tuple[float, float, int]:
    """Return processor and clock seconds until the picture is drawn, and how many cards it has."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto("about:blank")
    work, clock = processor(), time.perf_counter()
    page.goto(address)
    ready = page.wait_for_selector(READY, timeout=60_000)
    taken = processor() - work, time.perf_counter() - clock
    nodes = int((ready and ready.get_attribute("data-ready")) or 0)
    context.close()
    return *taken, nodes


def processor() -> float:
    """Seconds that all processes of Chromium below this one have worked so far."""
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for pid, name, fields in _processes():
        parents[pid] = int(fields[1])
        if "chrom" in name:
            seconds[pid] = (int(fields[11]) + int(fields[12])) / TICK
    return sum(worked for pid, worked in seconds.items() if _below(pid, parents))


def _processes() -> Iterator[tuple[int, str, list[str]]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text()
        except OSError:  # it has ended meanwhile
            continue
        name, _, fields = text.partition("(")[2].rpartition(")")
        yield int(folder.name), name, fields.split()


def _below(pid: int, parents: dict[int, int]) -> bool:
    while pid in parents:
        if pid == os.getpid():
            return True
        pid = parents[pid]
    return False


if __name__ == "__main__":
    main()
