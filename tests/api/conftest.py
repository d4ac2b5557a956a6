"""A store with one chain, the command line in this process, and the HTTP application."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.settings import Settings
from tests.sample import HOSTILE, Sample, sample


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a call of the command line left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out)


Sightline = Callable[..., Ran]


@pytest.fixture
def sightline(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Sightline:
    """Call the command line as a user does: ``sightline("list", "concerns")``."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIGHTLINE_STORE", raising=False)

    def call(*words: object) -> Ran:
        monkeypatch.setattr("sys.argv", ["sightline", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Ran(status=int(left.value.code or 0), out=said.out, err=said.err)

    return call


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[Sample]:
    """A store with one whole chain."""
    made = sample(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Sample]:
    """The same chain out of papers that try to break out of every page."""
    made = sample(tmp_path, words=" ".join(HOSTILE), name="hostile.db")
    yield made
    made.store.close()


@pytest.fixture
def client_of() -> Iterator[Callable[[Sample], TestClient]]:
    """Open the HTTP application on a store: ``client_of(chain)``."""
    opened: list[TestClient] = []

    def open_client(made: Sample, **settings: Any) -> TestClient:
        app = create_app(Settings(store=made.url, **settings))
        client = TestClient(app, base_url="http://127.0.0.1")
        opened.append(client.__enter__())
        return opened[-1]

    yield open_client
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(chain: Sample, client_of: Callable[[Sample], TestClient]) -> TestClient:
    """The HTTP application on the store with one chain."""
    return client_of(chain)
