"""Dates in every form that minutes print them in.

British and American order of ``12/01/21`` is decided once a document: by the dates in it that can be only one of the
two, or whose weekday fits only one, else by the order in which it writes month names, else British. A weekday printed
beside such a date decides for that date alone.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, NamedTuple

from minutesearch.dates import LONG_MONTHS, MONTHS

Order = Literal["dmy", "mdy"]

_MONTHS = {name.lower(): number for names in (LONG_MONTHS, MONTHS) for number, name in enumerate(names, 1)}
# Slips of the pen that printed minutes really have.
_MONTHS |= {"sept": 9, "febuary": 2, "feburary": 2, "septmber": 9, "ocotber": 10, "novemeber": 11, "decemeber": 12}
_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_DAYS = {word: number for number, word in enumerate((*_ONES, *_TEENS, "twentieth"), 1)}
_DAYS |= {f"twenty{word}": 20 + number for number, word in enumerate(_ONES, 1)}
_DAYS |= {"thirtieth": 30, "thirtyfirst": 31}

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![a-z])\.?"
_NAMED_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,6})\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3}(?:the\s)?)?"
_DAY = r"(?P<day>[0-3]?\d)"
_SUFFIX = r"(?:st|nd|rd|th)"
# Two bare digits are a year only where nothing goes on behind them that they could count ("9 March, 10 people").
_YEAR = (
    r"(?P<year>(?:19|20)\d\d|['’]\d\d|(?<=[\s,/])\d\d(?=\s?(?:$|[,;)|–—-]|(?:at|held|minutes|meeting|draft|final|"
    r"approved|board|committee|council|agm|egm)\b|\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m)))"
)
# A meeting of two days has the date of its first: "5th & 6th March", "March 5-6".
_AND_DAY = rf"(?:(?:\s?(?:&|\band\b|\bto\b)\s?|[-–—/])(?:{_NAMED_DAY}\s)?(?:the\s)?[0-3]?\d{_SUFFIX}?(?=\s))?"
_TO_DAY = rf"(?:\s?(?:&|\band\b|\bto\b|[-–—])\s?(?:{_NAMED_DAY}\s)?[0-3]?\d{_SUFFIX}?(?![\d:.]|\s?[ap]\.?m))?"

_BRITISH = re.compile(
    rf"(?<![\w/.])(?:{_WEEKDAY}){_DAY}\s?{_SUFFIX}?{_AND_DAY}(?:\s?[,.]|\sday)?\s?(?:of\s)?[-–\s]?\s?{_MONTH}"
    rf"(?:[\s,]{{0,3}}[-–]?{_YEAR}(?!\d))?",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    rf"(?<![\w/.])(?:{_WEEKDAY}){_MONTH}(?:[-_\s]{{0,2}}|(?P<comma>,\s?)){_DAY}(?![\d:])(?:\s?{_SUFFIX}\b)?{_TO_DAY}"
    rf"(?:[\s,._/-]{{1,3}}{_YEAR}(?!\d))?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"\b(?P<word>(?:(?:twenty|thirty)[-\s])?(?:{'|'.join((*_ONES, *_TEENS, 'twentieth', 'thirtieth'))}))"
    rf"\s(?:day\s)?of\s{_MONTH}(?:[\s,]{{1,3}}{_YEAR}(?!\d))?",
    re.IGNORECASE,
)
_TIGHT = re.compile(
    rf"(?<![\w/.-]){_DAY}(?P<sep>[-/.]?){_MONTH}(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\w/])", re.IGNORECASE
)
_YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.,\s]{{1,2}}{_MONTH}[-/\s]{{0,2}}{_DAY}{_SUFFIX}?(?![\w:])", re.IGNORECASE
)
_MONTH_ONLY = re.compile(rf"(?<!\w){_MONTH}[\s,_-]{{1,3}}(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-/._])(?P<month>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d./£$-])(?P<a>[0-3]?\d)(?P<sep>[./-])(?P<b>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])(?!\.\d)"
)
_SPACED = re.compile(
    r"(?<![\d./£$-])(?P<a>[0-3]?\d)\s?(?P<sep>[./-])\s?(?P<b>[0-3]?\d)\s?(?P=sep)\s?(?P<year>(?:19|20)\d\d)(?![\d/])"
)
_FIRST = re.compile(rf"(?P<name>{_NAMED_DAY})", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?P<name>{_NAMED_DAY})[,:\s]{{0,3}}(?:the\s)?$", re.IGNORECASE)
_AFTER = re.compile(rf"[,\s]{{0,2}}[(\s](?P<name>{_NAMED_DAY})", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HINT = re.compile(r"\d|day of|(?:st|d|th) of", re.IGNORECASE)
_LIKE = str.maketrans("ſıİK", "siik")
"""Letters that a pattern without regard to case takes for others, though lower case does not make them alike."""


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
        order: how ``12/01/21`` is read in this document, where no weekday beside it says otherwise.
    """
    if not _HINT.search(text):
        return []
    found: list[Found] = []
    for pattern in (_ISO, _BRITISH, _AMERICAN, _TIGHT, _YEAR_FIRST, _SPELLED):
        for match in pattern.finditer(text):
            iso = _named(match)
            if iso and not (iso.startswith("--") and pattern is _AMERICAN and match["comma"]):
                found.append(Found(match.start(), match.end(), iso, "iso" if pattern is _ISO else "named"))
    for pattern in (_NUMERIC, _SPACED):
        for match in pattern.finditer(text):
            iso = _numeric(match, order)
            if iso:
                found.append(Found(match.start(), match.end(), iso, "numeric"))
    found.extend(
        Found(match.start(), match.end(), f"{int(match['year'])}-{_MONTHS[_plain(match['month'])]:02}", "month")
        for match in _MONTH_ONLY.finditer(text)
    )
    return _with_years(text, _apart(found))


