"""The example authority's papers are what their sources say."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from api.example.build import BUILT
from loaders.reading.files import read


def contents(data: bytes, name: str) -> object:
    """What a file says, apart from how it is packed, which may differ between machines."""
    if name.endswith((".docx", ".xlsx")):
        archive = zipfile.ZipFile(io.BytesIO(data))
        return {member: archive.read(member) for member in archive.namelist()}
    if name.endswith(".pdf"):
        return read(data, name).blocks
    return data


@pytest.mark.parametrize("name", BUILT)
def test_papers_match_their_sources(name: str, example_papers: Path) -> None:
    """Building a paper again gives what is in the project; if not, run ``make example``."""
    kept = (example_papers / name).read_bytes()

    assert contents(BUILT[name](), name) == contents(kept, name)


@pytest.mark.parametrize("name", BUILT)
def test_building_twice_gives_the_same_bytes(name: str) -> None:
    """No paper holds the time at which it was built."""
    assert BUILT[name]() == BUILT[name]()


def test_the_papers_are_small(example_papers: Path) -> None:
    """All papers together stay below 400 kB, since they travel with the program."""
    assert sum(path.stat().st_size for path in example_papers.iterdir()) < 400_000


def test_the_news_page_alters_a_quotation(example_papers: Path) -> None:
    """The council's page quotes the letter once word for word and once with two words left out."""
    name = "2024-02-22-monitoring-letter.pdf"
    letter = read((example_papers / name).read_bytes(), name).text
    page = (example_papers / "2024-02-23-council-news.html").read_text("utf-8")
    kept = "Timely initial health assessments are well established."
    altered = "Leaders have acted on the areas that inspectors raised"

    assert kept in page
    assert kept in letter
    assert altered in page
    assert altered not in letter
    assert altered.replace("the areas", "most of the areas") in letter
