"""Which authority a paper is about, under one name whatever form the paper prints.

Names, predecessors and successors are in ``vocabularies/authorities.ttl``. Papers print them in
many forms (``City of X Metropolitan District Council``, ``X & Y``, ``London Borough of X``), and
print names that are no authority: in addresses, in the names of police forces and of districts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ontology.phrases import tokens
from ontology.turtle import HERE, read
from ontology.vocabulary import scheme

_DCTERMS = "http://purl.org/dc/terms/"
_TITLES = r"(?:(?:City|County|Borough|Metropolitan|District|MBC|Unitary)\s+)*(?:Council|MBC)\b"
_STYLES = (
    r"(?:(?:London|Royal|Metropolitan)\s+Borough|City|County|Borough|Council)\s+of\s+(?:the\s+)?"
)
_BODY = (
    r"(?:[-–—]\s+)?(?:local\s+(?:authority|area|safeguarding)|children|LSCB|safeguarding|council)"
)
_TITLE = re.compile(r"\b(?:inspection\s+of|visit\s+to)\s+(?:the\s+)?$", re.I)
_SERVICES = re.compile(r"\b(?:services|authority|area)\s+(?:of|in|for)\s+(?:the\s+)?$", re.I)
_WITHIN = re.compile(r"\b(?:in|of|to|for|at|by|across|from|within|and|the)\s+$", re.I)
_PART = re.compile(
    r"\b(?:north|south|east|west|mid|central|greater|new|upper|lower|great)[\s-]+$", re.I
)
_ELSEWHERE = re.compile(
    r"[\s,]*(?:[A-Z]{1,2}\d|enquiries@)|\s+(?:and\s+\w+\s+)?(?:Police|Constabulary|Fire|NHS|University|"
    r"Hospitals?|Road|Street|Avenue|Lane|Square|House|Hall|Way|Terrace|Crown|Magistrates)\b|-\w"
)
_UNKNOWN = re.compile(
    r"(?:London|Royal) Borough of [A-Z][\w'-]+(?: (?:and|upon|on) [A-Z][\w'-]+)*"
    r"|[A-Z][\w'-]+ (?:(?:and|upon|on|[A-Z][\w'-]+) ){0,4}?"
    r"(?:County|City|Metropolitan (?:Borough|District)|Borough|District) Council\b"
)
_TITLED, _FORMAL, _NAMED, _MENTIONED, _ALONE = 4, 3, 2, 1, 0


class _Find(NamedTuple):
    rank: int
    place: int
    name: str


def canonical(name: str) -> str | None:
    """Return the official name of an authority from any form of it; ``None`` if none is known.

    Reads a name, not a text: ``X``, ``X Council``, ``London Borough of X``, ``X & Y``, ``x-y``.
    """
    plain = _mend(name).strip(" .,:;")
    known = _official().get(_key(plain))
    if known is None:
        bare = re.sub(
            rf"^(?:the\s+)?(?:{_STYLES})?|\s+{_TITLES}.*$|\s+{_BODY}.*$", "", plain, flags=re.I
        )
        known = _official().get(_key(bare))
    return known


def authority_in(text: str) -> str | None:
    """Return the official name of the authority that *text* (a title, a first page) is about.

    A name in a title (``inspection of X``) wins over one printed as that of a council, this over
    ``X children's services``, this over a mere mention, this over a name alone on its line; of two
    equals the first wins. A council that is not in the vocabulary is given as printed. ``None`` if
    the text names no authority.
    """
    plain = _mend(text)
    known = list(_known_in(plain))
    found = [*known, *_unknown_in(plain, {find.place for find in known})]
    return min(found, key=lambda find: (-find.rank, find.place)).name if found else None


def predecessors(name: str) -> tuple[str, ...]:
    """Return the authorities that this one replaced, all by their official names."""
    return _related(name, "replaces")


def successors(name: str) -> tuple[str, ...]:
    """Return the authorities that replaced this one, all by their official names."""
    return _related(name, "isReplacedBy")


def _mend(text: str) -> str:
    text = re.sub(r"[‘’]", "'", re.sub(r"[‑–—−]", "-", text))
    text = re.sub(r"Piccadilly Gate.{0,80}?Manchester", "Piccadilly Gate", text, flags=re.S)
    return re.sub(r"[ \t\u00a0]+", " ", text)


def _key(name: str) -> tuple[str, ...]:
    return tuple(tokens(name.replace("&", " and ")))


@cache
def _official() -> dict[tuple[str, ...], str]:
    return {_key(label): entry.label for entry in scheme("authorities") for label in entry.labels}


@cache
def _names() -> re.Pattern[str]:
    labels = {label for entry in scheme("authorities") for label in entry.labels}
    forms = (_form(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(
        # Names begin with a capital: looking for that first spares trying 700 names at each word.
        rf"\b(?=(?-i:[A-Z])|{_STYLES})(?P<style>{_STYLES})?(?P<name>{'|'.join(forms)})\b"
        rf"(?P<title>\s+{_TITLES})?",
        re.I,
    )


def _form(label: str) -> str:
    form = re.escape(label).replace(r"\ and\ ", r"\s+(?:and|&)\s+").replace(r"\ ", r"\s+")
    return form.replace(r"\-", r"(?:-\s?|\s)")


def _known_in(text: str) -> Iterator[_Find]:
    for match in _names().finditer(text):
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() :][:40]
        whole = " ".join(match[0].split())
        name = canonical(whole) or canonical(match["name"])
        if name is None or not match["name"][0].isupper() or _PART.search(before):
            continue
        rank = _rank(match, before, after)
        if rank is not None:
            yield _Find(rank, match.start(), name)


def _rank(match: re.Match[str], before: str, after: str) -> int | None:
    if _TITLE.search(before):
        return _TITLED
    if (
        match["title"]
        or match["style"]
        or (len(match["name"].split()) > 1 and _is_body(match["name"]))
    ):
        return _FORMAL
    if _ELSEWHERE.match(after):
        return None
    if _SERVICES.search(before) or re.match(rf"\s+{_BODY}", after, re.I):
        return _NAMED
    if _WITHIN.search(before) or after.startswith("'s "):
        return _MENTIONED
    return _ALONE if _stands_alone(before, after) else None


def _is_body(name: str) -> bool:
    return bool(re.search(r"\b(?:council|trust|borough|corporation|first|children)\b", name, re.I))


def _stands_alone(before: str, after: str) -> bool:
    return (not before or before.rstrip(" ").endswith("\n")) and (
        not after or after.lstrip(" ").startswith("\n")
    )


def _unknown_in(text: str, taken: set[int]) -> Iterator[_Find]:
    for match in _UNKNOWN.finditer(text):
        if not any(match.start() <= place < match.end() for place in taken):
            rank = _MENTIONED if match[0].endswith("District Council") else _FORMAL
            yield _Find(rank, match.start(), match[0])


def _related(name: str, relation: str) -> tuple[str, ...]:
    labels = {entry.id: entry.label for entry in scheme("authorities")}
    return tuple(labels[code] for code in _links().get((name, relation), ()))


@cache
def _links() -> dict[tuple[str, str], list[str]]:
    said = read(HERE / "vocabularies" / "authorities.ttl")
    labels = {entry.id: entry.label for entry in scheme("authorities")}
    return {
        (labels[_code(iri)], relation): [_code(other) for other in statements[predicate]]
        for iri, statements in said.items()
        for relation in ("replaces", "isReplacedBy")
        if (predicate := f"{_DCTERMS}{relation}") in statements
    }


def _code(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
