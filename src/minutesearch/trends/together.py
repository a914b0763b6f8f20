"""Topics that come up together: named in the same sections more often than chance has it.

Broader and narrower topics are no news, nor are two names that stand in each other's letters: neither is a pair.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from minutesearch.model import TopicPair
from minutesearch.trends.likelihood import Table, chances, g2_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minutesearch.model import Concept, Tag

LEVEL = 0.01
"""There are far more pairs than topics, so chance is given less room."""
LEAST = 3
"""Sections that must name both."""

_Spots = dict[str, dict[str, list[tuple[str, int, int]]]]


def together(
    concepts: Mapping[str, Concept],
    tags: Sequence[Tag],
    sections: Mapping[str, tuple[str, str]],
) -> tuple[TopicPair, ...]:
    """The pairs, the surest first.

    Args:
        concepts: the concepts that may be in a pair, by id.
        tags: tags in reading order.
        sections: by id the sections that are looked at, each with its meeting and its body.
    """
    spots: _Spots = {}
    for tag in tags:
        if tag.rule == "name" and tag.section in sections and tag.concept in concepts:
            places = spots.setdefault(tag.section, {}).setdefault(tag.concept, [])
            places.append((tag.where, tag.start, tag.end))
    sizes: dict[str, int] = {}
    for _, body in sections.values():
        sizes[body] = sizes.get(body, 0) + 1
    singly: dict[str, dict[str, int]] = {}
    for section, named in spots.items():
        body = sections[section][1]
        for concept in named:
            bodies = singly.setdefault(concept, {})
            bodies[body] = bodies.get(body, 0) + 1
    found = []
    for (a, b), shared in _shared(spots).items():
        if len(shared) < LEAST or len({sections[s][0] for s in shared}) < 2 or _akin(concepts[a], concepts[b]):
            continue
        both: dict[str, int] = {}
        for section in shared:
            both[sections[section][1]] = both.get(sections[section][1], 0) + 1
        tables = _tables(both, singly[a], singly[b], sizes)
        if chances(tables)[1] > LEVEL:
            continue
        counts = sum(t.drawn for t in tables), sum(t.marked for t in tables), sum(t.size for t in tables)
        expected = sum(t.expected for t in tables)
        found.append(TopicPair(concepts[a], concepts[b], *counts, expected, tuple(shared), g2_of(tables)))
    return tuple(sorted(found, key=lambda pair: (-pair.g2, pair.first.id, pair.second.id)))


def _shared(spots: _Spots) -> dict[tuple[str, str], list[str]]:
    """By pair of concepts (ids in order) the sections that name both, in reading order."""
    found: dict[tuple[str, str], list[str]] = {}
    for section, named in spots.items():
        for a, b in combinations(sorted(named), 2):
            if any(_apart(x, y) for x in named[a] for y in named[b]):
                found.setdefault((a, b), []).append(section)
    return found


def _apart(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1]


def _akin(one: Concept, other: Concept) -> bool:
    """Is one of them broader: are all names of the other among its signs? (See ``under`` in topics.toml.)"""
    return any(
        bool(narrow.names) and set(narrow.names) <= {*broad.names, *broad.signs}
        for narrow, broad in ((one, other), (other, one))
    )


def _tables(
    both: Mapping[str, int], first: Mapping[str, int], second: Mapping[str, int], sizes: Mapping[str, int]
) -> list[Table]:
    return [
        Table(both.get(body, 0), first[body], second[body], sizes[body])
        for body in sorted(first.keys() & second.keys())
    ]
