"""Exports: one module per format on one shared walk of the chains.

``graph.export.walk.portfolio`` gathers the evidence; ``EXPORTERS`` writes it to an open handle.
Each format is imported when it is asked for, so that the others' libraries are never loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar

if TYPE_CHECKING:
    from graph.export.common import Portfolio

What = TypeVar("What")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter(Generic[What]):
    """One format.

    Attributes:
        name: as it is asked for on the command line and in addresses.
        label: what it is, in a few words for people.
        media_type: for HTTP.
        suffix: of the file, with its dot.
        text: whether the bytes are UTF-8 text that a terminal may show.
        write: writes the evidence to an open handle; leaves the handle open.
    """

    name: str
    label: str
    media_type: str
    suffix: str
    text: bool
    write: Callable[[What, BinaryIO], None]

    def writing(self, write: Callable[[Other, BinaryIO], None]) -> Exporter[Other]:
        """Return the same format for something else, written by *write*."""
        return Exporter(
            name=self.name, label=self.label, media_type=self.media_type, suffix=self.suffix,
            text=self.text, write=write,
        )  # fmt: skip


def _html(evidence: Portfolio, handle: BinaryIO) -> None:
    from graph.export.html import write

    write(evidence, handle)


def _docx(evidence: Portfolio, handle: BinaryIO) -> None:
    from graph.export.docx import write

    write(evidence, handle)


def _pdf(evidence: Portfolio, handle: BinaryIO) -> None:
    from graph.export.pdf import write

    write(evidence, handle)


def _xlsx(evidence: Portfolio, handle: BinaryIO) -> None:
    from graph.export.xlsx import write

    write(evidence, handle)


def _csv(evidence: Portfolio, handle: BinaryIO) -> None:
    from graph.export.csv import write

    write(evidence, handle)


def _json(evidence: Portfolio, handle: BinaryIO) -> None:
    from graph.export.json import write

    write(evidence, handle)


def _graphml(evidence: Portfolio, handle: BinaryIO) -> None:
    from graph.export.graphml import write

    write(evidence, handle)


def _trig(evidence: Portfolio, handle: BinaryIO) -> None:
    from graph.export.rdf import write

    write(evidence, handle)


def _jsonld(evidence: Portfolio, handle: BinaryIO) -> None:
    from graph.export.rdf import write_linked_data

    write_linked_data(evidence, handle)


def _crate(evidence: Portfolio, handle: BinaryIO) -> None:
    from graph.export.crate import write

    write(evidence, handle)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

EXPORTERS: dict[str, Exporter[Portfolio]] = {
    exporter.name: exporter
    for exporter in (
        Exporter(name="html", label="Web page", media_type="text/html; charset=utf-8",
                 suffix=".html", text=True, write=_html),
        Exporter(name="docx", label="Word", media_type=_WORD,
                 suffix=".docx", text=False, write=_docx),
        Exporter(name="pdf", label="PDF", media_type="application/pdf",
                 suffix=".pdf", text=False, write=_pdf),
        Exporter(name="xlsx", label="Excel", media_type=_EXCEL,
                 suffix=".xlsx", text=False, write=_xlsx),
        Exporter(name="csv", label="CSV", media_type="text/csv; charset=utf-8; header=present",
                 suffix=".csv", text=True, write=_csv),
        Exporter(name="json", label="JSON", media_type="application/json",
                 suffix=".json", text=True, write=_json),
        Exporter(name="graphml", label="GraphML", media_type="application/graphml+xml",
                 suffix=".graphml", text=True, write=_graphml),
        Exporter(name="jsonld", label="JSON-LD", media_type="application/ld+json",
                 suffix=".jsonld", text=True, write=_jsonld),
        Exporter(name="trig", label="TriG", media_type="application/trig",
                 suffix=".trig", text=True, write=_trig),
        Exporter(name="crate", label="RO-Crate, with the papers",
                 media_type="application/zip", suffix=".crate.zip", text=False, write=_crate),
    )
}  # fmt: skip
