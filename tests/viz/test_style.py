"""Words, marks and colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology.vocabulary import scheme
from viz.style import NO_PROGRESS, PROGRESS, STAGES, STATES, progress, state, word


def _luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast of two colours (WCAG 2.2), from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_looks_differ_without_colour() -> None:
    """No two states, and no two words of progress, share a word or a mark."""
    for looks in ([state(code) for code in STATES], [progress(code) for code in PROGRESS]):
        assert len({look.word for look in looks}) == len(looks)
        assert len({look.mark for look in looks}) == len(looks)


def test_every_code_has_its_mark() -> None:
    """No state and no word of progress of the vocabularies is without a mark of its own."""
    assert {concept.id for concept in scheme("link_states")} == set(STATES)
    assert {concept.id for concept in scheme("progress")} == set(PROGRESS) - set(NO_PROGRESS)


@pytest.mark.parametrize("stage", STAGES)
def test_stage_colours_are_readable_on_white(stage: str) -> None:
    """The colour of a stage has a contrast of at least 4.5 to 1 on white."""
    assert contrast(STAGES[stage][1], "#ffffff") >= 4.5


def test_pages_use_the_same_stage_colours(root: Path) -> None:
    """The style sheet gives each stage the colour that pictures give it."""
    css = (root / "api" / "static" / "sightline.css").read_text("utf-8")
    assert dict(re.findall(r"--(\w+): (#\w{6});", css)).items() >= {
        (stage, colour) for stage, (_, colour) in STAGES.items()
    }


@pytest.mark.parametrize("ground", ["ground", "paper"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "warn", "concern", "action", "evidence"])
def test_words_on_pages_are_readable(ink: str, ground: str, root: Path) -> None:
    """Every colour of words has a contrast of at least 4.5 to 1 on both grounds of a page."""
    css = (root / "api" / "static" / "sightline.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", css))
    assert contrast(colours[ink], colours[ground]) >= 4.5


def test_tags_are_readable(root: Path) -> None:
    """Every tag with both colours given has a contrast of at least 4.5 to 1."""
    css = (root / "api" / "static" / "sightline.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", css))
    found = 0
    for body in re.findall(r"\.tag-\w+ \{([^}]*)\}", css):
        given = dict(re.findall(r"(?<![-\w])(color|background): ([^;]+);", body))
        if len(given) == 2:
            ink, ground = (_hex(given[name], colours) for name in ("color", "background"))
            assert contrast(ink, ground) >= 4.5, body
            found += 1
    assert found >= 5


def _hex(value: str, colours: dict[str, str]) -> str:
    value = re.sub(r"var\(--([\w-]+)\)", lambda m: colours[m[1]], value)
    return f"#{value[1] * 2}{value[2] * 2}{value[3] * 2}" if len(value) == 4 else value


def test_unknown_codes_are_still_words() -> None:
    """A code that no vocabulary has is shown readable, and nothing breaks."""
    assert word("no_such_scheme", "some_code") == "Some code"
    assert word("themes", "no_such_theme") == "No such theme"
    assert str(state("brand_new")) == "· Brand new"
    assert progress(None).word == "Mentioned"
