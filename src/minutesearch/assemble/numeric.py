"""Numeric dates that a document alone does not tell: 03/04/2018 in minutes without one date that must be British.

What the other minutes of the same body print decides, and the date is marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutesearch.assemble.occasions import Held
from minutesearch.model import Record
from minutesearch.parse.identity.dates import find, leaning
from minutesearch.parse.identity.meeting_day import next_date

_FRONT = 3000


def in_the_order_of_their_body(own: Sequence[Held]) -> list[Held]:
    """The records of one body, with the days of those turned round that were read British for want of evidence.

    Args:
        own: all records of one body.
    """
    doubtful = {i for i, held in enumerate(own) if _turned(held.record) and not leaning(_texts(held.record))}
    if not doubtful:
        return list(own)
    votes = (leaning(_texts(held.record)) for i, held in enumerate(own) if i not in doubtful)
    if sum((vote > 0) - (vote < 0) for vote in votes) >= 0:
        return list(own)
    return [held._replace(record=_american(held.record)) if i in doubtful else held for i, held in enumerate(own)]


def _turned(record: Record) -> str | None:
    """The other day that the printed numeric date of a meeting can be, or None where it can be only one."""
    year, month, day = record.date[:4], record.date[5:7], record.date[8:10]
    if record.date_inferred or not day or day > "12" or day == month:
        return None
    other = f"{year}-{day}-{month}"
    # Nearly all records are told here, and cheaply, to print no such date.
    british = re.compile(rf"(?<!\d)0?{int(day)}\s?[./-]\s?0?{int(month)}\s?[./-]")
    for text in _texts(record)[:2]:
        if not british.search(text[:_FRONT]):
            continue
        found = [one for one in find(text[:_FRONT]) if one.full]
        if any(one.iso == record.date and one.form != "numeric" for one in found):
            return None
        places = {(one.start, one.iso) for one in found if one.iso == record.date}
        if any((one.start, one.iso) == (start, other) for one in find(text[:_FRONT], "mdy") for start, _ in places):
            return other
    return None


def _texts(record: Record) -> list[str]:
    return [passage.text for passage in record.passages]


def _american(record: Record) -> Record:
    day = _turned(record) or record.date
    following = next_date(_texts(record), [p.title for p in record.passages], day, "mdy")
    return replace(record, date=day, date_inferred=True, next_date=following)
