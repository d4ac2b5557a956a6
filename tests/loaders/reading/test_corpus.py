"""Real inspection papers, which exist only where the project is developed."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from loaders.reading.files import read
from loaders.reading.pdf import plain_pages
from ontology.errors import LoadError

pytestmark = pytest.mark.corpus


def words(texts):
    """Count the words of texts."""
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


@pytest.fixture(scope="module")
def readings(shared):
    """Every twentieth paper, of other authorities and years each time the corpus grows."""
    found = []
    for path in sorted((shared / "corpus" / "ofsted").rglob("*.pdf"))[3::20]:
        data = path.read_bytes()
        try:
            found.append((path.name, data, read(data, path.name)))
        except LoadError:
            assert b"<html" in data[:2000].lower()
    assert len(found) > 10
    return found


def test_every_word_of_real_papers_is_kept(readings):
    """At least 99.9% of each paper's words are in blocks or furniture, and 93% in blocks."""
    for name, data, reading in readings:
        plain = words(plain_pages(data))
        blocks = words(f"{block.label} {block.text}" for block in reading)
        furniture = words(line.text for line in reading.furniture)
        kept = (plain & (blocks + furniture)).total() / plain.total()
        assert kept >= 0.999, name
        assert (plain & blocks).total() / plain.total() >= 0.93, name


def test_no_bullet_is_left_in_the_words_of_real_papers(readings):
    """Glyphs of symbol fonts are labels and nothing else."""
    for name, _, reading in readings:
        odd = [block.text for block in reading if re.search(r"[\ue000-\uf8ff◼]", block.text)]
        assert odd == [], name


def test_offsets_of_real_papers_hold(readings):
    """Every block stands where it says, on a page that exists."""
    for name, _, reading in readings:
        for block in reading:
            assert reading.text[block.start : block.end] == block.text, name
            assert 1 <= block.page <= reading.pages, name
            pages = [block.page, *(page for _, page in block.breaks)]
            assert pages == sorted(pages), name


def test_sentences_are_not_left_open_at_page_ends(readings):
    """Hardly any paragraph of prose stops in mid-sentence."""
    stopped = total = 0
    for _, _, reading in readings:
        prose = [block.text for block in reading if block.kind == "paragraph"]
        long = [text for text in prose if len(text) > 120]
        total += len(long)
        stopped += sum(text[-1].isalpha() or text[-1] == "," for text in long)
    assert stopped <= 0.02 * total
