"""The house rules that no linter knows, measured on the source itself."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.vocabulary import scheme

PACKAGES = ("ontology", "graph", "loaders", "viz", "api")
MOST_LINES = 350
MOST_LINES_OF_A_FUNCTION = 40
EXAMPLE = {"Marlbury County Council", "Marlbury", "Marlshire"}  # these do not exist
# Names that are also plain words, the town of Ofsted's address, and a judgement of the courts.
WORDS_TOO = {"Reading", "Bury", "Manchester", "Southwark"}
# The files whose matter is the names themselves, and the list of what the real papers hold.
ABOUT_NAMES = ("authorities.ttl", "authorities.py", "test_authorities.py", "expectations.csv")
# In pieces, so that this file does not hold what it forbids.
HOSTS = [
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("crates", "io"),
        ("maven", "org"),
        ("proxy", "golang", "org"),
        ("deb", "debian", "org"),
    )
]
HERE_ONLY = ["/" + "work/main", "/" + "root/", "/" + "tmp/H"]

LOCKS = ("uv.lock", "package-lock.json")  # written by tools

Function = ast.FunctionDef | ast.AsyncFunctionDef


def ours(root: Path) -> Iterator[Path]:
    """Every file of the project that people write; not what tools leave or lock."""
    for folder, folders, files in os.walk(root):
        folders[:] = [
            name
            for name in folders
            if name not in ("__pycache__", "build", "dist", "out", "node_modules")
            and (not name.startswith(".") or name == ".ci")
        ]
        yield from (Path(folder, name) for name in files if name not in LOCKS)


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every file of ours that is text."""
    for path in ours(root):
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        yield path.relative_to(root).as_posix(), text


def modules(root: Path, *folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Path and syntax tree of every module in these folders."""
    for name in folders:
        for path in sorted((root / name).rglob("*.py")):
            yield path.relative_to(root).as_posix(), ast.parse(path.read_text("utf-8"))


def functions(tree: ast.Module) -> Iterator[Function]:
    """Every function of a module, nested ones and methods too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def public(tree: ast.Module) -> Iterator[Function | ast.ClassDef]:
    """Public classes and functions of a module, and the public methods of public classes."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    inner
                    for inner in node.body
                    if isinstance(inner, Function) and not inner.name.startswith("_")
                )


def test_modules_are_short(root: Path) -> None:
    """No module has more than 350 lines."""
    long = {
        path: lines
        for path, text in texts(root)
        if path.endswith(".py") and (lines := text.count("\n")) > MOST_LINES
    }

    assert long == {}


def test_functions_are_short(root: Path) -> None:
    """No function has more than 40 lines, its docstring not counted."""
    long = {}
    for path, tree in modules(root, *PACKAGES, "tests", "bench"):
        for function in functions(tree):
            body = function.body[1:] if ast.get_docstring(function) else function.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if lines > MOST_LINES_OF_A_FUNCTION:
                long[f"{path}:{function.name}"] = lines

    assert long == {}


def test_everything_public_is_described(root: Path) -> None:
    """Every module, public class and public function has a docstring."""
    bare = []
    for path, tree in modules(root, *PACKAGES, "bench"):
        bare += [path] if not ast.get_docstring(tree) else []
        bare += [f"{path}:{node.name}" for node in public(tree) if not ast.get_docstring(node)]

    assert bare == []


def test_every_test_says_what_must_hold(root: Path) -> None:
    """The docstring of every test is a sentence."""
    silent = [
        f"{path}:{function.name}"
        for path, tree in modules(root, "tests")
        for function in functions(tree)
        if function.name.startswith("test_")
        and not re.match(r"[^a-z].*[.?!](\n|$)", ast.get_docstring(function) or "", re.S)
    ]

    assert silent == []


def test_no_real_council_is_named(root: Path) -> None:
    """No real council is named outside the vocabulary of authorities and its own tests."""
    labels = {label for concept in scheme("authorities") for label in concept.labels}
    names = labels - WORDS_TOO - EXAMPLE
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    named = {
        path: sorted(found)
        for path, text in texts(root)
        if not path.endswith(ABOUT_NAMES) and (found := set(pattern.findall(text)))
    }

    assert named == {}


@pytest.mark.parametrize("words", [HOSTS, HERE_ONLY], ids=["registries", "one machine's paths"])
def test_nothing_ties_us_to_one_place(root: Path, words: list[str]) -> None:
    """No file names the host of a package registry or a path of one machine."""
    found = {path: word for path, text in texts(root) for word in words if word in text.casefold()}

    assert found == {}
