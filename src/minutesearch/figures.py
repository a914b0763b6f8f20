"""The figures of the minutes: who counted what, when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.model import Figure, Filters, Statement
from minutesearch.query import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.store import Records


def figures(records: Records, filters: Filters) -> list[Figure]:
    """All figures in reading order.

    Args:
        records: the record.
        filters: a period, a body or a topic to narrow it to.
    """
    found = figures_in(records, records.statements())
    return [
        f
        for f in found
        if overlaps(f.date, filters.since, filters.until)
        and filters.body in {None, f.body}
        and (filters.topic is None or filters.topic in f.topics)
    ]


def figures_in(records: Records, told: Iterable[Statement]) -> list[Figure]:
    """The figures of some statements, in their order: one a place where it stands."""
    counted = [statement for statement in told if statement.values]
    ids: Sequence[str] = list(dict.fromkeys(s.section for s in counted))
    sections = {s.id: s for s in records.sections(ids)}
    topics = records.topics_of(ids)
    rows: list[Figure] = []
    for statement in counted:
        section = sections[statement.section]
        for value in statement.values:
            start, end = statement.start + value.start, statement.start + value.end
            rows.append(
                Figure(
                    section.date, section.body, section.id, section.title, value.text, value.value, value.unit,
                    statement.sentence, start, end, topics.get(section.id, ()),
                )
            )  # fmt: skip
    return rows
