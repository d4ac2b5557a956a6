"""Measure reading a folder of real papers: speed, cost, memory, growth, and what is found.

Run ``python -m bench.corpus FOLDER [--json] [--table FILE.md]``. The folder goes through the real
intake with its two children, three times: a quarter of the files, half of them, all. The cost of
making records against plain text extraction by the same library is taken in this process, file by
file in turns, so that a busy machine weighs on both sides.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from api.collecting import collect
from api.intake import Report, Step, intake
from bench.watching import Note, notes, watching
from graph.records import Document, Paper
from graph.store import open_store
from loaders.reading.pdf import plain_pages
from loaders.registry import load_paper
from ontology.errors import LoadError

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One load of some files.

    Attributes:
        pages: pages of the papers loaded.
        reading: seconds by the clock until the last file was read and stored.
        whole: seconds by the clock until the links were made too.
        report: what became of each file.
        notes: what each file took, by name.
    """

    pages: int
    reading: float
    whole: float
    report: Report
    notes: dict[str, Note]

    @property
    def processor(self) -> float:
        """Seconds of the processor that the children spent on the papers."""
        return sum(note.processor for note in self.notes.values())


def load(files: Sequence[Path]) -> Run:
    """Take *files* into a new store, and tell what that took."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "corpus.db"), create=True)
        started = time.perf_counter()
        read_at = [started]

        def tell(step: Step) -> None:
            if step.doing == "reading":
                read_at.append(time.perf_counter())

        with watching(Path(folder) / "notes") as log:
            report = intake(store, files, on_progress=tell)
        whole = time.perf_counter() - started
        store.close()
        pages = sum(item.paper.document.pages or 0 for item in report.loaded)
        return Run(
            pages=pages,
            reading=read_at[-1] - started,
            whole=whole,
            report=report,
            notes=notes(log),
        )


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of one paper, loaded and plainly extracted."""

    pages: int
    loading: float
    plain: float


def costs(files: Iterable[Path]) -> list[Cost]:
    """Return what each paper costs in this process, both ways in turns."""
    found = []
    for path in files:
        data = path.read_bytes()
        started = time.process_time()
        try:
            load_paper(data, path.name)
            between = time.process_time()
            pages = len(plain_pages(data))
        except LoadError:
            continue  # a refused file tells nothing of the cost; the report names it
        found.append(Cost(pages, between - started, time.process_time() - between))
    return found


def exponent(points: Sequence[Point]) -> float:
    """Return the slope of a straight line through the logarithms of *points*, by least squares."""
    xs = [math.log(x) for x, _ in points]
    ys = [math.log(y) for _, y in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)


def year_of(document: Document) -> str:
    """Return the year in which a paper was published, or else its visit ended."""
    visit = document.inspection
    day = document.published or (visit.end or visit.start if visit else None)
    return day[:4] if day else "no date"


def table(papers: Iterable[Paper]) -> list[dict[str, object]]:
    """Return a row for each kind and year: how many papers, and what was found in them."""
    groups: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    for paper in papers:
        groups[paper.document.kind, year_of(paper.document)].append(paper)
    return [
        {
            "kind": kind,
            "year": year,
            "loaded": len(group),
            "pages": sum(paper.document.pages or 0 for paper in group),
            "concerns": sum(len(paper.concerns) for paper in group),
            "without_concerns": sum(not paper.concerns for paper in group),
            "sentences": sum(len(paper.comments) for paper in group),
            "issues": sum(len(paper.issues) for paper in group),
        }
        for (kind, year), group in sorted(groups.items())
    ]


def measure(folder: Path) -> dict[str, object]:
    """Return all figures of a folder."""
    files, _ = collect([folder])
    load_paper(files[0].read_bytes(), files[0].name)  # what is read once is no file's cost
    runs = [load(files[::step]) for step in (4, 2, 1)]
    return {"folder_files": len(files)} | figures(runs, costs(files))


