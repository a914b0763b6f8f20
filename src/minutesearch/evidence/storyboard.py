"""A basket as a storyboard: its items re-checked, when and where they were said, what is missing, what is still open.

Everything is of the bodies that the items are from. The timeline is all that is held of them, not only the meetings
between the first item and the last: that nothing was said since is a finding too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from minutesearch import coverage
from minutesearch.evidence.baskets import standing
from minutesearch.misprints import misprints_in
from minutesearch.model import Place, Storyboard, StoryboardPoint, StoryboardSource
from minutesearch.promises import promises_in
from minutesearch.text import stem_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from minutesearch.config import Settings
    from minutesearch.model import Basket, Evidence, Gap, Promise, Statement
    from minutesearch.notebook import Overrulings
    from minutesearch.store import Records

MOST_PROMISES = 40
"""Open promises that are listed: more than a reader goes through, and a broad heading may have hundreds."""
_PROMISES = frozenset(["action", "commitment"])


def storyboard(
    root: Path, settings: Settings, records: Records, basket: Basket, overrulings: Overrulings
) -> Storyboard:
    """All that is to be written out of a basket, the same each time as long as the basket and the archive are.

    Quotes that are stale or stand nowhere any more stay in, each with its verdict.

    Args:
        root: the archive.
        settings: its settings.
        records: the record.
        basket: the basket.
        overrulings: what people have said of promises.
    """
    evidence = standing(root, settings, records, basket)
    bodies = tuple(sorted({each.body for each in evidence if each.body}))
    spans = [coverage.span(records, body) for body in bodies]
    gaps = tuple(sorted((g for span in spans for g in span.gaps), key=lambda g: (g.month, g.body)))
    listed, cut = _open(records, basket, evidence, bodies, overrulings)
    return Storyboard(
        name=basket.name,
        title=basket.name[:1].upper() + basket.name[1:],
        evidence=evidence,
        misprints=tuple(tuple(misprints_in(each.item.quote)) for each in evidence),
        bodies=bodies,
        meetings=sum(span.meetings for span in spans),
        sections=sum(span.sections for span in spans),
        first=min((span.first for span in spans if span.first), default=None),
        last=max((span.last for span in spans if span.last), default=None),
        gaps=gaps,
        unread=tuple((s.path, s.state, s.reason or "") for s in records.sources() if coverage.is_unread(s)),
        timeline=tuple(_timeline(records, bodies, gaps, evidence)),
        promises=listed,
        sources=tuple(_sources(records, evidence)),
        made=max((item.added[:10] for item in basket.items), default=""),
        promises_cut=cut,
    )


def _timeline(
    records: Records, bodies: Sequence[str], gaps: Sequence[Gap], evidence: Sequence[Evidence]
) -> list[StoryboardPoint]:
    items = Counter(each.citation.meeting if each.citation else each.item.meeting for each in evidence)
    points = [
        StoryboardPoint(m.date, m.body, m.id, m.status, None, items[m.id])
        for m in records.meetings()
        if m.body in bodies
    ]
    points += [StoryboardPoint(gap.month, gap.body, None, None, gap.why, 0) for gap in gaps]
    # A month sorts before its days: a gap stands in front of what else happened in that month.
    return sorted(points, key=lambda p: (p.date, p.body, p.meeting or ""))


def _sources(records: Records, evidence: Iterable[Evidence]) -> list[StoryboardSource]:
    """The files that are cited, in the order in which they are first cited; of a quote that is gone, its old one."""
    types = {source.path: source.media_type for source in records.sources()}
    found: dict[tuple[str, str], list[int]] = {}
    places: dict[tuple[str, str], Place] = {}
    for each in evidence:
        at = each.citation.place if each.citation else Place(each.item.path, each.item.sha256, None, None)
        key = at.path, at.sha256
        # A source is a whole file: pages and lines are those of each citation.
        whole = replace(at, page=None, line=None)
        places[key] = replace(whole, ocr=whole.ocr or (key in places and places[key].ocr))
        found.setdefault(key, []).append(each.n)
    return [
        StoryboardSource(n, places[key], types.get(key[0], ""), tuple(items))
        for n, (key, items) in enumerate(found.items(), 1)
    ]


# -- open promises ------------------------------------------------------------------------------------------


def _open(
    records: Records, basket: Basket, evidence: Sequence[Evidence], bodies: Sequence[str], overrulings: Overrulings
) -> tuple[tuple[Promise, ...], int]:
    """The promises that go with the evidence and are not kept, in reading order; and how many were too many to list.

    They are those of the sections that are quoted, and those on a topic that the basket, a heading or a query names.
    Of too many, those of the sections go first, then what is overdue, then the latest.
    """
    cited = {each.citation.section for each in evidence if each.citation}
    said = [basket.name, *(item.heading for item in basket.items), *(item.query for item in basket.items)]
    topics = _topics(records, dict.fromkeys(said))
    told = [s for s in _on(records, topics, cited) if not _PROMISES.isdisjoint(s.kinds)]
    found = [p for p in promises_in(records, told, overrulings) if p.status != "kept" and p.body in bodies]
    if len(found) <= MOST_PROMISES:
        return tuple(found), 0
    latest = {p.id: n for n, p in enumerate(found)}
    kept = sorted(found, key=lambda p: (p.section in cited, p.overdue, latest[p.id]), reverse=True)[:MOST_PROMISES]
    return tuple(sorted(kept, key=lambda p: latest[p.id])), len(found) - len(kept)


def _topics(records: Records, said: Iterable[str]) -> set[str]:
    """The concepts that any of these words name: of names within one another, the longest."""
    names: dict[tuple[str, ...], set[str]] = {}
    for concept in records.concepts():
        for name in (concept.label, *concept.names):
            if row := tuple(stem_words(name)):
                names.setdefault(row, set()).add(concept.id)
    longest = max(map(len, names), default=0)
    found: set[str] = set()
    for words in said:
        stems, at = tuple(stem_words(words)), 0
        while at < len(stems):
            sizes = range(min(longest, len(stems) - at), 0, -1)
            size = next((n for n in sizes if stems[at : at + n] in names), 0)
            found |= names.get(stems[at : at + size], set())
            at += size or 1
    return found


def _on(records: Records, topics: set[str], cited: set[str]) -> list[Statement]:
    """The statements of the sections cited, and those on the topics: their section's title or they themselves name one.

    That a section names a topic somewhere makes its other promises none of that topic.
    """
    tags = [tag for tag in records.tags() if tag.concept in topics] if topics else []
    titled = {tag.section for tag in tags if tag.where == "title"} | cited
    inside: dict[str, list[int]] = {}
    for tag in tags:
        if tag.where == "text":
            inside.setdefault(tag.section, []).append(tag.start)
    return [
        s
        for s in records.statements(sorted(titled | inside.keys()))
        if s.section in titled or any(s.start <= at < s.end for at in inside.get(s.section, ()))
    ]
