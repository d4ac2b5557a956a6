"""Owners: who, by the paper's own words, is to do something. Nobody is an owner by guess.

Presenters, appointees and holders of a role are not owners; inspectors never are. An owner is the
subject of an active verb ("the Chief Officer is continuing"), the agent of a passive one
("monitored by managers"), the one for whom it was arranged ("for senior leaders to have weekly
oversight"), or a lead named as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.ids import make_id
from graph.records import Owner
from loaders.prose.cues import cue_pattern, cue_words, plain
from ontology.vocabulary import scheme

_CAPITAL = r"[A-Z][\w’'&-]*"
_ARTICLE = r"(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts|[Tt]heir|[Ee]ach|[Ee]very|[Aa]ll)"
_JOINT = re.compile(
    r"^\s*(?:,\s*(?:and\s+|with\s+)?|and\s+|&\s*|/\s*|;\s*|with\s+)(?:the\s+|our\s+)?$"
)
_BY = re.compile(r"(?P<before>[\w-]+(?:\s+[\w-]+)?)?\s*\bby\s+", re.IGNORECASE)
_FOR_TO = re.compile(r"\bfor\s+(?P<who>[^,;]{3,60}?)\s+to\s+[a-z]+", re.IGNORECASE)
_CHAIRED = re.compile(r",?\s+(?:chaired|led|convened)\s+by\b", re.IGNORECASE)
# What stands behind these is no part of the action: "an audit which showed oversight by ...".
_CUT = re.compile(r"\b(?:which|that|who)\b|,\s+including\b")
_TRAILING = re.compile(
    r"(?:\s+(?:also|now|already|currently|immediately|still|then|[a-z]+ly))+\s*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A post, body or person named in a text, and where."""

    name: str
    kind: str
    start: int
    end: int


def owner(name: str, kind: str, authority: str) -> Owner:
    """Make the record of an owner; its id does not count an article before the name."""
    bare = re.sub(rf"^{_ARTICLE}\s+", "", name)
    return Owner(id=make_id("owner", authority, bare), name=name, kind=kind)


def parties_in(text: str) -> list[Party]:
    """Return the posts and bodies that *text* names, in order, none overlapping."""
    found = []
    for match in _party().finditer(text):
        head = plain(match["head"])
        kind = "post" if _is_post(head, plain(match["name"])) else "body"
        if _excluded(match["name"]):
            continue
        found.append(
            Party(name=_printed(match, head), kind=kind, start=match.start(), end=match.end())
        )
    return found


def _is_post(head: str, name: str) -> bool:
    """Tell whether a name is a post's: by its last word, or by several ("chief executive")."""
    posts = cue_words("owners", "post")
    return head in posts or any(" " in post and name.endswith(post) for post in posts)


def is_agent(subject: str) -> bool:
    """Tell whether *subject* ends in someone who can act: a post, a body or a pronoun for them."""
    words = re.sub(_TRAILING, "", subject).rstrip(" ,")
    last = plain(words.rsplit(" ", 1)[-1])
    if last in cue_words("owners", "pronoun") or agents_of(subject):
        return True
    heads = cue_words("owners", "post") | cue_words("owners", "body")
    return any(plain(words).endswith(head) for head in heads if head.endswith(last) and last)


def agents_of(subject: str) -> list[Party]:
    """Return the parties at the end of a subject: "the Principal Social Worker and managers"."""
    # "The Head of Service, supported by the Principal Social Worker, ..."
    bare = re.sub(r",[^,]*,\s*$", "", subject)
    words = _TRAILING.sub("", bare).rstrip(" ,")
    parties = parties_in(words)
    kept: list[Party] = []
    edge = len(words)
    for party in reversed(parties):
        if party.end != edge and not (kept and _JOINT.match(words[party.end : kept[0].start])):
            break
        kept.insert(0, party)
        edge = party.start
    if kept and re.search(r"\b(?:of|for|with|by|from|to|in|at|on)\s*$", words[: kept[0].start]):
        return []
    return kept


