"""The documentation names what exists, and what it names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from api.cli import app_of
from loaders.registry import LOADERS

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "api" / "example" / "README.md"]
COMMON = {"--store", "--json", "--help", "--authority"}


def commands(group: Any, prefix: str = "sightline") -> Iterator[tuple[str, Any]]:
    """Every command with the words by which it is called; typer's classes are not public."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


COMMANDS = dict(commands(typer.main.get_command(app_of())))


def section(name: str) -> str:
    """What docs/command-line.md says under the heading of one command."""
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    parts = re.split(r"^## (.*)$", page, flags=re.M)
    found = [
        body
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
        if name in re.findall(r"`([^`]*)`", heading)
    ]
    return "".join(found)


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_are_documented(name: str) -> None:
    """Every command has a section, which names each of its options."""
    text = section(name)
    options = {
        option
        for parameter in COMMANDS[name].params
        for option in parameter.opts
        if option.startswith("--")
    }

    assert text
    assert {option for option in options - COMMON if not re.search(rf"{option}\b", text)} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_have_help(name: str) -> None:
    """Every command, and every option of it, says in one line what it does."""
    command = COMMANDS[name]

    assert command.help
    assert [p.name for p in command.params if not getattr(p, "help", None)] == []


def test_no_command_is_made_up() -> None:
    """The page on the command line describes no command that does not exist."""
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    headings = re.findall(r"^## (.*)$", page, flags=re.M)

    assert {name for line in headings for name in re.findall(r"`([^`]*)`", line)} == set(COMMANDS)


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.name)
def test_papers_are_documented(loader: object) -> None:
    """Every loader stands on the page that the refusal of an unknown paper points to."""
    assert str(getattr(loader, "name", "")) in (ROOT / "docs" / "papers.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the project leads to one."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    dead = [
        target
        for target in targets
        if not target.startswith(("http://", "https://")) and not (page.parent / target).exists()
    ]

    assert dead == []


def test_make_commands_exist() -> None:
    """Every make command that a page names is in the Makefile."""
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.M))
    named = {
        word
        for page in PAGES
        for word in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text("utf-8"), flags=re.M)
    }

    assert named
    assert named <= made
