"""Measure reading: pages a second, cost against plain extraction, share of words kept.

Run ``python -m bench.reading FOLDER [--every N] [--worst N]``. The cost is processor time of
``read`` divided by that of the same library's plain text, in the same run, file by file in turns.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from loaders.reading.blocks import Reading
from loaders.reading.files import read
from loaders.reading.pdf import plain_pages
from ontology.errors import LoadError

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Tally:
    """Sums over the files measured."""

    files: int = 0
    pages: int = 0
    blocks: int = 0
    reading: float = 0.0
    plain: float = 0.0
    words: int = 0
    kept: int = 0
    in_blocks: int = 0
    refused: list[str] = field(default_factory=list)
    shares: list[tuple[float, str]] = field(default_factory=list)


def words_of(texts: list[str]) -> Counter[str]:
    """Count the words of *texts*, hyphens and line ends apart."""
    return Counter(word for text in texts for word in _WORD.findall(text))


def kept_words(reading: Reading) -> tuple[Counter[str], Counter[str]]:
    """Return the words in blocks with their labels, and those in furniture."""
    blocks = words_of([f"{block.label or ''} {block.text}" for block in reading])
    return blocks, words_of([line.text for line in reading.furniture])


def measure(path: Path, tally: Tally) -> None:
    """Read one file both ways and add to the tally."""
    data = path.read_bytes()
    started = time.process_time()
    try:
        reading = read(data, path.name)
    except LoadError as error:
        tally.refused.append(str(error))
        return
    tally.reading += time.process_time() - started
    started = time.process_time()
    plain = plain_pages(data)
    tally.plain += time.process_time() - started
    wanted = words_of(plain)
    blocks, furniture = kept_words(reading)
    kept = (wanted & (blocks + furniture)).total()
    tally.files += 1
    tally.pages += reading.pages or 0
    tally.blocks += len(reading.blocks)
    tally.words += wanted.total()
    tally.kept += kept
    tally.in_blocks += (wanted & blocks).total()
    tally.shares.append((kept / max(wanted.total(), 1), str(path)))


def main() -> None:
    """Measure the PDF files of a folder and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth file only")
    parser.add_argument("--worst", type=int, default=3, help="name the N files that lose most")
    options = parser.parse_args()
    tally = Tally()
    for path in sorted(options.folder.rglob("*.pdf"))[:: options.every]:
        measure(path, tally)
    print(f"files {tally.files}, pages {tally.pages}, blocks {tally.blocks}")
    print(f"pages a second (one process, CPU) {tally.pages / tally.reading:.0f}")
    print(f"CPU against plain extraction {tally.reading / tally.plain:.2f}")
    print(
        f"words kept {tally.kept / tally.words:.5f}, in blocks {tally.in_blocks / tally.words:.5f}"
    )
    for share, name in sorted(tally.shares)[: options.worst]:
        print(f"  {share:.5f} {name}")
    for reason in tally.refused:
        print(f"refused: {reason}")


if __name__ == "__main__":
    main()
