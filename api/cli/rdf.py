"""``sightline rdf``: the whole store, or one authority's part of it, as an open graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from api.cli.common import AuthorityOption, StoreOption, note, opened
from api.saving import saved
from api.settings import DEFAULT_STORE

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.rdf.terms import Dataset

File = Annotated[
    Path, typer.Argument(help="Its ending tells the format: .trig, .nq, .jsonld or .ttl.")
]


def rdf(
    file: File, *, authority: AuthorityOption = None, store: StoreOption = DEFAULT_STORE
) -> None:
    """Write all that the store holds as RDF, a named graph for each paper.

    `sightline load` takes .trig, .nq and .jsonld in again. The files of the papers are not in it;
    a crate has them. Turtle knows no named graphs, so it is for other tools only.
    """
    from graph.rdf.holdings import dataset_of, whole_store

    writer = _writers().get(file.suffix.lower())
    if writer is None:
        endings = ", ".join(_writers())
        raise typer.BadParameter(f"{file.name} ends in none of {endings}", param_hint="FILE")
    with opened(store) as held:
        if authority is not None:
            from api.questions import the_authority

            authority = the_authority(held, authority)
        holdings = whole_store(held, authority=authority)
    dataset = dataset_of(holdings)
    saved(file, lambda handle: writer(dataset, handle))
    note(f"{file}: {len(holdings.papers)} papers and {len(holdings.links)} links.")


def _writers() -> dict[str, Callable[[Dataset, BinaryIO], None]]:
    from graph.rdf import jsonld, serialise

    return {
        ".trig": serialise.write_trig,
        ".nq": serialise.write_nquads,
        ".jsonld": jsonld.write_jsonld,
        ".ttl": serialise.write_turtle,
    }
