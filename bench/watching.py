"""Watches the intake while it reads: time and memory of each file, noted by the children.

The children themselves note what they did, in a file that each line is appended to at once; a
file without a note behind its beginning made its child end.
"""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from api import intake as module
from graph.records import Paper
from loaders.registry import load_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What reading one file took.

    Attributes:
        name: its name without folders.
        seconds: by the clock.
        processor: seconds of the processor.
        megabytes: most memory that its child had held until then.
        finished: whether the child lived on; else the figures are those of the beginning.
    """

    name: str
    seconds: float
    processor: float
    megabytes: float
    finished: bool


@dataclass(frozen=True, slots=True)
class Watched:
    """``load_paper``, with a note of what it took in the file *log*."""

    log: Path

    def __call__(self, data: bytes, name: str) -> Paper:
        """Load one paper."""
        wall, processor = time.perf_counter(), time.process_time()
        self._write(Note(name=name, seconds=0, processor=0, megabytes=_peak(), finished=False))
        try:
            return load_paper(data, name)
        finally:
            self._write(
                Note(
                    name=name,
                    seconds=time.perf_counter() - wall,
                    processor=time.process_time() - processor,
                    megabytes=_peak(),
                    finished=True,
                )
            )

    def _write(self, note: Note) -> None:
        line = json.dumps([note.name, note.seconds, note.processor, note.megabytes, note.finished])
        descriptor = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            os.write(descriptor, f"{line}\n".encode())
        finally:
            os.close(descriptor)


def _peak() -> float:
    """Most memory that this process has held, in MB of a million bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


@contextmanager
def watching(log: Path) -> Iterator[Path]:
    """Let the intake note in *log* what each file takes, as long as this lasts."""
    ordinary = module.load_paper
    module.load_paper = Watched(log)
    try:
        yield log
    finally:
        module.load_paper = ordinary


def notes(log: Path) -> dict[str, Note]:
    """Return the last note of each file by its name."""
    if not log.exists():
        return {}
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    return {
        name: Note(name=name, seconds=wall, processor=cpu, megabytes=peak, finished=done)
        for name, wall, cpu, peak, done in lines
    }
