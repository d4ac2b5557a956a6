"""What a person names on the command line becomes a list of files, or a sentence why not."""

from __future__ import annotations

from pathlib import Path

from api.collecting import collect


def test_files_come_once_and_sorted(tmp_path: Path) -> None:
    """A file named twice, by itself and by its folder, is read once; files come in order."""
    for name in ("b.pdf", "a.csv", "inner/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    files, refused = collect([tmp_path / "b.pdf", tmp_path])
    assert [file.name for file in files] == ["a.csv", "b.pdf", "c.txt"]
    assert refused == []


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    """A path where nothing lies is refused by one sentence that names it."""
    files, refused = collect([tmp_path / "gone.pdf"])
    assert files == []
    assert [item.reason for item in refused] == [
        f"{tmp_path / 'gone.pdf'}: there is no such file or folder"
    ]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    """A folder without any file says that it is empty."""
    assert "is empty" in collect([tmp_path])[1][0].reason


def test_a_folder_without_papers_is_refused_as_one(tmp_path: Path) -> None:
    """A folder of photographs is refused once, not photograph by photograph."""
    for number in range(3):
        (tmp_path / f"{number}.jpg").write_bytes(b"\xff\xd8")
    files, refused = collect([tmp_path])
    assert files == []
    assert len(refused) == 1
    assert "none of its 3 files is a PDF" in refused[0].reason


def test_other_files_beside_papers_are_refused_by_name(tmp_path: Path) -> None:
    """A file of no known kind beside papers is named in a refusal, never passed over."""
    (tmp_path / "letter.txt").write_text("words")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    files, refused = collect([tmp_path])
    assert [file.name for file in files] == ["letter.txt"]
    assert [item.reason for item in refused] == [
        f"{tmp_path / 'photo.jpg'}: files ending in .jpg are not read"
    ]


def test_hidden_and_lock_files_are_passed_over(tmp_path: Path) -> None:
    """Hidden files, hidden folders and lock files of word processors are not papers."""
    for name in ("letter.txt", ".DS_Store", "~$letter.docx", ".git/config.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    files, refused = collect([tmp_path])
    assert [file.name for file in files] == ["letter.txt"]
    assert refused == []
