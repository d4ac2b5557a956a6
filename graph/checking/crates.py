"""Proves a crate on another machine: no byte has changed, and every quote stands in its file.

The graph of a crate is not believed. Each paper is read again out of its bytes, and every quote
must stand in what is read, at its offsets; where a reader of another version sets them otherwise,
the words must at least be in the paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from graph.checking.check import Original, PlainWords
from graph.export.crate_zip import JSONLD, MANIFEST, METADATA, TRIG, Archive, unpack
from graph.quotes import Quote
from graph.rdf.files import dataset_from
from graph.rdf.holdings import Holdings
from graph.rdf.reading import papers_from
from graph.records import Document, Paper
from ontology.errors import LoadError, SightlineError

TextOf = Callable[[bytes, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrateFault:
    """Something about a crate that does not hold.

    Attributes:
        what: archive, file, graph or quote.
        where: path of the file, or the id of the paper's document for a quote.
        why: what is wrong, in a sentence.
    """

    what: str
    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found about a crate.

    Attributes:
        sha256: hash of the whole archive, to compare with what the sender says.
        files: how many files it holds.
        papers: how many papers were read again.
        quotes: how many quotes were looked up in them.
        moved: how many of these are there, though not at their offsets.
        repacked: whether it has no seal, as another program leaves it that packs it again.
        faults: everything that does not hold.
        holdings: what its graph says, where that could be read.
        originals: bytes of its papers, by their hash.
    """

    sha256: str
    files: int
    papers: int
    quotes: int
    moved: int
    repacked: bool
    faults: tuple[CrateFault, ...]
    holdings: Holdings | None = field(repr=False)
    originals: Mapping[str, bytes] = field(repr=False)


def verify(data: bytes, name: str, *, text_of: TextOf, plain_words: PlainWords) -> Verdict:
    """Check a crate and return what was found.

    Args:
        data: the zip archive.
        name: of the file, for messages.
        text_of: reads a paper out of its bytes and file name, as when it was taken in.
        plain_words: gives its words page by page, read by another way.

    Raises:
        LoadError: it is no archive that can be opened, or no crate of Sightline.
    """
    archive = unpack(data, name)
    if METADATA not in archive.files and METADATA not in archive.broken:
        raise LoadError(f"{name}: this archive is no crate: it holds no {METADATA}")
    faults = list(_bytes(archive))
    holdings, wrong = _graph(archive, name)
    faults += wrong
    if archive.sealed is False and not faults:
        why = "its bytes between the files were changed after it was written"
        faults.append(CrateFault(what="archive", where=name, why=why))
    originals = {hashlib.sha256(one).hexdigest(): one for one in archive.files.values()}
    again = _Again(originals=originals, text_of=text_of, plain_words=plain_words)
    for paper in holdings.papers if holdings else ():
        again.read(paper)
    return Verdict(
        sha256=hashlib.sha256(data).hexdigest(),
        files=len(archive.files) + len(archive.broken),
        papers=again.papers,
        quotes=again.quotes,
        moved=again.moved,
        repacked=archive.sealed is None,
        faults=(*faults, *again.faults),
        holdings=holdings,
        originals=originals,
    )


def _bytes(archive: Archive) -> Iterator[CrateFault]:
    """Compare every file with the list of hashes and with what the metadata says of it."""
    for path in archive.broken:
        yield _changed(path, "its bytes are not those that were packed")
    listed, described = _listed(archive), _described(archive)
    for path, why in ((MANIFEST, listed), (METADATA, described)):
        if why is None and path not in archive.broken:
            yield CrateFault(what="file", where=path, why="it is missing or cannot be read")
    listed, described = listed or {}, described or {}
    for path, data in sorted(archive.files.items()):
        if path not in (MANIFEST, *listed):
            blamed = MANIFEST if path in described else path
            yield CrateFault(what="file", where=blamed, why=f"{MANIFEST} does not have {path}")
        yield from _compared(path, hashlib.sha256(data).hexdigest(), listed, described)
    for path in sorted((listed.keys() | described.keys()) - archive.files.keys()):
        if path not in archive.broken:
            blamed = path if path in described or path == METADATA else MANIFEST
            yield CrateFault(what="file", where=blamed, why=f"there is no file {path}")