def agents_by(text: str) -> list[Party]:
    """Return the parties named as agents: "by managers", "for senior leaders to have"."""
    found: list[Party] = []
    cut = _CUT.search(text)
    text = text[: cut.start()] if cut else text
    for match in _BY.finditer(text):
        if cue_pattern("owners", "not_by").search(plain(match["before"] or "")):
            continue
        found += _run(text, match.end())
    for match in _CHAIRED.finditer(text):
        # "through Locality Panels chaired by Area Directors": both the panels and who chairs them
        found += [p for p in parties_in(text[: match.start()]) if p.end == match.start()]
    for match in _FOR_TO.finditer(text):
        inside = parties_in(match["who"])
        if inside and inside[-1].end == len(match["who"]) and inside[0].start == 0:
            found += inside
    return found


def named_leads(text: str) -> list[Party]:
    """Return who is named as lead in so many words: "(Lead: Head of Service)"."""
    words = "|".join(sorted(map(re.escape, cue_words("owners", "lead_words")), key=len)[::-1])
    found: list[Party] = []
    for match in re.finditer(rf"(?i)\b(?:{words})\s*[:–]\s*", text):
        found += _run(text, match.end())
    return found


def person_in(subject: str, paper: str) -> Party | None:
    """Return the person whose name is the whole of *subject*, by the full name in the paper.

    A first name alone counts only if the paper somewhere gives it with a surname.
    """
    bare = _TRAILING.sub("", subject).strip(" ,")
    if not re.fullmatch(
        rf"(?:(?:Cllr|Councillor|Dr|Mr|Mrs|Ms)\.?\s+)?{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}", bare
    ):
        return None
    if (
        parties_in(bare)
        or _excluded(bare)
        or bare.split()[0] in ("The", "This", "These", "It", "We")
    ):
        return None
    if " " not in bare:
        full = re.search(
            rf"\b{re.escape(bare)}\s+([A-Z][a-z’'-]+)\b(?!\s+(?:County|Council|City|Borough))",
            paper,
        )
        if full is None or parties_in(full.group()):
            return None
        bare = full.group()
    return Party(name=" ".join(bare.split()), kind="person", start=0, end=len(subject))


def _run(text: str, at: int) -> list[Party]:
    """Return the parties that stand one after the other from *at* on."""
    found: list[Party] = []
    for party in parties_in(text):
        if party.end <= at:
            continue
        if party.start == at or (found and _JOINT.match(text[found[-1].end : party.start])):
            found.append(party)
        elif party.start > at:
            break
    return found


def _printed(match: re.Match[str], head: str) -> str:
    """Name as printed; an article stays where the name needs it ("the Council", "a chair")."""
    article, name = (match["article"] or "").strip(), " ".join(match["name"].split())
    alone = plain(name) == head and head in cue_words("owners", "generic")
    if article and (article.lower() in ("a", "an") or (alone and article.lower() == "the")):
        return f"{article} {name}"
    return name


def _excluded(name: str) -> bool:
    return cue_pattern("reported", "inspectorate").search(plain(name)) is not None


@cache
def _party() -> re.Pattern[str]:
    def either(code: str) -> str:
        ordered = sorted(scheme("owners")[code].hidden, key=len, reverse=True)
        return "|".join(re.escape(word).replace("'", "[’']") for word in ordered)

    before = rf"(?:(?:{_CAPITAL}|(?:{either('before')}))\s+)"
    head = rf"(?P<head>(?i:{either('post')}|{either('body')}))(?![\w-])(?![’']s)"
    more = rf"{_CAPITAL}(?:(?:\s+(?:and|&|of|in)\s+|\s+){_CAPITAL})*"
    # "director of children's services" is one post also where it is printed without capitals.
    whole = r"children[’']s\s+(?:services|social\s+care)"
    rest = rf"(?:\s+(?:of|for)\s+(?:the\s+)?(?:{more}|{whole})){{0,2}}"
    acronym = r"(?:\s+\((?:[A-Z][A-Za-z]{1,6})\))?"
    return re.compile(
        rf"(?<![\w’'-])(?P<article>{_ARTICLE}\s+)?(?P<name>(?!{_ARTICLE}\s){before}{{0,6}}{head}{rest}){acronym}"
    )
