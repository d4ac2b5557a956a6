"""Dates as papers print them: ranges, seasons, quarters, financial years, each with its precision.

Own patterns and never a general parser: those turn "26 and 27 May 2021" into 27 May 2026 and "May"
into a day of the current month. What a paper leaves out stays out, unless the caller gives the
date of the paper itself as *near*; a year found that way is marked as not stated.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
# School terms, as councils and Ofsted use them: first and last month.
_TERMS = {"spring": (1, 4), "summer": (4, 7), "autumn": (9, 12)}

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_SECOND_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAY = rf"(?<![\d./]){_SECOND_DAY}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_YEAR = r"(?:19|20)\d\d(?!\d)"
_TO = r"\s*(?:–|—|−|-|/|&|,|\bto\b|\band\b|\buntil\b)\s*"
_OF = r"\s*(?:of\s+)?"
_SHORT_YEAR = r"(?:-|\s?[’'])(?P<short>\d\d)(?!\d)"

_SPAN_OF_DAYS = re.compile(
    rf"(?P<d1>{_DAY})(?:{_OF}(?P<m1>{_MONTH})(?:,?\s*(?P<y1>{_YEAR}))?)?"
    rf"(?:\s*,\s*{_DAY})*,?(?P<to>{_TO}){_WEEKDAY}"
    rf"(?P<d2>{_SECOND_DAY}){_OF}(?P<m2>{_MONTH})(?:,?\s*(?P<y2>{_YEAR}))?",
    re.I,
)
_ONE_DAY = re.compile(
    rf"(?P<d2>{_DAY}){_OF}(?P<m2>{_MONTH})(?:,?\s*(?P<y2>{_YEAR})|{_SHORT_YEAR})?", re.I
)
_DAY_BEHIND = re.compile(rf"(?P<m2>{_MONTH})\s+(?P<d2>{_DAY})(?:,\s*|\s+)(?P<y2>{_YEAR})", re.I)
_SPAN_OF_MONTHS = re.compile(
    rf"\b(?P<m1>{_MONTH})(?:\s+(?P<y1>{_YEAR}))?{_TO}(?P<m2>{_MONTH})(?:,?\s*(?P<y2>{_YEAR}))?",
    re.I,
)
_ONE_MONTH = re.compile(
    rf"\b(?P<m2>{_MONTH})(?:,?\s*(?:of\s+)?(?P<y2>{_YEAR})|{_SHORT_YEAR})?", re.I
)
_SEASON = re.compile(
    r"\b(?:(?P<this>this)\s+)?(?P<season>spring|summer|autumn|winter)(?P<term>\s+term)?"
    rf"(?:\s+(?:of\s+)?(?P<y2>{_YEAR})(?:\s?[/–-]\s?(?:\d{{4}}|\d\d)(?!\d))?)?",
    re.I,
)
_QUARTER = re.compile(
    r"\b(?:Q|quarter\s)(?P<q>[1-4])(?:,?\s*(?:of\s+)?"
    rf"(?P<y2>{_YEAR})(?:\s?[/–-]\s?(?P<to>\d{{4}}|\d\d)(?!\d))?)?(?!\d)",
    re.I,
)
_FINANCIAL_YEAR = re.compile(
    r"(?<![\d/.-])(?P<y1>20\d\d)\s?[/–-]\s?(?P<y2>20\d\d|\d\d)(?![\d/.-]\d|\d)"
)
_NUMBERS = re.compile(
    r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
)
_SPAN_OF_NUMBERS = re.compile(
    r"(?<![\d./-])(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d|\d\d)\s*(?:–|-|\bto\b|\band\b)\s*"
    r"(\d{1,2})\2(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
)
_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_ONE_YEAR = re.compile(
    r"(?:\b(?:in|since|during|by|until|from|of|to|for|early|late|mid|end)[\s-]+(?=\d)|^\s*(?=\d+\s*$))"
    rf"({_YEAR})(?!\s?%|\s?[/–-]\s?\d)",
    re.I,
)
_ONGOING = re.compile(r"\b(?:on-?\s?going|continuous(?:ly)?)\b", re.I)
_BEFORE_BARE_MONTH = re.compile(
    r"\b(?:in|by|since|until|during|of|from|to|for|early|late|mid|end|last|next|this|and|on)[\s-]+$",
    re.I,
)
# Days that "4 and 5 May" may be apart; inspections take four weeks at most.
_LONGEST_JOINT = 31
_THIS_MONTH = re.compile(r"\bthis month\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """One date or span of time in a text.

    Attributes:
        start: its beginning, ISO, cut to what is known: ``2022-07-11``, ``2020-10``, ``2020``;
            ``None`` where no date follows from the words (ongoing, a quarter without a year).
        end: its last day, month or year, cut in the same way; equal to start for a single one.
        precision: day, month, term, season, quarter, financial_year, year or ongoing.
        first: offset of its first character in the text.
        last: offset behind its last character.
        year_stated: whether the words name the year; otherwise it follows from the paper's date.
    """

    start: str | None
    end: str | None
    precision: str
    first: int
    last: int
    year_stated: bool = True


def dates_in(text: str, *, near: str | None = None) -> list[DateFound]:
    """Return every date in *text*, in order, none inside another.

    Args:
        text: any words.
        near: the ISO date of the paper, to the month or day. With it "in May" or "22/23
            September" gets the year that puts it nearest; without it they are passed over.
    """
    found: list[DateFound] = []
    for pattern, build in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < one.last and one.first < match.end() for one in found):
                continue
            made = build(match, near)
            if made is not None:
                found.append(made)
    found.sort(key=lambda one: one.first)
    return [one for one in _borrow_years(found, text, near) if _settled(one)]


def date_in_name(name: str) -> DateFound | None:
    """Return the last date in a file's name, such as ``visit - 26 july 2022.pdf``."""
    stem = name.rsplit("/", 1)[-1]
    compact = re.search(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)", stem)
    if compact:
        stem = stem.replace(compact.group(0), "-".join(compact.groups()))
    # Capitals at the month, because "may" and "march" in lower case are verbs elsewhere.
    words = re.sub(r"_|(?<=[a-z])[-.]|[-.](?=[a-z])", " ", stem, flags=re.I).title()
    days = dates_in(words)
    return days[-1] if days else None


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _iso(year: int, month: int, day: int | None = None) -> str | None:
    """Return the ISO date, or ``None`` where the calendar has no such day."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _year_of(match: re.Match[str], month: int, near: str | None) -> tuple[int | None, bool]:
    """Return the year of a match and whether the paper states it; 0 stands for not known yet."""
    parts = match.groupdict()
    if parts.get("y2"):
        return int(parts["y2"]), True
    if parts.get("short"):
        return 2000 + int(parts["short"]), True
    return (_nearest(month, near), False) if near else (0, False)


def _nearest(month: int, near: str) -> int:
    """Return the year that puts *month* nearest to the paper's own date."""
    year, paper = int(near[:4]), int(near[5:7] or 6)
    return min((year - 1, year, year + 1), key=lambda one: abs((one - year) * 12 + month - paper))


