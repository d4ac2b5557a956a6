"""Measure linking: every authority of a store, and one new letter that comes into it.

Run ``python -m bench.linking STORE [--json]``. It works on a copy: all links are made and stored
anew, authority by authority; then the paper nearest to twenty pages is taken out, as if it had not
come yet, read again, put in, and its authority linked. Times are of the wall clock and of the
processor, in seconds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from graph.linking.remaking import remake
from graph.records import Document
from graph.store import open_store
from graph.store.base import Store
from loaders.registry import load_paper

PAGES = 20
SHOWN = 5


def timed(work: Callable[[], int]) -> dict[str, float]:
    """Return wall seconds, processor seconds and what *work* counted."""
    wall, cpu = time.perf_counter(), time.process_time()
    counted = work()
    return {
        "seconds": round(time.perf_counter() - wall, 3),
        "processor_seconds": round(time.process_time() - cpu, 3),
        "links": counted,
    }


def relink(store: Store, authority: str) -> int:
    """Make and store the links of *authority*; return how many there are."""
    return len(remake(store, authority))


def nearest(store: Store) -> Document:
    """Return the held paper whose number of pages is nearest to twenty; of equals the first."""
    held = [document for document in store.documents() if document.pages]
    return min(held, key=lambda one: (abs((one.pages or 0) - PAGES), one.id))


def one_letter(store: Store, letter: Document) -> dict[str, Any]:
    """Take *letter* out, put it in again, and measure the linking that follows."""
    data = store.original(letter.id)
    store.forget(letter.id)
    relink(store, letter.authority)
    store.replace(load_paper(data, letter.file), data=data, origin=letter.file)
    figures = timed(lambda: relink(store, letter.authority))
    return {"pages": letter.pages, "authority": letter.authority, **figures}


def measure(path: Path) -> dict[str, Any]:
    """Return the figures of a copy of the store at *path*."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "bench.db"
        shutil.copy(path, copy)
        store = open_store(str(copy))
        try:
            each = {name: timed(partial(relink, store, name)) for name in store.authorities()}
            return {
                "papers": store.counts().documents,
                "records": store.counts().records,
                "authorities": each,
                "total": {
                    key: round(sum(figures[key] for figures in each.values()), 3)
                    for key in ("seconds", "processor_seconds", "links")
                },
                "one_letter": one_letter(store, nearest(store)),
            }
        finally:
            store.close()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = measure(args.store)
    if args.json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    each = figures["authorities"]
    slowest = sorted(each, key=lambda name: -each[name]["seconds"])[:SHOWN]
    print(f"{figures['papers']} papers, {figures['records']} records, {len(each)} authorities")
    print(f"all links: {figures['total']}")
    for name in slowest:
        print(f"  {name}: {each[name]}")
    print(f"one letter more: {figures['one_letter']}")


if __name__ == "__main__":
    main()
