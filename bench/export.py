"""How long exports take: 100 quotes in Word and PDF, and an authority in every format.

``python -m bench.export``; the store is made up (``bench.synthetic``), the same every time. Each
format is written in a process of its own, so that the time holds the loading of its library and
the memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.synthetic import authorities
from graph.export import EXPORTERS
from graph.export.common import Portfolio
from graph.export.walk import portfolio
from graph.records import Concern
from graph.store import open_store
from graph.store.base import View

TODAY = "2020-01-01"
EDGES = 5_000  # of which one authority is made
PAPER_QUOTES = (100, 200, 400, 800)  # Word and PDF for so many, to see how time and memory grow
WHOLE = 400  # quotes of a whole authority


def main() -> None:
    """Measure, print a table and write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--one", nargs=3, help="for the benchmark itself: STORE FORMAT QUOTES")
    asked = parser.parse_args()
    if asked.one:
        store, name, quotes = asked.one
        print(json.dumps(one(Path(store), name, int(quotes))))
        return
    runs = [(name, number) for number in PAPER_QUOTES for name in ("docx", "pdf")]
    runs += [(name, WHOLE) for name in EXPORTERS if (name, WHOLE) not in runs]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.db"
        fill(path)
        figures = [apart(path, name, number) for name, number in runs]
    print(table(figures))
    whole = sum(float(f["seconds"]) for f in figures if f["asked"] == WHOLE)
    print(f"an authority of {WHOLE} quotes in all {len(EXPORTERS)} formats: {whole:.1f} s")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1))


def fill(path: Path) -> None:
    """Make a store of one authority that does not exist."""
    store = open_store(str(path), create=True)
    authority = next(authorities(EDGES))
    for paper in authority.papers:
        # These bytes are the ones of which ``bench.synthetic`` takes the hash.
        data = f"{authority.name} {paper.document.title}".encode()
        store.replace(paper, data=data, origin=paper.document.file)
    store.relink(authority.name, authority.links)
    store.close()


def apart(path: Path, name: str, quotes: int) -> dict[str, float | str]:
    """Measure one export in a process of its own."""
    command = [sys.executable, "-m", "bench.export", "--one", str(path), name, str(quotes)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float | str] = json.loads(run.stdout)
    return figures


def one(path: Path, name: str, quotes: int) -> dict[str, float | str]:
    """Write one file and return what it took, without the start of Python."""
    view = open_store(str(path))
    ids = enough(view, quotes)
    began, used = time.perf_counter(), time.process_time()
    evidence = gathered(view, ids)
    walked = time.perf_counter()
    with tempfile.TemporaryFile() as handle:
        EXPORTERS[name].write(evidence, handle)
        size = handle.tell()
    return {
        "format": name,
        "asked": quotes,
        "quotes": len(evidence.records),
        "concerns": len(evidence.chains),
        "seconds": time.perf_counter() - began,
        "walk s": walked - began,
        "cpu s": time.process_time() - used,
        "megabytes": size / 1e6,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


def enough(view: View, quotes: int) -> list[str]:
    """Return the fewest concerns, in the order of the store, whose chains have so many quotes."""
    ids = [concern.id for concern in view.records(Concern)]
    low, high = 1, len(ids)
    while low < high:
        middle = (low + high) // 2
        found = len(gathered(view, ids[:middle]).records) >= quotes
        low, high = (low, middle) if found else (middle + 1, high)
    return ids[:low]


def gathered(view: View, ids: list[str]) -> Portfolio:
    """Walk the chains of these concerns, proposals too."""
    return portfolio(view, ids, only="all", today=TODAY, environ={})


def table(figures: list[dict[str, float | str]]) -> str:
    """Return the figures as lines of text."""
    names = ("format", "quotes", "concerns", "seconds", "cpu s", "megabytes", "peak MB")
    lines = ["".join(f"{name:>11}" for name in names)]
    for row in figures:
        cells = (row[name] for name in names)
        lines.append("".join(f"{c:>11.2f}" if isinstance(c, float) else f"{c:>11}" for c in cells))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
