"""veraPDF, the checker of PDF/UA-1, from its published Maven artifacts.

Needs a JDK 17 or later and, the first time, mvn. The artifacts are kept in a cache folder outside
the checkout (``~/.cache/sightline/verapdf``, or below ``XDG_CACHE_HOME``).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

POM = Path(__file__).with_suffix(".xml")
PROGRAM = Path(__file__).with_name("VeraPdf.java")


class CheckerMissingError(RuntimeError):
    """veraPDF cannot be had here; the message says what is missing."""


def faults(*files: Path) -> tuple[list[str], int]:
    """Return what is wrong with PDF files by PDF/UA-1, and how many assertions were checked.

    Raises CheckerMissingError.
    """
    command = ["java", "-cp", f"{artifacts()}/*", str(PROGRAM), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    *found, last = done.stdout.strip().splitlines()
    return found, int(last.removeprefix("assertions "))


def artifacts() -> Path:
    """Return the folder of veraPDF's jars, fetching them the first time.

    Raises CheckerMissingError.
    """
    for program in ("java", "javac", "mvn"):
        if shutil.which(program) is None:
            raise CheckerMissingError(f"veraPDF needs {program}, which is not installed")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    version = re.findall(r"<verapdf.version>(.+?)<", POM.read_text())[0]
    folder = cache / "sightline" / "verapdf" / version
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as fetched:
            _fetch(Path(fetched) / "lib")
            with contextlib.suppress(OSError):  # another run may have been faster
                (Path(fetched) / "lib").rename(folder)
    return folder


def _fetch(folder: Path) -> None:
    command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies"]
    options = ["-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CheckerMissingError(f"mvn could not fetch veraPDF: {done.stdout[-600:]}")
