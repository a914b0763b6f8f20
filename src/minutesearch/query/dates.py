"""Dates as people type them, and the days that a date of any precision covers. Day before month, as in Britain."""

from __future__ import annotations

import re

from minutesearch.dates import LONG_MONTHS, MONTHS
from minutesearch.errors import UsageError

_MONTHS = {name.lower(): number for names in (MONTHS, LONG_MONTHS) for number, name in enumerate(names, 1)} | {
    "sept": 9
}
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BRITISH = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4}|\d\d)")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+)?([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d\d)", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_HINT = "Write 2021-05-11, 11/5/2021, 11 May 2021, 2021-05, May 2021 or 2021."


def parse_date(text: str) -> str:
    """A typed date in ISO form.

    Args:
        text: ISO (``2021``, ``2021-05``, ``2021-05-11``), British (``11/5/2021``, ``5/2021``) or in words
            (``11 May 2021``, ``Tuesday 11th May 2021``, ``May 2021``).

    Returns:
        The date with the precision that was given.

    Raises:
        UsageError: it is no date, or no day of the calendar.
    """
    typed = text.strip()
    year, month, day = _parts(_WEEKDAY.sub("", typed, count=1), typed)
    if year < 1000:
        raise UsageError(f'"{typed[:40]}" has no year of four figures.', _HINT)
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        raise UsageError(f'"{typed[:40]}" has no month {month} (the day comes before the month).', _HINT)
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= month_length(year, month):
        raise UsageError(f'"{typed[:40]}" is no day of the calendar.', _HINT)
    return f"{year:04d}-{month:02d}-{day:02d}"


def _parts(text: str, typed: str) -> tuple[int, int | None, int | None]:
    if m := _ISO.fullmatch(text):
        return int(m[1]), int(m[2]) if m[2] else None, int(m[3]) if m[3] else None
    if m := _BRITISH.fullmatch(text):
        if m[1] or len(m[3]) == 4:
            return _year(m[3]), int(m[2]), int(m[1]) if m[1] else None
    elif m := _NAMED.fullmatch(text):
        if (month := _MONTHS.get(m[2].lower())) and (m[1] or len(m[3]) == 4):
            return _year(m[3]), month, int(m[1]) if m[1] else None
    elif (m := _MONTH_FIRST.fullmatch(text)) and (month := _MONTHS.get(m[1].lower())):
        return int(m[3]), month, int(m[2])
    raise UsageError(f'"{typed[:40]}" is no date.', _HINT)


def _year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 2000 + int(figures)


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def first_day(iso: str) -> str:
    """The first day that an ISO date of any precision covers: ``2021-02`` gives ``2021-02-01``."""
    return iso + "-01-01"[len(iso) - 4 :]


def last_day(iso: str) -> str:
    """The last day that an ISO date of any precision covers: ``2021-02`` gives ``2021-02-28``."""
    if len(iso) == 4:
        return iso + "-12-31"
    if len(iso) == 7:
        return f"{iso}-{month_length(int(iso[:4]), int(iso[5:7])):02d}"
    return iso


def overlaps(date: str, since: str | None, until: str | None) -> bool:
    """Whether a meeting dated ``date`` (of any precision, empty where unknown) may have been held in a period.

    A period that ends before it begins holds no day.
    """
    if since is None and until is None:
        return True
    begins = first_day(since) if since is not None else ""
    ends = last_day(until) if until is not None else "9999-12-31"
    return bool(date) and begins <= ends and begins <= last_day(date) and first_day(date) <= ends
