"""Java programs that tests use, fetched as published Maven artifacts into a cache folder."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path


class MissingError(RuntimeError):
    """A program cannot be had here; the message says what is missing."""


def artifacts(pom: Path, *, programs: tuple[str, ...] = ("java", "mvn")) -> Path:
    """Return the folder of the jars that *pom* names, fetched the first time.

    They are kept outside the checkout, below ``~/.cache/sightline`` or ``XDG_CACHE_HOME``, by the
    name of the file and by its property ``<NAME.version>``. Raises MissingError.
    """
    name = pom.stem
    for program in programs:
        if shutil.which(program) is None:
            raise MissingError(f"{name} needs {program}, which is not installed")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    version = re.findall(rf"<{name}.version>(.+?)<", pom.read_text())[0]
    folder = cache / "sightline" / name / version
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as fetched:
            _fetch(pom, Path(fetched) / "lib")
            with contextlib.suppress(OSError):  # another run may have been faster
                (Path(fetched) / "lib").rename(folder)
    return folder


def _fetch(pom: Path, folder: Path) -> None:
    command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies"]
    options = ["-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise MissingError(f"mvn could not fetch {pom.stem}: {done.stdout[-600:]}")
