"""Broken and harmful files: each is held or refused in one sentence, and the load goes on."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.intake import MEGABYTES, SECONDS, intake
from graph.checking.check import check
from graph.store import open_store
from graph.store.base import Store
from tests.hostile.bombs import BOMBS
from tests.hostile.mutations import mutated
from tests.hostile.running import Outcome, take_in

GOOD = "2024-02-22-monitoring-letter.pdf"
FILES = 100  # python -m bench.hostile takes 1,000
Ran = tuple[Store, dict[str, Outcome]]


def _run(files: Iterator[tuple[str, bytes]], folder: Path, example_papers: Path) -> Iterator[Ran]:
    good = ("zz-good.pdf", (example_papers / GOOD).read_bytes())
    store, outcomes = take_in([*files, good], folder)
    yield store, {outcome.name: outcome for outcome in outcomes}
    store.close()


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory, example_papers: Path) -> Iterator[Ran]:
    """A hundred broken papers and a good one, taken in together."""
    papers = [path for path in example_papers.iterdir() if path.is_file()]
    files = mutated(papers, FILES, seed=2024)
    yield from _run(files, tmp_path_factory.mktemp("broken"), example_papers)


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory, example_papers: Path) -> Iterator[Ran]:
    """Every bomb and a good paper, taken in together."""
    files = ((name, bomb.make()) for name, bomb in BOMBS.items())
    yield from _run(files, tmp_path_factory.mktemp("bombs"), example_papers)


def _one_sentence(outcome: Outcome) -> bool:
    """Tell whether a refusal names a file and is a line that a person can read."""
    reason = outcome.reason or ""
    named = re.match(r"[\w.-]+: \w", reason) is not None
    return named and "\n" not in reason and "Traceback" not in reason and len(reason) < 300


def test_same_seed_breaks_papers_in_the_same_way(example_papers: Path) -> None:
    """The broken papers are the same on every run with one seed, and others with another."""
    papers = [path for path in example_papers.iterdir() if path.is_file()]
    first, again, other = (list(mutated(papers, 20, seed=seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    originals = {path.read_bytes() for path in papers}
    assert sum(data not in originals for _, data in first) > 15


def test_every_broken_paper_is_held_or_refused(broken: Ran) -> None:
    """Of a hundred broken papers none is lost: each is held or refused in one sentence."""
    _, outcomes = broken
    assert len(outcomes) == FILES + 1
    refused = [outcome for outcome in outcomes.values() if outcome.reason is not None]
    assert [outcome.reason for outcome in refused if not _one_sentence(outcome)] == []
    assert 0 < len(refused) < FILES


def test_no_broken_paper_surprises_a_reader(broken: Ran) -> None:
    """The readers know each fault themselves: none is only caught by the child around them."""
    _, outcomes = broken
    reasons = [outcome.reason for outcome in outcomes.values() if outcome.reason]
    unforeseen = ("reading failed", "reading process fail", "took longer")
    assert [reason for reason in reasons if any(words in reason for words in unforeseen)] == []


def test_quotes_of_broken_papers_stand_in_them(broken: Ran) -> None:
    """What is taken from a broken paper that can be read still is what stands in it."""
    store, _ = broken
    assert len(store.documents()) > 1
    assert check(store) == []


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_ends_as_it_should(name: str, bombs: Ran) -> None:
    """A bomb is refused for what it is, or read for the harmless words in it."""
    _, outcomes = bombs
    outcome = outcomes[name]
    if BOMBS[name].ends:
        assert outcome.reason is not None, "it was read"
        assert _one_sentence(outcome), outcome.reason
        assert re.search(BOMBS[name].ends, outcome.reason), outcome.reason
    else:
        assert outcome.reason is None


def test_no_outside_file_comes_in(bombs: Ran) -> None:
    """No words of another file of the machine are in the store, whatever a file points at."""
    store, _ = bombs
    texts = [store.text(paper.id) for paper in store.documents()]
    assert texts
    assert not any("root:" in text for text in texts)
    assert not any("hahaha" in text for text in texts)


@pytest.mark.parametrize("kind", ["broken", "bombs"])
def test_no_child_goes_beyond_its_limits(kind: str, request: pytest.FixtureRequest) -> None:
    """No child holds more memory than it may, or takes half the time that it may."""
    _, outcomes = request.getfixturevalue(kind)
    taken = [outcome.note for outcome in outcomes.values() if outcome.note]
    assert max(note.megabytes for note in taken) <= MEGABYTES
    assert max(note.seconds for note in taken) < SECONDS / 2


@pytest.mark.parametrize("kind", ["broken", "bombs"])
def test_the_load_goes_on(kind: str, request: pytest.FixtureRequest) -> None:
    """The good paper, the last of the load, is held with its records and links."""
    store, outcomes = request.getfixturevalue(kind)
    assert outcomes["zz-good.pdf"].reason is None
    (good,) = [paper for paper in store.documents() if paper.file == "zz-good.pdf"]
    assert store.passages(good.id)
    assert store.unlinked() == []


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _nowhere(path: Path) -> None:
    path.symlink_to("/nowhere/at/all.pdf")


def _itself(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("make", [_pipe, _device, _nowhere, _itself])
def test_what_is_no_file_is_refused(make, tmp_path: Path, example_papers: Path) -> None:
    """Pipes, devices and links that lead nowhere are refused, and the paper beside is held."""
    folder = tmp_path / "papers"
    folder.mkdir()
    shutil.copy(example_papers / GOOD, folder)
    make(folder / "trap.pdf")
    store = open_store(str(tmp_path / "store.db"), create=True)
    report = intake(store, [folder])
    assert [Path(item.file).name for item in report.loaded] == [GOOD]
    (refusal,) = report.refused
    assert refusal.reason.startswith("trap.pdf: this ")
    store.close()


def test_name_that_is_no_text_is_refused(tmp_path: Path, example_papers: Path) -> None:
    """A file whose name is not in UTF-8 is refused under a name that can be printed."""
    folder = tmp_path / "papers"
    folder.mkdir()
    shutil.copy(example_papers / GOOD, folder)
    shutil.copy(example_papers / GOOD, os.fsdecode(os.fsencode(folder) + b"/\xffl.pdf"))
    store = open_store(str(tmp_path / "store.db"), create=True)
    report = intake(store, [folder])
    assert len(report.loaded) == 1
    (refusal,) = report.refused
    assert refusal.file.encode().endswith("/\N{REPLACEMENT CHARACTER}l.pdf".encode())
    assert "rename the file" in refusal.reason
    store.close()
