"""Ten thousand linked items, from CSV to every chain: ``python -m bench.items``.

The same items and links that were given to StrictDoc and sphinx-needs: loaded, exported with
every chain, changed in one place, asked for one chain and for both lists of gaps. Every step is a
call of the command line in a process of its own, timed from its start to its end, and its answer
is compared with what the generator knows. StrictDoc and sphinx-needs run beside it where their
commands are found (``strictdoc``, ``sphinx-build`` with sphinx-needs), or are named with
``--strictdoc`` and ``--sphinx-build``.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.item_sets import CODES, COUNCIL, ROLES, Items, items, parts, register, registers
from bench.item_sets import sphinx_needs as write_needs
from bench.item_sets import strictdoc as write_strictdoc

SIGHTLINE = [str(Path(sys.executable).with_name("sightline"))]
# Seconds, from issue to answer; and megabytes of the largest process.
GOALS = {
    "load and export every chain": 12.0,
    "one change": 2.0,
    "one chain": 0.4,
    "both lists of gaps": 0.5,
}
MEMORY_GOAL = 200.0
_SET_CHILD_SUBREAPER = 36  # prctl(2)
CHANGED = "Edited: "
_ITEM = re.compile(rf"\b(?:{'|'.join(CODES.values())})\d{{5}}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took: seconds by the clock and of the processor, and its largest process."""

    wall: float
    processor: float
    megabytes: float

    def __add__(self, other: Cost) -> Cost:
        """One after the other."""
        return Cost(
            wall=self.wall + other.wall,
            processor=self.processor + other.processor,
            megabytes=max(self.megabytes, other.megabytes),
        )


def run(words: Sequence[str], *, into: Path | None = None, folder: Path | None = None) -> Cost:
    """Run a command in a process of its own. Raises CalledProcessError if it fails.

    What outlives it (that from which the children that read papers are forked) counts too.
    """
    _adopt_orphans()
    out = into.open("wb") if into else subprocess.DEVNULL
    began = time.perf_counter()
    running = subprocess.Popen(words, stdout=out, stderr=subprocess.DEVNULL, cwd=folder)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if into:
        out.close()
    if running.returncode != 0:
        raise subprocess.CalledProcessError(running.returncode, list(words))
    every = [used, *_orphans()]
    return Cost(
        wall=wall,
        processor=sum(one.ru_utime + one.ru_stime for one in every),
        megabytes=max(one.ru_maxrss for one in every) * 1024 / 1e6,
    )


@cache
def _adopt_orphans() -> None:
    """Become the parent of processes whose own parent has ended, where the system knows that."""
    with contextlib.suppress(AttributeError):  # Linux alone
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1)


def _orphans() -> Iterator[resource.struct_rusage]:
    """Wait for such processes, and yield what each and its children used."""
    with contextlib.suppress(ChildProcessError):
        while True:
            yield os.wait4(-1, 0)[2]


