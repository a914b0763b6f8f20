"""What the minutes are about: every concept that is named, with its mentions meeting by meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.model import ConceptCount, Filters
from minutesearch.query import overlaps

if TYPE_CHECKING:
    from minutesearch.store import Records


def names(records: Records, filters: Filters) -> tuple[ConceptCount, ...]:
    """Organisations, services, roles, places and terms with their counts: all that :func:`topics` has but topics."""
    return tuple(row for row in topics(records, filters) if row.concept.kind != "topic")


def topics(records: Records, filters: Filters) -> tuple[ConceptCount, ...]:
    """Concepts with their counts.

    Args:
        records: the record.
        filters: a period, a body or one topic to narrow it to.

    Returns:
        Concepts that are named at least once, the most often named first. Mentions are those of names, as tagged:
        overlapping names of one concept count once.
    """
    counted: dict[str, dict[str, int]] = {}
    sections: dict[str, set[str]] = {}
    for concept, meeting, body, date, section, mentions in records.named_in():
        if not overlaps(date, filters.since, filters.until) or filters.body not in {None, body}:
            continue
        by_meeting = counted.setdefault(concept, {})
        by_meeting[meeting] = by_meeting.get(meeting, 0) + mentions
        sections.setdefault(concept, set()).add(section)
    rows = [
        ConceptCount(
            c,
            tuple(records.spellings(c.id)),
            sum(counted[c.id].values()),
            len(sections[c.id]),
            tuple(counted[c.id].items()),
        )
        for c in records.concepts()
        if c.id in counted and filters.topic in {None, c.id}
    ]
    return tuple(sorted(rows, key=lambda row: (-row.mentions, row.concept.id)))
