"""The command line: one JSON document on standard output, words for people, exit statuses."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.api.conftest import Sightline
from tests.sample import Sample

PROGRAM = [sys.executable, "-c", "from api.cli import main; main()"]
READING = [
    ("list", "documents"),
    ("list", "concerns"),
    ("list", "comments"),
    ("list", "actions"),
    ("list", "evidence"),
    ("list", "owners"),
    ("list", "links"),
    ("list", "themes"),
    ("list", "issues"),
    ("gaps",),
    ("matrix",),
    ("search", "interviews"),
    ("review",),
    ("review", "suspects"),
    ("relink", "--dry-run"),
    ("check",),
]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_reading_commands_print_one_document(
    words: tuple[str, ...], sightline: Sightline, chain: Sample
) -> None:
    """With --json a reading command prints one JSON document, and nothing on standard error."""
    ran = sightline(*words, "--store", chain.url, "--json")
    assert ran.status == 0
    assert isinstance(ran.json, list | dict)
    assert ran.err == ""


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_reading_commands_speak_to_people(
    words: tuple[str, ...], sightline: Sightline, chain: Sample
) -> None:
    """Without --json a reading command prints words, status 0, without control characters."""
    ran = sightline(*words, "--store", chain.url)
    assert ran.status == 0
    assert ran.out.strip()
    assert "\x1b" not in ran.out


def test_the_store_comes_from_the_environment(
    sightline: Sightline, chain: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGHTLINE_STORE names the store where --store does not."""
    monkeypatch.setenv("SIGHTLINE_STORE", chain.url)
    assert len(sightline("list", "concerns", "--json").json) == 3


def test_trace_shows_the_whole_chain(sightline: Sightline, chain: Sample) -> None:
    """The tree has each quote in full, its paper and date, and the state of its link in a word."""
    out = sightline("trace", chain.concern.id, "--store", chain.url).out
    flat = " ".join(out.replace("│", " ").split())
    for record in (
        chain.concern,
        chain.restated,
        chain.done,
        chain.audit,
        chain.praise,
        chain.slow,
    ):
        assert f"“{record.text}”" in flat
    assert "Stated" in flat
    assert "Proposed 0.83" in flat
    assert "▼ Insufficient" in flat
    assert "5 March 2025: no comment found" in flat
    assert "Gap: No owner is named for this action." in flat
    assert "due October 2023 · Head of Service" in flat


def test_trace_of_settled_links_leaves_proposals_out(sightline: Sightline, chain: Sample) -> None:
    """With --only settled nothing that is only proposed is in the chain."""
    words = ("trace", chain.concern.id, "--store", chain.url, "--only", "settled", "--json")
    found = sightline(*words).json
    assert found["comments"] == []
    assert [action["id"] for action in found["actions"]] == [chain.done.id]


def test_trace_as_of_a_day_knows_no_later_paper(sightline: Sightline, chain: Sample) -> None:
    """With --as-of, papers after that day are not in the chain."""
    words = ("trace", chain.concern.id, "--store", chain.url, "--as-of", "2023-12-31", "--json")
    found = sightline(*words).json
    assert found["comments"] == []
    assert found["silent"] == []
    assert len(found["actions"]) == 2


@pytest.mark.parametrize("length", [6, 12, None])
def test_ids_may_be_shortened(length: int | None, sightline: Sightline, chain: Sample) -> None:
    """The beginning of an id is enough, with or without its kind."""
    digest = chain.concern.id.removeprefix("concern-")[:length]
    for given in (digest, f"concern-{digest}"):
        found = sightline("trace", given, "--store", chain.url, "--json").json
        assert found["concern"]["id"] == chain.concern.id


def test_an_unclear_beginning_is_told(sightline: Sightline, chain: Sample) -> None:
    """A beginning that several ids share is refused by a sentence that names them."""
    ran = sightline("trace", "concern-", "--store", chain.url)
    assert ran.status == 1
    assert chain.concern.id in ran.err
    assert "give more of the id" in ran.err


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("concerns", "--document", "report.txt"), 2),
        (("concerns", "--theme", "missing_children"), 1),
        (("concerns", "--since", "2023-06"), 1),
        (("concerns", "--until", "2023-06"), 2),
        (("links", "--state", "proposed"), 3),
        (("actions", "--state", "planned"), 1),
        (("documents", "--since", "2024", "--until", "2024"), 1),
    ],
)
def test_lists_are_filtered(
    words: tuple[str, ...], count: int, sightline: Sightline, chain: Sample
) -> None:
    """Each filter of list leaves what fits it, and nothing else."""
    assert len(sightline("list", *words, "--store", chain.url, "--json").json) == count