def main() -> None:
    """Measure, print the table with the goals beside it, and write JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--strictdoc", default=shutil.which("strictdoc"))
    parser.add_argument("--sphinx-build", default=shutil.which("sphinx-build"))
    parser.add_argument("--json", type=Path, help="file for the figures")
    asked = parser.parse_args()
    every = items(asked.items)
    found: dict[str, dict[str, Cost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        found["Sightline"] = sightline(every, Path(folder))
        peers: list[tuple[str, str | None, Callable[[Items, Path, str], dict[str, Cost]]]] = [
            ("StrictDoc", asked.strictdoc, strictdoc),
            ("sphinx-needs", asked.sphinx_build, sphinx_needs),
        ]
        for name, command, measure in peers:
            if command is None:
                print(f"{name} is left out: its command is not found.", file=sys.stderr)
            else:
                found[name] = measure(every, Path(folder) / name, command)
    print(table(found))
    if asked.json:
        figures = {
            name: {
                step: {"wall": cost.wall, "cpu": cost.processor, "megabytes": cost.megabytes}
                for step, cost in steps.items()
            }
            for name, steps in found.items()
        }
        asked.json.write_text(json.dumps({"items": asked.items, "tools": figures}, indent=1))


def sightline(every: Items, folder: Path) -> dict[str, Cost]:
    """Measure our command line, and check every answer against the generator."""
    papers = folder / "registers"
    registers(every, papers)
    store = ["--store", str(folder / "items.db")]
    answer = folder / "answer.json"
    loaded = run([*SIGHTLINE, "load", str(papers), *store])
    run([*SIGHTLINE, "list", "concerns", *store, "--json"], into=answer)
    ids = {row["number"]: row["id"] for row in json.loads(answer.read_text())}
    concerns = [ids[item.id] for item in every.of("concern")]
    found = {"load": loaded}
    exported = [*SIGHTLINE, "export", *concerns, *store, "-o", str(folder / "chains.csv")]
    found["export every chain"] = run(exported)
    found["load and export every chain"] = loaded + found["export every chain"]
    trace = [*SIGHTLINE, "trace", ids[every.picked], *store, "--json"]
    found["one chain"] = median(lambda: run(trace, into=answer))
    _same(_numbers(json.loads(answer.read_text())), every.chain(every.picked), "chain")
    rules = ["--rule", "no_action", "--rule", "no_evidence"]
    gaps = [*SIGHTLINE, "gaps", *rules, *store, "--json"]
    found["both lists of gaps"] = median(lambda: run(gaps, into=answer))
    rows = json.loads(answer.read_text())
    wanted = {ids[key] for key in every.unanswered()}
    missing = {row["subject"] for row in rows if row["rule"] == "no_action"}
    _same(sorted(missing & set(concerns)), sorted(wanted), "concerns without action")
    bare = [row for row in rows if row["rule"] == "no_evidence"]
    _same([len(bare)], [len(every.unshown())], "actions without evidence")
    _edit(every, papers)
    found["one change"] = run([*SIGHTLINE, "load", str(papers), *store])
    run([*SIGHTLINE, "search", "edited", *store, "--json"], into=answer)
    _same([len(json.loads(answer.read_text()))], [1], "changed items")
    return found


def _numbers(chain: dict[str, object]) -> list[str]:
    """The printed ids of everything in a chain: each text ends with its own."""
    texts: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if "text" in value and "document" in value:
                texts.append(str(value["text"]))
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk({key: value for key, value in chain.items() if key != "gaps"})
    return sorted({text.rstrip(".").rsplit(" ", 1)[-1] for text in texts})


def _edit(every: Items, papers: Path) -> None:
    """Change the words of one action in one register."""
    lot = next(iter(parts(every)))
    place = next(number for number, item in enumerate(lot) if item.kind == "action")
    item = lot[place]
    lot[place] = type(item)(
        id=item.id, kind=item.kind, text=CHANGED + item.text, target=item.target
    )
    register(lot, papers / "register-001.csv", 1)


def _same(
    found: list[object] | list[str] | list[int], wanted: Sequence[object], what: str
) -> None:
    """Raise SystemExit where an answer is not what the generator knows."""
    if list(found) != list(wanted):
        raise SystemExit(
            f"{what}: {len(found)} found {found[:3]}, {len(wanted)} made {list(wanted)[:3]}"
        )


def median(ask: Callable[[], Cost], *, times: int = 5) -> Cost:
    """Run several times and return the run in the middle by the clock."""
    return sorted((ask() for _ in range(times)), key=lambda cost: cost.wall)[times // 2]


def strictdoc(every: Items, folder: Path, command: str) -> dict[str, Cost]:
    """Measure StrictDoc: everything from nothing, after one change, and one chain by its API.

    It must have written a page with each item and the changed words, and its API must know the
    chain and both lists of gaps as the generator does.
    """
    write_strictdoc(every, folder)
    export = [command, "export", ".", "--output-dir", "out"]
    found = {"load and export every chain": run(export, folder=folder)}
    answer = folder.with_suffix(".answer")
    python = Path(command).with_name("python")
    script = Path(__file__).with_name("ask_strictdoc.py")
    ask = [str(python if python.exists() else sys.executable), str(script), ".", every.picked]
    found["one chain, both lists of gaps"] = median(
        lambda: run(ask, into=answer, folder=folder), times=3
    )
    told = next(line for line in answer.read_text().splitlines() if line.startswith("ANSWER "))
    _agrees("StrictDoc", json.loads(told.removeprefix("ANSWER ")), every)
    _edit_text(folder / "act001.sdoc", "STATEMENT: ")
    found["one change"] = run(export, folder=folder)
    _published("StrictDoc", folder / "out" / "html", every)
    return found


def sphinx_needs(every: Items, folder: Path, command: str) -> dict[str, Cost]:
    """Measure sphinx-needs: everything from nothing, after one change, and one more chain.

    It must have written a page with each item and the changed words, and what it exports of the
    needs must lead to the chain and to both lists of gaps.
    """
    write_needs(every, folder)
    build = [command, "-q", "-b", "html", ".", "_build"]
    found = {"load and export every chain": run(build, folder=folder)}
    exported = json.loads((folder / "_build" / "needs.json").read_text())
    needs = exported["versions"][exported["current_version"]]["needs"]
    below = {
        key: tuple(end for role in ROLES.values() for end in need.get(f"{role}_back", ()))
        for key, need in needs.items()
    }
    known = Items(
        all=tuple(one for one in every.all if one.id in needs), below=below, picked=every.picked
    )
    answer = {
        "chain": known.chain(every.picked),
        "unanswered": known.unanswered(),
        "unshown": known.unshown(),
    }
    _agrees("sphinx-needs", answer, every)
    chain, asked = folder / "chain.rst", every.of("concern")[0].id
    chain.write_text(chain.read_text().replace(every.picked, asked))
    found["one chain"] = run(build, folder=folder)
    words = every.of("action")[0].text
    path = folder / "act001.rst"
    path.write_text(path.read_text().replace(words, CHANGED + words))
    found["one change"] = run(build, folder=folder)
    _published("sphinx-needs", folder / "_build", every)
    return found


def _agrees(name: str, answer: dict[str, list[str]], every: Items) -> None:
    """Stop where a peer's answer is not what the generator knows."""
    wanted = {
        "chain": every.chain(every.picked),
        "unanswered": every.unanswered(),
        "unshown": every.unshown(),
    }
    for what, ids in wanted.items():
        _same(sorted(answer[what]), sorted(ids), f"{name}: {what}")


