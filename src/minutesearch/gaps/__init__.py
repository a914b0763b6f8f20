"""What the archive lacks and how we know: the chain of approvals, announced meetings, a learned rhythm.

A gap is only ever claimed on evidence, from the strongest: a later meeting approved minutes that the archive does not
hold (``chain``); an earlier one announced a meeting of which nothing is there (``announced``); or a body that met in a
clear rhythm left a hole in it (``rhythm``), which is only likely, and said so. The weaker gives way to the stronger:
where a meeting approved the minutes of the one before it in the archive, nothing is missing between them. Each body is
judged by itself. Better silent than wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from minutesearch.approvals import approvals, month_first
from minutesearch.gaps.announced import Announced, announced
from minutesearch.gaps.chain import Minutes, Missing, Status, missing, statuses
from minutesearch.gaps.rhythm import holes
from minutesearch.model import Gap, Meeting, Section

__all__ = ["Announced", "Found", "Status", "derive"]


class Found(NamedTuple):
    """The status of each meeting's minutes by id, the gaps by month and body, the next meeting of each body."""

    statuses: dict[str, Status]
    gaps: list[Gap]
    announced: dict[str, Announced]


def derive(meetings: Sequence[Meeting], sections: Sequence[Section], drafts: frozenset[str]) -> Found:
    """Find the statuses and the gaps of every body.

    Args:
        meetings: all meetings, by date.
        sections: all sections, in reading order.
        drafts: ids of the meetings that are only held as drafts.
    """
    by_body: dict[str, list[Meeting]] = {}
    on_day: dict[str, set[str]] = {}
    for meeting in meetings:
        by_body.setdefault(meeting.body, []).append(meeting)
        on_day.setdefault(meeting.date, set()).add(meeting.body)
    texts: dict[str, dict[str, list[Section]]] = {}
    for section in sections:
        texts.setdefault(section.body, {}).setdefault(section.meeting, []).append(section)
    found = Found({}, [], {})
    for body, held in by_body.items():
        mine = texts.get(body, {})
        flat = [section for own in mine.values() for section in own]
        order = month_first(flat)
        chain = [approval for section in flat for approval in approvals(section, month_first=order)]
        absent = missing(held, chain)
        minutes = Minutes(held, mine, chain, on_day)
        told, coming = announced(minutes, absent)
        absent += told
        absent += holes(minutes, absent)
        found.statuses.update(statuses(held, chain, absent, drafts))
        found.gaps.extend(_named(body, absent, held))
        if coming:
            found.announced[body] = coming
    return found._replace(gaps=sorted(found.gaps, key=lambda gap: (gap.month, gap.body)))


def _named(body: str, absent: Sequence[Missing], held: Iterable[Meeting]) -> Iterable[Gap]:
    """Gaps by month; where another meeting of the month is held or missing, that would be a lie: the day is named."""
    others = {m.date[:7] for m in held}
    for month, gaps in groupby(sorted(absent, key=lambda gap: gap.of), key=lambda gap: gap.of[:7]):
        alike = list(gaps)
        for gap in alike:
            label = gap.of if month in others or len(alike) > 1 else month
            yield Gap(body, label, gap.why, gap.section, gap.evidence)
