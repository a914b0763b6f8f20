"""What the archive holds and what it lacks: meetings held, meetings missing and how we know, minutes' status.

A gap is only ever claimed on evidence: a later meeting that approved "the minutes of the April meeting" while no
April meeting is in the archive. :func:`derive` reads that evidence once, at ingest; :func:`read` answers from the
record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.model import BodyCoverage, Coverage, Gap, Meeting, MeetingCoverage, MeetingStatus, Section, Span
from minutesearch.store import Records
from minutesearch.text import sentences

UNREAD = ("quarantined", "no-text")
"""States of sources that should have given minutes and did not."""

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" if m != "may" else "may" for m in MONTHS) + "|sept"
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})\b\.?,?"
    rf"(?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d),?)?(?:\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})\b")
_APPROVED = re.compile(
    r"\b(?:approved?|agreed?|accept(?:ed)?|confirm(?:ed)?|adopt(?:ed)?|signed|ratified|correct record|true record|"
    r"accurate record|true and (?:correct|accurate))\b",
    re.IGNORECASE,
)
_NOT_APPROVED = re.compile(
    r"\b(?:not (?:yet )?(?:been )?(?:approved|agreed|available)|deferred|to be (?:approved|agreed) at|"
    r"will be (?:approved|agreed)|would be (?:approved|agreed)|could not be|unable to)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
_PREVIOUS = re.compile(r"\b(?:previous|last|preceding)\s+(?:\w+\s+){0,2}meeting\b|\bprevious minutes\b", re.IGNORECASE)


class Approval(NamedTuple):
    """A sentence in which a meeting approves earlier minutes: of a day, of a month, or of "the last meeting"."""

    section: str
    meeting: str
    date: str
    of: str | None
    """ISO day or month of the minutes approved; None for "the last meeting"."""
    printed: str


class Status(NamedTuple):
    """The status of a meeting's minutes and the reason for it."""

    status: MeetingStatus
    why: str


def derive(
    meetings: Sequence[Meeting], sections: Sequence[Section], drafts: frozenset[str]
) -> tuple[dict[str, Status], list[Gap]]:
    """Follow the chain of approvals of every body.

    Args:
        meetings: all meetings, by date.
        sections: all sections, in reading order.
        drafts: ids of the meetings that are only held as drafts.

    Returns:
        The status of each meeting's minutes by id, and the gaps by body and month.
    """
    by_body: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        by_body.setdefault(meeting.body, []).append(meeting)
    chain: dict[str, list[Approval]] = {}
    for section in sections:
        for approval in approvals(section):
            chain.setdefault(section.body, []).append(approval)
    statuses: dict[str, Status] = {}
    gaps: list[Gap] = []
    for body, held in by_body.items():
        told, missing = _follow(body, held, chain.get(body, []), drafts)
        statuses |= told
        gaps += missing
    return statuses, sorted(gaps, key=lambda gap: (gap.month, gap.body))


def _follow(
    body: str, held: list[Meeting], chain: list[Approval], drafts: frozenset[str]
) -> tuple[dict[str, Status], list[Gap]]:
    statuses: dict[str, Status] = {}
    gaps: dict[str, Gap] = {}
    plain = [a for a in chain if a.of is None]
    for approval in chain:
        if approval.of is None:
            continue
        earlier = [m for m in held if m.date < approval.date and m.id != approval.meeting]
        same = [m for m in earlier if _is_of(m.date, approval.of)]
        if same:
            statuses.setdefault(same[-1].id, Status("approved", f"the {approval.date} meeting approved them"))
        elif not any(_is_of(m.date, approval.of) for m in held):
            # Where another meeting of that month is held, the month would be a lie: the day is named.
            month = approval.of if any(m.date[:7] == approval.of[:7] for m in held) else approval.of[:7]
            said = (
                f"the {approval.printed} minutes"
                if approval.printed.isalpha()
                else f"the minutes of {approval.printed}"
            )
            why = f"the {approval.date} meeting approved {said}"
            gaps.setdefault(month, Gap(body, month, why, approval.section))
    for approval in plain:
        # "The last meeting" is the one before it in the archive only where nothing is known to be missing between.
        earlier = [m for m in held if m.date < approval.date and m.type == "ordinary"]
        if earlier and not any(earlier[-1].date[:7] < month < approval.date for month in gaps):
            statuses.setdefault(
                earlier[-1].id,
                Status("approved", f"the {approval.date} meeting approved the minutes of the last meeting"),
            )
    last = held[-1].id
    for meeting in held:
        if meeting.id in statuses:
            continue
        if meeting.id in drafts:
            statuses[meeting.id] = Status("draft", "its minutes are marked as a draft")
        elif meeting.id == last:
            statuses[meeting.id] = Status("not yet approved", "no later meeting is in the archive")
        else:
            statuses[meeting.id] = Status("unknown", "no meeting in the archive says that it approved them")
    return statuses, list(gaps.values())