def _days(match: re.Match[str], near: str | None) -> DateFound | None:
    parts = match.groupdict()
    last_month = _month(parts["m2"])
    year, stated = _year_of(match, last_month, near)
    if year is None:
        return None
    first_month = _month(parts["m1"]) if parts.get("m1") else last_month
    first_year = int(parts["y1"]) if parts.get("y1") else year - (first_month > last_month)
    end = _iso(year or 4, last_month, _number(parts["d2"]))
    start = end
    if parts.get("d1"):
        start = _iso(first_year if year else 4, first_month, _number(parts["d1"]))
    if start is None or end is None or start > end or _two_dates(match, start, end):
        return None
    return _made(match, start, end, "day", stated)


def _two_dates(match: re.Match[str], start: str, end: str) -> bool:
    """Tell whether "5 October 2021 and 6 December 2022" are two visits, not one long one."""
    joint = (match.groupdict().get("to") or "").strip().lower()
    if joint not in ("and", "&", ",") or match.string[: match.start()].lower().endswith(
        "between "
    ):
        return False
    return (date.fromisoformat(end) - date.fromisoformat(start)).days > _LONGEST_JOINT


def _months(match: re.Match[str], near: str | None) -> DateFound | None:
    parts = match.groupdict()
    last_month = _month(parts["m2"])
    year, stated = _year_of(match, last_month, near)
    if not year:
        return None
    if not match.group().strip()[0].isupper() or (not stated and not _bare_month(match)):
        return None
    first_month = _month(parts["m1"]) if parts.get("m1") else last_month
    first_year = int(parts["y1"]) if parts.get("y1") else year - (first_month > last_month)
    return _made(match, _iso(first_year, first_month), _iso(year, last_month), "month", stated)


def _bare_month(match: re.Match[str]) -> bool:
    """Tell whether a month without a year is meant as one, not as a verb or a name."""
    if match.groupdict().get("m1"):
        return True
    return bool(_BEFORE_BARE_MONTH.search(match.string[: match.start()]))


