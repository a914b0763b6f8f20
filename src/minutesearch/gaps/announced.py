"""Meetings that an earlier one announced: what the archive should hold between its first and its last meeting.

"The next meeting is on 9 March" tells of a meeting of that body only where nothing in the clause speaks of another body
or another kind of meeting, and where it is said for certain. A meeting that was held before the day, or shortly after
it, is the one announced: it was moved, not missed. What is announced for a day after the last meeting of the archive is
still to come, as far as the archive knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from minutesearch.approvals import month_first
from minutesearch.gaps.called_off import is_called_off
from minutesearch.gaps.chain import Minutes, Missing, akin, lies_between, linked
from minutesearch.model import Meeting, Section
from minutesearch.parse.identity.dates import fits, weekday_at
from minutesearch.parse.identity.meeting_day import Announcement, announcements
from minutesearch.query import first_day, last_day
from minutesearch.text import fold_title

_OTHER = re.compile(
    r"\b(?:sub-?\s?committees?|committees?|council|boards?|panel|group|team|task ?force|forum|trust|commission|"
    r"assembly|parish|association|executive|cabinet|senate|chapter|section|plenary|members?|membership|owners?|residents?|"
    r"annual|agm|a\.g\.m\.?|egm|sgm|extraordinary|special|emergency|workshops?|hearings?|retreat|conference|symposium|"
    r"webinar|training|open house|social|party|dinner|lunch|work(?:ing)? sessions?|study sessions?|joint|budget|"
    r"planning|finance|election|public|general|community|f2f|face.to.face|hackathon|newsletter|deadline|agendas?|papers|"
    r"submit\w{0,4}|submission)\b",
    re.IGNORECASE,
)
"""What may make a next meeting that of another body, or of another kind; the words of the body's own name do not."""
_UNSURE = re.compile(
    r"\b(?:tentativ\w{0,4}|provisional\w{0,2}|propos\w{0,4}|possib\w{0,4}|suggest\w{0,4}|prefer\w{0,6}|perhaps|maybe|"
    r"sometime|some time|probabl\w|likely|if (?:needed|necessary|required)|unless|tb[acd]|t\.b\.[acd]|"
    r"to be (?:confirmed|determined|arranged|announced|decided|scheduled|agreed)|may be|might|could|or|either|"
    r"cancel\w{0,6}|postpon\w{0,4}|subject to|between|week (?:of|commencing|beginning)|w/c|before|until|after|by|due|"
    r"since|from the|prior to|ahead of|in time for|following)\b|\?",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\bnext\b(?P<kind>[^.;:\n]{0,60}?)\b(?:meeting|session|call|board|council|committee)s?\b"
    r"(?:\s+(?:of|for|with)\s+(?P<of>[^.;:\n]{0,60}))?",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(r"\b[A-Z]{2,8}s?\b")
_PLAIN = frozenset(
    "of the our a is and date dates regular regularly scheduled ordinary monthly weekly fortnightly quarterly "
    "bimonthly bi normal usual routine full formal main official planned stated virtual online zoom remote hybrid in "
    "person telephone video conference phone physical actual upcoming time place location day for this s".split()
)
"""Words that may stand between "next" and "meeting" beside those of the body's own name."""
_KINDS = frozenset({"annual", "general", "board", "council", "committee"})
"""Kinds and bodies that ``_OTHER`` judges."""
_CLOSING = 1500
"""Letters up to the end of the minutes that are their close, however short they are."""
_CLOSING_PART = 0.2
"""The part of longer minutes that is."""
_OWN_KIND = {"annual": re.compile(r"\b(?:annual|agm|a\.g\.m)", re.IGNORECASE)}
_LONGEST = 190
"""Days to the next meeting past which a year was misread, or the day is of something else."""
_YEAR = 400
"""The same for an annual meeting."""
_SHORTLY = 30
"""Days after the announced one up to which a meeting may be the one announced, where meetings are far apart."""


class Announced(NamedTuple):
    """The next meeting after the last one of the archive: its day or month, and the section that announces it."""

    date: str
    section: str


def announced(minutes: Minutes, known: Sequence[Missing]) -> tuple[list[Missing], Announced | None]:
    """What the next dates of one body tell.

    Args:
        minutes: its minutes.
        known: meetings that are missing by the chain of approvals.

    Returns:
        The meetings that were announced and are neither held nor known to be missing; and the one still to come.
    """
    held = minutes.held
    order_told = month_first(section for mine in minutes.sections.values() for section in mine)
    found: list[Missing] = []
    coming: Announced | None = None
    last = held[-1].date
    for i, meeting in enumerate(held):
        if not meeting.next_date or len(meeting.date) < len("2021-09-14"):
            continue
        mine = minutes.sections.get(meeting.id, ())
        said = _said(meeting, mine, month_first=order_told)
        if said is None:
            continue
        day, section = said.iso, mine[said.text]
        if day > last[: len(day)]:
            coming = Announced(day, section.id)
            continue
        until = _shortly_after(meeting.date, day)
        later = [m.date for m in held[i + 1 :]] + [gap.of for gap in (*known, *found)]
        if any(lies_between(of, meeting.date, until) for of in later) or _is_refuted(meeting, day, minutes):
            continue
        kind = "an annual meeting" if meeting.type == "annual" else "the next meeting"
        why = f"the {meeting.date} meeting announced {kind} for {day}"
        found.append(Missing(day, why, section.id, "announced"))
    return found, coming


def _is_refuted(meeting: Meeting, day: str, minutes: Minutes) -> bool:
    """Do the minutes tell that nothing was held on the announced day, or may it be held under another name?"""
    following = next((m for m in minutes.held if m.date > last_day(day)), None)
    return (
        following is None
        or linked(meeting.date, last_day(day), minutes)
        or any(akin(meeting.body, other) for other in minutes.on_day.get(day, ()))
        or is_called_off(day, minutes.sections.get(meeting.id, ()), minutes.sections.get(following.id, ()))
    )


def _said(meeting: Meeting, sections: Sequence[Section], *, month_first: bool) -> Announcement | None:
    """The announcement of a meeting that can only be of the next one of the same body, or None."""
    texts, titles = [s.text for s in sections], [s.title for s in sections]
    told = announcements(texts, titles, meeting.date, "mdy" if month_first else "dmy")
    return next((one for one in told if _closes(one, sections) and _is_plain(one, meeting, sections[one.text])), None)


def _closes(one: Announcement, sections: Sequence[Section]) -> bool:
    """Does an announcement stand under a title that says so, before all else, or where minutes come to their end?

    In the middle of the minutes, those who report tell of the meetings of their own groups.
    """
    section = sections[one.text]
    if section.ordinal == 0 or re.search(r"\bnext\b", section.title, re.IGNORECASE):
        return True
    lengths = [len(s.text) for s in sections]
    behind = sum(lengths[one.text :]) - one.at
    return behind <= max(_CLOSING, sum(lengths) * _CLOSING_PART)


def _is_plain(one: Announcement, meeting: Meeting, section: Section) -> bool:
    iso, found = one.iso, one.found
    if found.form == "numeric" and iso != meeting.next_date:
        return False  # the reader of the document knows best which number is the month
    longest = _YEAR if meeting.type == "annual" else _LONGEST
    try:
        announced_for = date.fromisoformat(first_day(iso))
    except ValueError:
        return False  # there is no such day: 29 February in a common year
    if announced_for - date.fromisoformat(meeting.date) > timedelta(longest):
        return False
    weekday = weekday_at(one.said, found)
    if weekday is not None and len(iso) == 10 and not fits(iso, weekday):
        return False
    # The clause up to the day, and what stands close behind it.
    line = one.said.rfind("\n", 0, found.start) + 1
    before = "" if line else re.split(r"[.;:\n]", section.text[max(0, one.at - 80) : one.at])[-1]
    behind = re.split(r"[.;\n]", one.said[found.end : found.end + 60])[0]
    clause = f"{before}{one.said[line : found.start]} {behind}"
    if not re.search(r"\bnext\b", clause, re.IGNORECASE):
        clause = f"{section.title} {clause}"
    if _is_of_another(clause, meeting.body):
        return False
    own = frozenset(fold_title(meeting.body).split())
    kind = _OWN_KIND.get(meeting.type)
    if kind and not kind.search(clause):
        return False
    foreign = [m for m in _OTHER.finditer(clause) if not set(fold_title(m[0]).split()) <= own]
    return not _UNSURE.search(clause) and all(kind and kind.match(m[0]) for m in foreign)


def _is_of_another(clause: str, body: str) -> bool:
    """Is "the next … meeting (of …)" said of another body: by its name, or by initials that are not the body's own?"""
    words = fold_title(body).split()
    initials = "".join(word[0] for word in words)
    for match in _WHOSE.finditer(clause):
        short = {s.lower() for s in _SHORT_FORM.findall(f"{match['kind']} {match['of'] or ''}")}
        own = {*words, *_PLAIN, *_KINDS, *(s for s in short if s in initials)}
        if (short | set(fold_title(match["kind"]).split())) - own:
            return True
    return False


def _shortly_after(before: str, day: str) -> str:
    """The last day on which a meeting may still be the one announced: half as long again as it was to be."""
    end = date.fromisoformat(last_day(day))
    wait = (end - date.fromisoformat(before)).days
    return (end + timedelta(min(_SHORTLY, wait // 2))).isoformat()