def _is_of(date: str, of: str) -> bool:
    """Is a meeting the one whose minutes are approved? By its month, or its day give or take a slip of two."""
    if len(of) < 10 or len(date) < 10 or date[:7] != of[:7]:
        return date[:7] == of[:7]
    return abs(int(date[8:]) - int(of[8:])) <= 2


def approvals(section: Section) -> list[Approval]:
    """The sentences of a section in which its meeting approves earlier minutes."""
    if not _MINUTES.search(section.title) and not _MINUTES.search(section.text):
        return []
    found: list[Approval] = []
    title_tells = bool(_MINUTES.search(section.title))
    for start, end in sentences(section.text):
        sentence = section.text[start:end]
        said = _MINUTES.search(sentence)
        if not (said or title_tells) or not _APPROVED.search(sentence) or _NOT_APPROVED.search(sentence):
            continue
        after = sentence[said.end() :] if said else sentence
        dates = _dates(after, section.date)[:1] or (_dates(section.title, section.date)[:1] if title_tells else [])
        for of, printed in dates:
            found.append(Approval(section.id, section.meeting, section.date, of, printed))
        if not dates and (_PREVIOUS.search(sentence) or (title_tells and _PREVIOUS.search(section.title))):
            found.append(Approval(section.id, section.meeting, section.date, None, "the last meeting"))
    return found


def _dates(text: str, before: str) -> list[tuple[str, str]]:
    """Dates in a text, each resolved to the latest such day or month before ``before`` (ISO)."""
    found: list[tuple[int, str, str]] = []
    for match in _DATE.finditer(text):
        name = match["month"].lower()
        if name == "may" and match["month"] != "May":
            continue
        month = next(i for i, m in enumerate(MONTHS, 1) if m.startswith(name[:3]))
        day = match["day"] or match["day2"]
        year = match["year"] or _year_before(month, int(day) if day else 0, before)
        found.append((match.start(), _iso(year, month, day), match[0].strip(" ,.")))
    for match in _NUMERIC.finditer(text):
        month = int(match["month"])
        if 1 <= month <= 12 and 1 <= int(match["day"]) <= 31:
            year = match["year"] if len(match["year"]) == 4 else "20" + match["year"]
            found.append((match.start(), _iso(year, month, match["day"]), match[0]))
    return [(iso, printed) for _, iso, printed in sorted(found) if iso < before]


def _year_before(month: int, day: int, before: str) -> str:
    year, now = int(before[:4]), int(before[5:7] or 1)
    later = month > now or (month == now and (day == 0 or day >= int(before[8:10] or 31)))
    return str(year - 1 if later else year)


def _iso(year: str, month: int, day: str | None) -> str:
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")


# -- reading ------------------------------------------------------------------------------------------------


def read(records: Records, body: str | None = None) -> Coverage:
    """Meetings held and missing of every body (or of one), and the sources that could not be read."""
    counts = records.section_counts()
    statuses = records.statuses()
    gaps = records.gaps()
    bodies = []
    for name, held in sorted(_by_body(records, body).items()):
        rows = tuple(
            MeetingCoverage(m.id, m.date, m.kind, m.type, m.status, statuses[m.id][1], counts.get(m.id, 0))
            for m in held
        )
        announced = held[-1].next_date if held[-1].next_date and held[-1].next_date > held[-1].date else None
        mine = tuple(g for g in gaps if g.body == name)
        bodies.append(BodyCoverage(name, held[0].date, held[-1].date, rows, mine, announced))
    return Coverage(tuple(bodies), tuple(s for s in records.sources() if s.state in UNREAD))


def span(records: Records, body: str | None = None) -> Span:
    """First and last meeting, counts and gaps of the archive or of one body."""
    held = sorted((m.date, m.id) for meetings in _by_body(records, body).values() for m in meetings)
    counts = records.section_counts()
    gaps = tuple(g for g in records.gaps() if body in {None, g.body})
    first, last = (held[0][0], held[-1][0]) if held else (None, None)
    return Span(first, last, len(held), sum(counts.get(id, 0) for _, id in held), gaps)


def _by_body(records: Records, body: str | None) -> dict[str, list[Meeting]]:
    found: dict[str, list[Meeting]] = {}
    for meeting in records.meetings():
        if body in {None, meeting.body}:
            found.setdefault(meeting.body, []).append(meeting)
    return found
