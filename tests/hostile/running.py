"""Takes in a folder of hostile files as a user would, and tells what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from api.intake import intake
from bench.watching import Note, notes, watching
from graph.store import open_store
from graph.store.base import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file.

    Attributes:
        name: its name.
        reason: why it was refused; ``None`` where it is held.
        note: what reading it took; ``None`` where it was refused unread.
    """

    name: str
    reason: str | None
    note: Note | None


def take_in(files: Iterable[tuple[str, bytes]], folder: Path) -> tuple[Store, list[Outcome]]:
    """Write *files* into a new folder in *folder* and take that in, through the children.

    Returns:
        The store, and the outcome of each file in the order of the names.
    """
    papers = folder / "papers"
    papers.mkdir()
    for name, data in files:
        (papers / name).write_bytes(data)
    store = open_store(str(folder / "store.db"), create=True)
    with watching(folder / "notes") as log:
        report = intake(store, [papers])
    taken = notes(log)
    held = [item.file for item in (*report.loaded, *report.unchanged)]
    reasons: dict[str, str | None] = dict.fromkeys(held, None)
    reasons |= {item.file: item.reason for item in report.refused}
    return store, [
        Outcome(name=Path(file).name, reason=reason, note=taken.get(Path(file).name))
        for file, reason in sorted(reasons.items())
    ]
