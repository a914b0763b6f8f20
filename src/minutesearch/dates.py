"""Dates as people read them: ``14 Sep 2021``, ``Apr 2021``; British order, no locale."""

from __future__ import annotations

import re

LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS = tuple(month[:3] for month in LONG_MONTHS)
_ISO = re.compile(r"(?<![\w:/.~-])\d{4}-\d{2}(?:-\d{2})?(?![\w/-]|\.\w)")
"""A date, but not one inside the id of a section or the name of a file."""


def day(date: str, *, year: bool = True, long: bool = False) -> str:
    """An ISO date of any precision in words.

    Args:
        date: ``2021``, ``2021-12`` or ``2021-12-14``.
        year: whether the year is said (it always is where nothing else is known).
        long: ``14 December 2021`` instead of ``14 Dec 2021``.
    """
    parts = date.split("-")
    if len(parts) == 1 or not parts[1].isdigit() or not 1 <= int(parts[1]) <= 12:
        return date
    month = LONG_MONTHS[int(parts[1]) - 1]
    said = [month if long else month[:3]]
    if len(parts) > 2:
        said.insert(0, parts[2].lstrip("0"))
    if year:
        said.append(parts[0])
    return " ".join(said)


def dated(text: str) -> str:
    """A text of ours in which the ISO dates are said in words."""
    return _ISO.sub(lambda found: day(found[0]), text)


def local_day(time: str) -> str:
    """The day, where the reader is, of a time in UTC (``2021-09-14T23:30:00Z``), as an ISO date."""
    from datetime import datetime  # few questions ask for one

    return datetime.fromisoformat(time).astimezone().date().isoformat()


def span(first: str | None, last: str | None) -> str:
    """Two dates as ``12 Jan – 14 Sep 2021``; the first year is said only where it is another."""
    if not first or not last:
        return ""
    if first == last:
        return day(first)
    return f"{day(first, year=first[:4] != last[:4])} – {day(last)}"
