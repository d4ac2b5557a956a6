"""Fixtures that every part of the suite may use, and the option ``--must-run``."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--must-run MARKER``, which CI uses so that a missing tool cannot hide tests."""
    parser.addoption(
        "--must-run",
        action="append",
        default=[],
        metavar="MARKER",
        help="fail where a test with this marker is skipped, or where there is none",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport]:
    """Turn a skip into a failure where the test has a marker that must run."""
    report = yield
    wanted = [name for name in item.config.getoption("must_run") if item.get_closest_marker(name)]
    if report.skipped and wanted:
        report.outcome = "failed"
        report.longrepr = f"skipped, but --must-run {wanted[0]}: {report.longrepr}"
    return report


def pytest_collection_finish(session: pytest.Session) -> None:
    """Fail where no test at all has a marker that must run."""
    for name in session.config.getoption("must_run"):
        if not any(item.get_closest_marker(name) for item in session.items):
            raise pytest.UsageError(f"--must-run {name}: no test has this marker")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers beside the checkout; a test that asks for it skips without."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real papers are not part of the project: no folder shared/ beside it")
    return folder


@pytest.fixture(scope="session")
def example_papers() -> Path:
    """The folder of the example authority's papers, which are part of the project."""
    return ROOT / "api" / "example" / "papers"
