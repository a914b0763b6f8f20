"""The ledger: every promise of the minutes, and what later minutes show of it.

Derived once, at ingest. A promise is matched to later passages on the same subject; its status says what the archive
*shows*: kept, touched in part, moved, not evidenced, unknown, or open. It never says that something was not done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from minutesearch.ledger.outcomes import Calendar, outcome_of
from minutesearch.ledger.subjects import Index, Item, Rarity, names_of_people, subject_of
from minutesearch.model import Gap, Meeting, Outcome, Section, Statement, Tag
from minutesearch.text import quote_hash

__all__ = ["VERSION", "derive", "promise_id"]

VERSION = "2"
"""Change it with anything in this room that changes an outcome."""

_PROMISES = frozenset(("action", "commitment"))


def derive(
    meetings: Sequence[Meeting],
    sections: Sequence[Section],
    statements: Mapping[str, Sequence[Statement]],
    tags: Mapping[str, Iterable[Tag]],
    gaps: Sequence[Gap],
) -> list[Outcome]:
    """What became of every action and commitment.

    Args:
        meetings: all meetings, by date.
        sections: all sections, in reading order.
        statements: the statements of each section.
        tags: the tags of each section.
        gaps: meetings that are known to be missing.

    Returns:
        One outcome a promise, in reading order.
    """
    items = [Item(s, tags.get(s.id, ()), statements.get(s.id, ())) for s in sections]
    promised = [(item, told) for item in items for told in item.statements.values() if _PROMISES & set(told.kinds)]
    if not promised:
        return []
    rarity, index, calendar = Rarity(items), Index(items), Calendar(meetings, gaps)
    named = names_of_people(items)
    outcomes = []
    seen: dict[str, int] = {}
    for item, told in promised:
        subject = subject_of(item, told, rarity, named.get(item.section.body, frozenset()))
        id = promise_id(item.section.meeting, told.sentence)
        # The same words may be promised under two heads of one meeting.
        seen[id] = seen.get(id, 0) + 1
        id = id if seen[id] == 1 else f"{id}-{seen[id]}"
        found = index.candidates(subject, item.section.date)
        outcomes.append(outcome_of(id, item, told, subject, found, calendar))
    return outcomes


def promise_id(meeting: str, sentence: str) -> str:
    """The id of a promise: short, the same for the same words at the same meeting, whatever is ingested beside it."""
    return f"p-{hashlib.sha256(f'{meeting} {quote_hash(sentence)}'.encode()).hexdigest()[:8]}"
