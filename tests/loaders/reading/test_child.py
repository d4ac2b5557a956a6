"""Reading in child processes with limits."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loaders.reading.child import Workshop
from loaders.reading.files import read
from ontology.errors import LoadError


@pytest.fixture(scope="module")
def obey():
    """Return the function that does as it is told, as children can import it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parent)
        yield importlib.import_module("at_work").obey


@pytest.fixture
def workshop(obey):
    """Return two children with tight limits."""
    with Workshop(obey, workers=2, seconds=2, megabytes=300) as made:
        yield made


def test_papers_are_read_in_children_in_their_order(make_pdf):
    """Readings come back whole, in the order of the jobs, and are those of this process."""
    jobs = [
        (make_pdf("= Letter\nPlans are late."), "letter.pdf"),
        (b"Plans are late.", "note.txt"),
        (b"", "empty.pdf"),
        (b"Ref,Action\n1,Train\n", "plan.csv"),
    ]
    with Workshop(read, workers=2, seconds=60) as readers:
        found = list(readers.imap(jobs))
    assert [name for name, _ in found] == [name for _, name in jobs]
    for (data, name), (_, outcome) in zip(jobs, found, strict=True):
        if data:
            assert outcome == read(data, name)
        else:
            assert "is empty" in str(outcome)


def test_work_is_done_elsewhere_and_children_stay(workshop):
    """The work runs in other processes, which serve many jobs."""
    done = [outcome for _, outcome in workshop.imap((b"read", f"{n}.txt") for n in range(8))]
    workers = {outcome.rsplit(" ", 1)[-1] for outcome in done}
    assert str(os.getpid()) not in workers
    assert 1 <= len(workers) <= 2


@pytest.mark.parametrize(
    ("order", "says"),
    [
        (b"refuse", "this is no paper; load another"),
        (b"fail", "ValueError: not what it seemed"),
        (b"crash", "made the reading process fail"),
        (b"sleep", "took longer than 2 seconds"),
        (b"count", "took longer than 2 seconds"),
        (b"fill", "more than 300 MB of memory"),
    ],
)
def test_one_bad_file_never_stops_the_rest(workshop, order, says):
    """A file that is refused, crashes, hangs or fills the memory is named; the others are read."""
    started = time.monotonic()
    jobs = [(b"read", "1.txt"), (order, "bad.txt"), (b"read", "2.txt"), (b"read", "3.txt")]
    outcomes = dict(workshop.imap(jobs))
    bad = outcomes.pop("bad.txt")
    assert isinstance(bad, LoadError)
    assert str(bad).startswith("bad.txt: ")
    assert says in str(bad)
    assert all(str(outcome).startswith("read by") for outcome in outcomes.values())
    assert time.monotonic() - started < 20


def test_child_that_was_killed_at_rest_is_replaced(obey):
    """A child that the system ends between two files is started again unseen."""
    with Workshop(obey, workers=1, seconds=5) as one:
        first = one.run(b"read", "1.txt")
        os.kill(int(first.rsplit(" ", 1)[-1]), 9)
        time.sleep(0.2)
        second = one.run(b"read", "2.txt")
    assert second.startswith("read by")
    assert first != second


def test_run_raises_what_the_child_refused(workshop):
    """A single file's refusal is raised as it would be here."""
    with pytest.raises(LoadError, match=r"^bad\.txt: this is no paper"):
        workshop.run(b"refuse", "bad.txt")


def test_jobs_are_taken_as_they_are_needed(workshop):
    """Files are asked for a few ahead only, so that a thousand never lie in memory."""
    taken = []

    def jobs():
        for number in range(50):
            taken.append(number)
            yield b"read", f"{number}.txt"

    next(workshop.imap(jobs()))
    assert len(taken) <= 6


def test_an_early_start_changes_nothing():
    """Children are forked from a process started beforehand, once or twice, as from a late one."""
    code = """
import multiprocessing.forkserver as server
from loaders.reading.child import Workshop, start_early
from loaders.reading.files import read
start_early("loaders.reading.files")
first = server._forkserver._forkserver_pid
start_early("loaders.reading.files")
with Workshop(read, workers=1, seconds=60) as readers:
    found = readers.run(b"Plans are late.", "note.txt")
assert found == read(b"Plans are late.", "note.txt")
assert first and server._forkserver._forkserver_pid == first
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


@pytest.mark.skipif(os.name == "nt", reason="signals work differently there")
def test_an_interrupt_while_children_are_made_ready_ends_without_a_traceback(tmp_path):
    """Ctrl-C in the first moment of a load reaches all its processes; only the first decides."""
    (tmp_path / "slowly.py").write_text(
        "import pathlib, time\npathlib.Path('begun').touch()\ntime.sleep(1)\n", "utf-8"
    )
    (tmp_path / "main.py").write_text(
        "import signal, time\nfrom loaders.reading.child import start_early\n"
        # Whoever runs the tests in the background has programs ignore Ctrl-C.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "start_early('slowly')\n"
        "try:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    print('stopped')\n",
        "utf-8",
    )
    path = os.pathsep.join([str(tmp_path), *sys.path])
    with subprocess.Popen(
        [sys.executable, "main.py"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        while not (tmp_path / "begun").exists():
            assert running.poll() is None
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)
        said, wrong = running.communicate(timeout=30)
    assert (said, wrong) == ("stopped\n", "")
