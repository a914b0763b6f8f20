"""What a printed due point means on the day of a meeting: an ISO date, no more precise than it was printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from minutesearch.dates import LONG_MONTHS
from minutesearch.model import NEXT_MEETING
from minutesearch.query import month_length

MONTHS = {name.lower(): n for n, name in enumerate(LONG_MONTHS, 1)}
MONTHS |= {name[:3]: n for name, n in list(MONTHS.items())} | {"sept": 9}
DAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
COUNTS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
COUNTS |= {"a": 1}
SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
"""The month in which a season ends: it is due by then at the latest."""
TERMS = {"autumn": 12, "fall": 12, "winter": 12, "spring": 4, "summer": 7}
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
FEASTS = {
    "may day": 5, "whitsun": 5, "memorial day": 5, "labor day": 9, "michaelmas": 9, "halloween": 10,
    "bonfire night": 11, "remembrance sunday": 11, "armistice day": 11, "thanksgiving": 11, "canada day": 7,
}  # fmt: skip
"""Feasts that stay in one month (or nearly so)."""
_FAR_AHEAD = timedelta(days=300)
"""A day that is printed without its year is not taken for one so far ahead: the one just gone by is as likely."""
_DEADLINE = re.compile(r"(?:by|before|until|till|from|no later|not later|due|starting|beginning|commencing)\b")
_HALF_TERMS = (2, 5, 10)
_HALF_TERM_IN = {"autumn": 10, "winter": 2, "spring": 2, "summer": 5}


def resolved(kind: str, match: re.Match[str], day: date) -> str | None:
    """The due point of a match, ISO of honest precision, or None where it names none.

    Args:
        kind: which kind of pattern matched, a key of the tables in ``due``.
        match: its match, with the groups that its kind needs.
        day: the day of the meeting.
    """
    groups = match.groupdict()
    year = _year(groups)
    if kind == "next":
        return NEXT_MEETING
    if kind == "date":
        due = _day(int(groups["d"]), MONTHS[groups["m"].strip(".")], year, day)
        gone = due and not year and date.fromisoformat(due) - day > _FAR_AHEAD and not _DEADLINE.match(match[0])
        return None if gone else due
    if kind == "numeric":
        a, b = int(groups["a"]), int(groups["b"])
        return _day(a, b, year, day) if b <= 12 else _day(b, a, year, day)
    if kind == "month":
        return _month(MONTHS[groups["m"].strip(".")], year, day)
    if kind == "weekday":
        ahead = (DAYS[groups["day"]] - day.weekday()) % 7 or 7
        return (day + timedelta(days=ahead)).isoformat()
    if kind == "day":
        return _day_of_month(int(groups["d"]), day)
    if kind == "within":
        return _within(groups["count"], groups["unit"], match[0], day)
    if kind == "end":
        return _end(groups["unit"], groups["edge"], year, match[0], day)
    if kind == "year":
        return _of_year(year, match[0]) if year >= day.year else None
    return _of_calendar(kind, groups, match[0], year, day)


def _of_calendar(kind: str, groups: Mapping[str, str], printed: str, year: int, day: date) -> str | None:
    """Terms, seasons, quarters, feasts and "next month"."""
    if kind == "term":
        return _month(TERMS[groups["season"]], year, day)
    if kind == "season":
        later = 1 if "next" in printed and SEASONS[groups["season"]] >= day.month and not year else 0
        return _month(SEASONS[groups["season"]], year or (day.year + later if later else 0), day)
    if kind == "quarter":
        number = int(groups["q"]) if groups.get("q") else QUARTERS[groups["quarter"]]
        return _month(3 * number, year, day)
    if kind == "feast":
        return _month(FEASTS[groups["feast"]], 0, day)
    if kind == "easter":
        return easter(day)
    if kind == "half":
        named = (groups.get("named") or "").strip(".")
        # The half-term that is named, else the next one.
        month = (
            _HALF_TERM_IN.get(named) or MONTHS[named]
            if named
            else next((m for m in _HALF_TERMS if m >= day.month), _HALF_TERMS[0])
        )
        return _month(month, 0, day)
    if kind == "holiday":
        return _month(8 if groups["season"] == "summer" else TERMS[groups["season"]], 0, day)
    return _relative(groups["what"], day)


def _year(groups: Mapping[str, str | None]) -> int:
    printed = groups.get("y")
    year = int(printed) if printed else 0
    return year + 2000 if 0 < year < 100 else year


def _day(number: int, month: int, year: int, day: date) -> str | None:
    if not 1 <= month <= 12:
        return None
    wanted = year or (day.year if (month, number) >= (day.month, day.day) else day.year + 1)
    if not 1 <= number <= month_length(wanted, month):
        return None
    return f"{wanted:04d}-{month:02d}-{number:02d}"


def _day_of_month(number: int, day: date) -> str | None:
    """The next day of that number: "by the 15th"."""
    if number > day.day:
        return _day(number, day.month, day.year, day)
    month, year = (day.month + 1, day.year) if day.month < 12 else (1, day.year + 1)
    return _day(number, month, year, day)


def _month(month: int, year: int, day: date) -> str:
    return f"{year or (day.year if month >= day.month else day.year + 1):04d}-{month:02d}"


def _months_on(day: date, many: int) -> str:
    months = day.month - 1 + many
    return f"{day.year + months // 12:04d}-{months % 12 + 1:02d}"


def _within(count: str | None, unit: str, printed: str, day: date) -> str | None:
    ahead = re.search(r"\b(?:next|coming|following)\b", printed) is not None
    if count is None:
        # "over the next month" is a point, "within the week" too; "in weeks" is none.
        many = 1
        if not ahead and not unit.startswith("fortnight"):
            return None
    elif count.isdigit() or count in COUNTS:
        many = COUNTS.get(count) or int(count)
        if printed.startswith(("over", "during")) and not ahead:
            return None
    else:
        return None
    if unit.startswith("fortnight"):
        return (day + timedelta(weeks=2 * many)).isoformat()
    if unit.startswith("day"):
        return (day + timedelta(days=many)).isoformat()
    if unit.startswith("week"):
        return (day + timedelta(weeks=many)).isoformat() if count else None
    if unit.startswith("month"):
        return _months_on(day, many) if count or ahead else None
    # "in two years" may be a span as well as a point.
    return str(day.year + many) if count and ("time" in printed or printed.startswith("within")) else None


def _end(unit: str, edge: str | None, year: int, printed: str, day: date) -> str | None:
    later = 1 if " next " in f" {printed} " else 0
    # "In the new school year" is its start.
    first = edge in ("beginning", "start", None)
    if unit == "week":
        ahead = 0 if first else 4 - day.weekday()
        return (day + timedelta(days=(ahead if ahead >= 0 else ahead + 7) + 7 * later)).isoformat()
    if unit == "month":
        return _months_on(day, later)
    if unit in ("year", "calendar year"):
        return f"{(year or day.year) + later:04d}-{'01' if first else '12'}"
    if unit in ("financial year", "fiscal year"):
        return _month(4 if first else 3, year, day)
    if unit in ("school year", "academic year"):
        return _month(9 if first else 7, year, day)
    if unit == "quarter":
        return f"{day.year:04d}-{3 * ((day.month + 2) // 3):02d}"
    if unit == "term":
        month = 12 if day.month >= 9 else 4 if day.month <= 4 else 7
        return _month(month, year, day)
    if unit.endswith(" term"):
        return _month(TERMS[unit.split(maxsplit=1)[0]], year, day)
    return _month(SEASONS[unit], year, day)


def _of_year(year: int, printed: str) -> str:
    return f"{year:04d}-12" if re.search(r"\bend\b", printed) else f"{year:04d}"


def _relative(what: str, day: date) -> str | None:
    if what == "next month":
        return _months_on(day, 1)
    if what in ("this month", "later this month"):
        return _months_on(day, 0)
    if what == "next week":
        return (day + timedelta(days=11 - day.weekday())).isoformat()
    if what == "this week":
        return (day + timedelta(days=max(0, 4 - day.weekday()))).isoformat()
    if what == "tomorrow":
        return (day + timedelta(days=1)).isoformat()
    if what == "next year":
        return str(day.year + 1)
    if what == "new year":
        return f"{day.year + 1:04d}-01"
    if what in ("christmas", "year end", "year-end"):
        return f"{day.year:04d}-12"
    if what == "next term":
        return _month(4 if day.month >= 9 else 7 if day.month <= 4 else 12, 0, day)
    return str(day.year)


def easter(day: date) -> str:
    """The month of the next Easter Sunday."""
    sunday = _easter_sunday(day.year)
    if sunday < day:
        sunday = _easter_sunday(day.year + 1)
    return sunday.isoformat()[:7]


def _easter_sunday(year: int) -> date:
    """By the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, number = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, number + 1)
