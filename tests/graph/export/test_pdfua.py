"""PDF files meet PDF/UA-1 by a checker that had no part in writing them."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from graph.export.board import BOARDS
from graph.export.board.changes import board
from graph.export.common import Portfolio
from graph.store.base import Store
from tests.builders import MARLBURY
from tests.exports import written
from tests.services.maven import MissingError
from tests.services.verapdf import faults

SWITCH = "SIGHTLINE_TEST_VERAPDF"

pytestmark = pytest.mark.pdfua


def found(data: bytes, folder: Path) -> tuple[list[str], int]:
    """Check a file; skip where the checker is not asked for."""
    if not os.environ.get(SWITCH):
        pytest.skip(f"checks with veraPDF: set {SWITCH}=1 to run it (needs a JDK and, once, mvn)")
    path = folder / "export.pdf"
    path.write_bytes(data)
    try:
        return faults(path)
    except MissingError as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize("only", ["settled", "everything"])
def test_evidence_meets_the_standard(
    only: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The evidence about an authority has no fault by PDF/UA-1, with proposals and without."""
    evidence: Portfolio = request.getfixturevalue(only)
    wrong, looked = found(written(evidence, "pdf"), tmp_path)

    assert wrong == []
    assert looked > 10_000


def test_a_board_pack_meets_the_standard(marlbury: Store, tmp_path: Path) -> None:
    """A pack with its pictures has no fault by PDF/UA-1."""
    buffer = io.BytesIO()
    pack = board(marlbury, MARLBURY, since="2024", until="2024", only="all", environ={})
    BOARDS["pdf"].write(pack, buffer)
    wrong, looked = found(buffer.getvalue(), tmp_path)

    assert wrong == []
    assert looked > 10_000


def test_the_checker_finds_what_is_wrong(settled: Portfolio, tmp_path: Path) -> None:
    """A file whose mark of the standard is taken away does not pass."""
    data = written(settled, "pdf").replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>7<")
    wrong, _ = found(data, tmp_path)

    assert wrong
