"""The rhythms in which bodies meet, each as a grid of slots in which a meeting may fall, and how a rhythm is said.

Three are known: once a month, on certain weekdays of the month (the first and third Tuesday), and every second week. A
slot has its season, by which it comes back every year: the month, the weekday of the month, the fortnight of the year.
Which seasons a body leaves out (August) is learned from the years, so meeting every second month, every quarter, or in
every month but two is nothing of its own. Weekly meetings have no grid: they are left out too often to tell anything.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from minutesearch.dates import LONG_MONTHS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_FORTNIGHT = 14
_ONE_A_MONTH = 1.25
"""Meetings a month at the most, on the average of the months with any, of a body that meets once a month."""
_IN_A_WEEK = 0.4
"""Share of the meetings that fall in each of the two weeks of the month in which such a body meets."""
_MOSTLY = 0.85
"""Share of the meetings that must fall on the one weekday or fortnight of a rhythm by weeks."""
_USUALLY = 2 / 3
"""Share from which a day is called the usual one."""
_NEAR = timedelta(3)
"""Days by which a meeting may be moved within its slot, where slots are days."""


Season = tuple[int, ...]


class Slot(NamedTuple):
    """A place for one meeting: the month or day by which it is named, its season, its first and last day."""

    of: str
    season: Season
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Does a day lie in the slot?"""
        return self.first <= day <= self.last


class Grid(NamedTuple):
    """The slots of a rhythm in order, and what says how the seasons of one are called: "every month but August"."""

    slots: tuple[Slot, ...]
    called: Callable[[frozenset[Season]], str]


def grids(days: Sequence[date]) -> Iterable[Grid]:
    """The grids that the meetings of a body may fit: of those that do not, nothing is given.

    Args:
        days: the days of its meetings, in order.
    """
    months = len({(day.year, day.month) for day in days})
    weekday, on_it = Counter(day.weekday() for day in days).most_common(1)[0]
    if len(days) <= _ONE_A_MONTH * months and (usual := _usual_day(days)):
        yield _monthly(days, usual)
    elif on_it >= _MOSTLY * len(days) and (weeks := _weeks_of_month(days, weekday)):
        yield _by_weekday(days, weekday, weeks)
    phase, in_phase = Counter(day.toordinal() % _FORTNIGHT for day in days).most_common(1)[0]
    if in_phase >= _MOSTLY * len(days):
        yield _fortnightly(days, phase)


def _monthly(days: Sequence[date], usual: str) -> Grid:
    slots = []
    for year, month in _months(days):
        end = monthrange(year, month)[1]
        slots.append(Slot(f"{year:04d}-{month:02d}", (month,), date(year, month, 1), date(year, month, end)))
    return Grid(tuple(slots), lambda seasons: f"{_months_in_words(seasons)}, usually on {usual}")


def _weeks_of_month(days: Sequence[date], weekday: int) -> list[int] | None:
    """The two weeks of the month (0 to 4) in which meetings on a weekday fall; None where they fall in others too."""
    counted = Counter((day.day - 1) // 7 for day in days if day.weekday() == weekday)
    weeks = [week for week, count in counted.items() if count >= _IN_A_WEEK * len(days)]
    return sorted(weeks) if len(weeks) == 2 else None


def _by_weekday(days: Sequence[date], weekday: int, weeks: Sequence[int]) -> Grid:
    slots = []
    for year, month in _months(days):
        first = date(year, month, 1)
        day = first + timedelta((weekday - first.weekday()) % 7)
        for nth in range(len(_ORDINALS)):
            if day.month == month and nth in weeks:
                slots.append(Slot(day.isoformat(), (nth, month), day - _NEAR, day + _NEAR))
            day += timedelta(7)

    def called(seasons: frozenset[Season]) -> str:
        weeks = sorted({nth for nth, _ in seasons})
        return f"on the {_and([_ORDINALS[nth] for nth in weeks])} {WEEKDAYS[weekday]} of the month"

    return Grid(tuple(slots), called)


def _fortnightly(days: Sequence[date], phase: int) -> Grid:
    at = days[0].toordinal()
    at += (phase - at) % _FORTNIGHT
    slots = []
    for ordinal in range(at, days[-1].toordinal() + 1, _FORTNIGHT):
        day = date.fromordinal(ordinal)
        slots.append(Slot(day.isoformat(), (day.timetuple().tm_yday // _FORTNIGHT,), day - _NEAR, day + _NEAR))
    weekday = WEEKDAYS[date.fromordinal(at).weekday()]
    return Grid(tuple(slots), lambda _: f"every second {weekday}")


def _months(days: Sequence[date]) -> Iterable[tuple[int, int]]:
    year, month = days[0].year, days[0].month
    while (year, month) <= (days[-1].year, days[-1].month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _usual_day(days: Sequence[date]) -> str | None:
    """The weekday of the month on which most meetings fall, "the second Tuesday"; None where there is no such day."""
    nth = Counter((day.weekday(), (day.day - 1) // 7) for day in days)
    (weekday, week), often = nth.most_common(1)[0]
    if often >= _USUALLY * len(days):
        return f"the {_ORDINALS[week]} {WEEKDAYS[weekday]}"
    last = Counter(day.weekday() for day in days if day.day + 7 > monthrange(day.year, day.month)[1])
    weekday, often = last.most_common(1)[0] if last else (0, 0)
    return f"the last {WEEKDAYS[weekday]}" if often >= _USUALLY * len(days) else None


def _months_in_words(seasons: frozenset[Season]) -> str:
    held = [name for month, name in enumerate(LONG_MONTHS, 1) if (month,) in seasons]
    left_out = [name for name in LONG_MONTHS if name not in held]
    if not left_out:
        return "every month"
    return f"every month but {_and(left_out)}" if len(left_out) <= 3 else f"every {_and(held)}"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
