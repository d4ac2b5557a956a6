"""How long questions take in a store of 100,000 or 1,000,000 edges: ``python -m bench.graph``."""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.synthetic import SEED, authorities
from graph.questions.gaps import gaps
from graph.questions.matrix import matrix
from graph.questions.trace import trace
from graph.records import Concern
from graph.store import open_store
from graph.store.base import Store
from graph.store.sqlite_schema import VERSION

TODAY = "2020-01-01"
BLOCK = 50  # traces in one store before the next has its turn
QUESTIONS = ("neglect", "court outline", "supervision audit", "personal advisers", "children")
_FIRST = """
from graph.store import open_store
from graph.questions.trace import trace
import sys
trace(open_store(sys.argv[1]), sys.argv[2])
"""
Figures = dict[str, float]


def main() -> None:
    """Measure stores of the sizes asked for, print a table and write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=int, nargs="+", default=[100_000])
    parser.add_argument("--traces", type=int, default=1000, help="random concerns to trace")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--json", type=Path, help="file for the figures")
    asked = parser.parse_args()
    built = {edges: build(edges, asked.cache) for edges in sorted(set(asked.edges))}
    traced = traces({edges: path for edges, (path, _) in built.items()}, asked.traces)
    found = {
        edges: facts | traced[edges] | measure(path) for edges, (path, facts) in built.items()
    }
    print(table(found))
    growth = exponent(found)
    if growth is not None:
        print(f"growth exponent of a trace (cpu p50): {growth:.3f}")
    if asked.json:
        asked.json.write_text(json.dumps({"stores": found, "growth_exponent": growth}, indent=1))


def traces(paths: dict[int, Path], number: int) -> dict[int, Figures]:
    """Trace so many random concerns in each store, in turns, so that all meet the same weather."""
    stores = {edges: open_store(str(path)) for edges, path in paths.items()}
    chosen = {edges: sample(store, number) for edges, store in stores.items()}
    watches = {edges: Watch() for edges in stores}
    for start in range(0, number, BLOCK):
        for edges, store in stores.items():
            for concern in chosen[edges][start : start + BLOCK]:
                watches[edges].time(lambda: trace(store, concern, today=TODAY))  # noqa: B023 asked at once
    return {edges: watch.figures("trace") for edges, watch in watches.items()}


def sample(store: Store, number: int) -> list[str]:
    """Return ids of random concerns, always the same, some twice if there are not so many."""
    concerns = [concern.id for concern in store.records(Concern)]
    return random.Random(SEED).choices(concerns, k=number)  # noqa: S311 no secret: a benchmark


def measure(path: Path) -> Figures:
    """Return what else there is to know of a store."""
    store = open_store(str(path))
    chosen = sample(store, 200)
    names = store.authorities()[:20]
    figures: Figures = {
        "megabytes": path.stat().st_size / 1e6,
        "concerns": store.counts().by_kind["concern"],
        "cold start s": statistics.median(cold(path, key) for key in chosen[:5]),
    }
    figures |= timed("fetch", store.neighbourhood, chosen)
    figures |= timed("gaps", lambda name: gaps(store, authority=name, today=TODAY), names)
    figures |= timed("matrix", lambda name: matrix(store, name), names)
    figures |= timed("search", store.search, QUESTIONS)
    store.close()
    return figures


def build(edges: int, cache: Path) -> tuple[Path, Figures]:
    """Return a store of this size, through the store's own way in, and how long it took to make.

    It is kept in *cache* and made only once; a file that was not finished is never used.
    """
    path = cache / f"sightline-bench-{edges}-{SEED}-v{VERSION}.db"
    facts = path.with_suffix(".json")
    if not path.exists():
        print(f"making a store of {edges:,} edges ...", file=sys.stderr)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        figures = fill(open_store(str(part), create=True), edges)
        facts.write_text(json.dumps(figures))
        part.rename(path)
    made: Figures = json.loads(facts.read_text())
    return path, made


def fill(store: Store, edges: int) -> Figures:
    """Load the papers one by one, each in its own transaction, and then link each authority."""
    loading = linking = total = papers = 0.0
    for authority in authorities(edges):
        start = time.perf_counter()
        for paper in authority.papers:
            store.replace(paper, data=b"", origin=paper.document.file)
        loaded = time.perf_counter()
        store.relink(authority.name, authority.links)
        loading += loaded - start
        linking += time.perf_counter() - loaded
        total += authority.edges
        papers += len(authority.papers)
    store.close()
    return {"edges": total, "papers": papers, "load s": loading, "link s": linking}


def cold(path: Path, concern: str) -> float:
    """Return the seconds from the start of a process to the end of its first trace."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", _FIRST, str(path), concern], check=True)
    return time.perf_counter() - start


class Watch:
    """Times in ms by the clock and by the processor, which others on the machine do not change."""

    def __init__(self) -> None:
        self.clock: list[float] = []
        self.processor: list[float] = []

    def time(self, ask: Callable[[], object]) -> None:
        """Ask once, and keep how long it took."""
        start, worked = time.perf_counter(), time.process_time()
        ask()
        self.processor.append((time.process_time() - worked) * 1000)
        self.clock.append((time.perf_counter() - start) * 1000)

    def figures(self, name: str) -> Figures:
        """Return medians and 95th percentiles."""
        return {
            f"{name} p50 ms": statistics.median(self.clock),
            f"{name} p95 ms": _p95(self.clock),
            f"{name} cpu p50 ms": statistics.median(self.processor),
            f"{name} cpu p95 ms": _p95(self.processor),
        }


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[max(0, math.ceil(len(taken) * 0.95) - 1)]


def timed(name: str, ask: Callable[[str], object], subjects: Sequence[str]) -> Figures:
    """Time the asking about each of *subjects*, once each."""
    watch = Watch()
    for subject in subjects:
        watch.time(lambda: ask(subject))  # noqa: B023 asked at once
    return watch.figures(name)


def exponent(found: dict[int, Figures]) -> float | None:
    """Return how a trace grows with the edges, as the exponent of a power; 0 is not at all."""
    small, large = found[min(found)], found[max(found)]
    if small is large:
        return None
    times = math.log(large["trace cpu p50 ms"] / small["trace cpu p50 ms"])
    return times / math.log(large["edges"] / small["edges"])


def table(found: dict[int, Figures]) -> str:
    """Return the figures as lines, a column for each store."""
    lines = ["".join([f"{'':20}", *(f"{edges:>14,}" for edges in found)])]
    for name in next(iter(found.values())):
        lines.append("".join([f"{name:20}", *(f"{f[name]:>14,.2f}" for f in found.values())]))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
