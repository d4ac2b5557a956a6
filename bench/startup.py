"""Measure how long ``sightline --help`` takes: the least that every call of the command costs.

Run ``python -m bench.startup [--runs N]``. The command runs in a process of its own; the first run
fills the file cache and is not counted.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

COMMAND = [str(Path(sys.executable).with_name("sightline")), "--help"]


def seconds() -> float:
    """Return how long one call takes, on the wall clock. Raises CalledProcessError if it fails."""
    start = time.perf_counter()
    subprocess.run(COMMAND, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the median and the slowest of the runs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    seconds()
    taken = [seconds() for _ in range(runs)]
    print(f"sightline --help: {statistics.median(taken):.2f} s, slowest {max(taken):.2f} s")


if __name__ == "__main__":
    main()