def weekday_at(text: str, found: Found) -> int | None:
    """The weekday printed with a date (Monday is 0), or None."""
    return _weekday(text, found.start, found.end)


def fits(iso: str, weekday: int) -> bool:
    """Does a full ISO date fall on that weekday?"""
    return calendar.weekday(int(iso[:4]), int(iso[5:7]), int(iso[8:10])) == weekday


def _weekday(text: str, start: int, end: int) -> int | None:
    match = (
        _FIRST.match(text[start : start + 14])
        or _BEFORE.search(text[max(0, start - 16) : start])
        or _AFTER.match(text[end : end + 16])
    )
    if not match:
        return None
    name = _plain(match["name"])
    whole = name.rstrip(".")
    known = whole in ("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun")
    return _WEEKDAYS.index(name[:3]) if known or whole.endswith("day") else None


def _apart(found: list[Found]) -> list[Found]:
    # The fuller reading wins: "9th March" next to "March 2021" is one date, and a date with a year beats one without.
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (not f.full, f.form == "month", f.start - f.end if f.full else 0, f.start)):
        at = bisect(kept, one)
        if (not at or kept[at - 1].end <= one.start) and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
    return kept


def _with_years(text: str, found: list[Found]) -> list[Found]:
    """The first day of "30 April – 2 May 2018" takes the year of the last."""
    for i, (one, other) in enumerate(pairwise(found)):
        between = text[one.end : other.start]
        if other.full and one.iso.startswith("--") and re.fullmatch(r"\s?(?:&|and|to|[-–—])\s?", between):
            year = int(other.iso[:4]) - (one.iso[2:] > other.iso[5:])
            iso = _iso(year, int(one.iso[2:4]), int(one.iso[5:7]))
            found[i] = one._replace(iso=iso) if iso else one
    return found


def _plain(word: str) -> str:
    return word.translate(_LIKE).lower()


