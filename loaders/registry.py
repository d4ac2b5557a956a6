"""Which loader reads which paper: a list to read from top to bottom, the first that knows it."""

from __future__ import annotations

from graph.records import Paper
from loaders.common import Loader
from loaders.council import (
    committee_report,
    improvement_plan,
    news,
    partnership_update,
    scorecard,
)
from loaders.ofsted import joint_inspection, report, visit_letter
from loaders.reading.files import read
from ontology.errors import LoadError

LOADERS: list[Loader] = [
    visit_letter.LOADER,
    joint_inspection.LOADER,
    report.LOADER,
    improvement_plan.LOADER,
    scorecard.LOADER,
    committee_report.LOADER,
    partnership_update.LOADER,
    news.LOADER,
]


def load_paper(data: bytes, name: str) -> Paper:
    """Read one file and take its records.

    Args:
        data: the file's bytes.
        name: its name, without folders; only used for messages and where words do not decide.

    Raises:
        LoadError: the file cannot be read, or no loader knows this kind of paper.
    """
    reading = read(data, name)
    for loader in LOADERS:
        kind = loader.recognise(reading)
        if kind is not None:
            return loader.load(reading, kind)
    raise LoadError(
        f"{name}: this is no kind of paper that Sightline reads; docs/papers.md lists them"
    )
