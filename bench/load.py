"""Measure a whole load: papers in, records stored, links made, against plain text extraction.

Run ``python -m bench.load PATH... [--runs N] [--json]``. Wall time is that of the real load, whose
reading goes on in two child processes. Processor time is taken over the same steps in one process
(reading, storing, linking), and in turns with it over the plain text of the same PDFs by the same
library. Figures are medians over the runs; ratios are taken run by run, so that a busy machine
weighs on both sides.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from api.collecting import collect
from api.intake import intake
from graph.linking.remaking import remake
from graph.store import open_store
from graph.store.base import Store
from loaders.reading.pdf import plain_pages
from loaders.registry import load_paper
from ontology.errors import LoadError


@dataclass(slots=True)
class Steps:
    """Processor seconds of one load, step by step."""

    reading: float = 0.0
    storing: float = 0.0
    linking: float = 0.0
    pages: int = 0

    @property
    def total(self) -> float:
        """All steps together."""
        return self.reading + self.storing + self.linking


@contextmanager
def new_store() -> Iterator[Store]:
    """A store in a folder that goes again."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "bench.db"), create=True)
        try:
            yield store
        finally:
            store.close()


def timed(work: Callable[[], object]) -> float:
    """Return the wall seconds that *work* takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def load(paths: list[Path]) -> int:
    """Load *paths* as a user does; return how many papers were taken in."""
    with new_store() as store:
        return len(intake(store, paths).loaded)


def steps(files: list[Path]) -> Steps:
    """Take the same steps in this process, and return what each costs."""
    spent = Steps()
    with new_store() as store:
        for path in files:
            data = path.read_bytes()
            began = time.process_time()
            try:
                paper = load_paper(data, path.name)
            except LoadError:
                continue
            read = time.process_time()
            store.replace(paper, data=data, origin=str(path))
            spent.reading += read - began
            spent.storing += time.process_time() - read
            spent.pages += paper.document.pages or 0
        began = time.process_time()
        for authority in store.unlinked():
            remake(store, authority)
        spent.linking = time.process_time() - began
    return spent


def extract(files: list[Path]) -> float:
    """Return the processor seconds that the plain text of every PDF among *files* takes."""
    documents = [path.read_bytes() for path in files if path.suffix.lower() == ".pdf"]
    began = time.process_time()
    for data in documents:
        with suppress(LoadError):
            plain_pages(data)
    return time.process_time() - began


def measure(paths: list[Path], runs: int) -> dict[str, float]:
    """Return the medians over *runs*, after one run that warms the caches."""
    files = collect(paths)[0]
    papers = load(paths)
    steps(files)
    walls, loads, plains = [], [], []
    for _ in range(runs):
        walls.append(timed(lambda: load(paths)))
        loads.append(steps(files))
        plains.append(extract(files))
    pairs = list(zip(loads, plains, strict=True))
    wall = statistics.median(walls)
    return {
        "papers": papers,
        "pages": loads[0].pages,
        "load_seconds": round(wall, 3),
        "pages_per_second": round(loads[0].pages / wall, 1),
        "reading_processor_seconds": round(statistics.median(one.reading for one in loads), 3),
        "storing_processor_seconds": round(statistics.median(one.storing for one in loads), 3),
        "linking_processor_seconds": round(statistics.median(one.linking for one in loads), 3),
        "plain_processor_seconds": round(statistics.median(plains), 3),
        "reading_times_plain": round(statistics.median(a.reading / b for a, b in pairs), 2),
        "load_times_plain": round(statistics.median(a.total / b for a, b in pairs), 2),
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
