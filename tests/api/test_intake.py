"""The one way in: every file is loaded, known already, or refused with one sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from api import intake as module
from api.intake import Step, intake
from graph.records import Concern, Paper
from graph.store import open_store
from graph.store.base import Store
from loaders.registry import load_paper

REPORT = "2023-05-09-inspection-report.pdf"
LETTER = "2024-02-22-monitoring-letter.pdf"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return open_store(str(tmp_path / "store.db"), create=True)


@pytest.fixture
def papers(tmp_path: Path, example_papers: Path) -> Path:
    """A folder with two papers of the example authority."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in (REPORT, LETTER):
        shutil.copy(example_papers / name, folder)
    return folder


def test_a_folder_goes_in_and_is_linked(store: Store, papers: Path) -> None:
    """Papers of a folder are held afterwards, in order, and no authority waits for links."""
    report = intake(store, [papers])
    assert [Path(item.file).name for item in report.loaded] == [REPORT, LETTER]
    assert store.records(Concern)
    assert store.links()
    assert store.unlinked() == []


def test_loading_twice_changes_nothing(store: Store, papers: Path) -> None:
    """The same files again are unchanged, and links stay the same."""
    intake(store, [papers])
    links = store.links()
    again = intake(store, [papers])
    assert again.loaded == ()
    assert len(again.unchanged) == 2
    assert store.links() == links


def test_a_known_file_under_a_new_name_is_unchanged(store: Store, papers: Path) -> None:
    """A copy under another name is known by its bytes, and the report says by which name."""
    intake(store, [papers / REPORT])
    copy = papers / "copy of the report.pdf"
    shutil.copy(papers / REPORT, copy)
    report = intake(store, [copy])
    assert [(Path(u.file).name, u.document.file) for u in report.unchanged] == [
        (copy.name, REPORT)
    ]


def test_twins_in_one_load_are_read_once(store: Store, papers: Path) -> None:
    """Of two files with the same bytes the second shares the fate of the first."""
    shutil.copy(papers / REPORT, papers / "twin.pdf")
    report = intake(store, [papers])
    assert len(report.loaded) == 2
    assert [Path(item.file).name for item in report.unchanged] == ["twin.pdf"]


def test_twins_of_a_refused_file_are_refused(store: Store, tmp_path: Path) -> None:
    """A copy of a file that cannot be read is refused for the same reason."""
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 cut off")
    report = intake(store, [tmp_path / "a.pdf", tmp_path / "b.pdf"])
    assert [Path(item.file).name for item in report.refused] == ["a.pdf", "b.pdf"]
    assert report.refused[0].reason == report.refused[1].reason


def test_again_reads_known_bytes(store: Store, papers: Path) -> None:
    """With again, files are read although their bytes are held, and the graph stays the same."""
    intake(store, [papers])
    links = store.links()
    report = intake(store, [papers], again=True)
    assert len(report.loaded) == 2
    assert store.links() == links


def breaks_on_the_report(data: bytes, name: str) -> Paper:
    """Load a paper as ever, but break on the report; child processes find it by this name."""
    if name == REPORT:
        raise ZeroDivisionError("division\nby zero")
    return load_paper(data, name)


def test_a_loader_that_breaks_refuses_one_file(
    store: Store, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unforeseen fault in a loader refuses that paper in a sentence; the rest is loaded."""
    monkeypatch.setattr(module, "load_paper", breaks_on_the_report)
    report = intake(store, [papers])
    assert [Path(item.file).name for item in report.loaded] == [LETTER]
    (refusal,) = report.refused
    assert refusal.reason.startswith(f"{REPORT}: ")
    assert "ZeroDivisionError" in refusal.reason
    assert "\n" not in refusal.reason
    assert "Traceback" not in refusal.reason


def test_a_load_that_stops_keeps_what_it_did(
    store: Store, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Papers taken in before an interruption stay, and the next load makes their links."""

    def stop(step: Step) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake(store, [papers], on_progress=stop)
    assert len(store.documents()) == 1
    assert store.unlinked()
    assert len(intake(store, [papers]).unchanged) == 1
    assert store.unlinked() == []


def test_progress_counts_every_file_once(store: Store, papers: Path, tmp_path: Path) -> None:
    """Progress reaches the number of files, whether they are loaded, known or refused."""
    (papers / "empty.pdf").write_bytes(b"")
    shutil.copy(papers / REPORT, papers / "twin.pdf")
    steps: list[Step] = []
    intake(store, [papers], on_progress=steps.append)
    reading = [step for step in steps if step.doing == "reading"]
    assert [step.done for step in reading] == [1, 2, 3, 4]
    assert {step.total for step in reading} == {4}
    assert [step.name for step in steps if step.doing == "linking"] == store.authorities()
