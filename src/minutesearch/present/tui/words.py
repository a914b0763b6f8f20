"""Dates, counts and citations in words: how the screens say what the model holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.dates import dated, day, span
from minutesearch.present.wording import count, listed, place, trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minutesearch.model import Meeting, Place, Section

__all__ = ["citation", "cited", "count", "dated", "day", "listed", "months", "place", "span", "standing", "trouble"]


def months(dates: Iterable[str], most: int = 3) -> str:
    """Gaps in words: ``Dec 2020, Apr 2021``, newest kept where there are many."""
    known = sorted(set(dates))
    if len(known) <= most:
        return ", ".join(day(d) for d in known)
    return f"{len(known):,} months, the last {day(known[-1])}"


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
