"""The five folders are installed under their own names; nothing else may bring the same names."""

from __future__ import annotations

import importlib
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

PACKAGES = ("ontology", "graph", "loaders", "viz", "api")
OURS = "sightline-graph"


def shippers(name: str, found: list[Distribution]) -> set[str]:
    """Names of the distributions that ship a module or folder *name* at the top."""
    return {
        dist.metadata["Name"]
        for dist in found
        for file in dist.files or ()
        if file.parts[0] in (name, f"{name}.py")
    }


def a_distribution(folder: Path, name: str, file: str) -> None:
    """Install a distribution of one file into *folder*, as an installer leaves it."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).touch()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "RECORD").write_text(f"{file},,\n{info.name}/METADATA,,\n{info.name}/RECORD,,\n")


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_ships_our_names(name: str) -> None:
    """No other installed distribution has a module of our name at the top, which would win."""
    assert shippers(name, list(distributions())) <= {OURS}


@pytest.mark.parametrize("name", PACKAGES)
def test_the_checkout_is_what_is_imported(name: str, root: Path) -> None:
    """Each package comes from this checkout, not from a copy elsewhere."""
    module = importlib.import_module(name)

    assert module.__file__ is not None
    assert Path(module.__file__).resolve() == root / name / "__init__.py"


def test_a_clash_would_be_found(tmp_path: Path) -> None:
    """A distribution that ships a folder of our name is found, and one that does not is not."""
    a_distribution(tmp_path, "other-graph", "graph/questions/trace.py")
    a_distribution(tmp_path, "one-file", "viz.py")
    a_distribution(tmp_path, "harmless", "graphviz/__init__.py")
    found = list(distributions(path=[str(tmp_path)]))

    assert shippers("graph", found) == {"other-graph"}
    assert shippers("viz", found) == {"one-file"}
    assert shippers("api", found) == set()


def test_the_wheel_carries_every_file(root: Path, tmp_path: Path) -> None:
    """The wheel holds every file of the five folders: code, vocabularies, templates, papers."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())

    ours = {
        path.relative_to(root).as_posix()
        for name in PACKAGES
        for path in (root / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert ours <= packed
    assert {name.split("/")[0] for name in packed - ours} == {"sightline_graph-0.1.0.dist-info"}
