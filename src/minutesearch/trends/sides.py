"""Which meetings are compared with which: the later with the earlier, and those of a period with the rest.

Halves are taken of each body's own meetings, in order, by their number and not by the calendar: a month without minutes
is then no month without mentions. Of an odd number the middle meeting is in the later half.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.errors import MinutesearchError, UsageError
from minutesearch.query import overlaps, parse_date

if TYPE_CHECKING:
    from minutesearch.model import Filters, Meeting
    from minutesearch.store import Records


class Sides(NamedTuple):
    """Ids of meetings: two sides for topics, two for words. What is in ``marked`` has others of its body in ``rest``.

    ``asked`` are all meetings that the question is about, whether there is anything to compare them with or not.
    """

    asked: frozenset[str]
    earlier: frozenset[str]
    later: frozenset[str]
    marked: frozenset[str]
    rest: frozenset[str]


def sides(meetings: Iterable[Meeting], filters: Filters, chosen: Meeting | None) -> Sides:
    """The meetings on each side.

    Args:
        meetings: all meetings of the archive, by date.
        filters: a period, a body.
        chosen: the one meeting that is asked about: it is compared with those before it, and its words with those of
            all others in the period. None: the period's later half is compared with its earlier one, and the words of
            the period with those of all other meetings; of a period that is all there is, its later half is marked.
    """
    body = chosen.body if chosen else filters.body
    held = [m for m in meetings if body in {None, m.body}]
    asked = [m for m in held if overlaps(m.date, filters.since, filters.until)]
    if chosen:
        earlier = {m.id for m in asked if (m.date, m.id) < (chosen.date, chosen.id)}
        later = marked = {chosen.id}
        others = {m.id for m in asked} - marked
        ids = frozenset(marked)
        return Sides(ids, frozenset(earlier), ids if earlier else frozenset(), ids if others else frozenset(),
                     frozenset(others))  # fmt: skip
    earlier, later = _halves(asked)
    marked, rest = {m.id for m in asked}, {m.id for m in held} - {m.id for m in asked}
    if not rest:
        marked, rest = later, earlier
    paired = {m.body for m in held if m.id in marked} & {m.body for m in held if m.id in rest}
    kept = {m.id for m in held if m.body in paired}
    return Sides(frozenset(m.id for m in asked), frozenset(earlier), frozenset(later), frozenset(marked & kept),
                 frozenset(rest & kept))  # fmt: skip


def _halves(meetings: list[Meeting]) -> tuple[set[str], set[str]]:
    by_body: dict[str, list[str]] = {}
    for meeting in meetings:
        by_body.setdefault(meeting.body, []).append(meeting.id)
    earlier: set[str] = set()
    later: set[str] = set()
    for ids in by_body.values():
        if len(ids) > 1:
            earlier.update(ids[: len(ids) // 2])
            later.update(ids[len(ids) // 2 :])
    return earlier, later


def meeting_named(records: Records, value: str, filters: Filters) -> Meeting:
    """The meeting of that id, or the only one of that date.

    Args:
        records: the record.
        value: an id, or a date as people type it.
        filters: the body and the period that it must be of.

    Raises:
        UsageError: none or several are meant.
    """
    among = [
        m
        for m in records.meetings()
        if filters.body in {None, m.body} and overlaps(m.date, filters.since, filters.until)
    ]
    found = [m for m in among if m.id == value]
    if not found:
        try:
            day = parse_date(value)
        except MinutesearchError:
            day = None
        found = [m for m in among if day and overlaps(m.date, day, day)]
    if len(found) == 1:
        return found[0]
    if not found:
        where = " with that body and period" if filters else ""
        raise UsageError(f"There is no meeting {value!r}{where}.", "Type: minutesearch coverage")
    ids = [m.id for m in found]
    more = f" and {len(ids) - 6} more" if len(ids) > 6 else ""
    raise UsageError(f"{value!r} may be {len(ids)} meetings.", f"Name one by its id: {', '.join(ids[:6])}{more}")
