"""What a load would make of a file: kind, columns and wrong cells, before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.records import Issue, Paper
from loaders.council import improvement_plan, scorecard
from loaders.council.cover import council_of
from loaders.reading.blocks import Reading
from loaders.reading.files import read
from loaders.registry import chosen
from loaders.tables.choices import ColumnChoices
from loaders.tables.found import TableFound
from ontology.errors import LoadError


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPreview:
    """A column: ``basis`` says whether its field was given, remembered or is known by itself."""

    heading: str
    cell: str | None
    field: str | None
    basis: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """A table: ``rows`` counts the records taken from it, ``missing`` says why there are none."""

    sheet: str | None
    header_row: int
    rows: int
    missing: str | None
    columns: tuple[ColumnPreview, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a load would make of a file.

    Attributes:
        file: name as given.
        kind: kind of paper; ``None`` where no loader knows it.
        authority: the council that the paper names, if any.
        refused: why it would be refused; ``None`` where it would be loaded.
        rating_key: the plan's own key of ratings, rating -> meaning as printed.
        wrong: cells and lines that are not what they should be; the row is kept.
    """

    file: str
    kind: str | None
    authority: str | None
    refused: str | None
    tables: tuple[TablePreview, ...] = ()
    rating_key: Mapping[str, str]
    wrong: tuple[Issue, ...] = ()
    concerns: int = 0
    actions: int = 0
    evidence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewer:
    """Previews files with what people have said of columns; can be sent to child processes."""

    overrides: ColumnChoices

    def __call__(self, data: bytes, name: str) -> Preview:
        """Preview one file.

        Raises:
            LoadError: the file cannot be read at all.
        """
        reading = read(data, name)
        authority = council_of(reading)
        said = self.overrides.of(authority)
        found = chosen(reading, said)
        paper = refused = None
        try:
            if found is not None:
                paper = found[0].load(reading, found[1])
        except LoadError as error:
            refused = str(error)
        kind = found[1] if found else None
        told = _tables(reading, kind, said)
        return Preview(
            file=name,
            kind=kind,
            authority=authority,
            refused=refused or (None if found else _unknown(name, told)),
            tables=tuple(self._table(table, authority, paper) for table in told),
            rating_key=improvement_plan.key_of(reading, overrides=said),
            wrong=paper.issues if paper else (),
            concerns=len(paper.concerns) if paper else 0,
            actions=len(paper.actions) if paper else 0,
            evidence=len(paper.evidence) if paper else 0,
        )

    def _table(
        self, table: TableFound, authority: str | None, paper: Paper | None
    ) -> TablePreview:
        records = (*paper.actions, *(e for e in paper.evidence if e.measure)) if paper else ()
        return TablePreview(
            sheet=table.sheet,
            header_row=table.header_row,
            rows=sum(table.holds(record.quote.start) for record in records),
            missing=table.missing or None,
            columns=tuple(
                ColumnPreview(
                    heading=one.text,
                    cell=one.cell,
                    field=one.field,
                    basis=one.field and self.overrides.basis(authority, one.text),
                )
                for one in table.headings
            ),
        )


def _tables(reading: Reading, kind: str | None, said: Mapping[str, str]) -> list[TableFound]:
    if kind == "scorecard":
        return scorecard.tables(reading, overrides=said)
    return improvement_plan.tables(reading, overrides=said)


def _unknown(name: str, tables: list[TableFound]) -> str:
    lacks = next((table.missing for table in tables if table.missing), "")
    if lacks:
        return (
            f"{name}: no table of it can be read as a plan, which needs {lacks}; --map names them"
        )
    return f"{name}: this is no kind of paper that Sightline reads; docs/papers.md lists them"
