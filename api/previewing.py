"""What a load would make of files, for programs and for the form in which columns are named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.questions.rows import Json
from loaders.preview import ColumnPreview, Preview
from loaders.tables.choices import fields
from loaders.tables.columns import heading_key

NOT_READ = "other"  # the field of columns that no record is made of
BY_ITSELF = "-"  # what the form sends for "as its heading says": a mapping is taken back


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A column in the form: ``name`` of its choice, or none where its heading came before."""

    column: ColumnPreview
    name: str | None

    @property
    def chosen(self) -> str:
        """The field that it is read as now."""
        return self.column.field or NOT_READ

    @property
    def said(self) -> bool:
        """Whether a person has said so, now or for an earlier paper of the council."""
        return self.column.basis in ("given", "remembered")


def questions(previews: Iterable[Preview]) -> list[list[list[Asked]]]:
    """Return the columns of each table of each file; a heading is asked about once."""
    seen: set[str] = set()

    def asked(column: ColumnPreview) -> Asked:
        key = heading_key(column.heading)
        new = bool(key) and key not in seen
        seen.add(key)
        return Asked(column=column, name=f"column-{len(seen)}" if new else None)

    return [
        [[asked(column) for column in table.columns] for table in one.tables] for one in previews
    ]


def answers(
    previews: Sequence[Preview], given: Mapping[str, str], form: Mapping[str, str]
) -> dict[str, str]:
    """Return the mappings that a form makes of those given before: heading -> field.

    Only what the person changed is a mapping. What is no field is passed over.
    """
    said = dict(given)
    known = {*fields(), BY_ITSELF}
    for one in (one for tables in questions(previews) for table in tables for one in table):
        field = form.get(one.name or "", "")
        if field in known and field != one.chosen:
            said[one.column.heading] = "" if field == BY_ITSELF else field
    return said


def preview_row(file: str, found: Preview) -> Json:
    """Return a preview as JSON, under the name *file*."""
    return {
        "file": file,
        "kind": found.kind,
        "authority": found.authority,
        "refused": found.refused,
        "tables": [
            {
                "sheet": table.sheet,
                "header_row": table.header_row,
                "rows": table.rows,
                "missing": table.missing,
                "columns": [
                    {
                        "heading": column.heading,
                        "cell": column.cell,
                        "field": column.field,
                        "basis": column.basis,
                    }
                    for column in table.columns
                ],
            }
            for table in found.tables
        ],
        "rating_key": dict(found.rating_key),
        "wrong": [
            {"cell": issue.paragraph, "page": issue.page, "text": issue.text, "why": issue.why}
            for issue in found.wrong
        ],
        "concerns": found.concerns,
        "actions": found.actions,
        "evidence": found.evidence,
    }
