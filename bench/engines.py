"""Our stores beside other ways to hold the same graph: ``python -m bench.engines``.

Every engine runs in a process of its own, one after the other, on the same synthetic graph, and
answers the same questions; the chains of fifty concerns must be equal for all, or the run fails.
Our stores answer with everything a user sees (gaps, silences, history), the others with the bare
chain. ``--neo4j URL`` or SIGHTLINE_BENCH_NEO4J names an empty Neo4j to fill; ``--neo4j start``
starts one, which needs Java and Maven.

A Neo4j server is slow when it has just started and several times faster once Java has compiled
what is asked often. So our store and Cypher by hand trace in turns, chain by chain, in one
process, after all have traced equally many chains untimed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.corpus import machine
from bench.engine_kinds import Engine, bytes_on_disk, kinds, sizes
from bench.graph import QUESTIONS, Watch
from bench.synthetic import SEED, Authority, authorities
from graph.records import Concern

EQUAL = 50  # concerns whose chains must be the same everywhere
LIBRARIES = ("pyoxigraph", "rdflib", "networkx", "neo4j")
FLOOR, SAME = "bare dict", "our trace on dicts"
OURS, NEO4J, BY_HAND = "our SQLite", "our Neo4j", "Cypher by hand"
HANDS = (BY_HAND, "by hand, alone", "by hand, whole")
DURABLE = (OURS, "Oxigraph, disk", NEO4J, *HANDS)
WARM = 1500  # chains that each traces untimed before those on Neo4j are timed in turns
GOALS = {"floor": 10.0, "cypher": 1.3}
Figures = dict[str, Any]


def main() -> None:
    """Run every engine and print the table, or one engine in this process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--traces", type=int, default=500)
    parser.add_argument("--only", action="append", help="name of an engine; may be repeated")
    parser.add_argument("--neo4j", default=os.environ.get("SIGHTLINE_BENCH_NEO4J"))
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--cold", help=argparse.SUPPRESS)
    parser.add_argument("--turns", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.turns:
        print(json.dumps(in_turns(asked)))
        return
    if asked.one:
        engine = kinds(asked.folder, asked.neo4j)[asked.one]()
        print(json.dumps(cold(engine, asked.cold) if asked.cold else measure(engine, asked)))
        return
    with neo4j_at(asked.neo4j) as url:
        found = compare(asked, url)
    print(table(found))
    print(goals(found))
    if asked.json:
        told = {"when": f"{datetime.now(UTC):%Y-%m-%d}", "machine": machine()}
        told |= {
            "versions": {name: version(name) for name in LIBRARIES},
            "edges": asked.edges,
            "engines": found,
        }
        asked.json.write_text(json.dumps(told, indent=1))


@contextlib.contextmanager
def neo4j_at(asked: str | None) -> Iterator[str | None]:
    """Give the address of a Neo4j server, which is started if asked for; ``None`` without one."""
    if asked is None:
        print("Neo4j is left out: give --neo4j URL, or --neo4j start.", file=sys.stderr)
    if asked != "start":
        yield asked
        return
    from tests.services.neo4j import running

    # As compose.yaml starts it for a user: a heap of 1 GB, all else as its makers set it.
    with running(heap="1g", quick=False) as server:
        yield server.url


def compare(asked: argparse.Namespace, url: str | None) -> dict[str, Figures]:
    """Run each engine in a process of its own. Raises SystemExit if chains differ."""
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in kinds(Path(folder), url):
            if asked.only and name not in asked.only:
                continue
            print(f"{name} ...", file=sys.stderr)
            found[name] = child(name, Path(folder), url, asked)
        if url and NEO4J in found:
            print("in turns on Neo4j ...", file=sys.stderr)
            words = [*_words(Path(folder), url, asked), "--turns"]
            done = subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True)
            for name, figures in json.loads(done.stdout).items():
                if name in found:
                    found[name] |= figures
    chains = {name: figures.pop("chains") for name, figures in found.items()}
    if len(set(chains.values())) > 1:
        raise SystemExit(f"the engines give different chains: {chains}")
    return found


def child(name: str, folder: Path, url: str | None, asked: argparse.Namespace) -> Figures:
    """Measure one engine in a new process, and then its cold start in another."""
    command = [*_words(folder, url, asked), "--one", name]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    figures: Figures = json.loads(done.stdout)
    first = figures.pop("first")
    starts = []
    for _ in range(3):
        began = time.perf_counter()
        command_cold = [*command, "--cold", first]
        subprocess.run(command_cold, stdout=subprocess.DEVNULL, check=True)
        starts.append(time.perf_counter() - began)
    return figures | {"cold start s": sorted(starts)[1]}


def _words(folder: Path, url: str | None, asked: argparse.Namespace) -> list[str]:
    words = ["--folder", str(folder), "--edges", str(asked.edges), "--traces", str(asked.traces)]
    return [sys.executable, "-m", "bench.engines", *words, *(["--neo4j", url] if url else [])]


