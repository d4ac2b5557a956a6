"""Owners: who, by the paper's own words, is to do something. Nobody is an owner by guess.

Presenters, appointees and holders of a role are not owners; inspectors never are. An owner is the
subject of an active verb ("the Chief Officer is continuing"), the agent of a passive one
("monitored by managers"), the one for whom it was arranged ("for senior leaders to have weekly
oversight"), or a lead named as such.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType

from graph.ids import make_id
from graph.records import Owner
from loaders.prose.acronyms import defined_in
from loaders.prose.cues import cue_pattern, cue_words, plain
from ontology.authorities import canonical
from ontology.vocabulary import scheme

_CAPITAL = r"[A-Z][\w’'&-]*"
_ARTICLE = r"(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts|[Tt]heir|[Ee]ach|[Ee]very|[Aa]ll)"
# "The council, together with the board": both act. One who only supports does not.
_TOGETHER = (
    r"(?:together|jointly|along|in\s+(?:partnership|conjunction|collaboration))\s+with|alongside"
    r"|as\s+well\s+as"
)
_JOINT = re.compile(
    rf"^\s*(?:,\s*(?:and\s+|with\s+)?|and\s+|&\s*|/\s*|;\s*|with\s+|,?\s*(?:{_TOGETHER})\s+)"
    r"(?:the\s+|our\s+|its\s+)?$"
)
_ASIDE = re.compile(rf",(?!\s*(?:{_TOGETHER}))[^,]*,\s*$")
_JOINTLY = re.compile(r"\b(?:jointly|co-led|co-chaired)\s+(?:with|between)\s+")
# Who is to do a part of it: "a programme where Easton, a good authority, will provide support".
_IN_TURN = re.compile(
    r"\b(?:where|whereby|which|that)\s+(?P<who>(?:the\s+)?[A-Z][^,;.]{1,60}?)"
    r"(?:,[^,;.]{3,60},)?\s+(?:will|would|is\s+to|are\s+to)\s+(?!not\b)[a-z]+"
)
_PLACE = re.compile(rf"(?:{_CAPITAL}(?:\s+(?:and|upon|on|of|with)\s+|\s+|$))+$")
_PLACE_HERE = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:and|upon|on|of|with)\s+)?{_CAPITAL})*")
_DATED = re.compile(r"(?:\s*[,;–-]\s*(?:by\s+)?(?:\w+\s+){0,3}\d[\w/]*)?")
_LETTERS = re.compile(
    rf"(?<![\w(&-])(?:{_ARTICLE}\s+)?(?P<short>[A-Z][A-Za-z&]{{0,6}}[A-Z])s?(?![\w&)-])"
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


Bodies = Mapping[str, Party]
NO_BODIES: Bodies = MappingProxyType({})


def owner(name: str, kind: str, authority: str) -> Owner:
    """Make the record of an owner; its id does not count an article before the name."""
    bare = re.sub(rf"^{_ARTICLE}\s+", "", name)
    return Owner(id=make_id("owner", authority, bare), name=name, kind=kind)


@lru_cache(maxsize=4)
def bodies_of(paper: str) -> Bodies:
    """Return the posts and bodies whose short names a paper explains, by their short names."""
    found = {}
    for letters, words in defined_in(paper).items():
        parties = _parties_in(words)
        if len(parties) == 1 and parties[0].start == 0 and parties[0].end == len(words):
            found[letters] = parties[0]
    return MappingProxyType(found)


def parties_in(text: str, *, bodies: Bodies = NO_BODIES) -> list[Party]:
    """Return the posts and bodies that *text* names, in order, none overlapping.

    One named by letters that the paper explains (*bodies*) is given the name they stand for.
    """
    found = _parties_in(text)
    if not bodies:
        return found
    found = [_whole_of(bodies.get(party.name), party.start, party.end) or party for party in found]
    for match in _LETTERS.finditer(text):
        whole = _whole_of(bodies.get(match["short"]), match.start(), match.end())
        if whole and all(p.end <= whole.start or whole.end <= p.start for p in found):
            found.append(whole)
    return sorted(found, key=lambda party: party.start)


def _whole_of(whole: Party | None, start: int, end: int) -> Party | None:
    return replace(whole, start=start, end=end) if whole else None


def _parties_in(text: str) -> list[Party]:
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


def is_agent(subject: str, *, bodies: Container[str] = ()) -> bool:
    """Tell whether *subject* ends in someone who can act: a post, a body or a pronoun for them."""
    words = re.sub(_TRAILING, "", subject).rstrip(" ,")
    last = plain(words.rsplit(" ", 1)[-1])
    if last in cue_words("owners", "pronoun") or words.rsplit(" ", 1)[-1] in bodies:
        return True
    if agents_of(subject):
        return True
    heads = cue_words("owners", "post") | cue_words("owners", "body")
    return any(plain(words).endswith(head) for head in heads if head.endswith(last) and last)


def agents_of(subject: str, *, bodies: Bodies = NO_BODIES) -> list[Party]:
    """Return the parties at the end of a subject: "the Principal Social Worker and managers"."""
    # "The Head of Service, supported by the Principal Social Worker, ..."
    words = _TRAILING.sub("", _ASIDE.sub("", subject)).rstrip(" ,")
    parties = parties_in(words, bodies=bodies) or _place_at_end(words)
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


def agents_by(text: str, *, bodies: Bodies = NO_BODIES) -> list[Party]:
    """Return the parties named as agents: "by managers", "for senior leaders to have"."""
    found: list[Party] = list(_in_turn(text, bodies))
    cut = _CUT.search(text)
    text = text[: cut.start()] if cut else text
    for match in _BY.finditer(text):
        if cue_pattern("owners", "not_by").search(plain(match["before"] or "")):
            continue
        found += _run(text, match.end(), bodies) or _place_at(text, match.end())
    for match in _JOINTLY.finditer(text):
        found += _run(text, match.end(), bodies) or _place_at(text, match.end())
    for match in _CHAIRED.finditer(text):
        # "through Locality Panels chaired by Area Directors": both the panels and who chairs them
        before = parties_in(text[: match.start()], bodies=bodies)
        found += [party for party in before if party.end == match.start()]
    for match in _FOR_TO.finditer(text):
        inside = parties_in(match["who"], bodies=bodies)
        if inside and inside[-1].end == len(match["who"]) and inside[0].start == 0:
            found += inside
    return found


def _in_turn(text: str, bodies: Bodies) -> Iterator[Party]:
    """Yield who, in a clause beneath the action, is to do a part of it."""
    for match in _IN_TURN.finditer(text):
        parties = parties_in(match["who"], bodies=bodies) or _place_at_end(match["who"])
        if parties and parties[0].start <= len("the ") and parties[-1].end == len(match["who"]):
            yield from (party for party in parties if not party.name.islower())


def _place_at_end(words: str) -> list[Party]:
    """Return the council named by its place alone at the end of *words*: "Easton" will help."""
    match = _PLACE.search(words)
    return [_place(match.group(), match.start())] if match and canonical(match.group()) else []


def _place_at(text: str, at: int) -> list[Party]:
    """Return the council named by its place alone right at *at*."""
    match = _PLACE_HERE.match(text, at)
    return [_place(match.group(), at)] if match and canonical(match.group()) else []


def _place(name: str, at: int) -> Party:
    return Party(name=" ".join(name.split()), kind="body", start=at, end=at + len(name))


def named_leads(text: str, *, bodies: Bodies = NO_BODIES) -> list[Party]:
    """Return who is named as lead in so many words: "(Lead: Head of Service)".

    A post alone in brackets at the end is one too, with or without a date behind it.
    """
    found: list[Party] = []
    for match in _lead_words().finditer(text):
        found += _run(text, match.end(), bodies)
    return found or _post_in_brackets(text)


def only_leads(text: str, *, bodies: Bodies = NO_BODIES) -> list[Party]:
    """Return who is named where *text* does nothing else: "Lead officer: Head of Service"."""
    match = _lead_words().match(text.lstrip())
    found = _run(text.lstrip(), match.end(), bodies) if match else []
    rest = text.lstrip()[found[-1].end :] if found else text
    return found if re.fullmatch(r"\W*", rest) else []


@cache
def _lead_words() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, cue_words("owners", "lead_words")), key=len)[::-1])
    return re.compile(rf"(?i)\b(?:{words})(?:\(s\)|s)?\s*[:–]\s*")


def _post_in_brackets(text: str) -> list[Party]:
    match = re.search(r"\((?P<who>[A-Z][^()]{4,80})\)\W*$", text)
    posts = _run(match["who"], 0) if match else []
    if match is None or not posts or any(p.kind != "post" or p.name[-1] == "s" for p in posts):
        return []
    rest = match["who"][posts[-1].end :]
    return posts if _DATED.fullmatch(rest) else []


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


def _run(text: str, at: int, bodies: Bodies = NO_BODIES) -> list[Party]:
    """Return the parties that stand one after the other from *at* on."""
    found: list[Party] = []
    for party in parties_in(text, bodies=bodies):
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

    # "Integrated Contact and Referral Team" is one name, "Head of Care and Head of Quality" two.
    heads = rf"(?i:{either('post')}|{either('body')})(?![\w-])"
    joined = rf"(?!{heads}){_CAPITAL}\s+(?:and|&)\s+(?!{_ARTICLE}\s)(?={_CAPITAL})"
    before = rf"(?:{joined}|(?:{_CAPITAL}|(?:{either('before')}))\s+)"
    head = rf"(?P<head>(?i:{either('post')}|{either('body')}))(?![\w-])(?![’']s)"
    other = rf"(?:{_CAPITAL}\s+){{0,2}}(?i:{either('post')})(?![\w-])"
    more = rf"{_CAPITAL}(?:(?:\s+(?:and|&)\s+(?!{other})|\s+(?:of|in)\s+|\s+){_CAPITAL})*"
    # "director of children's services" is one post also where it is printed without capitals.
    whole = r"children[’']s\s+(?:services|social\s+care)"
    rest = rf"(?:\s+(?:of|for)\s+(?:the\s+)?(?:{more}|{whole})){{0,2}}"
    rest = rf"(?:(?<=NHS)\s+{more}|{rest})"
    acronym = r"(?:\s+\((?:[A-Z][A-Za-z]{1,6})\))?"
    return re.compile(
        rf"(?<![\w’'-])(?P<article>{_ARTICLE}\s+)?(?P<name>(?!{_ARTICLE}\s){before}{{0,6}}{head}{rest}){acronym}"
    )
