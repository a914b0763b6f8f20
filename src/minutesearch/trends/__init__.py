"""What changes in the minutes: topics that rise and fall, words that mark a period, topics that come up together.

Only items of business are counted, not what stands before them: who was there is no topic. Every body is compared with
itself (see :mod:`minutesearch.trends.likelihood`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from minutesearch.model import Stretch, Trends
from minutesearch.people import attendance, people
from minutesearch.text import fold_title, stem_words
from minutesearch.topics import topics
from minutesearch.trends.keywords import Body, Text, keywords
from minutesearch.trends.rising import listed, rising
from minutesearch.trends.sides import meeting_named, sides
from minutesearch.trends.together import together

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from minutesearch.model import Concept, Filters, KeyWords, Meeting, Section
    from minutesearch.store import Records
    from minutesearch.trends.sides import Sides

MOST_WORDS = 50
"""Words that are told at most, the strongest first."""


def trends(records: Records, filters: Filters, meeting: str | None = None) -> Trends:
    """What has changed in the minutes.

    Args:
        records: the record.
        filters: a period, a body (as the record names it) or one topic to narrow it to.
        meeting: id or date of one meeting to be compared with the others of its body.

    Raises:
        UsageError: no meeting, or several, are meant.
    """
    chosen = meeting_named(records, meeting, filters) if meeting else None
    if chosen:
        filters = replace(filters, body=chosen.body)
    held = records.meetings()
    compared = sides(held, filters, chosen)
    bodies = {m.body for m in held if m.id in compared.asked}
    sections = [s for s in records.sections() if s.body in bodies]
    business = {p.id: (p.meeting, p.body) for p in sections if p.ordinal > 0}
    counted = Counter(meeting for meeting, _ in business.values())
    every = topics(records, replace(filters, topic=None))
    concepts = {row.concept.id: row.concept for row in every}
    tendencies = rising(
        [row for row in every if filters.topic in {None, row.concept.id}],
        listed(records.named_in(), business),
        {m.id: (m.body, counted[m.id]) for m in held},
        compared,
    )
    words, *sizes = _words(records, sections, compared, concepts.values())
    looked_at = {id: where for id, where in business.items() if chosen or where[0] in compared.asked}
    pairs = together(concepts, records.tags(), looked_at)
    if chosen:
        pairs = tuple(p for p in pairs if any(business[s][0] == chosen.id for s in p.sections))
    if filters.topic:
        pairs = tuple(p for p in pairs if filters.topic in {p.first.id, p.second.id})
    return Trends(
        chosen.id if chosen else None,
        tuple(sorted(bodies)),
        _stretch(held, compared.earlier, counted),
        _stretch(held, compared.later, counted),
        _stretch(held, compared.marked, counted, sizes[0]),
        _stretch(held, compared.rest, counted, sizes[1]),
        tendencies,
        words,
        pairs,
    )


def _stretch(held: Iterable[Meeting], ids: Collection[str], counted: Counter[str], words: int = 0) -> Stretch:
    dates = [m.date for m in held if m.id in ids]
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return Stretch(first, last, len(dates), sum(counted[id] for id in ids), words)


def _words(
    records: Records, sections: Sequence[Section], compared: Sides, concepts: Iterable[Concept]
) -> tuple[tuple[KeyWords, ...], int, int]:
    """The words that mark the one side, and how many words either has."""
    known = frozenset(word for concept in concepts for name in concept.names for word in fold_title(name).split())
    names = records.bodies()
    lists: dict[str, list[str]] = {}
    texts: dict[str, list[Text]] = {}
    for p in sections:
        if p.ordinal == 0 or attendance(p.title):
            lists.setdefault(p.body, []).append(p.text)
        else:
            texts.setdefault(p.body, []).extend(Text(p.id, p.meeting, p.body, text) for text in (p.title, p.text))
    there: list[Text] = []
    rest: list[Text] = []
    bodies: dict[str, Body] = {}
    for body, rows in texts.items():
        there += [text for text in rows if text.meeting in compared.marked]
        rest += [text for text in rows if text.meeting in compared.rest]
        own = frozenset(stem_words(" ".join((body, *names[body][1]))))
        bodies[body] = Body(own, people(lists.get(body, ()), [text.text for text in rows], known))
    return keywords(there, rest, bodies, MOST_WORDS)
