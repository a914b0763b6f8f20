"""What an archive holds that a person has not seen: told by the words of sections, never by the index."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from minutesearch.dates import local_day
from minutesearch.errors import MinutesearchError
from minutesearch.model import News, NewSection, SearchNews, TopicNews
from minutesearch.query import first_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import SavedSearch
    from minutesearch.model.watched import Passage
    from minutesearch.notebook.seen import Look
    from minutesearch.search import Searcher
    from minutesearch.store import Records


def news(
    records: Records,
    searcher: Searcher,
    saved: Sequence[SavedSearch],
    person: str,
    look: Look | None,
    since: str | None,
) -> News:
    """What is new to a person.

    Args:
        records: the record.
        searcher: runs the saved searches, plainly: no typo of theirs is corrected.
        saved: the saved searches.
        person: who looks.
        look: that person's last look, or None at the first.
        since: instead of all that was not seen, what was ingested on that ISO day or later.
    """
    seen = look.passages if look else {}
    rows = [(id, (meeting, words), time) for id, meeting, words, time in records.told_apart()]
    # A new index takes all for new; the last look remembers when it really came.
    held: dict[Passage, str] = {passage: min(time, seen.get(passage, time)) for _, passage, time in rows}
    if since:
        days = {time: local_day(time) for time in set(held.values())}
        chosen = {passage for passage, time in held.items() if days[time] >= first_day(since)}
    else:
        chosen = held.keys() - seen.keys() if look else set()
    new = {id: held[passage] for id, passage, _ in rows if passage in chosen}
    searches, found_by = _searched(searcher, saved, new)
    sections, topics = _told(records, new, found_by)
    return News(
        person=person,
        since=since or (look.when if look else None),
        first=look is None and since is None,
        sections=sections,
        searches=searches,
        topics=topics,
        gone=sum(p not in held and p not in look.gone for p in look.passages) if look and not since else 0,
        meetings=len({meeting for meeting, _ in held}),
        counted=records.count_sections(),
        held=tuple(held.items()),
    )


def _searched(
    searcher: Searcher, saved: Sequence[SavedSearch], new: dict[str, str]
) -> tuple[tuple[SearchNews, ...], dict[str, list[str]]]:
    """Each saved search with its counts, and by section the names of those that find it."""
    rows: list[SearchNews] = []
    found_by: dict[str, list[str]] = {}
    for each in saved:
        try:
            found = searcher.run(searcher.understand(each.query, each.filters, expand=each.expand))
        except MinutesearchError as error:
            if error.exit_code != MinutesearchError.exit_code:
                raise  # the index, not the search
            rows.append(SearchNews(each, 0, 0, error.message))
            continue
        fresh = [one.section for one in found if one.section in new]
        for section in fresh:
            found_by.setdefault(section, []).append(each.name)
        rows.append(SearchNews(each, len(fresh), len(found)))
    return tuple(rows), found_by


def _told(
    records: Records, new: dict[str, str], found_by: dict[str, list[str]]
) -> tuple[tuple[NewSection, ...], tuple[TopicNews, ...]]:
    """The new sections in reading order, and how many of them each topic tags, the most first."""
    if not new:
        return (), ()
    topics = records.topics_of(list(new))
    statuses = records.statuses()
    sections = {s.id: s for s in records.sections(new)}
    told = tuple(
        NewSection(
            section=sections[id],
            status=statuses[sections[id].meeting][0],  # type: ignore[arg-type]  # the record holds no other word
            ingested=time,
            searches=tuple(found_by.get(id, ())),
            topics=topics.get(id, ()),
        )
        for id, time in new.items()
    )
    counts = Counter(topic for each in told for topic in each.topics)
    rows = [TopicNews(c.id, c.kind, c.label, counts[c.id]) for c in records.concepts() if c.id in counts]
    return told, tuple(sorted(rows, key=lambda row: (-row.new, row.id)))