def _compared(
    path: str, found: str, listed: Mapping[str, str], described: Mapping[str, str]
) -> Iterator[CrateFault]:
    """Compare the hash of one file; where the two lists differ, it tells which was changed."""
    against = {MANIFEST: listed.get(path, found), METADATA: described.get(path, found)}
    wrong = [name for name, digest in against.items() if digest != found]
    vouched = path in listed and path in described
    if len(wrong) == 1 and vouched:
        yield _changed(wrong[0], f"it has another sha256 for {path} than that of the file")
    elif wrong:
        yield _changed(path, f"its sha256 is not the one in {wrong[0]}")


def _listed(archive: Archive) -> dict[str, str] | None:
    """Return the hashes in the list by path; ``None`` where it is not written as it should be."""
    data = archive.files.get(MANIFEST, b"")
    pairs = [line.partition("  ") for line in data.decode("utf-8", "replace").splitlines()]
    listed = {path: digest for digest, _, path in pairs}
    exact = "".join(f"{listed[path]}  {path}\n" for path in sorted(listed)).encode()
    return listed if listed and exact == data else None


def _described(archive: Archive) -> dict[str, str] | None:
    """Return the hashes in the metadata by path; ``None`` where it cannot be read."""
    try:
        graph = json.loads(archive.files.get(METADATA, b""))["@graph"]
        files = [one for one in graph if one["@type"] == "File"]
        return {unquote(str(one["@id"])): str(one["sha256"]) for one in files}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _graph(archive: Archive, name: str) -> tuple[Holdings | None, list[CrateFault]]:
    """Return what the graph says; its two files must say the same."""
    read: dict[str, Holdings] = {}
    faults = []
    for path in (TRIG, JSONLD):
        if path not in archive.files:
            if path not in archive.broken:
                faults.append(CrateFault(what="graph", where=path, why="it is missing"))
            continue
        try:
            read[path] = papers_from(dataset_from(archive.files[path], path), f"{name}: {path}")
        except LoadError as error:
            faults.append(CrateFault(what="graph", where=path, why=str(error)))
    if len(read) > 1 and read[TRIG] != read[JSONLD]:
        why = f"it does not say the same as {TRIG}"
        faults.append(CrateFault(what="graph", where=JSONLD, why=why))
    return next(iter(read.values()), None), faults


@dataclass(slots=True, kw_only=True)
class _Again:
    """Reads papers again and counts what it finds."""

    originals: Mapping[str, bytes]
    text_of: TextOf
    plain_words: PlainWords
    papers: int = 0
    quotes: int = 0
    moved: int = 0
    faults: list[CrateFault] = field(default_factory=list)

    def read(self, paper: Paper) -> None:
        """Read one paper out of its bytes and look up every quote of it."""
        document = paper.document
        if not document.held:
            return
        data = self.originals.get(document.sha256)
        if data is None:
            self._fault("file", document, "no file of the crate has the bytes of this paper")
            return
        self.papers += 1
        try:
            text = self.text_of(data, document.file)
            lost = [quote for quote in _quotes(paper) if not self._stands(quote, text)]
            words = Original(self.plain_words(data, document.file)) if lost else None
        except SightlineError as error:
            self._fault("file", document, str(error))
            return
        for quote in lost:
            if words and words.holds(quote):
                self.moved += 1
            else:
                self._fault("quote", document, f"the words {quote.text!r} are not in the file")

    def _stands(self, quote: Quote, text: str) -> bool:
        self.quotes += 1
        return quote.stands_in(text)

    def _fault(self, what: str, document: Document, why: str) -> None:
        where = f"{document.file} ({document.id})"
        self.faults.append(CrateFault(what=what, where=where, why=why))


def _quotes(paper: Paper) -> Iterator[Quote]:
    """Yield every quote on which a fact rests."""
    yield from (record.quote for record in paper.records)
    yield from (judgement.quote for judgement in paper.document.judgements)
    yield from paper.document.inspection.scope if paper.document.inspection else ()


def _changed(path: str, why: str) -> CrateFault:
    return CrateFault(what="file", where=path, why=f"it has changed: {why}")
