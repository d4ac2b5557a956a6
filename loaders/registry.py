"""Which loader reads which paper: a list to read from top to bottom, the first that knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.records import Paper
from loaders.common import Loader
from loaders.council import (
    committee_report,
    improvement_plan,
    news,
    partnership_update,
    register,
    scorecard,
)
from loaders.council.cover import council_of
from loaders.ofsted import joint_inspection, report, visit_letter
from loaders.reading.blocks import Reading
from loaders.reading.files import read
from loaders.tables.choices import ColumnChoices
from ontology.errors import LoadError

LOADERS: list[Loader] = [
    visit_letter.LOADER,
    joint_inspection.LOADER,
    report.LOADER,
    improvement_plan.LOADER,
    scorecard.LOADER,
    register.LOADER,
    committee_report.LOADER,
    partnership_update.LOADER,
    news.LOADER,
]


NOTHING_SAID = ColumnChoices()


def load_paper(data: bytes, name: str, *, overrides: ColumnChoices = NOTHING_SAID) -> Paper:
    """Read one file and take its records.

    Args:
        data: the file's bytes.
        name: its name, without folders; only used for messages and where words do not decide.
        overrides: what people have said of the columns of tables.

    Raises:
        LoadError: the file cannot be read, or no loader knows this kind of paper.
    """
    reading = read(data, name)
    found = chosen(reading, corrections(reading, overrides))
    if found is None:
        raise LoadError(
            f"{name}: this is no kind of paper that Sightline reads; docs/papers.md lists them"
        )
    loader, kind = found
    return loader.load(reading, kind)


def corrections(reading: Reading, overrides: ColumnChoices) -> dict[str, str]:
    """Return what people have said of the columns of this very paper: heading -> field."""
    if overrides == NOTHING_SAID:
        return {}  # spares looking for the council in every paper
    return overrides.of(council_of(reading))


def chosen(reading: Reading, overrides: Mapping[str, str]) -> tuple[Loader, str] | None:
    """Return the loader that reads a paper, and its kind of paper; None if none knows it."""
    for plain in LOADERS:
        loader = plain.corrected(overrides) if plain.corrected and overrides else plain
        kind = loader.recognise(reading)
        if kind is not None:
            return loader, kind
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLoader:
    """``load_paper`` with what people have said of columns, to be sent to child processes."""

    overrides: ColumnChoices

    def __call__(self, data: bytes, name: str) -> Paper:
        """Read one file, see ``load_paper``."""
        return load_paper(data, name, overrides=self.overrides)
