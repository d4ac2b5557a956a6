"""Fixtures that every part of the suite may use, and the option ``--must-run``."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.visiting import Visit

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


def pytest_sessionfinish() -> None:
    """Stop the servers that tests started."""
    pool = sys.modules.get("tests.services.neo4j_pool")
    if pool is not None:
        pool.stop_all()


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a browser of its own is never downloaded."""
    from playwright.sync_api import sync_playwright  # tests without a browser do not wait for it

    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium on this machine")
    with sync_playwright() as playwright:
        # The sandbox needs rights that root in a container does not have; only our pages open.
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A fresh tab."""
    from tests.visiting import Visit

    page = browser.new_page()
    yield Visit(page)
    page.close()