def test_gaps_by_rule(sightline: Sightline, chain: Sample) -> None:
    """With --rule only that rule's gaps are shown, each beginning with "Gap:"."""
    words = ("gaps", "--rule", "no_action", "--store", chain.url)
    found = sightline(*words, "--json").json
    assert [gap["subject"] for gap in found] == [chain.lonely.id]
    assert "\nGap: No action answers this concern." in sightline(*words).out


def test_matrix_tells_silence_from_progress(sightline: Sightline, chain: Sample) -> None:
    """A visit that says nothing of a concern is shown as such, in words."""
    found = sightline("matrix", "--store", chain.url, "--json").json
    row = next(row for row in found["rows"] if row["concern"]["id"] == chain.concern.id)
    assert [cell["progress"] for cell in row["cells"]] == ["improved", "silent"]
    out = sightline("matrix", "--store", chain.url).out
    assert "Improved" in out
    assert "Not mentioned" in out


def test_a_matrix_needs_a_known_authority(sightline: Sightline, chain: Sample) -> None:
    """An authority without papers is told, with those that have some."""
    ran = sightline("matrix", "--authority", "Another Council", "--store", chain.url)
    assert ran.status == 1
    assert "Marlbury County Council" in ran.err


def test_a_decision_is_taken_and_undone(sightline: Sightline, chain: Sample) -> None:
    """Accepting, rejecting and undoing change the state of a link, and the log keeps it all."""
    link = next(link for link in chain.links if link.subject == chain.praise.id)
    store = ("--store", chain.url)
    by = ("--by", "A. Reviewer", "--reason", "Same service.")
    assert "is now confirmed" in sightline("review", "accept", link.id, *by, *store).out
    assert "is now proposed" in sightline("review", "undo", link.id, *by[:2], *store).out
    assert "is now rejected" in sightline("review", "reject", link.id[:12], *by, *store).out
    assert "is now unsure" in sightline("review", "unsure", link.id, *by, *store).out
    listed = sightline("list", "links", "--json", *store).json
    kept = next(row for row in listed if row["id"] == link.id)
    states = [decision["state"] for decision in kept["decisions"]]
    assert states == ["confirmed", "undone", "rejected", "unsure"]
    waiting = {row["id"] for row in sightline("review", "--json", *store).json}
    assert link.id not in waiting


def test_a_decision_needs_a_name_in_words(sightline: Sightline, chain: Sample) -> None:
    """An empty name or reason is refused in a sentence, exit status 1."""
    words = ("review", "accept", chain.links[2].id, "--store", chain.url)
    ran = sightline(*words, "--by", " ", "--reason", "Because.")
    assert ran.status == 1
    assert "name" in ran.err


def test_a_snapshot_is_written(sightline: Sightline, chain: Sample, tmp_path: Path) -> None:
    """The snapshot is one HTML file of at most 700 kB."""
    out = tmp_path / "chain.html"
    assert sightline("snapshot", chain.concern.id, "-o", out, "--store", chain.url).status == 0
    assert out.read_text("utf-8").startswith("<!doctype html>")
    assert out.stat().st_size <= 700_000


def test_a_snapshot_that_cannot_be_written_is_told(
    sightline: Sightline, chain: Sample, tmp_path: Path
) -> None:
    """A folder that is not there is told in one sentence."""
    out = tmp_path / "gone" / "chain.html"
    ran = sightline("snapshot", chain.concern.id, "-o", out, "--store", chain.url)
    assert ran.status == 1
    assert "cannot be written" in ran.err


