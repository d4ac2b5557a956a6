"""A council's name and colour in the header: read from a file, refused where nobody could read."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.themes import CONTRAST, Theme, contrast, read_themes
from ontology.errors import SettingsError
from tests.api.conftest import Sightline
from tests.api.test_pages import Page
from tests.builders import MARLBURY
from tests.sample import Sample

GREEN = "#0b5a3b"


def themes(folder: Path, text: str) -> Path:
    """Write a file of themes."""
    path = folder / "themes.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_header_shows_the_council(chain: Sample, tmp_path: Path) -> None:
    """Its name stands in the header of every page about it, and its colour in a style sheet."""
    path = themes(tmp_path, f'["{MARLBURY}"]\nname = "Marlbury <Children>"\naccent = "{GREEN}"\n')
    app = create_app(Settings(store=chain.url, themes=read_themes(path)))
    with TestClient(app, base_url="http://localhost") as client:
        for address in ("/", "/gaps", f"/concerns/{chain.concern.id}"):
            answer = client.get(address, params={"authority": MARLBURY})
            page = Page(answer.text)
            assert {"class": "council"} in page.all("p")
            assert "Marlbury <Children>" in page.text
            sheets = [link["href"] for link in page.all("link") if link["rel"] == "stylesheet"]
            sheet = client.get(sheets[-1])
            assert f"--brand: {GREEN};" in sheet.text
            assert sheet.headers["content-type"].startswith("text/css")
        assert {"class": "council"} not in Page(client.get("/search").text).all("p")


def test_without_a_theme_nothing_changes(client: TestClient) -> None:
    """No name, and no second style sheet."""
    page = Page(client.get("/").text)
    assert [link["rel"] for link in page.all("link")].count("stylesheet") == 1
    assert {"class": "council"} not in page.all("p")
    assert client.get("/theme.css").text == ""


def test_the_default_is_for_all_others(tmp_path: Path) -> None:
    """A council without a table of its own has the default; one with half of one, the rest."""
    told = f'[default]\nname = "Region"\naccent = "{GREEN}"\n["A Council"]\nname = "A"\n'
    found = read_themes(themes(tmp_path, told))
    assert found.of(None) == found.of("B Council") == Theme(name="Region", accent=GREEN)
    assert found.of("A Council") == Theme(name="A", accent=GREEN)


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48)],
)
def test_contrast_is_that_of_the_guidelines(colour: str, ratio: float) -> None:
    """White on grey #767676 is the lightest grey that passes, as everybody's checker says."""
    assert round(contrast(colour), 2) == ratio
    assert (contrast(colour) >= CONTRAST) == (ratio >= 4.5)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('["A"]\naccent = "#777777"', "contrast of 4.48 to 1"),
        ('["A"]\naccent = "teal"', "not a colour such as"),
        ('["A"]\naccent = "#17344f; } body { display: none"', "not a colour such as"),
        ('["A"]\ncrest = "a.png"', "'crest' of A is unknown"),
        ('["A"]\nname = ""', "the name of A must be words"),
        ('accent = "#17344f"', "stands outside a table"),
        ("[A", "no TOML"),
    ],
)
def test_what_cannot_be_used_is_refused(
    sightline: Sightline, chain: Sample, tmp_path: Path, text: str, why: str
) -> None:
    """The server does not start, and one sentence says what to change."""
    ran = sightline("serve", "--store", chain.url, "--theme", themes(tmp_path, text))
    assert ran.status == 1
    assert why in " ".join(ran.err.split())


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    """Whoever mends the file mends it once."""
    path = themes(tmp_path, '["A"]\naccent = "#eeeeee"\n["B"]\naccent = 3\n')
    with pytest.raises(SettingsError, match=r"of A have a contrast .*; the accent of B is 3"):
        read_themes(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_themes(tmp_path / "none.toml")
