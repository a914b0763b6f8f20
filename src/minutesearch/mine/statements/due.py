"""When something promised is due: the point in time that a sentence names, no more precise than it is printed.

Patterns of our own, resolved against the day of the meeting. General libraries for dates find some in fifteen
sentences of the sample that have none ("on a daily basis", "the second area"), so none is used.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from minutesearch.dates import LONG_MONTHS
from minutesearch.model import NEXT_MEETING
from minutesearch.query import month_length

_MONTHS = {name.lower(): n for n, name in enumerate(LONG_MONTHS, 1)}
_MONTHS |= {name[:3]: n for name, n in list(_MONTHS.items())} | {"sept": 9}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_DAY = "(?:" + "|".join(_DAYS) + r"|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?)"
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
_TERMS = {"autumn": 12, "winter": 12, "spring": 4, "summer": 7}
_SMALL = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {
    "a": 1,
    "few": 3,
}
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_SMALL) + ")"
_PREPOSITION = (
    r"(?:no later than|not later than|by no later than|on or before|ready for|in time for|up to|by|until|till|before|from|in|on|at|during|for|to|towards|"
    r"w/c|week commencing|w/e|week ending|week beginning|starting|beginning|commencing|of|due|after|around|deadline(?: of| is)?:?)"
)
_EDGE = r"(?:(?:the )?(?P<edge>beginning|start|middle|end|early|mid|late|latter part|first week|last week|week)[ -](?:of |in |part of )?(?:the )?)?"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "date",
        re.compile(
            rf"\b(?:{_PREPOSITION} )+(?:{_EDGE})(?:the )?(?:{_DAY},? (?:the )?)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of| day of)? (?P<m>{_MONTH}),?(?: (?P<y>\d{{4}})\b)?"
        ),
    ),
    (
        "date",
        re.compile(
            rf"\b(?:{_PREPOSITION} )+(?:{_DAY},? )?(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<y>\d{{4}})\b)?"
        ),
    ),
    ("numeric", re.compile(rf"\b(?:{_PREPOSITION} )+(?:{_DAY},? )?(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})(?:[/.](?P<y>\d{{4}}|\d\d))?(?![\d/]|\.\d)")),
    (
        "month",
        re.compile(
            rf"\b(?:{_PREPOSITION} )+{_EDGE}(?:the )?(?P<m>{_MONTH})(?:,? (?P<y>\d{{4}})\b)?(?! \d)(?P<meeting> (?:\w+ )?(?:meeting|board|council|committee)\b)?"
        ),
    ),
    (
        "next",
        re.compile(
            r"\b(?:at|for|to|by|before|until|on|in|ready for) (?:the |our |its |their )?(?:next|following|forthcoming) (?:\w+ ){0,4}?(?:meetings?|agenda|session of the|agm)\b|"
            r"\b(?:next|following) (?:\w+ ){0,2}?meeting'?s? agenda\b|\bthe next meeting\b|\b(?:report|bring|come|brought|return|reported) back (?:to|at|next) (?:the )?next\b[a-z ]{0,20}"
        ),
    ),
    ("date", re.compile(rf"\b(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?(?=\W*$|[,;)])")),
    ("month", re.compile(rf"\b(?:first|second|last|early|mid|late) (?:week of |week in |in )?-?(?P<m>{_MONTH})(?:,? (?P<y>\d{{4}})\b)?")),
    ("easter", re.compile(r"\b(?:by|before|after|until|at|from|over|for) (?:the )?easter\b")),
    ("half", re.compile(r"\b(?:by|before|after|until|at|over|during) (?:the )?(?:\w+ )?half[- ]term\b")),
    ("within", re.compile(rf"\b(?:within|in|over|during) (?:the )?(?:next |coming |following )?(?:{_COUNT} )?(?P<unit>days?|weeks?|months?|years?|fortnight)(?:'? time)?\b")),
    (
        "end",
        re.compile(
            r"\b(?:by|until|before|at|towards|to|till|from|in) (?:the )?(?P<edge>end|close|beginning|start|middle) of (?:the |this |next )?(?P<unit>week|month|year|calendar year|financial year|fiscal year|"
            r"school year|academic year|term|autumn term|spring term|summer term|quarter|summer|spring|autumn|winter)\b(?: (?P<y>\d{4}))?"
        ),
    ),
    ("term", re.compile(r"\b(?:by|in|during|for|from|before|at|next|this|over|throughout|until) (?:the )?(?:start of |end of )?(?:the )?(?:next |coming |new |forthcoming )?(?P<season>autumn|spring|summer|winter) term\b(?: (?P<y>\d{4}))?")),
    ("season", re.compile(r"\b(?:by|in|during|for|from|before|next|this|until|late|early) (?:the |this |next |coming |early |late |mid-?)*(?P<season>spring|summer|autumn|fall|winter)\b(?! (?:term|fair|fete|event|newsletter|school|festival|holiday))(?: (?:of )?(?P<y>\d{4}))?")),
    ("quarter", re.compile(r"\b(?:by|in|during|for|from|before|until|end of) (?:the end of )?q(?P<q>[1-4])\b(?: (?P<y>\d{4}))?")),
    ("relative", re.compile(r"\b(?:(?:by|in|early|until|before|from|for|during|late|later) )?(?:the )?(?P<what>next (?:week|month|year)|new year|later (?:this|in the) year|this (?:week|month|year)|later this month|christmas|tomorrow)\b")),
    ("weekday", re.compile(rf"\b(?:by|on|before|until|next|this|for) (?:next |this |the )?(?P<day>{'|'.join(_DAYS)})\b(?! (?:\d|evening|morning|afternoon|night|mornings|afternoons|{_MONTH}))")),
    ("year", re.compile(r"\b(?:by|in|from|until|before|during|for) (?:the end of |early |late |mid-?)?(?P<y>20\d\d)\b(?![-/]\d)")),
)  # fmt: skip
_PAST = re.compile(
    r"\b(?:since|minutes (?:of|from)|last meeting|previous meeting|meeting held|(?<!be )(?<!take )held|dated|received|letter|email|e-mail|in attendance|opened|began|started|adopted|launched|reported|published)\b[a-z ,'-]{0,24}$"
)


class Due(NamedTuple):
    """A due point: as printed, as an ISO date of the precision that is known, and where it stands."""

    text: str
    due: str
    start: int
    end: int


def due_point(text: str, plain: str, meeting: str, after: int = 0) -> Due | None:
    """The due point that a forward statement names.

    Args:
        text: the sentence in small letters, what does not count blanked out.
        plain: the same as printed.
        meeting: the day of the meeting, ISO; where only its month is known nothing is resolved but months.
        after: where the promise begins: a date behind it is preferred to one before it.

    Returns:
        The first one behind the promise, else the last one before it, else None.
    """
    try:
        day = date.fromisoformat(meeting)
    except ValueError:
        return None
    found: list[Due] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            if kind != "next" and _PAST.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            iso = _resolved(kind, match, day)
            if iso and (iso == NEXT_MEETING or iso >= meeting[: len(iso)]):
                found.append(Due(plain[match.start() : match.end()].strip(" ,"), iso, match.start(), match.end()))
    behind = [d for d in found if d.end > after]
    return min(behind, key=lambda d: d.start) if behind else max(found, key=lambda d: d.start, default=None)


def _resolved(kind: str, match: re.Match[str], day: date) -> str | None:
    groups = match.groupdict()
    year = int(groups["y"]) if groups.get("y") else 0
    if 0 < year < 100:
        year += 2000
    if kind == "next":
        return NEXT_MEETING
    if kind == "date":
        return _day(int(groups["d"]), _MONTHS[groups["m"].strip(".")], year, day)
    if kind == "numeric":
        a, b = int(groups["a"]), int(groups["b"])
        return _day(a, b, year, day) if b <= 12 else _day(b, a, year, day)
    if kind == "month":
        return _month(_MONTHS[groups["m"].strip(".")], year, day)
    if kind == "within":
        return _within(groups["count"], groups["unit"], match[0], day)
    if kind == "end":
        return _end(groups["unit"], groups["edge"], year, match[0], day)
    if kind == "term":
        return _month(_TERMS[groups["season"]], year, day)
    if kind == "season":
        return _month(_SEASONS[groups["season"]], year, day)
    if kind == "quarter":
        return _month(3 * int(groups["q"]), year, day)
    if kind == "easter":
        return _easter(day)
    if kind == "half":
        return _month(10 if day.month > 5 and day.month < 11 else 2 if day.month < 3 or day.month > 10 else 5, 0, day)
    if kind == "relative":
        return _relative(groups["what"], day)
    if kind == "weekday":
        ahead = (_DAYS[groups["day"]] - day.weekday()) % 7 or 7
        return (day + timedelta(days=ahead)).isoformat()
    return str(year) if year >= day.year else None


def _day(number: int, month: int, year: int, day: date) -> str | None:
    if not 1 <= month <= 12:
        return None
    wanted = year or (day.year if (month, number) >= (day.month, day.day) else day.year + 1)
    if not 1 <= number <= month_length(wanted, month):
        return None
    return f"{wanted:04d}-{month:02d}-{number:02d}"


def _month(month: int, year: int, day: date) -> str:
    return f"{year or (day.year if month >= day.month else day.year + 1):04d}-{month:02d}"


def _within(count: str | None, unit: str, printed: str, day: date) -> str | None:
    if count is None and "next" not in printed and "coming" not in printed and "following" not in printed:
        return None
    if count is not None and printed.startswith(("over", "during")) and "next" not in printed:
        return None
    if (
        count is not None
        and printed.startswith("in ")
        and "next" not in printed
        and "time" not in printed
        and "coming" not in printed
    ):
        # "in two weeks" is a point, "in 12 months" may be a span.
        if unit.startswith(("year", "month")):
            return None
    many = 1 if count is None else _SMALL.get(count) or int(count)
    if count == "few":
        return None
    if unit == "fortnight":
        return (day + timedelta(weeks=2)).isoformat()
    if unit.startswith("day"):
        return (day + timedelta(days=many)).isoformat()
    if unit.startswith("week"):
        return (day + timedelta(weeks=many)).isoformat() if count else None
    if unit.startswith("month"):
        months = day.month - 1 + many
        return f"{day.year + months // 12:04d}-{months % 12 + 1:02d}" if count else None
    return str(day.year + many) if count else None


def _end(unit: str, edge: str, year: int, printed: str, day: date) -> str | None:
    later = 1 if " next " in f" {printed} " else 0
    first = edge in ("beginning", "start")
    if unit == "week":
        ahead = 0 if first else 4 - day.weekday()
        return (day + timedelta(days=(ahead if ahead >= 0 else ahead + 7) + 7 * later)).isoformat()
    if unit == "month":
        months = day.month - 1 + later
        return f"{day.year + months // 12:04d}-{months % 12 + 1:02d}"
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
        return _month(_TERMS[unit.split()[0]], year, day)
    return _month(_SEASONS[unit], year, day)


def _relative(what: str, day: date) -> str | None:
    if what == "next month":
        return f"{day.year + day.month // 12:04d}-{day.month % 12 + 1:02d}"
    if what in ("this month", "later this month"):
        return f"{day.year:04d}-{day.month:02d}"
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
    if what == "christmas":
        return f"{day.year:04d}-12"
    return str(day.year)


def _easter(day: date) -> str:
    """The month of the next Easter Sunday (the anonymous Gregorian algorithm, Nature, 20 April 1876)."""
    for year in (day.year, day.year + 1):
        a, (b, c) = year % 19, divmod(year, 100)
        h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
        k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
        m = (a + 11 * h + 22 * k) // 451
        month, number = divmod(h + k - 7 * m + 114, 31)
        if date(year, month, number + 1) >= day:
            break
    return f"{year:04d}-{month:02d}"
