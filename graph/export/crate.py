"""RO-Crate: the evidence with the papers themselves, so that others can prove every word of it.

Shape: https://www.researchobject.org/ro-crate/specification/1.1/. The hashes are also in a list
that ``sha256sum -c`` reads, for whoever has no Sightline.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import quote

from graph.export.common import Portfolio
from graph.export.crate_zip import (
    JSONLD,
    MANIFEST,
    METADATA,
    PAPERS,
    README,
    TRIG,
    WORD,
    pack,
)
from graph.export.rdf import part
from graph.rdf.holdings import Holdings, dataset_of
from graph.rdf.jsonld import write_jsonld
from graph.rdf.serialise import write_trig
from graph.rdf.terms import iri_of
from graph.records import Document
from ontology.errors import StoreError, UnknownRecordError

_PROFILE = "https://w3id.org/ro/crate/1.1"
_MEDIA = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".htm": "text/html",
    ".jsonld": "application/ld+json",
    ".pdf": "application/pdf",
    ".trig": "application/trig",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_README = """\
{title}

Every file of this folder is described in ro-crate-metadata.json.
  evidence.docx   the evidence, to read
  papers/         the papers as they were received, byte for byte
  graph.trig      what was taken from them, and the links between, as RDF; graph.jsonld is the same

To prove that no byte has changed and that every quote stands in its paper:
  sightline verify <this crate>
Without Sightline, the bytes alone:
  sha256sum -c manifest-sha256.txt
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of a crate: its path, what it is, its bytes, and the paper if it is one."""

    path: str
    label: str
    data: bytes
    document: Document | None = None


def write(evidence: Portfolio, handle: BinaryIO) -> None:
    """Write the crate as a zip archive.

    Raises:
        StoreError: the store has what a paper says but not the file itself.
    """
    holdings = part(evidence)
    parts = [*_papers(evidence, holdings), *_graphs(holdings), _word(evidence)]
    readme = _README.format(title=evidence.title).encode()
    parts.append(Part(path=README, label="What this is and how to prove it", data=readme))
    files = {one.path: one.data for one in parts}
    described = json.dumps(_metadata(evidence, parts), ensure_ascii=False, indent=1)
    files[METADATA] = described.encode() + b"\n"
    files[MANIFEST] = manifest(files)
    handle.write(pack(files))


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Return the list of the hashes of all files but itself, as ``sha256sum`` writes it."""
    lines = (
        f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n"
        for path in sorted(files)
        if path != MANIFEST
    )
    return "".join(lines).encode()


def paths_of(documents: Iterable[Document]) -> dict[str, str]:
    """Return the path of each paper in a crate, by its id: its file name where that will do."""
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for document in documents:
        name = _safe_name(document.file)
        if name.casefold() in taken:
            name = f"{document.id}-{name}"
        taken.add(name.casefold())
        paths[document.id] = f"{PAPERS}/{name}"
    return paths


def _safe_name(file: str) -> str:
    r"""Return a file name that every system can unpack; ``\/:*?"<>|`` are not for all."""
    kept = "".join(c if c.isprintable() and c not in '\\/:*?"<>|' else "_" for c in file)
    return kept.strip(". ") or "paper"


def _papers(evidence: Portfolio, holdings: Holdings) -> Iterable[Part]:
    documents = [paper.document for paper in holdings.papers if paper.document.held]
    for document, path in zip(documents, paths_of(documents).values(), strict=True):
        try:
            data = evidence.view.original(document.id)
        except UnknownRecordError as error:
            raise StoreError(
                f"{document.file} was taken in without its file, so a crate cannot carry it: "
                "load the file itself first"
            ) from error
        yield Part(path=path, label=document.title, data=data, document=document)


def _graphs(holdings: Holdings) -> Iterable[Part]:
    dataset = dataset_of(holdings)
    label = "What was taken from the papers, and the links between"
    for path, writer in ((TRIG, write_trig), (JSONLD, write_jsonld)):
        buffer = io.BytesIO()
        writer(dataset, buffer)
        yield Part(path=path, label=f"{label} ({path[6:]})", data=buffer.getvalue())


def _word(evidence: Portfolio) -> Part:
    from graph.export.docx import write as write_docx  # slow to import, and not for reading

    buffer = io.BytesIO()
    write_docx(evidence, buffer)
    return Part(path=WORD, label="The evidence, to read", data=buffer.getvalue())


def _metadata(evidence: Portfolio, parts: Iterable[Part]) -> dict[str, object]:
    """Return the description that makes a folder a crate."""
    files = [_file(one) for one in sorted(parts, key=lambda one: one.path)]
    about = {"@id": METADATA, "@type": "CreativeWork", "conformsTo": {"@id": _PROFILE}}
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": evidence.title,
        "description": _description(evidence),
        "datePublished": evidence.day,
        "license": "The papers belong to their publishers, under whose licences they stand.",
        "mainEntity": {"@id": WORD},
        "hasPart": [{"@id": one["@id"]} for one in files],
        "mentions": [{"@id": iri_of(chain.concern.id)} for chain in evidence.chains],
    }
    made = {
        "@id": "#export",
        "@type": "CreateAction",
        "name": "Export of the evidence",
        "endTime": f"{evidence.stamp:%Y-%m-%dT%H:%M:%S}Z",
        "instrument": {"@id": "#sightline"},
        "result": {"@id": "./"},
    }
    program = {
        "@id": "#sightline",
        "@type": "SoftwareApplication",
        "name": "Sightline",
        "softwareVersion": version("sightline-graph"),
    }
    concerns = [
        {"@id": iri_of(chain.concern.id), "@type": "CreativeWork", "name": chain.concern.text}
        for chain in evidence.chains
    ]
    return {
        # The hash is not among the names of this version's context.
        "@context": [f"{_PROFILE}/context", {"sha256": "https://schema.org/sha256"}],
        "@graph": [about | {"about": {"@id": "./"}}, root, *files, *concerns, made, program],
    }


def _file(one: Part) -> dict[str, object]:
    suffix = PurePosixPath(one.path).suffix.lower()
    entity: dict[str, object] = {
        "@id": quote(one.path),
        "@type": "File",
        "name": one.label,
        "encodingFormat": _MEDIA.get(suffix, "application/octet-stream"),
        "contentSize": str(len(one.data)),
        "sha256": hashlib.sha256(one.data).hexdigest(),
    }
    if one.document:
        entity |= {"identifier": one.document.id, "alternateName": one.document.file}
        if one.document.published:
            entity["datePublished"] = one.document.published
    return entity


def _description(evidence: Portfolio) -> str:
    sentences = ["Concerns of inspectors with what was done about them, each with its quote."]
    if evidence.as_of:
        sentences.append(f"As it was known at the end of {evidence.as_of}.")
    if evidence.only == "settled":
        sentences.append("Only what papers state and people confirmed.")
    else:
        sentences.append("Links that are proposed are in it too, and are marked as such.")
    return " ".join(sentences)
