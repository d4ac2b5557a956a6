"""Measure how sentences are judged, on labelled sentences of one or more authorities.

Run ``python -m bench.polarity FOLDER...``. A folder is named by its authority and holds what
``sightline evaluate`` reads: ``statements.csv`` or ``statements_sample.csv`` (``verbatim``,
``polarity``), and ``comments.csv`` (``verbatim``, ``verdict``). Two more columns are used where
they are there: ``before`` (the sentence before it in the paragraph) and ``voice`` (others than
inspectors are passed over).

The second table needs no label of polarity: a comment that finds a concern resolved or improved
must not be read as a weakness, nor one that finds it insufficient as a strength.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from loaders.polarity import polarity

JUDGED = ("strength", "improving", "mixed", "weakness")
GOOD, SETTLED = ("strength", "improving"), ("resolved", "improved")


class Labelled(NamedTuple):
    """A sentence with its label, and the sentence before it (empty: unknown)."""

    sentence: str
    before: str
    label: str


def labelled(folder: Path, names: Sequence[str], column: str) -> Iterator[Labelled]:
    """Yield the labelled sentences of the first of *names* that is in *folder*.

    Raises:
        KeyError: a file lacks the column ``verbatim`` or *column*.
    """
    path = next((folder / name for name in names if (folder / name).is_file()), None)
    if path is None:
        return
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            if row.get("voice", "inspector").startswith("inspector"):
                yield Labelled(row["verbatim"], row.get("before", ""), row[column])


def confusion(rows: Sequence[Labelled]) -> Counter[tuple[str, str]]:
    """Count the pairs of label and what the program says."""
    return Counter((row.label, polarity(row.sentence, before=row.before)) for row in rows)


def share(pairs: Counter[tuple[str, str]]) -> tuple[int, int]:
    """Return how many judged sentences there are, and how many of them are right."""
    judged = sum(count for (label, _), count in pairs.items() if label in JUDGED)
    return judged, sum(pairs[label, label] for label in JUDGED)


def contradictions(pairs: Counter[tuple[str, str]]) -> tuple[int, int]:
    """Return how many insufficient comments are read as good, and how many good ones as weak."""
    return (
        sum(pairs["insufficient", said] for said in GOOD),
        sum(pairs[verdict, "weakness"] for verdict in SETTLED),
    )


def report(name: str, pairs: Counter[tuple[str, str]], told: Counter[tuple[str, str]]) -> str:
    """Return the lines for one authority: share right, contradictions, and the table."""
    judged, right = share(pairs)
    over, under = contradictions(told)
    lines = [f"{name}: {right} of {judged} right" + (f" ({right / judged:.1%})" if judged else "")]
    lines += [
        f"  {label:10}"
        + "".join(f"{said} {pairs[label, said]:4}  " for said in (*JUDGED, "context"))
        for label in (*JUDGED, "context")
        if any(pairs[label, said] for said in (*JUDGED, "context"))
    ]
    if told:
        lines.append(
            f"  of {told.total()} comments, {over} insufficient ones are read as good, "
            f"{under} resolved or improved ones as weak"
        )
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print a report for each folder and one for all together."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, nargs="+")
    folders: list[Path] = parser.parse_args(argv).folder
    all_pairs: Counter[tuple[str, str]] = Counter()
    all_told: Counter[tuple[str, str]] = Counter()
    for folder in folders:
        files = ("statements.csv", "statements_sample.csv")
        pairs = confusion(list(labelled(folder, files, "polarity")))
        told = confusion(list(labelled(folder, ("comments.csv",), "verdict")))
        if not pairs and not told:
            print(f"{folder} holds neither statements nor comments", file=sys.stderr)
            return 1
        print(report(folder.name, pairs, told))
        all_pairs += pairs
        all_told += told
    if len(folders) > 1:
        print(report("all", all_pairs, all_told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
