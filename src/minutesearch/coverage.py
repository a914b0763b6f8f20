"""What the archive holds and what it lacks: meetings held, meetings missing and how we know, sources not read.

Statuses and gaps were derived at ingest (:mod:`minutesearch.gaps`); this room reads them from the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.model import BodyCoverage, Coverage, Meeting, MeetingCoverage, Span

if TYPE_CHECKING:
    from minutesearch.model import Source
    from minutesearch.store import Records

UNREAD = ("quarantined", "no-text")
"""States of sources that should have given minutes and did not."""


def is_unread(source: Source) -> bool:
    """Could a source not be read, or not all of its pages?"""
    return source.state in UNREAD or source.unread > 0


def read(records: Records, body: str | None = None) -> Coverage:
    """Meetings held and missing of every body (or of one), and the sources that could not be read."""
    counts = records.section_counts()
    statuses = records.statuses()
    gaps = records.gaps()
    announced = records.announced()
    bodies = []
    for name, held in sorted(_by_body(records, body).items()):
        rows = tuple(
            MeetingCoverage(m.id, m.date, m.kind, m.type, m.status, statuses[m.id][1], counts.get(m.id, 0))
            for m in held
        )
        mine = tuple(g for g in gaps if g.body == name)
        bodies.append(BodyCoverage(name, held[0].date, held[-1].date, rows, mine, *announced.get(name, (None, None))))
    return Coverage(tuple(bodies), tuple(s for s in records.sources() if is_unread(s)))


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