def _published(name: str, folder: Path, every: Items) -> None:
    """Stop where the pages of a peer lack an item or the changed words; say how much it wrote."""
    pages = list(folder.rglob("*.html"))
    named: set[str] = set()
    changed = False
    for page in pages:
        text = page.read_text("utf-8", "replace")
        named.update(_ITEM.findall(text))
        changed = changed or CHANGED.strip() in text
    missing = [item.id for item in every.all if item.id not in named]
    if missing or not changed:
        raise SystemExit(f"{name}: {len(missing)} items on no page; changed words: {changed}")
    size = sum(page.stat().st_size for page in pages) / 1e6
    print(f"{name}: {len(pages):,} pages, {size:.0f} MB, with every item", file=sys.stderr)


def _edit_text(path: Path, before: str) -> None:
    path.write_text(path.read_text().replace(before, before + CHANGED, 1))


def table(found: dict[str, dict[str, Cost]]) -> str:
    """Return the figures as lines: a row for each tool and step."""
    load = os.getloadavg()[0]
    lines = [
        f"{COUNCIL}: wall / processor seconds, megabytes of the largest process; load {load:.1f}"
    ]
    for name, steps in found.items():
        for step, cost in steps.items():
            goal = GOALS.get(step)
            told = "" if goal is None or name != "Sightline" else f"  goal {goal:g} s"
            lines.append(
                f"{name:14}{step:30}{cost.wall:8.2f} /{cost.processor:8.2f}"
                f"{cost.megabytes:8.0f} MB{told}"
            )
    largest = max(cost.megabytes for cost in found["Sightline"].values())
    lines.append(f"Sightline's largest process: {largest:.0f} MB  goal {MEMORY_GOAL:g} MB")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    lines.append(f"(the bench itself: {own:.0f} MB)")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
