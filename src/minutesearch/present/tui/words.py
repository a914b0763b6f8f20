"""Dates, counts and citations in words: how the screens say what the model holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.model import Meeting, Place, Section

MONTHS = tuple("January February March April May June July August September October November December".split())


_ISO = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")


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
    month = MONTHS[int(parts[1]) - 1]
    said = [month if long else month[:3]]
    if len(parts) > 2:
        said.insert(0, parts[2].lstrip("0"))
    if year:
        said.append(parts[0])
    return " ".join(said)


def dated(text: str) -> str:
    """A text of ours in which the ISO dates are said in words."""
    return _ISO.sub(lambda found: day(found[0]), text)


def span(first: str | None, last: str | None) -> str:
    """Two dates as ``12 Jan – 14 Sep 2021``; the first year is said only where it is another."""
    if not first or not last:
        return ""
    if first == last:
        return day(first)
    return f"{day(first, year=first[:4] != last[:4])} – {day(last)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 meeting``, ``6 meetings``, ``1,204 meetings``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], most: int = 4) -> str:
    """Words joined by commas; past ``most`` the rest is counted."""
    if len(words) <= most:
        return ", ".join(words)
    return f"{', '.join(words[:most])} and {len(words) - most:,} more"


def months(dates: Iterable[str], most: int = 3) -> str:
    """Gaps in words: ``Dec 2020, Apr 2021``, newest kept where there are many."""
    known = sorted(set(dates))
    if len(known) <= most:
        return ", ".join(day(d) for d in known)
    return f"{len(known):,} months, the last {day(known[-1])}"


def place(where: Place) -> str:
    """Where a passage stands: ``page.html, line 13`` or ``minutes.pdf, page 2, line 4``."""
    said = [where.path]
    if where.page is not None:
        said.append(f"page {where.page}")
    if where.line is not None:
        said.append(f"line {where.line}")
    return ", ".join(said)


def standing(meeting: Meeting) -> str:
    """The kind of record and whether it was approved: ``summary · approval unknown``."""
    approval = "approval unknown" if meeting.status == "unknown" else meeting.status
    said: list[str] = [meeting.kind, approval]
    if meeting.type and meeting.type != "ordinary":
        said.insert(0, f"{meeting.type} meeting")
    if meeting.date_inferred:
        said.append("date inferred")
    return " · ".join(said)


def citation(section: Section, quote: str) -> str:
    """A quote of a section with what a reader needs to find it again."""
    at = section.places[0] if section.places else None
    return cited(quote, section.body, section.date, section.title, at, section.id)


def cited(quote: str, body: str, date: str, title: str, at: Place | None, id: str) -> str:
    """A quote with body, date, title, place and id."""
    where = f" ({place(at)})" if at else ""
    return f"“{quote}” – {body}, {day(date, long=True)}, “{title}”{where} [{id}]"
