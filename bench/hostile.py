"""Take in many broken papers, and all bombs, and tell what became of them.

Run ``python -m bench.hostile [--files N] [--seed N] [--bombs] [--json]``. The papers are the
example authority's, broken by ``tests/hostile/mutations.py``; they go through the real intake with
its children. Exit status 1 where one is neither held nor refused, where a child went beyond its
limits, or where a quote does not stand in its paper.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from api.intake import MEGABYTES, SECONDS
from graph.checking.check import check
from tests.hostile.bombs import BOMBS
from tests.hostile.mutations import mutated
from tests.hostile.running import Outcome, take_in

PAPERS = Path(__file__).resolve().parents[1] / "api" / "example" / "papers"
# What the outcomes are called, by words of the reason; the first that fits.
ENDS = [
    ("longer than", "too slow"),
    ("reading process fail", "crashed"),
    ("MB of memory", "too much memory"),
    ("reading failed", "unforeseen"),
    ("", "refused"),
]


def ending(outcome: Outcome) -> str:
    """Return what became of a file, in a word or two."""
    if outcome.reason is None:
        return "held"
    return next(word for words, word in ENDS if words in outcome.reason)


def figures(
    outcomes: Sequence[Outcome], files: int, faults: int, seconds: float
) -> dict[str, object]:
    """Return counts by format and the extremes of a run."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        table[Path(outcome.name).suffix.lstrip(".")][ending(outcome)] += 1
    taken = [outcome.note for outcome in outcomes if outcome.note]
    slowest = max(taken, key=lambda note: note.seconds)
    return {
        "files": files,
        "accounted_for": len(outcomes),
        "faulty_quotes": faults,
        "seconds": round(seconds, 1),
        "slowest_seconds": round(slowest.seconds, 2),
        "slowest_file": slowest.name,
        "peak_child_megabytes": round(max(note.megabytes for note in taken)),
        "limit_megabytes": MEGABYTES,
        "limit_seconds": SECONDS,
        "outcomes": {kind: dict(ends) for kind, ends in sorted(table.items())},
    }


def measure(files: Iterable[tuple[str, bytes]]) -> tuple[dict[str, object], list[Outcome]]:
    """Take in *files* and return the figures and every outcome."""
    files = list(files)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        store, outcomes = take_in(files, Path(folder))
        seconds = time.perf_counter() - started
        faults = len(check(store))
        store.close()
    return figures(outcomes, len(files), faults, seconds), outcomes


def show(found: dict[str, object], outcomes: Sequence[Outcome]) -> None:
    """Print the table of outcomes, and every file whose fault no reader foresaw."""
    table = found["outcomes"]
    ends = sorted({end for row in table.values() for end in row})
    print("".join(f"{word:>17}" for word in ["", *ends]))
    for kind, row in table.items():
        print(f"{kind:>17}" + "".join(f"{row.get(end, 0):>17}" for end in ends))
    for name, value in found.items():
        if name != "outcomes":
            print(f"{name.replace('_', ' '):22}{value}")
    for outcome in outcomes:
        if ending(outcome) not in ("held", "refused"):
            print(f"{ending(outcome)}: {outcome.reason}")


def holds(found: dict[str, object]) -> bool:
    """Tell whether everything is as it should be."""
    return (
        found["accounted_for"] == found["files"]
        and not found["faulty_quotes"]
        and found["peak_child_megabytes"] <= MEGABYTES
        and found["slowest_seconds"] < SECONDS
    )


def main() -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=1_000, help="broken papers to make")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bombs", action="store_true", help="take in the bombs too")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    papers = [path for path in PAPERS.iterdir() if path.is_file()]
    files = list(mutated(papers, options.files, seed=options.seed))
    if options.bombs:
        files += [(name, bomb.make()) for name, bomb in BOMBS.items()]
    found, outcomes = measure(files)
    if options.json:
        print(json.dumps(found))
    else:
        show(found, outcomes)
    sys.exit(not holds(found))


if __name__ == "__main__":
    main()
