"""Measure a whole load: papers in, records stored, links made, against plain text extraction.

Run ``python -m bench.load PATH... [--runs N] [--json]``. Each run loads the papers into a new
store and, in turns with it, takes the plain text of the same PDFs with the same library. Figures
are medians over the runs; the ratio is taken run by run, on processor time, so that a busy
machine weighs on both sides.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from api.collecting import collect
from api.intake import intake
from graph.store import open_store
from loaders.reading.pdf import plain_pages


def processor_seconds() -> float:
    """Processor time of this process and of all its finished children, in seconds."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


def timed(work: Callable[[], int]) -> tuple[float, float, int]:
    """Return wall seconds, processor seconds and what *work* counted."""
    wall, cpu = time.perf_counter(), processor_seconds()
    counted = work()
    return time.perf_counter() - wall, processor_seconds() - cpu, counted


def load(paths: list[Path]) -> int:
    """Load *paths* into a new store; return how many papers were taken in."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "bench.db"), create=True)
        try:
            return len(intake(store, paths).loaded)
        finally:
            store.close()


def extract(paths: list[Path]) -> int:
    """Take the plain text of every PDF among *paths*; return the number of pages."""
    files = [path for path in collect(paths)[0] if path.suffix.lower() == ".pdf"]
    return sum(len(plain_pages(path.read_bytes())) for path in files)


def measure(paths: list[Path], runs: int) -> dict[str, float]:
    """Return the medians over *runs*, after one run that warms the caches."""
    load(paths)
    loads, plains = [], []
    for _ in range(runs):
        loads.append(timed(lambda: load(paths)))
        plains.append(timed(lambda: extract(paths)))
    pages = plains[0][2]
    ratios = [mine[1] / other[1] for mine, other in zip(loads, plains, strict=True)]
    return {
        "papers": loads[0][2],
        "pages": pages,
        "load_seconds": round(statistics.median(wall for wall, _, _ in loads), 3),
        "load_processor_seconds": round(statistics.median(cpu for _, cpu, _ in loads), 3),
        "plain_processor_seconds": round(statistics.median(cpu for _, cpu, _ in plains), 3),
        "pages_per_second": round(pages / statistics.median(wall for wall, _, _ in loads), 1),
        "times_plain": round(statistics.median(ratios), 2),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = measure(args.paths, args.runs)
    if args.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):26}{value}")


if __name__ == "__main__":
    main()
