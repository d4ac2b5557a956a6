"""Papers broken at random, but the same ones for the same seed.

Each is an example paper after one to three mishaps: bits turned over, parts lost, doubled, zeroed
or mixed with another file's, numbers made absurd. Office files are also broken inside, and packed
again properly, and PDFs get a right pointer to their table of contents, so that the damage comes
as far as those who read what is inside.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Mishap = Callable[[bytes, bytes, random.Random], bytes]

_CONTENTS_AT = re.compile(rb"startxref\s+(\d+)")
_NUMBER = re.compile(rb"\d+")
_ABSURD = [b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"1e308", b"NaN"]
# Marks that are never printed, halves of characters, and what formulas and markup begin with.
_ODD = [
    "\u202e".encode(),
    "\ufffe".encode(),
    b"\x00",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b'"',
    b"<![CDATA[",
    b"&#x0;",
    b"=cmd|' /C calc'!A0",
    b"\r\r\n",
    "\U000e0041".encode(),
]
_OFFICE = (".docx", ".xlsx")


def mutated(papers: Sequence[Path], count: int, *, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield *count* broken papers, each with a name that tells what was done to it."""
    originals = [(path, path.read_bytes()) for path in sorted(papers)]
    for number in range(count):
        dice = random.Random(f"{seed} {number}")  # noqa: S311 - no secret, only variety
        path, data = originals[number % len(originals)]
        donor = dice.choice(originals)[1]
        inside = path.suffix in _OFFICE and dice.random() < 0.7
        mishaps = dice.choices(MISHAPS, k=dice.choice([1, 1, 1, 2, 3]))
        broken = data
        for mishap in mishaps:
            broken = (
                _within(broken, donor, dice, mishap) if inside else mishap(broken, donor, dice)
            )
        if path.suffix == ".pdf" and dice.random() < 0.6:
            broken = _found_again(data, broken)
        done = "-".join(mishap.__name__.strip("_") for mishap in mishaps)
        yield f"{number:04}-{'inner-' if inside else ''}{done}{path.suffix}", broken


def _within(data: bytes, donor: bytes, dice: random.Random, mishap: Mishap) -> bytes:
    """Break some members of an office file, and pack them again in another order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    victims = dice.sample(range(len(members)), k=min(len(members), dice.randint(1, 2)))
    for place in victims:
        name, words = members[place]
        members[place] = (name, mishap(words, donor, dice))
    fate = dice.random()
    if fate < 0.2:  # the contents of all members change places
        words_of_all = [words for _, words in members]
        dice.shuffle(words_of_all)
        members = [(name, words) for (name, _), words in zip(members, words_of_all, strict=True)]
    elif fate < 0.4:
        del members[dice.randrange(len(members))]
    dice.shuffle(members)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, words in members:
            new.writestr(name, words)
    return packed.getvalue()


def _found_again(data: bytes, broken: bytes) -> bytes:
    """Let the end of a broken PDF point to where its table of contents stands now."""
    stated = _CONTENTS_AT.findall(data)
    place = broken.rfind(data[int(stated[-1]) :][:16]) if stated else -1
    if place < 0:
        return broken
    return _CONTENTS_AT.sub(b"startxref\n%d" % place, broken)


def _stretch(data: bytes, dice: random.Random, longest: int = 4_000) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.randint(1, longest))


def _flip(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(min(len(data), dice.choice([1, 8, 64, 1_000]))):
        broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
    return bytes(broken)


def _cut(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _behead(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    return data[dice.randrange(min(len(data), 200) + 1) :]


def _lose(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    start, end = _stretch(data, dice)
    return data[:start] + data[end:]


def _double(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    start, end = _stretch(data, dice)
    return data[:end] + data[start:end] * dice.choice([1, 3, 50]) + data[end:]


def _zero(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    start, end = _stretch(data, dice)
    return data[:start] + bytes(end - start) + data[end:]


def _insert(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    place, _ = _stretch(data, dice)
    return data[:place] + dice.randbytes(dice.randint(1, 300)) + data[place:]


def _splice(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    start, end = _stretch(data, dice)
    first, last = _stretch(donor, dice)
    return data[:start] + donor[first:last] + data[end:]


def _shuffle(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    size = dice.choice([64, 512, 4_096])
    parts = [data[place : place + size] for place in range(0, len(data), size)]
    here = dice.randrange(len(parts)) if parts else 0
    some = parts[here : here + 6]
    dice.shuffle(some)
    return b"".join([*parts[:here], *some, *parts[here + 6 :]])


def _absurd(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    """Replace some numbers; where there is room they keep their width, so that offsets hold."""
    places = [match.span() for match in _NUMBER.finditer(data)]
    for start, end in sorted(dice.sample(places, k=min(len(places), 5)), reverse=True):
        number = dice.choice(_ABSURD)
        if dice.random() < 0.7:
            number = number.rjust(end - start, b"0")[: end - start]
        data = data[:start] + number + data[end:]
    return data


def _odd(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 6)):
        place, _ = _stretch(data, dice)
        data = data[:place] + dice.choice(_ODD) * dice.choice([1, 1, 500]) + data[place:]
    return data


def _recode(data: bytes, donor: bytes, dice: random.Random) -> bytes:
    return data.decode("latin-1").encode(dice.choice(["utf-16", "utf-16-be", "utf-32", "utf-8"]))


MISHAPS: list[Mishap] = [
    _flip,
    _cut,
    _behead,
    _lose,
    _double,
    _zero,
    _insert,
    _splice,
    _shuffle,
    _absurd,
    _odd,
    _recode,
]
