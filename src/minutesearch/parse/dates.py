"""Dates in every form that minutes print them in.

British and American order of ``12/01/21`` is decided once a document: by a date in it that can only be one of the
two, else by the order in which it writes month names, else British.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect
from collections.abc import Iterable
from typing import Literal, NamedTuple

from minutesearch.dates import LONG_MONTHS, MONTHS

Order = Literal["dmy", "mdy"]

_MONTHS = {name.lower(): number for names in (LONG_MONTHS, MONTHS) for number, name in enumerate(names, 1)}
_MONTHS["sept"] = 9
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![a-z])\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3}(?:the\s)?)?"
_DAY = r"(?P<day>[0-3]?\d)"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b)?"
_YEAR = r"(?P<year>(?:19|20)\d\d|['’]\d\d|(?<=[\s,])\d\d(?=$|[\s,;)]))"

_BRITISH = re.compile(
    rf"(?<![\w/.])(?:{_WEEKDAY}){_DAY}{_ORDINAL}(?:\s?[,.]|\sday)?\s?(?:of\s)?[-–\s]?\s?{_MONTH}"
    rf"(?:[\s,]{{0,3}}[-–]?{_YEAR}(?!\d))?",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    rf"(?<![\w/.])(?:{_WEEKDAY}){_MONTH}[-_\s]{{0,2}}(?P<day>[0-3]?\d)(?![\d:])(?:\s?(?:st|nd|rd|"
    rf"th)\b)?(?:[\s,._-]{{1,3}}{_YEAR}(?!\d))?",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"(?<!\w){_MONTH}[\s,_-]{{1,3}}(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-/._])(?P<month>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d./£$-])(?P<a>[0-3]?\d)(?P<sep>[./-])(?P<b>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])(?!\.\d)"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d|19\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)")


class Found(NamedTuple):
    """A date in a text: offsets, ISO form (``2021-12-14``, ``2021-12``, ``--12-14`` with no year), and how written."""

    start: int
    end: int
    iso: str
    form: Literal["named", "iso", "numeric", "month"]

    @property
    def full(self) -> bool:
        """Is it a day of a known year?"""
        return len(self.iso) == 10


def find(text: str, order: Order = "dmy") -> list[Found]:
    """All dates of a text in reading order, without overlaps.

    Args:
        text: any text; only digits and month names are looked at.
        order: how ``12/01/21`` is read in this document.
    """
    found: list[Found] = []
    for pattern in (_ISO, _BRITISH, _AMERICAN):
        for match in pattern.finditer(text):
            iso = _named(match)
            if iso:
                found.append(Found(match.start(), match.end(), iso, "iso" if pattern is _ISO else "named"))
    for match in _NUMERIC.finditer(text):
        iso = _numeric(match, order)
        if iso:
            found.append(Found(match.start(), match.end(), iso, "numeric"))
    found.extend(
        Found(match.start(), match.end(), f"{match['year']}-{_MONTHS[match['month'].lower()]:02}", "month")
        for match in _MONTH_ONLY.finditer(text)
    )
    return _apart(found)


def _apart(found: list[Found]) -> list[Found]:
    # The fuller reading wins: "9th March" next to "March 2021" is one date, and a date with a year beats one without.
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (not f.full, f.form == "month", f.start - f.end, f.start)):
        at = bisect(kept, one)
        if (not at or kept[at - 1].end <= one.start) and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
    return kept


def _named(match: re.Match[str]) -> str | None:
    month = match["month"].lower()
    number = _MONTHS[month] if month in _MONTHS else int(month)
    year = match["year"]
    return _iso(_year(year) if year else None, number, int(match["day"]))


def _numeric(match: re.Match[str], order: Order) -> str | None:
    a, b = int(match["a"]), int(match["b"])
    day, month = (b, a) if (order == "mdy" and a <= 12) or b > 12 else (a, b)
    return _iso(_year(match["year"]), month, day)


def _year(digits: str) -> int:
    digits = digits.lstrip("'’")
    if len(digits) == 4:
        return int(digits)
    # Two digits: councils put minutes on the web from the nineties on.
    return 1900 + int(digits) if int(digits) >= 80 else 2000 + int(digits)


def _iso(year: int | None, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def order_of(texts: Iterable[str]) -> Order:
    """How a document writes numeric dates.

    Args:
        texts: its blocks' texts.
    """
    british = american = named_british = named_american = 0
    for text in texts:
        for match in _NUMERIC.finditer(text):
            a, b = int(match["a"]), int(match["b"])
            british += 12 < a <= 31 and b <= 12
            american += 12 < b <= 31 and a <= 12
        named_british += sum(1 for match in _BRITISH.finditer(text) if match["year"])
        named_american += sum(1 for match in _AMERICAN.finditer(text) if match["year"])
    if british != american:
        return "dmy" if british > american else "mdy"
    return "mdy" if named_american > named_british else "dmy"


def from_path(path: str, order: Order = "dmy") -> Found | None:
    """The date that a path tells: of the file's name, else of the folders.

    Args:
        path: the archive-relative path.
        order: how the document writes numeric dates.
    """
    for part in reversed(re.split(r"[/\\]", path)):
        stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", part)
        spaced = re.sub(r"(?<=[A-Za-z])-(?=\d)|(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=[A-Za-z])|_", " ", stem)
        found = [f for text in (stem, spaced) for f in find(text, order)]
        compact = _COMPACT.search(stem)
        if compact:
            iso = _iso(int(compact["year"]), int(compact["month"]), int(compact["day"]))
            if iso:
                found.append(Found(compact.start(), compact.end(), iso, "iso"))
        full = [f for f in found if f.full]
        if full or found:
            return (full or found)[0]
    return None