def figures(runs: Sequence[Run], each: Sequence[Cost]) -> dict[str, object]:
    """Return the figures of some runs, the last of which loaded all files, and of each paper."""
    loading, plain = sum(one.loading for one in each), sum(one.plain for one in each)
    whole = runs[-1]
    slowest = max(whole.notes.values(), key=lambda note: note.seconds)
    reasons = [refusal.reason for refusal in whole.report.refused]
    papers = [item.paper for item in whole.report.loaded]
    return {
        "loaded": len(papers),
        "same_bytes_twice": len(whole.report.unchanged),
        "refused": reasons,
        "pages": whole.pages,
        "seconds": round(whole.whole, 1),
        "pages_per_second": round(whole.pages / whole.whole, 1),
        "pages_per_second_without_linking": round(whole.pages / whole.reading, 1),
        "processor_seconds": round(loading, 2),
        "plain_processor_seconds": round(plain, 2),
        "times_plain": round(loading / plain, 2),
        "peak_child_megabytes": round(max(note.megabytes for note in whole.notes.values())),
        "slowest_seconds": round(slowest.seconds, 2),
        "slowest_file": slowest.name,
        "exponent_over_papers": round(exponent([(one.pages, one.loading) for one in each]), 3),
        "exponent_of_reading": round(exponent([(run.pages, run.processor) for run in runs]), 3),
        "exponent_with_linking": round(exponent([(run.pages, run.whole) for run in runs]), 3),
        "table": table(papers),
    }


def machine() -> str:
    """Describe the machine by what matters here."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB of memory, Python {platform.python_version()}"


def page(found: dict[str, object]) -> str:
    """Return the figures as a page of documentation."""
    rows = found["table"]
    names = list(rows[0])
    total = {name: sum(row[name] for row in rows) for name in names[2:]}
    lines = [[str(row[name]).replace("_", " ") for name in names] for row in rows]
    lines.append(["**all**", "", *(f"**{total[name]:,}**" for name in names[2:])])
    head = " | ".join(name.replace("_", " ") for name in names)
    refused = [f"- {reason}" for reason in found["refused"]] or ["None."]
    shown = [(name, value) for name, value in found.items() if name not in ("table", "refused")]
    return "\n".join(
        [
            "# What is found in real papers",
            "",
            f"Made on {datetime.now(UTC):%d %B %Y} by `python -m bench.corpus FOLDER --table "
            f"docs/corpus.md` on {found['folder_files']} published inspection papers of English "
            f"children's services ({machine()}). The papers are not part of the project.",
            "",
            "Concerns are the items of the lists of what must improve, with their sub-points; "
            "sentences are those of inspectors, each with its polarity; issues are lines that no "
            "rule placed. Letters on visits name concerns only where a list of them is printed.",
            "",
            f"| {head} |",
            f"|{'---|' * 2}{'---:|' * (len(names) - 2)}",
            *(f"| {' | '.join(line)} |" for line in lines),
            "",
            *("## Refused", "", *refused, "", "## Speed", ""),
            "| figure | value |",
            "|---|---:|",
            *(f"| {name.replace('_', ' ')} | {value} |" for name, value in shown),
            "",
            "Pages a second count from the first file to the last link; two children read. "
            "`times plain` is the processor time of reading and of making records divided by that "
            "of plain text extraction with the same library. The exponents tell how time grows "
            "with pages, by a line through the logarithms: over single papers; over a quarter, "
            "half and all of the files, without linking by processor time, with it by the clock. "
            "Linking compares the papers of one authority, so it grows with how many are held.",
            "",
        ]
    )


def main() -> None:
    """Measure a folder, print the figures and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--table", type=Path, help="write a page of documentation")
    options = parser.parse_args()
    found = measure(options.folder)
    if options.table:
        options.table.write_text(page(found))
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        if name != "table":
            print(f"{name.replace('_', ' '):34}{value}")


if __name__ == "__main__":
    main()
