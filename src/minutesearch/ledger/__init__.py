"""The ledger: every promise of the minutes, and what later minutes show of it.

Derived once, at ingest. A promise is matched to later passages on the same subject; its status says what the archive
*shows*: kept, touched in part, moved, not evidenced, unknown, or open. It never says that something was not done.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from minutesearch.ledger.outcomes import Calendar, outcome_of
from minutesearch.ledger.subjects import Index, Item, Rarity, names_of_people, subject_of
from minutesearch.model import NEXT_MEETING, Gap, Meeting, Outcome, Section, Statement, Tag
from minutesearch.text import quote_hash

__all__ = ["VERSION", "derive", "promise_id"]

VERSION = "4"
"""Change it with anything in this room that changes an outcome."""

_OFTEN = 5
"""Meetings from which a sentence that most minutes repeat is furniture."""
_LABELLED = re.compile(r"\W*(?:\w+ )?actions?\b", re.IGNORECASE)
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
    standing = _standing(promised, meetings)
    promised = [
        (item, told) for item, told in promised if (item.section.body, quote_hash(told.sentence)) not in standing
    ]
    if not promised:
        return []
    rarity = {body: Rarity([i for i in items if i.section.body == body]) for body in {i.section.body for i in items}}
    index, calendar = Index(items), Calendar(meetings, gaps)
    named = names_of_people(items)
    outcomes = []
    seen: dict[str, int] = {}
    for item, told in promised:
        subject = subject_of(item, told, rarity[item.section.body], named.get(item.section.body, frozenset()))
        id = promise_id(item.section.meeting, told.sentence)
        # The same words may be promised under two heads of one meeting.
        seen[id] = seen.get(id, 0) + 1
        id = id if seen[id] == 1 else f"{id}-{seen[id]}"
        found = index.candidates(subject, item.section.date)
        outcomes.append(outcome_of(id, item, told, subject, found, calendar))
    return outcomes


def _standing(promised: Sequence[tuple[Item, Statement]], meetings: Sequence[Meeting]) -> set[tuple[str, str]]:
    """Sentences that most minutes of a body repeat word for word, by body and hash: rules of the house, no promises.

    What is labelled as an action, or has a day or a month to be done by, is an action carried over, and stays.
    """
    said: dict[tuple[str, str], set[str]] = {}
    for item, told in promised:
        if _LABELLED.match(told.sentence) or told.due not in {None, NEXT_MEETING}:
            continue
        said.setdefault((item.section.body, quote_hash(told.sentence)), set()).add(item.section.meeting)
    held = Counter(meeting.body for meeting in meetings)
    return {key for key, at in said.items() if len(at) >= _OFTEN and len(at) > held[key[0]] / 2}


def promise_id(meeting: str, sentence: str) -> str:
    """The id of a promise: short, the same for the same words at the same meeting, whatever is ingested beside it."""
    return f"p-{hashlib.sha256(f'{meeting} {quote_hash(sentence)}'.encode()).hexdigest()[:8]}"