def _named(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = _plain(groups["month"])
    number = _MONTHS[month] if month in _MONTHS else int(month)
    day = _DAYS.get(re.sub(r"[-\s]", "", _plain(groups["word"])), 0) if "word" in groups else int(groups["day"])
    return _iso(_year(groups["year"]) if groups["year"] else None, number, day)


def _numeric(match: re.Match[str], order: Order) -> str | None:
    readings = _readings(match, order)
    weekday = _weekday(match.string, match.start(), match.end()) if len(readings) > 1 else None
    return next((iso for iso in readings if weekday is not None and fits(iso, weekday)), next(iter(readings), None))


def _readings(match: re.Match[str], order: Order) -> list[str]:
    """The days that a numeric date can be, the likeliest first."""
    a, b, year = int(match["a"]), int(match["b"]), _year(match["year"])
    pairs = [(a, b), (b, a)] if order == "dmy" else [(b, a), (a, b)]
    return list(dict.fromkeys(iso for day, month in pairs if (iso := _iso(year, month, day))))


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


def leaning(texts: Iterable[str]) -> int:
    """How surely a document writes numeric dates the British way (above 0) or the American (below 0), or 0.

    A numeric date counts where it can be read in one way only, or its weekday fits one way only. Only where these say
    nothing does the order in which months are named count ("4 March", "March 4").

    Args:
        texts: its blocks' texts.
    """
    numeric = named = 0
    for text in texts:
        if not _HINT.search(text):
            continue
        for match in _NUMERIC.finditer(text):
            readings = _readings(match, "dmy")
            weekday = _weekday(text, match.start(), match.end()) if len(readings) > 1 else None
            fitting = [iso for iso in readings if weekday is None or fits(iso, weekday)]
            if len(fitting) == 1 and match["a"].lstrip("0") != match["b"].lstrip("0"):
                numeric += 1 if int(fitting[0][8:]) == int(match["a"]) else -1
        named += sum(1 for match in _BRITISH.finditer(text) if match["year"])
        named -= sum(1 for match in _AMERICAN.finditer(text) if match["year"])
    return numeric or named


def order_of(texts: Iterable[str]) -> Order:
    """How a document writes numeric dates.

    Args:
        texts: its blocks' texts.
    """
    return "mdy" if leaning(texts) < 0 else "dmy"


# -- dates in paths -----------------------------------------------------------------------------------------

_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d|19\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)")
_COMPACT_LAST = re.compile(r"(?<!\d)(?P<a>[0-3]\d)(?P<b>[0-3]\d)(?P<year>20\d\d|19\d\d)(?!\d)")
_COMPACT_SHORT = re.compile(r"(?<!\d)(?P<a>[0-3]\d)(?P<b>[0-3]\d)(?P<year>[0-4]\d)(?!\d)")
_COMPACT_MONTH = re.compile(r"(?<!\d)(?P<year>20[0-4]\d|199\d)(?P<month>0[1-9]|1[0-2])(?!\d)", re.ASCII)
_YEAR_ALONE = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)", re.ASCII)


def from_path(path: str, order: Order = "dmy") -> Found | None:
    """The date that a path tells: of the file's name, else of the folders.

    Args:
        path: the archive-relative path.
        order: how the document writes numeric dates.
    """
    for part in reversed(re.split(r"[/\\]", path)):
        stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", part)
        stem = re.sub(r"%20|\+", " ", stem)
        spaced = re.sub(r"(?<=[A-Za-z])-(?=\d)|(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=[A-Za-z])|_", " ", stem)
        dotted, loose = re.sub(r"(?<=\d)[ _](?=\d)", "-", stem), re.sub(r"[-_.]+", " ", stem)
        found = [f for text in (stem, spaced, dotted, loose) for f in find(text, order)] + _compact(stem, order)
        full = [f for f in found if f.full]
        if full or found:
            return (full or found)[0]
    return None


def year_of_path(path: str) -> str | None:
    """The one year that a path names, in its file name or else in a folder, or None."""
    for part in reversed(re.split(r"[/\\]", path)):
        years = set(_YEAR_ALONE.findall(part))
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _compact(stem: str, order: Order) -> list[Found]:
    """Dates written as digits only: 20180305, 05032018; 050318 where only one reading of it is a day."""
    for pattern in (_COMPACT, _COMPACT_LAST, _COMPACT_SHORT):
        match = pattern.search(stem)
        if not match:
            continue
        if pattern is _COMPACT:
            iso = _iso(int(match["year"]), int(match["month"]), int(match["day"]))
            readings = [iso] if iso else []
        else:
            readings = _readings(match, order)
        if pattern is _COMPACT_SHORT:
            backwards = _iso(_year(match["a"]), int(match["b"]), int(match["year"])) if match["a"] < "30" else None
            readings = sorted({*readings, *([backwards] if backwards else [])})
            readings = readings if len(readings) == 1 else []
        if readings:
            return [Found(match.start(), match.end(), readings[0], "iso")]
    match = _COMPACT_MONTH.search(stem)
    return [Found(match.start(), match.end(), f"{match['year']}-{match['month']}", "month")] if match else []
