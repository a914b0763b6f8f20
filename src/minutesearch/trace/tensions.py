"""Passages of an issue that do not sit well together: figures that differ, praise against a target that was missed.

A tension is a question to put to the minutes, with both quotes; nothing is called a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from minutesearch.model import Figure, Tension
from minutesearch.text import sentences, stem_words
from minutesearch.trace.quotes import Entry

_PRAISE = re.compile(
    r"\b(?<!not )(?<!n't )(?<!n’t )(?<!longer )(?<!never )"
    r"(?:(?:an? )?(?:model of |example of |area of )?(?:good|best|excellent|outstanding) practice|"
    r"exemplary|excellent progress|good progress|significant progress|on track|on target|praised|commended|"
    r"positive progress|very positive|well received)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\btargets? (?:(?:are |were |is |was |had |have |has )?not (?:being |been )?(?:met|achieved|reached)|missed)\b|"
    r"\b(?:behind|below|off) (?:the )?(?:target|trajectory|schedule|plan)\b|\bnot on (?:track|target)\b|"
    r"\bmissed (?:the |its |their )?targets?\b|\bunder-?perform\w*\b",
    re.IGNORECASE,
)
_SHARED = frozenset(("£", "$", "€", "%", ""))
"""Units that do not tell what is counted: two sums of money need not be of one thing."""


class _Said(NamedTuple):
    date: str
    section: str
    sentence: str
    words: str


def tensions(entries: Sequence[Entry], figures: Sequence[Figure]) -> list[Tension]:
    """The tensions of an issue, in the order of their later passages.

    Args:
        entries: the sections of the issue, in order.
        figures: its figures, in order.
    """
    return [*_figures(figures), *_progress(entries)]


def _figures(figures: Sequence[Figure]) -> Iterator[Tension]:
    """The same thing counted otherwise at a later meeting; only the nearest two of a row are shown."""
    by_head: dict[str, list[Figure]] = {}
    for figure in figures:
        head = _head(figure)
        if head:
            by_head.setdefault(head, []).append(figure)
    for row in by_head.values():
        for earlier, later in combinations(row, 2):
            if earlier.date == later.date or earlier.value == later.value:
                continue
            if any(earlier.date < between.date < later.date for between in row):
                continue
            if any(other.value == later.value and other.date == earlier.date for other in row):
                continue
            yield Tension(
                "figure",
                f"{earlier.text} ({earlier.date}), {later.text} ({later.date})",
                (earlier.section, later.section),
                (earlier.sentence, later.sentence),
                (earlier.date, later.date),
            )


def _head(figure: Figure) -> str:
    """The stem of what is counted; empty where that is not told."""
    if figure.unit in _SHARED:
        return ""
    stems = stem_words(figure.unit)
    return stems[-1] if stems else ""


def _progress(entries: Sequence[Entry]) -> Iterator[Tension]:
    """Praise of the issue, and a later meeting that has it among targets not met."""
    praised: _Said | None = None
    for entry in entries:
        missed = _first(entry, _MISSED, around=True)
        if praised and missed and praised.date < missed.date:
            yield Tension(
                "progress",
                f"{praised.words} ({praised.date}), {missed.words} ({missed.date})",
                (praised.section, missed.section),
                (praised.sentence, missed.sentence),
                (praised.date, missed.date),
            )
            praised = None
        praised = _first(entry, _PRAISE) or praised


def _first(entry: Entry, pattern: re.Pattern[str], *, around: bool = False) -> _Said | None:
    """The first sentence on the issue that the pattern finds.

    Args:
        entry: a section of the issue.
        pattern: what is looked for.
        around: whether the paragraph that a list hangs on counts for its items.
    """
    text = entry.section.text
    spans = entry.spans()
    if around and not entry.own and entry.section.list_items:
        first_named = min((start for start, _ in spans), default=0)
        spans = [span for span in sentences(text) if span[1] <= first_named or span in spans]
    for start, end in spans:
        match = pattern.search(text, start, end)
        if match:
            return _Said(entry.section.date, entry.section.id, text[start:end], match[0])
    return None
