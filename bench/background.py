"""Make the counts of words and themes by which linking knows what is rare in this field.

Run ``python -m bench.background FOLDER... [-o FILE]``: every paper under the folders is read, and
the sentences in which each stem and each theme occurs are counted. The file holds no sentence.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.linking.background import SHIPPED, count, write
from loaders.reading.files import read
from loaders.reading.sentences import split
from ontology.errors import LoadError


def sentences(folders: Iterable[Path]) -> Iterator[str]:
    """Yield the sentences of all papers under *folders*; a paper that cannot be read is named."""
    for folder in folders:
        for path in sorted(file for file in folder.rglob("*") if file.is_file()):
            try:
                reading = read(path.read_bytes(), path.name)
            except LoadError as fault:
                print(f"left out: {fault}", file=sys.stderr)
                continue
            for block in reading:
                if block.kind != "heading":
                    yield from (block.text[start:end] for start, end in split(block.text))


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED)
    args = parser.parse_args()
    found = count(sentences(args.folders))
    write(found, args.output)
    print(f"{found.sentences} sentences, {len(found.words)} words: {args.output}")


if __name__ == "__main__":
    main()
