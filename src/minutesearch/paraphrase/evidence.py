"""Which sections are evidence enough for a question, and in which order."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from minutesearch.matching import SectionView, spans
from minutesearch.query import Key, Leaf, Node, all_of, any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.found import Found
    from minutesearch.paraphrase.units import Unit
    from minutesearch.store import Records

_ENOUGH = 0.62
"""The part of a question's weight that a section must cover."""
_LONGEST = 6
"""Units that a query names at most, counted as often as they are named: each is a dozen searches."""
_LOOKED_AT = 100
"""Sections that are ranked by reading them; the rest stand behind them."""
_CLOSE = 400
"""Characters of a text within which the units must stand, if no title has them."""


def enough(units: Sequence[Unit], weights: Sequence[float]) -> Node:
    """The query that selects exactly the sections which cover enough of the units.

    A unit that only related words stand for has its whole weight where it is missing, and less where it is covered.
    """
    wanted = _ENOUGH * sum(weights)
    support = [w * max(o.nearness for o in unit.others) for unit, w in zip(units, weights, strict=True)]
    every = range(len(units))
    sets: list[frozenset[int]] = []
    for size in range(1, len(units)):
        for chosen in combinations(every, size):
            if any(smaller <= set(chosen) for smaller in sets) or sum(support[i] for i in chosen) < wanted:
                continue
            if size > 1 or units[chosen[0]].sure:
                sets.append(frozenset(chosen))
    if sum(map(len, sets)) > _LONGEST:
        # Too many ways to be enough for one query: the heaviest units that are enough must all be there.
        heaviest = sorted(every, key=lambda i: -support[i])
        size = next(n for n in range(2, len(units) + 1) if sum(support[i] for i in heaviest[:n]) >= wanted)
        sets = [frozenset(heaviest[:size])]
    sets = sets or [frozenset(every)]
    common = frozenset.intersection(*sets)
    rest = [each - common for each in sets]
    parts: list[Node] = [units[i].node for i in sorted(common)]
    if all(rest):
        parts.append(any_of(all_of(units[i].node for i in sorted(each)) for each in rest))
    return all_of(parts)


def ranked(records: Records, found: Sequence[Found], units: Sequence[tuple[Unit, float]]) -> tuple[list[Found], bool]:
    """The sections by their evidence, and whether in any of them the units stand together."""
    likely = sorted(found, key=lambda each: -each.score)
    looked = likely[:_LOOKED_AT]
    topics = records.topics_of([each.section for each in looked])
    texts = records.texts([each.section for each in looked])
    most = sum(weight for _, weight in units)
    scored: list[Found] = []
    close = False
    for each in looked:
        _, _, _, title, text, _ = texts[each.section]
        view = SectionView(title, text)
        score = 0.0
        places: list[list[int]] = []
        for unit, weight in units:
            part, in_title, at = _evidence(unit, view, topics.get(each.section, ()))
            score += weight * part * (1.3 if in_title else 1)
            if part and not unit.vague and not in_title:
                places.append(at)
        together = _together(places)
        close = close or together
        scored.append(each.rescored(round(10 * score / most * (1 if together else 0.85), 3)))
    scored += [each.rescored(0.0) for each in likely[_LOOKED_AT:]]
    return sorted(scored, key=lambda each: -each.score), close


def _evidence(unit: Unit, view: SectionView, topics: Sequence[str]) -> tuple[float, bool, list[int]]:
    """How near to the unit the section comes, whether its title has it, and where its text has it."""
    best, in_title = 0.0, False
    at: list[int] = []
    for other in unit.others:
        if isinstance(other.node, Key):
            best = max(best, other.nearness * 0.95) if other.node.value in topics else best
        elif isinstance(other.node, Leaf):
            title, text = spans([other.node], view)
            if title or text:
                best = max(best, other.nearness + min(len(text) + 2 * len(title), 5) * 0.02)
                in_title = in_title or bool(title)
                at += [start for start, _ in text]
    return best, in_title, sorted(at)


def _together(places: Sequence[Sequence[int]]) -> bool:
    """Does a stretch of the text hold one place of each? A place that only a tag knows is anywhere."""
    rows = [row for row in places if row]
    if len(rows) < 2:
        return True
    return any(
        all(any(start <= at <= start + _CLOSE for at in row) for row in rows)
        for start in {at for row in rows for at in row}
    )