def test_check_finds_an_altered_quote(sightline: Sightline, chain: Sample) -> None:
    """A quote whose words are not in the original file is a fault, exit status 1."""
    import sqlite3

    assert sightline("check", "--store", chain.url).status == 0
    with sqlite3.connect(chain.url) as store:
        store.execute("UPDATE text SET body = replace(body, 'dip sample', 'full audit')")
    ran = sightline("check", "--store", chain.url, "--json")
    assert ran.status == 1
    assert chain.audit.id in {fault["subject"] for fault in ran.json}


def test_hostile_papers_cannot_steer_a_terminal(sightline: Sightline, hostile: Sample) -> None:
    """No command lets a control character of a paper through to the terminal."""
    for words in (("trace", hostile.concern.id), ("gaps",), ("review",), ("search", "red")):
        assert "\x1b" not in sightline(*words, "--store", hostile.url).out
    for kind in ("documents", "concerns", "actions", "owners"):
        assert "\x1b" not in sightline("list", kind, "--store", hostile.url).out


def test_an_unforeseen_fault_is_one_sentence(
    sightline: Sightline, chain: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even a fault of the program itself reaches a user as a traceback."""
    monkeypatch.delenv("SIGHTLINE_DEBUG", raising=False)
    monkeypatch.setattr("graph.questions.listing.listing", lambda *given: 1 / 0)
    ran = sightline("list", "concerns", "--store", chain.url)
    assert ran.status == 1
    assert "please report it" in ran.err
    assert "Traceback" not in ran.err


def test_demo_prints_a_chain_and_the_gaps(sightline: Sightline) -> None:
    """The demo loads the example authority, prints one whole chain and gaps, and stops."""
    ran = sightline("demo", "--no-serve")
    assert ran.status == 0
    assert ran.out.startswith("Concern “")
    assert "Later comments" in ran.out
    assert "Gap: " in ran.out


def test_help_loads_no_heavy_library() -> None:
    """The help of the command imports no store, loader, web framework or table printer."""
    code = (
        "import sys; sys.argv = ['sightline', '--help']\n"
        "from api.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'fastapi', 'pyvis', 'pypdfium2', 'rich', 'jinja2', 'sqlite3', 'networkx'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Trace each concern" in done.stdout
    assert done.stderr.strip() == "[]"


def test_a_command_imports_no_other(chain: Sample) -> None:
    """A call imports the module of its own command, and nothing that only others need."""
    code = (
        f"import sys; sys.argv = ['sightline', 'gaps', '--json', '--store', {chain.url!r}]\n"
        "from api.cli import COMMANDS, main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "commands = {f'api.cli.{where.split(\":\")[0]}' for where in COMMANDS.values()}\n"
        "heavy = {'pydantic', 'rapidfuzz', 'rich', 'networkx', 'fastapi'}\n"
        "print(sorted((commands | heavy) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)
    assert done.stderr.strip() == "['api.cli.gaps']"


def test_a_mistyped_command_is_told_from_all(sightline: Sightline) -> None:
    """Although only the command asked for is imported, a slip is set right among all of them."""
    ran = sightline("mtrix")
    assert ran.status == 2
    assert "Did you mean 'matrix'?" in ran.err


def test_a_closed_pipe_is_quiet(chain: Sample) -> None:
    """Output into a pipe that closes early ends without a word on standard error."""
    command = [*PROGRAM, "list", "comments", "--json", "--store", chain.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals work differently there")
def test_serve_answers_and_stops_quietly(chain: Sample) -> None:
    """The server says where it is, answers there, and leaves quietly on Ctrl-C."""
    command = [*PROGRAM, "serve", "--port", "0", "--store", chain.url]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        address = running.stderr.readline().split()[3]
        answer = _patiently(f"{address}/api/concerns")
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=20) == 0
        assert running.stderr.read() == ""
    assert len(json.loads(answer)) == 3


def test_a_taken_port_is_told(sightline: Sightline, chain: Sample) -> None:
    """A port that another program holds is told in one sentence, exit status 1."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = sightline("serve", "--port", port, "--store", chain.url)
    assert ran.status == 1
    assert "cannot listen" in ran.err
    assert ran.err.count("\n") == 1


def _patiently(address: str) -> bytes:
    """Ask again until the server answers, for at most ten seconds."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 our own server
                return bytes(answer.read())
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
