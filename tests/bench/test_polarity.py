from __future__ import annotations

from pathlib import Path

import pytest

from bench.polarity import confusion, contradictions, labelled, main, share


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four statements, one of them of a head teacher, and three comments."""
    marlbury = tmp_path / "marlbury"
    marlbury.mkdir()
    (marlbury / "statements_sample.csv").write_text(
        "verbatim,polarity,voice,before\n"
        "Plans are poor.,weakness,inspector,\n"
        "Plans are clear.,mixed,inspector,\n"
        "This means that children move home.,weakness,inspector,Plans are weak.\n"
        "Plans are clear.,strength,head teacher,\n",
        encoding="utf-8",
    )
    (marlbury / "comments.csv").write_text(
        "verbatim,verdict\n"
        "Plans are clear.,insufficient\n"
        "Plans are poor.,improved\n"
        "Plans are poor.,insufficient\n",
        encoding="utf-8",
    )
    return marlbury


def test_only_inspectors_sentences_count_each_with_the_one_before(folder: Path) -> None:
    """The head teacher is passed over, and the sentence before decides the third."""
    pairs = confusion(list(labelled(folder, ["statements_sample.csv"], "polarity")))
    assert share(pairs) == (3, 2)
    assert pairs["mixed", "strength"] == 1


def test_a_verdict_contradicts_the_opposite_polarity(folder: Path) -> None:
    """Insufficient read as good, and improved read as weak, are counted apart."""
    assert contradictions(confusion(list(labelled(folder, ["comments.csv"], "verdict")))) == (1, 1)


def test_the_report_tells_shares_and_contradictions(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each authority has its share, and its contradictions in words."""
    assert main([str(folder)]) == 0
    said = capsys.readouterr().out
    assert "marlbury: 2 of 3 right (66.7%)" in said
    assert "of 3 comments, 1 insufficient ones are read as good" in said


def test_a_folder_without_labels_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing measured is no good figure."""
    assert main([str(tmp_path)]) == 1
    assert "neither statements nor comments" in capsys.readouterr().err
