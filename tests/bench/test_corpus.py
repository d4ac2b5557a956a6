"""The measuring of a folder of papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.corpus import exponent, measure, page


@pytest.mark.parametrize("power", [0.5, 1.0, 1.7])
def test_exponent_is_that_of_the_power(power: float) -> None:
    """Of a power of the pages, whatever its factor, the exponent comes out."""
    assert exponent([(x, 0.3 * x**power) for x in (10, 100, 800)]) == pytest.approx(power)


def test_a_folder_is_measured_and_told(example_papers: Path, tmp_path: Path) -> None:
    """Each paper is in one row of the table, refused ones by name, and the page shows both."""
    for path in example_papers.glob("*.pdf"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "page.pdf").write_bytes(b"<!DOCTYPE html><html></html>")
    found = measure(tmp_path)
    rows = found["table"]
    assert sum(row["loaded"] for row in rows) == found["loaded"] == 3
    assert {row["kind"] for row in rows} == {"ilacs_report", "monitoring_visit", "focused_visit"}
    assert all(row["sentences"] for row in rows)
    assert found["times_plain"] > 1
    assert 20 < found["peak_child_megabytes"] < 400
    told = page(found)
    assert "page.pdf: this is a web page" in told
    assert str(tmp_path) not in told
    assert f"| **all** |  | **{found['loaded']}** |" in told
