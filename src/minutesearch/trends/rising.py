"""Topics that rise and fall: in how many sections they are named on either side, and whether that is more than chance.

Sections are counted, not mentions: one section that names a thing six times says no more of a trend than one that names
it once. Only meetings that the archive holds are counted, so a missing one is never taken for a silent one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.model import SideCount, TopicTrend
from minutesearch.trends.likelihood import Table, chances, g2_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from minutesearch.model import ConceptCount, Direction
    from minutesearch.trends.sides import Sides

LEVEL = 0.05
"""A split that chance makes more often than that is steady."""
LEAST = 3
"""Sections that must name a topic before anything is said of it."""

Named = tuple[str, str, str, int]
"""A section, its meeting and body, and how often a topic is named in it."""


def rising(
    topics: Sequence[ConceptCount],
    named: Mapping[str, Sequence[Named]],
    business: Mapping[str, tuple[str, int]],
    sides: Sides,
) -> tuple[TopicTrend, ...]:
    """The trend of every topic, in the order of the topics.

    Args:
        topics: the topics.
        named: by topic, the sections that name it.
        business: by meeting, its body and how many sections it has.
        sides: the meetings that are compared.
    """
    sizes: dict[str, list[int]] = {}
    for side, ids in enumerate((sides.earlier, sides.later)):
        for meeting in ids:
            body, sections = business.get(meeting, ("", 0))
            sizes.setdefault(body, [0, 0])[side] += sections
    of = tuple(
        (len(ids), sum(row[side] for row in sizes.values())) for side, ids in enumerate((sides.earlier, sides.later))
    )
    return tuple(_trend(topic, named.get(topic.concept.id, ()), sizes, of, sides) for topic in topics)


def _trend(
    topic: ConceptCount,
    named: Sequence[Named],
    sizes: Mapping[str, Sequence[int]],
    of: Sequence[tuple[int, int]],
    sides: Sides,
) -> TopicTrend:
    counted = []
    by_body: list[dict[str, int]] = []
    for ids, (meetings, sections) in zip((sides.earlier, sides.later), of, strict=True):
        here = [row for row in named if row[1] in ids]
        bodies: dict[str, int] = {}
        for _, _, body, _ in here:
            bodies[body] = bodies.get(body, 0) + 1
        by_body.append(bodies)
        mentions = sum(row[3] for row in here)
        counted.append(SideCount(len({row[1] for row in here}), meetings, len(here), sections, mentions))
    before, after = by_body
    tables = [
        Table(after.get(body, 0), late, before.get(body, 0) + after.get(body, 0), early + late)
        for body, (early, late) in sorted(sizes.items())
        if early and late
    ]
    few, many = chances(tables)
    earlier, later = counted
    direction: Direction = "steady"
    if min(few, many) <= LEVEL and _evident(earlier, later, later if many < few else earlier):
        direction = "rising" if many < few else "falling"
    return TopicTrend(topic, direction, earlier, later, g2_of(tables), min(few, many))


def _evident(earlier: SideCount, later: SideCount, more: SideCount) -> bool:
    """Are there sections enough, and is it not one meeting of several that has them all?"""
    enough = earlier.sections + later.sections >= LEAST
    return enough and more.meetings >= min(2, more.of_meetings)


def listed(named: Sequence[tuple[str, str, str, str, str, int]], business: Collection[str]) -> dict[str, list[Named]]:
    """By topic the sections that name it, of those that are items of business."""
    found: dict[str, list[Named]] = {}
    for topic, meeting, body, _, section, mentions in named:
        if section in business:
            found.setdefault(topic, []).append((section, meeting, body, mentions))
    return found
