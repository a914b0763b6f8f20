"""What follows from the approvals: whose minutes were approved, and which approved minutes are not in the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from minutesearch.approvals import Approval
from minutesearch.model import GapEvidence, Meeting, MeetingStatus, Section
from minutesearch.parse.identity.dates import Order, find
from minutesearch.query import first_day, last_day
from minutesearch.text import fold_title

_ORDERS: tuple[Order, ...] = ("dmy", "mdy")
_ITEM = 600
"""Letters of an item about minutes that are looked at for the day that they are of."""
_SMALL = frozenset("of the and for in on at".split())


class Status(NamedTuple):
    """The status of a meeting's minutes and the reason for it."""

    status: MeetingStatus
    why: str


class Minutes(NamedTuple):
    """The minutes of one body: its meetings by date, their sections by meeting, and what they approve.

    ``on_day`` tells which bodies of the archive met on a day.
    """

    held: Sequence[Meeting]
    sections: Mapping[str, Sequence[Section]]
    approvals: Sequence[Approval]
    on_day: Mapping[str, Collection[str]]


class Missing(NamedTuple):
    """A meeting whose minutes are not in the archive: its day or month, how it is known, and where it is said."""

    of: str
    why: str
    section: str | None
    evidence: GapEvidence


def missing(held: Sequence[Meeting], approvals: Iterable[Approval]) -> list[Missing]:
    """The minutes that were approved and are of no meeting that is held.

    Args:
        held: the meetings of one body.
        approvals: what they approve, in reading order.
    """
    found: list[Missing] = []
    for approval in approvals:
        of = approval.of
        if of is None or any(is_of(m.date, of) for m in held) or any(is_of(one.of, of) for one in found):
            continue
        said = f"the {approval.printed} minutes" if approval.printed.isalpha() else f"the minutes of {approval.printed}"
        found.append(Missing(of, f"the {approval.date} meeting approved {said}", approval.section, "approval"))
    return found


def statuses(
    held: Sequence[Meeting], approvals: Sequence[Approval], gaps: Iterable[Missing], drafts: frozenset[str]
) -> dict[str, Status]:
    """The status of each meeting's minutes by id.

    Args:
        held: the meetings of one body, by date.
        approvals: what they approve.
        gaps: all meetings of the body that are missing, however it is known.
        drafts: ids of the meetings that are only held as drafts.
    """
    told: dict[str, Status] = {}
    for approval in approvals:
        if approval.of is None:
            continue
        same = [m for m in held if m.date < approval.date and m.id != approval.meeting and is_of(m.date, approval.of)]
        if same:
            # Of a hearing and the ordinary meeting of one day the latter is meant.
            latest = max(same, key=lambda m: (m.date, m.type == "ordinary"))
            told.setdefault(latest.id, Status("approved", f"the {approval.date} meeting approved them"))
    absent = [last_day(gap.of) for gap in gaps]
    doubtful: dict[str, Status] = {}
    for approval in approvals:
        # "The last meeting" is the one before it in the archive only where nothing is known to be missing between.
        earlier = [m for m in held if m.date < approval.date and m.type == "ordinary"]
        if approval.of is None and earlier:
            why = f"the {approval.date} meeting approved the minutes of the last meeting"
            if any(earlier[-1].date < day < approval.date for day in absent):
                doubtful[earlier[-1].id] = Status("unknown", f"{why}, which may be one that is not in the archive")
            else:
                told.setdefault(earlier[-1].id, Status("approved", why))
    for meeting in held:
        if meeting.id in told:
            continue
        if meeting.id in drafts:
            told[meeting.id] = Status("draft", "its minutes are marked as a draft")
        elif meeting.id == held[-1].id:
            told[meeting.id] = Status("not yet approved", "no later meeting is in the archive")
        else:
            told[meeting.id] = doubtful.get(meeting.id) or Status(
                "unknown", "no approval of them was found in the archive"
            )
    return told


def linked(earlier: str, later: str, minutes: Minutes) -> bool:
    """Did a meeting of a day, or one after it, approve the minutes of an earlier day? Then nothing met between.

    So it is, too, where the first meeting after it names the earlier day under a title that speaks of minutes, whatever
    words it has for approving them.

    Args:
        earlier: the ISO date of the meeting before.
        later: the ISO date of the meeting after, or a day between the two.
        minutes: the minutes of the body.
    """
    if any(a.of is not None and a.date >= later and is_of(earlier, a.of) for a in minutes.approvals):
        return True
    following = next((m.date for m in minutes.held if m.date >= later), None)
    return any(
        earlier in (found.iso for order in _ORDERS for found in find(f"{section.title}\n{section.text[:_ITEM]}", order))
        for meeting in minutes.held
        if meeting.date == following
        for section in minutes.sections.get(meeting.id, ())
        if section.ordinal and "minutes" in section.title.lower()
    )


def is_of(date: str, of: str) -> bool:
    """Is a meeting the one whose minutes are approved? By its month, or its day give or take a slip of two.

    Args:
        date: the ISO date of the meeting, of any precision.
        of: the day or the month that is said.
    """
    if len(of) < 10 or len(date) < 10 or date[:7] != of[:7]:
        return date[:7] == of[:7]
    return abs(int(date[8:]) - int(of[8:])) <= 2


def lies_between(of: str, after: str, until: str) -> bool:
    """May a day, or some day of a month, lie after one day and not after another?

    Args:
        of: an ISO day or month.
        after: the day that it must be later than.
        until: the day that it must not be later than.
    """
    return last_day(of) > after and first_day(of) <= until


def akin(body: str, other: str) -> bool:
    """Have two bodies a word of their names in common? Then the one may be the other, misread.

    Args:
        body: a name.
        other: another name; the same name is not akin to itself.
    """
    return body != other and bool(set(fold_title(body).split()) & set(fold_title(other).split()) - _SMALL)
