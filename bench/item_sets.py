"""Ten thousand linked items, the same every time, as files for Sightline and for its peers.

A tenth are concerns, a tenth recommendations for one of them, 35 % actions on a concern or a
recommendation, 30 % evidence for an action, and 15 % later comments on a concern: 200 characters
each, who is linked to whom by a seeded dice. Files hold about 200 items.
"""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SEED = 20241
COUNCIL = "Marlbury County Council"
LENGTH, PER_FILE, CHAIN = 200, 200, 12
SHARES = {"concern": 10, "recommendation": 10, "action": 35, "evidence": 30, "comment": 15}
CODES = {
    "concern": "CON",
    "recommendation": "REC",
    "action": "ACT",
    "evidence": "EVD",
    "comment": "COM",
}
ROLES = {
    "recommendation": "responds_to",
    "action": "addresses",
    "evidence": "evidences",
    "comment": "comments_on",
}
WORDS = (
    "children social work visits plan review timely oversight managers caseload quality assurance "
    "audit homeless young people care leavers pathway personal adviser placement stability "
    "strategy threshold referral family help court permanence training supervision recruitment "
    "retention partners health school records impact progress consistent risk assessment decision"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item, and the id of the one that it is linked to; empty for concerns."""

    id: str
    kind: str
    text: str
    target: str = ""


@dataclass(frozen=True, kw_only=True)
class Items:
    """All items with what is linked to each.

    Attributes:
        picked: id of the concern that is asked about: one with a chain of twelve of all kinds.
    """

    all: tuple[Item, ...]
    below: Mapping[str, tuple[str, ...]] = field(repr=False)
    picked: str

    def of(self, kind: str) -> list[Item]:
        """All items of a kind."""
        return [item for item in self.all if item.kind == kind]

    def chain(self, concern: str) -> list[str]:
        """Ids of a concern and of everything that leads to it, sorted."""
        return _chain(self.below, concern)

    def unanswered(self) -> list[str]:
        """Concerns that no action answers, be it through a recommendation."""
        return [
            item.id
            for item in self.of("concern")
            if not any(key.startswith("ACT") for key in self.chain(item.id))
        ]

    def unshown(self) -> list[str]:
        """Actions without evidence."""
        return [item.id for item in self.of("action") if not self.below.get(item.id)]


def items(number: int) -> Items:
    """Return so many items, always the same for the same number."""
    dice = random.Random(SEED)  # noqa: S311 no secret: a benchmark
    ids = {
        kind: [f"{CODES[kind]}{n:05d}" for n in range(1, round(number * share / 100) + 1)]
        for kind, share in SHARES.items()
    }
    choices = {
        "recommendation": ids["concern"],
        "action": ids["concern"] + ids["recommendation"],
        "evidence": ids["action"],
        "comment": ids["concern"],
    }
    made = tuple(
        Item(
            id=key,
            kind=kind,
            target=dice.choice(choices[kind]) if kind in choices else "",
            text=_sentence(dice, key),
        )
        for kind in SHARES
        for key in ids[kind]
    )
    below: dict[str, list[str]] = defaultdict(list)
    for item in made:
        if item.target:
            below[item.target].append(item.id)
    fixed = {key: tuple(found) for key, found in below.items()}
    return Items(all=made, below=fixed, picked=_picked(fixed, ids["concern"]))


def _sentence(dice: random.Random, key: str) -> str:
    chosen: list[str] = []
    while sum(map(len, chosen)) + len(chosen) < LENGTH - len(key) - 2:
        chosen.append(dice.choice(WORDS))
    return f"{' '.join(chosen).capitalize()} {key}."


def _chain(below: Mapping[str, Iterable[str]], concern: str) -> list[str]:
    found = [concern]
    for key in found:  # grows while it is read
        found += below.get(key, ())
    return sorted(found)


def _picked(below: Mapping[str, Iterable[str]], concerns: Iterable[str]) -> str:
    full = []
    for concern in concerns:
        chain = _chain(below, concern)
        if len({key[:3] for key in chain}) == len(CODES):
            full.append((abs(len(chain) - CHAIN), concern))
    return min(full)[1]


def parts(every: Items) -> Iterator[list[Item]]:
    """Yield the items in lots of about 200, each with whole chains."""
    by_id = {item.id: item for item in every.all}
    lot: list[Item] = []
    for concern in every.of("concern"):
        lot += [by_id[key] for key in every.chain(concern.id)]
        if len(lot) >= PER_FILE:
            yield lot
            lot = []
    if lot:
        yield lot


def registers(every: Items, folder: Path) -> list[Path]:
    """Write the items as CSV registers into *folder*, as Sightline reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, lot in enumerate(parts(every), 1):
        path = folder / f"register-{number:03d}.csv"
        register(lot, path, number)
        written.append(path)
    return written


def register(lot: Iterable[Item], path: Path, number: int) -> None:
    """Write one register."""
    with path.open("w", newline="", encoding="utf-8") as handle:
        table = csv.writer(handle)
        table.writerow([f"{COUNCIL}: register {number}, dated 1 March 2024"])
        table.writerow(["ID", "Type", "Text", "Linked to", "Status"])
        for item in lot:
            status = "In progress" if item.kind == "action" else ""
            table.writerow([item.id, item.kind, item.text, item.target, status])


def _lots(every: Items) -> Iterator[tuple[str, str, list[Item]]]:
    for kind, code in CODES.items():
        found = every.of(kind)
        for start in range(0, len(found), PER_FILE):
            name = f"{code.lower()}{start // PER_FILE + 1:03d}"
            yield name, kind, found[start : start + PER_FILE]


def strictdoc(every: Items, folder: Path) -> None:
    """Write the items as StrictDoc documents with typed relations."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["[GRAMMAR]", "ELEMENTS:"]
    for kind in CODES:
        lines += [f"- TAG: {kind.upper()}", "  FIELDS:"]
        for title, needed in (("UID", True), ("TITLE", True), ("STATEMENT", True)):
            lines += [f"  - TITLE: {title}", "    TYPE: String", f"    REQUIRED: {needed}"]
        lines += ["  RELATIONS:", "  - TYPE: Parent"]
        lines += [f"    ROLE: {ROLES[kind]}"] if kind in ROLES else []
    (folder / "items.sgra").write_text("\n".join(lines) + "\n")
    for name, kind, lot in _lots(every):
        text = [f"[DOCUMENT]\nTITLE: {name}\n\n[GRAMMAR]\nIMPORT_FROM_FILE: items.sgra\n"]
        for item in lot:
            text.append(f"[{kind.upper()}]\nUID: {item.id}\nTITLE: {item.id}")
            text.append(f"STATEMENT: {item.text}")
            if item.target:
                text.append(
                    f"RELATIONS:\n- TYPE: Parent\n  VALUE: {item.target}\n  ROLE: {ROLES[kind]}"
                )
            text.append("")
        (folder / f"{name}.sdoc").write_text("\n".join(text))
    (folder / "strictdoc_config.py").write_text(
        "from strictdoc.api import ProjectConfig\n\n\n"
        "def create_config() -> ProjectConfig:\n"
        "    return ProjectConfig(project_title='Items', project_features=['TABLE_SCREEN',\n"
        "        'TRACEABILITY_SCREEN', 'DEEP_TRACEABILITY_SCREEN',\n"
        "        'TRACEABILITY_MATRIX_SCREEN', 'SEARCH'])\n"
    )


def sphinx_needs(every: Items, folder: Path) -> None:
    """Write the items as needs, with a table for each kind, both gaps and one chain."""
    folder.mkdir(parents=True, exist_ok=True)
    types = [
        {"directive": f"{kind}item", "title": kind, "prefix": code, "color": "#BFD8D2"}
        for kind, code in CODES.items()
    ]
    for one in types:
        one["style"] = "node"
    links = {role: {"incoming": f"{role} back", "outgoing": role} for role in ROLES.values()}
    (folder / "conf.py").write_text(
        f"project = 'Items'\nextensions = ['sphinx_needs']\nhtml_theme = 'alabaster'\n"
        f"needs_flow_engine = 'graphviz'\nneeds_build_json = True\n"
        f"needs_id_regex = '^[A-Z]{{3}}[0-9]{{5}}$'\nneeds_types = {json.dumps(types)}\n"
        f"needs_links = {json.dumps(links)}\n"
    )
    names = []
    for name, kind, lot in _lots(every):
        names.append(name)
        text = [name, "=" * len(name), ""]
        for item in lot:
            text += [f".. {kind}item:: {item.id}", f"   :id: {item.id}"]
            text += [f"   :{ROLES[kind]}: {item.target}"] if item.target else []
            text += ["", f"   {item.text}", ""]
        (folder / f"{name}.rst").write_text("\n".join(text))
    tables = [
        f".. needtable::\n   :filter: type == '{kind}item'\n   :columns: id;title\n"
        f"   :style: table\n"
        for kind in CODES
    ]
    (folder / "tables.rst").write_text("Tables\n======\n\n" + "\n".join(tables))
    (folder / "chain.rst").write_text(
        f"Chain\n=====\n\n.. needflow::\n   :root_id: {every.picked}\n"
        f"   :root_direction: incoming\n   :link_types: {','.join(ROLES.values())}\n"
    )
    toc = "\n".join(f"   {name}" for name in (*names, "tables", "chain"))
    (folder / "index.rst").write_text(f"Items\n=====\n\n.. toctree::\n\n{toc}\n")
