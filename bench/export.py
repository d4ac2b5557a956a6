"""How long exports take: 100 quotes in Word and PDF, an authority in every format, a board pack.

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
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from bench.synthetic import authorities
from graph.export import EXPORTERS
from graph.export.board import BOARDS
from graph.export.board.changes import board
from graph.export.common import Portfolio
from graph.export.walk import portfolio
from graph.records import Concern
from graph.store import open_store
from graph.store.base import View

TODAY = "2020-01-01"
EDGES = 5_000  # of which one authority is made
PAPER_QUOTES = (100, 200, 400, 800)  # Word and PDF for so many, to see how time and memory grow
WHOLE = 400  # quotes of a whole authority
BOARD = "board "  # before the names of formats of the board pack
# The goals, in seconds: Word and PDF for 100 quotes, and a whole authority in every format.
PAPER_GOALS = {"docx": 2.0, "pdf": 1.0}
WHOLE_GOAL = 10.0
LINEAR = 1.3  # how much faster than the quotes memory may grow, of what an export adds


def main() -> None:
    """Measure, print tables with the goals beside them, and write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--one", nargs=3, help="for the benchmark itself: STORE FORMAT QUOTES")
    asked = parser.parse_args()
    if asked.one:
        store, name, quotes = asked.one
        print(json.dumps(one(Path(store), name, int(quotes))))
        return
    runs = [(name, number) for number in PAPER_QUOTES for name in PAPER_GOALS]
    runs += [(name, WHOLE) for name in EXPORTERS if (name, WHOLE) not in runs]
    runs += [(BOARD + name, WHOLE) for name in BOARDS]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.db"
        fill(path)
        figures = [apart(path, name, number) for name, number in runs]
    print(table(figures))
    print("\n".join(judged(figures)))
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1))


def judged(figures: list[dict[str, float | str]]) -> Iterator[str]:
    """Yield each goal with what was measured."""
    found = {(str(row["format"]), int(row["asked"])): row for row in figures}
    for name, goal in PAPER_GOALS.items():
        yield f"{name} for 100 quotes: {against([found[name, 100]], goal)}"
    whole = against([found[name, WHOLE] for name in EXPORTERS], WHOLE_GOAL)
    yield f"an authority of {WHOLE} quotes in all {len(EXPORTERS)} formats: {whole}"
    for name in PAPER_GOALS:
        rows = [found[name, number] for number in PAPER_QUOTES]
        each = [growth(one, two) for one, two in pairwise(rows)]
        told = ", ".join(f"{kilobytes:.0f}" for kilobytes in each)
        first, last = each[0], each[-1]
        yield (
            f"{name}: kB of memory for each further quote, {' to '.join(map(str, PAPER_QUOTES))}: "
            f"{told} (goal linear: {kept(last <= LINEAR * max(first, 1.0))})"
        )


def against(rows: Iterable[Mapping[str, float | str]], goal: float) -> str:
    """Say how long these took beside a goal; on a busy machine the processor's time tells more."""
    rows = list(rows)
    wall, cpu = (sum(float(row[name]) for row in rows) for name in ("seconds", "cpu s"))
    return f"{wall:.2f} s, of the processor {cpu:.2f} s (goal {goal:.0f} s: {kept(wall <= goal)})"


def growth(less: Mapping[str, float | str], more: Mapping[str, float | str]) -> float:
    """Return the kilobytes of peak memory for each quote that *more* has beyond *less*."""
    memory = float(more["peak MB"]) - float(less["peak MB"])
    return 1000 * memory / (float(more["quotes"]) - float(less["quotes"]))


def kept(held: bool) -> str:
    """Say whether a goal is kept."""
    return "kept" if held else "MISSED"


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
    if name.startswith(BOARD):
        return board_pack(view, name)
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


def board_pack(view: View, name: str) -> dict[str, float | str]:
    """Write the board pack of the whole store over all its years."""
    began, used = time.perf_counter(), time.process_time()
    (authority,) = view.authorities()
    pack = board(view, authority, since="2000", until=TODAY, only="all", environ={})
    walked = time.perf_counter()
    with tempfile.TemporaryFile() as handle:
        BOARDS[name.removeprefix(BOARD)].write(pack, handle)
        size = handle.tell()
    return {
        "format": name,
        "asked": WHOLE,
        "quotes": len(pack.said) + len(pack.actions) + len(pack.concerns),
        "concerns": len(pack.concerns),
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
