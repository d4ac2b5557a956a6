"""veraPDF, the checker of PDF/UA-1, from its published Maven artifacts.

Needs a JDK 17 or later and, the first time, mvn. The artifacts are kept in a cache folder outside
the checkout (``~/.cache/sightline/verapdf``, or below ``XDG_CACHE_HOME``).
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.services.maven import artifacts

POM = Path(__file__).with_suffix(".xml")
PROGRAM = Path(__file__).with_name("VeraPdf.java")


def faults(*files: Path) -> tuple[list[str], int]:
    """Return what is wrong with PDF files by PDF/UA-1, and how many assertions were checked.

    Raises MissingError.
    """
    command = [
        "java",
        "-cp",
        f"{artifacts(POM, programs=('java', 'javac', 'mvn'))}/*",
        str(PROGRAM),
        *map(str, files),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    *found, last = done.stdout.strip().splitlines()
    return found, int(last.removeprefix("assertions "))