def _season(match: re.Match[str], near: str | None) -> DateFound | None:
    name = match["season"].lower()
    first, last = (_TERMS if match["term"] and name in _TERMS else _SEASONS)[name]
    if match["y2"]:
        year, stated = int(match["y2"]), True
    elif near and (
        match["this"]
        or match["term"]
        or _BEFORE_BARE_MONTH.search(match.string[: match.start()] + " ")
        or match.string[: match.start()].endswith("the ")
    ):
        year, stated = _nearest(first, near), False
    else:
        return None
    precision = "term" if match["term"] else "season"
    return _made(match, _iso(year, first), _iso(year, last), precision, stated)


def _quarter(match: re.Match[str], near: str | None) -> DateFound:
    """A quarter of a financial year from April; of a bare year it may be either, so both."""
    quarter = int(match["q"])
    if not match["y2"]:
        return _made(match, None, None, "quarter", False)
    year = int(match["y2"])
    begins = 3 * quarter + 1
    start = begins if match["to"] else begins - 3
    return _made(match, _iso(year, start), _iso(year, begins + 2), "quarter", True)


def _financial_year(match: re.Match[str], near: str | None) -> DateFound | None:
    year = int(match["y1"])
    if int(match["y2"]) % 100 != (year + 1) % 100:
        return None
    return _made(match, _iso(year, 4), _iso(year + 1, 3), "financial_year", True)


def _numbers(match: re.Match[str], near: str | None) -> DateFound | None:
    day, _, month, year = match.groups()
    iso = _from_numbers(day, month, year)
    return _made(match, iso, iso, "day", True) if iso else None


def _span_of_numbers(match: re.Match[str], near: str | None) -> DateFound | None:
    day, _, month, year, *later = match.groups()
    start, end = _from_numbers(day, month, year), _from_numbers(*later)
    return _made(match, start, end, "day", True) if start and end and start <= end else None


def _from_numbers(day: str, month: str, year: str) -> str | None:
    if not 1 <= int(month) <= 12:
        return None
    return _iso(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _iso_date(match: re.Match[str], near: str | None) -> DateFound | None:
    try:
        iso = date.fromisoformat(match.group()).isoformat()
    except ValueError:
        return None
    return _made(match, iso, iso, "day", True)


def _one_year(match: re.Match[str], near: str | None) -> DateFound:
    year = match.group(1)
    return DateFound(
        start=year, end=year, precision="year", first=match.start(1), last=match.end(1)
    )


def _ongoing(match: re.Match[str], near: str | None) -> DateFound:
    return _made(match, None, None, "ongoing", False)


def _this_month(match: re.Match[str], near: str | None) -> DateFound | None:
    return _made(match, near[:7], near[:7], "month", False) if near and len(near) > 4 else None


def _made(
    match: re.Match[str], start: str | None, end: str | None, precision: str, stated: bool
) -> DateFound:
    return DateFound(
        start=start,
        end=end,
        precision=precision,
        first=match.start(),
        last=match.end(),
        year_stated=stated,
    )


def _borrow_years(found: list[DateFound], text: str, near: str | None) -> list[DateFound]:
    """Give "11 to 15 July and 18 to 22 July 2022" one year: the last states it for all."""
    result = list(found)
    for index, (one, other) in reversed(list(enumerate(pairwise(found)))):
        other = result[index + 1]
        between = text[one.last : other.first]
        if one.precision != "day" or one.year_stated or not other.year_stated or not other.start:
            continue
        if one.start and other.precision == "day" and re.fullmatch(rf"{_TO}|,\s*and\s*", between):
            year = other.start[:4]
            result[index] = replace(
                one, start=year + one.start[4:], end=year + (one.end or "")[4:], year_stated=True
            )
    return result


def _settled(one: DateFound) -> bool:
    return one.start is None or not one.start.startswith("0")


# The first rule that fits takes the words: the longest forms come first.
_RULES = [
    (_ISO, _iso_date),
    (_SPAN_OF_NUMBERS, _span_of_numbers),
    (_NUMBERS, _numbers),
    (_SPAN_OF_DAYS, _days),
    (_DAY_BEHIND, _days),
    (_ONE_DAY, _days),
    (_QUARTER, _quarter),
    (_SEASON, _season),
    (_SPAN_OF_MONTHS, _months),
    (_ONE_MONTH, _months),
    (_FINANCIAL_YEAR, _financial_year),
    (_ONE_YEAR, _one_year),
    (_THIS_MONTH, _this_month),
    (_ONGOING, _ongoing),
]
