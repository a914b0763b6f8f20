"""Holes in the rhythm of a body: a meeting that is likely, of which nothing says that it was held.

A hole is one slot of the body's grid between two meetings, and is named only where all of this holds: within two years
on either side the body kept its rhythm nearly always; the slots before and after the hole were all used, as was its own
season in the other years; no other meeting took its place, none was called off, nothing was announced for later; and no
meeting after it approved the minutes of the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from minutesearch.gaps.called_off import is_called_off
from minutesearch.gaps.chain import Minutes, Missing, akin, linked
from minutesearch.gaps.grids import Grid, Season, Slot, grids

_AROUND = timedelta(2 * 366)
"""How far on either side of a hole the rhythm is learned: bodies change it over the years."""
_ENOUGH = 12
"""Slots that must have been used for a rhythm to be known."""
_NEARLY = 0.97
"""Share of the other slots in season that must have been used: fewer, and the archive is a sample or the body skips."""
_YEARS = 2
"""Other years at the least that must tell that the season of a hole is not one that the body leaves out."""
_HARDLY_EVER = 0.1
"""Share of all other years up to which the season of a hole may have been left out."""
_ABOUT = timedelta(4)
"""Days by which the slots of one season differ from year to year, where slots are days."""
_HARDLY = 0.05
"""Share of the meetings that may lie in slots out of season: more, and the seasons are not clear."""
_MOSTLY = 2 / 3
"""Share of its slots from which a season is one in which the body meets."""
_FLANK = 3
"""Slots on either side of the hole that must all have been used."""
_WIDE = 1.6
"""How much longer than usual the time between the meetings around a hole is: less, and one of them was moved."""


class _Rhythm(NamedTuple):
    """What was learned around a hole: how it is said, from when to when, slots used and slots in all."""

    said: str
    first: str
    last: str
    used: int
    slots: int


def holes(minutes: Minutes, known: Sequence[Missing]) -> list[Missing]:
    """The likely gaps of one body.

    Args:
        minutes: its minutes.
        known: meetings that are missing by stronger evidence: they were part of the rhythm.
    """
    held = minutes.held
    # A meeting of which only the month is known stands for the middle of it.
    days = sorted({_day(m.date) for m in held} | {_day(gap.of) for gap in known})
    days = [day for day in days if _day(held[0].date) <= day <= _day(held[-1].date)]
    if len(days) < _ENOUGH:
        return []
    usual = median((b - a).days for a, b in pairwise(days))
    found: list[Missing] = []
    for before, after in pairwise(days):
        if (after - before).days < _WIDE * usual:
            continue
        near = [day for day in days if before - _AROUND <= day <= after + _AROUND]
        for grid in grids(near):
            told = _hole(grid, near, before, after)
            if told is None or _is_left_out(told[0], days) or _is_refuted(told[0], before, after, minutes):
                continue
            slot, rhythm = told
            why = (
                f"likely, by its rhythm: it met {rhythm.said}, {rhythm.used} times of {rhythm.slots} "
                f"from {rhythm.first} to {rhythm.last}"
            )
            found.append(Missing(slot.of, why, None, "rhythm"))
            break
    return found


def _day(iso: str) -> date:
    return date.fromisoformat(iso if len(iso) == len("2021-09-14") else f"{iso}-15")


def _hole(grid: Grid, days: Sequence[date], before: date, after: date) -> tuple[Slot, _Rhythm] | None:
    """The one slot in season between two meetings that nothing fills, with the rhythm that it is a hole in."""
    if (after - before).days < _WIDE * median((b - a).days for a, b in pairwise(days)):
        return None
    inside = [[day for day in days if slot.holds(day)] for slot in grid.slots]
    used: dict[Season, list[bool]] = {}
    for slot, here in zip(grid.slots, inside, strict=True):
        used.setdefault(slot.season, []).append(bool(here))
    empty = [
        i
        for i, slot in enumerate(grid.slots)
        if before < slot.first and slot.last < after and _in_season(used[slot.season], but_one=True)
    ]
    if len(empty) != 1:
        return None
    at = empty[0]
    hole = grid.slots[at]
    expected = [
        i for i, slot in enumerate(grid.slots) if i == at or slot.season == hole.season or _in_season(used[slot.season])
    ]
    place = expected.index(at)
    left, right = expected[:place], expected[place + 1 :]
    filled = sum(bool(inside[i]) for i in expected)
    if (
        filled < _ENOUGH
        or filled < _NEARLY * (len(expected) - 1)
        or sum(map(bool, inside)) - filled > _HARDLY * filled
        or min(len(left), len(right)) < _FLANK
        # Two meetings in a slot beside the hole: one of them may be the one that is not in it.
        or any(len(inside[i]) != 1 for i in (*left[-_FLANK:], *right[:_FLANK]))
        or inside[left[-1]] != [before]
        or inside[right[0]] != [after]
    ):
        return None
    seasons = frozenset(grid.slots[i].season for i in expected)
    first, last = grid.slots[expected[0]].of, grid.slots[expected[-1]].of
    return hole, _Rhythm(grid.called(seasons), first, last, filled, len(expected))


def _in_season(used: Sequence[bool], *, but_one: bool = False) -> bool:
    """Is a season one in which the body meets? The hole itself (``but_one``) is judged by the other years."""
    slots = len(used) - but_one
    return slots > 0 and sum(used) >= _MOSTLY * slots


def _is_left_out(hole: Slot, days: Sequence[date]) -> bool:
    """Is the season of a hole one that the body leaves out now and then, or of which too few years tell?"""
    told: list[bool] = []
    wide = timedelta() if len(hole.of) == len("2021-09") else _ABOUT
    for year in range(days[0].year, days[-1].year + 1):
        first, last = _in_year(hole.first, year) - wide, _in_year(hole.last, year) + wide
        if year != hole.first.year and days[0] <= first and last <= days[-1]:
            told.append(any(first <= day <= last for day in days))
    return sum(told) < _YEARS or told.count(False) > _HARDLY_EVER * len(told)


def _in_year(day: date, year: int) -> date:
    return (day if (day.month, day.day) != (2, 29) else day - timedelta(1)).replace(year=year)


def _is_refuted(hole: Slot, before: date, after: date, minutes: Minutes) -> bool:
    """Does something that the minutes say speak against a hole?"""
    earlier = [m for m in minutes.held if _day(m.date) == before]
    later = [m for m in minutes.held if _day(m.date) == after]
    days = [(hole.first + timedelta(n)).isoformat() for n in range((hole.last - hole.first).days + 1)]
    body = minutes.held[0].body
    return (
        linked(before.isoformat(), after.isoformat(), minutes)
        or any(m.next_date and _day(m.next_date) > hole.last for m in earlier)
        or any(akin(body, other) for day in days for other in minutes.on_day.get(day, ()))
        or is_called_off(
            hole.of,
            [section for m in earlier for section in minutes.sections.get(m.id, ())],
            [section for m in later for section in minutes.sections.get(m.id, ())],
        )
    )