def in_turns(asked: argparse.Namespace) -> dict[str, Figures]:
    """Trace with our store and by hand on one Neo4j in turns; whoever is first changes."""
    engines = {name: kinds(asked.folder, asked.neo4j)[name]() for name in (NEO4J, *HANDS)}
    for engine in engines.values():
        engine.open()
    concerns = _concerns(list(authorities(asked.edges)))
    dice = random.Random(SEED)  # noqa: S311 a benchmark
    for concern in dice.choices(concerns, k=WARM):
        for engine in engines.values():
            engine.chain(concern)
    watches = {name: Watch() for name in engines}
    for number, concern in enumerate(dice.choices(concerns, k=asked.traces)):
        turn = [*engines][number % len(engines) :] + [*engines][: number % len(engines)]
        for name in turn:
            watches[name].time(lambda: engines[name].chain(concern))  # noqa: B023 asked at once
    return {name: watch.figures("trace") for name, watch in watches.items()}


def measure(engine: Engine, asked: argparse.Namespace) -> Figures:
    """Fill an engine and ask it everything."""
    before = sizes(asked.folder)
    held = _peak()
    began, worked = time.perf_counter(), time.process_time()
    engine.fill(authorities(asked.edges))
    figures: Figures = {
        "load s": time.perf_counter() - began,
        "load cpu s": time.process_time() - worked,
        "memory MB": _peak() - held,
        "disk MB": bytes_on_disk(asked.folder, before) / 1e6,
    }
    if asked.one in HANDS:
        engine.open()
        figures = {}
    made = list(authorities(asked.edges))
    names = [authority.name for authority in made[:20]]
    concerns = _concerns(made)
    chosen = random.Random(SEED).choices(concerns, k=asked.traces)  # noqa: S311 a benchmark
    chains = [sorted(engine.chain(key)) for key in chosen[:EQUAL]]
    figures["chains"] = hashlib.sha256(json.dumps(chains).encode()).hexdigest()
    figures["first"] = chosen[0]
    figures |= timed("trace", engine.chain, chosen)
    figures |= timed("gaps", engine.gaps, names)
    figures |= timed("matrix", engine.matrix, names)
    figures |= timed("search", engine.search, QUESTIONS)
    figures |= timed("replace", engine.replace, made[:8])
    return figures


def cold(engine: Engine, concern: str) -> Figures:
    """Open an engine in this new process, and trace once."""
    engine.open()
    return {"reached": len(engine.chain(concern))}


def timed(name: str, ask: Callable[[Any], object], subjects: Sequence[Any]) -> Figures:
    """Time the asking about each of *subjects*; nothing where the engine cannot."""
    watch = Watch()
    for subject in subjects:
        try:
            watch.time(lambda: ask(subject))  # noqa: B023 asked at once
        except NotImplementedError:
            return {}
    return watch.figures(name)


def _concerns(made: Sequence[Authority]) -> list[str]:
    return [
        concern.id
        for authority in made
        for paper in authority.papers
        for concern in paper.records
        if isinstance(concern, Concern)
    ]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def table(found: dict[str, Figures]) -> str:
    """Return the figures as lines, a column for each engine."""
    rows = list(dict.fromkeys(name for figures in found.values() for name in figures))
    lines = ["".join([f"{'':20}", *(f"{name:>20}" for name in found)])]
    for row in rows:
        cells = (figures.get(row) for figures in found.values())
        shown = (f"{'-' if cell is None else f'{cell:,.2f}':>20}" for cell in cells)
        lines.append("".join([f"{row:20}", *shown]))
    return "\n".join(lines)


def goals(found: dict[str, Figures]) -> str:
    """Return what was aimed at beside what was reached."""
    lines = []
    floor, ours = found.get(FLOOR), found.get(OURS)
    key = "trace cpu p50 ms"
    if floor and ours:
        times = ours[key] / floor[key]
        lines.append(f"our SQLite trace: {times:.1f} times the floor (goal {GOALS['floor']:g})")
    if ours and SAME in found:
        times = ours[key] / found[SAME][key]
        lines.append(f"our SQLite trace: {times:.1f} times the same answer on dicts")
    if ours:
        for name in DURABLE[1:]:
            if name in found:
                said = (
                    "ahead of" if ours["trace p50 ms"] < found[name]["trace p50 ms"] else "BEHIND"
                )
                lines.append(f"our SQLite trace is {said} {name}")
    for name in [one for one in HANDS if {one, NEO4J} <= found.keys()]:
        p50, p95 = (
            found[NEO4J][row] / found[name][row] for row in ("trace p50 ms", "trace p95 ms")
        )
        lines.append(
            f"our Neo4j trace: {p50:.2f} times {name} at p50, {p95:.2f} at p95"
            f" (goal {GOALS['cypher']})"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
