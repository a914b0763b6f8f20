"""Words that mark a meeting or a period against the rest of the same body's minutes (keyness).

Words and phrases of up to three words are counted by their stems and shown as they are printed. What stands in every
meeting is as common in the rest and does not come out. Counts, sizes and the exact chance are in
:mod:`minutesearch.trends.likelihood`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.model import KeyWords
from minutesearch.people import People
from minutesearch.text import words
from minutesearch.trends.likelihood import at_least, g2, log_ratio
from minutesearch.trends.telling import BREAK, TELLING, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from minutesearch.text import Words

LEVEL = 0.05
LEAST = 3
"""Times that words must stand in the period."""
_LONGEST = 3
_CARRIED = 0.6
"""A word is told by a phrase that has this share (0–1) of its uses."""
_TWICE = 1.0
"""The log ratio from which words are told: twice as common as in the rest."""
_GLUE = frozenset(" -'’\u2010\u2011")

Key = tuple[str, ...]


class Body(NamedTuple):
    """What of a body is no news of a period: the stems of its own name, which tell nothing alone, and its people."""

    own: frozenset[str]
    people: People


class Text(NamedTuple):
    """The title or the text of a section of business."""

    section: str
    meeting: str
    body: str
    text: str


@dataclass(slots=True)
class _Count:
    """How often a key stands on both sides, by body, and where in the period."""

    there: Counter[str] = field(default_factory=Counter)
    rest: Counter[str] = field(default_factory=Counter)
    sections: set[str] = field(default_factory=set)
    meetings: set[str] = field(default_factory=set)
    printed: Counter[str] = field(default_factory=Counter)


def keywords(
    there: Sequence[Text], rest: Sequence[Text], bodies: Mapping[str, Body], most: int
) -> tuple[tuple[KeyWords, ...], int, int]:
    """The words that mark the texts of a period, the strongest first.

    Args:
        there: the texts of the period.
        rest: the texts it is compared with, of the same bodies.
        bodies: by name the bodies whose texts they are.
        most: how many to give.

    Returns:
        The words, and how many words there are in the period and in the rest.
    """
    rows = [(t, words(t.text)) for t in there]
    others = [(t, words(t.text)) for t in rest]
    sizes, rest_sizes = _sizes(rows), _sizes(others)
    of_words, of_rest = sum(sizes.values()), sum(rest_sizes.values())
    counts = _counted(rows, bodies)
    for text, found in others:
        for key, _, _ in _keys(found, bodies[text.body], counts):
            counts[key].rest[text.body] += 1
    share = {body: size / ((size + rest_sizes[body]) or 1) for body, size in sizes.items()}
    scored = {key: score for key, count in counts.items() if (score := _score(count, share)) is not None}
    several = len({t.meeting for t in there}) > 1
    kept = [key for key in _without_repeats(scored, counts) if len(counts[key].sections) > 1 or not several]
    kept.sort(key=lambda key: (-scored[key][0], key))
    told = []
    for key in kept[:most]:
        c = counts[key]
        uses, elsewhere = c.there.total(), c.rest.total()
        spread = len(c.sections), len(c.meetings)
        told.append(KeyWords(_printed(c.printed), uses, of_words, elsewhere, of_rest, *spread, *scored[key]))
    return tuple(told), of_words, of_rest


def _sizes(rows: Iterable[tuple[Text, Words]]) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for text, found in rows:
        sizes[text.body] += len(found.stems)
    return sizes


def _counted(rows: Sequence[tuple[Text, Words]], bodies: Mapping[str, Body]) -> dict[Key, _Count]:
    """What stands in the period often enough. Words are counted first: a phrase is no commoner than its words."""
    single: Counter[str] = Counter()
    for _, found in rows:
        single.update(found.stems)
    often = {stem for stem, times in single.items() if times >= LEAST}
    counts: dict[Key, _Count] = {}
    for text, found in rows:
        for key, start, end in _keys(found, bodies[text.body], often):
            count = counts.setdefault(key, _Count())
            count.there[text.body] += 1
            count.sections.add(text.section)
            count.meetings.add(text.meeting)
            count.printed[text.text[start:end]] += 1
    return {key: count for key, count in counts.items() if count.there.total() >= LEAST}


def _keys(found: Words, body: Body, wanted: Collection[str] | Mapping[Key, _Count]) -> Iterable[tuple[Key, int, int]]:
    """Every word and phrase of a text that may be told, with its offsets.

    Args:
        found: the words of the text.
        body: whose text it is.
        wanted: the stems that a phrase may begin and end with; or the only keys to look for.
    """
    text, stems, starts, ends = found.text, found.stems, found.starts, found.ends
    keyed = isinstance(wanted, dict)
    kinds = list(map(kind_of, found.printed))
    for i in body.people.places(found.printed):
        kinds[i] = BREAK
    for i, kind in enumerate(kinds):
        if kind is not TELLING or (not keyed and stems[i] not in wanted):
            continue
        for last in range(i, min(i + _LONGEST, len(kinds))):
            if kinds[last] is BREAK or (last > i and text[ends[last - 1] : starts[last]] not in _GLUE):
                break
            if kinds[last] is not TELLING:
                continue
            key = tuple(stems[i : last + 1])
            if keyed:
                if key in wanted:
                    yield key, starts[i], ends[last]
            elif stems[last] in wanted and not body.own.issuperset(key):
                yield key, starts[i], ends[last]


def _score(count: _Count, share: Mapping[str, float]) -> tuple[float, float] | None:
    """G2 and log ratio of words that are commoner in the period than chance has it; None of others."""
    a, c = count.there.total(), count.rest.total()
    expected = sum((count.there[body] + count.rest[body]) * share[body] for body in count.there | count.rest)
    if a <= expected or not 0 < expected < a + c:
        return None
    ratio = log_ratio(a, expected, c, a + c - expected)
    if ratio < _TWICE or at_least(a, a + c, expected / (a + c)) > LEVEL:
        return None
    return g2((a, c), (expected, a + c - expected)), ratio


def _without_repeats(scored: Mapping[Key, tuple[float, float]], counts: Mapping[Key, _Count]) -> set[Key]:
    """Of a phrase and the words in it, the one that tells more: "waiting list", not "waiting" and "list" too."""
    kept = set(scored)
    for key in sorted(scored, key=lambda key: (-len(key), key)):
        inside = [part for part in _parts(key) if part in kept]
        times = counts[key].there.total()
        if any(times < _CARRIED * counts[p].there.total() and scored[p][0] >= scored[key][0] for p in inside):
            kept.discard(key)
        else:
            kept -= {p for p in inside if times >= _CARRIED * counts[p].there.total()}
    return kept


def _parts(key: Key) -> list[Key]:
    lengths = range(1, len(key))
    return [key[i : i + length] for length in lengths for i in range(len(key) - length + 1)]


def _printed(forms: Counter[str]) -> str:
    """How it is printed most; of two that are as common, the one with fewer capitals."""
    return min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))
