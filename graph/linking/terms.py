"""Words made comparable: stems that ``planning`` and ``plans`` share, and how rare each one is."""

from __future__ import annotations

from functools import lru_cache

from ontology.phrases import plain, split

# Endings, the longest first, each with what stays. Some words part ways on purpose: permanence and
# permanency share a stem, permanent (staff) has another.
_ENDINGS = (
    ("ancies", "an"),
    ("encies", "en"),
    ("ements", "e"),
    ("ations", "at"),
    ("ancy", "an"),
    ("ance", "an"),
    ("ency", "en"),
    ("ence", "en"),
    ("ation", "at"),
    ("ement", ""),
    ("ments", ""),
    ("ingly", ""),
    ("ively", ""),
    ("ness", ""),
    ("ment", ""),
    ("sion", "s"),
    ("tion", "t"),
    ("ally", ""),
    ("ing", ""),
    ("ive", ""),
    ("ity", ""),
    ("ate", "at"),
    ("ed", ""),
    ("er", ""),
    ("or", ""),
    ("ly", ""),
    ("e", ""),
    ("y", ""),
)
_SHORTEST = 4
# Words of grammar: they say nothing of what a sentence is about, however seldom a paper uses them.
_GRAMMAR = frozenset(
    "a about above after again against all almost along already also although among an and another"
    " any anything are around as at away be became because become been before being below best"
    " better between both but by can cannot could did do does doing done down due during each"
    " either else enough especially even ever every few first for from further gave get gets"
    " getting give given gives go going had has have having he hence her here hers him his how"
    " however i if in indeed instead into is it its itself just keep kept last less let like made"
    " make makes making many may me meet meets might more most much must my near need needed needs"
    " neither never next no nor not nothing now of off often on once one only onto or other others"
    " our out over own part parts per place put rather really same see seen several shall she"
    " should since so some soon still such take taken than that the their them themselves then"
    " there these they thing things this those though through thus to too toward towards two under"
    " until up upon us use used uses using very via was way ways we well were what when where"
    " whether which while who whom whose why will with within without would yet you your".split()
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case *word*: rough, but the same on both sides of a match."""
    word = plain(word)
    for ending, kept in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(kept) >= _SHORTEST:
            return _undouble(word.removesuffix(ending) + kept)
    return word


def stems(text: str) -> list[str]:
    """Return the stems of the words of *text*, in order, without numbers and words of grammar."""
    return [
        stem(word)
        for word in split(text)
        if len(word) > 1 and not word[0].isdigit() and word not in _GRAMMAR
    ]


def _undouble(word: str) -> str:
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeslo":
        return word[:-1]
    return word
